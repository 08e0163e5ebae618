#!/usr/bin/env python3
"""What tables and figures say about the scenarios in tests/cases."""

import csv
import io
import json
import re
import tempfile
import unittest
from pathlib import Path

from program import SOURCES, hotline, main


class Tables(unittest.TestCase):
    """Scenarios of tests/cases whose truth is known. What a table says of its worst row must be true."""

    @staticmethod
    def case(name):
        return str(SOURCES / "tests" / "cases" / name)

    def test_hold_the_truth_of_all_rows_at_once(self):
        for name, by in (("worst-caller-of-60", "caller"), ("worst-of-20-pairs", "pair"), ("worst-month-of-40", "month")):
            for seed in range(3):
                table = hotline("run", self.case(name), "--by", by, "-n", "200", "--seed", str(seed), "--format", "csv")
                rows = list(csv.DictReader(io.StringIO(table.stdout)))
                for row in rows:
                    self.assertLessEqual(float(row["low_together"]), 0.5, (name, seed, row))
                    self.assertGreaterEqual(float(row["high_together"]), 0.5, (name, seed, row))
                self.assertTrue(all(row["may_be_worst"] == "1" for row in rows))
        for seed in range(3):
            plain = json.loads(hotline("run", self.case("worst-of-20-pairs"), "--seed", str(seed), "--format", "json").stdout)
            for one in plain["cases"]:
                low, high = one["contact"]["interval_together"]
                self.assertTrue(low <= 0.5 <= high, (seed, one))

    def test_do_not_leave_out_a_kind_of_time_without_drills(self):
        told = hotline("run", self.case("rare-holiday"), "--by", "month", "-n", "1200", "--seed", "1")
        self.assertIn("  kinds    worst: weekend or holiday, too close to call\n", told.stdout)
        kinds = json.loads(hotline("run", self.case("rare-holiday"), "--by", "month", "-n", "1200", "--seed", "1",
                                   "--format", "json").stdout)["cases"][0]["kinds"]
        self.assertEqual(kinds[-1]["kind"], "holiday")
        self.assertIsNone(kinds[-1]["reach"])
        self.assertEqual(kinds[-1]["interval_together"], [0, 1])

    def test_tell_the_only_worst_hour_from_all_others(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.html")
            hotline("report", self.case("worst-hour-alone"), "--out", str(page))
            told = page.read_text()
        self.assertRegex(told, r"The worst hour is Sun 03:00: 0\.0 % \(0\.0–[0-9.]+\)\.<")

    def test_say_when_a_curve_is_ahead(self):
        for seed in range(1, 4):
            compared = json.loads(hotline("compare", self.case("curves-cross-once"), "--seed", str(seed), "--format", "json").stdout)
            ahead = compared["cases"][0]["pairs"][0]["ahead"]
            self.assertEqual([one["name"] for one in ahead], ["a", "b"])
            self.assertLess(ahead[0]["to"], 300)
            self.assertGreaterEqual(ahead[1]["from"], 300)
            self.assertLess(ahead[1]["to"], 600)

    def test_bound_the_share_of_requests_by_what_drills_may_ask_for(self):
        for seed in range(1, 4):
            told = json.loads(hotline("run", self.case("refused-in-clusters"), "--by", "resource", "-n", "100",
                                      "--seed", str(seed), "--format", "json").stdout)
            for one in told["usage"][0]["resources"]:
                if one["id"] != "reserve":
                    continue
                # One drill in a hundred has 31 requests, of which 30 are refused. All others have one, which is
                # granted.
                low, high = one["refused"]["interval"]
                self.assertTrue(low <= 0.3 / 1.3 <= high, one)
                low, high = one["refusing_drills_together"]
                self.assertTrue(low <= 0.01 <= high, one)

    def test_call_no_quantile_of_forty_different(self):
        compared = json.loads(hotline("compare", self.case("quantiles-of-40"), "-n", "1000", "--seed", "1", "--format", "json").stdout)
        for pair in compared["cases"][0]["pairs"]:
            for low, high in (pair["p50"]["interval"], pair["p90"]["interval"]):
                self.assertTrue((low is None or low <= 0) and (high is None or high >= 0), pair)


class Shapes(unittest.TestCase):
    def test_many_protocols_are_told_by_caller(self):
        case = SOURCES / "tests" / "cases" / "many-protocols-by-caller"
        told = hotline("run", str(case), "--by", "caller", "-n", "10").stdout
        self.assertIn("\n21 protocols, ordered by their worst cell:\n", told)
        self.assertRegex(told, r"\n  p0 +uk +100.0 % ")


class Figures(unittest.TestCase):
    """Inputs of tests/cases whose figures an earlier version printed wrongly."""

    def case(self, name, *words):
        return hotline(words[0], str(SOURCES / "tests" / "cases" / name), *words[1:]).stdout

    def test_a_time_before_contact_is_not_told_as_a_time_of_contact(self):
        told = self.case("rounded-down", "compare", "-n", "200", "--within", "49h", "--detail")
        self.assertIn("""
  by 2 d 1 h              0.0 %           0.0 %
  by 4 d 4 h            100.0 %         100.0 %
  half by               2 d 2 h         2 d 2 h
  90 % by               2 d 2 h         2 d 2 h
  mean*                 2 d 1 h         2 d 1 h
""", told)

    def test_two_deadlines_that_differ_read_differently(self):
        told = self.case("rounded-down", "compare", "-n", "20", "--within", "10min,10min10s,10min10500ms", "--detail")
        self.assertEqual(re.findall(r"^  (by .*?)   ", told, re.MULTILINE)[:4],
                         ["by 10 min", "by 10 min 10 s", "by 10 min 10.5 s", "by 4 d 4 h"])

    def test_a_share_near_none_or_all_is_not_told_as_none_or_all(self):
        told = self.case("still-right", "who", "--at", "2012-10-01T00:00:00Z")
        self.assertIn("entry 3 d old, 99.75 % still right", told)
        told = self.case("still-right", "who", "--at", "2031-01-01T00:00:00Z")
        self.assertIn("0.42 % still right", told)

    def test_too_few_drills_are_not_told_as_not_reached(self):
        words = ("many-protocols-by-caller", "run", "-p", "p0", "-n", "20", "--detail")
        self.assertRegex(self.case(*words), r"""
  contact         100.0 %        8.0 s        8.0 s        8.0 s        8.0 s
    at least       83.1 %        8.0 s        8.0 s        8.0 s .*
    at most       100.0 %        8.0 s      too few      too few """)
        told = json.loads(self.case(*words, "--format", "json"))["cases"][0]["contact"]["quantiles"]["p90"]
        self.assertEqual(told, {"value": 8, "low": 8, "high": None, "no_high": "too few drills"})


if __name__ == "__main__":
    main()
