#!/usr/bin/env python3
"""`hotline who`."""

import json
import tempfile
import unittest
from pathlib import Path

from program import PAIRS, UK_CHINA, hotline, main


class Who(unittest.TestCase):
    def test_shows_duty_by_the_officials_clocks(self):
        holiday = hotline("who", UK_CHINA, "--at", "2012-10-04T02:30:00Z", "-p", "lists").stdout
        self.assertIn("at 2012-10-04 02:30:00 UTC: Thursday 03:30 in London, Thursday 10:30 in Beijing", holiday)
        self.assertIn("off duty until Mon 08 Oct 08:30", holiday)
        after = hotline("who", UK_CHINA, "--at", "2012-10-08T02:30:00Z", "-p", "lists").stdout
        self.assertIn("on duty until Mon 08 Oct 12:00", after)

    def test_shows_who_stands_in_and_clocks_of_ones_own(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "contacts.csv").write_text("""official,party,role,authority,roster,time_zone,response,channel,address
boss,cn,director,3,office,Europe/London,desk,pstn,1
deputy,cn,deputy,3,office,,desk,pstn,2
clerk,cn,clerk,3,,,desk,pstn,3
spare,cn,clerk,3,,,desk,pstn,4
""")
            Path(folder, "leave.csv").write_text("""official,from,until,deputy
boss,2012-10-04,2012-10-05,deputy
deputy,2012-10-04T10:00,2012-10-04T11:00,spare
clerk,2012-10-04T02:00Z,2012-10-04T03:00Z,spare
""")
            Path(folder, "scenario.toml").write_text("""
horizon = "24h"
contacts = ["contacts.csv"]
leave = ["leave.csv"]
start = { at = 2012-10-04T02:30:00Z }
[party]
uk = { time_zone = "Europe/London" }
cn = { time_zone = "Asia/Shanghai" }
[roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-17:30" }]
[response.desk]
on_duty = { answer = 1, latency = "5s" }
on_leave = { answer = 0.5, latency = "5s" }
[channel.pstn]
kind = "call"
[protocol.lists]
goal = { authority = 3 }
step = [{ call = ["boss", "clerk", "deputy"] }]
[[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
""")
            said = hotline("who", folder, "--at", "2012-10-04T02:30:00Z").stdout
            self.assertIn("  spare, clerk (in place of boss, on leave)\n", said)
            self.assertIn("  clerk, clerk (passed over: on leave, and spare is called already)\n", said)

            def told(at):
                listed = json.loads(hotline("who", folder, "--at", at, "--format", "json").stdout)["cases"][0]["list"]
                return [(row["official"], row["on_duty"], row.get("in_place_of"), row["local"]) for row in listed]

            self.assertEqual(told("2012-10-04T02:30:00Z"), [("spare", True, "boss", "Thu 04 Oct 10:30")])
            self.assertEqual(told("2012-10-04T03:30:00Z"), [("clerk", True, None, "Thu 04 Oct 11:30"),
                                                            ("deputy", True, None, "Thu 04 Oct 11:30")])
            self.assertEqual(told("2012-10-08T03:30:00Z"), [("boss", False, None, "Mon 08 Oct 04:30"),
                                                            ("clerk", True, None, "Mon 08 Oct 11:30"),
                                                            ("deputy", True, None, "Mon 08 Oct 11:30")])

    def test_shows_who_has_the_duty_of_a_rota(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "contacts.csv").write_text("""official,party,authority,response,channel
a,cn,3,desk,pstn
b,cn,3,desk,pstn
c,cn,3,desk,pstn
""")
            Path(folder, "overrides.csv").write_text("""rota,official,from,until
desk,c,2012-10-05T10:00,2012-10-05T11:00
""")
            Path(folder, "scenario.toml").write_text("""
horizon = "24h"
contacts = "contacts.csv"
overrides = "overrides.csv"
start = { at = 2012-10-04T02:30:00Z }
[party]
uk = { time_zone = "Europe/London" }
cn = { time_zone = "Asia/Shanghai" }
[roster.day]
shifts = [{ days = "Mon-Sun", hours = "09:00-21:00" }]
[rota.desk]
party = "cn"
members = ["a", "b"]
turn = "1d"
hand_off = "09:00"
first = 2012-10-03
hours = "day"
[response.desk]
on_duty = { answer = 1, latency = "5s" }
[channel.pstn]
kind = "call"
[protocol.lists]
goal = { authority = 3 }
step = [{ call = [{ rota = "desk" }, { rota = "desk", turn = "next" }, "c"], nobody_on_duty = "wait" }]
[[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
""")

            def people(at):
                lines = hotline("who", folder, "--at", at).stdout.splitlines()
                return [line.strip() for line in lines if line.startswith("  ") and not line.startswith("    ")]

            self.assertEqual(people("2012-10-04T02:30:00Z"),
                             ["b (has the duty of rota desk until Thu 04 Oct 21:00)",
                              "a (comes next in rota desk until Thu 04 Oct 21:00)", "c"])
            self.assertEqual(people("2012-10-04T14:00:00Z"),
                             ["nobody has the duty of rota desk until Fri 05 Oct 09:00 (the step waits)",
                              "nobody comes next in rota desk until Fri 05 Oct 09:00 (the step waits)", "c"])
            self.assertEqual(people("2012-10-05T02:30:00Z"),
                             ["c (passed over: has the duty of rota desk, and c is called already)",
                              "b (comes next in rota desk until Fri 05 Oct 21:00)", "c"])
            listed = json.loads(hotline("who", folder, "--at", "2012-10-04T02:30:00Z", "--format", "json").stdout)
            self.assertEqual([(row["official"], row["on_duty"], row["until"], row.get("rota"), row.get("turn"), row.get("turn_until"))
                              for row in listed["cases"][0]["list"]],
                             [("b", True, "2012-10-04 13:00:00", "desk", "now", "2012-10-04 13:00:00"),
                              ("a", False, "2012-10-05 01:00:00", "desk", "next", "2012-10-04 13:00:00"),
                              ("c", True, None, None, None, None)])

    def test_hours_of_a_response_are_told(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "contacts.csv").write_text("""official,party,authority,response,channel,address
boss,cn,3,desk,pstn,1
""")
            Path(folder, "scenario.toml").write_text("""
horizon = "24h"
contacts = ["contacts.csv"]
start = { at = 2012-10-04T02:30:00Z }
[party]
uk = { time_zone = "Europe/London" }
cn = { time_zone = "Asia/Shanghai" }
[response.desk]
on_duty = { answer = 0.95 }
when = [{ hours = "10:00-10:30", on_duty = { answer = 0.205 } }]
[channel.pstn]
kind = "call"
[protocol.lists]
goal = { authority = 3 }
step = [{ call = "boss" }]
[[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
""")
            for at, answers in (("02:29:59", "20.5"), ("02:30:00", "95")):
                at = f"2012-10-04T{at}Z"
                self.assertIn(f"on duty, answers {answers} % at this hour, Thursday ", hotline("who", folder, "--at", at).stdout)
                told = json.loads(hotline("who", folder, "--at", at, "--format", "json").stdout)
                self.assertEqual(told["cases"][0]["list"][0]["answers"], float(answers) / 100)

    def test_answers_of_clusters_are_told(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "contacts.csv").write_text("""official,party,organisation,authority,response,channel,address
boss,cn,cert,3,desk,pstn,1
""")
            for law, kind in (('law = "logit-normal", sigma = 0.8', "median"), ('law = "beta", precision = 4', "mean")):
                Path(folder, "scenario.toml").write_text(f"""
horizon = "24h"
contacts = ["contacts.csv"]
start = {{ at = 2012-10-04T02:30:00Z }}
[party]
uk = {{ time_zone = "Europe/London" }}
cn = {{ time_zone = "Asia/Shanghai" }}
[response.desk]
on_duty = {{ answer = 0.45, latency = "5s" }}
between = {{ each = "organisation", answer = {{ {law} }}, latency = {{ law = "lognormal", sigma = 0.5 }} }}
[channel.pstn]
kind = "call"
[protocol.lists]
goal = {{ authority = 3 }}
step = [{{ call = "boss" }}]
[[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
""")
                at = ("--at", "2012-10-04T02:30:00Z")
                self.assertIn(f"on duty, answers 45 % (the {kind} of organisations), Thursday ",
                              hotline("who", folder, *at).stdout)
                row = json.loads(hotline("who", folder, *at, "--format", "json").stdout)["cases"][0]["list"][0]
                self.assertEqual((row["answers"], row["answers_is"], row["answers_between"]),
                                 (0.45, kind, "organisations"))
                told = hotline("replay", folder, "-k", "0").stdout
                self.assertRegex(told, r"answers [\d.]+ % after [\d.]+ times the latency in this drill")

    def test_takes_local_times_with_a_zone_or_a_party(self):
        def at(time, code=0):
            return hotline("who", UK_CHINA, "--at", time, "-p", "lists", code=code)

        instant = at("2012-10-04T02:30:00Z").stdout
        for time in ("2012-10-04 03:30 Europe/London", "2012-10-04T03:30:00 uk", "2012-10-04 03:30  uk",
                     "2012-10-04 10:30 cn", "2012-10-04 10:30:00 Asia/Shanghai", "2012-10-04 02:30 UTC"):
            self.assertEqual(at(time).stdout, instant, time)
        # By the rule of shifts the first of two hours counts, and an hour that is missing as if the clocks had not changed.
        for time, utc in (("2012-10-28 01:30 uk", "2012-10-28 00:30:00"), ("2012-03-25 01:30 uk", "2012-03-25 01:30:00"),
                          ("2012-03-25 02:30 uk", "2012-03-25 01:30:00"), ("1970-01-01 00:30 Africa/Lagos", None)):
            if utc:
                self.assertIn(f"\nat {utc} UTC: ", at(time).stdout)
            else:
                self.assertEqual(at(time, code=2).stderr,
                                 "hotline: error: --at must be between the years 1970 and 2200, when drills may start, "
                                 f'but is "{time}"\n')
        self.assertEqual(at("9999-10-28 01:30 uk", code=2).stderr,
                         "hotline: error: --at must be between the years 1970 and 2200, when drills may start, but is "
                         '"9999-10-28 01:30 uk"\n')

    def test_says_which_clocks_it_does_not_know(self):
        def error(time):
            return hotline("who", UK_CHINA, "--at", time, code=2).stderr

        for time in ("now", "2012-10-04", "2012-13-04 03:30 uk", "2012-10-04 3:30 uk", "2012-10-04 03:30:60 uk", "", "2012-10-04T25:00Z"):
            self.assertEqual(error(time), "hotline: error: --at takes an instant such as 2012-10-04T02:30:00Z, or a local time "
                             f'such as "2012-10-04 03:30 Europe/London", not "{time}"\n')
        self.assertEqual(error("2012-10-04 03:30"),
                         'hotline: error: --at needs the clocks of "2012-10-04 03:30": write a party or a time zone after it, '
                         'such as "2012-10-04 03:30 Europe/London", or write UTC as in 2012-10-04T02:30:00Z\n')
        for where, hint in (("ku", 'did you mean "uk"?'), ("beijing", 'did you mean "cn"?'), ("China", 'did you mean "cn"?'),
                            ("Europe/Lodnon", 'did you mean "Europe/London"?'),
                            ("Europe/Switzerland", 'did you mean "Europe/Zurich"?'),
                            ("the moon of Jupiter", "time zones have names such as Europe/London")):
            self.assertEqual(error(f"2012-10-04 03:30 {where}"),
                             f'hotline: error: --at names "{where}", which is neither a party of the scenario nor a time '
                             f"zone; {hint}\n")

    def test_shows_whom_those_call_who_have_been_reached(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "contacts.csv").write_text("""official,party,authority,response,channel,address
boss,cn,3,desk,pstn,1
clerk,cn,3,desk,pstn,2
""")
            scenario = """
horizon = "24h"
contacts = ["contacts.csv"]
start = { at = 2012-10-04T02:30:00Z }
[party]
uk = { time_zone = "Europe/London" }
cn = { time_zone = "Asia/Shanghai" }
[response.desk]
on_duty = { answer = 1, latency = "5s" }
[channel.pstn]
kind = "call"
[protocol.lists]
goal = { authority = 3, count = 2 }
step = [{ call = "boss", then_calls = "tree" }]
[protocol.tree]
step = [{ call = "boss" }, { call = "clerk", mode = "all-at-once", then_calls = "tree" }]
[[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
"""
            Path(folder, "scenario.toml").write_text(scenario)
            at = ("--at", "2012-10-04T02:30:00Z")

            def told():
                lines = hotline("who", folder, *at).stdout.splitlines()[3:]
                return [line for line in lines if line and not line.startswith("    ")]

            self.assertEqual(told(), ["Step 1", '  whoever is reached calls others, by protocol "tree"', "  boss",
                                      'Calls of those who have been reached, by protocol "tree"', "Step 1", "  boss",
                                      "Step 2, all at once",
                                      '  whoever is reached calls others, by protocol "tree"', "  clerk"])
            listed = json.loads(hotline("who", folder, *at, "--format", "json").stdout)["cases"][0]["list"]
            self.assertEqual([(row.get("protocol"), row["step"], row["official"], row.get("then_calls"))
                              for row in listed],
                             [(None, 1, "boss", "tree"), ("tree", 1, "boss", None), ("tree", 2, "clerk", "tree")])
            Path(folder, "scenario.toml").write_text(scenario.replace(", count = 2", ""))
            self.assertEqual(told(), ["Step 1", "  boss"])

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
                             "hotline: error: the scenario has no case of this caller and callee\n")
            self.assertEqual(hotline(*command, "--callee", "xn", code=2).stderr,
                             'hotline: error: the scenario has no party "xn"; did you mean "cn"?\n')

    def test_shows_how_steps_go_on_and_the_patience_of_rows(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "scenario.toml").write_text("""
horizon = "24h"
start = { at = 2012-10-04T02:30:00Z }
contacts = ["contacts.csv"]
[party]
uk = { time_zone = "Europe/London" }
cn = { time_zone = "Asia/Shanghai" }
[response.desk]
on_duty = { answer = 0.9, latency = "5s" }
[channel.pstn]
kind = "call"
[protocol.lists]
goal = { authority = 3 }
[[protocol.lists.step]]
call = "boss"
on = { no_answer = { step = "all" }, handed_over = "go-on" }
[[protocol.lists.step]]
name = "all"
call = ["boss", "clerk"]
mode = "all-at-once"
stagger = "20s"
[[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
""")
            Path(folder, "contacts.csv").write_text("""official,party,authority,response,channel,address,patience
boss,cn,3,desk,pstn,1,45s
clerk,cn,3,desk,pstn,2,
""")
            said = hotline("who", folder, "--at", "2012-10-04T02:30:00Z").stdout
            self.assertIn("\nStep 1\n  after no answer: step 2\n  boss\n", said)
            self.assertIn("\nStep 2, all, all at once, each 20 s after the one before\n  boss\n", said)
            self.assertIn("100 % still right; patience 45 s\n", said)
            told = json.loads(hotline("who", folder, "--at", "2012-10-04T02:30:00Z", "--format", "json").stdout)
            self.assertEqual([line.get("patience") for line in told["cases"][0]["list"]], [45, 45, None])


if __name__ == "__main__":
    main()
