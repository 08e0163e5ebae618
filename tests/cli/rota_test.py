#!/usr/bin/env python3
"""Who has the duty of rotas, and who is on duty through it, as `hotline who` shows it, against Python's zoneinfo: random
layers, turns, overrides, leaves and zones, around the days on which clocks change. It is an independent reading of
scenarios/rules.md."""

import calendar
import json
import random
import tempfile
import unittest
import zoneinfo
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from calendar_test import DAYS, LOOKAHEAD, ZONES, before_a_change, clock, hours, instant
from program import hotline, main

UTC = timezone.utc
TURNS = ("now", "next", "after-next")


class Layer:
    def __init__(self, luck, zone, near, members, rosters):
        self.zone = zone
        self.members = [luck.choice(members) for _ in range(luck.randrange(1, 6))]
        self.unit = luck.choice(["h", "h", "d", "w", "mo"])
        self.count = luck.choice([1, 1, 2, 3, 12])
        self.minutes = luck.choice([luck.randrange(24 * 60), 60 * luck.randrange(4), 0])
        self.weekday = luck.randrange(7) if self.unit == "w" and luck.random() < 0.6 else None
        back = {"h": 4, "d": 40, "w": 100, "mo": 900}[self.unit]
        self.first = near - timedelta(days=luck.randrange(-2, back))
        self.hours = luck.choice([None, None, luck.choice(rosters)])

    def toml(self):
        written = f'members = {json.dumps(self.members)}\nturn = "{self.count}{self.unit}"\nfirst = {self.first}\n'
        weekday = DAYS[self.weekday] + " " if self.weekday is not None else ""
        if self.minutes or weekday:
            written += f'hand_off = "{weekday}{clock(self.minutes)}"\n'
        return written + (f'hours = "{self.hours}"\n' if self.hours else "")

    def hand_off(self, number):
        day, minutes, by = self.first, self.minutes, number * self.count
        if self.weekday is not None:
            day += timedelta(days=(self.weekday - day.weekday()) % 7)
        if self.unit == "h":
            minutes += 60 * by
        elif self.unit == "mo":
            year, month = day.year + (day.month - 1 + by) // 12, (day.month - 1 + by) % 12 + 1
            day = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        else:
            day += timedelta(days=by * (7 if self.unit == "w" else 1))
        return instant(self.zone, day + timedelta(days=minutes // (24 * 60)), minutes % (24 * 60))

    def hand_offs(self, until):
        found = []
        while not found or found[-1] <= until + timedelta(days=2):
            found.append(self.hand_off(len(found)))
        return found


class World:
    """A scenario with rotas, and who has their duties."""

    def __init__(self, number):
        luck = random.Random(number)
        self.parties = {f"p{n}": luck.choice(ZONES) for n in range(3)}
        zone = luck.choice(list(self.parties.values()))
        self.at = before_a_change(luck, zone) + timedelta(minutes=luck.randrange(-4 * 60, 28 * 60))
        near = self.at.date()
        self.rosters = {f"r{n}": [(sorted(luck.sample(range(7), luck.randrange(1, 8))), *hours(luck))
                                  for _ in range(luck.randrange(1, 3))] for n in range(3)}
        self.officials = {f"o{n}": (luck.choice(list(self.parties)), luck.choice(["", "", *self.rosters])) for n in range(10)}
        names = list(self.officials)
        self.rotas = {}
        for n in range(4):
            party = luck.choice(list(self.parties))
            own = luck.choice([None, None, luck.choice(ZONES)])
            layers = [Layer(luck, own or self.parties[party], near, names[:8], list(self.rosters))
                      for _ in range(luck.randrange(1, 4))]
            self.rotas[f"t{n}"] = (party, own, layers)
        self.holidays = {(luck.choice(list(self.parties)), near + timedelta(days=luck.randrange(-3, 5))) for _ in range(4)}
        self.overrides = []
        for _ in range(luck.randrange(1, 8)):
            rota, begins = luck.choice(list(self.rotas)), near + timedelta(days=luck.randrange(-2, 4))
            zone = self.rotas[rota][1] or self.parties[self.rotas[rota][0]]
            first, last = luck.randrange(24 * 60), luck.randrange(24 * 60)
            ends = begins + timedelta(days=luck.randrange(2))
            span = instant(zone, begins, first), instant(zone, ends, last)
            if span[0] < span[1]:
                self.overrides.append((rota, luck.choice(names), f"{begins}T{clock(first)}", f"{ends}T{clock(last)}", *span))
        self.leaves = []
        for _ in range(luck.randrange(8)):
            who, begins = luck.choice(names), near + timedelta(days=luck.randrange(-2, 3))
            deputy = luck.choice(["", *(other for other in names if other != who)])
            zone = self.parties[self.officials[who][0]]
            self.leaves.append((who, str(begins), str(begins), deputy, instant(zone, begins, 0),
                                instant(zone, begins + timedelta(days=1), 0)))
        ends = self.at + LOOKAHEAD + timedelta(days=8)
        self.hand_offs = {id(layer): layer.hand_offs(ends) for _, _, layers in self.rotas.values() for layer in layers}
        self.spans = {id(layer): self.worked(layer.hours, layer.zone, party)
                      for party, _, layers in self.rotas.values() for layer in layers if layer.hours}
        self.own = {who: self.worked(roster, self.parties[party], party)
                    for who, (party, roster) in self.officials.items() if roster}
        self.members = {who for _, _, layers in self.rotas.values() for layer in layers for who in layer.members}

    def write(self, folder):
        Path(folder, "contacts.csv").write_text("official,party,roster,authority,response,channel\n" + "".join(
            f"{who},{party},{roster},1,desk,pstn\n" for who, (party, roster) in self.officials.items()))
        Path(folder, "holidays.csv").write_text("party,date\n" + "".join(f"{party},{day}\n" for party, day in self.holidays))
        Path(folder, "overrides.csv").write_text("rota,official,from,until\n" + "".join(
            ",".join(row[:4]) + "\n" for row in self.overrides))
        Path(folder, "leave.csv").write_text("official,from,until,deputy\n" + "".join(
            ",".join(row[:4]) + "\n" for row in self.leaves))
        steps = [f'{{ call = {{ rota = "{rota}", turn = "{turn}" }} }}' for rota in self.rotas for turn in TURNS]
        steps += [f'{{ call = "{who}" }}' for who in self.officials]
        toml = f'''horizon = "24h"
contacts = "contacts.csv"
holidays = "holidays.csv"
{'overrides = "overrides.csv"' if self.overrides else ""}
{'leave = "leave.csv"' if self.leaves else ""}
start = {{ at = {self.at:%Y-%m-%dT%H:%M:%SZ} }}
[response.desk]
on_duty = {{ answer = 1 }}
[channel.pstn]
kind = "call"
[protocol.all]
goal = {{ authority = 1 }}
step = [{", ".join(steps)}]
[[case]]
caller = "p0"
callee = "p1"
protocol = "all"
'''
        for party, zone in self.parties.items():
            toml += f'[party.{party}]\ntime_zone = "{zone}"\n'
        for roster, shifts in self.rosters.items():
            written = ", ".join(f'{{ days = "{",".join(DAYS[day] for day in days)}", hours = "{clock(begins)}-{clock(ends)}" }}'
                                for days, begins, ends in shifts)
            toml += f'[roster.{roster}]\nshifts = [{written}]\n'
        for rota, (party, own, layers) in self.rotas.items():
            toml += f'[rota.{rota}]\nparty = "{party}"\n' + (f'time_zone = "{own}"\n' if own else "")
            if len(layers) == 1:
                toml += layers[0].toml()
            else:
                toml += "".join(f"[[rota.{rota}.layer]]\n{layer.toml()}" for layer in layers)
        Path(folder, "scenario.toml").write_text(toml)

    def worked(self, roster, zone, party):
        """Spans of the shifts of a roster."""
        spans = []
        for ahead in range(-6, 72):
            day = self.at.date() + timedelta(days=ahead)
            if (party, day) in self.holidays:
                continue
            for days, begins, ends in self.rosters[roster]:
                if day.weekday() in days:
                    spans.append((instant(zone, day, begins), instant(zone, day, ends)))
        return [span for span in spans if span[0] < span[1]]

    def on_leave(self, who, at):
        return next((row for row in self.leaves if row[0] == who and row[4] <= at < row[5]), None)

    def stands_in(self, who, at):
        chain = [who]
        while (leave := self.on_leave(chain[-1], at)) and leave[3]:
            if leave[3] in chain:
                return who
            chain.append(leave[3])
        return chain[-1]

    def turns(self, rota, at):
        """Who has the duty, who is next, and who comes after that. Leave is ignored."""
        named = [row[1] for row in self.overrides if row[0] == rota and row[4] <= at < row[5]][-1:]
        for layer in reversed(self.rotas[rota][2]):
            if layer.hours and not any(begins <= at < ends for begins, ends in self.spans[id(layer)]):
                continue
            begun = [number for number, begins in enumerate(self.hand_offs[id(layer)]) if begins <= at]
            if not begun:
                continue
            count = len(layer.members)
            order = [layer.members[(begun[-1] + later) % count] for later in range(count)]
            order = named + order[1:] if named else order
            return (list(dict.fromkeys(order)) + [None] * 3)[:3]
        return (named + [None] * 3)[:3]

    def changes(self, rota, at):
        """Instants at which the duty may change, as far as `who` looks ahead."""
        edges = {edge for row in self.overrides if row[0] == rota for edge in row[4:6]}
        for layer in self.rotas[rota][2]:
            edges |= set(self.hand_offs[id(layer)])
            edges |= {edge for span in self.spans.get(id(layer), ()) for edge in span}
        return sorted(edge for edge in edges if at < edge <= at + LOOKAHEAD)

    def turn(self, rota, ahead, at):
        """Who has the turn, and until when."""
        who = self.turns(rota, at)[ahead]
        return who, next((edge for edge in self.changes(rota, at) if self.turns(rota, edge)[ahead] != who), None)

    def on_duty(self, who, at):
        if self.on_leave(who, at):
            return False
        has = [self.turns(rota, at)[0] for rota in self.rotas]
        if any(other and self.stands_in(other, at) == who for other in has):
            return True
        if not self.officials[who][1]:
            return who not in self.members
        return any(begins <= at < ends for begins, ends in self.own[who])


class Rotas(unittest.TestCase):
    maxDiff = None

    def test_are_what_zoneinfo_makes_of_the_rules(self):
        asked = dict.fromkeys((*TURNS, "nobody", "deputies", "on duty", "off duty"), 0)
        for number in range(40):
            world = World(number)
            with tempfile.TemporaryDirectory() as folder:
                world.write(folder)
                for minutes_later in (0, 61, 130, 7 * 60, 30 * 60):
                    at = world.at + timedelta(minutes=minutes_later)
                    told = json.loads(hotline("who", folder, "--at", f"{at:%Y-%m-%dT%H:%M:%SZ}", "--format", "json").stdout)
                    rows = {row["step"]: row for row in told["cases"][0]["list"]}
                    places = [(rota, ahead) for rota in world.rotas for ahead in range(3)]
                    for step, (rota, ahead) in enumerate(places, 1):
                        who, until = world.turn(rota, ahead, at)
                        with self.subTest(world=number, at=at, rota=rota, ahead=ahead):
                            row = rows.get(step)
                            self.assertEqual(row is None, who is None)
                            asked["nobody" if who is None else TURNS[ahead]] += 1
                            if who is None:
                                continue
                            self.assertEqual((row["rota"], row["turn"]), (rota, TURNS[ahead]))
                            self.assertEqual(row["official"], world.stands_in(who, at))
                            asked["deputies"] += row["official"] != who
                            self.assertEqual(row["turn_until"], until and f"{until:%Y-%m-%d %H:%M:%S}")
                    for step, who in enumerate(world.officials, len(places) + 1):
                        row = rows[step]
                        with self.subTest(world=number, at=at, who=row["official"]):
                            self.assertEqual(row["on_duty"], world.on_duty(row["official"], at))
                            asked["on duty" if row["on_duty"] else "off duty"] += 1
        for what, count in asked.items():
            self.assertGreater(count, 60, what)


if __name__ == "__main__":
    main()
