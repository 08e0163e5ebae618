#!/usr/bin/env python3
"""Every command with every pair of its options, for scenarios of several shapes.

Whatever the options and the scenario, no command crashes or overflows, prints something like nan for a number, or prints
a table without rows. HOTLINE_OPTIONS=full adds runs of three million drills, which take a quarter of an hour."""

import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from program import HOTLINE, UK_CHINA, commands, main

FULL = os.environ.get("HOTLINE_OPTIONS") == "full"
CENTURY = 36500  # days


def pairwise(factors, allowed):
    """Few settings of all factors. Every allowed pair of values is in one of them. They are the same in every run."""
    luck = random.Random(1)
    names = list(factors)
    every = {((a, x), (b, y)) for a, b in itertools.combinations(names, 2)
             for x in factors[a] for y in factors[b]}

    def pairs_of(setting):
        return set(itertools.combinations(setting.items(), 2))

    def attempt(fixed):
        for _ in range(400):
            setting = {name: luck.choice(factors[name]) for name in names} | dict(fixed)
            if allowed(setting):
                return setting
        return None

    settings = []
    while every:
        best = None
        for pair in sorted(every, key=repr)[:4]:
            if not (first := attempt(pair)):
                every.discard(pair)
                continue
            candidates = [first, *filter(None, (attempt(pair) for _ in range(8)))]
            found = max(candidates, key=lambda setting: len(pairs_of(setting) & every))
            if best is None or len(pairs_of(found) & every) > len(pairs_of(best) & every):
                best = found
        if best:
            settings.append(best)
            every -= pairs_of(best)
    return settings


# The shapes of scenarios.
SHAPES = {
    "cases": (1, 30),
    "protocols": (1, 25),
    "interaction": (False, True),
    "horizon": ("1s", f"{CENTURY}d"),
    "reached": ("none", "all"),
}


def write_scenario(folder, shape, name="scenario"):
    """Parties call each other. Their result is certain, but not its time. Drills start within three hours."""
    file = Path(folder, f"{name}.toml")
    callers = [f"c{index}" for index in range(6 if shape["cases"] > 1 else 1)]
    callees = [f"d{index}" for index in range(5 if shape["cases"] > 1 else 1)]
    protocols = [f"p{index}" for index in range(shape["protocols"])]
    rows = "".join(f"{party}-desk,{party},desk,3,answers,pstn,+1 {index}\n" for index, party in enumerate(callees))
    Path(folder, f"{name}.csv").write_text("official,party,role,authority,response,channel,address\n" + rows)
    answer = 1 if shape["reached"] == "all" else 0
    # The slowest answer comes within the horizon.
    latency = f'{{ law = "uniform", min = "1ms", max = "{"40ms" if shape["horizon"] == "1s" else "30d"}" }}'
    if shape.get("doubts"):
        latency = f'{{ one_of = [{latency}, {{ best = "2ms", from = "1ms", to = "5ms" }}] }}'
    parties = "".join(f'{party} = {{ time_zone = "Europe/Paris" }}\n' for party in callers + callees)
    of_protocols = "".join(f'[protocol.{protocol}]\ngoal = {{ authority = 3 }}\nconversation = "1ms"\n'
                           'step = [{ call = { role = "desk" } }]\n' for protocol in protocols)
    file.write_text(f'''
        title = "Options"
        horizon = "{shape["horizon"]}"
        seed = 7
        replications = 20
        contacts = ["{name}.csv"]
        start = {{ between = [2012-10-01T00:00:00Z, 2012-10-01T03:00:00Z] }}
        simulation = {{ interaction = {str(shape["interaction"]).lower()} }}
        [party]
        {parties}
        [response.answers]
        on_duty = {{ answer = {answer}, latency = {latency} }}
        [channel.pstn]
        kind = "call"
        set_up = "0s"
        patience = "{'50ms' if shape["horizon"] == "1s" else '40d'}"
        {of_protocols}
        [[case]]
        caller = {json.dumps(callers)}
        callee = {json.dumps(callees)}
        protocol = {json.dumps(protocols)}
        [[expect]]
        that = "P(contact <= {shape["horizon"]}) >= 0.5"
        [[change]]
        title = "Nobody answers"
        set = "response.answers.on_duty.answer=0"
        cost = 1
        [[change]]
        title = "Everybody answers"
        set = "response.answers.on_duty.answer=1"
        cost = 2
        ''')
    return str(file)


