#!/usr/bin/env python3
"""Scenarios of many states: results by pair and by resource."""

import csv
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import BUDAPEST, HOTLINE, PAIRS, UK_CHINA, WORM, hotline, main


class Pairs(unittest.TestCase):
    def test_their_matrix_says_what_their_table_and_their_drills_say(self):
        words = ("run", BUDAPEST, "-n", "4", "--by", "pair", "--within", "2h", "--format")
        result = json.loads(hotline(*words, "json").stdout)
        lines = list(csv.DictReader(hotline(*words, "csv").stdout.splitlines()))
        made, drills = {}, list(csv.DictReader(hotline("run", BUDAPEST, "-n", "4", "--format", "csv").stdout.splitlines()))
        for drill in drills:
            pair = drill["protocol"], drill["caller"], drill["callee"]
            made[pair] = made.get(pair, 0) + (drill["contact"] != "" and float(drill["contact"]) <= 7200)
        self.assertEqual(len(lines), 50 * 49 + 3 * 49)
        for protocol in result["protocols"]:
            parties = protocol["matrix"]["parties"]
            mine = [line for line in lines if line["protocol"] == protocol["protocol"]]
            played = sum(value is not None for row in protocol["matrix"]["reach"] for value in row)
            self.assertEqual((len(parties), played), (50, len(mine)))
            for line in mine:
                caller, callee = parties.index(line["caller"]), parties.index(line["callee"])
                for name in ("reach", "low", "high"):
                    self.assertEqual(float(line[name]), protocol["matrix"][name][caller][callee])
                self.assertEqual(round(4 * float(line["reach"])),
                                 made[protocol["protocol"], line["caller"], line["callee"]])
            self.assertAlmostEqual(protocol["overall"]["reach"], sum(float(line["reach"]) for line in mine) / len(mine))
            for party in protocol["callees"]:
                reach = [float(line["reach"]) for line in mine if line["callee"] == party["party"]]
                self.assertAlmostEqual(party["reach"], sum(reach) / len(reach))

    def test_of_many_states_fit_on_a_page(self):
        for words in ((PAIRS, "-n", "2"), (PAIRS, "-n", "2", "--by", "pair", "--within", "1h"), (BUDAPEST, "-n", "3")):
            lines = hotline("run", *words).stdout.splitlines()
            self.assertLess(len(lines), 130)
            self.assertEqual([line for line in lines if len(line) > 80], [])

    def test_give_the_same_bytes_for_any_jobs(self):
        for form in ("text", "json", "csv"):
            words = ("run", BUDAPEST, "-n", "4", "--by", "pair", "--format", form)
            self.assertEqual(hotline(*words, "--jobs", "1").stdout, hotline(*words, "--jobs", "5").stdout)

    def test_of_many_states_are_linted_in_few_words(self):
        self.assertLess(len(hotline("lint", PAIRS).stdout.splitlines()), 20)

    def test_that_share_desks_and_lines_tell_how_busy_those_were(self):
        words = ("run", BUDAPEST, "-n", "6", "--by", "resource")
        csv = hotline(*words, "--format", "csv", "--jobs", "1").stdout
        self.assertEqual(csv, hotline(*words, "--format", "csv", "--jobs", "3").stdout)
        lines = csv.splitlines()
        self.assertEqual(len(lines), 1 + 53 + 50)
        self.assertTrue(lines[1].startswith("officials;certs,desk,cn-official,1,"))
        self.assertTrue(lines[-1].startswith("officials;certs,callers,us,3,"))
        said = hotline(*words).stdout
        self.assertIn("Desks, lines and callers, under officials and certs\n", said)
        worm = ("run", WORM, "-n", "40", "--by", "resource", "--format", "csv", "--jobs")
        lines = hotline(*worm, "1").stdout.splitlines()
        self.assertEqual(lines, hotline(*worm, "3").stdout.splitlines())
        carriers = [line.split(",") for line in lines if ",carrier,internet,1," in line]
        self.assertEqual([line[0] for line in carriers], ["all-internet", "telephone-beside", "telephone-first"])
        plain = json.loads(hotline("run", WORM, "-n", "40", "--format", "json").stdout)
        for line, usage in zip(carriers, plain["usage"]):
            self.assertEqual(usage["resources"][-1]["kind"], "carrier")
            self.assertEqual(usage["resources"][-1]["utilisation"]["value"], float(line[-3]))
        refused = hotline("run", UK_CHINA, "--by", "resource", code=2).stderr
        self.assertIn("--by resource needs interaction, which is off; set interaction = true in [simulation]", refused)

    def test_that_drift_are_reported_by_caller(self):
        with tempfile.TemporaryDirectory() as folder:
            update = ("check", BUDAPEST, "--baseline", folder, "--update-baseline", "-n", "18")
            subprocess.run([HOTLINE, *update], check=True, capture_output=True)
            os.rename(Path(folder, "budapest-2012.json"), Path(folder, Path(folder).name + ".json"))
            Path(folder, "scenario.toml").write_text(
                f'extends = "{BUDAPEST}/scenario.toml"\nexpect = []\n[protocol.certs]\nprepare = "5h"\n')
            said = hotline("check", folder, "--baseline", folder, code=4).stdout
            self.assertIn("certs, 2450 cases: 18 of 18 drills differ; the first is drill 0\n"
                          "             the changed cases are of 50 of 50 callers and 50 of 50 callees\n"
                          "               ar → at, certs\n", said)
            self.assertIn("               and 2440 more\n", said)


if __name__ == "__main__":
    main()
