// Workbooks as lists: what a cell says by its type and style, which sheet is read, and the errors of damaged or
// hostile files.

#include "models/documents/workbook.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/documents/cell_format.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/support/workbook_files.hpp"

namespace hotline {
namespace {

struct Shown {
    std::string cells;  // rows on lines, fields separated by bars
    std::string said;
};

Shown show(const std::string& bytes, const std::string& sheet = "") {
    Diagnostics diagnostics;
    const Files::Text file{diagnostics.add_file("l.xlsx", ""), bytes, sheet};
    Shown shown;
    if (const auto read = read_sheet(file, diagnostics)) {
        for (const SheetRow& row : read->rows) {
            shown.cells += std::to_string(row.number);
            for (const RawField& field : row.cells) shown.cells += '|' + std::string(field.text);
            shown.cells += '\n';
        }
    }
    shown.said = diagnostics.text();
    return shown;
}

/// The same for a workbook with these rows.
Shown show_rows(const std::string& rows) {
    return show(archive_of(workbook_parts(rows)));
}

TEST(Workbook, cells_have_texts_of_every_type) {
    const Shown shown = show_rows(R"(
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
<row r="3"><c r="B3" t="inlineStr"><is><t>two</t><r><t xml:space="preserve"> </t></r><r><t>runs</t></r></is></c>
<c r="C3" t="str"><f>A1&amp;"x"</f><v>computed</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#N/A</v></c></row>
<row><c><v>861012345678</v></c><c><v>0.10000000000000001</v></c><c><f>1/3</f><v>0.33333333333333331</v></c><c/><c><v>8.61E+20</v></c></row>
<row r="9"><c r="A9" s="1"/></row>)");
    EXPECT_EQ(shown.said, "");
    EXPECT_EQ(shown.cells,
              "1|duty officer||director\n3||two runs|computed|true|#N/A\n"
              "4|861012345678|0.1|0.3333333333333333||8.61e+20\n");
}

TEST(Workbook, dates_are_told_by_their_style) {
    const std::string row =
        R"(<row r="1"><c s="1"><v>41186</v></c><c s="1"><v>41186.75</v></c><c s="2"><v>41186.75</v></c>)"
        R"(<c s="2"><v>41186</v></c><c s="3"><v>0.375</v></c><c s="3"><v>0.37502</v></c><c s="4"><v>41186</v></c>)"
        R"(<c t="d" s="1"><v>2012-10-04T00:00:00</v></c></row>)";
    EXPECT_EQ(show_rows(row).cells,
              "1|2012-10-04|2012-10-04|2012-10-04T18:00|2012-10-04T00:00|09:00|09:00:02|41186|2012-10-04\n");
    auto parts = workbook_parts(row);
    std::string& book = parts["xl/workbook.xml"];
    book.replace(book.find("<workbookPr/>"), 13, "<workbookPr date1904=\"1\"/>");
    EXPECT_EQ(show(archive_of(parts)).cells.substr(0, 12), "1|2016-10-05");
}

TEST(Workbook, days_of_1900_are_those_that_the_spreadsheet_shows) {
    EXPECT_EQ(text_of_number(1, CellFormat::date, false), "1900-01-01");
    EXPECT_EQ(text_of_number(59, CellFormat::date, false), "1900-02-28");
    EXPECT_EQ(text_of_number(60, CellFormat::date, false), std::nullopt);  // the spreadsheet shows a false day
    EXPECT_EQ(text_of_number(61, CellFormat::date, false), "1900-03-01");
    EXPECT_EQ(text_of_number(0, CellFormat::date, false), std::nullopt);
    EXPECT_EQ(text_of_number(0, CellFormat::date, true), "1904-01-01");
    EXPECT_EQ(text_of_number(-1, CellFormat::date, true), std::nullopt);
    EXPECT_EQ(text_of_number(2958465, CellFormat::date, false), "9999-12-31");
    EXPECT_EQ(text_of_number(2958466, CellFormat::date, false), std::nullopt);
    EXPECT_EQ(text_of_number(41186.9999999, CellFormat::date_time, false), "2012-10-05T00:00");
}

TEST(Workbook, formats_are_known_by_their_codes) {
    for (const char* code : {"yyyy\\-mm\\-dd", "[$-409]d mmm yy", "DD/MM/YYYY", "mmm", "m/d/yy;@", "[Red]yyyy"})
        EXPECT_EQ(format_of_code(code), CellFormat::date) << code;
    for (const char* code : {"yyyy-mm-dd hh:mm", "d.m. h\"h\""})
        EXPECT_EQ(format_of_code(code), CellFormat::date_time);
    for (const char* code : {"hh:mm", "[h]:mm:ss", "mm:ss"})
        EXPECT_EQ(format_of_code(code), CellFormat::time) << code;
    for (const char* code : {"General", "0.00E+00", "#,##0 \"days\"", "[Red]0;d", "0\\d", "@", "\"day"})
        EXPECT_EQ(format_of_code(code), CellFormat::number) << code;
}

TEST(Workbook, a_sheet_is_named_or_the_first_that_is_not_hidden) {
    auto parts = workbook_parts("<row r=\"1\"><c><v>1</v></c></row>");
    parts["xl/workbook.xml"] =
        R"(<x:workbook xmlns:x="m" xmlns:rel="r"><x:sheets><x:sheet name="Old" state="hidden" rel:id="rId4"/>)"
        R"(<x:sheet name="Chart" rel:id="rId6"/><x:sheet name="People" rel:id="rId1"/><x:sheet name="Büro" rel:id="rId5"/>)"
        R"(</x:sheets></x:workbook>)";
    std::string& relations = parts["xl/_rels/workbook.xml.rels"];
    relations.insert(relations.find("</Relationships>"),
                     R"(<Relationship Id="rId4" Type="t/worksheet" Target="worksheets/sheet2.xml"/>)"
                     R"(<Relationship Id="rId5" Type="t/worksheet" Target="../xl/worksheets/sheet3.xml"/>)"
                     R"(<Relationship Id="rId6" Type="t/chartsheet" Target="chartsheets/sheet1.xml"/>)");
    parts["xl/worksheets/sheet2.xml"] = "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>";
    parts["xl/worksheets/sheet3.xml"] =
        "<s:worksheet xmlns:s=\"m\"><s:sheetData><s:row><s:c><s:v>3</s:v></s:c></s:row></s:sheetData></s:worksheet>";
    const std::string bytes = archive_of(parts);
    EXPECT_EQ(show(bytes).cells, "1|1\n");
    EXPECT_EQ(show(bytes, "Old").cells, "1|2\n");
    EXPECT_EQ(show(bytes, "Bu\xcc\x88ro").cells, "1|3\n");
    EXPECT_EQ(show(bytes, "Peple").said,
              "l.xlsx: error: the workbook has no sheet \"Peple\"\nhint: did you mean \"People\"?\n");
    EXPECT_EQ(show(bytes, "Chart").said,
              "l.xlsx: error: the workbook has no sheet \"Chart\"\nhint: expected one of Büro, Old, People\n");
}

struct Wrong {
    const char* name;
    std::string rows;
    std::string said;
};

const Wrong kWrongRows[] = {
    {"a_formula_without_a_value", "<row r=\"7\"><c r=\"AB7\"><f>1+1</f></c></row>",
     R"(l.xlsx#Sheet1!AB7: error: the cell has a formula without a value
hint: open the workbook with a spreadsheet, and save it
)"},
    {"a_shared_text_that_is_missing", "<row r=\"1\"><c t=\"s\"><v>2</v></c></row>",
     R"(l.xlsx#Sheet1!A1: error: the workbook is damaged: the cell's text is missing
hint: save it again
)"},
    {"a_date_before_all_days", "<row r=\"1\"><c s=\"1\"><v>-1</v></c></row>",
     R"(l.xlsx#Sheet1!A1: error: -1 is not a date
hint: write it like 2012-10-04, or give the cell another format
)"},
    {"a_number_that_is_none", "<row r=\"1\"><c><v>1,5</v></c></row>", R"(l.xlsx#Sheet1!A1: error: 1,5 is not a number
hint: type it again
)"},
    {"rows_out_of_order", "<row r=\"2\"/><row r=\"1\"/>",
     R"(l.xlsx#Sheet1: error: the workbook is damaged: its rows are not in order
hint: save it again
)"},
    {"cells_out_of_order", "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>",
     R"(l.xlsx#Sheet1!2: error: the workbook is damaged: its cells are not in order
hint: save it again
)"},
    {"a_cell_far_to_the_right", "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>",
     R"(l.xlsx#Sheet1!XFD1: error: a list must have at most 1000 columns, but has more
hint: empty the cells beside the list
)"},
    {"a_character_that_parts_fields", "<row r=\"1\"><c t=\"str\"><v>a_x001F_b</v></c></row>",
     R"(l.xlsx#Sheet1!A1: error: the text of the cell cannot be read: the line must not hold the control character U+001F
hint: type it again
)"},
    {"a_text_that_is_not_utf_8", "<row r=\"1\"><c t=\"str\"><v>\xff</v></c></row>",
     R"(l.xlsx#Sheet1!A1: error: the text of the cell cannot be read: the line must be UTF-8, but is not
hint: type it again
)"},
    {"merged_cells",
     "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"B2:B4\"/><mergeCell "
     "ref=\"D1:E1\"/></mergeCells><sheetData>",
     R"(l.xlsx#Sheet1!B2: error: the cells B2:B4 must not be merged
hint: unmerge them, and give each its value
)"},
};

class WorkbookRows : public testing::TestWithParam<Wrong> {};

TEST_P(WorkbookRows, that_are_wrong_name_the_cell_and_the_cure) {
    const Shown shown = show_rows(GetParam().rows);
    EXPECT_EQ(shown.said, GetParam().said);
    EXPECT_EQ(shown.cells, "");
}

INSTANTIATE_TEST_SUITE_P(All, WorkbookRows, testing::ValuesIn(kWrongRows),
                         [](const testing::TestParamInfo<Wrong>& wrong) { return std::string(wrong.param.name); });

TEST(Workbook, other_archives_are_refused_by_name) {
    const auto said = [](const std::string& part) { return show(archive_of({{part, "<a/>"}})).said; };
    const std::string cure = "\nhint: open it with a spreadsheet, and save it as XLSX or as \"CSV UTF-8\"\n";
    EXPECT_EQ(said("content.xml"),
              "l.xlsx: error: the list must be CSV or XLSX, but is an OpenDocument file (.ods)" + cure);
    EXPECT_EQ(said("xl/workbook.bin"),
              "l.xlsx: error: the list must be CSV or XLSX, but is a binary workbook (.xlsb)" + cure);
    EXPECT_EQ(said("Index/Document.iwa"),
              "l.xlsx: error: the list must be CSV or XLSX, but is a file of Numbers" + cure);
    EXPECT_EQ(said("word/document.xml"),
              "l.xlsx: error: the list must be CSV or XLSX, but is a zip archive without a workbook" + cure);
    auto parts = workbook_parts("");
    parts.erase("xl/worksheets/sheet1.xml");
    EXPECT_EQ(show(archive_of(parts)).said,
              "l.xlsx: error: the workbook cannot be read: \"xl/worksheets/sheet1.xml\" is missing or locked" + cure);
    parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>";
    EXPECT_EQ(show(archive_of(parts)).said,
              "l.xlsx: error: the workbook cannot be read: \"xl/worksheets/sheet1.xml\" is not XML" + cure);
}

// 300 megabytes of spaces pack into 300 kilobytes.
TEST(Workbook, a_bomb_is_not_unpacked_to_its_end) {
    auto parts = workbook_parts("");
    parts["xl/worksheets/sheet1.xml"] = std::string(300'000'000, ' ');
    const std::string bytes = archive_of(parts);
    EXPECT_LT(bytes.size(), 1'000'000U);
    EXPECT_EQ(show(bytes).said,
              "l.xlsx: error: the workbook cannot be read: it unpacks to more than 200 megabytes\n"
              "hint: open it with a spreadsheet, and save it as XLSX or as \"CSV UTF-8\"\n");
}

TEST(Workbook, reads_nothing_outside_of_its_archive) {
    auto parts = workbook_parts("<row><c t=\"str\"><v>&secret;&many;</v></c></row>");
    parts["xl/worksheets/sheet1.xml"] =
        "<!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/hostname\"><!ENTITY many \"aaaa\">]>" +
        parts["xl/worksheets/sheet1.xml"];
    EXPECT_EQ(show(archive_of(parts)).cells, "1|&secret;&many;\n");
    const std::string part = "worksheets/sheet1.xml";
    std::string& relations = parts["xl/_rels/workbook.xml.rels"];
    relations.replace(relations.find(part), part.size(), "../../../etc/hostname");
    EXPECT_EQ(show(archive_of(parts)).said,
              "l.xlsx: error: the workbook cannot be read: \"../../etc/hostname\" is missing or locked\n"
              "hint: open it with a spreadsheet, and save it as XLSX or as \"CSV UTF-8\"\n");
}

TEST(Workbook, may_be_nested_deeply) {
    std::string rows;
    for (int depth = 0; depth < 200'000; ++depth) rows += "<a>";
    for (int depth = 0; depth < 200'000; ++depth) rows += "</a>";
    EXPECT_EQ(show_rows("<row>" + rows + "</row><row><c><v>1</v></c></row>").cells, "2|1\n");
}

// Each cell costs a few bytes in the file, and has a thousand times as many letters.
TEST(Workbook, a_text_that_stands_in_many_cells_has_its_limit) {
    std::string rows;
    for (int row = 1; row <= 10'000; ++row) rows += "<row><c t=\"s\"><v>0</v></c></row>";
    auto parts = workbook_parts(rows);
    parts["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(30'000, 'x') + "</t></si></sst>";
    EXPECT_EQ(show(archive_of(parts)).said,
              "l.xlsx#Sheet1!6667: error: a sheet must have at most 200 million letters, but has more\n");
}

TEST(Workbook, every_cut_and_every_changed_byte_of_one_is_read_or_refused) {
    const std::string bytes = workbook_of({{"official", "party"}, {"cert", "cn"}});
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        show(bytes.substr(0, at));
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x15);
        show(changed);
    }
}

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    for (const char letter : csv) {
        if (letter == ',') {
            rows.back().emplace_back();
        } else if (letter == '\n') {
            rows.emplace_back(1);
        } else {
            rows.back().back() += letter;
        }
    }
    rows.pop_back();
    return rows;
}

TEST(Workbook, is_read_as_the_same_list_of_csv) {
    auto files = small_scenario();
    const Loaded csv = load_from_memory(files);
    files["people.xlsx"] = workbook_of(rows_of(files["contacts.csv"]));
    for (const std::string named : {"people.xlsx", "people.xlsx#Sheet1"}) {
        auto changed = files;
        std::string& text = changed["scenario.toml"];
        text.replace(text.find("contacts.csv"), 12, named);
        const Loaded xlsx = load_from_memory(changed);
        ASSERT_TRUE(xlsx.scenario) << xlsx.text;
        EXPECT_EQ(xlsx.text, csv.text);
        ASSERT_EQ(xlsx.scenario->rows.size(), csv.scenario->rows.size());
        for (std::size_t row = 0; row < csv.scenario->rows.size(); ++row) {
            EXPECT_EQ(xlsx.scenario->rows[row].identity, csv.scenario->rows[row].identity);
            EXPECT_EQ(xlsx.scenario->rows[row].address, csv.scenario->rows[row].address);
            EXPECT_EQ(xlsx.scenario->rows[row].last_verified, csv.scenario->rows[row].last_verified);
        }
    }
}

TEST(Workbook, errors_in_its_rows_name_sheet_and_cell) {
    auto files = small_scenario();
    auto rows = rows_of(files["contacts.csv"]);
    rows.insert(rows.begin() + 1, {""});  // an empty row
    rows[0].insert(rows[0].begin(), "");
    rows[2].insert(rows[2].begin(), "");
    rows[3].insert(rows[3].begin(), "");
    rows[2][2] = "cx";
    rows[3].push_back("see Li");
    files["people.xlsx"] = workbook_of(rows);
    std::string& text = files["scenario.toml"];
    text.replace(text.find("contacts.csv"), 12, "people.xlsx");
    EXPECT_EQ(load_from_memory(files).text, R"(people.xlsx#Sheet1!C3: error: column "party": unknown party "cx"
    3 | ,cert,cx,duty officer,1,desk,pstn,1,2012-01-01
hint: did you mean "cn"?
people.xlsx#Sheet1!J4: error: column 10 must have a name in the header, but has none and holds "see Li"
    4 | ,director,cn,director,3,desk,pstn,2,2012-01-01,see Li
hint: name the column, or empty it
)");
}

}  // namespace
}  // namespace hotline