def write_log(folder, setting):
    """A log of tests, some of which were given up."""
    lines = ["duration,event,group"]
    for group in range(setting["groups"]):
        for entry in range(setting["entries"]):
            seconds = (entry + 1) * (0.001 if setting["lasts"] == "1s" else CENTURY * 86400 / 30)
            seconds /= 60 if setting.get("unit") == "min" else 1
            reached = {"none": 0, "all": 1, "some": entry % 2}[setting["reached"]]
            lines.append(f"{seconds},{reached},g{group}")
    file = Path(folder, "log.csv")
    file.write_text("\n".join(lines) + "\n")
    return str(file)


# Not a number.
NO_NUMBER = re.compile(r"(?<![\w.])[+-]?(nan|inf|infinity)(?![\w])", re.IGNORECASE)
DAYS = re.compile(r"(\d+) (d|y)\b")
# Times that are summed up can be negative only after an overflow. Differences may be negative.
TOGETHER = re.compile(r"together</th>.*?</tr>", re.DOTALL)
HEADS = re.compile(r"^ .*  (half by|90 % by|at least|reach|weight|asked|messages|difference|on average)(  |$)")


class Checks:
    """A mixin for tests that run a command and read its output."""

    def run_in(self, folder, *words):
        # A sanitizer's report ends a process with an exit code of its own.
        done = subprocess.run([HOTLINE, *words], capture_output=True, text=True, timeout=1800, cwd=folder)
        said = (words, done.returncode, done.stderr[-2000:])
        self.assertIn(done.returncode, (0, 1, 3) if words[0] == "check" else (0,), said)
        self.assertEqual(re.findall(r"runtime error|Sanitizer", done.stderr), [], said)
        return done.stdout

    def read(self, text, form):
        """Checks a result in some format."""
        self.assertEqual(NO_NUMBER.findall(text), [])
        for count, unit in DAYS.findall(text):
            self.assertLessEqual(int(count) * (365 if unit == "y" else 1), CENTURY + 1, text[:4000])
        if form == "json":
            def no_number(word):
                raise AssertionError(word)
            found = json.loads(text, parse_constant=no_number)
            for name in ("cases", "usage", "protocols", "scenarios", "groups", "drills"):
                if isinstance(found, dict) and name in found:
                    self.assertNotIn(found[name], ([], {}), name)
            self.check_reasons(found)
        elif form == "csv":
            self.assertGreater(len(text.splitlines()), 1)
        elif form == "text":
            lines = text.splitlines()
            for line, below in zip(lines, lines[1:] + [""]):
                if HEADS.match(line):
                    self.assertNotEqual(below.strip(), "", text)

    def check_reasons(self, found):
        """Every null that needs a reason has one."""
        if isinstance(found, list):
            for item in found:
                self.check_reasons(item)
        elif isinstance(found, dict):
            for name in ("value", "low", "high", "difference"):
                if name in found and found[name] is None:
                    self.assertIn(f"no_{name}", found)
            if isinstance(found.get("interval"), list) and None in found["interval"]:
                self.assertIn("no_interval", found)
            for item in found.values():
                self.check_reasons(item)

    def read_page(self, file):
        page = Path(file).read_text()
        words = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
        self.read(re.sub(r"<[^>]*>", " ", words), "page")
        for table in re.findall(r"<table.*?</table>", words, re.DOTALL):
            self.assertGreater(table.count("<tr"), 1, table)
        for together in TOGETHER.findall(words):
            self.assertNotIn("-", re.sub(r"<[^>]*>", " ", together), together)
        data = re.search(r'id="page-data"[^>]*>(.*?)</script>', page, re.DOTALL)
        if data:
            self.read(data.group(1).replace("\\u003c", "<"), "page data")

    def pictures(self, folder):
        for file in Path(folder).glob("*.svg"):
            self.read(re.sub(r"<[^>]*>", " ", file.read_text()), "picture")
            self.assertNotRegex(file.read_text(), r'"[^"]*\b(nan|inf)\b[^"]*"')

    def over(self, factors, allowed, play):
        settings = pairwise(factors, allowed)
        for setting in settings:
            with self.subTest(**setting), tempfile.TemporaryDirectory() as folder:
                play(setting, folder)


