#!/usr/bin/env python3
"""scenarios/budapest-2012, written in the style of SimPy, for the ratio of speeds in tests/bench/README.md.

The same cases, laws, desks, callers and other calls, but with Python's own random numbers. Prints drills per second, and the
mean probability of contact of each protocol, which must be near those of `hotline run scenarios/budapest-2012`.
"""

import bisect
import csv
import datetime
import math
import random
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import simpy

from simpy_scenario import DAYS, YEAR, Channel, Response, law, load, seconds

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "budapest-2012"
SCENARIO = load(FOLDER / "scenario.toml")
HORIZON = seconds(SCENARIO["horizon"])
START = SCENARIO["start"]["at"].timestamp()


def table(name):
    with (FOLDER / name).open() as file:
        return list(csv.DictReader(file))


class Party:
    def __init__(self, fields):
        self.id, self.zone = fields["party"], ZoneInfo(fields["time_zone"])
        self.languages = fields["languages"].split(";")
        self.callers = int(fields["callers"])
        self.special = {}


PARTIES = {fields["party"]: Party(fields) for fields in table("parties.csv")}
for name in SCENARIO["holidays"]:
    for row in table(name):
        if row["party"] in PARTIES:
            kind = row.get("kind") or "holiday"
            PARTIES[row["party"]].special.setdefault(datetime.date.fromisoformat(row["date"]), kind)


def shifts_of(party):
    """When its offices are open around the drill: pairs of begin and end, in seconds from the drill's start."""
    begins, ends = [], []
    day = datetime.datetime.fromtimestamp(START, party.zone).date() - datetime.timedelta(days=1)
    for _ in range(10):
        special = party.special.get(day)
        weekday = 0 if special == "worked" else day.weekday()
        for shift in SCENARIO["roster"]["office"]["shifts"]:
            first, last = (DAYS[name] for name in shift["days"].split("-"))
            if first <= weekday <= last and special != "holiday":
                for text, into in zip(shift["hours"].split("-"), (begins, ends)):
                    at = datetime.datetime.combine(day, datetime.time.fromisoformat(text), party.zone)
                    into.append(at.timestamp() - START)
        day += datetime.timedelta(days=1)
    return begins, ends


class Row:
    def __init__(self, response, channel, verified):
        self.response, self.channel = RESPONSES[response], CHANNELS[channel]
        self.age = max(0.0, START - verified) / YEAR


class Official:
    def __init__(self, party, role, authority, languages, staleness, seats):
        self.party, self.role, self.authority, self.seats = party, role, authority, seats
        self.languages = languages
        self.staleness = SCENARIO["staleness"][staleness]["per_year"] if staleness else 0
        self.begins, self.ends = SHIFTS[party.id]
        self.rows = []

    def on_duty(self, at):
        shift = bisect.bisect_right(self.begins, at) - 1
        return shift >= 0 and at < self.ends[shift]


def instant(day):
    return datetime.datetime.combine(day, datetime.time(), datetime.timezone.utc).timestamp()


SHIFTS = {party.id: shifts_of(party) for party in PARTIES.values()}
RESPONSES = {name: Response(model) for name, model in SCENARIO["response"].items()}
CHANNELS = {name: Channel(model, SCENARIO["staleness"]) for name, model in SCENARIO["channel"].items()}
OFFICIALS = {}
for fields in table("contacts.csv"):
    if fields["official"] not in OFFICIALS:
        OFFICIALS[fields["official"]] = Official(PARTIES[fields["party"]], fields["role"], int(fields["authority"]),
                                                 fields["languages"].split(";"), fields["staleness"], 1)
    OFFICIALS[fields["official"]].rows.append(
        Row(fields["response"], fields["channel"], instant(datetime.date.fromisoformat(fields["last_verified"]))))
for rule in SCENARIO["contacts_for_each"]:
    first, last = rule["last_verified"]["between"]
    for party in PARTIES.values():
        name = rule["official"].format(party=party.id)
        who = OFFICIALS[name] = Official(party, rule["role"], rule["authority"], party.languages + ["en"], None, rule["seats"])
        for row in rule["row"]:
            day = first + datetime.timedelta(days=random.randrange((last - first).days + 1))
            who.rows.append(Row(row["response"], row["channel"], instant(day)))


