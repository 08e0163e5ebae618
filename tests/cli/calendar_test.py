#!/usr/bin/env python3
"""Duty as `hotline who` shows it, against Python's zoneinfo: random rosters, holiday lists, leaves and clocks of single
officials, around the days on which clocks change. It is an independent reading of scenarios/format.md."""

import json
import random
import tempfile
import unittest
import zoneinfo
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

from program import hotline, main

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
ODD = ["Africa/Casablanca", "America/Havana", "America/Nuuk", "America/Sao_Paulo", "America/St_Johns", "Antarctica/Troll", "Asia/Gaza",
       "Asia/Tehran", "Australia/Lord_Howe", "Europe/Dublin", "Europe/London", "Europe/Moscow", "Pacific/Apia", "Pacific/Norfolk"]
ZONES = ODD * 4 + sorted(zone for zone in zoneinfo.available_timezones()
                         if "/" in zone and not zone.startswith(("posix/", "right/", "Etc/", "SystemV/")))
LOOKAHEAD = timedelta(days=60)
UTC = timezone.utc


def instant(zone, day, minutes):
    """The instant of a local time. The first one if it occurs twice; by the clocks from before if it does not occur."""
    local = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return local.replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=0).astimezone(UTC)


def clock(minutes):
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def hours(luck):
    begins = luck.randrange(24 * 60)
    lasts = luck.choice([luck.randrange(1, 24 * 60 + 1), luck.randrange(1, 90), 24 * 60])
    return begins, begins + lasts


def before_a_change(luck, zone):
    """An instant of some year, at most a day before the clocks of the zone change, if they do so in the year after it."""
    at = datetime(luck.randrange(1975, 2034), 1, 1, tzinfo=UTC) + timedelta(minutes=luck.randrange(365 * 24 * 60))
    clocks = zoneinfo.ZoneInfo(zone)
    for _ in range(370):
        if at.astimezone(clocks).utcoffset() != (at + timedelta(days=1)).astimezone(clocks).utcoffset():
            break
        at += timedelta(days=1)
    return at


