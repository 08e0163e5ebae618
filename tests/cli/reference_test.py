#!/usr/bin/env python3
"""The reference names exactly what the program knows: keys of the format, laws, columns of lists, findings of lint, exit
codes. The program lists what it knows when it meets an unknown word. Codes are found in its sources."""

import re
import tempfile
import unittest
from pathlib import Path

from program import SOURCES, UK_CHINA, hotline, main

UNKNOWN = "qqqqqqqqqqqq"  # not similar to any known word
ANY_KEY = f"{UNKNOWN} = 1"
ANY = f"{{ {ANY_KEY} }}"

# A table for each section of keys, with an unknown key.
SECTIONS = {
    "At the top": ANY_KEY,
    "[party.ID]": f"party.x = {ANY}",
    "[roster.ID]": f"roster.x = {ANY}",
    "[rota.ID]": f"rota.x = {ANY}",
    "[[rota.ID.layer]]": f"rota.x.layer = [{ANY}]",
    "[response.ID]": f"response.x = {ANY}",
    "[[response.ID.when]]": f"response.x.when = [{ANY}]",
    "[response.ID.between]": f"response.x.between = {ANY}",
    "[staleness.ID]": f"staleness.x = {ANY}",
    "[stance.PARTY]": f"stance.uk = {ANY}",
    "[carrier.ID]": f"carrier.x = {ANY}",
    "[site.ID]": f"site.x = {ANY}",
    "[[outage]]": f"outage = [{ANY}]",
    "[channel.ID]": f"channel.x = {ANY}",
    "[protocol.ID]": f"protocol.x = {ANY}",
    "[[protocol.ID.step]]": f"protocol.x.step = [{ANY}]",
    "[[case]]": f"case = [{ANY}]",
    "[[quorum]]": f"quorum = [{ANY}]",
    "[[expect]]": f"expect = [{ANY}]",
    "[[change]]": f"change = [{ANY}]",
    "[[contacts_for_each]]": f"contacts_for_each = [{ANY}]",
    "[[load]]": f"load = [{ANY}]",
    "[[traffic]]": f"traffic = [{ANY}]",
}
# Likewise for tables inside others, which stand in the row of their key.
WITHIN = {
    "start": f"start = {ANY}",
    "simulation": f"simulation = {ANY}",
    "holidays": f"holidays = [{ANY}]",
    "leave": f"leave = [{ANY}]",
    "overrides": f"overrides = [{ANY}]",
    "shifts": f"roster.x.shifts = [{ANY}]",
    "on_duty": f"response.x.on_duty = {ANY}",
    "off_duty": f"response.x.off_duty = {ANY}",
    "on_leave": f"response.x.on_leave = {ANY}",
    "call_back": f"response.x.call_back = {ANY}",
    "voice_mail": f"response.x.voice_mail = {ANY}",
    "wrong_person": f"response.x.wrong_person = {ANY}",
    "answer": f"response.x.between = {{ answer = {ANY} }}",
    "latency": f"response.x.between = {{ latency = {ANY} }}",
    "degraded": f"carrier.x.degraded = {ANY}",
    "goal": f"protocol.x.goal = {ANY}",
    "verify": f"protocol.x.verify = {ANY}",
    "interpreter": f"protocol.x.interpreter = {ANY}",
    "request": f"protocol.x.request = {ANY}",
    "exchange": f"protocol.x.exchange = {ANY}",
    "repeat": f"case = [{{ repeat = {ANY} }}]",
    "call": f"protocol.x.step = [{{ call = {ANY} }}]",
    "last_verified": f"contacts_for_each = [{{ last_verified = {ANY} }}]",
    "row": f"contacts_for_each = [{{ row = [{ANY}] }}]",
}
LISTS = {"contacts.csv": "contacts", "parties.csv": "parties", "holidays.csv": "holidays", "leave.csv": "leave",
         "overrides.csv": "overrides"}
ANY_LAW = {"law", "at_least", "at_most"}


