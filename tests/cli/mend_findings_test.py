#!/usr/bin/env python3
"""What the stories of the shipped scenarios say of `mend` is what it prints."""

import json
import re
import shlex
import unittest
from pathlib import Path

from program import SOURCES, hotline, main

# So few drills that all of it takes seconds. Intervals are as wide.
FEW = {"osce-2013/scenario.toml": "100", "un-directory/scenario.toml": "40", "staff-recall/scenario.toml": "100"}
USUAL = "300"
UNITS = {"d": 86400, "h": 3600, "min": 60, "s": 1}


def stories():
    """By file, the paragraph on what to mend first, and the words of its command."""
    found = {}
    for file in sorted(Path(SOURCES, "scenarios").glob("*/*.toml")):
        text = " ".join(line.removeprefix("#").strip() or "¶" for line in file.read_text().splitlines() if line.startswith("#"))
        for paragraph, command in re.findall(r"(What to mend first[^¶]*?) ¶ hotline (mend [^¶]*?) ¶", text):
            found[str(file.relative_to(Path(SOURCES, "scenarios")))] = paragraph, shlex.split(command)
    return found


class MendFindings(unittest.TestCase):
    def test_are_those_of_the_command(self):
        told = stories()
        self.assertGreaterEqual(len(told), 10)
        for file, (paragraph, words) in told.items():
            with self.subTest(file):
                words[1] = str(Path(SOURCES, words[1]))
                if "-n" in words:
                    at = words.index("-n")
                    del words[at:at + 2]
                found = json.loads(hotline(*words, "-n", FEW.get(file, USUAL), "--format", "json").stdout)
                title = re.search(r'"([^"]+)"', paragraph)[1]
                [change] = [one for one in found["changes"] if one["title"] == title]
                self.assertTrue(change["is_measure"])
                # With few drills it may not be told from others, but none is certainly ahead.
                self.assertEqual(change["rank"], 1)
                faster = re.search(r"(\d[^.,]*?) faster on average", paragraph)[1]
                seconds = sum(int(count) * UNITS[unit] for count, unit in re.findall(r"(\d+) (d|h|min|s)\b", faster))
                low, high = change["mean_within_horizon"]["interval"]
                self.assertTrue(low <= -seconds <= high, (faster, low, high))
                if more := re.search(r"(\d+) more of 100", paragraph):
                    low, high = change["reach"]["interval"]
                    self.assertTrue(100 * low <= int(more[1]) <= 100 * high, (more[0], low, high))
                else:
                    self.assertIn("is not certain to reach more", paragraph)
                    self.assertLessEqual(change["reach"]["interval"][0], 0)
                if "No other change comes near" in paragraph:
                    others = [one for one in found["changes"] if one["is_measure"] and one["title"] != title]
                    self.assertTrue(all(one["mean_within_horizon"]["difference"] > change["mean_within_horizon"]["difference"]
                                        for one in others))


if __name__ == "__main__":
    main()
