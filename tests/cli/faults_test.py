#!/usr/bin/env python3
"""The program where the system fails it: each call that opens, reads, writes or renames a file may fail, and a signal may
come at each. Then damaged scenarios. HOTLINE_FAULTS is the number of each that are tried (all faults: 0), HOTLINE_SEED
chooses which. At the end each class says how many of each kind it tried, and how many of them held."""

import errno
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree
from collections import Counter
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

from program import HOTLINE, SOURCES, UK_CHINA, hotline, main

LIBRARY = Path(HOTLINE).parent / "tests" / "libfaults.so"
TRIED = int(os.environ.get("HOTLINE_FAULTS", "40"))
SEED = int(os.environ.get("HOTLINE_SEED", "1"))
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EINTR": errno.EINTR, "ENOMEM": errno.ENOMEM, "EMFILE": errno.EMFILE,
          "one byte": -1}
PING = str(SOURCES / "scenarios" / "ping-test")
PING_LOG = str(SOURCES / "scenarios" / "ping-test" / "tests.csv")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGPIPE)

# What each command writes into the folder "out".
COMMANDS = {
    "run": (("run", UK_CHINA, "-n", "20", "--out", "out"), ("result.txt", "result.json", "drills.csv")),
    "compare": (("compare", UK_CHINA, "-n", "20", "--out", "out", "--report", "out/page.html"),
                ("comparison.txt", "comparison.json", "comparison.csv", "page.html")),
    "report": (("report", UK_CHINA, "-n", "20", "--out", "out/page.html"), ("page.html",)),
    "check": (("check", UK_CHINA, "--junit", "out/junit.xml"), ("junit.xml",)),
    "mend": (("mend", UK_CHINA, "-n", "5", "--out", "out", "--report", "out/page.html"),
             ("mending.txt", "mending.json", "mending.csv", "page.html")),
    "fit": (("fit", PING_LOG, PING, "--out", "out"), ("laws.toml", "page.html", "scenario.toml", "contacts.csv")),
}


class Counted:
    """Counts, by kind, what was tried and what held."""

    @classmethod
    def setUpClass(cls):
        cls.tried_of, cls.held_of = Counter(), Counter()

    @classmethod
    def tearDownClass(cls):
        for kind, tried in sorted(cls.tried_of.items()):
            print(f"{kind}: {tried} tried, {cls.held_of[kind]} held", file=sys.stderr)

    @contextmanager
    def counted(self, kind, **which):
        with self.subTest(kind, **which):
            self.tried_of[kind] += 1
            yield
            self.held_of[kind] += 1


def must_parse(name, text):
    """What an independent reader of the format must accept."""
    if name.endswith(".json"):
        json.loads(text)
    elif name.endswith(".xml"):
        xml.etree.ElementTree.fromstring(text)
    elif name.endswith(".html"):
        HTMLParser().feed(text)