class World:
    """A scenario, and the duty of its officials."""

    def __init__(self, number):
        luck = random.Random(number)
        self.parties = {f"p{n}": luck.choice(ZONES) for n in range(4)}
        zone = luck.choice(list(self.parties.values()))
        self.at = before_a_change(luck, zone) + timedelta(minutes=luck.randrange(-24 * 60, 48 * 60))
        self.rosters = {}
        for n in range(8):
            shifts = [(sorted(luck.sample(range(7), luck.randrange(1, 8))), *hours(luck)) for _ in range(luck.randrange(1, 4))]
            self.rosters[f"r{n}"] = (shifts, luck.random() < 0.3)
        near = self.at.date()
        self.holidays = []
        for _ in range(30):
            kind = luck.choice(["holiday", "", "short", "short", "worked"])
            of_day = hours(luck) if kind == "short" or (kind == "worked" and luck.random() < 0.5) else None
            self.holidays.append((luck.choice(list(self.parties)), near + timedelta(days=luck.randrange(-4, 8)), kind, of_day,
                                  luck.choice(["", "", "cert", "office"]), luck.choice(["", "", "here", "there"])))
        self.officials = {}
        for n in range(60):
            self.officials[f"o{n}"] = (luck.choice(list(self.parties)), luck.choice([*self.rosters, *self.rosters, ""]),
                                       luck.choice(["cert", "office"]), luck.choice(["", "here", "there"]),
                                       luck.choice(["", "", luck.choice(ZONES)]))
        self.leaves = []
        for _ in range(25):
            who = luck.choice(list(self.officials))
            begins = near + timedelta(days=luck.randrange(-3, 4))
            ends = begins + timedelta(days=luck.randrange(4))
            if luck.random() < 0.5:
                self.leaves.append((who, begins.isoformat(), ends.isoformat(), self.local(who, begins, 0),
                                    self.local(who, ends + timedelta(days=1), 0)))
            else:
                first, last = luck.randrange(24 * 60), luck.randrange(24 * 60)
                span = self.local(who, begins, first), self.local(who, ends, last)
                if span[0] < span[1]:
                    self.leaves.append((who, f"{begins}T{clock(first)}", f"{ends}T{clock(last)}", *span))

    def zone(self, who):
        return self.officials[who][4] or self.parties[self.officials[who][0]]

    def local(self, who, day, minutes):
        return instant(self.zone(who), day, minutes)

    def write(self, folder):
        Path(folder, "holidays.csv").write_text("party,date,kind,hours,organisation,site\n" + "".join(
            f"{party},{day},{kind},{'-'.join(map(clock, span)) if span else ''},{organisation},{site}\n"
            for party, day, kind, span, organisation, site in self.holidays))
        Path(folder, "leave.csv").write_text("official,from,until\n" + "".join(
            f"{who},{begins},{ends}\n" for who, begins, ends, _, _ in self.leaves))
        Path(folder, "contacts.csv").write_text("official,party,roster,organisation,site,time_zone,authority,response,channel\n" + "".join(
            f"{who},{party},{roster},{organisation},{site},{zone},1,desk,pstn\n"
            for who, (party, roster, organisation, site, zone) in self.officials.items()))
        toml = f'''horizon = "24h"
contacts = ["contacts.csv"]
holidays = ["holidays.csv"]
leave = ["leave.csv"]
start = {{ at = {self.at:%Y-%m-%dT%H:%M:%SZ} }}
[site.here]
[site.there]
[response.desk]
on_duty = {{ answer = 1 }}
[channel.pstn]
kind = "call"
[protocol.all]
goal = {{ authority = 1 }}
step = [{{ call = {json.dumps(list(self.officials))} }}]
[[case]]
caller = "p0"
callee = "p1"
protocol = "all"
'''
        for party, zone in self.parties.items():
            toml += f'[party.{party}]\ntime_zone = "{zone}"\n'
        for roster, (shifts, on_holidays) in self.rosters.items():
            written = ", ".join(f'{{ days = "{",".join(DAYS[day] for day in days)}", hours = "{clock(begins)}-{clock(ends)}" }}'
                                for days, begins, ends in shifts)
            toml += f'[roster.{roster}]\nshifts = [{written}]\nholidays = "{"on" if on_holidays else "off"}"\n'
        Path(folder, "scenario.toml").write_text(toml)

    def rows_of(self, who, day):
        """The rows of the holiday list that apply: those with the most named."""
        party, _, organisation, site, _ = self.officials[who]
        rows = [row for row in self.holidays
                if row[0] == party and row[1] == day and row[4] in ("", organisation) and row[5] in ("", site)]
        most = max((bool(row[4]) + bool(row[5]) for row in rows), default=0)
        return [row for row in rows if bool(row[4]) + bool(row[5]) == most]

    def worked(self, who):
        """Spans of duty, disjoint and in order, further than `who` looks ahead."""
        roster = self.officials[who][1]
        spans = []
        if not roster:
            spans.append((self.at - timedelta(days=400), self.at + timedelta(days=400)))
        for ahead in range(-6, 68) if roster else ():
            day = self.at.date() + timedelta(days=ahead)
            shifts, on_holidays = self.rosters[roster]
            rows = self.rows_of(who, day)
            holiday = any(row[2] in ("", "holiday") for row in rows)
            if holiday and not on_holidays:
                continue
            weekday = 0 if not holiday and any(row[2] == "worked" for row in rows) else day.weekday()
            for days, begins, ends in shifts:
                if weekday not in days:
                    continue
                for row in rows:
                    if row[3] and not on_holidays:
                        begins, ends = max(begins, row[3][0]), min(ends, row[3][1])
                if begins < ends:
                    spans.append((self.local(who, day, begins), self.local(who, day, ends)))
        for _, _, _, gone, back in [leave for leave in self.leaves if leave[0] == who]:
            spans = [part for begins, ends in spans
                     for part in ((begins, min(ends, gone)), (max(begins, back), ends))]
        spans = sorted(span for span in spans if span[0] < span[1])
        joined = []
        for begins, ends in spans:
            if joined and begins <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
            else:
                joined.append((begins, ends))
        return joined

    def duty(self, who, at):
        """Whether an official is on duty, and when that changes, as `who` writes it."""
        spans = self.worked(who)
        on_duty = any(begins <= at < ends for begins, ends in spans)
        change = min((edge for span in spans for edge in span if edge > at), default=at + timedelta(days=900))
        return on_duty, f"{change:%Y-%m-%d %H:%M:%S}" if change <= at + LOOKAHEAD else None


class Duty(unittest.TestCase):
    maxDiff = None

    def test_is_what_zoneinfo_makes_of_the_rules(self):
        asked = on_duty = 0
        for number in range(40):
            world = World(number)
            with tempfile.TemporaryDirectory() as folder:
                world.write(folder)
                for hours_later in (0, 7, 30):
                    at = world.at + timedelta(hours=hours_later)
                    told = json.loads(hotline("who", folder, "--at", f"{at:%Y-%m-%dT%H:%M:%SZ}", "--format", "json").stdout)
                    rows = told["cases"][0]["list"]
                    self.assertEqual([row["official"] for row in rows], list(world.officials))
                    for row in rows:
                        who = row["official"]
                        with self.subTest(world=number, at=at, who=who, zone=world.zone(who)):
                            self.assertEqual((row["on_duty"], row["until"]), world.duty(who, at))
                        asked += 1
                        on_duty += row["on_duty"]
        self.assertGreater(asked, 7000)
        self.assertGreater(on_duty, 2000)


if __name__ == "__main__":
    main()