class Protocol:
    def __init__(self, name):
        model = SCENARIO["protocol"][name]
        self.model, self.step = model, model["step"][0]
        self.goal = model["goal"]["authority"]
        self.prepare, self.round_gap = law(model.get("prepare")), law(model.get("round_gap"))
        self.gap, self.linger = law(self.step.get("gap")), law(self.step.get("linger"))
        self.conversation = law(model["conversation"])
        self.hurdles = {key: (law(model[key]["latency"]), model[key]["failure"]) for key in ("interpreter", "verify") if key in model}
        self.targets = {}
        via = [CHANNELS[name] for name in self.step.get("via", [])]
        for party in PARTIES.values():
            called = [o for o in OFFICIALS.values() if o.party is party and o.role == self.step["call"]["role"]]
            self.targets[party.id] = [(o, [r for c in via for r in o.rows if r.channel is c] or o.rows) for o in called]


PROTOCOLS = {name: Protocol(name) for name in ("officials", "certs")}


class Drill:
    def __init__(self):
        self.env = env = simpy.Environment()
        self.lead = max([0.0] + [-signed(load.get("from", "0s")) for load in SCENARIO["load"]])
        self.luck = {}
        self.taken = dict.fromkeys(OFFICIALS.values(), 0)  # seats; nobody waits for one
        self.callers = {p: simpy.PriorityResource(env, p.callers) for p in PARTIES.values()}
        for load in SCENARIO["load"]:
            env.process(self.other_calls(load))
        self.cases = []
        for case in SCENARIO["case"]:
            callees = PARTIES if case["callee"] == "*" else case["callee"]
            for caller in PARTIES.values():
                for callee in callees:
                    if callee != caller.id:
                        self.cases.append(Case(self, case, caller, callee))
        ends = env.timeout(self.lead + HORIZON)
        env.run(until=env.any_of([ends, env.all_of([case.contact for case in self.cases])]))

    def now(self):
        return self.env.now - self.lead

    def other_calls(self, load):
        official, lasts = OFFICIALS[load["official"]], law(load["lasts"])
        yield self.env.timeout(self.lead + signed(load.get("from", "0s")))
        while True:
            yield self.env.timeout(random.expovariate(load["per_hour"] / 3600))
            if self.taken[official] < official.seats:
                self.taken[official] += 1
                self.env.process(self.talk(official, lasts()))

    def talk(self, official, lasts):
        yield self.env.timeout(lasts)
        self.taken[official] -= 1

    def once(self, key, draw):
        if key not in self.luck:
            self.luck[key] = draw()
        return self.luck[key]


def signed(text):
    return -seconds(text[1:]) if text.startswith("-") else seconds(text)


