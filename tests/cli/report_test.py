#!/usr/bin/env python3
"""`hotline report`."""

import json
import re
import tempfile
import unittest
from pathlib import Path

from program import UK_CHINA, hotline, main


class Report(unittest.TestCase):
    def test_is_the_same_for_any_jobs_and_world(self):
        with tempfile.TemporaryDirectory() as folder:
            pages = []
            for words in (["-j", "1"], ["-j", "3"], ["--world", "shared", "-j", "2"]):
                page = Path(folder, "page.html")
                said = hotline("report", UK_CHINA, "-n", "100", *words, "--out", page).stdout
                self.assertEqual(said, f"Written: {page}\n")
                # The page names the command that made it, which differs.
                pages.append(re.sub(r"<code>hotline report .*?</code>", "", page.read_text()))
            self.assertEqual(pages[0], pages[1])
            self.assertEqual(pages[0], pages[2])

    def test_goes_with_compare_and_check(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.html")
            json.loads(hotline("compare", UK_CHINA, "-n", "100", "--format", "json", "--report", page).stdout)
            self.assertIn(">The comparison<", page.read_text())
            self.assertIn(f"hotline compare {UK_CHINA} -n 100 --format json --report {page}", page.read_text())
            hotline("check", UK_CHINA, "--report", page)
            self.assertIn(">Expectations<", page.read_text())
            # A report plays only what its own drills leave undecided, and comes to the same verdict.
            verdicts = re.compile(r'<section aria-labelledby="expectations">.*?</section>')
            checked = verdicts.search(page.read_text()).group()
            for drills in ("10", "3000"):
                hotline("report", UK_CHINA, "-n", drills, "--out", page)
                self.assertEqual(verdicts.search(page.read_text()).group(), checked)

    def test_needs_the_name_of_its_file(self):
        self.assertEqual(hotline("report", UK_CHINA, code=2).stderr,
                         "hotline: error: report needs --out FILE, such as --out report.html\n")
        self.assertIn("cannot write /nowhere/page.html",
                      hotline("report", UK_CHINA, "-n", "10", "--out", "/nowhere/page.html", code=2).stderr)


if __name__ == "__main__":
    main()