def drills_of(setting, words):
    if setting["n"]:
        words += ["-n", str(setting["n"])]


COMMON = {
    "n": (None, 1, 20, 3_000_000) if FULL else (None, 1, 20),
    "seed": (None, "0"),
    "jobs": ("1", "2"),
    "world": (None, "isolated", "shared"),
}


def cheap(setting):
    """Whether that many drills take little enough time."""
    if setting.get("n") != 3_000_000:
        return True
    return (setting["cases"] == 1 and setting["protocols"] == 1 and not setting["interaction"]
            and setting.get("world") != "shared" and setting.get("format") != "csv")


def may_be_in_doubt(setting):
    return not setting["doubts"] or (setting["n"] in (None, 20) and setting["cases"] * setting["protocols"] <= 30)


def worlds_fit(setting):
    return not (setting["interaction"] and setting.get("world") == "isolated")


def add(words, setting, *names):
    for name in names:
        if setting[name]:
            words += [f"--{name}", setting[name]]


class RunOptions(Checks, unittest.TestCase):
    def test_every_pair(self):
        factors = SHAPES | COMMON | {
            "protocol": (None, ("p0",)),
            "precision": (None, "0.2"),
            "by": (None, "hour-of-week", "month", "caller", "callee", "pair", "resource"),
            "within": (None, "500ms"),
            "format": ("text", "json", "csv"),
            "out": (False, True),
            "plot": (None, "--plot", "--no-plot"),
            "doubts": (None, "40"),
            "even-starts": (False, True),
        }

        def allowed(setting):
            by_time = setting["by"] in ("hour-of-week", "month")
            return (worlds_fit(setting) and cheap(setting) and may_be_in_doubt(setting)
                    and not (setting["doubts"] and (setting["precision"] or setting["by"] or setting["plot"] == "--plot"))
                    and not (setting["precision"] and (setting["n"] or setting["by"]))
                    and not (setting["even-starts"] and (setting["precision"] or setting["by"] or setting["doubts"]
                                                         or setting["n"] not in (None, 3_000_000)))
                    and not (setting["within"] and not setting["by"])
                    and not (setting["by"] == "resource" and (not setting["interaction"] or setting["within"]))
                    and not (by_time and setting["interaction"])
                    and not (setting["by"] == "hour-of-week" and setting["n"] == 1)
                    and not (by_time and not setting["n"] and setting["cases"] * setting["protocols"] > 30)
                    and not (setting["plot"] == "--plot" and (setting["by"] or setting["out"]
                                                              or setting["format"] != "text")))

        def play(setting, folder):
            words = ["run", write_scenario(folder, setting), "--format", setting["format"]]
            drills_of(setting, words)
            add(words, setting, "seed", "jobs", "world", "precision", "by", "within", "doubts")
            for protocol in setting["protocol"] or ():
                words += ["-p", protocol]
            if setting["out"]:
                words += ["--out", "results"]
            if setting["plot"]:
                words.append(setting["plot"])
            if setting["even-starts"]:
                words += ["--even-starts"] + ([] if setting["n"] else ["-n", "100"])
            told = self.run_in(folder, *words)
            if not setting["out"]:
                self.read(told, setting["format"])
            for file in Path(folder, "results").glob("*.*"):
                self.read(file.read_text(), {".txt": "text", ".json": "json", ".csv": "csv"}[file.suffix])

        self.over(factors, allowed, play)


