#!/usr/bin/env python3
"""scenarios/ping-test: its log, the truth behind it, and the loop from tests to laws to the next tests.

HOTLINE_UPDATE=1 writes the log anew."""

import csv
import datetime
import json
import math
import os
import random
import tempfile
import unittest
from pathlib import Path

from program import SOURCES, hotline, main

SCENARIO = SOURCES / "scenarios" / "ping-test"
LOG = SCENARIO / "tests.csv"

# How each official answers in truth: at the desk on duty and off duty, at the mobile on duty and off duty; and by what
# the times are multiplied.
TRUTH = {
    "sg-first": (0.35, 0.02, 0.45, 0.10, 1.3),
    "sg-second": (0.20, 0.02, 0.30, 0.10, 1.6),
    "sg-third": (0.80, 0.05, 0.60, 0.35, 0.8),
    "sg-fourth": (0.50, 0.02, 0.40, 0.15, 1.0),
    "sg-fifth": (0.60, 0.02, 0.90, 0.45, 0.7),
    "sg-sixth": (0.45, 0.02, 0.25, 0.15, 1.1),
}
# From which test on a number is dead.
DEAD = {("sg-second", "pstn"): 6, ("sg-fourth", "mobile"): 9}
MEDIAN, SIGMA = 14, 0.5
PATIENCE = {"pstn": 60, "mobile": 45}
TESTS = 14
DEADLINE = "30min"


def holidays():
    rows = csv.DictReader(SOURCES.joinpath("scenarios", "calendars", "sg.csv").read_text().splitlines())
    return {row["date"] for row in rows}


def made_log():
    """Every entry is tested each 19 days or so, on weekdays by day, in the evening and on Saturdays in turn."""
    luck, off = random.Random(20121001), holidays()
    rows = []
    for number, (official, (desk_on, desk_off, mobile_on, mobile_off, factor)) in enumerate(TRUTH.items()):
        for channel in ("pstn", "mobile"):
            for test in range(TESTS):
                day = datetime.date(2012, 1, 9) + datetime.timedelta(days=19 * test + 3 * number + (channel == "mobile"))
                kind = ("day", "evening", "day", "Saturday")[test % 4]
                while (day.weekday() == 5) != (kind == "Saturday") or day.weekday() == 6 or str(day) in off:
                    day += datetime.timedelta(days=1)
                hour = luck.randrange(9, 17) if kind == "day" else luck.randrange(19, 22) if kind == "evening" else luck.randrange(10, 18)
                on_duty = kind == "day"
                answer = (desk_on if on_duty else desk_off) if channel == "pstn" else (mobile_on if on_duty else mobile_off)
                time = MEDIAN * factor * math.exp(luck.gauss(0, SIGMA))
                answers, minute = luck.random() < answer and time < PATIENCE[channel], luck.randrange(60)
                at = f"{day}T{hour:02}:{minute:02}+08:00"
                if test >= DEAD.get((official, channel), TESTS):
                    rows.append((at, official, channel, "dead", "", ""))
                elif answers:
                    rows.append((at, official, channel, "answered", f"{max(time, 1):.0f}s", ""))
                else:
                    rows.append((at, official, channel, "no answer", "", f"{PATIENCE[channel]}s"))
    rows.sort()
    return "at,official,channel,result,after,given_up\n" + "".join(",".join(row) + "\n" for row in rows)


def write_truth(folder):
    """The scenario in which each official is as he is in truth."""
    responses, rows = [], []
    for row in csv.DictReader(SCENARIO.joinpath("contacts.csv").read_text().splitlines()):
        official, channel = row["official"], row["channel"]
        if (official, channel) in DEAD:
            continue
        desk_on, desk_off, mobile_on, mobile_off, factor = TRUTH[official]
        on, off = (desk_on, desk_off) if channel == "pstn" else (mobile_on, mobile_off)
        latency = f'{{ law = "lognormal", median = {MEDIAN * factor:.1f}, sigma = {SIGMA} }}'
        name = f"{official}-{channel}"
        responses.append(f"[response.{name}]\non_duty = {{ answer = {on}, latency = {latency} }}\n"
                         f"off_duty = {{ answer = {off}, latency = {latency} }}\n".replace(f"{MEDIAN * factor:.1f}", f'"{MEDIAN * factor:.1f}s"'))
        rows.append(row | {"response": name, "last_verified": "2012-09-30"})
    with open(Path(folder, "contacts.csv"), "w", newline="") as out:
        table = csv.DictWriter(out, rows[0])
        table.writeheader()
        table.writerows(rows)
    Path(folder, "scenario.toml").write_text(f'extends = "{SCENARIO.resolve()}/scenario.toml"\ncontacts = ["contacts.csv"]\n' + "".join(responses))


