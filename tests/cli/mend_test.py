#!/usr/bin/env python3
"""`hotline mend`."""

import csv
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import HOTLINE, SOURCES, UK_CHINA, hotline, main

NIGHT = '''
[[change]]
title = "Somebody answers at night"
set = ["response.office-phone.off_duty.answer = 0.9", 'response.office-phone.off_duty.latency = "20s"']
'''

PRICED = '''
[[change]]
title = "Somebody answers at night"
set = ["response.office-phone.off_duty.answer = 0.6", 'response.office-phone.off_duty.latency = "20s"']
cost = 40
[[change]]
title = "Somebody answers most calls at night"
set = ["response.office-phone.off_duty.answer = 0.9", 'response.office-phone.off_duty.latency = "20s"']
cost = 70
[[change]]
title = "One more round"
set = "protocol.lists.rounds=4"
cost = 1.5
[[change]]
title = "Hold on longer"
set = "protocol.lists.hold=20min"
cost = 0.5
'''


def scenario_with(folder, more):
    file = Path(folder, "scenario.toml")
    file.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n{more}')
    return str(file)


def changes(*words):
    told = json.loads(hotline("mend", *words, "--format", "json").stdout)
    return told, {change["title"]: change for change in told["changes"]}


class Mend(unittest.TestCase):
    def test_gives_the_same_bytes_for_any_jobs_and_either_world(self):
        for form in ("text", "json", "csv"):
            words = ("mend", UK_CHINA, "-n", "60", "--part", "official", "--part", "step", "--format", form)
            one = hotline(*words, "--jobs", "1").stdout
            self.assertEqual(one, hotline(*words, "--jobs", "5").stdout)
            self.assertEqual(one, hotline(*words, "--world", "shared", "--jobs", "2").stdout)

    def drills(self, scenario, *words):
        """When contact was made, by drill; the horizon where it was not."""
        told = hotline("run", scenario, *words, "--format", "csv").stdout
        return [float(drill["contact"] or 86400) for drill in csv.DictReader(told.splitlines())]

    def test_says_of_changes_what_runs_of_the_changed_scenario_say(self):
        with tempfile.TemporaryDirectory() as folder:
            scenario = scenario_with(folder, NIGHT)
            playing = ("-n", "400", "-p", "lists")
            told, found = changes(scenario, *playing, "--within", "2h")
            today = self.drills(scenario, *playing)
            self.assertAlmostEqual(told["today"]["mean_within_horizon"]["mean"], sum(today) / 400, places=6)
            self.assertAlmostEqual(told["today"]["reach"]["probability"], sum(t <= 7200 for t in today) / 400)
            for title, settings in {
                "Somebody answers at night": ("response.office-phone.off_duty.answer=0.9",
                                              'response.office-phone.off_duty.latency="20s"'),
                "lists: rounds 4, not 3": ("protocol.lists.rounds=4",),
            }.items():
                with self.subTest(title):
                    changed = self.drills(scenario, *playing, *(word for s in settings for word in ("--set", s)))
                    change = found[title]
                    self.assertTrue(change["is_measure"])
                    self.assertEqual(change["drills_that_differ"], sum(a != b for a, b in zip(today, changed)))
                    self.assertAlmostEqual(change["mean_within_horizon"]["difference"],
                                           (sum(changed) - sum(today)) / 400, places=6)
                    missed = sum(t > 7200 for t in today)
                    cured = sum(b <= 7200 < a for a, b in zip(today, changed))
                    self.assertAlmostEqual(change["cured"]["share"], cured / missed)

    def test_settings_hold_for_today_and_for_the_changes_of_the_scenario(self):
        with tempfile.TemporaryDirectory() as folder:
            scenario = scenario_with(folder, NIGHT)
            words = ("-n", "50", "-p", "lists")
            told, found = changes(scenario, *words, "--set", "response.office-phone.off_duty.answer=0.9",
                                  "--set", 'response.office-phone.off_duty.latency="20s"')
            self.assertEqual(found["Somebody answers at night"]["drills_that_differ"], 0)
            self.assertNotEqual(told["today"], changes(scenario, *words)[0]["today"])

    def test_leaves_out_what_would_change_nothing(self):
        _, found = changes(UK_CHINA, "-n", "20", "--part", "roster")
        self.assertIn("staff the roster ministry at all hours", found)
        self.assertNotIn("staff the roster round-the-clock at all hours", found)  # it is

    def test_changes_only_the_parts_that_it_is_told_to(self):
        told, _ = changes(UK_CHINA, "-n", "20", "-p", "hotline", "--part", "carrier", "--part", "entry")
        self.assertEqual({change["part"] for change in told["changes"]}, {"carrier", "entry"})

    def test_buys_the_bundles_that_bring_most(self):
        with tempfile.TemporaryDirectory() as folder:
            scenario = scenario_with(folder, PRICED)
            words = ("mend", scenario, "-p", "lists", "-n", "300", "--within", "2h", "--budget", "72", "--format")
            told = json.loads(hotline(*words, "json").stdout)
            self.assertEqual((told["changes_with_cost"], told["bundles_played"], told["exhaustive"]), (4, 11, True))
            costs = [bundle["cost"] for bundle in told["frontier"]]
            self.assertEqual(costs, sorted(set(costs)))
            self.assertLessEqual(costs[-1], 72)
            self.assertIn("Somebody answers most calls at night", told["frontier"][-1]["changes"])
            # The drills that tell are those after the ones that choose.
            sets = {"Somebody answers at night": ("response.office-phone.off_duty.answer=0.6",
                                                  'response.office-phone.off_duty.latency="20s"'),
                    "Somebody answers most calls at night": ("response.office-phone.off_duty.answer=0.9",
                                                             'response.office-phone.off_duty.latency="20s"'),
                    "One more round": ("protocol.lists.rounds=4",), "Hold on longer": ("protocol.lists.hold=20min",)}
            today = self.drills(scenario, "-p", "lists", "-n", "600")[300:]
            for bundle in told["frontier"]:
                with self.subTest(bundle["changes"]):
                    settings = [word for title in bundle["changes"] for one in sets[title] for word in ("--set", one)]
                    changed = self.drills(scenario, "-p", "lists", "-n", "600", *settings)[300:]
                    self.assertEqual(bundle["drills_that_differ"], sum(a != b for a, b in zip(today, changed)))
                    self.assertAlmostEqual(bundle["mean_within_horizon"]["difference"],
                                           (sum(changed) - sum(today)) / 300, places=6)
                    self.assertAlmostEqual(bundle["reach"]["difference"],
                                           sum((b <= 7200) - (a <= 7200) for a, b in zip(today, changed)) / 300)
            for form in ("text", "json", "csv"):
                one = hotline(*words, form, "--jobs", "1").stdout
                self.assertEqual(one, hotline(*words, form, "--jobs", "5").stdout)
                self.assertEqual(one, hotline(*words, form, "--world", "shared", "--jobs", "2").stdout)
            hotline(*words, "text", "--out", folder)
            self.assertEqual(sorted(os.listdir(folder)), ["bundles.csv", "bundles.json", "bundles.txt", "scenario.toml"])

    def test_plays_values_of_keys(self):
        words = (UK_CHINA, "-p", "lists", "-n", "300", "--within", "2h")
        told = json.loads(hotline("mend", *words, "--vary", "protocol.lists.rounds=1,3", "--vary",
                                  "protocol.lists.round_gap=15min, 1h", "--format", "json").stdout)
        self.assertEqual(told["varied"], ["protocol.lists.rounds", "protocol.lists.round_gap"])
        self.assertEqual([cell["values"] for cell in told["cells"]],
                         [["1", "15min"], ["1", "1h"], ["3", "15min"], ["3", "1h"]])
        today = self.drills(*words[:5])
        for cell in told["cells"]:
            with self.subTest(cell["values"]):
                changed = self.drills(*words[:5], "--set", f"protocol.lists.rounds={cell['values'][0]}",
                                      "--set", f"protocol.lists.round_gap={cell['values'][1]}")
                self.assertAlmostEqual(cell["mean_within_horizon"]["mean"], sum(changed) / 300, places=6)
                self.assertAlmostEqual(cell["reach"]["probability"], sum(t <= 7200 for t in changed) / 300)
                self.assertEqual(cell["against_today"]["drills_that_differ"],
                                 sum(a != b for a, b in zip(today, changed)))
        self.assertEqual(told["cells"][3]["against_today"]["drills_that_differ"], 0)
        for form in ("text", "json", "csv"):
            values = ("mend", *words, "--vary", "protocol.lists.hold=5min,10min,20min", "--format", form)
            one = hotline(*values, "--jobs", "1").stdout
            self.assertEqual(one, hotline(*values, "--jobs", "5").stdout)
            self.assertEqual(one, hotline(*values, "--world", "shared", "--jobs", "2").stdout)

    def test_says_how_often_each_change_is_the_best_under_doubt(self):
        with tempfile.TemporaryDirectory() as folder:
            # Without the doubts of the defaults, of which a setting cannot choose an alternative.
            doubtful = str(Path(folder, "doubtful.toml"))
            without = Path(folder, "scenario.toml")
            without.write_text(Path(UK_CHINA, "scenario.toml").read_text().replace(
                "../../models/defaults/doubts.toml", f"{SOURCES}/models/defaults/defaults.toml").replace(
                '"contacts.csv"', f'"{UK_CHINA}/contacts.csv"').replace("../calendars", f"{SOURCES}/scenarios/calendars"))
            Path(doubtful).write_text('extends = "scenario.toml"\n' + NIGHT + """
[response.mobile]
present = { best = 0.8, from = 0.3, to = 0.95 }
""")
            words = ("mend", doubtful, "-p", "lists", "-n", "100", "--within", "2h", "--doubts=40", "--part", "scenario",
                     "--part", "official", "--format")
            told = json.loads(hotline(*words, "json").stdout)
            self.assertEqual((told["worlds"], told["doubts"] >= 1), (40, True))
            self.assertLessEqual(len(told["changes"]), 10)
            self.assertEqual(sum(change["best_in"] for change in told["changes"]) + told["none_helps_in"], 40)
            lines = list(csv.DictReader(hotline(*words, "csv").stdout.splitlines()))
            self.assertEqual(len(lines), 40)
            # A world is the scenario with these values.
            world = lines[7]
            values = [word for path in world if path.startswith("response.") for word in ("--set", f"{path}={world[path]}")]
            playing = ("-n", "100", "-p", "lists")
            today = self.drills(doubtful, *playing, *values)
            night = self.drills(doubtful, *playing, *values, "--set", "response.office-phone.off_duty.answer=0.9",
                                "--set", 'response.office-phone.off_duty.latency="20s"')
            self.assertAlmostEqual(float(world["Somebody answers at night"]), (sum(night) - sum(today)) / 100, places=6)
            for form in ("text", "json", "csv"):
                one = hotline(*words, form, "--jobs", "1").stdout
                self.assertEqual(one, hotline(*words, form, "--jobs", "5").stdout)
        self.assertIn("--doubts and --budget exclude each other", self.wrong(UK_CHINA, "--doubts", "--budget", "3"))

    def test_errors_of_values_are_clear(self):
        for words, said in {
            ("protocol.lists.rounds",): '--vary must be a path and its values, such as protocol.lists.rounds=1,2,3, but '
                                        'is "protocol.lists.rounds"',
            ("protocol.lists.rounds=1,",): '--vary must be a path and its values',
            ("seed=1,2", "seed=1,2"): "--vary must name two different paths, but names seed twice",
            ("seed=1", "horizon=1h", "replications=1"): "--vary may be given once or twice, but is given 3 times",
            ("seed=" + ",".join(map(str, range(500))),): "--vary may have at most 400 combinations of values, but has 500",
            ("protocol.lists.round=1,2",): 'error: unknown key "round" in protocol "lists"',
        }.items():
            with self.subTest(words):
                self.assertIn(said, self.wrong(UK_CHINA, *(word for one in words for word in ("--vary", one))))
        self.assertIn("--budget and --vary exclude each other: --vary plays values, not changes",
                      self.wrong(UK_CHINA, "--vary", "seed=1", "--budget", "1"))

    def test_writes_whole_files(self):
        with tempfile.TemporaryDirectory() as folder:
            hotline("mend", UK_CHINA, "-n", "20", "--out", folder)
            self.assertEqual(sorted(os.listdir(folder)), ["mending.csv", "mending.json", "mending.txt"])

    def wrong(self, *words):
        done = subprocess.run([HOTLINE, "mend", *words], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        return done.stderr

    def test_errors_are_clear(self):
        self.assertIn("--part must be one of entry, official, channel, carrier, site, roster, rota, step, protocol, "
                      'scenario, but is "offical"; did you mean "official"?', self.wrong(UK_CHINA, "--part", "offical"))
        self.assertIn("no change is left with --part: the cases use no such part, or nothing of it can fail",
                      self.wrong(UK_CHINA, "--part", "scenario"))
        self.assertIn("--budget needs [[change]] tables with a cost, but the scenario has none",
                      self.wrong(UK_CHINA, "--budget", "10"))
        with tempfile.TemporaryDirectory() as folder:
            priced = scenario_with(folder, PRICED)
            self.assertIn("--budget must be at least 0.5, what the cheapest change costs, but is 0.4",
                          self.wrong(priced, "--budget", "0.4"))
            self.assertIn("--all and --budget exclude each other: a bundle has changes with a cost",
                          self.wrong(priced, "--budget", "5", "--all"))
        with tempfile.TemporaryDirectory() as folder:
            both = scenario_with(folder, '[[change]]\ntitle = "A"\nset = ["simulation.interaction=true"]\n')
            self.assertIn('hotline: error: the change "A" cannot be played: it changes "interaction", so its drills cannot be '
                          "compared with today's\n", self.wrong(both))
        with tempfile.TemporaryDirectory() as folder:
            wrong = self.wrong(scenario_with(folder, '[[change]]\ntitle = "A"\nset = ["response.x.present=1"]\n'
                                                     '[[change]]\ntitle = "B"\nset = ["horizon=1"]\n'))
            self.assertIn('hotline: error: the change "A" cannot be played:\n', wrong)
            self.assertIn('error: the scenario has no response "x"\n', wrong)
            self.assertIn('hotline: error: the change "B" cannot be played:\n', wrong)


if __name__ == "__main__":
    main()
