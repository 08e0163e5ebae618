#!/usr/bin/env python3
"""What happens in a calendar (.ics), as models/calendars reads it with libical, against recurring_ical_events, which reads it
with dateutil: thousands of calendars with everything that scenarios/format.md names. HOTLINE_CALENDARS is their number.

recurring_ical_events gives the local times of a series, without its exceptions and with occurrences moved by
RECURRENCE-ID. This test finds their instants with zoneinfo (the first of two equal hours, and the offset before a gap). It
does by hand what that library leaves out or reads otherwise:

- several RRULEs: each is unfolded by itself;
- RDATEs that are periods, and the length of each;
- RANGE=THISANDFUTURE: the later occurrences are moved by the same time of the clock;
- revisions (SEQUENCE) and STATUS:CANCELLED: only the last revision of what is not cancelled is unfolded;
- UNTIL as a date: it lets the whole day through, as calendar programs do, not only its midnight;
- UNTIL in UTC, which it compares before it finds the instant;
- zones by Windows names, paths, X-WR-TIMEZONE and X-LIC-LOCATION: it gets the name of the tz database;
- DURATION of days, which is that of the wall clock (RFC 5545), not of 24 hours each."""

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
import zoneinfo
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

try:
    import icalendar
    import recurring_ical_events
except ImportError:  # Debian's packages are for Debian's Python
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", "-B", *sys.argv])

from program import HOTLINE, SOURCES, UK_CHINA, hotline, main

