#!/usr/bin/env python3
"""`hotline run`, and what every command that plays drills writes."""

import csv
import json
import os
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from program import HOTLINE, SOURCES, UK_CHINA, commands, hotline, main


def catches(process, number):
    """Whether a process that runs has a handler of that signal."""
    status = Path("/proc", str(process), "status").read_text()
    return int(status.split("SigCgt:")[1].split()[0], 16) >> (number - 1) & 1


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
            # The error comes before the first drill: so many drills would take for ever.
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
            running = subprocess.Popen([HOTLINE, "run", UK_CHINA, "-n", "60000", "--format", "csv", "--quiet"],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            running.stdout.read(1)
            running.send_signal(ends)
            self.assertEqual(running.wait(timeout=60), 130)
            self.assertEqual(running.communicate()[1], b"hotline: interrupted\n")

    def test_writes_into_a_device_without_replacing_it(self):
        page = hotline("report", UK_CHINA, "-n", "10", "--out", "/dev/stdout").stdout
        self.assertTrue(page.startswith("<!DOCTYPE html>"), page[:100])
        self.assertTrue(Path("/dev/stdout").is_symlink())

    def test_an_interrupt_leaves_nothing_behind(self):
        for world, drills in (("isolated", "20000000"), ("shared", "1000000")):
            with tempfile.TemporaryDirectory() as folder:
                running = subprocess.Popen([HOTLINE, "run", UK_CHINA, "-n", drills, "--world", world, "--quiet",
                                            "--out", folder + "/late"],
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                while running.poll() is None and not catches(running.pid, signal.SIGINT):  # a busy machine takes its time
                    time.sleep(0.01)
                time.sleep(1)
                running.send_signal(signal.SIGINT)
                _, errors = running.communicate(timeout=60)
                self.assertEqual(running.returncode, 130)
                self.assertEqual(errors, "hotline: interrupted, nothing was written\n")
                self.assertFalse(os.path.exists(folder + "/late"))

    def test_precision_narrows_every_interval(self):
        result = json.loads(hotline("run", UK_CHINA, "--precision", "0.02", "--format", "json").stdout)
        self.assertEqual(result["contact_interval"], "Clopper-Pearson, fixed width")
        for case in result["cases"]:
            low, high = case["contact"]["interval"]
            self.assertLessEqual(max(high - case["contact"]["probability"], case["contact"]["probability"] - low), 0.02)

    def test_even_starts_give_the_same_bytes_for_any_jobs_and_either_world(self):
        for form in ("text", "json", "csv"):
            words = ("run", str(SOURCES / "scenarios" / "cert-to-cert"), "-n", "500", "--even-starts", "--format", form)
            one = hotline(*words, "--jobs", "1").stdout
            self.assertEqual(one, hotline(*words, "--jobs", "5").stdout)
            self.assertEqual(one, hotline(*words, "--world", "shared").stdout)

    def test_even_starts_say_by_how_much_they_narrowed(self):
        words = ("run", str(SOURCES / "scenarios" / "cert-to-cert"), "-n", "2000", "--even-starts")
        result = json.loads(hotline(*words, "--format", "json").stdout)
        plain = json.loads(hotline("run", str(SOURCES / "scenarios" / "cert-to-cert"), "-n", "2000", "--format", "json").stdout)
        self.assertEqual(result["contact_interval"], "betting, even starts")
        widths = [case["relative_width"] for case in result["cases"]]
        text = " ".join(hotline(*words).stdout.split())
        for figure in ("contact", "mean"):
            of_figure = [width[figure] for width in widths]
            self.assertIn(f"{min(of_figure):.2f} to {max(of_figure):.2f} times", text)
        for case, other in zip(result["cases"], plain["cases"]):
            low, high = case["contact"]["mean_within_horizon_interval"]
            least, most = other["contact"]["mean_within_horizon_interval"]
            self.assertLess(high - low, most - least)
            self.assertTrue(low < most and least < high)
            self.assertNotIn("relative_width", other)

    def test_even_starts_need_whole_blocks_at_different_times(self):
        for words, error in (
                (("-n", "120"), "--even-starts needs a multiple of 50 drills, one for each 50th of the week, but has 120"),
                (("--precision", "0.02"), "--precision and --even-starts exclude each other"),
                (("--by", "month"), "--by and --even-starts exclude each other"),
                (("--doubts",), "--doubts and --even-starts exclude each other"),
                (("--vary", "horizon=1h,2h"), "--even-starts and --vary exclude each other")):
            done = hotline("run", UK_CHINA, "--even-starts", *words, code=2)
            self.assertEqual(done.stderr.splitlines()[0], "hotline: error: " + error)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "scenario.toml").write_text(
                f'extends = "{Path(UK_CHINA).resolve()}/scenario.toml"\nstart = {{ at = 2012-10-04T02:30:00Z }}\n')
            for words in (("run", folder), ("replay", folder, "-k", "3")):
                done = hotline(*words, "--even-starts", code=2)
                self.assertTrue(done.stderr.endswith(
                    "hotline: error: --even-starts needs starts at different times, but the scenario has a single one; "
                    'give its [start] "between"\n'), done.stderr)

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

    def test_by_month_says_what_made_the_worst_month_the_worst(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "leave.csv").write_text(
                "official,from,until,deputy\n" + "".join(f"cn-mfa-{who},2013-08-01,2013-08-31,\n" for who in ("director", "deputy")))
            Path(folder, "scenario.toml").write_text(
                f'extends = "{Path(UK_CHINA).resolve()}/scenario.toml"\nleave = ["leave.csv"]\n')
            fresh = [f"--set=staleness.{of}.per_year=0" for of in ("senior-post", "phone-number", "official")]
            words = ("run", folder, "--allow-outside", *fresh, "-p", "lists", "--by", "month", "--within", "30min")
            told = json.loads(hotline(*words, "--format", "json").stdout)["cases"][0]
            self.assertEqual(told["worst"]["cell"], "August")
            made = {cause["cause"]: cause["of_difference"] for cause in told["why_worst"]["causes"]}
            self.assertEqual(max(made, key=made.get), "leave")
            self.assertGreater(told["why_worst"]["causes"][list(made).index("leave")]["interval"][0], 0)
            self.assertAlmostEqual(sum(made.values()) + told["why_worst"]["rest"]["of_difference"],
                                   told["why_worst"]["difference"])
            text = hotline(*words).stdout
            self.assertIn("  why      below the other months by ", text)
            self.assertEqual(text, hotline(*words, "-j", "1").stdout)

    def test_by_hours_needs_drills_at_different_times(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "scenario.toml").write_text(
                f'extends = "{Path(UK_CHINA).resolve()}/scenario.toml"\nstart = {{ at = 2012-10-04T02:30:00Z }}\n')
            done = hotline("run", folder, "--by", "month", code=2)
            self.assertTrue(done.stderr.endswith(
                "hotline: error: --by month needs starts at different times, but the scenario has a single one; "
                'give its [start] "between"\n'), done.stderr)
            self.assertIn("by callee", hotline("run", folder, "--by", "callee").stdout)

    def test_may_be_piped_into_something_that_stops_reading(self):
        done = subprocess.run(f"'{HOTLINE}' run '{UK_CHINA}' -n 20000 --format csv --quiet | head -n 1", shell=True,
                              capture_output=True, text=True, timeout=60)
        self.assertTrue(done.stdout.startswith("replication,"))
        self.assertEqual(done.stderr, "")

    def test_a_full_disk_is_no_success(self):
        for words in (("run", UK_CHINA, "-n", "10"), ("--help",), ("--version",), *((command, "--help") for command in commands())):
            with open("/dev/full", "w") as full:
                done = subprocess.run([HOTLINE, *words], stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual((done.returncode, done.stderr),
                             (70, "hotline: error: cannot write to standard output\n"))


if __name__ == "__main__":
    main()