class Case:
    def __init__(self, drill, case, caller, callee):
        self.drill, self.env, self.caller = drill, drill.env, caller
        self.protocol, self.priority = PROTOCOLS[case["protocol"]], -case.get("priority", 0)
        self.name = case["protocol"]
        self.targets = self.protocol.targets[callee]
        self.contact = self.env.event()
        self.dead, self.promised = set(), set()
        self.env.process(self.run())

    def run(self):
        yield self.env.timeout(self.drill.lead + self.protocol.prepare())
        for number in range(self.protocol.model.get("rounds", 1)):
            if number:
                yield self.env.timeout(self.protocol.round_gap())
            for official, rows in self.targets:
                yield from self.target(official, rows)
            yield self.env.timeout(self.protocol.linger())
            if self.contact.triggered:
                return

    def target(self, official, rows):
        for row in rows:
            for number in range(self.protocol.step.get("tries", 1)):
                if self.contact.triggered or row in self.dead:
                    break
                if number:
                    yield self.env.timeout(self.protocol.gap())
                    if self.contact.triggered:
                        return
                answered = yield from (self.call if row.channel.call else self.write)(official, row)
                if answered:
                    return

    def valid(self, official, row):
        def draw(thing, per_year, age):
            return self.drill.once((thing, "valid"), lambda: random.random() < math.exp(-per_year * age))
        newest = min(r.age for r in official.rows)
        return draw(official, official.staleness, newest) and draw(row, row.channel.staleness, row.age)

    def answers(self, official, row):
        response, drill, at = row.response, self.drill, self.drill.now()
        duty = response.duty[official.on_duty(at)]
        present = drill.once((official, "present"), random.random) < response.present
        if not present or duty.answer <= 0:
            return present and duty, None
        if response.spell:
            offset = drill.once((official, "offset", response.spell), lambda: random.random() * response.spell)
            would = drill.once((official, response.spell, int((at + offset) // response.spell)), random.random) < duty.answer
        else:
            would = random.random() < duty.answer
        if not would:
            return duty, None
        return duty, duty.latency() + (self.until_shift(official) if duty.from_shift else 0)

    def until_shift(self, official):
        at = self.drill.now()
        shift = bisect.bisect_right(official.begins, at)
        return official.begins[shift] - at if shift < len(official.begins) else math.inf

    def call(self, official, row):
        people = self.drill.callers[self.caller]
        caller = people.request(self.priority)
        yield caller
        seat, kept = False, False
        try:
            if self.contact.triggered:
                return True
            yield self.env.timeout(row.channel.set_up())
            valid = self.valid(official, row)
            if not valid and row.channel.told:
                self.dead.add(row)
                return False
            if valid:
                if self.drill.taken[official] >= official.seats:
                    return False
                self.drill.taken[official] += 1
                seat = True
            duty, wait = self.answers(official, row) if valid else (None, None)
            if wait is not None and wait <= row.channel.patience:
                yield self.env.timeout(wait)
                kept = yield from self.talk(official, row)
                if kept:
                    self.env.process(self.converse(official, people, caller))
                return True
            yield self.env.timeout(row.channel.patience)
            if duty and official not in self.promised and random.random() < duty.call_back:
                self.promised.add(official)
                shift = self.until_shift(official) if duty.back_from_shift else 0
                self.env.process(self.later(official, row, shift + duty.delay()))
            return False
        finally:
            if not kept:
                people.release(caller)
                if seat:
                    self.drill.taken[official] -= 1

    def converse(self, official, people, caller):
        yield self.env.timeout(self.protocol.conversation())
        if caller:
            people.release(caller)
        self.drill.taken[official] -= 1

    def write(self, official, row):
        people = self.drill.callers[self.caller]
        with people.request(self.priority) as caller:
            yield caller
            yield self.env.timeout(row.channel.set_up())
        wait = self.answers(official, row)[1] if self.valid(official, row) else None
        if wait is not None and wait <= row.channel.patience:
            yield self.env.timeout(wait)
            yield from self.talk(official, row)
            return True
        if wait is not None and wait <= HORIZON:
            self.env.process(self.later(official, row, wait))
        yield self.env.timeout(row.channel.patience)
        return False

    def later(self, official, row, wait):
        yield self.env.timeout(wait)
        if self.contact.triggered:
            return
        if not row.channel.call:
            yield from self.talk(official, row)
            return
        self.drill.taken[official] += 1  # an official who calls back does not ask
        if (yield from self.talk(official, row)):
            yield from self.converse(official, None, None)
        else:
            self.drill.taken[official] -= 1

    def talk(self, official, row):
        for key, (latency, failure) in self.protocol.hurdles.items():
            if key == "interpreter" and set(self.caller.languages) & set(official.languages):
                continue
            yield self.env.timeout(latency())
            if random.random() < failure:
                return False
        if official.authority < self.protocol.goal or random.random() < row.response.screened or self.contact.triggered:
            return False
        self.contact.succeed()
        return True


def main():
    drills = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    random.seed(SCENARIO["seed"])
    begun = time.perf_counter()
    made, played = {}, {}
    for _ in range(drills):
        for case in Drill().cases:
            made[case.name] = made.get(case.name, 0) + case.contact.triggered
            played[case.name] = played.get(case.name, 0) + 1
    took = time.perf_counter() - begun
    shares = ", ".join(f"{name} {made[name] / played[name]:.3f}" for name in played)
    print(f"{drills / took:.2f} drills a second; contact: {shares}")


if __name__ == "__main__":
    main()
