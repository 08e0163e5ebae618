#!/usr/bin/env python3
"""`hotline lint`."""

import json
import re
import tempfile
import unittest
from pathlib import Path

from lists_test import workbook
from program import SOURCES, UK_CHINA, hotline, main


class Lint(unittest.TestCase):
    def test_finds_no_error_in_what_is_shipped(self):
        for file in sorted((SOURCES / "scenarios").glob("*/scenario.toml")):
            self.assertNotIn("error:", hotline("lint", str(file.parent)).stdout)

    def wrong(self, folder):
        """A scenario with an error in its file and one in its list, whose name is no plain one."""
        lists = Path(folder, "bü ro.csv")
        lists.write_text("official,party,response,channel\ncert,cx,office-phone,pstn\n")
        Path(folder, "scenario.toml").write_text(f'extends = "{UK_CHINA}/scenario.toml"\nhorizon = "x"\n'
                                                 f'contacts = ["{lists.name}"]\n')
        return folder

    def test_writes_json_with_every_finding_of_the_text(self):
        with tempfile.TemporaryDirectory() as folder:
            for scenario, code in ((self.wrong(folder), 2), (str(SOURCES / "scenarios" / "weekend-worm"), 0)):
                text = hotline("lint", scenario, code=code).stdout
                said = json.loads(hotline("lint", scenario, "--format", "json", code=code).stdout)
                self.assertEqual(list(said), ["hotline", "scenarios"])
                [one] = said["scenarios"]
                self.assertEqual(one["scenario"], scenario)
                for finding in one["findings"]:
                    self.assertEqual(list(finding), ["severity", "code", "file", "line", "column", "cell", "list_column",
                                                     "message", "hint"])
                    self.assertIn(finding["severity"], ("error", "warning"))
                    self.assertEqual(finding["code"] is None, finding["severity"] == "error")
                    place = ":".join(str(part) for part in (finding["file"], finding["line"], finding["column"]) if part)
                    self.assertIn(place + ": " + finding["severity"], text)
                    self.assertIn(finding["message"].split(" (and ")[0], text)
                if code:
                    self.assertEqual([Path(finding["file"]).name for finding in one["findings"]],
                                     ["scenario.toml", "bü ro.csv"])

    def test_writes_sarif_of_its_schema(self):
        """The parts of the schema of SARIF 2.1.0 that the output has."""
        with tempfile.TemporaryDirectory() as folder:
            log = json.loads(hotline("lint", self.wrong(folder), UK_CHINA, "--format", "sarif", code=2).stdout)
        self.assertEqual(set(log), {"$schema", "version", "runs"})
        self.assertEqual(log["version"], "2.1.0")
        [run] = log["runs"]
        self.assertEqual(set(run), {"tool", "columnKind", "results"})
        self.assertIn(run["columnKind"], ("utf16CodeUnits", "unicodeCodePoints"))
        driver = run["tool"]["driver"]
        self.assertEqual((set(driver), driver["name"]), ({"name", "version", "rules"}, "hotline"))
        rules = [rule["id"] for rule in driver["rules"]]
        self.assertEqual(len(rules), len(set(rules)))
        self.assertEqual({result["ruleId"] for result in run["results"]}, set(rules))
        for result in run["results"]:
            self.assertEqual(set(result), {"ruleId", "level", "message", "locations"})
            self.assertIn(result["level"], ("error", "warning"))
            self.assertTrue(result["message"]["text"])
            for location in result["locations"]:
                place = location["physicalLocation"]
                self.assertRegex(place["artifactLocation"]["uri"], r"^(file://)?[A-Za-z0-9._~/%-]+$")
                for number in place.get("region", {}).values():
                    self.assertGreaterEqual(number, 1)
        self.assertTrue(any(re.search("/b%C3%BC%20ro.csv$", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
                            for result in run["results"]))

    def test_locates_the_cells_of_workbooks_and_the_fields_of_lists(self):
        with tempfile.TemporaryDirectory() as folder:
            self.wrong(folder)
            Path(folder, "scenario.toml").write_text(f'extends = "{UK_CHINA}/scenario.toml"\n'
                                                     'contacts = ["bü ro.csv"' + 2 * ', "of fice.xlsx#People of China"' + "]\n")
            Path(folder, "of fice.xlsx").write_bytes(workbook())
            said = json.loads(hotline("lint", folder, "--format", "json", code=2).stdout)
            places = [(Path(one["file"]).name, one["line"], one["column"], one["cell"], one["list_column"])
                      for one in said["scenarios"][0]["findings"] if one["severity"] == "error"]
            self.assertEqual(places[0], ("bü ro.csv", 2, 6, None, "party"))
            of_cells = [place for place in places if place[0] == "of fice.xlsx#People of China"]
            self.assertTrue(of_cells)
            for _, line, column, cell, _ in of_cells:
                self.assertEqual(cell, f"{chr(64 + column)}{line}")
            log = json.loads(hotline("lint", folder, "--format", "sarif", code=2).stdout)
            located = [result["locations"][0] for result in log["runs"][0]["results"] if result["level"] == "error"]
            self.assertNotIn("logicalLocations", located[0])
            self.assertEqual(located[0]["physicalLocation"]["region"], {"startLine": 2, "startColumn": 6})
            place = next(one for one in located if "logicalLocations" in one)
            self.assertTrue(place["physicalLocation"]["artifactLocation"]["uri"].endswith("/of%20fice.xlsx#People%20of%20China"))
            [cell] = place["logicalLocations"]
            self.assertEqual((cell["name"], cell["kind"]), (of_cells[0][3], "cell"))
            self.assertTrue(cell["fullyQualifiedName"].endswith("of fice.xlsx#People of China!" + cell["name"]))

    def test_says_how_lists_were_read_in_text_alone(self):
        said = hotline("lint", UK_CHINA, "--verbose", "--format", "json", code=2).stderr
        self.assertIn("--verbose and --format exclude each other", said)


if __name__ == "__main__":
    main()
