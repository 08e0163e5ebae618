#!/usr/bin/env python3
"""The program from outside: cli_test.py PATH-OF-HOTLINE PATH-OF-THE-SOURCES."""

import csv
import io
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree
from pathlib import Path

HOTLINE, SOURCES = sys.argv[1], Path(sys.argv[2])
UK_CHINA = str(SOURCES / "scenarios" / "uk-china-2012")
WORM = str(SOURCES / "scenarios" / "weekend-worm")
BUDAPEST = str(SOURCES / "scenarios" / "budapest-2012")
PAIRS = str(SOURCES / "scenarios" / "un-directory" / "pairs.toml")


# Under the address sanitizer: MPI keeps memory until the end, which is no leak of the program's.
MPIRUN = ("mpirun", "--oversubscribe", "--allow-run-as-root", "-x", "ASAN_OPTIONS=detect_leaks=0", "-n")


def children(of):
    """Processes that live, not those that nobody has buried yet."""
    def parent(file):
        try:
            state, ppid = file.read_text().rpartition(")")[2].split()[:2]
        except OSError:  # it has just ended
            return None
        return int(ppid) if state not in "ZX" else None
    return [int(file.parent.name) for file in Path("/proc").glob("[0-9]*/stat") if parent(file) == of]


def within(seconds, what):
    """Waits until it is so, and gives it; nothing where it never is."""
    until = time.monotonic() + seconds
    while not (so := what()) and time.monotonic() < until:
        time.sleep(0.01)
    return so


