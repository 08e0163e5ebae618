#!/usr/bin/env python3
"""tests/sentences.md and the sources agree: sentences_test.py PATH-OF-HOTLINE PATH-OF-THE-SOURCES CLASS.

The test counts, in each function's source, the calls that format a figure and the places that are filled in. A new
sentence changes the count, and needs a row."""

import re
import sys
import unittest
from collections import Counter
from pathlib import Path

SOURCES = Path(sys.argv[2])
ROW = re.compile(r"^\| (?P<sentence>.+?) \| `(?P<file>[\w.]+)` `(?P<function>\w+)` (?P<count>\d+) \| (?P<tests>.+) \|$")
OTHERS = re.compile(r"^- `(?P<file>[\w.]+)`: (?P<functions>\w+ \d+(?:, \w+ \d+)*)$")

MAKERS = ("percent whole_percent grid_percent percent_of probability_text range_text whole_percent_range count_text "
          "counted time_text low_text high_text seconds_text seconds_range points_text signed_seconds_text number_text "
          "number_range estimate_text p_text duration_text moment_text rough_duration_text exact_percent").split()
MAKES = re.compile(rf"(?<![\w.:>])(?:{'|'.join(MAKERS)})\(")
TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"')
OPENS = re.compile(r"\{\{|\{")  # a doubled opening brace stands for itself
BEGINS = re.compile(r"^(?P<indent>(?:    )?)(?!(?:return|else|if|for|while|switch|case|using|namespace|class|struct|enum|"
                    r"public|private|protected)\b)[A-Za-z_].*?(?P<name>\w+)\(")

TEST_NAME = re.compile(r"\bTEST(?:_F|_P)?\(\w+,\s*(\w+)\)|\bdef (test_\w+)\(")


def functions(source):
    """The names and bodies of functions, as clang-format lays them out."""
    lines = [re.sub(rf"({TEXT.pattern})|//.*", lambda found: found[1] or "", line).rstrip()
             for line in source.splitlines()]
    bare = [TEXT.sub('""', line) for line in lines]
    at = 0
    while at < len(lines):
        begins = BEGINS.match(lines[at])
        head = at
        while begins and head < len(lines) and not re.search(r"[{};]$|^$", bare[head]):
            head += 1
        if not begins or head == len(lines) or "{" not in bare[head]:
            at = max(at, head) + 1
            continue
        end = head
        while bare[head].endswith("{") and not re.match(rf"^{begins['indent']}\}}", bare[end]):
            end += 1
        yield begins["name"], "\n".join(lines[at:end + 1])
        at = end + 1


def said_in(source):
    """By function: how many figures it makes, and how many places it fills in, figures included."""
    figures, all_said = Counter(), Counter()
    for name, body in functions(source):
        places = sum(OPENS.findall(text).count("{") for text in TEXT.findall(body))
        made = len(MAKES.findall(TEXT.sub('""', body)))
        figures[name] += made
        all_said[name] += made + places
    return figures, all_said


def said_by(script):
    """The places that the page's own script fills in."""
    return sum(template.count("${") for template in re.findall(r"textContent = (`[^`]*`(?:[^;]*`[^`]*`)*)", script))


class Sentences(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        lines = (SOURCES / "tests" / "sentences.md").read_text().splitlines()
        cls.rows = [line for line in lines if line.startswith("| ") and not re.match(r"\| (figure|sentence) ", line)]
        cls.others = [line for line in lines if line.startswith("- ")]
        cls.sources = {}
        for folder in ("models", "analysis", "sim"):
            for file in sorted((SOURCES / folder).rglob("*")):
                if file.suffix in (".cpp", ".js"):
                    cls.sources.setdefault(file.name, []).append(file)

    def source(self, name):
        self.assertEqual(len(self.sources.get(name, [])), 1, name)
        return self.sources[name][0].read_text()

    def test_name_existing_functions_and_tests(self):
        tests = {name for file in sorted((SOURCES / "tests").rglob("*_test.*")) for found in TEST_NAME.findall(file.read_text()) for name in found}
        browser = SOURCES.joinpath("tests", "browser", "report.test.mjs").read_text()
        titles = re.findall(r"\btest\([\"`](.+?)(?:[\"`],|\$\{)", browser)
        self.assertGreater(len(self.rows), 100)
        missing = []
        for line in self.rows:
            row = ROW.match(line)
            self.assertTrue(row, line)
            self.assertRegex(self.source(row["file"]), rf"\b{row['function']}\b", line)
            for test in re.findall(r"`([^`]+)`", row["tests"]):
                if test not in tests and not any(title.startswith(test) for title in titles):
                    missing.append((test, line))
        self.assertEqual(missing, [])

    def test_are_all_here(self):
        """Every function that makes a figure is listed. In analysis/ every function that fills in anything is listed, too."""
        told = {}
        for row in map(ROW.match, self.rows):
            told.setdefault((row["file"], row["function"]), set()).add(int(row["count"]))
        for line in self.others:
            found = OTHERS.match(line)
            self.assertTrue(found, line)
            for words in found["functions"].split(", "):
                name, count = words.split()
                told.setdefault((found["file"], name), set()).add(int(count))
        there = {}
        for files in self.sources.values():
            for file in files:
                if file.suffix != ".cpp":
                    continue
                figures, all_said = said_in(file.read_text())
                for name, count in all_said.items():
                    if figures[name] or (count and file.is_relative_to(SOURCES / "analysis")) or (file.name, name) in told:
                        there[file.name, name] = {count}
        there["page.js", "textContent"] = {said_by(self.source("page.js"))}
        wrong = [f"{file} {function}: {there.get((file, function))}, and not {told.get((file, function))}"
                 for file, function in sorted(told | there) if there.get((file, function)) != told.get((file, function))]
        self.assertEqual(wrong, [], "these rows of tests/sentences.md need other counts")

    def test_are_counted_as_they_stand(self):
        figures, all_said = said_in('''
namespace {
std::string one(double share) {
    // percent(share) in "{}" is no figure.
    return fmt::format("{} % of {{}}, {:>{}}", percent(share), 3);
}
class Writer {
    void two(
        double share) {
        line("{}",
             "percent(");
        const auto text = [&](double value) {
            return whole_percent(value);
        };
    }
    double three() const { return 3; }
    std::string four() const { return "by " + duration_text(deadline_); }
    double member_(0);
};
void write(std::ostream& out, const Result& result);
}
''')
        self.assertEqual(+figures, Counter(one=1, two=1, four=1))
        self.assertEqual(+all_said, Counter(one=4, two=2, four=1))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