def contact(*words):
    """The probability of contact by the deadline."""
    rows = csv.DictReader(hotline("run", *words, "-n", "4000", "--format", "csv").stdout.splitlines())
    times = [float(row["contact"]) if row["contact"] else math.inf for row in rows]
    return sum(time <= 1800 for time in times) / len(times)


class PingTest(unittest.TestCase):
    def test_log_is_that_of_the_truth(self):
        if os.environ.get("HOTLINE_UPDATE"):
            LOG.write_text(made_log())
        self.assertEqual(LOG.read_text(), made_log())

    def test_moves_the_answer_towards_the_truth(self):
        with tempfile.TemporaryDirectory() as folder:
            write_truth(folder)
            truth, believed = contact(folder), contact(str(SCENARIO))
            fitted = Path(folder, "fitted")
            hotline("fit", str(LOG), str(SCENARIO), "--out", str(fitted))
            after_fit = contact(str(fitted))
            self.assertGreater(believed - truth, 0.15)
            self.assertLess(abs(after_fit - truth), (believed - truth) / 2)
            # Entry by entry it is nearer still.
            told = json.loads(hotline("score", str(LOG), str(SCENARIO), "--within", DEADLINE, "-n", "4000", "--format", "json").stdout)
            [scored] = told["contacts"]
            self.assertLess(abs(scored["before_tests"]["probability"] - believed), 1e-9)
            self.assertLess(abs(scored["after_tests"]["probability"] - truth), (believed - truth) / 3)
            # Those who answer worst are found.
            ranked = [(entry["official"], entry["channel"]) for entry in told["entries"]]
            self.assertEqual(set(ranked[:2]), set(DEAD))

    def test_says_what_to_test_and_learns_from_it(self):
        with tempfile.TemporaryDirectory() as folder:
            words = ("plan", str(LOG), str(SCENARIO), "--within", DEADLINE, "--budget", "12", "-n", "1000")
            hotline(*words, "--out", folder)
            told = json.loads(Path(folder, "plan.json").read_text())
            self.assertEqual((told["made"], len(told["calls"])), (12, 12))
            [case] = told["cases"]
            self.assertTrue(0 < case["width_after"] < case["width"] < 1, case)
            self.assertTrue(case["interval"][0] < case["contact"] < case["interval"][1], case)
            called = {(call["official"], call["channel"]) for call in told["calls"]}
            self.assertEqual(called & set(DEAD), set())
            for entry in told["entries"]:
                self.assertEqual(entry["dead"], (entry["official"], entry["channel"]) in DEAD)
            # The calls, filled in, are the next log.
            calls = Path(folder, "calls.csv")
            rows = list(csv.DictReader(calls.read_text().splitlines()))
            self.assertEqual(len(rows), 12)
            for row in rows:
                row.update(result="answered", after="9s")
            with open(calls, "w", newline="") as out:
                table = csv.DictWriter(out, rows[0])
                table.writeheader()
                table.writerows(rows)
            again = json.loads(hotline("plan", str(LOG), str(calls), *words[2:], "--format", "json").stdout)
            self.assertGreater(again["cases"][0]["contact"], case["contact"])
            self.assertEqual(sum(entry[state]["tests"] - before[state]["tests"] for entry, before in zip(again["entries"], told["entries"])
                                 for state in ("on_duty", "off_duty")), 12)
            # The same words give the same bytes.
            self.assertEqual(Path(folder, "plan.txt").read_text(), hotline(*words).stdout)


if __name__ == "__main__":
    main()