def hotline(*words, code=0):
    done = subprocess.run([HOTLINE, *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, (words, done.returncode, done.stderr)
    return done


def endless_scenario(folder):
    """Somebody is called without end."""
    Path(folder, "contacts.csv").write_text("official,party,role,authority,response,channel,address\n"
                                            "cn-director,cn,director,3,never,pstn,+86 10 0000 0201\n")
    Path(folder, "scenario.toml").write_text('''
        horizon = "24h"
        seed = 7
        contacts = ["contacts.csv"]
        start = { at = 2012-10-04T02:30:00Z }
        [party]
        uk = { time_zone = "Europe/London" }
        cn = { time_zone = "Asia/Shanghai" }
        [response.never]
        on_duty = { answer = 0, latency = "1s" }
        [channel.pstn]
        kind = "call"
        set_up = "0s"
        patience = "0s"
        [protocol.lists]
        goal = { authority = 3 }
        rounds = 1000
        step = [{ call = { role = "director" }, tries = 1000 }]
        [[case]]
        caller = "uk"
        callee = "cn"
        protocol = "lists"
        ''')
    return folder


def crowded_scenario(folder, more=""):
    """Five capitals ring one desk with one seat, which always answers: nothing but the others is in anybody's way."""
    Path(folder, "contacts.csv").write_text("official,party,role,authority,response,channel,address\n"
                                            "cn-desk,cn,desk,3,always,pstn,+86 10 0000 0201\n")
    Path(folder, "scenario.toml").write_text('''
        horizon = "4h"
        seed = 7
        contacts = ["contacts.csv"]
        start = { at = 2012-10-04T02:30:00Z }
        simulation = { interaction = true }
        [party]
        cn = { time_zone = "Asia/Shanghai" }
        de = { time_zone = "Europe/Berlin" }
        fr = { time_zone = "Europe/Paris" }
        it = { time_zone = "Europe/Rome" }
        ru = { time_zone = "Europe/Moscow" }
        uk = { time_zone = "Europe/London" }
        [response.always]
        on_duty = { answer = 1, latency = "5s" }
        [channel.pstn]
        kind = "call"
        set_up = { law = "exponential", mean = "30s" }
        [protocol.twice]
        goal = { authority = 3 }
        conversation = { law = "exponential", mean = "8min" }
        step = [{ call = { role = "desk" }, tries = 2, gap = "2min" }]
        [protocol.often]
        goal = { authority = 3 }
        conversation = { law = "exponential", mean = "8min" }
        step = [{ call = { role = "desk" }, tries = 20, gap = "2min" }]
        [[case]]
        caller = ["de", "fr", "it", "ru"]
        callee = "cn"
        protocol = ["twice", "often"]
        [[case]]
        caller = "uk"
        callee = "cn"
        protocol = ["twice", "often"]
        after = "15min"
        ''' + more)
    return folder


class Run(unittest.TestCase):
    def test_gives_the_same_bytes_for_any_jobs_and_either_world(self):
        for form in ("text", "json", "csv"):
            words = ("run", UK_CHINA, "-n", "500", "--format", form)
            one = hotline(*words, "--jobs", "1").stdout
            self.assertEqual(one, hotline(*words, "--jobs", "5").stdout)
            for jobs in ("1", "2", "5"):
                self.assertEqual(one, hotline(*words, "--world", "shared", "--jobs", jobs).stdout)

    def test_its_json_says_what_its_csv_says(self):
        result = json.loads(hotline("run", UK_CHINA, "-n", "400", "--format", "json").stdout)
        drills = list(csv.DictReader(hotline("run", UK_CHINA, "-n", "400", "--format", "csv").stdout.splitlines()))
        self.assertEqual(list(result), ["hotline", "scenario", "seed", "replications", "horizon", "confidence",
                                        "contact_interval", "cases"])
        for case in result["cases"]:
            mine = [d for d in drills if d["protocol"] == case["protocol"]]
            self.assertEqual(case["drills"], len(mine))
            times = sorted(float(d["contact"]) for d in mine if d["contact"])
            self.assertEqual(case["contact"]["reached"], len(times))
            self.assertEqual(case["contact"]["probability"], len(times) / 400)
            self.assertEqual(case["contact"]["quantiles"]["p50"]["value"], times[199])
            mean = (sum(times) + result["horizon"] * (400 - len(times))) / 400
            self.assertAlmostEqual(case["contact"]["mean_within_horizon"], mean, places=6)
            self.assertEqual(sum(m["count"] for m in case["contact_made_by"]), len(times))
            for name, count in case["attempts"]["by_result"].items():
                self.assertEqual(count, sum(int(d["attempts_" + name.replace(" ", "_")]) for d in mine))

    def test_writes_whole_files_or_none(self):
        with tempfile.TemporaryDirectory() as folder:
            hotline("run", UK_CHINA, "-n", "100", "--out", folder + "/new/results")
            self.assertEqual(sorted(os.listdir(folder + "/new/results")), ["drills.csv", "result.json", "result.txt"])
            Path(folder, "file").write_text("in the way")
            # Before a drill is played: so many would take for ever.
            drills = ("-n", "100000000")
            for words, why in ((("run", UK_CHINA, *drills, "--out", folder + "/file"), "/file: Not a directory"),
                               (("run", UK_CHINA, *drills, "--out", folder + "/file/new"), "/file/new: Not a directory"),
                               (("compare", UK_CHINA, *drills, "--out", folder + "/file"), "/file: Not a directory"),
                               (("compare", UK_CHINA, *drills, "--report", folder), ": Is a directory"),
                               (("report", UK_CHINA, *drills, "--out", folder + "/no/page.html"),
                                "/no/page.html: No such file or directory"),
                               (("report", UK_CHINA, *drills, "--out", folder + "/page.html", "--svg", folder + "/file"),
                                "/file: Not a directory"),
                               (("check", UK_CHINA, "--junit", folder + "/no/junit.xml"),
                                "/no/junit.xml: No such file or directory")):
                self.assertEqual(hotline(*words, code=2).stderr, f"hotline: error: cannot write {folder}{why}\n")
            self.assertEqual(sorted(os.listdir(folder)), ["file", "new"])

    def test_is_ended_by_an_interrupt_while_it_writes(self):
        for ends in (signal.SIGINT, signal.SIGTERM):
            running = subprocess.Popen([HOTLINE, "run", UK_CHINA, "-n", "60000", "--format", "csv"],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            running.stdout.read(1)
            running.send_signal(ends)
            self.assertEqual(running.wait(timeout=60), 130)
            self.assertEqual(running.communicate()[1], b"hotline: interrupted\n")

    def test_writes_to_what_is_no_file_as_it_is(self):
        page = hotline("report", UK_CHINA, "-n", "10", "--out", "/dev/stdout").stdout
        self.assertTrue(page.startswith("<!DOCTYPE html>"), page[:100])
        self.assertTrue(Path("/dev/stdout").is_symlink())

    def test_an_interrupt_leaves_nothing_behind(self):
        for world, drills in (("isolated", "20000000"), ("shared", "1000000")):
            with tempfile.TemporaryDirectory() as folder:
                running = subprocess.Popen([HOTLINE, "run", UK_CHINA, "-n", drills, "--world", world, "--out", folder + "/late"],
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                time.sleep(1)
                running.send_signal(signal.SIGINT)
                _, errors = running.communicate(timeout=60)
                self.assertEqual(running.returncode, 130)
                self.assertEqual(errors, "hotline: interrupted, nothing was written\n")
                self.assertFalse(os.path.exists(folder + "/late"))

    def test_precision_narrows_every_interval(self):
        result = json.loads(hotline("run", UK_CHINA, "--precision", "0.02", "--format", "json").stdout)
        self.assertEqual(result["contact_interval"], "confidence sequence")
        for case in result["cases"]:
            low, high = case["contact"]["interval"]
            self.assertLessEqual(max(high - case["contact"]["probability"], case["contact"]["probability"] - low), 0.02)

    def test_by_cells_gives_the_same_bytes_for_any_jobs_and_either_world(self):
        for by in ("hour-of-week", "month", "callee"):
            for form in ("text", "json", "csv"):
                words = ("run", UK_CHINA, "-n", "400", "--by", by, "--within", "30min", "--format", form)
                one = hotline(*words, "--jobs", "1").stdout
                self.assertEqual(one, hotline(*words, "--jobs", "2").stdout)
                self.assertEqual(one, hotline(*words, "--world", "shared", "--jobs", "2").stdout)

    def test_by_hours_its_csv_says_what_its_json_says(self):
        words = ("run", UK_CHINA, "--by", "hour-of-week", "--within", "30min", "--format")
        result = json.loads(hotline(*words, "json").stdout)
        self.assertEqual((result["by"], result["within"], result["replications"]), ("hour-of-week", 1800, 16800))
        lines = list(csv.DictReader(hotline(*words, "csv").stdout.splitlines()))
        for case in result["cases"]:
            self.assertEqual(case["time_zone"], "Asia/Shanghai")
            self.assertEqual(len(case["cells"]), 168)
            self.assertAlmostEqual(sum(cell["weight"] for cell in case["cells"]), 1)
            self.assertAlmostEqual(sum(kind["weight"] for kind in case["kinds"]), 1)
            self.assertAlmostEqual(case["overall"]["reach"], sum(c["weight"] * c["reach"] for c in case["cells"]))
            suspects = [case["worst"]["cell"], *case["worst"]["cannot_be_told_from"]]
            mine = [line for line in lines if line["protocol"] == case["protocol"]]
            for cell, line in zip(case["cells"], mine, strict=True):
                self.assertEqual(cell["drills"], 100)
                self.assertEqual((cell["cell"], cell["reach"], *cell["interval"]),
                                 (line["cell"], float(line["reach"]), float(line["low"]), float(line["high"])))
                self.assertEqual(line["median"] or None, cell["median"]["value"] and line["median"])
                self.assertEqual(line["may_be_worst"] == "1", cell["cell"] in suspects)

    def test_by_cells_finds_the_same_overall_as_a_plain_run(self):
        plain = json.loads(hotline("run", UK_CHINA, "--format", "json").stdout)
        for by in ("hour-of-week", "month", "caller"):
            result = json.loads(hotline("run", UK_CHINA, "--by", by, "--format", "json").stdout)
            for case, of_plain in zip(result["cases"], plain["cases"], strict=True):
                low, high = case["overall"]["interval"]
                self.assertLess(low, of_plain["contact"]["interval"][1])
                self.assertGreater(high, of_plain["contact"]["interval"][0])

    def test_by_cells_writes_files_of_its_own(self):
        with tempfile.TemporaryDirectory() as folder:
            said = hotline("run", UK_CHINA, "--by", "month", "--out", folder).stdout
            self.assertEqual(said, "Written: {0}/by.txt, {0}/by.json, {0}/by.csv\n".format(folder))
            self.assertEqual(sorted(os.listdir(folder)), ["by.csv", "by.json", "by.txt"])
            self.assertEqual(Path(folder, "by.txt").read_text(), hotline("run", UK_CHINA, "--by", "month").stdout)

    def test_by_hours_needs_drills_at_different_times(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "scenario.toml").write_text(
                f'extends = "{Path(UK_CHINA).resolve()}/scenario.toml"\nstart = {{ at = 2012-10-04T02:30:00Z }}\n')
            done = hotline("run", folder, "--by", "month", code=2)
            self.assertTrue(done.stderr.endswith(
                "hotline: error: --by month needs drills at different times, but the scenario has "
                'start = { at = … }; give it "between"\n'), done.stderr)
            self.assertIn("by who is called", hotline("run", folder, "--by", "callee").stdout)

    def test_may_be_piped_into_something_that_stops_reading(self):
        done = subprocess.run(f"'{HOTLINE}' run '{UK_CHINA}' -n 20000 --format csv | head -n 1", shell=True,
                              capture_output=True, text=True, timeout=60)
        self.assertTrue(done.stdout.startswith("replication,"))
        self.assertEqual(done.stderr, "")

    def test_a_full_disk_is_no_success(self):
        for words in (("run", UK_CHINA, "-n", "10"), ("--help",), ("--version",), ("run", "--help")):
            with open("/dev/full", "w") as full:
                done = subprocess.run([HOTLINE, *words], stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual((done.returncode, done.stderr),
                             (70, "hotline: error: standard output could not be written\n"))


class Workers(unittest.TestCase):
    """The processes of the shared world."""

    KILLS = 100  # to try at most: one that is killed between two pieces of work has nothing to lose

    def playing(self, drills, *words, **options):
        """A run and its workers, once they have been playing for a while."""
        running = subprocess.Popen([HOTLINE, "run", UK_CHINA, "-n", drills, "--world", "shared", "--jobs", "2", *words],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        workers = within(30, lambda: len(found := children(running.pid)) == 2 and found)
        self.assertEqual(len(workers), 2)
        time.sleep(0.05)
        return running, workers

    def test_killed_one_loses_the_drill_that_it_played(self):
        whole = hotline("run", UK_CHINA, "-n", "6000", "--format", "csv").stdout.splitlines()
        for _ in range(self.KILLS):
            running, workers = self.playing("6000", "--format", "csv")
            os.kill(workers[0], signal.SIGKILL)
            told, errors = running.communicate(timeout=120)
            if running.returncode == 0:
                self.assertEqual(told.splitlines(), whole)
                continue
            self.assertEqual(running.returncode, 70)
            self.assertRegex(errors, r"^hotline: error: a drill is missing, for the process that played it died "
                                     r"\(seed 20121004\): replication \d+ with signal 9 \(Killed\)\n$")
            missing = errors.split("replication ")[1].split()[0]
            told = told.splitlines()
            self.assertEqual(len(told), len(whole))
            for line, of_whole in zip(told, whole):
                if line.startswith(missing + ","):
                    self.assertIn(",missing,missing,missing,", line)
                else:
                    self.assertEqual(line, of_whole)
            return
        self.fail("no worker was killed while it played")

    def test_killed_one_leaves_no_result_of_comparisons_checks_and_cells(self):
        for words in (["compare", "-n", "6000"], ["run", "--by", "month", "-n", "6000"], ["run", "--precision", "0.02"],
                      ["check", "--baseline", "/nowhere", "--update-baseline", "-n", "6000"]):
            with tempfile.TemporaryDirectory() as folder:
                words = [folder if word == "/nowhere" else word for word in words]
                for _ in range(self.KILLS):
                    running = subprocess.Popen([HOTLINE, words[0], UK_CHINA, *words[1:], "--world", "shared", "-j", "2"],
                                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                               env={k: v for k, v in os.environ.items() if k != "CI"})
                    workers = within(30, lambda: len(found := children(running.pid)) == 2 and found)
                    time.sleep(0.05)
                    os.kill(workers[1], signal.SIGKILL)
                    told, errors = running.communicate(timeout=120)
                    if running.returncode != 0:
                        break
                    for file in os.listdir(folder):
                        os.remove(Path(folder, file))
                self.assertEqual((running.returncode, told, os.listdir(folder)), (70, "", []))
                self.assertIn("a drill is missing", errors)

    def test_end_with_the_program_however_it_ends(self):
        ends = {
            "interrupt": (lambda running: running.send_signal(signal.SIGINT), 130),
            "interrupt of all": (lambda running: os.killpg(running.pid, signal.SIGINT), 130),
            "termination": (lambda running: running.terminate(), 130),
            "termination of all": (lambda running: os.killpg(running.pid, signal.SIGTERM), 130),
            "death": (lambda running: running.kill(), -signal.SIGKILL),
        }
        for name, (end, code) in ends.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                running, workers = self.playing("1000000", "--out", folder + "/late", start_new_session=True)
                end(running)
                _, errors = running.communicate(timeout=60)
                self.assertEqual(running.returncode, code)
                self.assertEqual(errors, "" if name == "death" else "hotline: interrupted, nothing was written\n")
                self.assertFalse(os.path.exists(folder + "/late"))
                self.assertTrue(within(10, lambda: not any(self.lives(worker) for worker in workers)))

    @staticmethod
    def lives(process):
        try:
            return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        except OSError:
            return False

    def test_pass_on_that_a_scenario_asks_too_much(self):
        with tempfile.TemporaryDirectory() as folder:
            endless = endless_scenario(folder)
            said = hotline("run", endless, code=2).stderr
            self.assertEqual(said, "hotline: error: a drill makes more than 65535 attempts: the protocols call too many "
                                   "people too often (seed 7, replication 0, 0.000 s after the drill's start)\n")
            for jobs in ("1", "2", "5"):
                self.assertEqual(hotline("run", endless, "--world", "shared", "-j", jobs, code=2).stderr, said)


class Mpirun(unittest.TestCase):
    def mpirun(self, count, *words, code=0):
        done = subprocess.run([*MPIRUN, str(count), HOTLINE, *words], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, (words, done.stdout, done.stderr))
        return done

    def test_gives_the_same_bytes(self):
        commands = (("run", UK_CHINA, "-n", "500", "--format", "text"), ("run", UK_CHINA, "-n", "500", "--format", "json"),
                    ("run", UK_CHINA, "-n", "500", "--format", "csv"), ("run", UK_CHINA, "--precision", "0.05"),
                    ("run", UK_CHINA, "-n", "400", "--by", "month"), ("check", UK_CHINA, "--format", "json"),
                    ("compare", UK_CHINA, "-n", "300", "--flips"))
        for words in commands:
            one = hotline(*words).stdout
            for count in (2, 3):
                for world in ("isolated", "shared"):
                    self.assertEqual(one, self.mpirun(count, *words, "--world", world, "--jobs", "2").stdout)

    def test_writes_once(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.mpirun(2, "run", UK_CHINA, "-n", "100", "--out", folder + "/new").stdout,
                             "Written: {0}/result.txt, {0}/result.json, {0}/drills.csv\n".format(folder + "/new"))
            self.assertEqual(sorted(os.listdir(folder + "/new")), ["drills.csv", "result.json", "result.txt"])

    def test_tells_errors_once_and_ends(self):
        with tempfile.TemporaryDirectory() as folder:
            endless = endless_scenario(folder)
            for words in (("run", UK_CHINA, "-n", "0"), ("run", "/nowhere"), ("run", endless),
                          ("run", endless, "--world", "shared")):
                said = hotline(*words, code=2).stderr
                self.assertTrue(self.mpirun(2, *words, code=2).stderr.startswith(said + "-----"))

    def test_tells_what_went_wrong_on_another_rank(self):
        one = ["-n", "1", HOTLINE, "run", UK_CHINA, "-n", "100"]
        other = ["-n", "1", HOTLINE, "run", "/nowhere"]
        done = subprocess.run([*MPIRUN[:-1], *one, ":", *other], capture_output=True, text=True, timeout=120)
        self.assertEqual((done.returncode, done.stdout.replace("-", "").splitlines()[:1]), (70, []))
        self.assertTrue(done.stderr.startswith("hotline: error: rank 1 ended with exit code 2 and said:\n"
                                               "error: cannot read /nowhere: No such file or directory\n"))

    def test_ends_when_one_rank_is_told_to_or_loses_a_worker(self):
        for signal_of_worker in (False, True):
            with self.subTest(signal_of_worker), tempfile.TemporaryDirectory() as folder:
                running = subprocess.Popen([*MPIRUN, "2", HOTLINE, "run", UK_CHINA, "--world", "shared", "-n",
                                            "40000" if signal_of_worker else "1000000", "--out", folder + "/late"],
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                ranks = within(30, lambda: len(found := children(running.pid)) == 2 and found)
                workers = within(30, lambda: len(found := [w for rank in ranks for w in children(rank)]) == 2 and found)
                time.sleep(0.5)
                if signal_of_worker:
                    os.kill(workers[1], signal.SIGKILL)
                else:
                    os.kill(ranks[1], signal.SIGTERM)
                _, errors = running.communicate(timeout=120)
                if signal_of_worker:
                    self.assertIn(running.returncode, (0, 70))  # it may have played nothing just then
                    self.assertEqual("a drill is missing" in errors, running.returncode == 70)
                else:
                    self.assertEqual(running.returncode, 130)
                    self.assertTrue(errors.startswith("hotline: interrupted, nothing was written\n"), errors)
                    self.assertFalse(os.path.exists(folder + "/late"))
                self.assertTrue(within(10, lambda: not any(Workers.lives(process) for process in ranks + workers)))

    def test_is_not_there_for_those_who_start_the_program_themselves(self):
        environment = {**os.environ, "OMPI_COMM_WORLD_SIZE": "1"}
        subprocess.run([HOTLINE, "run", UK_CHINA, "-n", "10"], check=True, capture_output=True, env=environment)


class Replay(unittest.TestCase):
    def test_tells_the_drill_that_run_counted(self):
        drills = list(csv.DictReader(hotline("run", UK_CHINA, "-n", "30", "--format", "csv").stdout.splitlines()))
        for replication in range(30):
            told = json.loads(hotline("replay", UK_CHINA, "-k", str(replication), "--format", "json").stdout)
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


class Who(unittest.TestCase):
    def test_shows_duty_by_the_officials_clocks(self):
        holiday = hotline("who", UK_CHINA, "--at", "2012-10-04T02:30:00Z", "-p", "lists").stdout
        self.assertIn("at 2012-10-04 02:30:00 UTC: Thursday 03:30 in London, Thursday 10:30 in Beijing", holiday)
        self.assertIn("off duty until Mon 08 Oct 08:30", holiday)
        after = hotline("who", UK_CHINA, "--at", "2012-10-08T02:30:00Z", "-p", "lists").stdout
        self.assertIn("on duty until Mon 08 Oct 12:00", after)

    def test_shows_chosen_cases_only_and_says_which(self):
        at = ("--at", "2012-10-04T02:30:00Z")
        lines = hotline("who", PAIRS, *at, "--caller", "fr", "--callee", "jp").stdout.splitlines()
        self.assertLess(len(lines), 60)
        self.assertTrue(lines[0].startswith("France → Japan, "), lines[0])
        listed = json.loads(hotline("who", PAIRS, *at, "--callee", "jp", "--format", "json").stdout)
        self.assertEqual(len({case["caller"] for case in listed["cases"]}), 192)
        self.assertEqual({case["callee"] for case in listed["cases"]}, {"jp"})
        for command in (("who", UK_CHINA, *at), ("replay", UK_CHINA, "-k", "0")):
            self.assertEqual(hotline(*command, "--caller", "cn", code=2).stderr,
                             "hotline: error: the scenario has no such case\n")
            self.assertEqual(hotline(*command, "--callee", "xn", code=2).stderr,
                             'hotline: error: the scenario has no party "xn"; did you mean "cn"?\n')


class CasesAtDifferentTimes(unittest.TestCase):
    """One calls the other, and calls again."""

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
        """Those of contenders that are (scenario, protocol), which must be what their runs and replays say; by
        caller."""
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
        """What the last one that began by then came to, of attempts that are made one after the other."""
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

    def test_of_cases_in_each_others_way_tells_the_drills_that_flip(self):
        with tempfile.TemporaryDirectory() as folder:
            crowded_scenario(folder)
            flips = self.flips(1800, (folder, "twice"), (folder, "often"), "-n", "60")
            # Who goes on trying gets through in the end, at the expense of who comes later.
            for caller in ("de", "fr", "it", "ru"):
                self.assertGreater(len(flips[caller]["second_only"]["drills"]), 10)
                self.assertEqual(list(flips[caller]["second_only"]["last_attempts"]), ["busy"])
            self.assertGreater(len(flips["uk"]["first_only"]["drills"]), 3)

    def test_of_two_scenarios_with_cases_in_each_others_way_tells_the_drills_that_flip(self):
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
            # The second round cannot make the first one worse, drill by drill.
            self.assertEqual([r["second_only"] for r in result["cases"][0]["pairs"][0]["reach"]], [0] * 5)

    def test_calls_scenarios_of_one_name_differently(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [str(Path(folder, name)) for name in ("one/mini", "two/mini", "mini")]
            for path in paths:
                os.makedirs(path)
                Path(path, "scenario.toml").write_text(f'extends = "{UK_CHINA}/scenario.toml"\n')
            # Relative to the folder the third one's path is what the first one is called.
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
        self.assertIn("Desks, lines and people who call, under officials and certs\n", said)
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
        self.assertIn("--by resource needs cases that share something: interaction = true in [simulation]", refused)

    def test_that_drift_are_told_by_their_callers(self):
        with tempfile.TemporaryDirectory() as folder:
            update = ("check", BUDAPEST, "--baseline", folder, "--update-baseline", "-n", "18")
            environment = {k: v for k, v in os.environ.items() if k != "CI"}
            subprocess.run([HOTLINE, *update], check=True, capture_output=True, env=environment)
            os.rename(Path(folder, "budapest-2012.json"), Path(folder, Path(folder).name + ".json"))
            Path(folder, "scenario.toml").write_text(
                f'extends = "{BUDAPEST}/scenario.toml"\nexpect = []\n[protocol.certs]\nprepare = "5h"\n')
            said = hotline("check", folder, "--baseline", folder, code=4).stdout
            self.assertIn("certs, 2450 cases: 18 of 18 drills differ, from drill 0 on\n"
                          "             changed are cases of 50 of 50 callers and 50 of 50 callees\n"
                          "               ar → at, certs\n", said)
            self.assertIn("               and 2440 more\n", said)


class Report(unittest.TestCase):
    def test_is_the_same_for_any_jobs_and_world(self):
        with tempfile.TemporaryDirectory() as folder:
            pages = []
            for words in (["-j", "1"], ["-j", "3"], ["--world", "shared", "-j", "2"]):
                page = Path(folder, "page.html")
                said = hotline("report", UK_CHINA, "-n", "100", *words, "--out", page).stdout
                self.assertEqual(said, f"Written: {page}\n")
                # The command that makes the page again is what it was.
                pages.append(re.sub(r"<code>hotline report .*?</code>", "", page.read_text()))
            self.assertEqual(pages[0], pages[1])
            self.assertEqual(pages[0], pages[2])

    def test_goes_with_compare_and_check(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.html")
            json.loads(hotline("compare", UK_CHINA, "-n", "100", "--format", "json", "--report", page).stdout)
            self.assertIn(">The comparison<", page.read_text())
            self.assertIn(f"hotline compare {UK_CHINA} -n 100 --format json --report {page}", page.read_text())
            hotline("check", UK_CHINA, "--report", page)
            self.assertIn(">Expectations<", page.read_text())
            # A report plays only what its own drills leave undecided, and comes to the same.
            verdicts = re.compile(r'<section aria-labelledby="expectations">.*?</section>')
            checked = verdicts.search(page.read_text()).group()
            for drills in ("10", "3000"):
                hotline("report", UK_CHINA, "-n", drills, "--out", page)
                self.assertEqual(verdicts.search(page.read_text()).group(), checked)

    def test_wants_to_know_where_to(self):
        self.assertEqual(hotline("report", UK_CHINA, code=2).stderr,
                         "hotline: error: where to? --out FILE, such as --out report.html\n")
        self.assertIn("cannot write /nowhere/page.html",
                      hotline("report", UK_CHINA, "-n", "10", "--out", "/nowhere/page.html", code=2).stderr)


class Plot(unittest.TestCase):
    def test_is_drawn_where_asked_for_and_not_in_a_pipe(self):
        for words in (["run", UK_CHINA, "-n", "50"], ["compare", UK_CHINA, "-n", "50"]):
            plain = hotline(*words).stdout
            drawn = hotline(*words, "--plot").stdout
            self.assertTrue(drawn.startswith(plain))
            self.assertIn("contact by the time since the emergency", drawn[len(plain):])
            self.assertEqual(hotline(*words, "--no-plot").stdout, plain)
        plain = hotline("replay", UK_CHINA, "-k", "3").stdout
        self.assertNotIn("in vain, x dead number", plain)
        self.assertIn("in vain, x dead number", hotline("replay", UK_CHINA, "-k", "3", "--plot").stdout)

    def test_goes_with_text(self):
        self.assertIn("--plot goes with text on standard output only",
                      hotline("run", UK_CHINA, "--plot", "--format", "json", code=2).stderr)
        self.assertIn("--plot and --no-plot exclude each other",
                      hotline("run", UK_CHINA, "--plot", "--no-plot", code=2).stderr)


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
        done = subprocess.run([HOTLINE, "check", *words], capture_output=True, text=True, timeout=120,
                              env={**self.plain_environment(), **variables})
        self.assertEqual(done.returncode, code, (words, done.stdout, done.stderr))
        return done

    def test_all_shipped_scenarios_hold_their_expectations_and_are_as_in_their_baselines(self):
        files = [str(file) for file in sorted((SOURCES / "scenarios").glob("*/scenario.toml"))] + [PAIRS]
        done = self.check(*files, "--baseline", str(SOURCES / "scenarios" / "baselines"), code=0)
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), len(files) + 1)
        for line in lines[:-1]:
            self.assertRegex(line, r"^pass       [a-z0-9-]+: (\d+) of \1 expectations hold; drill by drill as in the baseline$")

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
            self.assertRegex(drifted, r"hotline: 29\d of 300 drills differ, from drill 0 on")
            self.assertIn("  time to contact: shorter in 0.0 % of drills, longer in 97.7 % (p < 0.0001)", drifted)

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

    def test_a_verdict_is_not_lost_with_its_words(self):
        def code(words, redirections):
            """Of the program as a shell starts it, and what it said on standard error."""
            done = subprocess.run(["sh", "-c", f'exec "$0" "$@" {redirections}', HOTLINE, *words], capture_output=True,
                                  text=True, timeout=60, env=self.plain_environment())
            return done.returncode, done.stderr

        lost = "hotline: error: standard output could not be written\n"
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
            # A closed output is no file that is opened later.
            junit = Path(folder, "junit.xml")
            words = ("check", folder, "--junit", str(junit))
            self.assertEqual(code(words, ">&-"), (1, lost))
            self.assertTrue(junit.read_text().startswith("<?xml"))
            self.assertTrue(junit.read_text().endswith("</testsuites>\n"))
            # What cannot be written beside the text leaves the verdict.
            self.assertEqual(code(("check", folder, "--junit", "/dev/full"), "> /dev/null"),
                             (1, "hotline: error: cannot write /dev/full: No space left on device\n"))
            self.assertEqual(code(("check", UK_CHINA, "--junit", "/dev/full"), "> /dev/null")[0], 70)
            # Nothing that is said of an error may throw.
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
        """110 cases, of which some are left out: eleven parties, each of which calls every other."""
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
                             "pass       many: no expectations; drill by drill as in the baseline\n")
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
                                     "pass       many: no expectations; drill by drill as in the baseline\n"
                                     f"           the horizon is {told}, and was 1 h: compared are drills of 1 h\n")

    def test_refuses_what_would_check_nothing_or_hide_a_change(self):
        with tempfile.TemporaryDirectory() as folder:
            self.scenario(folder)
            file = Path(folder, "scenario.toml")
            file.write_text(file.read_text() + "expect = []\n")
            self.assertEqual(self.check(folder, code=2).stderr,
                             f"hotline: error: {Path(folder).name} expects nothing: it has no [[expect]], and there is "
                             "no --baseline\n")
            update = ("--baseline", folder, "--update-baseline")
            self.assertEqual(self.check(folder, *update, code=2, CI="true").stderr,
                             "hotline: error: --update-baseline is refused where CI is set: baselines are changed by "
                             "people\n")
            self.assertIn("--update-baseline writes it", self.check(folder, "--baseline", folder, code=2).stderr)
            Path(folder, Path(folder).name + ".json").write_text("{}")
            self.assertIn("is no baseline:", self.check(folder, "--baseline", folder, code=2).stderr)
            for words in (("--junit", folder + "/junit.xml"), ("--format", "json"), ("--max-drills", "9")):
                self.assertEqual(self.check(folder, *update, *words, code=2).stderr,
                                 f"hotline: error: --update-baseline and {words[0]} exclude each other: nothing is checked\n")

    def test_tells_all_baselines_that_are_missing_before_anything_is_played(self):
        with tempfile.TemporaryDirectory() as folder:
            done = hotline("check", UK_CHINA, BUDAPEST, "--baseline", folder, "--junit", folder + "/junit.xml", code=2)
            self.assertEqual(done.stdout, "")
            self.assertEqual(done.stderr, "".join(
                f"hotline: error: cannot read the baseline {folder}/{name}.json: No such file or directory; "
                "--update-baseline writes it\n" for name in ("uk-china-2012", "budapest-2012")))


class Survive(unittest.TestCase):
    LOG = "group,duration,event\na,90,1\na,4min,yes\nb,1h,no\nb,30,TRUE\n"

    def survive(self, log, *words, code=0):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "log.csv")
            file.write_bytes(log if isinstance(log, bytes) else log.encode())
            done = hotline("survive", str(file), *words, code=code)
            done.stderr = done.stderr.replace(folder + "/", "")
            done.stdout = done.stdout.replace(folder + "/", "")
            return done

    def test_reads_the_drills_of_a_run_and_finds_their_shares(self):
        run = ("run", UK_CHINA, "-n", "300")
        drills = hotline(*run, "--format", "csv").stdout
        words = ("--duration", "contact", "--group", "protocol", "--horizon", "24h", "--at", "24h")
        told = json.loads(self.survive(drills, *words, "--format", "json").stdout)
        cases = json.loads(hotline(*run, "--format", "json").stdout)["cases"]
        self.assertEqual([group["group"] for group in told["groups"]], [case["protocol"] for case in cases])
        for group, case in zip(told["groups"], cases):
            self.assertEqual(group["events"], case["contact"]["reached"])
            # All drills share the horizon: censored there, the estimate is the plain share.
            self.assertAlmostEqual(group["reached_by"][0]["reach"], case["contact"]["probability"], places=12)
            self.assertAlmostEqual(group["restricted_mean"]["value"], case["contact"]["mean_within_horizon"], places=6)
            self.assertEqual(group["quantiles"]["p50"]["value"], case["contact"]["quantiles"]["p50"]["value"])
        self.assertIsNone(told["log_rank"])
        self.assertIn("common luck", told["no_log_rank"])
        self.assertIn("No log-rank test: the log has a column", self.survive(drills, *words).stdout)
        missing = self.survive(drills, *words[:4], code=2)
        self.assertIn("hint: say when that was: --horizon 24h", missing.stderr)
        pooled = self.survive(drills, *words[:2], *words[4:], code=2)
        self.assertIn('column "replication": a second drill of this replication in one group', pooled.stderr)

    def test_says_the_same_in_every_format(self):
        told = json.loads(self.survive(self.LOG, "--format", "json").stdout)
        rows = list(csv.DictReader(self.survive(self.LOG, "--format", "csv").stdout.splitlines()))
        steps = [(group["group"], step) for group in told["groups"] for step in group["curve"]]
        self.assertEqual(len(rows), len(steps))
        for row, (group, step) in zip(rows, steps):
            self.assertEqual(row["group"], group)
            for name in ("time", "at_risk", "events", "censored", "reach", "standard_error"):
                self.assertEqual(float(row[name]), step[name])
            self.assertEqual([float(row["low"]), float(row["high"])], step["interval"])
            self.assertEqual([float(row["band_low"]), float(row["band_high"])], step["band"])
            self.assertEqual([float(row["low"]), float(row["high_behind"])], step["interval_behind"])
            self.assertEqual(float(row["band_high_behind"]), step["band_behind"][1])
        text = self.survive(self.LOG, "--at", "1h,90s").stdout
        self.assertIn("b: entries 2, events 1, censored 1\n", text)
        self.assertIn("   1 min 30 s                   50.0 % ", text)
        self.assertIn("too few for the test.", text.replace("\n", " "))

    def test_takes_numbers_texts_deadlines_and_empty_lines_for_what_they_say(self):
        at_once = json.loads(self.survive("duration,event\n1.3,1\n1.3,1\n", "--at", "1.3s", "--format", "json").stdout)
        self.assertEqual(at_once["groups"][0]["reached_by"][0]["reach"], 1)
        tie = json.loads(self.survive("duration,event\n0.3,1\n300ms,1\n1,0\n", "--format", "json").stdout)
        self.assertEqual([step["events"] for step in tie["groups"][0]["curve"]], [0, 2, 0])
        empty = self.survive("duration\n60\n\n70\n", "--horizon", "24h", "--at", "1h").stdout
        self.assertIn("log.csv: entries 3, events 2, censored 1\n", empty)
        self.assertIn("             1 h                   66.7 % ", empty)

    def test_takes_one_column_of_a_run_for_what_it_is(self):
        run = ("run", UK_CHINA, "-p", "lists", "-n", "300", "--format")
        contacts = [row["contact"] for row in csv.DictReader(hotline(*run, "csv").stdout.splitlines())]
        told = self.survive("\n".join(["duration", *contacts]) + "\n", "--horizon", "24h", "--at", "24h", "--format", "json")
        group = json.loads(told.stdout)["groups"][0]
        self.assertEqual((group["entries"], group["events"]), (300, sum(contact != "" for contact in contacts)))

    def test_tells_what_is_wrong(self):
        said = {
            "": "log.csv:1: error: the list is empty: it has not even a header\n",
            "duration,event\n": "log.csv:1: error: the log is empty: it has a header and no rows\n    1 | duration,event\n",
            "time,event\n1,1\n": 'log.csv:1: error: there is no column "duration", which the list needs\n'
                                 "    1 | time,event\n",
            "duration,event\n1,2\n": 'log.csv:2: error: column "event": "2" is neither yes nor no\n    2 | 1,2\n'
                                     "hint: 1, true or yes where contact was made, 0, false or no where not\n",
            "duration\n1\0\n": "log.csv:2: error: the line holds a NUL byte\n    2 | 1?\n",
        }
        for log, message in said.items():
            done = self.survive(log, code=2)
            self.assertEqual((done.stdout, done.stderr), ("", message))
        self.assertEqual(hotline("survive", "/nowhere.csv", code=2).stderr,
                         "error: cannot read /nowhere.csv: No such file or directory\n")

    def test_takes_whatever_it_is_given(self):
        for log in ("duration\n" + "1\n" * 1_000_000, "duration\n" + "".join(f"{i}\n" for i in range(300_000)),
                    "duration,group\n" + "".join(f"{i % 7},g{i % 5000}\n" for i in range(100_000))):
            self.survive(log)
        for log in ("duration\n" + "".join(f"{i % 997}\n" for i in range(10_000)),
                    "duration,group\n" + "".join(f"{i % 7},g{i % 500}\n" for i in range(10_000)),
                    "duration,event\n0,1\n", "duration,event\n315360000000,0\n", "duration,event\n1e-320,1\n"):
            for form in ("text", "json", "csv"):
                self.survive(log, "--format", form)
        for log in (b"\xff\xfe\x00", b"duration\n" + b'"' * 100_000, b"," * 1_000_000 + b"\n1\n",
                    b"duration\n" + b"x\n" * 300_000, b"duration,duration\n1,1\n"):
            self.assertIn("error:", self.survive(log, code=2).stderr)


class Links(unittest.TestCase):
    def test_lead_to_scenarios_beside_whose_true_folders_the_rest_lies(self):
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


class Errors(unittest.TestCase):
    def test_are_clear_and_have_exit_code_2(self):
        said = {
            ("rnu",): 'unknown command "rnu"; did you mean "run"?',
            (): "which command? hotline --help lists them",
            ("run",): "which SCENARIO?",
            ("run", ""): "which SCENARIO?",
            ("run", UK_CHINA, "--repl", "5"): 'unknown option "--repl"; did you mean "--replications"?',
            ("run", UK_CHINA, "--repl=5"): 'unknown option "--repl=5"; did you mean "--replications"?',
            ("run", UK_CHINA, "--re"): 'unknown option "--re"; did you mean "--replications"?',
            ("run", UK_CHINA, "--p"): 'unknown option "--p"',  # several begin so
            ("run", UK_CHINA, "--forma", "json"): 'unknown option "--forma"; did you mean "--format"?',
            ("run", UK_CHINA, "--format", "jsn"): '--format is one of text, json, csv, not "jsn"; did you mean "json"?',
            ("run", UK_CHINA, "-n", "0"): '--replications takes a number from 1 to 100000000, not "0"',
            ("run", UK_CHINA, "-n", "5", "--precision", "0.01"): "--precision and --replications exclude each other",
            ("run", UK_CHINA, "--by", "month", "--precision", "0.01"): "--precision and --by exclude each other",
            ("run", UK_CHINA, "--by", "hours"): '--by is one of hour-of-week, month, caller, callee, pair, resource, not "hours"',
            ("run", UK_CHINA, "--within", "1h"): "--within goes with --by only",
            ("run", UK_CHINA, "--by", "month", "--within", "soon"):
                '--within takes durations such as 15min, longer than nothing, not "soon"',
            ("run", UK_CHINA, "--by", "month", "--within", "2d"):
                '--within: 2d is beyond the horizon of 24 h',
            ("run", UK_CHINA, "--by", "hour-of-week", "-n", "100"):
                "--by hour-of-week takes at least 168 drills, one for each cell, not 100",
            ("run", UK_CHINA, "-p", "list"): 'the scenario has no protocol "list"; did you mean "lists"?',
            ("run", UK_CHINA, "-p", "inside-china"):
                'protocol "inside-china" has no goal, so a case cannot be played with it',
            ("run", UK_CHINA, "more"): 'one argument too many: "more"; the command takes SCENARIO',
            ("compare", UK_CHINA, "-p", "lists"):
                'nothing to compare with "lists": name more protocols with -p, or scenarios',
            ("compare", UK_CHINA, "--against", "list"):
                '--against names one of those compared, not "list"; did you mean "lists"?',
            ("compare", UK_CHINA, "--within", "1h,2 h"):
                '--within takes durations such as 15min, longer than nothing, not "2 h"',
            ("compare", UK_CHINA, "--within", "2d"): "--within: 2d is beyond the horizon of 24 h",
            ("replay", UK_CHINA): "which drill? --replication K, from 0",
            ("who", UK_CHINA): "when? --at INSTANT, such as --at 2012-10-04T02:30:00Z",
            ("who", UK_CHINA, "--at", "noon"):
                '--at takes an instant in UTC such as 2012-10-04T02:30:00Z, not "noon"',
            ("who", UK_CHINA, "--at", "9999-01-01T00:00:00Z"):
                '--at takes an instant between the years 1970 and 2200, as drills start then, not "9999-01-01T00:00:00Z"',
            ("who", UK_CHINA, "--at", "1969-12-31T23:59Z"):
                '--at takes an instant between the years 1970 and 2200, as drills start then, not "1969-12-31T23:59Z"',
            ("compare", UK_CHINA, UK_CHINA):
                f"one scenario is named twice: {UK_CHINA} and {UK_CHINA}",
            ("compare", UK_CHINA, f"{UK_CHINA}/../uk-china-2012/scenario.toml"):
                f"one scenario is named twice: {UK_CHINA} and {UK_CHINA}/../uk-china-2012/scenario.toml",
            ("survive",): "which LOG.csv?",
            ("survive", "log.csv", "--at", "1h,,2h"):
                '--at takes durations such as 15min, longer than nothing, not ""',
            ("survive", "log.csv", "--at", ",".join(f"{n}s" for n in range(1, 52))): "--at takes at most 50 durations",
            ("survive", "log.csv", "--horizon", "0"):
                '--horizon takes durations such as 15min, longer than nothing, not "0"',
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
        for command in ("run", "compare", "check", "replay", "who", "lint", "survive"):
            self.assertTrue(hotline(command, "--help").stdout.startswith(f"Usage: hotline {command}"))
        self.assertIn("Commands:", hotline("--help").stdout)
        self.assertRegex(hotline("--version").stdout, r"^hotline \d+\.\d+\.\d+ ")


class Documents(unittest.TestCase):
    """The keys of the JSON are those that the tables of scenarios/README.md have."""

    @staticmethod
    def table(section, number=0):
        """The rows of one of the section's tables of keys: the key, and what is said of it."""
        text = (SOURCES / "scenarios" / "README.md").read_text()
        lines = re.split(rf"\n##+ {section}\n", text)[1].splitlines()
        begins = [at for at, line in enumerate(lines) if line.startswith("| key")][number]
        return [line.split("|", 2)[1:] for line in itertools.takewhile(lambda line: line.startswith("|"), lines[begins + 2:])]

    @staticmethod
    def in_code(cells):
        return set(re.findall(r"`([^`]+)`", " ".join(cells)))

    @staticmethod
    def keys(told):
        if isinstance(told, list):
            return {key for item in told for key in Documents.keys(item)}
        if not isinstance(told, dict):
            return set()
        return set(told) | {key for value in told.values() for key in Documents.keys(value)}

    def agree(self, rows, *told, but=()):
        """Keys of the first column are there; what is there stands in the table, but for some."""
        words = [{word for code in self.in_code(cells) for word in re.findall(r"[a-z_][a-z_0-9]*", code)}
                 for cells in ([row[0] for row in rows], [cell for row in rows for cell in row])]
        found = {key for one in told for key in self.keys(json.loads(one))} - set(but)
        self.assertEqual(words[0] - found - set(but), set(), "are documented, but not there")
        self.assertEqual(found - words[1], set(), "are there, but not documented")

    def test_have_the_keys_of_a_run(self):
        exchange = '''
            [channel.mail]
            kind = "message"
            [protocol.send]
            goal = { authority = 3 }
            exchange = { size = "1MB", via = "mail" }
            step = [{ call = { role = "desk" } }]
            '''
        with tempfile.TemporaryDirectory() as folder:
            crowded = hotline("run", crowded_scenario(folder, exchange), "-p", "send", "-n", "5", "--format", "json").stdout
        rows = self.table("Results")
        results = set(json.loads(crowded)["cases"][0]["attempts"]["by_result"])
        self.assertEqual(results - self.in_code(cell for row in rows for cell in row), set())
        # No drill is missing here.
        self.agree(rows + self.table("By resource"), crowded,
                   hotline("run", UK_CHINA, "-n", "5", "--format", "json").stdout, but={*results, "missing"})

    def test_have_the_keys_of_comparisons_and_pairs(self):
        results = json.loads(hotline("run", UK_CHINA, "-n", "1", "--format", "json").stdout)["cases"][0]["attempts"]
        self.agree(self.table("Side by side"),
                   hotline("compare", UK_CHINA, "-n", "50", "--flips", "--format", "json").stdout,
                   but={*results["by_result"], "no attempt"})
        self.agree(self.table("There and back"),
                   hotline("run", BUDAPEST, "-n", "2", "--by", "pair", "--format", "json").stdout)

    def test_have_the_keys_of_a_check(self):
        with tempfile.TemporaryDirectory() as folder:
            scenario = Path(folder, "scenario.toml")
            expects = '[[expect]]\nprotocol = "lists"\nthat = "P(contact <= 1h) >= 0.1"\n'
            scenario.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n{expects}')
            environment = {k: v for k, v in os.environ.items() if k != "CI"}
            subprocess.run([HOTLINE, "check", folder, "--baseline", folder, "--update-baseline", "-n", "100"],
                           check=True, capture_output=True, env=environment)
            scenario.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n{expects}[protocol.lists]\nprepare = "5h"\n')
            checked = subprocess.run([HOTLINE, "check", folder, "--baseline", folder, "--format", "json"],
                                     capture_output=True, text=True, timeout=60).stdout
        self.agree(self.table("Verdicts and baselines"), checked)

    def test_have_the_keys_of_a_drill_and_of_a_list(self):
        section = "One drill, and the list at one instant"
        replayed = [hotline("replay", UK_CHINA, "-k", str(k), "--format", "json").stdout for k in range(10)]
        self.agree(self.table(section, 0), *replayed)
        self.agree(self.table(section, 1),
                   hotline("who", UK_CHINA, "--at", "2012-10-04T02:30:00Z", "--format", "json").stdout)


class Tables(unittest.TestCase):
    """Scenarios of tests/cases whose truth is known: what a table says of the worst of its rows is so."""

    @staticmethod
    def case(name):
        return str(SOURCES / "tests" / "cases" / name)

    def test_hold_the_truth_of_all_rows_at_once(self):
        for name, by in (("worst-caller-of-60", "caller"), ("worst-of-20-pairs", "pair"), ("worst-month-of-40", "month")):
            for seed in range(3):
                table = hotline("run", self.case(name), "--by", by, "-n", "200", "--seed", str(seed), "--format", "csv")
                rows = list(csv.DictReader(io.StringIO(table.stdout)))
                for row in rows:
                    self.assertLessEqual(float(row["low_together"]), 0.5, (name, seed, row))
                    self.assertGreaterEqual(float(row["high_together"]), 0.5, (name, seed, row))
                self.assertTrue(all(row["may_be_worst"] == "1" for row in rows))
        for seed in range(3):
            plain = json.loads(hotline("run", self.case("worst-of-20-pairs"), "--seed", str(seed), "--format", "json").stdout)
            for one in plain["cases"]:
                low, high = one["contact"]["interval_together"]
                self.assertTrue(low <= 0.5 <= high, (seed, one))

    def test_do_not_leave_out_what_no_drill_met(self):
        told = hotline("run", self.case("rare-holiday"), "--by", "month", "-n", "1200", "--seed", "2")
        self.assertIn("  kinds    worst: weekend or holiday, which cannot be told apart\n", told.stdout)
        kinds = json.loads(hotline("run", self.case("rare-holiday"), "--by", "month", "-n", "1200", "--seed", "2",
                                   "--format", "json").stdout)["cases"][0]["kinds"]
        self.assertEqual(kinds[-1]["kind"], "holiday")
        self.assertIsNone(kinds[-1]["reach"])
        self.assertEqual(kinds[-1]["interval_together"], [0, 1])

    def test_tell_the_only_worst_hour_from_all_others(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.html")
            hotline("report", self.case("worst-hour-alone"), "--out", str(page))
            told = page.read_text()
        self.assertRegex(told, r"The worst hour is Sun 03:00: 0\.0 % \(0\.0–[0-9.]+\)\.<")

    def test_say_when_a_curve_is_ahead(self):
        for seed in range(1, 4):
            compared = json.loads(hotline("compare", self.case("curves-cross-once"), "--seed", str(seed), "--format", "json").stdout)
            ahead = compared["cases"][0]["pairs"][0]["ahead"]
            self.assertEqual([one["name"] for one in ahead], ["a", "b"])
            self.assertLess(ahead[0]["to"], 300)
            self.assertGreaterEqual(ahead[1]["from"], 300)
            self.assertLess(ahead[1]["to"], 600)

    def test_do_not_bound_the_share_of_requests_by_drills_that_had_few(self):
        for seed in range(1, 4):
            told = json.loads(hotline("run", self.case("refused-in-clusters"), "--by", "resource", "-n", "100",
                                      "--seed", str(seed), "--format", "json").stdout)
            for one in told["usage"][0]["resources"]:
                if one["id"] != "reserve":
                    continue
                self.assertIsNone(one["refused"]["interval"])
                self.assertIn("too few drills", one["refused"]["no_interval"])
                low, high = one["refusing_drills_together"]
                self.assertTrue(low <= 0.01 <= high, one)

    def test_call_no_quantile_of_forty_different(self):
        compared = json.loads(hotline("compare", self.case("quantiles-of-40"), "-n", "1000", "--seed", "1", "--format", "json").stdout)
        for pair in compared["cases"][0]["pairs"]:
            for low, high in (pair["p50"]["interval"], pair["p90"]["interval"]):
                self.assertTrue((low is None or low <= 0) and (high is None or high >= 0), pair)


class Shapes(unittest.TestCase):
    def test_many_protocols_are_told_by_caller(self):
        case = SOURCES / "tests" / "cases" / "many-protocols-by-caller"
        told = hotline("run", str(case), "--by", "caller", "-n", "10").stdout
        self.assertIn("\n21 protocols. Those whose worst cell is worst:\n", told)
        self.assertRegex(told, r"\n  p0 +uk +100.0 % ")


class Figures(unittest.TestCase):
    """Inputs of tests/cases that were told wrongly."""

    def case(self, name, *words):
        return hotline(words[0], str(SOURCES / "tests" / "cases" / name), *words[1:]).stdout

    def test_a_time_by_which_it_had_not_come_is_not_told_as_one_by_which_it_had(self):
        told = self.case("rounded-down", "compare", "-n", "200", "--within", "49h")
        self.assertIn("""
  by 2 d 1 h              0.0 %           0.0 %
  by 4 d 4 h            100.0 %         100.0 %
  half by               2 d 2 h         2 d 2 h
  90 % by               2 d 2 h         2 d 2 h
  mean*                 2 d 1 h         2 d 1 h
""", told)

    def test_two_deadlines_that_differ_read_differently(self):
        told = self.case("rounded-down", "compare", "-n", "20", "--within", "10min,10min10s,10min10500ms")
        self.assertEqual(re.findall(r"^  (by .*?)   ", told, re.MULTILINE)[:4],
                         ["by 10 min", "by 10 min 10 s", "by 10 min 10.5 s", "by 4 d 4 h"])

    def test_what_is_neither_certain_nor_impossible_is_told_so(self):
        told = self.case("still-right", "who", "--at", "2012-10-01T00:00:00Z")
        self.assertIn("entry 3 d old, 99.75 % still right", told)
        told = self.case("still-right", "who", "--at", "2031-01-01T00:00:00Z")
        self.assertIn("0.42 % still right", told)

    def test_too_few_drills_are_not_told_as_not_reached(self):
        words = ("many-protocols-by-caller", "run", "-p", "p0", "-n", "20")
        self.assertRegex(self.case(*words), r"""
  contact         100.0 %        8.0 s        8.0 s        8.0 s        8.0 s
    at least       83.1 %        8.0 s        8.0 s        8.0 s .*
    at most       100.0 %        8.0 s      too few      too few """)
        told = json.loads(self.case(*words, "--format", "json"))["cases"][0]["contact"]["quantiles"]["p90"]
        self.assertEqual(told, {"value": 8, "low": 8, "high": None, "no_high": "too few drills"})


class Lint(unittest.TestCase):
    def test_finds_no_error_in_what_is_shipped(self):
        for file in sorted((SOURCES / "scenarios").glob("*/scenario.toml")):
            self.assertNotIn("error:", hotline("lint", str(file.parent)).stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
