#!/usr/bin/env python3
"""`hotline survive`."""

import csv
import json
import tempfile
import unittest
from pathlib import Path

from program import UK_CHINA, hotline, main


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
        self.assertIn("hint: give the horizon, such as --horizon 24h", missing.stderr)
        pooled = self.survive(drills, *words[:2], *words[4:], code=2)
        self.assertIn('column "replication": a group must have one drill of each replication, but this is the second one', pooled.stderr)

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

    def test_takes_numbers_texts_deadlines_and_empty_lines_as_they_are_meant(self):
        at_once = json.loads(self.survive("duration,event\n1.3,1\n1.3,1\n", "--at", "1.3s", "--format", "json").stdout)
        self.assertEqual(at_once["groups"][0]["reached_by"][0]["reach"], 1)
        tie = json.loads(self.survive("duration,event\n0.3,1\n300ms,1\n1,0\n", "--format", "json").stdout)
        self.assertEqual([step["events"] for step in tie["groups"][0]["curve"]], [0, 2, 0])
        empty = self.survive("duration\n60\n\n70\n", "--horizon", "24h", "--at", "1h").stdout
        self.assertIn("log.csv: entries 3, events 2, censored 1\n", empty)
        self.assertIn("             1 h                   66.7 % ", empty)

    def test_takes_one_column_of_a_run(self):
        run = ("run", UK_CHINA, "-p", "lists", "-n", "300", "--format")
        contacts = [row["contact"] for row in csv.DictReader(hotline(*run, "csv").stdout.splitlines())]
        told = self.survive("\n".join(["duration", *contacts]) + "\n", "--horizon", "24h", "--at", "24h", "--format", "json")
        group = json.loads(told.stdout)["groups"][0]
        self.assertEqual((group["entries"], group["events"]), (300, sum(contact != "" for contact in contacts)))

    def test_reads_plain_numbers_in_their_unit_and_says_so(self):
        plain = self.survive("duration\n15\n30\n")
        self.assertIn("Plain numbers are seconds: nothing says otherwise. --unit min reads them as\nminutes.\n", plain.stdout)
        for words, log in ((("--unit", "min"), "duration\n15\n30\n"), ((), "minutes\n15\n30\n")):
            done = self.survive(log, *words, "--format", "json")
            told = json.loads(done.stdout)
            self.assertEqual((told["unit"], told["horizon"]), ("minutes", 1800))
        self.assertIn("Horizon of the means: 30 min,", self.survive("minutes\n15\n30\n").stdout)
        self.assertIn("--unit must be one of ms, s, min, h, d, but is \"mins\"; did you mean \"min\"?",
                      self.survive("duration\n15\n", "--unit", "mins", code=2).stderr)

    def test_warns_of_times_beyond_the_log(self):
        self.assertEqual(self.survive("duration\n15\n30\n", "--at", "5min,1h").stderr,
                         "hotline: warning: every time of --at lies beyond the log, which ends at 30 s; its plain numbers were read "
                         "as seconds: --unit min reads them as minutes\n")
        self.assertEqual(self.survive("duration\n15s\n30s\n", "--at", "5min").stderr,
                         "hotline: warning: every time of --at lies beyond the log, which ends at 30 s; what happens after that is "
                         "unknown unless everybody has been reached\n")
        self.assertEqual(self.survive("duration\n15\n30\n", "--at", "20s,1h").stderr, "")

    def test_groups_by_several_columns(self):
        log = "duration,channel,response\n15,pstn,office\n30,pstn,mobile\n"
        told = json.loads(self.survive(log, "--group", "channel", "--group", "response", "--format", "json").stdout)
        self.assertEqual([group["group"] for group in told["groups"]], ["pstn, office", "pstn, mobile"])
        self.assertIn("--group takes at most 8 columns, not 9",
                      self.survive(log, *("--group", "channel") * 9, code=2).stderr)

    def test_tells_what_is_wrong(self):
        said = {
            "": "log.csv:1: error: the list must have a header, but is empty\n",
            "duration,event\n": "log.csv:1: error: the log must have at least one row, but has only a header\n    1 | duration,event\n",
            "time,event\n1,1\n": 'log.csv:1: error: missing column "duration"\n'
                                 "    1 | time,event\n",
            "duration,event\n1,2\n": 'log.csv:2:3: error: column "event": the field must be yes or no, but is "2"\n    2 | 1,2\n'
                                     "      |   ^\n"
                                     "hint: write 1, true or yes if contact was made, and 0, false or no if not\n",
            "duration\n1\0\n": "log.csv:2: error: the line must not hold a NUL byte\nhint: delete it\n",
        }
        for log, message in said.items():
            done = self.survive(log, code=2)
            self.assertEqual((done.stdout, done.stderr), ("", message))
        self.assertIn('the column "entry" says when each entry came under observation',
                      self.survive("entry,duration\n5,15\n", code=2).stderr)
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


if __name__ == "__main__":
    main()