class Faults(Counted, unittest.TestCase):
    def start(self, words, folder, **fault):
        environment = {**os.environ, "LD_PRELOAD": str(LIBRARY), **{"FAULT_" + name.upper(): str(value) for name, value in fault.items()}}
        return subprocess.run([HOTLINE, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=60)

    def calls_of(self, words):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "out").mkdir()
            self.assertEqual(self.start(words, folder, count=folder + "/count").returncode, 0)
            return int(Path(folder, "count").read_text())

    def written(self, folder):
        return {name: Path(folder, "out", name).read_text() for name in os.listdir(folder + "/out")}

    def with_fault(self, words, files, codes, **fault):
        """Old files are there. Afterwards all of them are old or all are new, and there are no others."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "out").mkdir()
            for name in files:
                Path(folder, "out", name).write_text("old")
            done = self.start(words, folder, **fault)
            said = (fault, done.returncode, done.stderr)
            self.assertIn(done.returncode, codes, said)
            self.assertNotIn("terminate called", done.stderr, said)
            after = self.written(folder)
            self.assertEqual(sorted(after), sorted(files), said)
            old = [text == "old" for text in after.values()]
            self.assertTrue(all(old) or not any(old), said)
            if not any(old):
                for name, text in after.items():
                    must_parse(name, text)
            return done, after

    def tried(self, calls, ways):
        every = [(call, way) for call in range(1, calls + 1) for way in ways]
        return every if TRIED == 0 else random.Random(SEED).sample(every, min(TRIED // len(COMMANDS), len(every)))

    def test_of_a_call_end_in_an_error_or_do_no_harm(self):
        for name, (words, files) in COMMANDS.items():
            _, right = self.with_fault(words, files, {0})
            right.pop("junit.xml", None)  # it says how long the check took
            for at, error in self.tried(self.calls_of(words), ERRORS):
                with self.counted(error, command=name, at=at):
                    done, after = self.with_fault(words, files, {0, 2, 70}, at=at, error=ERRORS[error])
                    after.pop("junit.xml", None)
                    if done.returncode == 0:
                        self.assertEqual(after, right)
                    else:
                        self.assertIn("error: ", done.stderr)

    def test_signals_at_a_call_leave_all_files_old_or_all_new(self):
        for name, (words, files) in COMMANDS.items():
            for at, number in self.tried(self.calls_of(words), SIGNALS):
                with self.counted(number.name, command=name, at=at):
                    self.with_fault(words, files, {0, 130, -number}, at=at, signal=int(number))

    def test_of_memory_end_in_an_error(self):
        for limit in random.Random(SEED).sample(range(20_000, 400_000), TRIED // 6 or 2000):  # kilobytes
            with self.counted("limit of memory", kilobytes=limit):
                script = f"ulimit -v {limit}; exec {HOTLINE} run {UK_CHINA} -n 200 -j 1"
                done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
                self.assertIn(done.returncode, {0, 2, 70, 127}, done.stderr)  # 127: not even its libraries fit
                self.assertNotIn("terminate called", done.stderr)


class MutatedScenarios(Counted, unittest.TestCase):
    """Shipped scenarios in which a file has been damaged: every command says so, or works."""

    COMMANDS = (("lint", "--format", "json"), ("run", "-n", "3", "--format", "json"), ("run", "-n", "3", "--format", "csv"),
                ("who", "--at", "2013-01-01T00:00:00Z", "--format", "json"), ("check", "--format", "json", "--max-drills", "50"))

    def mutated(self, text, chance):
        """Bytes that are changed, left out, repeated, or moved; numbers at their limits."""
        for _ in range(chance.choice((1, 1, 2, 5))):
            at, end = sorted(chance.randrange(len(text) + 1) for _ in "12")
            end = min(end, at + chance.choice((1, 4, 40, 4000)))
            part = text[at:end]
            text = text[:at] + chance.choice((b"", part + part, bytes(chance.randrange(256) for _ in part), part[::-1],
                                              b"-1", b"1e308", b"9223372036854775808", b"\0", b"\xff", b'"', b"\n", b"[[case]]\n", b",,,")) + text[end:]
        return text

    def copied(self, scenario, top):
        """A copy of the scenario, beside what it extends."""
        Path(top, "models").symlink_to(SOURCES / "models")
        Path(top, "scenarios").mkdir()
        Path(top, "scenarios", "calendars").symlink_to(SOURCES / "scenarios" / "calendars")
        return Path(shutil.copytree(scenario, Path(top, "scenarios", "own")))

    def test_never_crash_a_command(self):
        chance = random.Random(SEED)
        scenarios = [folder for folder in sorted((SOURCES / "scenarios").iterdir()) if (folder / "scenario.toml").exists()]
        for scenario in scenarios:
            with tempfile.TemporaryDirectory() as top:
                hotline("lint", str(self.copied(scenario, top)))  # undamaged, it can be read
        for number in range(TRIED or 2000):
            with tempfile.TemporaryDirectory() as top:
                own = self.copied(chance.choice(scenarios), top)
                damaged = chance.choice(sorted(file for file in own.iterdir() if file.suffix in {".toml", ".csv", ".ics", ".xlsx"}))
                damaged.write_bytes(self.mutated(damaged.read_bytes(), chance))
                name, *options = chance.choice(self.COMMANDS)
                with self.counted("damaged " + damaged.suffix, number=number, file=damaged.name, command=name):
                    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))  # noqa: E731
                    done = subprocess.run([HOTLINE, name, str(own), *options], capture_output=True, timeout=120, preexec_fn=limit)
                    said = (done.returncode, done.stderr[-1000:])
                    self.assertIn(done.returncode, {0, 1, 2, 3}, said)
                    self.assertNotIn(b"terminate called", done.stderr, said)
                    if done.stdout and "json" in options:
                        json.loads(done.stdout)


if __name__ == "__main__":
    main()