def tables(page, first):
    """The tables of a page whose first column has this heading: the heading above them, and their rows of cells."""
    found, heading, header = [], "", None
    for line in (SOURCES / "scenarios" / page).read_text().splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").strip("`")
        if not line.startswith("|"):
            header = None
        elif header is None:
            header = line.strip("|").split("|")[0].strip()
            if header == first:
                found.append((heading, []))
        elif header == first and not line.startswith("|--"):
            found[-1][1].append(line.strip("|").split("|"))
    return found


def codes(*cells):
    return re.findall(r"`([^`]+)`", " ".join(cells))


def keys(cell):
    return {code.strip("[]") for code in codes(cell)}


def in_braces(cell):
    """The keys of tables that a cell writes out: `{ answer, latency }`, `at = INSTANT`."""
    inside = [part for code in codes(cell) if code.startswith("{ ") for part in code.strip("{} ").split(",")]
    inside += [code for code in codes(cell) if " = " in code and not code.startswith("{")]
    return {key for part in inside if re.fullmatch(r"[a-z_]+", key := part.split("=")[0].strip())}


class Known:
    """A mixin for tests: what the program says that it knows."""

    maxDiff = None

    def lint(self, toml, **lists):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in lists.items():
                Path(folder, f"{name}.csv").write_text(text)
            Path(folder, "scenario.toml").write_text(f'extends = "{UK_CHINA}/scenario.toml"\n{toml}\n')
            return hotline("lint", folder, code=2).stdout

    def known(self, toml, what="key", word=UNKNOWN, **lists):
        said = self.lint(toml, **lists)
        hint = re.search(rf'error: unknown {what} "{word}"[^\n]*\n(?:[^\n]* \| [^\n]*\n)*hint: expected one of (.*)', said)
        self.assertTrue(hint, said)
        return set(hint[1].split(", "))


class Keys(Known, unittest.TestCase):
    def test_of_every_section_are_those_of_its_table(self):
        documented = {heading: set().union(*(keys(row[0]) for row in rows))
                      for heading, rows in tables("format.md", "key")}
        self.assertEqual(set(documented), set(SECTIONS))
        # `extends` is followed and removed before keys are checked.
        documented["At the top"].remove("extends")
        documented["At the top"] |= {re.match(r"\[+(\w+)", heading)[1] for heading in documented if heading[0] == "["}
        for heading, known in SECTIONS.items():
            with self.subTest(heading):
                self.assertEqual(self.known(known), documented[heading])

    def test_of_tables_in_a_key_stand_in_its_row(self):
        rows = {key: row for _, table in tables("format.md", "key") for row in table for key in keys(row[0])
                if in_braces(row[1]) or key in ("call", "row")}
        self.assertEqual(set(rows), set(WITHIN))
        for key, row in rows.items():
            with self.subTest(key):
                known = self.known(WITHIN[key])
                self.assertEqual(in_braces(row[1]) - known, set(), "are documented, but not known")
                words = {word for code in codes(*row[1:]) for word in re.findall(r"[a-z_]+", code)}
                self.assertEqual(known - words, set(), "are known, but not documented")

    def test_tell_of_a_value_of_another_kind_once(self):
        for heading, section in (SECTIONS | WITHIN).items():
            for key in sorted(self.known(section)):
                for value in ("1", "2012-10-04T00:00:00Z"):
                    with self.subTest(heading, key=key, value=value):
                        between = ", " if "{" in section else "\n"
                        said = self.lint(toml := section.replace(ANY_KEY, f"{key} = {value}{between}{ANY_KEY}"))
                        place = f"scenario.toml:2:{toml.index(value) + 1}: error:"
                        self.assertLessEqual(said.count(place), 1, said)

    def test_of_several_parties_are_those_of_its_values(self):
        text = (SOURCES / "scenarios" / "format.md").read_text()
        self.assertEqual(self.known(f'case = [{{ caller = {ANY}, callee = "cn", protocol = "lists" }}]'), {"group"})
        self.assertIn("`{ group = … }`", text[:text.index("## At the top")])

    def test_of_laws_are_their_parameters(self):
        [(_, laws)] = tables("format.md", "law")
        self.assertEqual(self.known(f'channel.x.set_up = {{ law = "{UNKNOWN}" }}', "law"),
                         {code for row in laws for code in codes(row[0])})
        for law, parameters, _ in laws:
            [name] = codes(law)
            self.assertEqual(self.known(f'channel.x.set_up = {{ law = "{name}", {UNKNOWN} = 1 }}') - ANY_LAW,
                             set(codes(parameters)), name)
        self.assertIn("Every law takes `at_least` and `at_most`", (SOURCES / "scenarios" / "format.md").read_text())

    def test_of_lists_are_their_columns(self):
        found = dict(tables("format.md", "column"))
        self.assertEqual(set(found), set(LISTS))
        for name, key in LISTS.items():
            known = self.known(f'{key} = ["{key}.csv"]', "column", **{key: UNKNOWN + "\n1\n"})
            self.assertEqual(known, set().union(*(keys(row[0]) for row in found[name])), name)


class Codes(unittest.TestCase):
    """A finding's code is one string in the sources, so that a search finds it."""

    maxDiff = None

    def test_of_lint_are_those_of_its_findings(self):
        [(_, rows)] = tables("findings.md", "code")
        sources = "\n".join(file.read_text() for file in (SOURCES / "models").rglob("lint*.cpp"))
        self.assertEqual(set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', sources)), {code for row in rows for code in codes(row[0])})

    def test_of_exits_are_those_of_their_table_and_of_the_help(self):
        [file] = (SOURCES / "sim").rglob("exit_code.hpp")
        known = set(re.findall(r"constexpr int k\w+ = (\d+);", file.read_text()))
        self.assertGreater(len(known), 5)
        [rows] = [rows for heading, rows in tables("results.md", "code") if heading == "Exit codes"]
        self.assertEqual({code for row in rows for code in codes(row[0])}, known)
        said = hotline("--help").stdout.split("Exit codes:")[1]
        self.assertEqual(set(re.findall(r"\b\d+\b", said)), known)


if __name__ == "__main__":
    main()
