#!/usr/bin/env python3
"""The links of documents, and the numbers of rules that documents and sources cite, exist."""

import os
import re
import unittest

from program import SOURCES, main

RULES = SOURCES / "scenarios" / "rules.md"
FOLDERS = ("models", "analysis", "sim", "scenarios", "tests", ".github")
CITED = re.compile(r"\brules? ((?:I?\d+(?:\.\d+)?(?:, | and | to )?)+)")
NUMBER = re.compile(r"\bI?\d+(?:\.\d+)?\b")


def files(*suffixes):
    found = [SOURCES / "README.md"]
    for folder in FOLDERS:
        for where, folders, names in os.walk(SOURCES / folder):
            folders[:] = [name for name in folders if name != "node_modules"]
            found += [(SOURCES / where / name) for name in names]
    return [file for file in found if file.suffix in suffixes]


def anchors(text):
    """The anchors that GitHub makes from headings."""
    headings = re.findall(r"(?m)^#+ (.*)$", re.sub(r"(?ms)^```.*?^```", "", text))
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def numbers_of_rules():
    """The numbers of the rules: 1, 1.1, I7, I9.1 and so on."""
    text = RULES.read_text()
    return set(re.findall(r"(?m)^(\d+)\. \*\*", text)) | set(re.findall(r"(?m)^ *- \*\*(I?\d+(?:\.\d+)?)[.* ]", text))


class LinksOfPages(unittest.TestCase):
    def test_of_documents_lead_somewhere(self):
        links = [(file, link) for file in files(".md")
                 for link in re.findall(r"\]\(([^)\s]+)\)", file.read_text()) if not link.startswith("http")]
        self.assertGreater(len(links), 50)
        for file, link in links:
            path, _, anchor = link.partition("#")
            target = file.parent / path if path else file
            self.assertTrue(target.exists(), (file, link))
            if anchor:
                self.assertIn(anchor, anchors(target.read_text()), (file, link))

    def test_to_rules_name_existing_rules(self):
        rules = numbers_of_rules()
        self.assertLessEqual({str(number) for number in range(1, 15)} | {f"I{number}" for number in range(1, 15)}, rules)
        cited = [(file, number) for file in files(".cpp", ".hpp", ".py", ".md")
                 for numbers in CITED.findall(file.read_text()) for number in NUMBER.findall(numbers)]
        self.assertGreater(len(cited), 20)
        for file, number in cited:
            self.assertIn(number, rules, file)

    def test_between_rules_name_existing_rules(self):
        rules = numbers_of_rules()
        for number in re.findall(r"\bI\d+(?:\.\d+)?\b|(?<=[| (,])\d+\.\d+(?=[ ,|)])", RULES.read_text()):
            self.assertIn(number, rules)


if __name__ == "__main__":
    main()