UTC = timezone.utc
PRINT = Path(HOTLINE).parent / "tests" / "print_calendars"
ZONES = ["Europe/London", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Dublin"]
WINDOWS = {"Europe/London": "GMT Standard Time", "America/New_York": "Eastern Standard Time",
           "Asia/Shanghai": "China Standard Time", "Asia/Kathmandu": "Nepal Standard Time"}
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
NEAR = [date(2012, 3, 8), date(2012, 3, 22), date(2012, 4, 1), date(2012, 10, 4), date(2012, 10, 25), date(2012, 12, 28)]
OWN = """BEGIN:VTIMEZONE
TZID:Office clocks
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def stamp(at, z=False):
    return f"{at:%Y%m%dT%H%M%S}{'Z' if z else ''}" if isinstance(at, datetime) else f"{at:%Y%m%d}"


def folded(line, luck):
    octets, out = line.encode(), []
    while len(octets) > 75 or (luck.random() < 0.05 and len(octets) > 5):
        cut = min(luck.randrange(3, 75), len(octets) - 1)
        out.append(octets[:cut])
        octets = b" " + octets[cut:]
    return b"\r\n".join(out + [octets]) + b"\r\n"


class Series:
    """One event, with all that is about it, and what it must come to."""

    def __init__(self, luck, number, near):
        self.luck, self.number = luck, number
        self.kind = luck.choice(["zoned", "zoned", "zoned", "utc", "floating", "date"])
        self.zone = luck.choice(ZONES) if self.kind == "zoned" else "UTC"
        self.id = luck.choice([self.zone] * 3 + ([WINDOWS[self.zone]] if self.zone in WINDOWS else [])
                              + [f"/freeassociation.sourceforge.net/{self.zone}", f"/citadel.org/20210210_1/{self.zone}"])
        if self.kind == "zoned" and self.zone == "Europe/London" and luck.random() < 0.3:
            self.id = "Office clocks"
        self.alone = self.kind == "zoned" and luck.random() < 0.1  # its zone is that of the calendar alone
        day = near - timedelta(days=luck.choice([0, 1, 2, 7, 30, 400, 3000])) + timedelta(days=luck.randrange(3))
        self.start = day if self.kind == "date" else datetime(day.year, day.month, day.day, luck.choice([0, 1, 1, 2, 9, 23]),
                                                                 luck.choice([0, 30]))
        self.days, self.seconds = 0, 0
        self.end = []
        if self.kind == "date":
            self.days = luck.choice([1, 1, 2, 5])
            self.end = luck.choice([[f"DTEND;VALUE=DATE:{stamp(self.start + timedelta(days=self.days))}"], [f"DURATION:P{self.days}D"]]
                                   + ([[], [f"DTEND;VALUE=DATE:{stamp(self.start)}"]] if self.days == 1 else []))
        else:
            self.lengths()
        self.rules = [self.rule() for _ in range(luck.choice([0, 1, 1, 1, 1, 2]))]
        self.dates, self.periods, self.out, self.changes = [], [], [], []

    def lengths(self):
        kind = self.luck.choice(["end", "end", "days", "hours", "none"])
        if kind == "days":
            self.days, self.seconds = self.luck.choice([1, 7]), self.luck.choice([0, 5400])
            self.end = [f"DURATION:P{self.days}D{'T1H30M' if self.seconds else ''}"]
        elif kind == "hours":
            self.seconds = 3600 * self.luck.choice([1, 12, 26])
            self.end = [f"DURATION:PT{self.seconds // 3600}H"]
        elif kind == "end":
            until = self.start + timedelta(minutes=self.luck.choice([30, 480, 24 * 60, 7 * 24 * 60]))
            self.seconds = int((self.instant(until) - self.instant(self.start)).total_seconds())
            if self.seconds <= 0:  # both within a gap of the clocks
                until += timedelta(days=1)
                self.seconds = int((self.instant(until) - self.instant(self.start)).total_seconds())
            self.end = [self.named("DTEND", until)]

    def rule(self):
        luck, start = self.luck, self.start
        freq = luck.choice(["DAILY", "DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"] + (["HOURLY"] if self.kind != "date" else []))
        rule = f"FREQ={freq}"
        if luck.random() < 0.4 or freq == "HOURLY":
            rule += f";INTERVAL={luck.choice([2, 3, 12] if freq != 'HOURLY' else [5, 12])}"
        weekday = DAYS[start.weekday()]
        if freq == "WEEKLY" and luck.random() < 0.5:
            rule += f";BYDAY={','.join(sorted({weekday, *luck.sample(DAYS, 2)}, key=DAYS.index))}"
            if luck.random() < 0.3:
                rule += f";WKST={luck.choice(['SU', 'MO'])}"
        elif freq == "DAILY" and luck.random() < 0.3:
            rule += f";BYMONTH={','.join(str(month) for month in sorted({start.month, *luck.sample(range(1, 13), 4)}))}"
        elif freq == "MONTHLY":
            how = luck.random()
            if how < 0.3:
                rule += f";BYMONTHDAY={','.join(str(day) for day in sorted({start.day, *luck.sample(range(1, 32), 2)}))}"
            elif how < 0.6:
                rule += f";BYDAY={(start.day - 1) // 7 + 1}{weekday}"
            elif how < 0.7 and start.weekday() < 5:
                last = all((start + timedelta(days=more)).month != start.month or (start + timedelta(days=more)).weekday() > 4
                           for more in range(1, 8))
                rule += ";BYDAY=MO,TU,WE,TH,FR" + (";BYSETPOS=-1" if last else "")
        elif freq == "YEARLY" and luck.random() < 0.6:
            rule += luck.choice([f";BYMONTH={start.month};BYMONTHDAY={start.day}",
                                 f";BYMONTH={start.month};BYDAY={(start.day - 1) // 7 + 1}{weekday}"])
        ends = luck.random()
        if ends < 0.25:
            rule += f";COUNT={luck.choice([1, 2, 5, 30, 700])}"
        elif ends < 0.55:
            until = start + timedelta(days=luck.choice([0, 1, 3, 35, 800, 3005]))
            if self.kind == "date" or luck.random() < 0.4:
                rule += f";UNTIL={stamp(until if self.kind == 'date' else until.date())}"
            elif self.kind == "floating":
                rule += f";UNTIL={stamp(until)}"
            else:
                rule += f";UNTIL={stamp(self.instant(until), True)}"
        return rule

    def instant(self, local):
        """By the rule of shifts."""
        if not isinstance(local, datetime):
            return datetime(local.year, local.month, local.day, tzinfo=UTC)
        return local.replace(tzinfo=zoneinfo.ZoneInfo(self.zone), fold=0).astimezone(UTC)

    def named(self, name, at):
        if not isinstance(at, datetime):
            return f"{name};VALUE=DATE:{stamp(at)}"
        if self.kind == "utc":
            return f"{name}:{stamp(at, True)}"
        return f"{name}:{stamp(at)}" if self.kind == "floating" or self.alone else f"{name};TZID={self.id}:{stamp(at)}"

    def locals(self, first, last):
        """The local times of the rules: by recurring_ical_events, each rule by itself."""
        found = set()
        for rule in self.rules or [None]:
            text = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", f"DTSTART{'' if self.kind != 'date' else ';VALUE=DATE'}:{stamp(self.start)}"]
            limit = None
            if rule and "UNTIL=" in rule:
                rule, until = rule.split(";UNTIL=")
                if len(until) == 8:
                    day = datetime.strptime(until, "%Y%m%d")
                    limit = self.instant(day + timedelta(days=1) - timedelta(seconds=1))
                else:
                    limit = datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
                    if not until.endswith("Z"):
                        limit = self.instant(limit.replace(tzinfo=None))
            text += ([f"RRULE:{rule}"] if rule else []) + ["END:VEVENT", "END:VCALENDAR"]
            calendar = icalendar.Calendar.from_ical("\r\n".join(text))
            for event in recurring_ical_events.of(calendar).between(first, last):
                at = event["DTSTART"].dt
                if limit is None or self.instant(at) <= limit:
                    found.add(at)
        return found

    def decorate(self, first, last):
        """Exceptions, additions, changes: most of them about occurrences that there are."""
        luck = self.luck
        there = sorted(self.locals(first - timedelta(days=20), last + timedelta(days=20)), key=self.instant)
        some = lambda most: luck.sample(there, min(len(there), luck.randrange(most + 1)))  # noqa: E731
        if luck.random() < 0.5:
            self.out = some(3)
        if luck.random() < 0.3:
            for _ in range(luck.randrange(1, 3)):
                at = self.start + timedelta(days=luck.randrange(1, 40))
                self.dates.append(at if self.kind == "date" else at.replace(hour=luck.randrange(4, 24)))
        if self.kind in ("utc", "zoned") and luck.random() < 0.2:
            at = (datetime(first.year, first.month, first.day) + timedelta(days=luck.randrange(5), hours=7))
            self.periods.append((at, timedelta(hours=luck.choice([2, 30]))))
        taken = set()
        for at in some(2) if luck.random() < 0.5 else []:
            if at not in taken:
                taken.add(at)
                self.changes.append((at, luck.choice(["moved", "moved", "cancelled", "later", "later cancelled"]), luck.choice([-90, 0, 60, 24 * 60])))

    def event(self, lines):
        return ["BEGIN:VEVENT", f"UID:series-{self.number}@example", *lines, "END:VEVENT"]

    def lines(self):
        luck = self.luck
        body = [f"SUMMARY:series {self.number} – Ann, Ärztin\\; desk", self.named("DTSTART", self.start), *self.end,
                *(f"RRULE:{rule}" for rule in self.rules)]
        body += [self.named("EXDATE", at) for at in self.out]
        if self.dates:
            one = self.named("RDATE", self.dates[0])
            body.append(one + "".join("," + self.named("RDATE", at).split(":", 1)[1] for at in self.dates[1:]))
        for at, lasts in self.periods:
            z = self.kind == "utc"
            zone = "" if z or self.alone else f";TZID={self.id}"
            until = stamp(at + lasts, z) if luck.random() < 0.5 and z else f"PT{int(lasts.total_seconds()) // 3600}H"
            body.append(f"RDATE{zone};VALUE=PERIOD:{stamp(at, z)}/{until}")
        luck.shuffle(body)
        events = []
        if luck.random() < 0.2:
            events += [self.event([*body, "SEQUENCE:7"]), self.event([self.named("DTSTART", self.start + timedelta(days=1)), "SUMMARY:old", "SEQUENCE:2"])]
        else:
            events.append(self.event(body))
        for at, what, minutes in self.changes:
            span = ";RANGE=THISANDFUTURE" if what.startswith("later") else ""
            lines = [self.named("RECURRENCE-ID" + span, at), self.named("DTSTART", self.shifted(at, minutes)), f"SUMMARY:{what} {self.number}"]
            lines += [f"DURATION:{'P2D' if self.kind == 'date' else 'PT3H'}"]
            if what.endswith("cancelled"):
                lines.append("STATUS:CANCELLED")
            if luck.random() < 0.2:
                events.append(self.event([*lines, "SEQUENCE:4"]))
                events.append(self.event([lines[0], lines[1], "SUMMARY:older", "SEQUENCE:3"]))
            else:
                events.append(self.event(lines))
        luck.shuffle(events)
        return [line for event in events for line in event]

    def shifted(self, at, minutes):
        return at + (timedelta(days=minutes // 1440 + (minutes > 0)) if self.kind == "date" else timedelta(minutes=minutes))

    def expected(self, first, last):
        """[from, until, summary] of what overlaps the span."""
        margin = timedelta(days=45)
        name = f"series {self.number} – Ann, Ärztin; desk"
        starts = {self.instant(at): (at, None) for at in self.locals(first - margin, last + margin)}
        starts.setdefault(self.instant(self.start), (self.start, None))
        for at in self.dates:
            starts.setdefault(self.instant(at), (at, None))
        for at, lasts in self.periods:
            starts[self.instant(at)] = (at, lasts)
        out = {self.instant(at) for at in self.out}
        single = {self.instant(at): change for change in self.changes for at in [change[0]]}
        found = []
        for key, (at, lasts) in starts.items():
            if key in out or key in single:
                continue
            later = [change for change in self.changes if change[1].startswith("later") and self.instant(change[0]) <= key]
            if not later:
                found.append(self.occurrence(at, name, lasts))
                continue
            was, what, minutes = max(later, key=lambda change: self.instant(change[0]))
            if not what.endswith("cancelled"):
                found.append(self.changed(at, what, minutes))
        for was, what, minutes in self.changes:
            if not what.endswith("cancelled"):
                found.append(self.changed(was, what, minutes))
        return [one for one in found if self.near(one, first, last)]

    def changed(self, at, what, minutes):
        begins = self.shifted(at, minutes)
        if self.kind == "date":
            return (self.instant(begins), self.instant(begins + timedelta(days=2)), f"{what} {self.number}")
        return (self.instant(begins), self.instant(begins) + timedelta(hours=3), f"{what} {self.number}")

    def occurrence(self, at, name, lasts):
        begins = self.instant(at)
        if lasts is not None:
            return (begins, begins + lasts, name)
        ends = (self.instant(at + timedelta(days=self.days)) if self.days else begins) + timedelta(seconds=self.seconds)
        return (begins, ends, name)

    def near(self, one, first, last):
        margin = timedelta(days=3) if self.kind in ("floating", "date") else timedelta(0)
        begins, ends = (datetime(at.year, at.month, at.day, tzinfo=UTC) for at in (first, last))
        return one[0] <= ends + margin and one[1] >= begins - margin


class CalendarsAgainstAnotherReader(unittest.TestCase):
    maxDiff = None

    def calendar(self, luck):
        near = luck.choice(NEAR)
        first, last = near, near + timedelta(days=luck.choice([1, 7, 30]))
        series = [Series(luck, number, near) for number in range(luck.randrange(1, 4))]
        alone = [one for one in series if one.alone]
        if len({one.zone for one in alone}) > 1 or (alone and any(one.kind == "floating" for one in series)):
            for one in alone:
                one.alone = False
                one.end = [line.replace("DTEND:", f"DTEND;TZID={one.id}:") for line in one.end]
            alone = []
        for one in series:
            one.decorate(first, last)
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test"] + ([f"X-WR-TIMEZONE:{alone[0].zone}"] if alone else [])
        zones = OWN.splitlines() if any(one.id == "Office clocks" for one in series) else []
        events = [line for one in series for line in one.lines()]
        lines += (zones + events if luck.random() < 0.7 else events + zones) + ["END:VCALENDAR"]
        text = b"".join(folded(line, luck) for line in lines)
        kinds = {"date": "date", "floating": "local"}
        rows = sorted(f"{kinds.get(one.kind, 'instant')} {begins:%F %T} to {ends:%F %T} {name}"
                      for one in series for begins, ends, name in one.expected(first, last))
        return first, last, text, rows

    def test_both_find_the_same_occurrences(self):
        count = int(os.environ.get("HOTLINE_CALENDARS", "300"))
        seed = int(os.environ.get("HOTLINE_SEED", "1"))
        found = 0
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "calendar.ics"
            for number in range(count):
                luck = random.Random(f"{seed}-{number}")
                first, last, text, rows = self.calendar(luck)
                path.write_bytes(text)
                done = subprocess.run([PRINT, f"{first}T00:00:00Z", f"{last}T00:00:00Z", path], capture_output=True, text=True, check=True)
                lines = done.stdout.split("\n")[1:]
                shown = sorted(line for line in lines if line)
                found += len(rows)
                self.assertEqual(rows, shown, f"\n{seed}-{number}\n{text.decode(errors='replace')}")
        self.assertGreater(found, 3 * count)
        print(f"{count} calendars, {found} occurrences", file=sys.stderr)


def calendar(*events):
    lines = [line for event in events for line in ["BEGIN:VEVENT", *event, "END:VEVENT"]]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


class CalendarsInPlaceOfLists(unittest.TestCase):
    """The same people at the same times have the same results, to the bit, whatever says so."""

    def results(self, folder, text, files, *words):
        for name, content in files.items():
            Path(folder, name).write_text(content)
        Path(folder, "scenario.toml").write_text(text)
        return hotline("run", folder, "--format", "json", *words).stdout

    def test_shipped_holidays_are_the_days_of_the_list(self):
        rows = list(csv.DictReader((SOURCES / "scenarios/calendars/uk.csv").read_text().splitlines()))
        days = icalendar.Calendar.from_ical((SOURCES / "scenarios/calendars/uk.ics").read_bytes()).walk("VEVENT")
        self.assertEqual([(row["date"], row["name"]) for row in rows],
                         [(str(day["DTSTART"].dt), str(day["SUMMARY"])) for day in days])

    def test_overrides_have_the_results_of_the_list(self):
        scenario = SOURCES / "scenarios/osce-2013/scenario.toml"
        with tempfile.TemporaryDirectory() as folder:
            swaps = calendar(["UID:1", "SUMMARY:ch-duty-3 stands in", "DTSTART;TZID=Europe/Zurich:20140804T090000",
                              "DTEND;TZID=W. Europe Standard Time:20140811T090000"],
                             ["UID:2", "ATTENDEE;CN=ch-duty-2:mailto:somebody@desk.example", "DTSTART:20140811T070000Z", "DURATION:P7D"])
            told = self.results(folder, f'extends = "{scenario}"\noverrides = [{{ file = "swaps.ics", rota = "ch-desk" }}]\n',
                                {"swaps.ics": swaps}, "-n", "20")
            none = self.results(folder, f'extends = "{scenario}"\noverrides = []\n', {}, "-n", "20")
        listed = hotline("run", str(scenario), "--format", "json", "-n", "20").stdout
        same = lambda text: {key: value for key, value in json.loads(text).items() if key != "scenario"}  # noqa: E731
        self.assertEqual(same(listed), same(told))
        self.assertNotEqual(same(listed), same(none))

    def test_turns_and_leave_have_the_results_of_a_rota_and_a_list(self):
        base = (f'extends = "{UK_CHINA}/scenario.toml"\nleave = [LEAVE]\n[rota.desk]\nparty = "cn"\nTURNS\n'
                '[[protocol.lists.step]]\ncall = [{ rota = "desk" }, { rota = "desk", turn = "next" }]\n')
        turns = 'members = ["cn-cert-duty", "cn-mfa-director"]\nturn = "1w"\nhand_off = "Mon 09:00"\nfirst = 2012-01-02\n'
        desk = calendar(["UID:1", "SUMMARY:On Call - cn-cert-duty - desk", "DTSTART;TZID=China Standard Time:20120102T090000",
                         "DURATION:P1W", "RRULE:FREQ=WEEKLY;INTERVAL=2"],
                        ["UID:2", "SUMMARY:On Call - cn-mfa-director - desk", "DTSTART;TZID=Asia/Shanghai:20120109T090000",
                         "DURATION:P1W", "RRULE:FREQ=WEEKLY;INTERVAL=2"])
        away = calendar(["UID:1", "DTSTART;VALUE=DATE:20121001", "DTEND;VALUE=DATE:20121010", "RRULE:FREQ=MONTHLY;COUNT=9"])
        rows = "".join(f"cn-mfa-director,{first},{first[:8]}09,cn-cert-duty\n"
                       for first in [f"2012-{month:02}-01" for month in (10, 11, 12)] + [f"2013-{month:02}-01" for month in range(1, 7)])
        with tempfile.TemporaryDirectory() as folder:
            listed = self.results(folder, base.replace("LEAVE", '"leave.csv"').replace("TURNS", turns),
                                  {"leave.csv": "official,from,until,deputy\n" + rows}, "-n", "300")
            told = self.results(folder, base.replace("TURNS", 'calendar = "desk.ics"').replace(
                "LEAVE", '{ file = "away.ics", official = "cn-mfa-director", deputy = "cn-cert-duty" }'),
                {"desk.ics": desk, "away.ics": away}, "-n", "300")
            self.assertEqual(listed, told)
            # A look at any instant reads the calendar for that time.
            shown = hotline("who", folder, "--at", "2031-03-05T00:00:00Z", "-p", "lists").stdout
            self.assertIn("cn-cert-duty", shown)


if __name__ == "__main__":
    main()
