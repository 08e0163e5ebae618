#!/usr/bin/env python3
"""What tests/sentences.md names is there."""

import re
import unittest

from program import SOURCES, main

ROW = re.compile(r"^\| (?P<sentence>.+?) \| `(?P<file>[\w/.]+)` `(?P<function>\w+)` \| (?P<tests>.+) \|$")


class Sentences(unittest.TestCase):
    def test_are_made_by_a_function_and_held_by_a_test_that_are_there(self):
        lines = (SOURCES / "tests" / "sentences.md").read_text().splitlines()
        tests = "\n".join(file.read_text() for file in sorted((SOURCES / "tests").rglob("*_test.*"))
                          if file.suffix in (".cpp", ".py"))
        tests += (SOURCES / "tests" / "browser" / "report.test.mjs").read_text()
        rows = [line for line in lines if line.startswith("| ") and not re.match(r"\| (figure|sentence) ", line)]
        self.assertGreater(len(rows), 30)
        for line in rows:
            row = ROW.match(line)
            self.assertTrue(row, line)
            self.assertRegex((SOURCES / row["file"]).read_text(), rf"\b{row['function']}\(", line)
            for test in re.findall(r"`([^`]+)`", row["tests"]):
                self.assertIn(test, tests, line)


if __name__ == "__main__":
    main()
