#!/usr/bin/env python3
"""The same drills, written in the style of SimPy, for the ratio of speeds in tests/bench/README.md.

Plays protocol `lists` of scenarios/uk-china-2012 with the same protocol, laws and attempts, but with Python's own random
numbers, and prints drills per second, and the probability of contact and the attempts a drill, which must be near those of
`hotline run scenarios/uk-china-2012 -p lists`.

Covers what that scenario uses: calls, mail, spells, presence, staleness, call-backs, next-shift replies, targets called at
once, `within`, rounds, verification, interpreter, hand-over with hold and connect.
"""

import csv
import datetime
import math
import random
import sys
import time
from pathlib import Path

import simpy

from simpy_scenario import DAYS, YEAR, Channel, Response, law, load, seconds

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "uk-china-2012"

SCENARIO = load(FOLDER / "scenario.toml")
HORIZON = seconds(SCENARIO["horizon"])
CALLEE, CALLER = SCENARIO["party"]["cn"], SCENARIO["party"]["uk"]
SPECIAL = {}
with (FOLDER / "../calendars/cn.csv").open() as file:
    for row in csv.DictReader(file):
        SPECIAL[datetime.date.fromisoformat(row["date"]).toordinal()] = row["kind"]


class Roster:
    def __init__(self, model):
        self.on_holidays = model["holidays"] == "on"
        self.shifts = []
        for shift in model["shifts"]:
            first, last = shift["days"].split("-")
            begin, end = (int(h) * 3600 + int(m) * 60 for h, m in (t.split(":") for t in shift["hours"].split("-")))
            self.shifts.append((range(DAYS[first], DAYS[last] + 1), begin, end))

    def on(self, now):  # Beijing is at UTC+8 all year
        day, within = divmod(now + 8 * 3600, 86400)
        ordinal = int(day) + datetime.date(1970, 1, 1).toordinal()
        weekday = (ordinal - 1) % 7
        special = SPECIAL.get(ordinal)
        if special == "holiday" and not self.on_holidays:
            return False
        if special == "worked":
            weekday = 0
        return any(weekday in days and begin <= within < end for days, begin, end in self.shifts)

    def next_shift(self, now):
        at = math.floor(now / 900 + 1) * 900
        while self.on(at - 1) or not self.on(at):
            at += 900
        return at


class Row:
    def __init__(self, official, fields):
        self.official = official
        self.response = RESPONSES[fields["response"]]
        self.channel = CHANNELS[fields["channel"]]
        self.verified = datetime.datetime.fromisoformat(fields["last_verified"] + "T00:00:00+00:00").timestamp()


class Official:
    def __init__(self, fields):
        self.name = fields["official"]
        self.organisation, self.role = fields["organisation"], fields["role"]
        self.authority = int(fields["authority"])
        self.languages = fields["languages"].split(";")
        self.roster = ROSTERS[fields["roster"]]
        self.staleness = SCENARIO["staleness"][fields["staleness"]]["per_year"] if fields["staleness"] else 0
        self.rows = []


class Protocol:
    def __init__(self, model):
        self.model = model
        self.prepare, self.round_gap = law(model.get("prepare")), law(model.get("round_gap"))
        self.hold, self.connect = seconds(model.get("hold", "0s")), law(model.get("connect"))
        self.hurdles = {key: (law(model[key]["latency"]), model[key]["failure"]) for key in ("interpreter", "verify") if key in model}
        self.steps = []
        for step in model["step"]:
            call = step["call"]
            if isinstance(call, dict):
                targets = [o for o in OFFICIALS.values() if o.organisation == call["organisation"] and o.role == call["role"]]
            else:
                targets = [OFFICIALS[name] for name in ([call] if isinstance(call, str) else call)]
            via = [CHANNELS[name] for name in step["via"]]
            rows = [(o, [r for c in via for r in o.rows if r.channel is c]) for o in targets]
            self.steps.append((step, rows, law(step.get("gap")), law(step.get("linger"))))


