#!/usr/bin/env python3
"""`hotline mend --cut-sets`, against SCRAM, another program for fault trees, and against all states of the parts.

Scenarios are made at random here, and so are their fault trees: no contact is that each way to it has a part that fails.
SCRAM prints six figures. Agreement to 1e-9 is with the sum over all states, in rational numbers.
"""

import itertools
import json
import math
import random
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml
from fractions import Fraction
from pathlib import Path

from program import HOTLINE, UK_CHINA, hotline, main

YEARS = (366 + 10 / 24) / 365  # from 2011-10-04 00:00 to 2012-10-04 10:00


class Office:
    """A scenario and its fault tree."""

    def __init__(self, seed):
        chance = random.Random(seed)
        self.fails = {}  # by part
        self.ways = []
        self.people = []
        channels = chance.randint(1, 3)
        carriers = chance.randint(1, 2)
        text = ['title = "An office"', 'horizon = "6h"', 'contacts = ["contacts.csv"]',
                "[start]", "at = 2012-10-04T10:00:00Z", "[party.uk]", 'time_zone = "UTC"',
                "[party.cn]", 'time_zone = "UTC"', 'hand_over = "inside"']
        for carrier in range(carriers):
            up = chance.choice((0, 1)) if chance.random() < 0.3 else 1
            text += [f"[carrier.c{carrier}]", f"availability = {up}", 'mean_outage = "1h"']
            self.fails[f"carrier c{carrier}"] = 1 - up
        self.over = {}
        for channel in range(channels):
            text += [f"[channel.l{channel}]", 'kind = "call"', 'patience = "30s"', f'staleness = "s{channel}"']
            if chance.random() < 0.6:
                self.over[channel] = [f"c{chance.randrange(carriers)}"]
                text.append(f'carriers = ["{self.over[channel][0]}"]')
            rate = round(chance.uniform(0, 1), 3)
            text += [f"[staleness.s{channel}]", f"per_year = {rate}"]
            self.over.setdefault(channel, [])
            self.over[channel, "right"] = math.exp(-rate * YEARS)
        rows = ["official,party,authority,response,channel,address,last_verified"]
        desks = chance.randint(0, 2)
        directors = chance.randint(1, 3)
        parts = {}
        for who in [f"desk{n}" for n in range(desks)] + [f"chief{n}" for n in range(directors)]:
            present = round(chance.uniform(0.3, 1), 3)
            text += [f"[response.{who}]", f"present = {present}", 'on_duty = { answer = 1, latency = "5s" }']
            self.fails[f"person {who}"] = 1 - present
            parts[who] = []
            for channel in chance.sample(range(channels), chance.randint(1, min(2, channels))):
                rows.append(f"{who},cn,{3 if who.startswith('chief') else 1},{who},l{channel},{len(rows)},2011-10-04")
                entry = f"entry {who} (l{channel})"
                self.fails[entry] = 1 - self.over[channel, "right"]
                parts[who].append(frozenset([entry, f"person {who}"] + [f"carrier {c}" for c in self.over[channel]]))
        first = [who for who in parts if who.startswith("desk")] + [f"chief{n}" for n in range(directors)
                                                                    if not desks or chance.random() < 0.5]
        inside = [f"chief{n}" for n in range(directors) if chance.random() < 0.7] or ["chief0"]
        mode = chance.choice(("in-turn", "all-at-once"))
        text += ["[protocol.lists]", "goal = { authority = 3 }", 'hold = "1h"', "[[protocol.lists.step]]",
                 f"call = {json.dumps(first)}", f'mode = "{mode}"', "[protocol.inside]", "[[protocol.inside.step]]",
                 f"call = {json.dumps(inside)}", "[[case]]", 'caller = "uk"', 'callee = "cn"', 'protocol = "lists"']
        for who in first:
            for hop in parts[who]:
                if who.startswith("chief"):
                    self.ways.append(hop)
                else:
                    self.ways += [hop | rest for chief in inside for rest in parts[chief]]
        self.text, self.rows = "\n".join(text) + "\n", "\n".join(rows) + "\n"

    def told(self, folder, *words):
        Path(folder, "scenario.toml").write_text(self.text)
        Path(folder, "contacts.csv").write_text(self.rows)
        return json.loads(hotline("mend", folder, "--cut-sets", "--format", "json", *words).stdout)

    def used(self):
        return sorted(frozenset().union(*self.ways))

    def scram(self, folder):
        """What SCRAM says: the cut sets, the probability, and the importance of each part."""
        model = xml.Element("opsa-mef")
        tree = xml.SubElement(model, "define-fault-tree", name="office")
        top = xml.SubElement(xml.SubElement(tree, "define-gate", name="top"), "and")
        number = {part: f"part{n}" for n, part in enumerate(self.used())}
        for way in self.ways:
            cut = xml.SubElement(top, "or") if len(self.ways) > 1 else top
            if len(self.ways) == 1:
                cut.tag = "or"
            for part in sorted(way):
                xml.SubElement(cut, "event", name=number[part])
        for part in self.used():
            event = xml.SubElement(tree, "define-basic-event", name=number[part])
            xml.SubElement(event, "float", value=repr(self.fails[part]))
        file = Path(folder, "office.xml")
        xml.ElementTree(model).write(file)
        report = subprocess.run(["scram", "--probability", "1", "--importance", "1", file], capture_output=True, text=True,
                                check=True, timeout=60).stdout
        results = xml.fromstring(report).find("results")
        part_of = {name: part for part, name in number.items()}
        products = results.find("sum-of-products")
        cuts = {frozenset(part_of[event.get("name")] for event in product.iter("basic-event"))
                for product in products.iter("product")}
        return cuts, float(products.get("probability")), {
            part_of[event.get("name")]: {key: float(event.get(key)) for key in ("MIF", "CIF", "RAW", "RRW")}
            for event in results.find("importance").iter("basic-event")}

    def exact(self, fails):
        """The probability that each way has a part that fails, over all states."""
        used = self.used()
        total = Fraction(0)
        for state in itertools.product((False, True), repeat=len(used)):
            failed = {part for part, down in zip(used, state) if down}
            if all(way & failed for way in self.ways):
                weight = Fraction(1)
                for part, down in zip(used, state):
                    weight *= fails[part] if down else 1 - fails[part]
                total += weight
        return total


