#!/usr/bin/env python3
"""`hotline check`."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
from pathlib import Path

from program import BUDAPEST, HOTLINE, PAIRS, SOURCES, UK_CHINA, hotline, main


class Check(unittest.TestCase):
    def scenario(self, folder, *expectations):
        file = Path(folder, "scenario.toml")
        file.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n'
                        + "".join(f"[[expect]]\nthat = {json.dumps(that)}\n" for that in expectations))
        return folder

    @staticmethod
    def plain_environment():
        return {k: v for k, v in os.environ.items() if k not in ("CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY")}

    def check(self, *words, code, **variables):
        done = subprocess.run([HOTLINE, "check", *words], capture_output=True, text=True, timeout=400,
                              env={**self.plain_environment(), **variables})
        self.assertEqual(done.returncode, code, (words, done.stdout, done.stderr))
        return done

    def test_all_shipped_scenarios_hold_their_expectations_and_are_as_in_their_baselines(self):
        files = [str(file) for file in sorted((SOURCES / "scenarios").glob("*/scenario.toml"))]
        files += [PAIRS, *(str(SOURCES / "scenarios" / variant)
                           for variant in ("osce-2013/without-deputies.toml", "uk-china-2012/careful.toml",
                                           "staff-recall/phone-tree.toml", "staff-recall/conference.toml"))]
        done = self.check(*files, "--baseline", str(SOURCES / "scenarios" / "baselines"), code=0)
        lines = done.stdout.splitlines()
        heads = [line for line in lines[:-1] if not line.startswith(" ")]
        self.assertEqual(len(heads), len(files))
        for line in heads:
            self.assertRegex(line, r"^pass       [a-z0-9-]+: (\d+) of \1 expectations hold; every drill is as in the baseline$")
        for line in lines[:-1]:
            if line not in heads:
                self.assertRegex(line, r"^           pass: .+ \(.+\): .+ after \d+ drills?")
        self.assertLess(len(lines), 100)

    def test_exit_codes_tell_fail_from_undecided_from_drift(self):
        with tempfile.TemporaryDirectory() as folder:
            self.check(self.scenario(folder, "P(contact <= 1h) of hotline >= 0.9"), code=0)
            self.check(self.scenario(folder, "P(contact <= 1h) of lists >= 0.9"), code=1)
            self.check(self.scenario(folder, "P(contact <= 1h) of lists >= 0.4"), "--max-drills", "5", code=3)
            self.check(self.scenario(folder, "P(contact <= 1h) of lists >= x"), code=2)
            self.check(self.scenario(folder, "P(contact <= 1h) of hotline >= 0.9"), "--baseline", folder,
                       "--update-baseline", "-n", "300", code=0)
            self.check(folder, "--baseline", folder, code=0)
            with open(Path(folder, "scenario.toml"), "a") as file:
                file.write('[protocol.hotline]\nprepare = "30min"\n')
            drifted = self.check(folder, "--baseline", folder, code=4).stdout
            self.assertRegex(drifted, r"hotline: 29\d of 300 drills differ; the first is drill 0")
            self.assertIn("  time to contact: shorter in 0.3 % of drills, longer in 97.0 % (p < 0.0001)", drifted)

    def test_stops_at_the_same_drill_for_any_jobs_and_either_world(self):
        words = (UK_CHINA, "--format", "json")
        one = self.check(*words, "--jobs", "1", code=0).stdout
        self.assertEqual(one, self.check(*words, "--jobs", "5", code=0).stdout)
        for jobs in ("1", "2"):
            self.assertEqual(one, self.check(*words, "--world", "shared", "--jobs", jobs, code=0).stdout)

    def test_speaks_to_machines(self):
        with tempfile.TemporaryDirectory() as folder:
            self.scenario(folder, "P(contact <= 1h) of lists >= 0.9")
            summary, junit = Path(folder, "summary.md"), Path(folder, "junit.xml")
            done = self.check(folder, "--junit", str(junit), code=1, GITHUB_ACTIONS="true",
                              GITHUB_STEP_SUMMARY=str(summary))
            self.assertRegex(done.stdout, r"(?m)^::error file=\S+scenario.toml,line=2,title=.*::fail: ")
            self.assertIn("**fail**", summary.read_text())
            suite = xml.etree.ElementTree.parse(junit).getroot().find("testsuite")
            self.assertEqual((suite.get("tests"), suite.get("failures")), ("1", "1"))
            self.assertEqual(self.check(folder, "--format", "tap", code=1).stdout.splitlines()[1:3],
                             ["1..1", "not ok 1 - " + Path(folder).name
                              + ": P(contact <= 1h) of lists >= 0.9 (United Kingdom → China)"])

    def test_a_verdict_is_not_lost_where_its_text_cannot_be_written(self):
        def code(words, redirections):
            """The program's exit code, if a shell starts it, and what it wrote to standard error."""
            done = subprocess.run(["sh", "-c", f'exec "$0" "$@" {redirections}', HOTLINE, *words], capture_output=True,
                                  text=True, timeout=60, env=self.plain_environment())
            return done.returncode, done.stderr

        lost = "hotline: error: cannot write to standard output\n"
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as wrong:
            Path(wrong, "scenario.toml").write_text('horizon = "1 day"\n')
            out = Path(folder, "out")
            cases = {("check", UK_CHINA): 70, ("lint", wrong): 2,
                     ("check", self.scenario(folder, "P(contact <= 1h) of lists >= 0.9")): 1}
            undecided = Path(folder, "undecided")
            undecided.mkdir()
            cases["check", self.scenario(undecided, "P(contact <= 1h) of lists >= 0.4"), "--max-drills", "5"] = 3
            for words, expected in cases.items():
                self.assertEqual(code(words, "> /dev/full"), (expected, lost), words)
                self.assertEqual(code(words, ">&-"), (expected, lost), words)
                self.assertEqual(code(words, "> /dev/full 2>&1"), (expected, ""), words)
                self.assertEqual(code(words, ">&- 2>&-"), (expected, ""), words)
                self.assertEqual(code(words, "<&- >&- 2>&-"), (expected, ""), words)
                done = subprocess.run(["sh", "-c", 'ulimit -f 0; exec "$0" "$@" > ' + f"'{out}'", HOTLINE, *words],
                                      capture_output=True, text=True, timeout=60, env=self.plain_environment())
                self.assertEqual((done.returncode, done.stderr), (expected, lost), words)
            # A file that is opened later must not take the place of the closed output.
            junit = Path(folder, "junit.xml")
            words = ("check", folder, "--junit", str(junit))
            self.assertEqual(code(words, ">&-"), (1, lost))
            self.assertTrue(junit.read_text().startswith("<?xml"))
            self.assertTrue(junit.read_text().endswith("</testsuites>\n"))
            # A file that cannot be written does not change the verdict.
            self.assertEqual(code(("check", folder, "--junit", "/dev/full"), "> /dev/null"),
                             (1, "hotline: error: cannot write /dev/full: No space left on device\n"))
            self.assertEqual(code(("check", UK_CHINA, "--junit", "/dev/full"), "> /dev/null")[0], 70)
            # Writing an error message must not throw.
            for words in (("frob",), ("run", UK_CHINA, "-n", "0"), ("check", "nowhere"), ()):
                for redirection in ("2> /dev/full", "2>&-", ">&- 2>&-"):
                    self.assertEqual(code(words, redirection)[0], 2, (words, redirection))

    def test_a_name_forges_no_verdict(self):
        with tempfile.TemporaryDirectory() as root:
            folder = Path(root, "worm # TODO list\nok 2 - \\")
            folder.mkdir()
            names = ("lists", "a # SKIP", r"b\# TODO")
            (folder / "scenario.toml").write_text(
                f'extends = "{UK_CHINA}/scenario.toml"\nexpect = [{{ that = "P(contact <= 1s) >= 0.9" }}]\n'
                f'case = [{{ caller = "uk", callee = "cn", protocol = {json.dumps(names)} }}]\n'
                + "".join(f'[protocol.{json.dumps(name)}]\ngoal = {{ authority = 3 }}\n'
                          f'step = [{{ call = {{ role = "director" }} }}]\n' for name in names[1:]))
            tap = self.check(str(folder), "--format", "tap", code=1).stdout
            name = r"worm \# TODO list?ok 2 - \\: P(contact <= 1s) >= 0.9 "
            self.assertEqual([line for line in tap.splitlines() if not line.startswith("#")], [
                "TAP version 13", "1..3", f"not ok 1 - {name}(lists, United Kingdom → China)",
                rf"not ok 2 - {name}(a \# SKIP, United Kingdom → China)",
                rf"not ok 3 - {name}(b\\\# TODO, United Kingdom → China)"])
            if not shutil.which("prove"):
                self.skipTest("no prove")
            file = Path(root, "verdicts.tap")
            file.write_text(tap)
            proved = subprocess.run(["prove", "--exec", "cat", str(file)], capture_output=True, text=True, timeout=60)
            self.assertEqual(proved.returncode, 1)
            self.assertIn("Failed 3/3 subtests", proved.stdout + proved.stderr)

    def many(self, root, horizon="1h", without=(), more=""):
        """Eleven parties, each of which calls every other: 110 cases, without those that are left out."""
        folder = Path(root, "many")
        folder.mkdir(exist_ok=True)
        parties = range(11)
        Path(folder, "contacts.csv").write_text("official,party,response,channel,authority,address,role\n" + "".join(
            f"p{p}-d,p{p},r,pstn,1,+{p},x\n" for p in parties))
        Path(folder, "scenario.toml").write_text(f'''
            horizon = "{horizon}"
            contacts = ["contacts.csv"]
            [start]
            at = 2012-10-01T00:00:00Z
            ''' + "".join(f'[party.p{p}]\ntime_zone = "UTC"\n' for p in parties) + '''
            [response.r]
            on_duty = { answer = 0.5, latency = "5s" }
            [channel.pstn]
            kind = "call"
            set_up = "3s"
            [protocol.a]
            goal = { authority = 1 }
            step = [{ call = { role = "x" } }]
            ''' + "".join(f'[[case]]\ncaller = "p{a}"\ncallee = "p{b}"\nprotocol = "a"\n' for a in parties
                          for b in parties if a != b and (a, b) not in without) + more)
        return str(folder)

    def test_baselines_of_many_cases_name_those_that_are_gone_and_new(self):
        with tempfile.TemporaryDirectory() as root:
            kept = ("--baseline", root)
            self.check(self.many(root, without={(0, 1)}), *kept, "--update-baseline", "-n", "200", code=0)
            self.assertEqual(self.check(self.many(root, without={(0, 1)}), *kept, code=0).stdout,
                             "pass       many: no expectations; every drill is as in the baseline\n")
            self.assertEqual(self.check(self.many(root, without={(0, 1), (10, 9)}), *kept, code=4).stdout,
                             "drift      many: no expectations; drifted from the baseline\n"
                             "           p10 → p9, a: is gone\n")
            self.assertEqual(self.check(self.many(root, without={(10, 9)}), *kept, code=4).stdout,
                             "drift      many: no expectations; drifted from the baseline\n"
                             "           p10 → p9, a: is gone\n"
                             "           p0 → p1, a: is not in the baseline\n")

    def test_baselines_are_played_to_their_own_horizon_whatever_their_number_of_cases(self):
        most = {(a, b) for a in range(11) for b in range(11) if a != b} - {(0, 1), (2, 3)}
        for without in ((), most):
            with tempfile.TemporaryDirectory() as root:
                kept = ("--baseline", root)
                self.check(self.many(root, without=without), *kept, "--update-baseline", "-n", "50", code=0)
                for horizon, told in (("2h", "2 h"), ("6s", "6 s")):
                    self.assertEqual(self.check(self.many(root, horizon, without), *kept, code=0).stdout,
                                     "pass       many: no expectations; every drill is as in the baseline\n"
                                     f"           the horizon was 1 h and is now {told}: drills are compared up to 1 h\n")

    def test_refuses_options_that_would_check_nothing_or_hide_a_change(self):
        with tempfile.TemporaryDirectory() as folder:
            self.scenario(folder)
            file = Path(folder, "scenario.toml")
            file.write_text(file.read_text() + "expect = []\n")
            name = Path(folder).name
            self.assertEqual(self.check(folder, code=0).stdout,
                             f"pass       {name}: no expectations and no baseline, so nothing was checked\n")
            self.assertEqual(self.check(folder, UK_CHINA, folder, "--strict", code=2).stderr,
                             2 * f"hotline: error: {name} must have an [[expect]] or a --baseline, but has neither\n")
            self.check(UK_CHINA, "--strict", code=0)
            update = ("--baseline", folder, "--update-baseline")
            self.assertEqual(self.check(folder, *update, code=2, CI="true").stderr,
                             "hotline: error: --update-baseline is refused because CI is set: only people change "
                             "baselines\n")
            self.assertIn("--update-baseline creates it", self.check(folder, "--baseline", folder, code=2).stderr)
            Path(folder, Path(folder).name + ".json").write_text("{}")
            self.assertIn("is not a baseline:", self.check(folder, "--baseline", folder, code=2).stderr)
            for words in (("--junit", folder + "/junit.xml"), ("--format", "json"), ("--max-drills", "9"), ("--strict",)):
                self.assertEqual(self.check(folder, *update, *words, code=2).stderr,
                                 f"hotline: error: --update-baseline and {words[0]} exclude each other: an update checks nothing\n")

    def test_tells_all_baselines_that_are_missing_before_anything_is_played(self):
        with tempfile.TemporaryDirectory() as folder:
            done = hotline("check", UK_CHINA, BUDAPEST, "--baseline", folder, "--junit", folder + "/junit.xml", code=2)
            self.assertEqual(done.stdout, "")
            self.assertEqual(done.stderr, "".join(
                f"hotline: error: cannot read the baseline {folder}/{name}.json: No such file or directory; "
                "--update-baseline creates it\n" for name in ("uk-china-2012", "budapest-2012")))


if __name__ == "__main__":
    main()