ROSTERS = {name: Roster(model) for name, model in SCENARIO["roster"].items()}
RESPONSES = {name: Response(model) for name, model in SCENARIO["response"].items()}
CHANNELS = {name: Channel(model, SCENARIO["staleness"]) for name, model in SCENARIO["channel"].items()}
OFFICIALS = {}
with (FOLDER / "contacts.csv").open() as file:
    for fields in csv.DictReader(file):
        who = OFFICIALS.setdefault(fields["official"], None) or Official(fields)
        OFFICIALS[fields["official"]] = who
        who.rows.append(Row(who, fields))
PROTOCOLS = {name: Protocol(model) for name, model in SCENARIO["protocol"].items()}
GOAL = SCENARIO["protocol"]["lists"]["goal"]["authority"]
WILLING = SCENARIO["stance"]["cn"]["towards"]["uk"]


class Drill:
    def __init__(self, start):
        self.env = simpy.Environment()
        self.start = start
        self.contact = self.env.event()
        self.attempts = 0
        self.willing = random.random() < WILLING
        self.luck = {}  # drawn once for each drill
        self.env.process(Search(self, "lists", None).run())
        self.env.run(until=self.env.any_of([self.contact, self.env.timeout(HORIZON)]))

    def once(self, key, draw):
        if key not in self.luck:
            self.luck[key] = draw()
        return self.luck[key]

    def valid(self, thing, per_year, verified):
        age = max(0.0, self.start - verified) / YEAR
        return self.once((thing, "valid"), lambda: random.random() < math.exp(-per_year * age))


