#!/usr/bin/env python3
"""Values in doubt: --doubts, and what a plain run says of them."""

import csv
import json
import tempfile
import unittest
from pathlib import Path

from program import UK_CHINA, hotline, main

DOUBTS = '''
[response.office-phone]
on_duty = { answer = { best = 0.45, from = 0.2, to = 0.7, name = "phones" }, latency = { one_of = ["20s", { law = "exponential", mean = "30s" }] } }
[response.mobile]
on_duty = { answer = { best = 0.45, from = 0.2, to = 0.7, same_as = "phones" } }
[staleness.phone-number]
per_year = { best = 0.16, from = 0.05, to = 0.5 }
'''
BEST = '''
[response.office-phone]
on_duty = { answer = 0.45, latency = "20s" }
[response.mobile]
on_duty = { answer = 0.45 }
[staleness.phone-number]
per_year = 0.16
'''


class Doubts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.scenario = self.write("doubts", DOUBTS)

    def write(self, name, tables):
        file = self.folder / f"{name}.toml"
        file.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n{tables}')
        return str(file)

    def told(self, *words):
        return hotline("run", self.scenario, "-p", "lists", "-n", "50", "--doubts", "40", *words).stdout

    def test_are_mentioned_at_the_end_of_a_plain_run(self):
        best = hotline("run", self.write("best", BEST), "-n", "50").stdout
        self.assertEqual(hotline("run", self.scenario, "-n", "50").stdout,
                         best + "4 values of this scenario are in doubt: --doubts plays them\n")
        for form in ("json", "csv"):
            self.assertEqual(hotline("run", self.scenario, "-n", "50", "--format", form).stdout,
                             hotline("run", self.write("best", BEST), "-n", "50", "--format", form).stdout)

    def test_are_played_alike_by_any_number_of_jobs_and_in_both_worlds(self):
        first = self.told("--format", "json", "-j", "1")
        for words in (("-j", "3"), ("--world", "shared", "-j", "2")):
            self.assertEqual(self.told("--format", "json", *words), first, words)

    def test_give_worlds_that_can_be_set(self):
        worlds = list(csv.DictReader(self.told("--format", "csv").splitlines()))
        self.assertEqual([world["world"] for world in worlds], [str(number) for number in range(41)])
        for world in (worlds[0], worlds[17]):
            values = [f"{path}={value}" for path, value in list(world.items())[14:] if "latency" not in path]
            latency = ('response.office-phone.on_duty.latency={ law = "exponential", mean = "30s" }'
                       if world["response.office-phone.on_duty.latency"] == "alternative 2" else "response.office-phone.on_duty.latency=20s")
            played = json.loads(hotline("run", self.scenario, "-p", "lists", "-n", "50", "--format", "json",
                                        *(word for value in [*values, latency] for word in ("--set", value))).stdout)
            contact = played["cases"][0]["contact"]
            self.assertEqual(float(world["contact_86400"]), contact["probability"])
            self.assertAlmostEqual(float(world["mean_within_horizon"]), contact["mean_within_horizon"], places=6)
        answers = ["response.office-phone.on_duty.answer", "response.mobile.on_duty.answer"]
        self.assertEqual([world[answers[0]] for world in worlds], [world[answers[1]] for world in worlds])
        self.assertEqual(len({world[answers[0]] for world in worlds}), 41)

    def test_say_which_of_them_matters(self):
        told = json.loads(hotline("run", self.scenario, "-p", "lists", "-n", "200", "--doubts", "--format", "json").stdout)
        self.assertEqual((told["worlds"], len(told["doubts"])), (200, 4))
        shares = {share["source"]: share["first_order"] for share in told["cases"][0]["mean_within_horizon"]["sensitivity"]["shares"]}
        self.assertEqual(max(shares, key=shares.get), "staleness.phone-number.per_year")
        self.assertEqual(set(shares), {"phones", "response.office-phone.on_duty.latency", "staleness.phone-number.per_year"})

    def test_are_written_to_files(self):
        hotline("run", self.scenario, "-n", "20", "--doubts", "40", "--out", str(self.folder / "out"))
        self.assertEqual(sorted(file.name for file in (self.folder / "out").iterdir()), ["worlds.csv", "worlds.json", "worlds.txt"])

    def test_that_cannot_be_played_are_errors(self):
        wrong = self.write("wrong", '[response.mobile]\non_duty = { answer = 0.5, latency = { law = "lognormal", '
                                    'median = { best = "10s", from = "5s", to = "40s" }, p95 = "30s" } }\n')
        for words, said in {
            ("run", UK_CHINA, "--doubts"): "--doubts needs a value in doubt, such as answer = { best = 0.45, from = 0.2, to = 0.7 }, "
                                           "but the scenario has none",
            ("run", self.scenario, "--doubts", "39"): '--doubts takes a number from 40 to 10000, not "39"',
            ("run", self.scenario, "--doubts", "--by", "month"): "--doubts and --by exclude each other",
            ("run", self.scenario, "--doubts", "--precision", "0.01"): "--doubts and --precision exclude each other",
            ("run", self.scenario, "--doubts", "-n", "1"): "--doubts needs at least 2 drills of each world, but -n is 1",
            ("run", wrong, "--doubts", "-n", "20"): "a world of values is no scenario:\n",
        }.items():
            with self.subTest(words=words):
                self.assertIn(f"hotline: error: {said}", hotline(*words, code=2).stderr)
        refused = hotline("run", wrong, "--doubts", "-n", "20", code=2).stderr
        self.assertRegex(refused, r'wrong.toml:3:\d+: error: "p95" must be above the median')
        self.assertRegex(refused, r"with the values\n  response.mobile.on_duty.latency.median = [\d minsh]+\n")


if __name__ == "__main__":
    main()
