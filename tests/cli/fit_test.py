#!/usr/bin/env python3
"""`hotline fit` and `hotline plan`."""

import csv
import json
import math
import random
import re
import shutil
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path

from program import UK_CHINA, crowded_scenario, hotline, main

SCENARIO = Path(UK_CHINA)


def made_log(seed, contacts=24, tests=8):
    """Tests of contacts that differ: answer beta(3, 2), latency lognormal 25 s, sigma 0.5 and 0.4 between them."""
    luck = random.Random(seed)
    rows = ["official,channel,at,result,after,given_up"]
    for contact in range(contacts):
        answer, factor = luck.betavariate(3, 2), math.exp(luck.gauss(0, 0.4))
        for test in range(tests):
            time = 25 * factor * math.exp(luck.gauss(0, 0.5))
            at = f"2012-{1 + test:02}-03T10:{contact:02}Z"
            if luck.random() < 0.05 and test > 3:
                rows.append(f"office-{contact},pstn,{at},dead,,")
            elif luck.random() < answer and time < 120:
                rows.append(f"office-{contact},pstn,{at},answered,{time:.1f}s,")
            else:
                rows.append(f"office-{contact},pstn,{at},no answer,,2min")
    return "\n".join(rows) + "\n"


class Markup(HTMLParser):
    """The elements of a page, and what is wrong with how they nest."""

    def __init__(self, text):
        super().__init__()
        self.open, self.all, self.problems = [], [], []
        self.feed(text)
        self.close()
        self.problems += [f"<{tag}> is not closed" for tag, _ in self.open]

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> has an attribute twice")
        element = [tag, ""]
        self.all.append(element)
        if tag != "meta":
            self.open.append(element)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.problems.append(f"</{tag}> closes another element")
        else:
            self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element[1] += data

    def count(self, tag):
        return sum(name == tag for name, _ in self.all)

    def texts(self, tag):
        return [text for name, text in self.all if name == tag]


