#!/usr/bin/env python3
"""Worker processes that are killed, end or fail."""

import os
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

    def playing(self, drills, *words, **options):
        """A run and its workers, once they have been playing for a while. How long that takes is the machine's matter."""
        running = subprocess.Popen([HOTLINE, "run", UK_CHINA, "-n", drills, "--world", "shared", "--jobs", "2", "--quiet", *words],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        workers = within(30, lambda: len(found := children(running.pid)) == 2 and found)
        self.assertEqual(len(workers), 2)
        time.sleep(0.05)
        return running, workers

    def test_killed_one_loses_the_drill_that_it_played(self):
        whole = hotline("run", UK_CHINA, "-n", "6000", "--format", "csv").stdout.splitlines()
        for _ in range(self.KILLS):
            running, workers = self.playing("6000", "--format", "csv")
            os.kill(workers[0], signal.SIGKILL)
            told, errors = running.communicate(timeout=120)
            if running.returncode == 0:
                self.assertEqual(told.splitlines(), whole)
                continue
            self.assertEqual(running.returncode, 70)
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
            return
        self.fail("no worker was killed while it played")

    def test_killed_one_leaves_no_result_of_comparisons_checks_and_cells(self):
        for words in (["compare", "-n", "6000"], ["run", "--by", "month", "-n", "6000"], ["run", "--precision", "0.02"],
                      ["check", "--baseline", "/nowhere", "--update-baseline", "-n", "6000"]):
            with tempfile.TemporaryDirectory() as folder:
                words = [folder if word == "/nowhere" else word for word in words]
                for _ in range(self.KILLS):
                    running = subprocess.Popen([HOTLINE, words[0], UK_CHINA, *words[1:], "--world", "shared", "-j", "2"],
                                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                    workers = within(30, lambda: len(found := children(running.pid)) == 2 and found)
                    time.sleep(0.05)
                    os.kill(workers[1], signal.SIGKILL)
                    told, errors = running.communicate(timeout=120)
                    if running.returncode != 0:
                        break
                    for file in os.listdir(folder):
                        os.remove(Path(folder, file))
                self.assertEqual((running.returncode, told, os.listdir(folder)), (70, "", []))
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
                running, workers = self.playing("1000000", "--out", folder + "/late", start_new_session=True)
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
