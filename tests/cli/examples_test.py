#!/usr/bin/env python3
"""Commands print what the documents say, line by line. A line of `…` stands for any lines.

HOTLINE_UPDATE=1 writes what commands print now into the documents, after a change of a text that was meant."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import HOTLINE, SOURCES, main

DOCUMENTS = ("README.md", "scenarios/tutorial.md")
EXAMPLE = re.compile(r"^```console\n\$ hotline (?P<words>.+)\n(?P<printed>(?:.*\n)*?)```$", re.MULTILINE)
FILE = re.compile(r"^```\w+ file=(?P<name>\S+)\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE)


def printed_by(words, folder):
    done = subprocess.run([HOTLINE, *words], cwd=folder, capture_output=True, text=True, timeout=120)
    return (done.stdout + done.stderr).splitlines()


def parts(lines):
    """The parts of the output between lines of `…`."""
    found = [[]]
    for line in lines:
        if line == "…":
            found.append([])
        else:
            found[-1].append(line)
    return found


def as_printed(shown, printed):
    """The example with the lines that are printed now. A part begins where its first line is printed."""
    if "…" not in shown:
        return printed
    told = []
    for at, part in enumerate(parts(shown)):
        begins = printed.index(part[0]) if part else 0
        told += (["…"] if at else []) + printed[begins:begins + len(part)]
    return told


class Examples(unittest.TestCase):
    def setUp(self):
        """The sources as a reader has them, with the tutorial's scenario."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "scenarios" / "first").mkdir(parents=True)
        (self.folder / "models").symlink_to(SOURCES.resolve() / "models")
        for scenario in (SOURCES / "scenarios").resolve().iterdir():
            (self.folder / "scenarios" / scenario.name).symlink_to(scenario)
        for file in FILE.finditer((SOURCES / "scenarios" / "tutorial.md").read_text()):
            (self.folder / "scenarios" / "first" / file["name"]).write_text(file["text"])

    def test_are_what_the_program_prints(self):
        examples = [(document, example) for document in DOCUMENTS
                    for example in EXAMPLE.finditer((SOURCES / document).read_text())]
        self.assertGreater(len(examples), 5)
        for document, example in examples:
            about = f"{document}: hotline {example['words']} (HOTLINE_UPDATE=1 accepts what is printed now)"
            shown = example["printed"].splitlines()
            printed = printed_by(example["words"].split(), self.folder)
            if shown[-1] != "…":
                self.assertEqual(printed[-1], shown[-1], about)
            at = 0
            for number, part in enumerate(parts(shown)):
                if number and part:
                    self.assertIn(part[0], printed[at:], about)
                    at = printed.index(part[0], at)
                self.assertEqual(printed[at:at + len(part)], part, about)
                at += len(part)
            if "…" not in shown:
                self.assertEqual(printed, shown, about)


def update(folder):
    for document in DOCUMENTS:
        text = (SOURCES / document).read_text()

        def now(example):
            printed = as_printed(example["printed"].splitlines(), printed_by(example["words"].split(), folder))
            return "\n".join([f"```console\n$ hotline {example['words']}", *printed, "```"])
        (SOURCES / document).write_text(EXAMPLE.sub(now, text))


if __name__ == "__main__":
    if os.environ.get("HOTLINE_UPDATE"):
        test = Examples()
        test.setUp()
        update(test.folder)
        test.doCleanups()
    main()
