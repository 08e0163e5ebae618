#!/usr/bin/env python3
"""What all commands have in common."""

import csv
import json
import tempfile
import unittest
from pathlib import Path

from program import SOURCES, UK_CHINA, commands, hotline, main


class CasesAtDifferentTimes(unittest.TestCase):
    """A party calls another twice."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.scenario = folder.name
        case = '[[case]]\ncaller = "uk"\ncallee = "cn"\nprotocol = "lists"\n'
        Path(folder.name, "scenario.toml").write_text(
            f'extends = "{UK_CHINA}/scenario.toml"\n{case}{case}after = "5h"\n'
            '[[expect]]\nprotocol = "lists"\nthat = "P(contact <= 1h) >= 0.1"\n')

    def told(self, *words):
        return json.loads(hotline(*words, "--format", "json").stdout)

    def test_are_told_apart_by_every_command(self):
        run = ("run", self.scenario, "-n", "20")
        drills = list(csv.DictReader(hotline(*run, "--format", "csv").stdout.splitlines()))
        self.assertEqual([drill["after"] for drill in drills], ["0"] * 20 + ["18000"] * 20)
        self.assertEqual([case["after"] for case in self.told(*run)["cases"]], [0, 18000])
        [checked] = self.told("check", self.scenario)["scenarios"]
        self.assertEqual([one["after"] for one in checked["expectations"]], [0, 18000])
        self.assertEqual([drill["after"] for drill in self.told("replay", self.scenario, "-k", "0")["drills"]], [0, 18000])
        at = ("--at", "2012-10-04T02:30:00Z")
        self.assertEqual([case["after"] for case in self.told("who", self.scenario, *at)["cases"]], [0, 18000])
        for words in (("who", self.scenario, *at), ("replay", self.scenario, "-k", "0")):
            headings = [line for line in hotline(*words).stdout.splitlines() if " → " in line]
            self.assertEqual([line.split(",")[:2] for line in headings][1], ["United Kingdom → China", " 5 h later"])
            self.assertEqual(len(set(headings)), 2)


class SymbolicLinks(unittest.TestCase):
    def test_lead_to_scenarios_whose_other_files_lie_beside_the_true_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            link = Path(folder, "deep", "er", "scenarios")
            link.parent.mkdir(parents=True)
            link.symlink_to(SOURCES / "scenarios")
            told = hotline("run", str(link / "uk-china-2012"), "-n", "10", "--format", "csv").stdout
            self.assertEqual(told, hotline("run", UK_CHINA, "-n", "10", "--format", "csv").stdout)

    def test_lead_to_the_files_that_are_written(self):
        with tempfile.TemporaryDirectory() as folder:
            page, link = Path(folder, "page.html"), Path(folder, "link.html")
            page.write_text("old")
            link.symlink_to(page)
            hotline("report", UK_CHINA, "-n", "10", "--out", str(link))
            self.assertTrue(link.is_symlink())
            self.assertTrue(page.read_text().startswith("<!DOCTYPE html>"))


class Settings(unittest.TestCase):
    """--set puts a value in place of the scenario's."""

    def test_count_in_every_command_that_reads_a_scenario(self):
        words = {"run": ("-n", "10"), "compare": ("-n", "10"), "mend": ("-n", "10"), "check": (), "replay": ("-k", "0"), "report": ("-n", "10"),
                 "who": ("--at", "2012-10-04T02:30:00Z"), "lint": ()}
        self.assertEqual(set(words), set(commands()) - {"survive", "fit", "score", "plan"})
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.html")
            for command, options in words.items():
                with self.subTest(command=command):
                    out = ("--out", str(page)) if command == "report" else ()
                    # A hand-over to nobody is an error, wherever the value is written.
                    wrong = hotline(command, UK_CHINA, *options, *out, "--set", "party.cn.hand_over=nobody", code=2)
                    self.assertIn('--set:1:20: error: unknown protocol "nobody"\n    1 | party.cn.hand_over=nobody\n', wrong.stdout + wrong.stderr)
                    if command == "lint":
                        continue
                    told = hotline(command, UK_CHINA, *options, *out, "--set", "party.cn.name=Elsewhere", "--set", "title=Another").stdout
                    told = page.read_text() if command == "report" else told
                    self.assertIn("Elsewhere" if command != "check" else "uk-china-2012", told)
                    self.assertEqual("Another" in told, command not in ("check", "who", "replay"))

    def test_change_what_they_say_and_nothing_else(self):
        def contact(*words):
            return json.loads(hotline("run", UK_CHINA, "-p", "hotline", "-n", "200", "--format", "json", *words).stdout)["cases"][0]
        self.assertEqual(contact("--set", "title=Another"), contact())
        never = contact("--set", "protocol.hotline.goal.authority=1000000")
        self.assertEqual((contact()["contact"]["reached"] > 0, never["contact"]["reached"]), (True, 0))


