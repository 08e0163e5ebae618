#!/usr/bin/env python3
"""`hotline who`."""

import json
import unittest

from program import PAIRS, UK_CHINA, hotline, main


class Who(unittest.TestCase):
    def test_shows_duty_by_the_officials_clocks(self):
        holiday = hotline("who", UK_CHINA, "--at", "2012-10-04T02:30:00Z", "-p", "lists").stdout
        self.assertIn("at 2012-10-04 02:30:00 UTC: Thursday 03:30 in London, Thursday 10:30 in Beijing", holiday)
        self.assertIn("off duty until Mon 08 Oct 08:30", holiday)
        after = hotline("who", UK_CHINA, "--at", "2012-10-08T02:30:00Z", "-p", "lists").stdout
        self.assertIn("on duty until Mon 08 Oct 12:00", after)

    def test_shows_chosen_cases_only_and_says_which(self):
        at = ("--at", "2012-10-04T02:30:00Z")
        lines = hotline("who", PAIRS, *at, "--caller", "fr", "--callee", "jp").stdout.splitlines()
        self.assertLess(len(lines), 60)
        self.assertTrue(lines[0].startswith("France → Japan, "), lines[0])
        listed = json.loads(hotline("who", PAIRS, *at, "--callee", "jp", "--format", "json").stdout)
        self.assertEqual(len({case["caller"] for case in listed["cases"]}), 192)
        self.assertEqual({case["callee"] for case in listed["cases"]}, {"jp"})
        for command in (("who", UK_CHINA, *at), ("replay", UK_CHINA, "-k", "0")):
            self.assertEqual(hotline(*command, "--caller", "cn", code=2).stderr,
                             "hotline: error: the scenario has no case of this caller and callee\n")
            self.assertEqual(hotline(*command, "--callee", "xn", code=2).stderr,
                             'hotline: error: the scenario has no party "xn"; did you mean "cn"?\n')


if __name__ == "__main__":
    main()
