#!/usr/bin/env python3
"""Quorums, in all commands that show them."""

import csv
import json
import re
import tempfile
import unittest
from pathlib import Path

from program import crowded_scenario, hotline, main

QUORUM = '''
[[quorum]]
id = "four"
title = "Four of five capitals"
at_least = "80%"
[[quorum]]
id = "both"
caller = ["de", "uk"]
at_least = 2
'''
HELD = '''
[[expect]]
that = 'P(quorum "four" <= 4h) of often >= 0.5'
[[expect]]
that = "P(share(contact, 4h) >= 0.8) >= 0.01"
[[expect]]
that = 'rmst(quorum "both", 4h) of often - of twice <= 10min'
'''


def quorum(row, drills, needed):
    """The time of a quorum, computed from the lines of the CSV."""
    times = sorted(float(drill["contact"]) for drill in drills
                   if drill["contact"] and (drill["replication"], drill["protocol"]) == (row["replication"], row["protocol"]))
    return f"{times[needed - 1]:g}" if len(times) >= needed else ""


class Quorum(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = crowded_scenario(folder.name, QUORUM)

    def test_is_the_same_for_any_jobs_and_follows_from_the_cases(self):
        words = ("run", self.folder, "-n", "40", "--format")
        told = hotline(*words, "csv").stdout
        self.assertEqual(told, hotline(*words, "csv", "-j", "3").stdout)
        drills = list(csv.DictReader(told.splitlines()))
        of_both = [drill for drill in drills if drill["caller"] in ("de", "uk")]
        for drill in drills:
            self.assertEqual(f"{float(drill['quorum_four']):g}" if drill["quorum_four"] else "", quorum(drill, drills, 4))
            expected = quorum(drill, of_both, 2) if drill in of_both else ""
            self.assertEqual(f"{float(drill['quorum_both']):g}" if drill["quorum_both"] else "", expected)
        quorums = json.loads(hotline(*words, "json").stdout)["quorums"]
        self.assertEqual([(one["id"], one["protocols"], one["needed"], one["cases"]) for one in quorums],
                         [("four", ["twice"], 4, 5), ("four", ["often"], 4, 5),
                          ("both", ["twice"], 2, 2), ("both", ["often"], 2, 2)])
        for one in quorums:
            name = f"quorum_{one['id']}"
            met = {drill["replication"] for drill in drills if drill["protocol"] == one["protocols"][0] and drill[name]}
            self.assertEqual(one["time"]["reached"], len(met))
            self.assertEqual(one["by"][-1]["reached"], len(met))

    def test_is_the_same_in_either_world(self):
        file = Path(self.folder, "scenario.toml")
        file.write_text(file.read_text().replace("interaction = true", "interaction = false"))
        words = ("run", self.folder, "-n", "30", "--format", "json")
        self.assertEqual(hotline(*words).stdout, hotline(*words, "--world", "shared", "-j", "2").stdout)

    def test_is_played_until_it_is_known(self):
        told = json.loads(hotline("run", self.folder, "--precision", "0.1", "--format", "json").stdout)
        for one in told["quorums"]:
            low, high = one["time"]["interval"]
            self.assertLessEqual(max(high - one["time"]["probability"], one["time"]["probability"] - low), 0.1)

    def test_is_replayed(self):
        drills = list(csv.DictReader(hotline("run", self.folder, "-n", "4", "--format", "csv").stdout.splitlines()))
        for replication in range(4):
            words = ("replay", self.folder, "-k", str(replication))
            for one in json.loads(hotline(*words, "--format", "json").stdout)["quorums"]:
                row = next(drill for drill in drills if drill["replication"] == str(replication)
                           and drill["protocol"] == one["protocols"][0] and drill["caller"] == "de")
                self.assertEqual(one["met"], float(row[f"quorum_{one['id']}"]) if row[f"quorum_{one['id']}"] else None)
            self.assertEqual(len(re.findall(r"^Quorum: Four of five capitals, 4 of 5 cases, under (?:twice|often): "
                                            r"(?:met after \d+:\d\d:\d\d|not met), contact in \d cases?$",
                                            hotline(*words).stdout, re.MULTILINE)), 2)
        # Only where all of its cases are told.
        self.assertNotIn("quorums", json.loads(hotline(*words, "--caller", "fr", "--format", "json").stdout))

    def test_is_checked(self):
        file = Path(self.folder, "scenario.toml")
        file.write_text(file.read_text() + HELD)
        words = ("check", self.folder, "--format", "json")
        told = hotline(*words).stdout
        self.assertEqual(told, hotline(*words, "-j", "3").stdout)
        held = json.loads(told)["scenarios"][0]["expectations"]
        self.assertEqual([(one["needed"], one["cases"], one["protocol"], one["caller"], one["one_of"]) for one in held],
                         [(4, 5, "often", None, 1), (4, 5, "twice", None, 2), (4, 5, "often", None, 2),
                          (2, 2, "often", None, 1)])
        file.write_text(file.read_text() + '[[expect]]\nthat = \'P(quorum "four" <= 1s) >= 0.9\'\n')
        self.assertIn('fail: P(quorum "four" <= 1s) >= 0.9 (twice, 4 of 5 cases)', hotline("check", self.folder, code=1).stdout)

    def test_a_baseline_is_of_its_cases(self):
        words = ("check", self.folder, "--baseline", self.folder)
        hotline(*words, "--update-baseline", "-n", "20")
        self.assertIn("every drill is as in the baseline", hotline(*words).stdout)
        file = Path(self.folder, "scenario.toml")
        file.write_text(file.read_text().replace('at_least = "80%"', "at_least = 1"))
        self.assertIn("every drill is as in the baseline", hotline(*words).stdout)

    def test_is_on_the_page(self):
        page, pictures = Path(self.folder, "page.html"), Path(self.folder, "pictures")
        hotline("report", self.folder, "-n", "100", "--out", page, "--svg", pictures)
        text = page.read_text()
        self.assertIn(">How many are reached<", text)
        self.assertIn("Four of five capitals, 4 of 5 cases", text)
        self.assertIn("the quorum had been met", (pictures / "quorum-four.svg").read_text())
        self.assertIn("quorum by the time since the emergency", hotline("run", self.folder, "-n", "20", "--plot").stdout)


if __name__ == "__main__":
    main()
