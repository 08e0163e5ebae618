#!/usr/bin/env python3
"""Lists as spreadsheets write them. The same list has the same results in every form, and `lint --verbose` says how it
was read."""

import csv
import datetime
import io
import os
import tempfile
import unittest
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from program import UK_CHINA, hotline, main

ROWS = list(csv.reader(io.StringIO(Path(UK_CHINA, "contacts.csv").read_text())))
DATES = ROWS[0].index("last_verified")


def written(encoding, day=lambda date: date, **dialect):
    out = io.StringIO(newline="")
    csv.writer(out, **dialect).writerows(
        [row[:DATES] + [day(row[DATES])] + row[DATES + 1:] if index else row for index, row in enumerate(ROWS)])
    return out.getvalue().encode(encoding)


def german(date):
    return ".".join(reversed(date.split("-")))


def workbook():
    """As a spreadsheet writes it: shared texts, numbers, dates by their style, an empty column in front."""
    texts, rows = [], []

    def cell(name, text, date):
        if date:
            return f'<c r="{name}" s="1"><v>{(datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days}</v></c>'
        if text.isdigit():
            return f'<c r="{name}"><v>{text}</v></c>'
        texts.append(text)
        return f'<c r="{name}" t="s"><v>{len(texts) - 1}</v></c>'

    for number, row in enumerate(ROWS, 3):
        cells = [cell(f"{chr(ord('B') + column)}{number}", text, column == DATES and number > 3)
                 for column, text in enumerate(row) if text]
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main_names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def relations(*targets):
        return "<Relationships>" + "".join(f'<Relationship Id="rId{index}" Type="{office}/{kind}" Target="{target}"/>'
                                           for index, (kind, target) in enumerate(targets, 1)) + "</Relationships>"

    parts = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"),
                                                ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")),
        "xl/workbook.xml": f'<workbook {main_names} xmlns:r="{office}"><sheets><sheet name="Notes" r:id="rId1"/>'
                           '<sheet name="People of China" r:id="rId2"/></sheets></workbook>',
        "xl/styles.xml": f'<styleSheet {main_names}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main_names}><sheetData/></worksheet>",
        "xl/worksheets/sheet2.xml": f'<worksheet {main_names}><sheetData>{"".join(rows)}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f"<sst {main_names}>" + "".join(f"<si><t>{escape(text)}</t></si>" for text in texts) + "</sst>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)
    return out.getvalue()


FORMS = {
    "commas": ("contacts.csv", written("utf-8"), "contacts.csv: UTF-8, fields between commas"),
    "semicolons, quotes, a mark, lines of Windows, days first":
        ("contacts.csv", written("utf-8-sig", german, delimiter=";", quoting=csv.QUOTE_ALL),
         "contacts.csv: UTF-8, fields between semicolons"),
    "tabs in UTF-16": ("contacts.txt", written("utf-16", delimiter="\t"), "contacts.txt: UTF-16, fields between tabs"),
    "semicolons in big-endian UTF-16, lines of Unix":
        ("contacts.csv", b"\xfe\xff" + written("utf-16-be", delimiter=";", lineterminator="\n"),
         "contacts.csv: UTF-16, big-endian, fields between semicolons"),
    "a workbook": ("office.xlsx", workbook(), "office.xlsx#People of China: XLSX"),
}


class Lists(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name, "uk-china-2012")
        self.folder.mkdir()

    def scenario(self, named, bytes_of_list=None, file=None):
        (self.folder / "scenario.toml").write_text(f'extends = "{UK_CHINA}/scenario.toml"\ncontacts = ["{named}"]\n')
        if bytes_of_list is not None:
            (self.folder / (file or named)).write_bytes(bytes_of_list)
        return str(self.folder)

    def test_have_the_same_results_in_every_form(self):
        expected = hotline("run", UK_CHINA, "-n", "300", "--format", "json").stdout
        for form, (file, bytes_of_list, how) in FORMS.items():
            with self.subTest(form):
                named = "office.xlsx#People of China" if file.endswith("xlsx") else file
                folder = self.scenario(named, bytes_of_list, file)
                self.assertEqual(hotline("run", folder, "-n", "300", "--format", "json").stdout, expected)
                self.assertIn(how, hotline("lint", folder, "--verbose").stdout)

    def test_are_silent_on_how_they_are_read_unless_asked(self):
        self.assertNotIn("fields between", hotline("lint", UK_CHINA).stdout)

    def test_of_a_workbook_say_which_sheets_there_are(self):
        folder = self.scenario("office.xlsx#People of Chinq", workbook(), "office.xlsx")
        said = hotline("lint", folder, code=2).stdout
        self.assertIn('office.xlsx: error: the workbook has no sheet "People of Chinq"\n'
                      'hint: did you mean "People of China"?\n', said)

    def test_are_regular_files(self):
        folder = self.scenario("pipe.csv")
        os.mkfifo(Path(folder, "pipe.csv"))
        self.assertIn("pipe.csv: it is not a regular file\n", hotline("lint", folder, code=2).stdout)

    def test_are_found_by_names_that_a_macintosh_took_apart(self):
        folder = self.scenario("büro.csv", written("utf-8"), "bu\u0308ro.csv")
        self.assertNotIn("error:", hotline("lint", folder).stdout)


if __name__ == "__main__":
    main()
