#!/usr/bin/env python3
"""The page of `report` names everything that a scenario is made of."""

import html
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import HOTLINE, SOURCES, main

CONTACTS = """official,party,organisation,role,name,authority,seats,languages,roster,staleness,site,response,channel,address,last_verified,time_zone,patience
boss,there,Ministry of Z,chief of Z,Zed Zett,37,3,xh;zu,nights,holder,vault,usual,phone,+99 1,2011-07-13,Europe/Vaduz,44min
clerk,there,Ministry of Z,scribe of Z,,36,1,,,,,writes,post,z@z.example,,,
"""
PARTIES = """party,name,capital,time_zone,languages,group,hand_over,site,callers
listed,Listed Land,Listed City,Pacific/Apia,sm,archipelago;isles,inside,annex,41
"""
HOLIDAYS = """party,date,kind,name,hours,organisation,site
there,2012-12-03,,Feast of Z,,,
there,2012-12-08,worked,Make-up of Z,,,
there,2012-12-24,short,Eve of Z,08:45-12:15,Ministry of Z,vault
"""
LEAVE = """official,from,until,deputy
boss,2012-10-07,2012-10-09T12:30,clerk
"""
OVERRIDES = """rota,official,from,until
desk,clerk,2012-10-08T01:30,2012-10-08T03:30Z
"""
TURNS = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1@z.example
SUMMARY:boss
DTSTART:20121001T080000Z
DTEND:20121201T080000Z
END:VEVENT
END:VCALENDAR
"""
DURATIONS = "seconds\n171\n172\n"

# Each key of the format with a value of its own, and what the page must say about it. For keys that only name a file
# the page names what the file holds.
SCENARIO = {
    # at the top
    "title": ('title = "Title of Z"', "Title of Z"),
    "description": ('description = "Description of Z"', "Description of Z"),
    "horizon": ('horizon = "7h"', "7 h"),
    "replications": ("replications = 23", "23 of each case and protocol"),
    "seed": ("seed = 987654", "987654"),
    "contacts": ('contacts = ["contacts.csv"]', "contacts.csv:2"),
    "parties": ('parties = ["parties.csv"]', "parties.csv:2"),
    "holidays": ('holidays = ["holidays.csv"]', "holidays: 2012-12-03 Feast of Z"),
    "leave": ('leave = ["leave.csv"]', "on leave from 2012-10-06 22:00:00 to 2012-10-09 10:30:00 UTC, deputy clerk"),
    "overrides": ('overrides = ["overrides.csv"]', "clerk from 2012-10-07 19:45:00 to 2012-10-08 03:30:00 UTC"),
    "unverified_age": ('unverified_age = "3y"', "taken as verified 3 y ago"),
    "extends": ('extends = "base.toml"', "base.toml:1"),
    "[start]": ("[start]\nbetween = [2012-10-01T05:00:00Z, 2012-11-02T06:00:00Z]", "from 2012-10-01 05:00:00 to 2012-11-02 06:00:00 UTC"),
    "[simulation]": ("[simulation]\ninteraction = true", "the cases of a drill share callers, lines and seats"),
    # parties
    "[party.ID]": ("[party.here]", "here"),
    "name": ('name = "Here Land"', "Here Land"),
    "capital": ('capital = "Here City"', "capital Here City"),
    "time_zone": ('time_zone = "Africa/Accra"', "clocks of Africa/Accra"),
    "languages": ('languages = ["tw", "ee"]', "speaks tw, ee"),
    "group": ('group = ["coast"]', "of group coast"),
    "hand_over": ('hand_over = "inside"', "hands over by protocol inside"),
    "callers": ("callers = 5", "5 callers"),
    "site": ('site = "vault"', "at site vault"),
}
REST = [
    ('[party.there]\ntime_zone = "Africa/Harare"', "clocks of Africa/Harare"),
    ('[roster.nights]\nshifts = [{ days = "Tue,Thu", hours = "20:30-23:15" }]\nholidays = "on"',
     "Tue 20:30-23:15, Thu 20:30-23:15; on public holidays too"),
    ('[rota.desk]\nparty = "there"\ntime_zone = "Asia/Kathmandu"\n[[rota.desk.layer]]\nmembers = ["clerk", "boss"]\nturn = "3w"\n'
     'hand_off = "Sat 07:45"\nfirst = 2012-09-09\nhours = "nights"',
     "clocks of Asia/Kathmandu; clerk, boss take turns of 3 weeks from 2012-09-15 07:45 on, in the hours of roster nights"),
    ('[rota.watch]\nparty = "there"\n[[rota.watch.layer]]\ncalendar = "turns.ics"\nhours = "nights"',
     "boss take the turns of a calendar, in the hours of roster nights"),
    ('[response.usual]\npresent = 0.83\npresent_for = "6d"', "present in 83 % of periods of 6 d"),
    ('spell = "19min"', "unchanged for spells of 19 min"),
    ("screened = 0.07", "somebody else answers in 7 %"),
    ('between = { each = "party", answer = { law = "logit-normal", sigma = 0.85 }, latency = { law = "lognormal", sigma = 0.45 }, correlation = 0.35 }',
     "parties differ: answers are those of the median, with log-odds of sigma 0.85 (on average on duty 59.6 %, off duty 23.9 %), "
     "times are those of the median, with logarithms of sigma 0.45, correlation 0.35"),
    ('on_duty = { answer = 0.61, latency = { law = "gamma", mean = "11s", shape = 3, at_most = "2min", at_least = "2s" } }',
     "on duty answers 61 %, after gamma, mean 11 s, shape 3 (at least 2 s) (at most 2 min)"),
    ('off_duty = { answer = 0.21, latency = { law = "uniform", min = "3s", max = "13s" } }',
     "off duty answers 21 %, after uniform, 3 s to 13 s"),
    ('on_leave = { answer = 0.02, latency = "27s" }', "on leave answers 2 %, after 27 s"),
    ('call_back = { probability = 0.17, delay = { law = "exponential", mean = "14min" } }',
     "calls back 17 %, after exponential, mean 14 min"),
    ('wrong_person = { probability = 0.09, latency = "18s", lasts = "23s" }',
     "a wrong person takes 9 % of calls, after 18 s, for 23 s"),
    ('voice_mail = { probability = 0.87, after = "21s", greeting = "22s", leave = 0.81, message = "24s", call_back = { probability = 0.63, delay = "26s", from = "next-shift" } }',
     "voice mail takes 87 % of calls, after 21 s, greets for 22 s, a message is left in 81 % and takes 24 s, the official calls back 63 %, after 26 s from the next shift then"),
    ('[[response.usual.when]]\ndays = "Sat,Sun"\nhours = "00:30-05:45"\non_duty = { answer = 0.03, latency = "28s", declined = 0.06 }\noff_duty = { answer = 0, call_back = { probability = 0.05, delay = "32s" } }',
     "Sat-Sun 00:30-05:45: on duty answers 3 %, after 28 s, but declines 6 % of calls, off duty never answers, calls back 5 %, after 32 s"),
    ('[response.writes]\non_duty = { answer = 0.51, latency = { law = "empirical", file = "durations.csv" }, from = "next-shift" }',
     "on duty answers 51 %, after empirical, 2 durations from 2 min 51 s to 2 min 52 s from the next shift"),
    ("[staleness.holder]\nper_year = 0.125", "0.125 a year: 88.2 % are still right after a year"),
    ("[staleness.number]\nper_year = 0.25", "0.25 a year: 77.9 % are still right after a year"),
    ("[stance.there]\ntowards = { here = 0.93 }", "willing to answer here in 93 % of drills"),
    ('[carrier.wire]\navailability = 0.97\nmean_outage = "29min"', "up 97 % of the time, outages of 29 min on average"),
    ('latency = "15s"', "latency 15 s"),
    ('bandwidth = "123kbps"', "bandwidth 123 kbit/s"),
    ('degraded = [{ from = "-17min", lasts = "97min", bandwidth = "45kbps", latency = "16s" }]',
     "degraded from 17 min before the start for 1 h 37 min, bandwidth 45 kbit/s, latency 16 s"),
    ('[site.vault]\nname = "The vault of Z"\navailability = 0.96\nmean_outage = "31min"',
     "The vault of Z; up 96 % of the time, outages of 31 min on average"),
    ("[site.annex]", "annex"),
    ('[[outage]]\ncarrier = "wire"\nfrom = "33min"\nlasts = { law = "weibull", scale = "34min", shape = 1.5 }',
     "down from 33 min after the start for Weibull, scale 34 min, shape 1.5"),
    ('[[outage]]\nsite = "annex"\nlasts = "35min"', "down from the start for 35 min"),
    ('[channel.phone]\nkind = "call"\nset_up = { law = "lognormal", median = "6s", sigma = 0.5 }\npatience = "52s"',
     "call; set-up lognormal, median 6 s, sigma 0.5; patience 52 s"),
    ('staleness = "number"', "addresses go stale by number"),
    ('stale = "silent"', "a stale address is silent"),
    ("lines = 6", "6 lines"),
    ("queue = true", "callers queue"),
    ("preempt = true", "calls of lower priority are preempted"),
    ("cost = 1.25", "an attempt costs 1.25"),
    ('[channel.post]\nkind = "message"\npatience = "51min"\nstale = "told"\ncarriers = ["wire"]\nsize = "46kB"',
     "the caller is told of a stale address; over wire; size 46 kB"),
    ("[channel.files]\nkind = \"message\"\ncarriers = [\"wire\"]", "files"),
    ('[protocol.z]\ntitle = "The protocol of Z"\ngoal = { authority = 37, by = "call", count = 3, of = "organisations" }',
     "The protocol of Z; goal: authority 37 or more, by call; of 3 different organisations"),
    ('prepare = "53s"', "preparing takes 53 s"),
    ('rounds = 2\nround_gap = "54s"', "2 rounds; between two rounds 54 s"),
    ('verify = { latency = "55s", failure = 0.03 }', "verifying who is speaking takes 55 s and fails in 3 %"),
    ('interpreter = { latency = "56s", failure = 0.04 }', "an interpreter takes 56 s and fails in 4 %"),
    ('hold = "57s"', "holds the line for 57 s"),
    ('connect = { law = "loglogistic", median = "58s", shape = 2 }', "then connecting takes log-logistic, median 58 s, shape 2"),
    ('conversation = "59s"', "the conversation takes 59 s"),
    ('request = { answer = 0.71, latency = "72min" }', "a request is answered in 71 %, after 1 h 12 min"),
    ('exchange = { size = "73kB", via = "files", tries = 4, gap = "74s" }',
     "evidence of 73 kB is sent via files; in up to 4 tries; between two of them 1 min 14 s"),
    ('[[protocol.z.step]]\ncall = ["boss", "clerk"]\nvia = ["phone", "post"]\npatience = "49s"\ntries = 3\ngap = "48s"',
     "calls boss, clerk; all at once; each 26 s after the one before; via phone, then post; patience 49 s; 3 tries; "
     "between two tries 48 s"),
    ('mode = "all-at-once"\nstagger = "26s"\nbefore = "47s"\nlinger = "46s"\nwithin = "45min"\nskip_off_duty = true\nmay_be_empty = true',
     "before it 47 s; after it 46 s; cut off after 45 min; skips officials off duty; may call nobody"),
    ('pass_to = "inside"', "whoever answers carries on with inside"),
    ('on = { no_answer = "next-target" }', "after no answer: the next target"),
    ('then_calls = "z"', "whoever is reached calls others by z"),
    ('[[protocol.z.step]]\ncall = { party = "there", organisation = "Ministry of Z", role = "chief of Z" }',
     "calls whoever is “chief of Z” at “Ministry of Z” of there"),
    ('[[protocol.z.step]]\ncall = ["clerk", { rota = "desk", turn = "next" }, { role = "chief of Z" }]\nnobody_on_duty = "wait"\nname = "desk of Z"',
     "called desk of Z; calls clerk, whoever comes next in rota desk, whoever is “chief of Z” of the callee; in turn; waits until somebody has the duty"),
    ('[protocol.all]\ntitle = "All at once"\ngoal = { authority = 36, count = 2, conference = true, hold = "17min" }\n'
     '[[protocol.all.step]]\ncall = ["boss", "clerk"]',
     "All at once; goal: authority 36 or more, by call or message; of 2 different officials, on the line at once; "
     "whoever is on the line holds for 17 min"),
    ('[protocol.inside]\n[[protocol.inside.step]]\ncall = { group = "coast", role = "desk of here" }',
     "calls whoever is “desk of here” of group coast"),
    ('[[contacts_for_each]]\nparties = "here"\nofficial = "{party}-desk"\norganisation = "Office of {name}"\nrole = "desk of {party}"\n'
     'name = "Somebody in {capital}"\nauthority = 38\nseats = 4\nroster = "nights"\nstaleness = "holder"\nsite = "annex"\n'
     'languages = ["{languages}", "ga"]\nlast_verified = 2010-06-07',
     "Somebody in Here City; desk of here; at Office of Here Land; authority 38; 4 seats; speaks tw, ee, ga; roster nights; "
     "the post changes hands by holder; at site annex"),
    ('[[contacts_for_each.row]]\nchannel = "phone"\nresponse = "usual"\naddress = "+99 {party}"\npatience = "36min"',
     "By phone +99 here; responds by usual; verified 2010-06-07; patience 36 min"),
    ('[[case]]\ncaller = "here"\ncallee = "there"\nprotocol = ["z"]\nafter = "44s"\npriority = 8\nrepeat = { times = 3, every = "3min" }',
     "plays z; begins 44 s after the start; 3 times, every 3 min; priority 8"),
    ('[[load]]\nofficial = "boss"\nper_hour = 2.5\nlasts = "43s"\nfrom = "-42min"\nfor = "99min"\npatience = "41s"\npriority = 2',
     "2.5 calls an hour, each for 43 s; from 42 min before the start for 1 h 39 min; patience 41 s; priority 2"),
    ('[[traffic]]\ncarrier = "wire"\nfrom = "40s"\nlasts = "39s"\nflows = 7\nrate = "38kbps"',
     "7 flows of 38 kbit/s at most, from 40 s after the start for 39 s"),
    ('[[quorum]]\nid = "q-of-z"\ntitle = "Quorum of Z"\ncaller = "here"\ncallee = "there"\nat_least = "34%"',
     "Quorum of Z; at least 34 % of its cases; 2 of 3 cases are enough; here → there"),
    ('[[expect]]\nthat = "P(contact <= 37min) >= 0.01"\nprotocol = "z"\ncaller = "here"\ncallee = "there"\n'
     'confidence = 0.91\nindifference = 0.002',
     "P(contact <= 37min) >= 0.01; of z; caller here; callee there; confidence 91 %; indifference 0.002"),
    ('[[expect]]\nthat = "mean(attempts) <= 90"\npooled = true\nin_worlds = 0.87',
     "mean(attempts) <= 90; pooled over the cases; in 87 % of worlds; confidence 95 %"),
]
OF_LISTS = [
    "clocks of Pacific/Apia; capital Listed City; speaks sm; of group archipelago; of group isles; hands over by protocol inside; "
    "41 callers; at site annex",
    "short days: 2012-12-24 08:45-12:15 Eve of Z (organisation Ministry of Z, site vault)",
    "worked days: 2012-12-08 Make-up of Z",
    "of there; Zed Zett; chief of Z; at Ministry of Z; authority 37; 3 seats; speaks xh, zu; roster nights; the post changes hands by "
    "holder; at site vault; clocks of Europe/Vaduz; on leave from 2012-10-06 22:00:00 to 2012-10-09 10:30:00 UTC, deputy clerk. By phone +99 1; responds by usual; verified 2011-07-13; patience 44 min",
    "By post z@z.example; responds by writes; never verified",
]
# Keys whose values stand in another key's row, or that say what a row is about.
SAID_ELSEWHERE = {"within_group", "party", "date", "kind", "carrier", "parties", "row"}


def written():
    """The scenario: first the keys at the top, then [start] and so on, in the order of the tables."""
    return "\n".join([toml for toml, _ in SCENARIO.values()] + [toml for toml, _ in REST]) + "\n"


class WhatTheFiguresRestOn(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {"scenario.toml": written(), "contacts.csv": CONTACTS, "parties.csv": PARTIES, "holidays.csv": HOLIDAYS, "leave.csv": LEAVE, "overrides.csv": OVERRIDES, "turns.ics": TURNS,
                               "durations.csv": DURATIONS, "base.toml": "[roster.nights]\nholidays = \"off\"\n"}.items():
                Path(folder, name).write_text(text)
            page = Path(folder, "page.html")
            done = subprocess.run([HOTLINE, "report", folder, "--out", page], capture_output=True, text=True, timeout=120)
            assert done.returncode == 0, done.stderr
            body = re.sub(r"(?s)<(script|style).*?</\1>", "", page.read_text())
            cls.text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())

    def test_every_value_of_a_scenario_is_on_the_page(self):
        said = [expected for _, expected in [*SCENARIO.values(), *REST]] + OF_LISTS
        missing = [expected for expected in said if " ".join(expected.split()) not in self.text]
        self.assertEqual(missing, [])

    def test_every_key_of_the_reference_has_a_value_here(self):
        """Keys are in the tables whose first column is called key or column."""
        reference = (SOURCES / "scenarios" / "format.md").read_text()
        keys = set()
        for table in re.findall(r"(?m)^\| (?:key|column) \|.*\n\|[-| ]+\n((?:\|.*\n)+)", reference):
            for row in table.splitlines():
                keys.update(re.findall(r"`([\[\]\w.]+)`", row.split("|")[1]))
        self.assertGreater(len(keys), 70)
        here = written() + CONTACTS + PARTIES + HOLIDAYS + LEAVE + OVERRIDES
        missing = sorted(key for key in keys if key not in SAID_ELSEWHERE and key not in here)
        self.assertEqual(missing, [])


if __name__ == "__main__":
    main()