class CompareOptions(Checks, unittest.TestCase):
    def test_every_pair(self):
        factors = SHAPES | COMMON | {
            "files": (1, 2),
            "protocol": (None, ("p0", "p1")),
            "against": (None, "p0"),
            "within": (None, "1ms,500ms"),
            "flips": (False, True),
            "format": ("text", "json", "csv"),
            "out": (False, True),
            "report": (False, True),
            "plot": (None, "--plot", "--no-plot"),
            "doubts": (None, "40"),
        }

        def allowed(setting):
            contenders = setting["protocols"]
            return (worlds_fit(setting) and cheap(setting) and may_be_in_doubt(setting)
                    and not (setting["doubts"] and (setting["flips"] or setting["report"] or setting["plot"] == "--plot"
                                                    or (contenders > 2 and not setting["protocol"])))
                    and (contenders > 1 or (setting["files"] == 2 and not setting["protocol"]))
                    and not (setting["files"] == 2 and (setting["against"] or setting["protocol"]
                                                        or contenders > 1))
                    and not (setting["cases"] * contenders > 30 and not setting["against"])
                    and not (setting["plot"] == "--plot" and (setting["out"] or setting["format"] != "text")))

        def play(setting, folder):
            words = ["compare", write_scenario(folder, setting), "--format", setting["format"]]
            if setting["files"] == 2:
                words.insert(2, write_scenario(folder, setting, "other"))
            drills_of(setting, words)
            add(words, setting, "seed", "jobs", "world", "against", "within", "doubts")
            for protocol in setting["protocol"] or ():
                words += ["-p", protocol]
            for name, word in (("out", "results"), ("report", "page.html")):
                if setting[name]:
                    words += [f"--{name}", word]
            if setting["flips"]:
                words.append("--flips")
            if setting["plot"]:
                words.append(setting["plot"])
            told = self.run_in(folder, *words)
            if not setting["out"]:
                self.read(told, setting["format"])
            for file in Path(folder, "results").glob("*.*"):
                self.read(file.read_text(), {".txt": "text", ".json": "json", ".csv": "csv"}[file.suffix])
            if setting["report"]:
                self.read_page(Path(folder, "page.html"))

        self.over(factors, allowed, play)


class MendOptions(Checks, unittest.TestCase):
    def test_every_pair(self):
        factors = SHAPES | COMMON | {
            "protocol": (None, "p0"),
            "within": (None, "500ms"),
            "part": ((), ("official",), ("entry", "step")),
            "budget": (None, "1", "2.5"),
            "vary": ((), ("response.answers.on_duty.answer=0,0.5,1",),
                     ("response.answers.on_duty.answer=0,1", "seed=1,2")),
            "rank-by": (None, "reach"),
            "cut-sets": (False, True),
            "doubts": ("", "40"),
            "caller": (None, "c0"),
            "callee": (None, "d0"),
            "all": (False, True),
            "format": ("text", "json", "csv"),
            "out": (False, True),
        }

        def play(setting, folder):
            words = ["mend", write_scenario(folder, setting), "--format", setting["format"]]
            drills_of(setting, words)
            add(words, setting, "seed", "jobs", "world", "protocol", "within", "budget", "rank-by", "caller", "callee")
            if setting["cut-sets"]:
                words.append("--cut-sets")
            if setting["doubts"]:
                words.append("--doubts=" + setting["doubts"])
            for part in setting["part"]:
                words += ["--part", part]
            for values in setting["vary"]:
                words += ["--vary", values]
            if setting["all"]:
                words.append("--all")
            if setting["out"]:
                words += ["--out", "results"]
            told = self.run_in(folder, *words)
            # Where no bundle brings anything, their CSV has only its header.
            bundles = "no table" if setting["budget"] else "csv"
            if not setting["out"]:
                self.read(told, bundles if setting["format"] == "csv" else setting["format"])
            for file in Path(folder, "results").glob("*.*"):
                self.read(file.read_text(), {".txt": "text", ".json": "json", ".csv": bundles}[file.suffix])

        def allowed(setting):
            return (worlds_fit(setting) and setting["n"] != 3_000_000
                    and not ((setting["budget"] or setting["vary"]) and (setting["part"] or setting["all"]))
                    and not (setting["budget"] and setting["vary"]) and may_be_in_doubt(setting)
                    and not (setting["doubts"] and (setting["budget"] or setting["vary"] or setting["all"]
                                                    or setting["cut-sets"] or setting["cases"] > 1))
                    and not (setting["cut-sets"] and (setting["budget"] or setting["vary"] or setting["part"]
                                                      or setting["rank-by"] or setting["interaction"]
                                                      or (setting["cases"] > 1
                                                          and not (setting["caller"] and setting["callee"])))))

        self.over(factors, allowed, play)