class Fit(unittest.TestCase):
    maxDiff = None

    def fit(self, log, *words, code=0):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "log.csv")
            file.write_text(log)
            done = hotline("fit", str(file), *words, code=code)
            done.stderr = done.stderr.replace(folder + "/", "")
            done.stdout = done.stdout.replace(folder + "/", "")
            return done

    def test_finds_what_made_the_log(self):
        told = json.loads(self.fit(made_log(1), "--format", "json").stdout)
        [found] = told["classes"]
        self.assertEqual(found["response"], "pstn")
        for known, truth in ((found["answer"], 0.6), (found["time"]["place"], 25), (found["between"]["precision"], 5),
                             (found["between"]["sigma"], 0.4)):
            low, high = known["interval"]
            self.assertTrue(low < truth < high, (known, truth))
            self.assertTrue(low < known["from"] < known["best"] < known["to"] < high, known)
        self.assertGreater(found["fit"]["p_value"], 0.001)
        [stale] = told["staleness"]
        self.assertGreater(stale["dead"], 0)
        self.assertTrue(stale["interval"][0] < stale["per_year"] < stale["interval"][1])

    def test_tells_it_in_text(self):
        text = self.fit(made_log(1)).stdout
        self.assertIn("log.csv: 192 tests of 24 entries, 2012-01-03 to 2012-08-03\n", text)
        self.assertIn('Columns: official: column "official"; channel: column "channel"; at: column "at"; result:', text.replace("\n", " "))
        self.assertRegex(text, r"\npstn: 192 tests of 24 contacts\n  answered \d+, no answer \d+, dead \d+\n  answers    \d\d\.\d % \(")
        self.assertRegex(text, r"\n  contacts   answers: precision \d")
        self.assertRegex(text, r"\n  fit        chi-squared \d+\.\d\d, degrees of freedom \d, p 0\.\d+\n")
        self.assertRegex(text, r"\n  goes stale 0\.\d+ \(0\.\d+–\d")
        for line in text.splitlines():
            self.assertLessEqual(len(line), 80, line)

    def test_says_what_cannot_be_told(self):
        few = self.fit("who,minutes\na,>30\nb,>30\n").stdout
        self.assertIn("No law of the time to an answer: nobody answered.", few)
        one = self.fit("who,minutes\na,5\n").stdout
        self.assertIn("exponential, mean ", one)
        self.assertIn("Contacts were tested too seldom to tell how much they differ.", one)
        self.assertIn("No test of the fit: there are too few answers.", one)
        early = "who,minutes\n" + "".join(f"c{i},{i + 1}\n" for i in range(15)) + "".join(f"d{i},>15\n" for i in range(15))
        self.assertIn("The share that never answers cannot be told from a slow law: the log ends at 15 min.",
                      " ".join(self.fit(early).stdout.split()))

    def test_does_not_count_those_who_are_absent_twice(self):
        """A scenario says that half are absent. The share that answers is then that of those who are there."""
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "log.csv")
            log.write_text("official,seconds\n" + "".join(f"cn-desk,{12 if n % 10 < 3 else '>40'}\n" for n in range(400)))
            scenario = crowded_scenario(folder)

            def laws(*words):
                out = Path(folder, "fitted")
                shutil.rmtree(out, ignore_errors=True)
                hotline("fit", str(log), scenario, *words, "--out", str(out))
                return re.search(r"\n(#.*present.*\n)?answer = \{ best = ([\d.]+), ", out.joinpath("laws.toml").read_text()).groups()
            said, answer = laws()
            self.assertIsNone(said)
            self.assertAlmostEqual(float(answer), 0.3, delta=0.05)
            said, of_present = laws("--set", "response.always.present=0.5")
            self.assertEqual(said, "# of those who are present, in 50.0 % of drills: whoever is absent answers no test either\n")
            self.assertAlmostEqual(float(of_present), 2 * float(answer), delta=0.001)

    def test_writes_laws_that_a_scenario_can_extend(self):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "log.csv")
            log.write_text(made_log(2).replace("pstn", "office-phone"))
            out = Path(folder, "fitted")
            hotline("fit", str(log), "--out", str(out))
            laws = out.joinpath("laws.toml").read_text()
            self.assertRegex(laws, r"\n# fitted from 192 tests, 2012-01-03 to 2012-08-03 of 24 contacts\n"
                                   r"\[response\.office-phone\.on_duty\]\nanswer = \{ best = 0\.\d{4}, from = 0\.\d{4}, to = 0\.\d{4} \}\n"
                                   r"latency = \{ law = \"")
            self.assertRegex(laws, r"\n\[response\.office-phone\.between\]\neach = \"official\"\nanswer = \{ law = \"beta\", precision = \{ best")
            # A scenario of nothing else is wrong in many ways, but not in what it extends.
            Path(folder, "scenario.toml").write_text('extends = "fitted/laws.toml"\nhorizon = "1h"\n')
            said = hotline("lint", folder, code=2).stdout
            self.assertIn("scenario.toml:1:1: error:", said)
            self.assertNotIn("laws.toml:", said)

    def test_writes_a_page(self):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "log.csv")
            log.write_text(made_log(2).replace("office-3,", "<b>office</b>,"))
            out = Path(folder, "fitted")
            hotline("fit", str(log), "--out", str(out))
            text = out.joinpath("page.html").read_text()
            page = Markup(text)
            self.assertEqual(page.problems, [])
            self.assertEqual(page.texts("h2")[:3], ["The estimates", "Data and laws", "The twelve worst entries"])
            self.assertIn("How fast entries go stale", page.texts("h2"))
            self.assertEqual(page.count("figure"), 1 + 12)
            self.assertEqual((page.count("script"), page.count("b"), page.count("img"), page.count("link")), (0, 0, 0, 0))
            told = json.loads(self.fit(log.read_text(), "--format", "json").stdout)
            [found] = told["classes"]
            self.assertIn(f"{100 * found['answer']['best']:.1f} % (", " ".join(page.texts("td")))
            for by in found["answered_by"]:
                for what in ("tests", "law"):
                    low, high = by[what + "_interval"]
                    self.assertTrue(0 <= low <= by[what] <= high <= 1, by)
            # The law fits, so that it lies in the band of the tests nearly everywhere.
            self.assertGreater(sum(by["tests_interval"][0] <= by["law"] <= by["tests_interval"][1] for by in found["answered_by"]), 17)
            self.assertRegex(out.joinpath("laws.toml").read_text(), r"(?m)^# Each doubt is drawn by itself, as if the estimates did not depend on each other\. "
                             r"That changes most\n# the answers within \d+ s: \d+\.\d–\d+\.\d % in 90 % of worlds, where the estimates together say \d+\.\d–\d+\.\d %\.$")

    def test_writes_a_scenario_and_its_list(self):
        rows = list(csv.DictReader(SCENARIO.joinpath("contacts.csv").read_text().splitlines()))
        log = ["official,channel,at,result,after,given_up"]
        for index, row in enumerate(rows):
            for test in range(6):
                at = f"2013-02-{1 + test:02}T{(index * 5 + test * 3) % 24:02}:30Z"
                log.append(f"{row['official']},{row['channel']},{at}," + ("answered,20s," if (index + test) % 3 else "no answer,,60s"))
        log.append("nobody,pstn,2013-02-03T10:00Z,answered,3s,")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "log.csv")
            file.write_text("\n".join(log) + "\n")
            out = Path(folder, "fitted")
            done = hotline("fit", str(file), str(SCENARIO), "--out", str(out))
            self.assertIn('"nobody" is not on the list of the scenario, so that the tests of it are left out', done.stderr)
            self.assertIn(", on duty: ", done.stdout)
            new = out.joinpath("contacts.csv").read_text()
            self.assertIn("2013-02-06", new)
            self.assertEqual(len(new.splitlines()), len(rows) + 1)
            lint = hotline("lint", str(out)).stdout
            self.assertNotIn("error:", lint)
            for words in (("-n", "20"), ("-n", "80", "--doubts", "40")):
                hotline("run", str(out), *words)

    def test_tells_what_is_wrong(self):
        self.assertIn('"maybe" is no result of a test', self.fit("who,result,after\na,maybe,1\n", code=2).stderr)
        self.assertIn('--column knows no role "wen"', self.fit("who,after\na,1\n", "--column", "wen=at", code=2).stderr)
        self.assertIn("--column takes ROLE=NAME, such as after=minutes, not \"after\"",
                      self.fit("who,after\na,1\n", "--column", "after", code=2).stderr)
        self.assertIn("--set needs a scenario", self.fit("who,after\na,1\n", "--set", "horizon=1h", code=2).stderr)
        self.assertIn("--zone takes a name of the tz database", self.fit("who,after\na,1\n", "--zone", "Mars", code=2).stderr)
        self.assertIn("no test is left", self.fit("who,after\na,1\n", str(SCENARIO), code=2).stderr)
        self.assertIn("missing argument: the command takes LOG… [SCENARIO]", hotline("fit", str(SCENARIO), code=2).stderr)
        self.assertIn("the command takes one scenario, after all logs",
                      hotline("fit", str(SCENARIO), str(SCENARIO), code=2).stderr)

    def test_takes_whatever_it_is_given(self):
        luck = random.Random(3)
        for _ in range(12):
            rows = ["who,after,result"]
            for _ in range(luck.choice((1, 2, 3, 10, 60))):
                kind = luck.random()
                time = luck.choice(("0", "5", "1e9", "17", f"{luck.random():.3f}", "3h"))
                rows.append(f"c{luck.randrange(5)}," + (f"{time},yes" if kind < 0.4 else f">{time},no" if kind < 0.8 else f"1-{1 + luck.randrange(9)},yes"))
            text = self.fit("\n".join(rows) + "\n").stdout
            self.assertNotRegex(text, r"(?<![\w.])(nan|inf)(?!\w)")


