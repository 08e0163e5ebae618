#!/usr/bin/env python3
"""The figures of a page, read from its text."""

import html
import re
import tempfile
import unittest
from pathlib import Path

from program import UK_CHINA, hotline, main

PLAYED = ("-n", "500")


def cells_of(page, section):
    """The texts of all cells in a section's tables, row by row; and the section's sentences."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", Path(page).read_text(), flags=re.DOTALL)
    text = re.search(rf'<section[^>]*aria-labelledby="{section}".*?</section>', text, re.DOTALL)[0]

    def plain(markup):
        return html.unescape(re.sub(r"<[^>]*>", "", markup)).strip()
    rows = [[plain(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL)]
            for row in re.findall(r"<tr\b.*?</tr>", text, re.DOTALL)]
    return rows, [plain(words) for words in re.findall(r"<(?:p|li)\b.*?</(?:p|li)>", text, re.DOTALL)]


def columns(line):
    """The columns of a line in a text table."""
    return re.split(r"\s{2,}", line.strip())


class PageFigures(unittest.TestCase):
    def page(self, folder, *words):
        page = Path(folder, "page.html")
        done = hotline(*words, page)
        return page, done.stdout

    def test_of_a_run_say_what_the_commands_say(self):
        told = hotline("run", UK_CHINA, *PLAYED, "--detail").stdout
        with tempfile.TemporaryDirectory() as folder:
            page, _ = self.page(folder, "report", UK_CHINA, *PLAYED, "--out")
            rows, sentences = cells_of(page, "answer")
            head = cells_of(page, "again")[1]
            text = html.unescape(page.read_text())
        self.assertIn("500 simulated emergencies (“drills”) of each case and protocol, each followed for 24 h.", text)
        self.assertTrue(head)
        expected = []
        milestones = re.findall(r"  (first answer|contact) +(\S+ %.*)\n    at least (.*)\n    at most (.*)\n", told)
        self.assertEqual(len(milestones), 4)
        for name, value, low, high in milestones:
            value, low, high = columns(value), columns(low), columns(high)
            shares = [re.sub(" %", "", text) for text in (low[0], high[0])]
            cells = [name, f"{value[0]} ({shares[0]}–{shares[1]})"]
            for quantile in range(1, 4):
                one = (value[quantile], low[quantile], high[quantile])
                cells.append("not reached" if one[0] == one[1] == "not reached" else f"{one[0]} ({one[1]}–{one[2]})")
            expected.append(cells + [f"{value[4]} ({low[4]}–{high[4]})"])
        self.assertEqual([row for row in rows if row[0] in ("first answer", "contact")], expected)
        for contact in (row for row in expected if row[0] == "contact"):
            self.assertTrue(any(f"By 24 h it is {contact[1]}" in words for words in sentences), sentences)

    def test_of_a_comparison_say_what_the_commands_say(self):
        with tempfile.TemporaryDirectory() as folder:
            page, told = self.page(folder, "compare", UK_CHINA, *PLAYED, "--detail", "--report")
            rows, sentences = cells_of(page, "comparison")
        differences = {row[0]: row[3:] for row in rows if len(row) == 5}
        lines = told.split("hotline minus lists\n")[1].splitlines()[1:]
        for line in lines[:8]:
            name, value, low, high, *p = columns(line)
            if "not reached" in (value, low, high):
                expected = [value if value == low == high else f"{value} ({low} to {high})", ""]
            else:
                unit = " points" if name.startswith("by ") else ""
                expected = [f"{value}{unit} ({low} to {high})", p[0] if p else ""]
            self.assertEqual(differences[name.rstrip("*")], expected, line)
        second, first = re.search(r"sooner: hotline in (.*),\n +lists in (.*?), neither", told).groups()
        by_24_h = columns(lines[4])
        self.assertIn(f"“A dedicated line, staffed round the clock” is sooner in {second} of drills, “The existing lists” in "
                      f"{first}. By 24 h the difference is {by_24_h[1]} points ({by_24_h[2]} to {by_24_h[3]}).", sentences)
        lead = " ".join(re.search(r"hotline is ahead (from .*?\))\n", told, re.DOTALL)[1].split())
        self.assertIn(f"“A dedicated line, staffed round the clock” is ahead {lead}", sentences)
        self.assertIn(f"has {re.search(r'Each interval has.([0-9.]+) %', told, re.DOTALL)[1]} % confidence", sentences[0])


if __name__ == "__main__":
    main()
