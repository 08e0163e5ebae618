#!/usr/bin/env python3
"""`hotline compare`."""

import csv
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import HOTLINE, UK_CHINA, crowded_scenario, hotline, main


class Compare(unittest.TestCase):
    def test_gives_the_same_bytes_for_any_jobs_and_either_world(self):
        for form in ("text", "json", "csv"):
            words = ("compare", UK_CHINA, "-n", "300", "--flips", "--format", form)
            one = hotline(*words, "--jobs", "1").stdout
            self.assertEqual(one, hotline(*words, "--jobs", "5").stdout)
            for jobs in ("1", "2"):
                self.assertEqual(one, hotline(*words, "--world", "shared", "--jobs", jobs).stdout)

    def test_says_of_pairs_what_runs_say_drill_by_drill(self):
        words = ("-n", "400", "-p", "lists", "-p", "hotline")
        drills = list(csv.DictReader(hotline("run", UK_CHINA, *words, "--format", "csv").stdout.splitlines()))
        times = {p: [float(d["contact"] or "inf") for d in drills if d["protocol"] == p] for p in ("lists", "hotline")}
        result = json.loads(hotline("compare", UK_CHINA, *words, "--within", "30min,2h", "--flips",
                                    "--format", "json").stdout)
        pair = result["cases"][0]["pairs"][0]
        self.assertEqual([reach["within"] for reach in pair["reach"]], [1800, 7200, 86400])
        for reach in pair["reach"]:
            by = reach["within"]
            first, second = ([t <= by for t in times[p]] for p in ("lists", "hotline"))
            self.assertEqual(reach["first_only"], sum(a and not b for a, b in zip(first, second)))
            self.assertEqual(reach["second_only"], sum(b and not a for a, b in zip(first, second)))
        flips = pair["flips"]
        self.assertEqual(flips["within"], 7200)
        self.assertEqual(flips["second_only"]["drills"],
                         [k for k, (a, b) in enumerate(zip(times["lists"], times["hotline"])) if b <= 7200 < a])
        self.assertEqual(sum(flips["second_only"]["last_attempts"].values()), len(flips["second_only"]["drills"]))
        self.assertEqual(pair["sooner"]["second"], sum(b < a for a, b in zip(times["lists"], times["hotline"])))

    def flips(self, within, *words):
        """The flips by caller. Contenders are pairs (scenario, protocol). Their runs and replays must say the same."""
        contenders, options = words[:2], words[2:]
        scenarios = list(dict.fromkeys(scenario for scenario, _ in contenders))
        protocols = [word for protocol in dict.fromkeys(p for _, p in contenders) for word in ("-p", protocol)]
        result = json.loads(hotline("compare", *scenarios, *protocols, *options, "--within", f"{within}s", "--flips",
                                    "--format", "json").stdout)
        drills = [[drill for drill in csv.DictReader(hotline("run", scenario, "-p", protocol, *options, "--format",
                                                             "csv").stdout.splitlines())]
                  for scenario, protocol in contenders]
        flips = {}
        for case in result["cases"]:
            made = [[float(drill["contact"] or "inf") <= within for drill in run if drill["caller"] == case["caller"]]
                    for run in drills]
            [pair] = case["pairs"]
            flips[case["caller"]] = pair["flips"]
            for winner, loser, name in ((0, 1, "first_only"), (1, 0, "second_only")):
                flipped = [k for k, one in enumerate(made[winner]) if one and not made[loser][k]]
                self.assertEqual(pair["flips"][name]["drills"], flipped)
                scenario, protocol = contenders[loser]
                last = {}
                for k in flipped:
                    told = json.loads(hotline("replay", scenario, "-k", str(k), "-p", protocol, "--caller",
                                              case["caller"], "--format", "json").stdout)
                    result_of_last = self.last_attempt(told["drills"][0]["events"], within)
                    last[result_of_last] = last.get(result_of_last, 0) + 1
                self.assertEqual(pair["flips"][name]["last_attempts"], last)
        return flips

    def last_attempt(self, events, within):
        """The result of the last attempt that began by then, where attempts follow one another."""
        last = "no attempt"
        for event in events:
            if event["what"].startswith("is called"):
                if event["after"] > within:
                    break
                last = "not told"
            elif event["what"] in ("busy", "cut off"):
                last = event["what"]
            elif event["what"] == "somebody with authority is found":
                last = "contact"
        return last

    def test_of_competing_cases_tells_the_drills_that_flip(self):
        with tempfile.TemporaryDirectory() as folder:
            crowded_scenario(folder)
            flips = self.flips(1800, (folder, "twice"), (folder, "often"), "-n", "60")
            # A caller who keeps trying gets through in the end, at the expense of later callers.
            for caller in ("de", "fr", "it", "ru"):
                self.assertGreater(len(flips[caller]["second_only"]["drills"]), 10)
                self.assertEqual(list(flips[caller]["second_only"]["last_attempts"]), ["busy"])
            self.assertGreater(len(flips["uk"]["first_only"]["drills"]), 3)

    def test_of_two_scenarios_with_competing_cases_tells_the_drills_that_flip(self):
        with tempfile.TemporaryDirectory() as folder:
            brief, long = (Path(folder, name) for name in ("brief", "long"))
            for path, lasts in ((brief, "1min"), (long, "9min")):
                path.mkdir()
                crowded_scenario(path, f'''
                    [protocol.again]
                    goal = {{ authority = 3 }}
                    conversation = "{lasts}"
                    step = [{{ call = {{ role = "desk" }}, tries = 5, gap = "3min" }}]
                    ''')
            flips = self.flips(900, (str(brief), "again"), (str(long), "again"), "-n", "40")
            self.assertGreater(len(flips["de"]["first_only"]["drills"]), 5)

    def test_takes_several_scenarios(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "scenario.toml")
            file.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n[protocol.lists]\nrounds = 1\n')
            result = json.loads(hotline("compare", UK_CHINA, folder, "-p", "lists", "-n", "200",
                                        "--format", "json").stdout)
            self.assertEqual([c["name"] for c in result["cases"][0]["contenders"]],
                             ["uk-china-2012: lists", f"{Path(folder).name}: lists"])
            # In no drill can the second round make the first one worse.
            self.assertEqual([r["second_only"] for r in result["cases"][0]["pairs"][0]["reach"]], [0] * 5)

    def test_calls_scenarios_of_one_name_differently(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [str(Path(folder, name)) for name in ("one/mini", "two/mini", "mini")]
            for path in paths:
                os.makedirs(path)
                Path(path, "scenario.toml").write_text(f'extends = "{UK_CHINA}/scenario.toml"\n')
            # Relative to the folder, the path of the third is the name of the first.
            done = subprocess.run([HOTLINE, "compare", "one/mini", "two/mini", "mini", "-p", "lists", "-n", "20",
                                   "--against", "two/mini: lists", "--format", "json"],
                                  capture_output=True, text=True, check=True, timeout=60, cwd=folder)
            [case] = json.loads(done.stdout)["cases"]
            third = Path(folder, "mini/scenario.toml").resolve()
            self.assertEqual([contender["name"] for contender in case["contenders"]],
                             ["mini: lists", "two/mini: lists", f"{third}: lists"])
            self.assertEqual(len(case["pairs"]), 2)

    def test_writes_whole_files(self):
        with tempfile.TemporaryDirectory() as folder:
            hotline("compare", UK_CHINA, "-n", "100", "--out", folder)
            self.assertEqual(sorted(os.listdir(folder)), ["comparison.csv", "comparison.json", "comparison.txt"])


if __name__ == "__main__":
    main()