class Score(unittest.TestCase):
    def logs(self, folder):
        """Two logs of the first entries of the list: the second one finds an entry dead, and one that answers no more."""
        rows = list(csv.DictReader(SCENARIO.joinpath("contacts.csv").read_text().splitlines()))[:6]
        files = []
        for year in (2013, 2014):
            log = ["official,channel,at,result,after,given_up"]
            for index, row in enumerate(rows):
                for test in range(8):
                    at = f"{year}-03-{1 + test:02}T{(index + test) % 12 + 6:02}:30Z"
                    answers = index != 1 and (test + index) % 4 > 0 and not (year == 2014 and index == 0)
                    log.append(f"{row['official']},{row['channel']},{at}," + (f"answered,{15 + test}s," if answers else "no answer,,60s"))
            if year == 2014:
                log.append(f"{rows[5]['official']},{rows[5]['channel']},2014-04-01T09:00Z,dead,,")
            files.append(Path(folder, f"{year}.csv"))
            files[-1].write_text("\n".join(log) + "\n")
        return [str(file) for file in files], rows

    def test_ranks_entries(self):
        with tempfile.TemporaryDirectory() as folder:
            logs, rows = self.logs(folder)
            words = ("score", *logs, str(SCENARIO), "--within", "1h", "-n", "50", "--on", "2014-06-01T00:00Z")
            told = json.loads(hotline(*words, "--format", "json").stdout)
            entries = {(entry["official"], entry["channel"]): entry for entry in told["entries"]}
            ranks = [entry["rank"] for entry in told["entries"] if entry["rank"]]
            self.assertEqual(ranks, sorted(ranks))
            dead = entries[rows[5]["official"], rows[5]["channel"]]
            self.assertTrue(dead["dead"] and dead["answers_in_time"] == 0 and dead["rank"] == 1)
            worse = entries[rows[0]["official"], rows[0]["channel"]]
            self.assertLess(worse["answers_in_time"], worse["before"])
            for entry in told["entries"]:
                if entry["rank"] and not entry["dead"]:
                    low, high = entry["interval"]
                    self.assertTrue(0 <= low < entry["answers_in_time"] < high <= 1, entry)
            for contact in told["contacts"]:
                self.assertTrue(contact["before_tests"]["interval"][0] <= contact["before_tests"]["probability"])
            text = hotline(*words).stdout
            self.assertIn("rank entry", text)
            self.assertRegex(text, r"\n   1 .* dead +\d+ d ")
            self.assertIn("1 entry was found dead by the last test: to be replaced.\n", text)
            self.assertRegex(text.replace("\n    ", " "), r"\nContact within 1 h, in 50 drills of the list as it is, and as the tests say:\n  .*: .* % \(.*\) before, .* % \(.*\) after")
            for line in text.splitlines():
                self.assertLessEqual(len(line), 80, line)
            lines = hotline(*words, "--format", "csv").stdout.splitlines()
            self.assertEqual(len(lines), 1 + len(told["entries"]))
            # Of one log nothing can have changed.
            self.assertNotIn("changed", hotline("score", logs[0], str(SCENARIO), "-n", "20").stdout)

    def test_tells_what_is_wrong(self):
        with tempfile.TemporaryDirectory() as folder:
            logs, _ = self.logs(folder)
            self.assertEqual(hotline("score", logs[0], code=2).stderr, "hotline: error: missing argument: the command takes LOG… SCENARIO\n")
            self.assertIn('--on takes an instant such as 2012-10-04T02:30Z, not "now"',
                          hotline("score", logs[0], str(SCENARIO), "--on", "now", code=2).stderr)
            self.assertIn("--within must be within the horizon", hotline("score", logs[0], str(SCENARIO), "--within", "99d", code=2).stderr)


