#!/usr/bin/env python3
"""`mend --report`: the section of the page on what to mend first."""

import html
import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import HOTLINE, UK_CHINA, hotline, main

PLAYED = ("mend", UK_CHINA, "-p", "lists", "-n", "600", "--within", "2h")

PRICED = """
[[change]]
title = "Somebody answers at night"
set = ["response.office-phone.off_duty.answer = 0.6", 'response.office-phone.off_duty.latency = "20s"']
cost = 40
[[change]]
title = "Hold on longer"
set = "protocol.lists.hold=20min"
cost = 0.5
"""


def section_of(page):
    """The section, without what the reader does not see."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", Path(page).read_text(), flags=re.DOTALL)
    return re.search(r'<section[^>]*aria-labelledby="mend".*?</section>', text, re.DOTALL)[0]


def plain(markup):
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).strip()


def tables(section):
    """By caption, the rows."""
    found = {}
    for table in re.findall(r"<table.*?</table>", section, re.DOTALL):
        rows = [[plain(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL)]
                for row in re.findall(r"<tr\b.*?</tr>", table, re.DOTALL)]
        found.setdefault(plain(re.search(r"<caption.*?</caption>", table, re.DOTALL)[0]), []).append(rows)
    return found


class MendPage(unittest.TestCase):
    def test_says_what_the_text_says(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.html")
            told = hotline(*PLAYED, "--report", page).stdout
            section = section_of(page)
            self.assertEqual(told, hotline(*PLAYED).stdout)
            again = Path(folder, "again.html")
            hotline(*PLAYED, "--report", again, "--jobs", "1")
            self.assertEqual(page.read_text().replace(str(page), ""),
                             again.read_text().replace(str(again), "").replace(" --jobs 1", ""))
        first = " ".join(re.search(r"\n(First: .*?)\n\n", told, re.DOTALL)[1].split())
        self.assertEqual(plain(re.search(r"<strong>(.*?)</strong>", section, re.DOTALL)[1]), first)
        self.assertIn("600 drills of each of ", plain(section))
        # Every change that the text lists is a row of a table, with the same figures.
        rows = [row for table in tables(section)["With the change minus today; all intervals of all changes together 95 %"]
                for row in table[1:]]
        listed = re.findall(r"(?m)^ {2}[ \d]{3} {2}(?!mean\*)(\S.*)\n {7}(mean\*.*(?:\n {9}.*)*)", told)
        self.assertEqual([row[0] for row in rows], [title for title, _ in listed])
        self.assertGreater(len(rows), 12)
        for row, (_, figures) in zip(rows, listed):
            mean, share, p90, *cures = " ".join(figures.split()).split("; ")
            self.assertEqual((row[1], row[2]), (mean.removeprefix("mean* "), share.removeprefix("by 2 h ")))
            if row[3] != "not reached":
                self.assertEqual(f"90 % by {row[3]}", p90)
            self.assertEqual(cures, [f"cures {row[4]}"] if cures else [])
        # And it has its bar, in both figures, in both widths.
        drawn = section.count('class="settled"') + section.count('class="harm"')
        self.assertGreaterEqual(drawn, 4 * len(rows))

    def test_tells_what_is_cured_by_the_hour(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.html")
            told = json.loads(hotline(*PLAYED, "--report", page, "--format", "json").stdout)
            section = section_of(page)
        caption = "% of the emergencies that begin in the hour; cured by a change: all intervals together 95 %"
        heads, *hours = tables(section)[caption][0]
        self.assertEqual([row[0] for row in hours], [f"{hour:02}:00" for hour in range(24)])
        titles = [change["title"] for change in told["changes"] if change["is_measure"]][:len(heads) - 2]
        self.assertEqual(heads, ["from", "missed today, %", *titles])
        self.assertEqual(len(titles), 5)
        for row in hours:
            missed = float(row[1])
            for cell in row[2:]:
                value, low, high = map(float, re.fullmatch(r"(\S+) \((\S+)–(\S+)\)", cell).groups())
                self.assertLessEqual(value, missed + 0.05)
                self.assertTrue(low <= value <= high)
        self.assertIn("the hour in Beijing", section)

    def test_shows_what_a_budget_buys(self):
        with tempfile.TemporaryDirectory() as folder:
            scenario = Path(folder, "scenario.toml")
            scenario.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n{PRICED}')
            page = Path(folder, "page.html")
            words = ("mend", scenario, "-p", "lists", "-n", "300", "--within", "2h", "--budget", "72")
            told = json.loads(hotline(*words, "--report", page, "--format", "json").stdout)
            section = section_of(page)
            text = hotline(*words).stdout
        best = " ".join(re.search(r"\n(Best within .*?)\n\n", text, re.DOTALL)[1].split())
        self.assertIn(best, [plain(words) for words in re.findall(r"<p\b.*?</p>", section, re.DOTALL)])
        caption = "The bundles that are better than all cheaper ones; all intervals of bundles together 95 %"
        rows = tables(section)[caption][0][1:]
        self.assertEqual([row[0] for row in rows],
                         [f"{letter}, cost {bundle['cost']:g}: {' + '.join(bundle['changes'])}"
                          for letter, bundle in zip("ABC", told["frontier"])])
        # Two stairs, in two widths.
        self.assertEqual(section.count("What each budget buys: "), 2 * 3)

    def test_errors_are_clear(self):
        for words, said in {
            ("--cut-sets",): "--report and --cut-sets exclude each other: the page is about changes",
            ("--vary", "seed=1,2"): "--report and --vary exclude each other: the page is about changes",
            ("--doubts",): "--report and --doubts exclude each other: the page is about changes",
        }.items():
            with self.subTest(words):
                done = subprocess.run([HOTLINE, "mend", UK_CHINA, "--report", "page.html", *words],
                                      capture_output=True, text=True, timeout=60)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(said, done.stderr)
        done = subprocess.run([HOTLINE, "mend", UK_CHINA, "--report", "/nowhere/page.html"], capture_output=True, text=True,
                              timeout=60)
        self.assertEqual(done.returncode, 2, done.stderr)


if __name__ == "__main__":
    main()
