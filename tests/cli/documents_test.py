#!/usr/bin/env python3
"""The documents and the program name the same keys."""

import itertools
import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import BUDAPEST, HOTLINE, SOURCES, UK_CHINA, crowded_scenario, hotline, main


class Documents(unittest.TestCase):
    """The keys of the JSON are those that the tables of scenarios/results.md have."""

    @staticmethod
    def table(section, number=0):
        """The rows of one of the section's tables of keys: the key, and its description."""
        text = (SOURCES / "scenarios" / "results.md").read_text()
        lines = re.split(rf"\n##+ {section}\n", text)[1].splitlines()
        begins = [at for at, line in enumerate(lines) if line.startswith("| key")][number]
        return [line.split("|", 2)[1:] for line in itertools.takewhile(lambda line: line.startswith("|"), lines[begins + 2:])]

    @staticmethod
    def in_code(cells):
        return set(re.findall(r"`([^`]+)`", " ".join(cells)))

    @staticmethod
    def keys(told):
        if isinstance(told, list):
            return {key for item in told for key in Documents.keys(item)}
        if not isinstance(told, dict):
            return set()
        return set(told) | {key for value in told.values() for key in Documents.keys(value)}

    def agree(self, rows, *told, but=()):
        """Every key of the first column is printed. Every printed key is in the table, except some."""
        words = [{word for code in self.in_code(cells) for word in re.findall(r"[a-z_][a-z_0-9]*", code)}
                 for cells in ([row[0] for row in rows], [cell for row in rows for cell in row])]
        found = {key for one in told for key in self.keys(json.loads(one))} - set(but)
        self.assertEqual(words[0] - found - set(but), set(), "are documented, but not printed")
        self.assertEqual(found - words[1], set(), "are printed, but not documented")

    def test_have_the_keys_of_a_run(self):
        exchange = '''
            [channel.mail]
            kind = "message"
            [protocol.send]
            goal = { authority = 3 }
            exchange = { size = "1MB", via = "mail" }
            step = [{ call = { role = "desk" } }]
            [[quorum]]
            id = "all"
            at_least = "100%"
            '''
        with tempfile.TemporaryDirectory() as folder:
            crowded = hotline("run", crowded_scenario(folder, exchange), "-p", "send", "-n", "5", "--format", "json").stdout
        rows = self.table("A run")
        results = set(json.loads(crowded)["cases"][0]["attempts"]["by_result"])
        self.assertEqual(results - self.in_code(cell for row in rows for cell in row), set())
        # No drill is missing here.
        self.agree(rows + self.table("By resource"), crowded,
                   hotline("run", UK_CHINA + "/careful.toml", "-n", "5", "--format", "json").stdout,
                   hotline("run", UK_CHINA, "--precision", "0.2", "--format", "json").stdout,
                   hotline("run", UK_CHINA, "--even-starts", "-n", "50", "--format", "json").stdout,
                   but={*results, "missing"})

    def test_have_the_keys_of_a_run_with_doubts(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "scenario.toml").write_text(
                f'extends = "{UK_CHINA}/scenario.toml"\n[staleness.phone-number]\nper_year = {{ best = 0.16, from = 0.05, to = 0.5 }}\n'
                '[[quorum]]\nid = "one"\nat_least = 1\n')
            self.agree(self.table("A run with doubts"),
                       hotline("run", folder, "-n", "50", "--doubts", "40", "--format", "json").stdout)

    def test_have_the_keys_of_a_comparison_with_doubts(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "scenario.toml").write_text(
                f'extends = "{UK_CHINA}/scenario.toml"\n[staleness.phone-number]\nper_year = {{ best = 0.16, from = 0.05, to = 0.5 }}\n')
            self.agree(self.table("A comparison with doubts"),
                       hotline("compare", folder, "-n", "50", "--doubts", "40", "--format", "json").stdout)

    def test_have_the_keys_of_comparisons_and_pairs(self):
        results = json.loads(hotline("run", UK_CHINA, "-n", "1", "--format", "json").stdout)["cases"][0]["attempts"]
        self.agree(self.table("A comparison"),
                   hotline("compare", UK_CHINA, "-n", "50", "--flips", "--format", "json").stdout,
                   but={*results["by_result"], "no attempt"})
        self.agree(self.table("By pair"),
                   hotline("run", BUDAPEST, "-n", "2", "--by", "pair", "--format", "json").stdout)

    def test_have_the_keys_of_a_check(self):
        with tempfile.TemporaryDirectory() as folder:
            scenario = Path(folder, "scenario.toml")
            expects = ('[[expect]]\nprotocol = "lists"\nthat = "P(contact <= 1h) >= 0.1"\n'
                       '[[expect]]\nthat = "P(share(contact, 1h) >= 1) of lists >= 0.1"\n'
                       '[[expect]]\nthat = "P(contact <= 24h) of lists >= 0.1"\nin_worlds = 0.5\n'
                       '[staleness.phone-number]\nper_year = { best = 0.16, from = 0.05, to = 0.5 }\n')
            scenario.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n{expects}')
            subprocess.run([HOTLINE, "check", folder, "--baseline", folder, "--update-baseline", "-n", "100"],
                           check=True, capture_output=True)
            scenario.write_text(f'extends = "{UK_CHINA}/scenario.toml"\n{expects}[protocol.lists]\nprepare = "5h"\n')
            checked = subprocess.run([HOTLINE, "check", folder, "--baseline", folder, "--format", "json"],
                                     capture_output=True, text=True, timeout=60).stdout
        self.agree(self.table("A check"), checked)

    def test_have_the_keys_of_the_next_tests(self):
        self.agree(self.table("Which tests next"),
                   hotline("plan", UK_CHINA, "--budget", "9", "-n", "50", "--format", "json").stdout)

    def test_have_the_keys_of_a_drill_and_of_a_list(self):
        section = "One drill, and the list at one instant"
        replayed = [hotline("replay", UK_CHINA, "-k", str(k), "--format", "json").stdout for k in range(10)]
        with tempfile.TemporaryDirectory() as folder:
            crowded = crowded_scenario(folder, '[[quorum]]\nid = "all"\nat_least = 5\n')
            self.agree(self.table(section, 0), *replayed, hotline("replay", crowded, "-k", "1", "--format", "json").stdout)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "scenario.toml").write_text(f'extends = "{UK_CHINA}/scenario.toml"\nleave = ["leave.csv"]\n'
                                                    '[[response.office-phone.when]]\nhours = "00:00-24:00"\non_duty = { answer = 0.9 }\n'
                                                    '[response.office-phone.between]\neach = "party"\nanswer = { law = "beta", precision = 4 }\n'
                                                    '[rota.desk]\nparty = "cn"\nmembers = ["cn-mfa-director"]\nturn = "1d"\nfirst = 2012-10-01\n'
                                                    '[protocol.lists]\ngoal = { count = 2 }\n'
                                                    '[[protocol.lists.step]]\ncall = ["cn-cert-duty", { rota = "desk" }]\n'
                                                    'then_calls = "tree"\n'
                                                    '[protocol.tree]\nstep = [{ call = "cn-cert-duty" }]\n')
            Path(folder, "leave.csv").write_text("official,from,until,deputy\n"
                                                 "cn-mfa-director,2012-10-01,2012-10-09,\n"
                                                 "cn-cert-duty,2012-10-01,2012-10-09,cn-hotline-desk\n")
            self.agree(self.table(section, 1),
                       hotline("who", folder, "--at", "2012-10-04T02:30:00Z", "--format", "json").stdout)


if __name__ == "__main__":
    main()