class CutSets(unittest.TestCase):
    def test_agree_with_scram(self):
        for seed in range(12):
            with self.subTest(seed), tempfile.TemporaryDirectory() as folder:
                office = Office(seed)
                told = office.told(folder, "-n", "20")
                cuts, probability, importance = office.scram(folder)
                self.assertEqual({frozenset(cut["parts"]) for cut in told["cut_sets"]}, cuts)
                near = lambda said, value: self.assertAlmostEqual(said, value, delta=1e-12 + 5.1e-6 * abs(value))
                near(told["probability"], probability)
                for part in told["parts"]:
                    said = importance.get(part["part"])
                    if said is None or not probability:
                        continue
                    near(part["birnbaum"], said["MIF"])
                    near(part["fussell_vesely"], said["CIF"])
                    near(part["risk_achievement_worth"], said["RAW"])
                    if part["risk_reduction_worth"] is not None and math.isfinite(said["RRW"]):
                        near(part["risk_reduction_worth"], said["RRW"])

    def test_agree_with_all_states_to_1e_9(self):
        checked = 0
        for seed in range(16):
            office = Office(seed)
            if len(office.used()) > 11:
                continue
            checked += 1
            with self.subTest(seed), tempfile.TemporaryDirectory() as folder:
                told = office.told(folder, "-n", "20")
                fails = {part: Fraction(office.fails[part]) for part in office.used()}
                top = office.exact(fails)
                near = lambda said, value: self.assertAlmostEqual(said, float(value), delta=1e-9 * max(1, float(value)))
                near(told["probability"], top)
                for part in told["parts"]:
                    name = part["part"]
                    near(part["fails"], fails[name])
                    failed, works = office.exact({**fails, name: Fraction(1)}), office.exact({**fails, name: Fraction(0)})
                    near(part["birnbaum"], failed - works)
                    if not top:
                        continue
                    near(part["fussell_vesely"], 1 - works / top)
                    near(part["risk_achievement_worth"], failed / top)
                    if works:
                        near(part["risk_reduction_worth"], top / works)
                for cut in told["cut_sets"]:
                    near(cut["probability"], math.prod(fails[part] for part in cut["parts"]))
        self.assertGreater(checked, 6)

    def test_are_the_probability_of_no_contact_where_the_protocol_is_static(self):
        outside = 0
        for seed in range(8):
            with self.subTest(seed), tempfile.TemporaryDirectory() as folder:
                told = Office(seed).told(folder, "-n", "4000")
                self.assertEqual(told["not_static"], [])
                low, high = told["missed"]["interval"]
                outside += not low <= told["probability"] <= high
                # Every drill without contact shows why.
                self.assertEqual(told["missed"]["without_a_cut_set"], 0)
        self.assertLessEqual(outside, 2)

    def test_name_drills_that_show_them(self):
        words = (UK_CHINA, "-p", "lists", "-n", "300", "--cut-sets")
        told = json.loads(hotline("mend", *words, "--format", "json").stdout)
        self.assertFalse(told["static"])
        self.assertIn(["party cn"], [cut["parts"] for cut in told["cut_sets"]])
        refused = next(cut for cut in told["cut_sets"] if cut["parts"] == ["party cn"])
        contacts = [line.split(",") for line in hotline("run", UK_CHINA, "-p", "lists", "-n", "300", "--format",
                                                        "csv").stdout.splitlines()]
        column = contacts[0].index("contact")
        for drill in refused["drills"]:
            self.assertEqual(contacts[1 + drill][column], "")
        for form in ("text", "json", "csv"):
            one = hotline("mend", *words, "--format", form, "--jobs", "1").stdout
            self.assertEqual(one, hotline("mend", *words, "--format", form, "--jobs", "5").stdout)
            self.assertEqual(one, hotline("mend", *words, "--format", form, "--world", "shared").stdout)

    def test_errors_are_clear(self):
        def wrong(*words):
            done = subprocess.run([HOTLINE, "mend", *words], capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            return done.stderr
        self.assertIn("--budget and --cut-sets exclude each other: nothing is changed",
                      wrong(UK_CHINA, "--cut-sets", "--budget", "3"))
        self.assertIn("--cut-sets is about one case, but there are ",
                      wrong(Path(UK_CHINA).parent / "osce-2013", "--cut-sets"))
        self.assertIn('--cut-sets needs cases that do not compete: "interaction" is true',
                      wrong(UK_CHINA, "--cut-sets", "--set", "simulation.interaction=true"))


if __name__ == "__main__":
    main()
