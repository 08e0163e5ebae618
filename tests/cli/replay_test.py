#!/usr/bin/env python3
"""`hotline replay`."""

import csv
import json
import unittest

from program import UK_CHINA, hotline, main


class Replay(unittest.TestCase):
    def test_tells_the_drill_that_run_counted(self):
        self.tells_the_drills_of("-n", "30")

    def test_tells_the_drill_of_a_run_with_even_starts(self):
        self.tells_the_drills_of("-n", "50", "--even-starts")

    def tells_the_drills_of(self, *words):
        drills = list(csv.DictReader(hotline("run", UK_CHINA, *words, "--format", "csv").stdout.splitlines()))
        for replication in range(30):
            told = json.loads(hotline("replay", UK_CHINA, "-k", str(replication), *words[2:], "--format", "json").stdout)
            for drill in told["drills"]:
                row = next(d for d in drills
                           if d["replication"] == str(replication) and d["protocol"] == drill["protocol"])
                contacts = [e for e in drill["events"] if e["what"] == "CONTACT"]
                self.assertEqual(len(contacts), 1 if row["contact"] else 0)
                if contacts:
                    self.assertEqual(contacts[0]["after"], float(row["contact"]))
                    self.assertEqual(contacts[0]["official"], row["official"])
                tried = [e for e in drill["events"] if e["what"].startswith(("is called", "is written to"))]
                self.assertEqual(len(tried), int(row["attempts"]))

    def test_is_the_same_in_either_world(self):
        for replication in ("0", "3", "11"):
            words = ("replay", UK_CHINA, "-k", replication)
            self.assertEqual(hotline(*words).stdout, hotline(*words, "--world", "shared").stdout)


if __name__ == "__main__":
    main()