class CheckOptions(Checks, unittest.TestCase):
    def test_every_pair(self):
        factors = SHAPES | COMMON | {
            "files": (1, 2),
            "max-drills": (None, "50"),
            "baseline": (None, "written", "compared"),
            "junit": (False, True),
            "report": (False, True),
            "format": ("text", "json", "tap"),
        }

        def allowed(setting):
            return (worlds_fit(setting) and cheap(setting)
                    and not (setting["n"] and setting["baseline"] != "written")
                    and not (setting["baseline"] == "written" and
                             (setting["junit"] or setting["report"] or setting["max-drills"]
                              or setting["format"] != "text")))

        def play(setting, folder):
            files = [write_scenario(folder, setting)]
            if setting["files"] == 2:
                files.append(write_scenario(folder, setting, "other"))
            playing = []
            add(playing, setting, "seed", "jobs", "world")
            if setting["baseline"]:
                Path(folder, "kept").mkdir()
                words = ["check", *files, *playing, "--baseline", "kept", "--update-baseline"]
                drills_of({"n": max(setting["n"] or 20, 2)}, words)  # a baseline has at least two
                self.run_in(folder, *words)
            if setting["baseline"] == "written":
                return
            words = ["check", *files, *playing, "--format", setting["format"]]
            add(words, setting, "max-drills")
            for name, word in (("junit", "junit.xml"), ("report", "page.html")):
                if setting[name]:
                    words += [f"--{name}", word]
            if setting["baseline"]:
                words += ["--baseline", "kept"]
            self.read(self.run_in(folder, *words), setting["format"])
            if setting["report"]:
                self.read_page(Path(folder, "page.html"))
            if setting["junit"]:
                self.read(Path(folder, "junit.xml").read_text(), "junit")

        self.over(factors, allowed, play)


class ReportOptions(Checks, unittest.TestCase):
    def test_every_pair(self):
        factors = SHAPES | COMMON | {
            "files": (1, 2),
            "svg": (False, True),
            "protocol": (None, ("p0",)),
            "within": (None, "1ms,500ms"),
            "doubts": (None, "40"),
        }

        def allowed(setting):
            # Every hour of the week has drills of its own.
            return (worlds_fit(setting) and cheap(setting) and may_be_in_doubt(setting)
                    and not (setting["cases"] * setting["protocols"] * setting["files"] > 60))

        def play(setting, folder):
            words = ["report", write_scenario(folder, setting), "--out", "page.html"]
            if setting["files"] == 2:
                words.insert(2, write_scenario(folder, setting, "other"))
            drills_of(setting, words)
            add(words, setting, "seed", "jobs", "world", "within", "doubts")
            for protocol in setting["protocol"] or ():
                words += ["-p", protocol]
            if setting["svg"]:
                words += ["--svg", "pictures"]
            self.run_in(folder, *words)
            self.read_page(Path(folder, "page.html"))
            self.pictures(Path(folder, "pictures"))

        self.over(factors, allowed, play)


