#!/usr/bin/env python3
"""Values in doubt: --doubts, and what a plain run says of them."""

import csv
import json
import re
import tempfile
import unittest
from pathlib import Path

from program import SOURCES, UK_CHINA, hotline, main

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
        self.certain = self.uk_china_with("defaults")
        self.scenario = self.write("doubts", DOUBTS)

    def uk_china_with(self, defaults):
        """The scenario uk-china-2012 over a file of defaults."""
        extended = (SOURCES / "models" / "defaults" / f"{defaults}.toml").resolve()
        text = re.sub(r"extends .*", f'extends = "{extended}"', Path(UK_CHINA, "scenario.toml").read_text())
        for name in ("contacts.csv", "../calendars/cn.csv", "../calendars/uk.csv"):
            text = text.replace(f'"{name}"', f'"{Path(UK_CHINA, name).resolve()}"')
        file = self.folder / f"over-{defaults}.toml"
        file.write_text(text)
        return str(file)

    def write(self, name, tables):
        file = self.folder / f"{name}.toml"
        file.write_text(f'extends = "over-defaults.toml"\n{tables}')
        return str(file)

    def told(self, *words):
        return hotline("run", self.scenario, "-p", "lists", "-n", "50", "--doubts", "40", *words).stdout

    def test_are_mentioned_at_the_end_of_a_plain_run_or_comparison(self):
        best = hotline("run", self.write("best", BEST), "-n", "50").stdout
        self.assertEqual(hotline("run", self.scenario, "-n", "50").stdout,
                         best + "4 values are in doubt: --doubts plays them\n")
        self.assertEqual(hotline("compare", self.scenario, "-n", "50").stdout.splitlines()[-1],
                         "4 values are in doubt: --doubts plays them")
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

    def compared(self, *words):
        return hotline("compare", self.scenario, "-n", "50", "--doubts", "40", *words).stdout

    def test_are_compared_alike_by_any_number_of_jobs_and_in_both_worlds(self):
        first = self.compared("--format", "json", "-j", "1")
        for words in (("-j", "3"), ("--world", "shared", "-j", "2")):
            self.assertEqual(self.compared("--format", "json", *words), first, words)

    def test_make_the_same_worlds_for_a_run_and_for_a_comparison(self):
        pair = json.loads(self.compared("--format", "json"))["cases"][0]["pairs"][0]
        run = json.loads(hotline("run", self.scenario, "-n", "50", "--doubts", "40", "--format", "json").stdout)
        first, second = (case for case in run["cases"])
        for reach, a, b in zip(pair["reach"], first["contact"], second["contact"]):
            self.assertAlmostEqual(reach["mean"], b["mean"] - a["mean"], places=9)
            self.assertAlmostEqual(reach["best"], b["best"] - a["best"], places=9)

    def test_of_several_scenarios_are_the_same_where_their_paths_are(self):
        other = self.write("other", DOUBTS + '[protocol.lists]\nprepare = { best = "1min", from = "30s", to = "2min" }\n')
        told = json.loads(hotline("compare", self.scenario, other, "-p", "lists", "-n", "1000", "--doubts", "40",
                                  "--format", "json").stdout)
        self.assertEqual([doubt["path"] for doubt in told["doubts"]][-1], "protocol.lists.prepare")
        self.assertEqual(len(told["doubts"]), 5)
        pair = told["cases"][0]["pairs"][0]
        self.assertEqual((pair["first"], pair["second"]), ("doubts: lists", "other: lists"))
        # Only the preparation differs, and it is shorter in every world. In some drills a later call happens to be answered.
        self.assertGreaterEqual(pair["mean_within_horizon"]["second_better"]["share"], 0.9)

    def test_of_the_defaults_change_nothing_unless_they_are_played(self):
        doubted = self.uk_china_with("doubts")
        for form in ("csv", "json"):
            told = [hotline("run", file, "-n", "300", "--format", form).stdout for file in (self.certain, doubted)]
            self.assertEqual(told[0].replace("over-defaults", "over-doubts"), told[1])
        told = [hotline("run", file, "-n", "300").stdout for file in (self.certain, doubted)]
        self.assertRegex(told[1].removeprefix(told[0]), r"\A\d\d values are in doubt: --doubts plays them\n\Z")
        played = json.loads(hotline("run", doubted, "-n", "50", "--doubts", "--format", "json").stdout)
        # Nobody on the list has an app or the line of an agency: their doubts are not played.
        self.assertEqual({doubt["path"].split(".")[1] for doubt in played["doubts"] if doubt["path"].startswith("response")},
                         {"duty-desk", "office-phone", "mobile", "watched-mailbox"})
        self.assertGreater(len(played["doubts"]), 40)
        bands = [case["contact"][-1]["worlds_interval"] for case in played["cases"]]
        self.assertGreater(bands[0][1] - bands[0][0], 0.2)  # the lists rest on guesses

    def test_are_on_the_page(self):
        page, words = self.folder / "page.html", (self.scenario, "-p", "lists", "-n", "200", "--doubts", "40")
        hotline("report", *words, "--out", str(page))
        section = re.search(r'<section[^>]*aria-labelledby="doubts".*?</section>', page.read_text(), re.DOTALL)[0]
        text = " ".join(re.sub(r"<[^>]*>", " ", section).split())
        case = json.loads(hotline("run", *words, "--format", "json").stdout)["cases"][0]
        figure = next(figure for figure in case["contact"] if figure["within"] == 1800)
        shares = figure["sensitivity"]["shares"]
        first = max(shares, key=lambda share: share["first_order"])
        told = re.search(r"is reached by 30 min in ([\d.]+) % of emergencies if the best values are right\. If no more than the doubts is "
                         r"right, the true share may lie anywhere in ([\d.]+)–([\d.]+) %\. The finite number of drills alone leaves "
                         r"([\d.]+)–([\d.]+) %\. Measure first (\S+) : with it, the ([\d.]+) points would be about ([\d.]+)\.", text)
        self.assertTrue(told, text)
        self.assertEqual(told[6], first["source"])
        low, high = figure["worlds_interval"]
        for number, value in zip([*told.groups()[:5], *told.groups()[6:]],
                                 [figure["best"], low, high, *figure["simulation_interval"], high - low, first["width_if_settled"]]):
            self.assertAlmostEqual(float(number), 100 * value, delta=0.1001)
        self.assertIn("4 values of this scenario are in doubt. 40 worlds were played", text)
        self.assertIn(f"Which doubt matters: The existing lists, by 30 min", text)
        shown = re.search(r"alone and with others the width would be about (\S+) ([\d.]+) % ± ([\d.]+) ([\d.]+) % ± [\d.]+ ([\d.]+) points", text)
        self.assertEqual(shown[1], first["source"])
        for number, value in zip(shown.groups()[1:], (min(first["first_order"], 1), first["first_order_error"],
                                                      min(first["total"], 1), first["width_if_settled"])):
            self.assertAlmostEqual(float(number), 100 * value, delta=0.1001)
        self.assertEqual(section.count('class="worlds s1"'), 2)
        self.assertGreaterEqual(section.count('class="settled"'), 2)

    def test_may_be_asked_in_which_share_of_worlds_a_claim_holds(self):
        def check(bound, *words, code=0):
            asked = self.write("asked", DOUBTS + f'[[expect]]\nthat = "P(contact <= 24h) of lists >= {bound}"\nin_worlds = 0.8\n')
            return hotline("check", asked, *words, code=code).stdout
        self.assertRegex(check(0.01), r"\Apass       asked: 1 of 1 expectations hold\n +pass: P\(contact <= 24h\) of lists >= 0.01 in 80.0 % of "
                                      r"worlds \(United Kingdom → China\): 100.0 % \(98.1–100.0\) of worlds: held in 200 of 200, "
                                      r"failed in 0 after \d+ drills\n\Z")
        self.assertRegex(check(0.97, code=1), r"\A(?s:.*)fail: P\(contact <= 24h\) of lists >= 0.97 in 80.0 % of worlds "
                                              r"\(United Kingdom → China\)\n +\d\.\d+ % \(0.0–[\d.]+\) of worlds: "
                                              r"held in 0 of 200, failed in 200 after \d+ drills\n\Z")
        for jobs in ("1", "2"):
            told = json.loads(check(0.01, "--doubts", "40", "-j", jobs, "--format", "json"))["scenarios"][0]["expectations"][0]
            self.assertEqual(told["worlds"], {"asked": 0.8, "played": 40, "held": 40, "failed": 0})

    def test_that_nobody_has_change_nothing_about_an_expectation(self):
        expect = '[[expect]]\nthat = "P(contact <= 24h) of lists >= 0.2"\n'
        told = [hotline("check", self.write("plain", BEST + expect + more), "--format", "json").stdout
                for more in ("", "in_worlds = 0.9\n")]
        self.assertEqual(told[0], told[1])

    def test_that_cannot_be_played_are_errors(self):
        wrong = self.write("wrong", '[response.mobile]\non_duty = { answer = 0.5, latency = { law = "lognormal", '
                                    'median = { best = "10s", from = "5s", to = "40s" }, p95 = "30s" } }\n')
        for words, said in {
            ("run", self.certain, "--doubts"): "--doubts needs a value in doubt, such as answer = { best = 0.45, from = 0.2, to = 0.7 }, "
                                           "but the scenario has none",
            ("run", self.scenario, "--doubts", "39"): '--doubts takes a number from 40 to 10000, not "39"',
            ("run", self.scenario, "--doubts", "--by", "month"): "--doubts and --by exclude each other",
            ("run", self.scenario, "--doubts", "--precision", "0.01"): "--doubts and --precision exclude each other",
            ("run", self.scenario, "--doubts", "-n", "1"): "--doubts needs at least 2 drills of each world, but -n is 1",
            ("run", wrong, "--doubts", "-n", "20"): "a world of values is no scenario:\n",
            ("compare", self.scenario, "--doubts", "--flips"): "--doubts and --flips exclude each other",
            ("compare", self.certain, "--doubts"): "--doubts needs a value in doubt, such as answer = { best = 0.45, from = 0.2, to = 0.7 }, "
                                               "but the scenario has none",
        }.items():
            with self.subTest(words=words):
                self.assertIn(f"hotline: error: {said}", hotline(*words, code=2).stderr)
        refused = hotline("run", wrong, "--doubts", "-n", "20", code=2).stderr
        self.assertRegex(refused, r'wrong.toml:3:\d+: error: "p95" must be above the median')
        self.assertRegex(refused, r"with the values\n  response.mobile.on_duty.latency.median = [\d minsh]+\n")


if __name__ == "__main__":
    main()
