#!/usr/bin/env python3
"""The program under mpirun."""

import os
import signal
import subprocess
import tempfile
import time
import unittest

from program import HOTLINE, UK_CHINA, children, endless_scenario, hotline, lives, main, within

MPIRUN = ("mpirun", "--oversubscribe", "--allow-run-as-root", "-n")


class Mpirun(unittest.TestCase):
    def mpirun(self, count, *words, code=0):
        done = subprocess.run([*MPIRUN, str(count), HOTLINE, *words], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, (words, done.stdout, done.stderr))
        return done

    def test_gives_the_same_bytes(self):
        commands = (("run", UK_CHINA, "-n", "500", "--format", "text"), ("run", UK_CHINA, "-n", "500", "--format", "json"),
                    ("run", UK_CHINA, "-n", "500", "--format", "csv"), ("run", UK_CHINA, "--precision", "0.05"),
                    ("run", UK_CHINA, "-n", "400", "--by", "month"), ("check", UK_CHINA, "--format", "json"),
                    ("compare", UK_CHINA, "-n", "300", "--flips"))
        for words in commands:
            one = hotline(*words).stdout
            for count in (2, 3):
                for world in ("isolated", "shared"):
                    self.assertEqual(one, self.mpirun(count, *words, "--world", world, "--jobs", "2").stdout)

    def test_writes_once(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.mpirun(2, "run", UK_CHINA, "-n", "100", "--out", folder + "/new").stdout,
                             "Written: {0}/result.txt, {0}/result.json, {0}/drills.csv\n".format(folder + "/new"))
            self.assertEqual(sorted(os.listdir(folder + "/new")), ["drills.csv", "result.json", "result.txt"])

    def test_tells_errors_once_and_ends(self):
        with tempfile.TemporaryDirectory() as folder:
            endless = endless_scenario(folder)
            for words in (("run", UK_CHINA, "-n", "0"), ("run", "/nowhere"), ("run", endless),
                          ("run", endless, "--world", "shared")):
                said = hotline(*words, code=2).stderr
                self.assertTrue(self.mpirun(2, *words, code=2).stderr.startswith(said + "-----"))

    def test_tells_what_went_wrong_on_another_rank(self):
        one = ["-n", "1", HOTLINE, "run", UK_CHINA, "-n", "100"]
        other = ["-n", "1", HOTLINE, "run", "/nowhere"]
        done = subprocess.run([*MPIRUN[:-1], *one, ":", *other], capture_output=True, text=True, timeout=120)
        self.assertEqual((done.returncode, done.stdout.replace("-", "").splitlines()[:1]), (70, []))
        self.assertTrue(done.stderr.startswith("hotline: error: rank 1 ended with exit code 2 and this output:\n"
                                               "error: cannot read /nowhere: No such file or directory\n"))

    def test_ends_when_one_rank_is_told_to_or_loses_a_worker(self):
        for signal_of_worker in (False, True):
            with self.subTest(signal_of_worker), tempfile.TemporaryDirectory() as folder:
                running = subprocess.Popen([*MPIRUN, "2", HOTLINE, "run", UK_CHINA, "--world", "shared", "-n",
                                            "40000" if signal_of_worker else "1000000", "--quiet", "--out", folder + "/late"],
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                ranks = within(30, lambda: len(found := children(running.pid)) == 2 and found)
                workers = within(30, lambda: len(found := [w for rank in ranks for w in children(rank)]) == 2 and found)
                time.sleep(0.5)
                if signal_of_worker:
                    os.kill(workers[1], signal.SIGKILL)
                else:
                    os.kill(ranks[1], signal.SIGTERM)
                _, errors = running.communicate(timeout=120)
                if signal_of_worker:
                    self.assertIn(running.returncode, (0, 70))  # it may not have been playing just then
                    self.assertEqual("a drill is missing" in errors, running.returncode == 70)
                else:
                    self.assertEqual(running.returncode, 130)
                    self.assertTrue(errors.startswith("hotline: interrupted, nothing was written\n"), errors)
                    self.assertFalse(os.path.exists(folder + "/late"))
                self.assertTrue(within(10, lambda: not any(lives(process) for process in ranks + workers)))

    def test_is_not_used_without_mpirun(self):
        environment = {**os.environ, "OMPI_COMM_WORLD_SIZE": "1"}
        subprocess.run([HOTLINE, "run", UK_CHINA, "-n", "10"], check=True, capture_output=True, env=environment)


if __name__ == "__main__":
    main()