class OtherOptions(Checks, unittest.TestCase):
    def test_every_command_has_tests_here(self):
        classes = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
        tests = [test.id().split(".")[-2:] for tests in classes for test in tests]
        tested = {name.removesuffix("Options").lower() if name != "OtherOptions" else test.rpartition("_")[2]
                  for name, test in tests}
        self.assertEqual(set(commands()) - tested, set())

    def test_every_pair_of_replay(self):
        factors = SHAPES | {"replication": ("0", "19"), "seed": COMMON["seed"], "world": COMMON["world"],
                            "protocol": (None, "p0"), "caller": (None, "c0"), "callee": (None, "d0"),
                            "format": ("text", "json"), "plot": (None, "--plot", "--no-plot")}

        def play(setting, folder):
            words = ["replay", write_scenario(folder, setting)]
            add(words, setting, "replication", "seed", "world", "protocol", "caller", "callee", "format")
            if setting["plot"]:
                words.append(setting["plot"])
            self.read(self.run_in(folder, *words), setting["format"])

        self.over(factors, lambda setting: worlds_fit(setting)
                  and not (setting["plot"] == "--plot" and setting["format"] != "text"), play)

    def test_every_pair_of_who(self):
        factors = SHAPES | {"protocol": (None, "p0"), "caller": (None, "c0"), "callee": (None, "d0"),
                            "format": ("text", "json")}

        def play(setting, folder):
            words = ["who", write_scenario(folder, setting), "--at", "2012-10-04T02:30:00Z"]
            add(words, setting, "protocol", "caller", "callee", "format")
            self.read(self.run_in(folder, *words), "who")

        self.over(factors, lambda setting: True, play)

    def test_every_shape_under_lint(self):
        def play(setting, folder):
            self.read(self.run_in(folder, "lint", write_scenario(folder, setting)), "lint")

        self.over(SHAPES, lambda setting: True, play)

    def test_every_pair_of_fit(self):
        factors = {"entries": (1, 12), "groups": (1, 4), "reached": ("none", "all", "some"), "lasts": ("1s", "century"),
                   "unit": (None, "min"), "zone": (None, "Asia/Shanghai"), "given-up": (None, "1h"), "format": ("text", "json")}

        def play(setting, folder):
            words = ["fit", write_log(folder, setting), "--column", "official=group"]
            add(words, setting, "unit", "zone", "given-up", "format")
            self.read(self.run_in(folder, *words), setting["format"])

        self.over(factors, lambda setting: True, play)

    def test_every_pair_of_score(self):
        factors = {"within": (None, "1h"), "on": (None, "2014-01-01T00:00Z"), "unit": (None, "min"), "format": ("text", "json", "csv")}

        def play(setting, folder):
            Path(folder, "log.csv").write_text("official,channel,at,after\n" + "".join(
                f"cn-cert-duty,pstn,2013-01-0{day}T02:30Z,{day}\n" for day in range(1, 9)))
            words = ["score", str(Path(folder, "log.csv")), UK_CHINA, "-n", "10"]
            add(words, setting, "within", "on", "unit", "format")
            self.read(self.run_in(folder, *words), setting["format"])

        self.over(factors, lambda setting: True, play)

    def test_every_pair_of_plan(self):
        factors = {"at-least": (None, "0.5"), "confidence": (None, "0.999"), "failures": (None, "0", "100"), "truth": (None, "0,1"),
                   "format": ("text", "json", "csv")}

        def play(setting, folder):
            words = ["plan"]
            add(words, setting, "at-least", "confidence", "failures", "truth", "format")
            self.read(self.run_in(folder, *words), setting["format"])

        self.over(factors, lambda setting: True, play)
        factors = {"budget": ("1", "60"), "log": (False, True), "within": (None, "1h"), "on": (None, "2014-01-01T00:00Z"), "from": (None, "2012-12-24T00:00Z"),
                   "over": (None, "1h", "60d"), "apart": (None, "1s", "20d"), "nights": (False, True), "protocol": (None, "lists"),
                   "format": ("text", "json", "csv")}

        def play_next(setting, folder):
            Path(folder, "log.csv").write_text("official,channel,at,after\n" + "".join(
                f"cn-cert-duty,pstn,2013-01-0{day}T02:30Z,{day}\n" for day in range(1, 9)))
            words = ["plan"] + ([str(Path(folder, "log.csv"))] if setting["log"] else []) + [UK_CHINA, "-n", "10"]
            words += ["--nights"] if setting["nights"] else []
            add(words, setting, "budget", "within", "on", "from", "over", "apart", "protocol", "format")
            self.read(self.run_in(folder, *words), setting["format"])

        self.over(factors, lambda setting: True, play_next)

    def test_every_pair_of_survive(self):
        factors = {"entries": (1, 30), "groups": (1, 25), "reached": ("none", "all", "some"), "lasts": ("1s", "century"),
                   "group": (None, "group"), "event": (None, "event"), "horizon": (None, "1ms", f"{CENTURY}d"),
                   "at": (None, "1ms,1h"), "unit": (None, "min"), "format": ("text", "json", "csv")}

        def play(setting, folder):
            words = ["survive", write_log(folder, setting)]
            add(words, setting, "group", "event", "horizon", "at", "unit", "format")
            self.read(self.run_in(folder, *words), setting["format"])

        self.over(factors, lambda setting: True, play)


if __name__ == "__main__":
    main()
