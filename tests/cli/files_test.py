#!/usr/bin/env python3
"""Which files the program reads and writes, and what it leaves when something goes wrong."""

import json
import os
import re
import signal
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
from pathlib import Path

from program import HOTLINE, SOURCES, UK_CHINA, hotline, main, within

DEFAULTS = SOURCES / "models" / "defaults" / "defaults.toml"


class Folder:
    """A folder for each test."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def path(self, *names):
        return str(self.folder.joinpath(*names))

    def listed(self, *names):
        return sorted(os.listdir(self.folder.joinpath(*names)))


class OutputFiles(Folder, unittest.TestCase):
    def test_keep_the_mode_and_owner_of_what_they_replace(self):
        page = Path(self.path("page.html"))
        page.write_text("old")
        page.chmod(0o640)
        if os.geteuid() == 0:
            os.chown(page, 1, 2)
        before = page.stat()
        hotline("report", UK_CHINA, "-n", "10", "--out", str(page))
        after = page.stat()
        self.assertEqual((after.st_mode, after.st_uid, after.st_gid), (before.st_mode, before.st_uid, before.st_gid))
        self.assertNotEqual(page.read_text(), "old")

    def test_leave_the_old_text_to_other_hard_links(self):
        page, other = Path(self.path("page.html")), Path(self.path("other.html"))
        page.write_text("old")
        other.hardlink_to(page)
        hotline("report", UK_CHINA, "-n", "10", "--out", str(page))
        self.assertEqual(other.read_text(), "old")

    def test_may_have_the_longest_names(self):
        name = "p" * 250 + ".html"
        hotline("report", UK_CHINA, "-n", "10", "--out", self.path(name))
        self.assertEqual(self.listed(), [name])

    def test_are_not_written_through_links_that_somebody_has_laid(self):
        """A link with the name of a process's file, as earlier versions called it, for very many processes."""
        target = Path(self.path("target"))
        target.write_text("mine")
        script = f"ln -s target page.html.$$.part; exec {HOTLINE} report {UK_CHINA} -n 10 --out page.html"
        subprocess.run(["sh", "-c", script], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        self.assertEqual(target.read_text(), "mine")
        self.assertFalse(Path(self.path("page.html")).is_symlink())

    def test_appear_together_or_not_at_all(self):
        for folder in ("result.json", "drills.csv"):
            out = Path(self.path("of-" + folder))
            (out / folder).mkdir(parents=True)
            said = hotline("run", UK_CHINA, "-n", "10", "--out", str(out), code=2).stderr
            self.assertIn(f"cannot write {out}/{folder}: Is a directory", said)
            self.assertEqual(os.listdir(out), [folder])

    def test_of_one_command_stay_as_they_were_if_one_cannot_be_written(self):
        """The table and the JSON are small enough for the limit of a file's size; the drills are not."""
        out = Path(self.path("out"))
        hotline("run", UK_CHINA, "-n", "10", "--out", str(out))
        before = {name: (out / name).read_bytes() for name in os.listdir(out)}
        script = f"ulimit -f 64; exec {HOTLINE} run {UK_CHINA} -n 3000 --out {out}"
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
        self.assertEqual(done.returncode, 70, done.stderr)
        self.assertIn("cannot write", done.stderr)
        self.assertEqual({name: (out / name).read_bytes() for name in os.listdir(out)}, before)

    def test_are_not_among_the_files_that_are_read(self):
        scenario = Path(self.path("scenario.toml"))
        text = f'extends = "{UK_CHINA}/scenario.toml"\n'
        scenario.write_text(text)
        for words in (("report", self.path(), "--out", str(scenario)), ("check", self.path(), "--junit", str(scenario)),
                      ("compare", self.path(), "--report", self.path("..", self.folder.name, "scenario.toml"))):
            said = hotline(*words, code=2).stderr
            self.assertIn("scenario.toml: this command reads it\n", said)
            self.assertEqual(scenario.read_text(), text)
        self.assertEqual(self.listed(), ["scenario.toml"])

    def test_have_no_place_where_the_working_directory_is_gone(self):
        log = str(SOURCES / "scenarios" / "ping-test" / "tests.csv")
        for words in (("report", UK_CHINA, "--out", "page.html"), ("run", UK_CHINA, "--out", "out"), ("fit", log, "--out", "fitted")):
            gone = Path(self.path("gone"))
            gone.mkdir()
            script = f'rmdir "{gone}"; exec {HOTLINE} {" ".join(words)}'
            done = subprocess.run(["sh", "-c", script], cwd=gone, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (2, f"hotline: error: cannot write {words[-1]}: No such file or directory\n"))

    def test_of_github_that_nobody_reads_are_not_waited_for(self):
        os.mkfifo(self.path("pipe"))
        done = subprocess.run([HOTLINE, "check", UK_CHINA], env={**os.environ, "GITHUB_STEP_SUMMARY": self.path("pipe")},
                              capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, f"hotline: warning: cannot write the summary to {self.path('pipe')}\n"))

    def test_leave_nothing_when_a_signal_ends_the_program_while_it_writes(self):
        for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                out = Path(self.path(number.name))
                out.mkdir()
                os.mkfifo(out / "result.json")  # writing into it waits for a reader: the text is written, the rest is not
                process = subprocess.Popen([HOTLINE, "run", UK_CHINA, "-n", "10", "--out", str(out)],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                self.assertTrue(within(20, lambda: any(name.startswith(".hotline-") for name in os.listdir(out))))
                process.send_signal(number)
                self.assertNotEqual(process.wait(20), 0)
                self.assertEqual(os.listdir(out), ["result.json"])

    def test_of_pictures_have_different_names(self):
        """Ids that differ in signs which no file name can have, or behind the fortieth letter."""
        long = "a" * 40
        scenario = Path(self.path("scenario.toml"))
        scenario.write_text(f'extends = "{UK_CHINA}/scenario.toml"\nexpect = []\n' + "".join(
            f'[[case]]\ncaller = "{one}"\ncallee = "cn"\nprotocol = "lists"\n[party."{one}"]\ntime_zone = "Europe/London"\nlanguages = ["en"]\n'
            for one in ("a/b", "a-b", "A-B", long + "1", long + "2")))
        said = hotline("report", self.path(), "-n", "10", "--out", self.path("page.html"), "--svg", self.path("svg")).stdout
        written = [line.removeprefix("Written: ") for line in said.splitlines()]
        self.assertEqual(len(written), len(set(written)))
        self.assertEqual(sorted(Path(name).name for name in written[1:]), self.listed("svg"))
        self.assertEqual(len([name for name in self.listed("svg") if name.startswith("reach-linear-")]), 5)


class WordsFromOutside(Folder, unittest.TestCase):
    """Names and titles that would mean something to what reads the output."""

    FORGED = "::error::forged"

    def scenario(self, folder="own"):
        own = Path(self.path(folder))
        own.mkdir()
        own.joinpath("scenario.toml").write_text(f'''
            extends = "{UK_CHINA}/scenario.toml"
            title = "{self.FORGED}"
            description = "##[error]forged"
            [party.uk]
            name = "{self.FORGED}"
            [protocol.lists]
            title = "{self.FORGED}"
            [[case]]
            caller = "cn"
            callee = "uk"
            protocol = "{self.FORGED}"
            ''')
        return str(own)

    def test_give_no_commands_to_github(self):
        scenario = self.scenario()
        broken = Path(self.path("broken.toml"))
        broken.write_text(f'extends = "{self.FORGED}\\n{self.FORGED}"\n{self.FORGED}\n')
        environment = {**os.environ, "GITHUB_ACTIONS": "true"}
        told = ("run", scenario, "-n", "20"), ("lint", scenario), ("compare", scenario, "-n", "20"), ("lint", str(broken)), \
            ("run", str(broken)), ("replay", scenario, "-k", "0"), ("check", scenario), ("who", scenario, "--at", "2012-10-04T02:30Z"), \
            ("run", scenario + "\n" + self.FORGED), ("run", "--" + self.FORGED), ("\n" + self.FORGED,)
        for words in told:
            done = subprocess.run([HOTLINE, *words], env=environment, capture_output=True, text=True)
            ours = ("::error file=", "::warning file=", "::notice file=") if words[0] == "check" else ()
            for line in (done.stdout + done.stderr).splitlines():
                self.assertFalse(line.lstrip().startswith(("::", "##[")) and not line.startswith(ours), (words, line))

    def test_of_a_folder_leave_every_output_valid(self):
        folder = "a\nb\x1b[2J\u202e\ufffe<&\"'"
        scenario = self.scenario(folder)
        Path(scenario, "scenario.toml").write_text(f'extends = "{UK_CHINA}/scenario.toml"\n')
        out = Path(self.path("out"))
        said = hotline("check", scenario, "--junit", self.path("junit.xml"), "--report", self.path("page.html")).stdout
        said += hotline("report", scenario, "-n", "20", "--out", self.path("page2.html"), "--svg", self.path("svg")).stdout
        hotline("run", scenario, "-n", "20", "--out", str(out))
        self.assertNotRegex(said, "[\x1b\u202e\ufffe]")
        xml.etree.ElementTree.parse(self.path("junit.xml"))
        for picture in Path(self.path("svg")).iterdir():
            xml.etree.ElementTree.parse(picture)
        for page in ("page.html", "page2.html"):
            self.assertIsNone(re.search("[\x00-\x08\x1b\u202e\ufffe]", Path(self.path(page)).read_text()))
        json.loads((out / "result.json").read_text())


class JunitFile(Folder, unittest.TestCase):
    """What the schema of Jenkins' xUnit plugin knows, which is less than other readers take."""

    KNOWN = {"testsuites": {"name", "time", "tests", "failures", "disabled", "errors"},
             "testsuite": {"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url", "version"},
             "testcase": {"name", "classname", "time", "status", "class", "group"},
             "failure": {"message", "type"}, "error": {"message", "type"}, "skipped": {"message", "type"}, "system-out": set()}

    def test_has_only_what_readers_know(self):
        scenario = Path(self.path("scenario.toml"))
        scenario.write_text(f'extends = "{UK_CHINA}/scenario.toml"\nexpect = [{{ protocol = "lists", that = "P(contact <= 1h) >= 0.9" }}, '
                            '{ protocol = "lists", that = "P(contact <= 24h) >= 0.1" }]\n')
        hotline("check", self.path(), "--junit", self.path("junit.xml"), code=1)
        for element in xml.etree.ElementTree.parse(self.path("junit.xml")).iter():
            self.assertLessEqual(set(element.attrib), self.KNOWN[element.tag])
            if element.tag in ("testsuite", "testcase"):
                self.assertGreaterEqual(float(element.attrib["time"]), 0)


class FilesOfAScenario(Folder, unittest.TestCase):
    """Somebody else may have written a scenario. It cannot show what is not its own."""

    def scenario(self, list_of_contacts, folder=("own",)):
        own = self.folder.joinpath(*folder)
        own.mkdir(parents=True, exist_ok=True)
        own.joinpath("scenario.toml").write_text(f'extends = "{DEFAULTS}"\ncontacts = ["{list_of_contacts}"]\n')
        return str(own)

    def refused(self, scenario, *options):
        said = hotline("lint", scenario, *options, code=2).stdout
        self.assertNotIn("secret", said)
        self.assertIn("it lies outside of the scenario's folder and repository; --root DIR or --allow-outside permits it\n", said)

    def test_lie_in_its_folder_its_repository_or_a_root(self):
        Path(self.path("list.csv")).write_text("secret of another\n")
        for named in ("../list.csv", self.path("list.csv"), "/proc/self/environ", "/etc/passwd", "link.csv"):
            scenario = self.scenario(named)
            if named == "link.csv":
                Path(scenario, "link.csv").symlink_to("../list.csv")
            self.refused(scenario)
            self.refused(scenario, "--root", scenario)
        scenario = self.scenario("../list.csv")
        for options in (("--root", self.path()), ("--allow-outside",)):
            self.assertIn('secret of another', hotline("lint", scenario, *options, code=2).stdout)
        Path(self.path(".git")).mkdir()
        self.assertIn('secret of another', hotline("lint", scenario, code=2).stdout)

    def test_are_no_files_of_git(self):
        Path(self.path(".git")).mkdir()
        Path(self.path(".git", "config")).write_text("extraheader = secret\n")
        self.refused(self.scenario("../.git/config"))

    def test_are_regular_files(self):
        scenario = self.scenario("pipe.csv")
        os.mkfifo(Path(scenario, "pipe.csv"))
        self.assertIn("pipe.csv: it is not a regular file\n", hotline("lint", scenario, code=2).stdout)
        for named in (self.path("own", "pipe.csv"), "/dev/zero", "/dev/tty"):
            for words in (("run", named, "--allow-outside"), ("survive", named)):
                self.assertIn("it is not a regular file\n", hotline(*words, code=2).stderr)
        self.assertIn("it is not a regular file but one of the kernel\n", hotline("survive", "/proc/kmsg", code=2).stderr)

    def test_are_not_found_where_links_lead_in_a_circle(self):
        Path(self.path("one")).symlink_to("two")
        Path(self.path("two")).symlink_to("one")
        for named in ("one", "one/scenario.toml"):
            for command in ("lint", "run", "compare", "check", "mend"):
                done = subprocess.run([HOTLINE, command, self.path(named)], capture_output=True, text=True)
                self.assertEqual(done.returncode, 2, done)
                self.assertIn(f"error: cannot read {self.path(named)}: Too many levels of symbolic links\n", done.stdout + done.stderr)
        scenario = self.scenario("list.csv")
        Path(scenario, "list.csv").symlink_to("list.csv")
        self.assertIn("list.csv: Too many levels of symbolic links\n", hotline("lint", scenario, code=2).stdout)

    def test_are_not_quoted_unless_they_are_text(self):
        scenario = self.scenario("list.csv")
        Path(scenario, "list.csv").write_bytes(b"TOKEN=secret\0PATH=/bin\0")
        said = hotline("lint", scenario, code=2).stdout
        self.assertNotIn("secret", said)

    def test_may_be_replaced_by_standard_input_where_it_is_a_log(self):
        done = subprocess.run([HOTLINE, "survive", "-"], input="duration\n10s\n1min\n", capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(done.stdout.startswith("-: entries 2, events 2, censored 0\n"), done.stdout)


if __name__ == "__main__":
    main()
