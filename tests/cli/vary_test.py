#!/usr/bin/env python3
"""--vary of the commands that play drills."""

import csv
import html
import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import HOTLINE, UK_CHINA, hotline, main

ROUNDS = ("--vary", "protocol.lists.rounds=1,3,4")


def wrong(*words):
    done = subprocess.run([HOTLINE, *words], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, ""), (words, done.returncode, done.stdout)
    return done.stderr


class Vary(unittest.TestCase):
    def contacts(self, *words):
        """By protocol, when contact was made, by drill; the horizon where it was not."""
        found = {}
        for drill in csv.DictReader(hotline("run", UK_CHINA, *words, "--format", "csv").stdout.splitlines()):
            found.setdefault(drill["protocol"], []).append(float(drill["contact"] or 86400))
        return found

    def test_of_a_run_says_what_runs_with_the_values_say(self):
        words = ("-n", "300")
        told = json.loads(hotline("run", UK_CHINA, *words, *ROUNDS, "--within", "2h", "--format", "json").stdout)
        self.assertEqual((told["varied"], told["within"], "cases" in told), (["protocol.lists.rounds"], 7200, False))
        self.assertEqual([table["protocol"] for table in told["tables"]], ["lists", "hotline"])
        today = self.contacts(*words)
        for place, rounds in enumerate(("1", "3", "4")):
            changed = self.contacts(*words, "--set", f"protocol.lists.rounds={rounds}")
            for table in told["tables"]:
                with self.subTest((table["protocol"], rounds)):
                    cell = table["cells"][place]
                    before, after = today[table["protocol"]], changed[table["protocol"]]
                    self.assertEqual(cell["values"], [rounds])
                    self.assertAlmostEqual(cell["mean_within_horizon"]["mean"], sum(after) / 300, places=6)
                    self.assertAlmostEqual(cell["reach"]["probability"], sum(t <= 7200 for t in after) / 300)
                    self.assertEqual(cell["against_today"]["drills_that_differ"],
                                     sum(a != b for a, b in zip(before, after)))
        self.assertAlmostEqual(1 - told["confidence_of_each_difference"], 0.05 / (2 * 3 * 6))
        for form in ("text", "json", "csv"):
            one = hotline("run", UK_CHINA, *words, *ROUNDS, "--format", form, "--jobs", "1").stdout
            self.assertEqual(one, hotline("run", UK_CHINA, *words, *ROUNDS, "--format", form, "--jobs", "5").stdout)
        lines = list(csv.DictReader(hotline("run", UK_CHINA, *words, *ROUNDS, "--format", "csv").stdout.splitlines()))
        self.assertEqual([(line["protocol"], line["protocol.lists.rounds"]) for line in lines],
                         [(protocol, rounds) for protocol in ("lists", "hotline") for rounds in "134"])

    def test_of_a_run_is_a_curve_or_grids(self):
        told = hotline("run", UK_CHINA, "-n", "100", "-p", "lists", *ROUNDS).stdout
        self.assertIn("\nUnited Kingdom → China, lists: The existing lists\n", told)
        self.assertIn("\nBest: protocol.lists.rounds = 4: ", told)
        told = hotline("run", UK_CHINA, "-n", "100", "-p", "lists", *ROUNDS, "--vary",
                       "protocol.lists.round_gap=15min,1h").stdout
        self.assertIn("\nMean time*: protocol.lists.rounds down, protocol.lists.round_gap across\n", told)
        with tempfile.TemporaryDirectory() as folder:
            hotline("run", UK_CHINA, "-n", "20", *ROUNDS, "--out", folder)
            self.assertEqual(sorted(file.name for file in Path(folder).iterdir()),
                             ["values.csv", "values.json", "values.txt"])

    def test_of_a_comparison_compares_the_values(self):
        with tempfile.TemporaryDirectory() as folder:
            for rounds in (1, 4):
                Path(folder, f"rounds={rounds}.toml").write_text(
                    f'extends = "{UK_CHINA}/scenario.toml"\n[protocol.lists]\nrounds = {rounds}\n')
            words = ("-p", "lists", "-n", "200", "--format", "json")
            apart = json.loads(hotline("compare", *(f"{folder}/rounds={rounds}.toml" for rounds in (1, 4)), *words).stdout)
            told = json.loads(hotline("compare", UK_CHINA, "--vary", "protocol.lists.rounds=1,4", *words).stdout)
        text = json.dumps(apart).replace("rounds=1: lists", "rounds=1").replace("rounds=4: lists", "rounds=4")
        self.assertEqual(json.loads(text), told)
        both = json.loads(hotline("compare", UK_CHINA, "--vary", "protocol.lists.rounds=1,4", "-n", "50", "--format",
                                  "json").stdout)
        self.assertEqual([one["name"] for one in both["cases"][0]["contenders"]],
                         ["rounds=1: lists", "rounds=1: hotline", "rounds=4: lists", "rounds=4: hotline"])

    def test_of_a_comparison_goes_with_doubts(self):
        told = json.loads(hotline("compare", UK_CHINA, "--vary", "protocol.lists.rounds=1,4", "-p", "lists", "-n", "20",
                                  "--doubts=40", "--format", "json").stdout)
        [pair] = told["cases"][0]["pairs"]
        self.assertEqual((pair["first"], pair["second"]), ("rounds=1", "rounds=4"))

    def test_of_a_check_says_which_values_pass(self):
        with tempfile.TemporaryDirectory() as folder:
            scenario = Path(folder, "scenario.toml")
            scenario.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n[[expect]]\nprotocol = "lists"\n'
                                'that = "P(contact <= 1min) <= 0.5"\n')
            done = subprocess.run([HOTLINE, "check", scenario, "--vary", "protocol.lists.prepare=1s,10min", "--format", "json"],
                                  capture_output=True, text=True, timeout=120)
            told = json.loads(done.stdout)
            name = Path(folder).name
        self.assertEqual([one["scenario"] for one in told["scenarios"]], [f"{name}, prepare=1s", f"{name}, prepare=10min"])
        self.assertIn("--vary and --baseline exclude each other: a baseline is of the scenario as it is",
                      wrong("check", UK_CHINA, "--baseline", "b", *ROUNDS))

    def test_of_a_report_puts_the_values_side_by_side(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.html")
            hotline("report", UK_CHINA, "-p", "lists", "-n", "50", *ROUNDS, "--out", page)
            text = html.unescape(re.sub(r"<[^>]*>", "", page.read_text()))
        self.assertIn("3 scenarios side by side", text)
        for rounds in (1, 3, 4):
            self.assertIn(f"UK–China cyber hotline, October 2012: rounds={rounds}", text)

    def test_errors_are_clear(self):
        for words, said in {
            ("run", "--precision", "0.05"): "--precision and --vary exclude each other",
            ("run", "--by", "month"): "--by and --vary exclude each other",
            ("run", "--doubts"): "--doubts and --vary exclude each other",
            ("run", "--vary", "seed=2,2"): "--vary must name each value once, but names 2 twice",
            ("compare", "--vary", "seed=" + ",".join(map(str, range(7)))):
                "--vary may make at most 20 scenarios here, but makes 21; hotline run --vary and hotline mend --vary take more "
                "values",
            ("who", "--at", "2012-10-04T02:30:00Z"):
                'unknown option "--vary"; run, mend, compare, check and report take it',
            ("lint",): 'unknown option "--vary"; run, mend, compare, check and report take it',
        }.items():
            with self.subTest(words):
                self.assertIn(said, wrong(words[0], UK_CHINA, *words[1:], *ROUNDS))
        self.assertIn('unknown key "round" in protocol "lists"', wrong("run", UK_CHINA, "--vary", "protocol.lists.round=1,2"))
        # What is wrong whatever the values is told once.
        told = wrong("compare", UK_CHINA, "--set", "horizon=never", *ROUNDS)
        self.assertEqual(told.count("error: "), 1, told)


if __name__ == "__main__":
    main()