class Errors(unittest.TestCase):
    def test_are_clear_and_have_exit_code_2(self):
        said = {
            ("rnu",): 'unknown command "rnu"; did you mean "run"?',
            (): "missing command; hotline --help lists the commands",
            ("run",): "missing argument: the command takes SCENARIO",
            ("run", ""): "missing argument: the command takes SCENARIO",
            ("run", UK_CHINA, "--repl", "5"): 'unknown option "--repl"; did you mean "--replications"?',
            ("run", UK_CHINA, "--repl=5"): 'unknown option "--repl=5"; did you mean "--replications"?',
            ("run", UK_CHINA, "--re"): 'unknown option "--re"; did you mean "--replications"?',
            ("run", UK_CHINA, "--p"): 'unknown option "--p"',  # several options begin so
            ("run", UK_CHINA, "--forma", "json"): 'unknown option "--forma"; did you mean "--format"?',
            ("run", UK_CHINA, "--format", "jsn"): '--format must be one of text, json, csv, but is "jsn"; did you mean "json"?',
            ("run", UK_CHINA, "-n", "0"): '--replications takes a number from 1 to 100000000, not "0"',
            ("run", UK_CHINA, "-n", "5", "--precision", "0.01"): "--precision and --replications exclude each other",
            ("run", UK_CHINA, "--by", "month", "--precision", "0.01"): "--precision and --by exclude each other",
            ("run", UK_CHINA, "--by", "hours"): '--by must be one of hour-of-week, month, caller, callee, pair, resource, but is "hours"',
            ("run", UK_CHINA, "--within", "1h"): "--within needs --by or --vary",
            ("run", UK_CHINA, "--by", "month", "--within", "soon"):
                '--within takes durations above 0, such as 15min, not "soon"',
            ("run", UK_CHINA, "--by", "month", "--within", "2d"):
                '--within must be within the horizon (24 h), but is 2d',
            ("run", UK_CHINA, "--by", "hour-of-week", "-n", "100"):
                "--by hour-of-week needs at least 168 drills, one for each cell, but has 100",
            ("run", UK_CHINA, "-p", "list"): 'the scenario has no protocol "list"; did you mean "lists"?',
            ("run", UK_CHINA, "-p", "inside-china"):
                'protocol "inside-china" has no goal, so a case cannot be played with it',
            ("run", UK_CHINA, "more"): 'unexpected argument "more": the command takes SCENARIO',
            ("compare", UK_CHINA, "-p", "lists"):
                'a comparison needs two contenders or more, but has only "lists"; name more protocols with -p, or more scenarios',
            ("compare", UK_CHINA, "--against", "list"):
                '--against must be one of the contenders, but is "list"; did you mean "lists"?',
            ("compare", UK_CHINA, "--within", "1h,2 h"):
                '--within takes durations above 0, such as 15min, not "2 h"',
            ("compare", UK_CHINA, "--within", "2d"): "--within must be within the horizon (24 h), but is 2d",
            ("replay", UK_CHINA): "replay needs --replication K, the number of a drill from 0",
            ("who", UK_CHINA): "who needs --at INSTANT, such as --at 2012-10-04T02:30:00Z",
            ("who", UK_CHINA, "--at", "noon"):
                '--at takes an instant such as 2012-10-04T02:30:00Z, or a local time such as "2012-10-04 03:30 Europe/London", '
                'not "noon"',
            ("who", UK_CHINA, "--at", "9999-01-01T00:00:00Z"):
                '--at must be between the years 1970 and 2200, when drills may start, but is "9999-01-01T00:00:00Z"',
            ("who", UK_CHINA, "--at", "1969-12-31T23:59Z"):
                '--at must be between the years 1970 and 2200, when drills may start, but is "1969-12-31T23:59Z"',
            ("compare", UK_CHINA, UK_CHINA):
                f"every scenario must be named once, but {UK_CHINA} and {UK_CHINA} are the same file",
            ("compare", UK_CHINA, f"{UK_CHINA}/../uk-china-2012/scenario.toml"):
                f"every scenario must be named once, but {UK_CHINA} and {UK_CHINA}/../uk-china-2012/scenario.toml are the same file",
            ("survive",): "missing argument: the command takes LOG.csv",
            ("survive", "log.csv", "--at", "1h,,2h"):
                '--at takes durations above 0, such as 15min, not ""',
            ("survive", "log.csv", "--at", ",".join(f"{n}s" for n in range(1, 52))): "--at takes at most 50 durations, not 51",
            ("survive", "log.csv", "--horizon", "0"):
                '--horizon takes durations above 0, such as 15min, not "0"',
        }
        for words, message in said.items():
            self.assertEqual(hotline(*words, code=2).stderr, f"hotline: error: {message}\n")

    def test_of_a_scenario_are_all_told(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "scenario.toml")
            file.write_text('horizon = "1 day"\nhorizn = "1d"\ncontacts = ["nobody.csv"]\nstart = { at = 2012-10-04 }\n')
            done = hotline("run", folder, code=2)
            self.assertEqual(done.stdout, "")
            self.assertEqual(done.stderr.count("error:"), 5)
            self.assertIn(f'{file}:2:1: error: unknown key "horizn" in the scenario', done.stderr)
            self.assertIn('hint: did you mean "horizon"?', done.stderr)

    def test_help_and_version(self):
        self.assertGreater(len(commands()), 7)
        for command in commands():
            help_of_command = hotline(command, "--help").stdout
            self.assertTrue(help_of_command.startswith(f"Usage: hotline {command} "), help_of_command)
            self.assertRegex(help_of_command, rf"(?s)\nOptions:\n.*\nExamples:\n  hotline {command} ")
        self.assertRegex(hotline("--version").stdout, r"^hotline \d+\.\d+\.\d+ ")


if __name__ == "__main__":
    main()
