#!/usr/bin/env python3
"""Worker processes that are killed, end or fail."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from program import HOTLINE, UK_CHINA, children, endless_scenario, hotline, lives, main, within


class Workers(unittest.TestCase):
    """The worker processes of the shared world."""

    KILLS = 100  # tries at most; a worker that is killed between two pieces of work loses nothing

    def playing(self, command, *words, **options):
        """A command and its two workers, once they have been playing for a while; no workers if it ended before they were
        seen. How long that takes is the machine's matter."""
        running = subprocess.Popen([HOTLINE, command, UK_CHINA, *words, "--world", "shared", "--jobs", "2", "--quiet"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        def both():
            return len(found := children(running.pid)) == 2 and found
        workers = within(30, lambda: both() or running.poll() is not None)
        time.sleep(0.05)
        return running, workers if isinstance(workers, list) else []

    def killed(self, command, *words, out="/nowhere"):
        """What a command says whose worker is killed, again and again until one loses a drill; and the results before,
        of which the folder `out` is cleared."""
        before = []
        for _ in range(self.KILLS):
            running, workers = self.playing(command, *words)
            if workers and lives(workers[1]):
                os.kill(workers[1], signal.SIGKILL)
            told, errors = running.communicate(timeout=120)
            if running.returncode != 0:
                return running.returncode, told, errors, before
            before.append(told)
            shutil.rmtree(out, ignore_errors=True)
        self.fail("no worker was killed while it played")

    def test_killed_one_loses_the_drill_that_it_played(self):
        whole = hotline("run", UK_CHINA, "-n", "20000", "--format", "csv").stdout.splitlines()
        code, told, errors, before = self.killed("run", "-n", "20000", "--format", "csv")
        for result in before:
            self.assertEqual(result.splitlines(), whole)
        self.assertEqual(code, 70)
        self.assertRegex(errors, r"^hotline: error: a drill is missing, because its worker process died "
                                 r"\(seed 20121004\): replication \d+ with signal 9 \(Killed\)\n$")
        missing = errors.split("replication ")[1].split()[0]
        told = told.splitlines()
        self.assertEqual(len(told), len(whole))
        for line, of_whole in zip(told, whole):
            if line.startswith(missing + ","):
                self.assertIn(",missing,missing,missing,", line)
            else:
                self.assertEqual(line, of_whole)

    def test_killed_one_leaves_no_result_of_comparisons_checks_and_cells(self):
        for words in (["compare", "-n", "20000"], ["run", "--by", "month", "-n", "20000"], ["run", "--precision", "0.003"],
                      ["check", "--update-baseline", "-n", "20000", "--baseline"]):
            with self.subTest(words[0]), tempfile.TemporaryDirectory() as folder:
                late = folder + "/late"
                code, told, errors, _ = self.killed(*words, *[late] * (words[-1] == "--baseline"), out=late)
                self.assertEqual((code, told, list(Path(late).glob("*"))), (70, "", []))
                self.assertIn("a drill is missing", errors)

    def test_end_with_the_program_however_it_ends(self):
        ends = {
            "interrupt": (lambda running: running.send_signal(signal.SIGINT), 130),
            "interrupt of all": (lambda running: os.killpg(running.pid, signal.SIGINT), 130),
            "termination": (lambda running: running.terminate(), 130),
            "termination of all": (lambda running: os.killpg(running.pid, signal.SIGTERM), 130),
            "death": (lambda running: running.kill(), -signal.SIGKILL),
        }
        for name, (end, code) in ends.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                running, workers = self.playing("run", "-n", "1000000", "--out", folder + "/late", start_new_session=True)
                self.assertTrue(workers)
                end(running)
                _, errors = running.communicate(timeout=60)
                self.assertEqual(running.returncode, code)
                self.assertEqual(errors, "" if name == "death" else "hotline: interrupted, nothing was written\n")
                self.assertFalse(os.path.exists(folder + "/late"))
                self.assertTrue(within(10, lambda: not any(lives(worker) for worker in workers)))

    def test_pass_on_that_a_scenario_asks_too_much(self):
        with tempfile.TemporaryDirectory() as folder:
            endless = endless_scenario(folder)
            said = hotline("run", endless, code=2).stderr
            self.assertEqual(said, "hotline: error: a drill must make at most 65535 attempts, but makes more: its protocols call too many "
                                   "people too often (seed 7, replication 0, 0.000 s after the drill's start)\n")
            for jobs in ("1", "2", "5"):
                self.assertEqual(hotline("run", endless, "--world", "shared", "-j", jobs, code=2).stderr, said)


if __name__ == "__main__":
    main()