class Search:
    def __init__(self, drill, protocol, outer):
        self.drill, self.env, self.outer = drill, drill.env, outer
        self.protocol, self.inside = PROTOCOLS[protocol], protocol == "inside-china"
        self.found = self.env.event()
        self.quiet = self.env.event()
        self.dead, self.promised, self.opened = set(), set(), set()
        self.under_way = 1

    def over(self):
        self.under_way -= 1
        if self.under_way == 0 and not self.quiet.triggered:
            self.quiet.succeed()

    def find(self):
        if not self.found.triggered:
            self.found.succeed()
            if self.outer is None and not self.drill.contact.triggered:
                self.drill.contact.succeed()

    def run(self):
        yield self.env.timeout(self.protocol.prepare())
        for number in range(self.protocol.model.get("rounds", 1)):
            if number:
                yield self.env.timeout(self.protocol.round_gap())
            for step, targets, gap, linger in self.protocol.steps:
                until = self.env.now + seconds(step["within"]) if "within" in step else math.inf
                if step.get("mode") == "all-at-once":
                    yield self.env.all_of([self.env.process(self.target(step, o, rows, gap, until)) for o, rows in targets])
                else:
                    for official, rows in targets:
                        yield from self.target(step, official, rows, gap, until)
                yield self.env.timeout(linger())
                if self.found.triggered:
                    return
        self.over()

    def target(self, step, official, rows, gap, until):
        for row in rows:
            for number in range(step.get("tries", 1)):
                if row in self.dead or self.found.triggered:
                    break
                if number:
                    wait = gap()
                    if self.env.now + wait > until:
                        yield self.env.timeout(max(0.0, until - self.env.now))
                        return
                    yield self.env.timeout(wait)
                if self.env.now > until:
                    return
                done = yield from (self.call if row.channel.call else self.write)(official, row, until)
                if done:
                    return

    def answers(self, official, row, at):
        response, drill = row.response, self.drill
        duty = response.at(official.roster.on(drill.start + at), (drill.start + at + 8 * 3600) % 86400)
        present = drill.once((official, "present"), lambda: random.random()) < response.present
        reachable = present and (self.inside or drill.willing)
        if not reachable or duty.answer <= 0:
            return reachable and duty, None
        if response.spell:
            offset = drill.once((official, "offset", response.spell), lambda: random.random() * response.spell)
            spell = int((at + offset) // response.spell)
            would = drill.once((official, response.spell, spell), random.random) < duty.answer
        else:
            would = random.random() < duty.answer
        if not would:
            return duty, None
        return duty, duty.latency() + (self.until_shift(official, at) if duty.from_shift else 0)

    def until_shift(self, official, at):
        return official.roster.next_shift(self.drill.start + at) - self.drill.start - at

    def until(self, at, until):
        """Waits. True if the step's time was enough."""
        yield self.env.timeout(max(0.0, min(at, until) - self.env.now))
        return at <= until

    def valid(self, official, row):
        newest = max(r.verified for r in official.rows)
        return self.drill.valid(official, official.staleness, newest) and self.drill.valid(row, row.channel.staleness, row.verified)

    def call(self, official, row, until):
        self.drill.attempts += 1
        rings = self.env.now + row.channel.set_up()
        if not (yield from self.until(rings, until)):
            return True
        valid = self.valid(official, row)
        if not valid and row.channel.told:
            self.dead.add(row)
            return False
        duty, wait = self.answers(official, row, rings) if valid else (None, None)
        if wait is not None and wait <= row.channel.patience:
            if not (yield from self.until(rings + wait, until)):
                return True
            yield from self.talk(official, row, True)
            return True
        if not (yield from self.until(rings + row.channel.patience, until)):
            return True
        if duty and official not in self.promised and random.random() < duty.call_back:
            self.promised.add(official)
            self.under_way += 1
            shift = self.until_shift(official, self.env.now) if duty.back_from_shift else 0
            self.env.process(self.later(official, row, shift + duty.delay()))
        return False

    def write(self, official, row, until):
        self.drill.attempts += 1
        sent = self.env.now + row.channel.set_up()
        if not (yield from self.until(sent, until)):
            return True
        wait = self.answers(official, row, sent)[1] if self.valid(official, row) else None
        if wait is not None and wait <= min(row.channel.patience, until - sent):
            yield self.env.timeout(wait)
            yield from self.talk(official, row, True)
            return True
        if wait is not None:
            self.under_way += 1
            self.env.process(self.later(official, row, wait))
        return not (yield from self.until(sent + row.channel.patience, until))

    def later(self, official, row, wait):
        yield self.env.timeout(wait)
        if not self.found.triggered:
            yield from self.talk(official, row, False)
        self.over()

    def talk(self, official, row, dialled):
        party = CALLEE if self.inside else CALLER
        for key, (latency, failure) in self.protocol.hurdles.items():
            if key == "interpreter" and set(party["languages"]) & set(official.languages):
                continue
            yield self.env.timeout(latency())
            if random.random() < failure:
                return
        if official.authority >= GOAL and random.random() >= row.response.screened:
            self.find()
        elif not self.inside and official not in self.opened:
            self.opened.add(official)
            yield from self.hand_over(dialled)

    def hand_over(self, dialled):
        inner = Search(self.drill, "inside-china", self)
        self.under_way += 1
        self.env.process(inner.run())
        held = self.env.timeout(self.protocol.hold if dialled else 0)
        self.env.process(self.pass_on(inner, held, dialled))
        if dialled:
            yield self.env.any_of([inner.found, inner.quiet, held])

    def pass_on(self, inner, held, dialled):
        yield self.env.any_of([inner.found, inner.quiet])
        if not inner.found.triggered:
            self.over()
            return
        if not dialled or held.processed:
            yield self.env.timeout(self.protocol.connect())
        self.find()


def main():
    drills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    random.seed(SCENARIO["seed"])
    first, last = (at.timestamp() for at in SCENARIO["start"]["between"])
    begun = time.perf_counter()
    reached = attempts = 0
    for _ in range(drills):
        drill = Drill(random.uniform(first, last))
        reached += drill.contact.triggered
        attempts += drill.attempts
    took = time.perf_counter() - begun
    print(f"{drills / took:.0f} drills a second; contact {reached / drills:.3f}, {attempts / drills:.2f} attempts a drill")


if __name__ == "__main__":
    main()