class Plan(unittest.TestCase):
    def test_has_the_classic_numbers(self):
        for at_least, tests in (("0.9", 29), ("0.95", 59), ("0.99", 299)):
            told = json.loads(hotline("plan", "--at-least", at_least, "--format", "json").stdout)
            self.assertEqual(told["sizes"][0]["tests"], tests)
        self.assertEqual(hotline("plan", "--failures", "1", "--truth", "0.99").stdout, """\
To show with 95.0 % confidence that at least 95.0 % of tests succeed, make so
many tests, of which so many may fail:

may fail       tests  passes if the truth is
                         99.0 %
       0          59     55.3 %
       1          93     76.2 %

Exact, by the binomial law. The tests must be independent: several calls to one
office on one day are hardly more than one.
""")
        rows = hotline("plan", "--failures", "1", "--truth", "0.99,1", "--format", "csv").stdout.splitlines()
        self.assertEqual(rows[0], "failures,tests,passes_if_0.99,passes_if_1")
        self.assertTrue(rows[1].startswith("0,59,0.55") and rows[1].endswith(",1"), rows)

    def test_tells_what_is_wrong(self):
        for words, said in ((("--at-least", "95"), "--at-least takes a number from 0.001 to 0.999999, not \"95\""),
                            (("--truth", "1,x"), "--truth takes shares from 0 to 1, such as 0.98,0.99, not \"x\""),
                            (("more",), "a scenario needs --budget: how many calls may be made"),
                            (("--budget", "3"), "--budget needs a scenario: hotline plan SCENARIO --budget 20"),
                            (("--apart", "3d"), "--apart needs --budget"),
                            (("--budget", "3", "--truth", "1"), "--truth and --budget exclude each other: one says how many tests, the other which"),
                            (("log.csv", str(SCENARIO), "--budget", "0"), '--budget takes a number from 1 to 10000, not "0"'),
                            (("log.csv", str(SCENARIO), "--budget", "3", "--over", "1s"), "--over takes a time from 1h to 366d"),
                            ((str(SCENARIO), str(SCENARIO), "--budget", "3"), f"the command takes one scenario, after all logs, and {SCENARIO} is none of them"),
                            ((str(SCENARIO), "--budget", "3", "--from", "now"), '--from takes an instant such as 2012-10-04T02:30Z, not "now"')):
            self.assertEqual(hotline("plan", *words, code=2).stderr, f"hotline: error: {said}\n")


if __name__ == "__main__":
    main()
