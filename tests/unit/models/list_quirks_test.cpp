// What offices do to a list, one quirk at a time. Each list is read like the plain one, or refused with one error
// that names the cure.

#include <gtest/gtest.h>

#include <algorithm>

#include "models/scenario/instant_text.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

using namespace std::string_literals;

const std::string kHeader = "official,party,role,authority,response,channel,address,last_verified\n";
const std::string kCertRow = "cert,cn,duty officer,1,desk,pstn,1,2012-01-01\n";
const std::string kDirector = "director,cn,director,3,desk,pstn,2,2012-01-01\n";
const std::string kPlain = kHeader + kCertRow + kDirector;

std::string with(std::string text, const std::string& part, const std::string& replacement) {
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + replacement.size())) {
        text.replace(at, part.size(), replacement);
    }
    return text;
}

std::string between(const std::string& separator) {
    return with(kPlain, ",", separator);
}

/// Each field in quotes.
std::string quoted(const std::string& text) {
    return '"' + with(with(text.substr(0, text.size() - 1), ",", "\",\""), "\n", "\"\n\"") + "\"\n";
}

/// ASCII as UTF-16.
std::string utf16(const std::string& text, bool big_endian) {
    std::string bytes = big_endian ? "\xfe\xff" : "\xff\xfe";
    for (const char letter : text) {
        if (big_endian) bytes += '\0';
        bytes += letter;
        if (!big_endian) bytes += '\0';
    }
    return bytes;
}

/// The scenario's people.
std::string people(const Scenario& scenario) {
    std::string text;
    for (const Official& person : scenario.officials) {
        text += person.id + '|' + scenario.parties[person.party].id + '|' + person.organisation + '|' + person.role +
                '|' + person.name + '|' + std::to_string(person.authority);
        for (const std::string& language : person.languages) text += '|' + language;
        for (const Index row : person.rows) {
            const Row& entry = scenario.rows[row];
            text +=
                '|' + entry.address + '|' + (entry.last_verified ? utc_text(*entry.last_verified).substr(0, 10) : "");
        }
        text += '\n';
    }
    return text;
}

/// The messages about a list, or how it differs from the plain one; "read" if it is the same.
std::string outcome(const std::string& list) {
    auto files = small_scenario();
    files["contacts.csv"] = kPlain;
    const Loaded plain = load_from_memory(files);
    files["contacts.csv"] = list;
    const Loaded loaded = load_from_memory(files);
    if (!loaded.scenario) return loaded.text;
    const std::string found = people(*loaded.scenario);
    return found == people(*plain.scenario) && loaded.text.empty() ? "read" : loaded.text + found;
}

struct Quirk {
    const char* name;
    std::string list;
    std::string outcome = "read";
};

const Quirk kQuirks[] = {
    // Encodings.
    {"utf8_with_a_mark", "\xef\xbb\xbf" + kPlain},
    {"utf16_of_windows", utf16(kPlain, false)},
    {"utf16_big_endian", utf16(kPlain, true)},
    {"utf16_with_tabs_as_excel_saves_unicode_text", utf16(with(between("\t"), "\n", "\r\n"), false)},
    {"utf16_without_its_mark", utf16(kPlain, false).substr(2),
     R"(contacts.csv:1: error: the line must not hold a NUL byte
hint: save it as "CSV UTF-8"
)"},
    {"utf16_cut_in_the_middle", utf16(kPlain, false) + "x",
     R"(contacts.csv: error: the list begins as UTF-16, but goes on as something else
hint: save it as "CSV UTF-8"
)"},
    {"utf32", "\xff\xfe\0\0o\0\0\0"s, R"(contacts.csv: error: the list must be UTF-8 or UTF-16, but is UTF-32
hint: save it as "CSV UTF-8"
)"},
    {"latin_1", with(kPlain, "duty officer", "duty offic\xe8r"),
     R"(contacts.csv:2: error: the line must be UTF-8, but is not
    2 | cert,cn,duty offic?r,1,desk,pstn,1,2012-01-01
hint: save it as "CSV UTF-8"
)"},
    {"mixed_encodings", with(kPlain, "director,3", "d\xc3\xa9p\xf4t,3"),
     R"(contacts.csv:3: error: the line must be UTF-8, but is not
    3 | director,cn,dép?t,3,desk,pstn,2,2012-01-01
hint: save it as "CSV UTF-8"
)"},
    {"nul_byte", with(kPlain, "duty officer", "duty\0officer"s),
     R"(contacts.csv:2: error: the line must not hold a NUL byte
hint: delete it
)"},
    // Separators.
    {"semicolons", between(";")},
    {"tabs", between("\t")},
    {"semicolons_said_by_excel", "sep=;\r\n" + between(";")},
    {"commas_said_by_excel", "sep=,\n" + kPlain},
    {"semicolons_and_a_comma_in_a_field", with(between(";"), "duty officer", "duty, officer"),
     R"(cert|cn||duty, officer||1|zh|1|2012-01-01
director|cn||director||3|zh|2|2012-01-01
)"},
    {"bars", between("|"),
     R"(contacts.csv:1: error: the first row must name the columns of the list, but names none of them
    1 | official|party|role|authority|response|channel|address|last_verified
hint: part the columns by commas, semicolons or tabs
)"},
    {"two_separators", with(kPlain, "director,cn,", "director;cn;"),
     R"(contacts.csv:3: error: the row must have one field for each column, but has fewer
    3 | director;cn;director,3,desk,pstn,2,2012-01-01
hint: part all fields by commas, as in the header; a field may be empty
)"},
    {"semicolons_below_a_header_of_commas", kHeader + with(kCertRow, ",", ";"),
     R"(contacts.csv:2: error: the row must have one field for each column, but has fewer
    2 | cert;cn;duty officer;1;desk;pstn;1;2012-01-01
hint: part all fields by commas, as in the header; a field may be empty
)"},
    // Line ends.
    {"lines_of_windows", with(kPlain, "\n", "\r\n")},
    {"lines_of_old_macintoshes", with(kPlain, "\n", "\r")},
    {"no_line_end_at_the_end", kPlain.substr(0, kPlain.size() - 1)},
    {"empty_lines", "\n" + with(kPlain, "\n", "\n\n")},
    {"the_mark_of_dos_at_the_end", kPlain + "\x1a"},
    // Quotes.
    {"everything_quoted", quoted(kPlain)},
    {"everything_quoted_between_semicolons", with(quoted(kPlain), ",", ";")},
    {"blanks_in_quotes", with(quoted(kPlain), "\"cn\"", "\" cn \"")},
    {"blanks_before_quotes", with(quoted(kPlain), ",", ", ")},
    {"a_line_break_in_a_field", with(kPlain, "duty officer", "\"duty\nofficer\"")},
    {"a_line_break_of_windows_in_a_field", with(with(kPlain, "duty officer", "\"duty\nofficer\""), "\n", "\r\n")},
    {"a_line_break_at_the_end_of_a_field", with(kPlain, "duty officer", "\"duty officer\n\"")},
    {"list_entries_on_lines",
     with(with(with(kPlain, ",authority", ",languages,authority"), ",1,desk", ",\"en\nfr\",1,desk"), ",3,desk",
          ",,3,desk"),
     R"(cert|cn||duty officer||1|en|fr|1|2012-01-01
director|cn||director||3|zh|2|2012-01-01
)"},
    {"a_line_break_in_the_header", with(kPlain, "last_verified", "\"last_verified\n\"")},
    {"an_error_behind_a_record_of_two_lines",
     with(with(kPlain, "duty officer", "\"duty\nofficer\""), "director,3", "director,three"),
     R"(contacts.csv:4:22: error: column "authority": "three" is not a whole number from 0 to 1000000
    4 | director,cn,director,three,desk,pstn,2,2012-01-01
      |                      ^
)"},
    {"an_error_in_a_record_of_two_lines", with(with(kPlain, "duty officer", "\"duty\nofficer\""), "r\",1", "r\",one"),
     R"(contacts.csv:3:10: error: column "authority": "one" is not a whole number from 0 to 1000000
    3 | officer",one,desk,pstn,1,2012-01-01
      |          ^
)"},
    {"an_open_quote", with(kPlain, "duty officer", "\"duty officer"),
     R"(contacts.csv:2:9: error: a quote is opened, but not closed before the list ends
    2 | cert,cn,"duty officer,1,desk,pstn,1,2012-01-01
      |         ^
hint: close it, or delete it; if the file is cut off, get the whole of it
)"},
    {"a_quote_behind_a_quoted_field", with(kPlain, "duty officer", "\"duty\" officer"),
     R"(contacts.csv:2:9: error: a quoted field must end with its quote, but more follows
    2 | cert,cn,"duty" officer,1,desk,pstn,1,2012-01-01
      |         ^
hint: double a quote that stands within a quoted field
)"},
    {"a_quote_in_a_field_that_is_not_doubled", with(kPlain, "duty officer", "\"the \"duty\" officer\""),
     R"(contacts.csv:2:9: error: a quoted field must end with its quote, but more follows
    2 | cert,cn,"the "duty" officer",1,desk,pstn,1,2012-01-01
      |         ^
hint: double a quote that stands within a quoted field
)"},
    {"a_quote_that_is_closed_rows_later",
     with(with(kPlain, "duty officer", "\"duty officer"), "director,3", "\"director\",3"),
     R"(contacts.csv:3: error: a quoted field must end with its quote, but more follows
    3 | director,cn,"director",3,desk,pstn,2,2012-01-01
hint: the record begins in line 2: double a quote within a field, and close the one before it
)"},
    {"quotes_of_a_word_processor",
     with(kPlain, "duty officer",
          "\xe2\x80\x9c"
          "duty officer\xe2\x80\x9d"),
     R"(cert|cn||“duty officer”||1|zh|1|2012-01-01
director|cn||director||3|zh|2|2012-01-01
)"},
    // Empty columns and rows.
    {"columns_that_are_empty_throughout", with(kPlain, "\n", ",,,\n")},
    {"a_column_in_front_that_is_empty", "," + with(kPlain.substr(0, kPlain.size() - 1), "\n", "\n,") + "\n"},
    {"rows_of_commas", with(kPlain, "\n", "\n,,,,,,,\n")},
    {"rows_of_blanks", with(kPlain, "\n", "\n \t \n")},
    {"a_column_without_a_name", with(with(kPlain, "\n", ",\n"), "01-01,", "01-01,see Li"),
     R"(contacts.csv:2:47: error: column 9 must have a name in the header, but has none and holds "see Li"
    2 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01,see Li
      |                                               ^
hint: name the column, or empty it
)"},
    {"a_row_that_is_longer", with(kPlain, "director,3", "director,,3"),
     R"(contacts.csv:3: error: the row must have one field for each column, but has more
    3 | director,cn,director,,3,desk,pstn,2,2012-01-01
hint: put a field that holds a comma in double quotes
)"},
    {"a_row_that_is_shorter", with(kPlain, ",2,2012-01-01", ""),
     R"(contacts.csv:3: error: the row must have one field for each column, but has fewer
    3 | director,cn,director,3,desk,pstn
hint: part all fields by commas, as in the header; a field may be empty
)"},
    {"a_row_that_is_cut_off", kPlain.substr(0, kPlain.size() - std::string("stn,2,2012-01-01\n").size()),
     R"(contacts.csv:3: error: the row must have one field for each column, but the list ends within it
    3 | director,cn,director,3,desk,p
hint: if the file is cut off, get the whole of it; otherwise complete the row
)"},
    {"a_quoted_row_that_is_cut_off", quoted(kPlain).substr(0, quoted(kPlain).size() - 10),
     R"(contacts.csv:3:50: error: a quote is opened, but not closed before the list ends
    3 | "director","cn","director","3","desk","pstn","2","20
      |                                                  ^
hint: close it, or delete it; if the file is cut off, get the whole of it
)"},
    {"a_row_of_windows_that_is_cut_off",
     with(kPlain, "\n", "\r\n").substr(0, kPlain.size() - std::string("stn,2,2012-01-01\n").size() + 2),
     R"(contacts.csv:3: error: the row must have one field for each column, but the list ends within it
    3 | director,cn,director,3,desk,p
hint: if the file is cut off, get the whole of it; otherwise complete the row
)"},
    {"no_header", kCertRow + kDirector,
     R"(contacts.csv:1: error: the first row must name the columns of the list, but names none of them
    1 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01
hint: delete what stands above the header; it has names such as official, party, response, channel
)"},
    {"a_title_above_the_header", "Contact list of 2012,,,,,,,\n" + kPlain,
     R"(contacts.csv:1: error: the first row must name the columns of the list, but names none of them
    1 | Contact list of 2012,,,,,,,
hint: delete what stands above the header; it has names such as official, party, response, channel
)"},
    {"nothing", "", R"(contacts.csv:1: error: the list must have a header, but is empty
)"},
    {"a_mark_alone", "\xef\xbb\xbf", R"(contacts.csv:1: error: the list must have a header, but is empty
)"},
    {"a_header_alone", kHeader, R"(contacts.csv:1: error: the list must have at least one row, but has only a header
    1 | official,party,role,authority,response,channel,address,last_verified
)"},
    // Invisible characters.
    {"a_zero_width_space_in_the_header", with(kPlain, "party", "party\xe2\x80\x8b"),
     R"(contacts.csv:1:10: error: "party" holds U+200B, which cannot be seen
    1 | official,party)"
     "\xe2\x80\x8b"
     R"(,role,authority,response,channel,address,last_verified
      |          ^
hint: type the name again
)"},
    {"a_second_mark_in_the_header", "\xef\xbb\xbf\xef\xbb\xbf" + kPlain,
     R"(contacts.csv:1:1: error: "official" holds U+FEFF, which cannot be seen
    1 | )"
     "\xef\xbb\xbf"
     R"(official,party,role,authority,response,channel,address,last_verified
      | ^
hint: type the name again
)"},
    {"a_no_break_space_in_the_header", with(kPlain, "last_verified", "last_verified\xc2\xa0"),
     R"(contacts.csv:1:56: error: "last_verified" holds U+00A0, which cannot be seen
    1 | official,party,role,authority,response,channel,address,last_verified)"
     "\xc2\xa0"
     R"(
      |                                                        ^
hint: type the name again
)"},
    {"a_zero_width_space_in_an_id", with(kPlain, "director,cn", "director,cn\xe2\x80\x8b"),
     R"(contacts.csv:3:10: error: column "party": "cn" holds U+200B, which cannot be seen
    3 | director,cn)"
     "\xe2\x80\x8b"
     R"(,director,3,desk,pstn,2,2012-01-01
      |          ^
hint: type it again
)"},
    {"a_no_break_space_behind_an_id", with(kPlain, "cert,cn", "cert,cn\xc2\xa0"),
     R"(contacts.csv:2:6: error: column "party": "cn" holds U+00A0, which cannot be seen
    2 | cert,cn)"
     "\xc2\xa0"
     R"(,duty officer,1,desk,pstn,1,2012-01-01
      |      ^
hint: type it again
)"},
    {"a_no_break_space_in_a_role", with(kPlain, "duty officer", "duty\xc2\xa0officer")},
    {"a_zero_width_space_in_a_role", with(kPlain, "director,3", "direc\xe2\x80\x8btor,3")},
    {"a_soft_hyphen_in_a_role", with(kPlain, "director,3", "direc\xc2\xadtor,3")},
    {"a_mark_of_direction_in_a_field",
     with(kPlain, "director,3",
          "\xe2\x80\xae"
          "director,3"),
     R"(contacts.csv:3:13: error: column "role": the field must not hold the control character U+202E
    3 | director,cn,?director,3,desk,pstn,2,2012-01-01
      |             ^
hint: delete it
)"},
    {"capitals_in_the_header", with(kPlain, "party", "Party"), R"(contacts.csv:1:10: error: unknown column "Party"
    1 | official,Party,role,authority,response,channel,address,last_verified
      |          ^
hint: did you mean "party"?
)"},
    {"a_name_that_is_nearly_right", with(kPlain, "last_verified", "last verified"),
     R"(contacts.csv:1:56: error: unknown column "last verified"
    1 | official,party,role,authority,response,channel,address,last verified
      |                                                        ^
hint: did you mean "last_verified"?
)"},
    // Dates.
    {"dates_with_slashes_year_first", with(kPlain, "2012-01-01", "2012/01/01")},
    {"dates_without_zeros", with(kPlain, "2012-01-01", "2012-1-1")},
    {"dates_without_marks", with(kPlain, "2012-01-01", "20120101")},
    {"dates_with_points", with(kPlain, "2012-01-01", "01.01.2012")},
    {"dates_with_slashes_of_one_meaning", with(kPlain, "2012-01-01", "1/1/2012")},
    {"dates_at_midnight", with(kPlain, "2012-01-01", "2012-01-01 00:00:00")},
    {"dates_that_could_mean_two_days", with(kPlain, "2,2012-01-01", "2,04/10/2012"),
     R"(contacts.csv:3:36: error: column "last_verified": the date could mean two days
    3 | director,cn,director,3,desk,pstn,2,04/10/2012
      |                                    ^
hint: is "04/10/2012" 2012-10-04 or 2012-04-10? write all dates that way
)"},
    {"dates_with_a_year_of_two_digits", with(kPlain, "2,2012-01-01", "2,25.12.12"),
     R"(contacts.csv:3:36: error: column "last_verified": the year of a date must have four digits, but has two
    3 | director,cn,director,3,desk,pstn,2,25.12.12
      |                                    ^
hint: dates are written like 2012-10-04
)"},
    {"dates_that_are_numbers", with(kPlain, "2,2012-01-01", "2,40909"),
     R"(contacts.csv:3:36: error: column "last_verified": "40909" is the number that a spreadsheet has for a date
    3 | director,cn,director,3,desk,pstn,2,40909
      |                                    ^
hint: give the column a date format in the spreadsheet, such as YYYY-MM-DD, and save the list again
)"},
    {"dates_in_words", with(kPlain, "2,2012-01-01", "2,1 Jan 2012"),
     R"(contacts.csv:3:36: error: column "last_verified": "1 Jan 2012" is not a date
    3 | director,cn,director,3,desk,pstn,2,1 Jan 2012
      |                                    ^
hint: dates are written like 2012-10-04
)"},
    {"days_that_do_not_exist", with(kPlain, "2,2012-01-01", "2,31.06.2012"),
     R"(contacts.csv:3:36: error: column "last_verified": "31.06.2012" is not a date
    3 | director,cn,director,3,desk,pstn,2,31.06.2012
      |                                    ^
hint: dates are written like 2012-10-04
)"},
    {"the_same_mistake_in_many_rows",
     [] {
         std::string list = kPlain;
         for (int row = 0; row < 400; ++row) list += "o" + std::to_string(row) + ",cn,,,desk,pst,,04/10/2012\n";
         return list;
     }(),
     R"(contacts.csv:4:14: error: column "channel": unknown channel "pst" (in 400 rows, of which this is the first)
    4 | o0,cn,,,desk,pst,,04/10/2012
      |              ^
hint: did you mean "pstn"?
contacts.csv:4:19: error: column "last_verified": the date could mean two days (in 400 rows, of which this is the first)
    4 | o0,cn,,,desk,pst,,04/10/2012
      |                   ^
hint: is "04/10/2012" 2012-10-04 or 2012-04-10? write all dates that way
)"},
    // Other files.
    {"an_old_workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"s + std::string(100, '\0'),
     R"(contacts.csv: error: the list must be CSV or XLSX, but is an old or a protected workbook
hint: save it as an XLSX workbook without a password, or as "CSV UTF-8"
)"},
    {"a_web_page", "<html><table><tr><td>official</td></tr></table></html>\n",
     R"(contacts.csv: error: the list must be CSV or XLSX, but is a web page or XML
hint: open it with a spreadsheet, and save it as "CSV UTF-8"
)"},
    {"contacts_of_a_telephone", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Director Lin\r\nEND:VCARD\r\n",
     R"(contacts.csv: error: the list must be CSV or XLSX, but is a file of contacts (vCard)
hint: open it with an address book, and save it as CSV
)"},
    {"a_picture", "\x89PNG\r\n\x1a\n"s + std::string(3, '\0') + "\rIHDR",
     R"(contacts.csv:1: error: the line must be UTF-8, but is not
hint: save it as "CSV UTF-8"
)"},
    {"a_pdf", "%PDF-1.7\n", R"(contacts.csv: error: the list must be CSV or XLSX, but is a PDF
hint: save its table as "CSV UTF-8"
)"},
    {"a_text_of_a_word_processor", "{\\rtf1 official}",
     R"(contacts.csv: error: the list must be CSV or XLSX, but is a text with formats (RTF)
hint: save its table as "CSV UTF-8"
)"},
    {"a_zip_archive_that_is_none", "PK\x03\x04 and so on",
     R"(contacts.csv: error: the workbook is damaged: its archive cannot be opened
hint: open it with a spreadsheet, and save it as XLSX or as "CSV UTF-8"
)"},
};

class ListQuirks : public testing::TestWithParam<Quirk> {};

TEST_P(ListQuirks, are_read_or_refused_with_the_cure) {
    EXPECT_EQ(outcome(GetParam().list), GetParam().outcome);
}

INSTANTIATE_TEST_SUITE_P(All, ListQuirks, testing::ValuesIn(kQuirks),
                         [](const testing::TestParamInfo<Quirk>& quirk) { return std::string(quirk.param.name); });

// A Macintosh decomposes the letters of a name, and an editor does not.
TEST(ListQuirks, names_that_look_alike_are_alike) {
    auto files = small_scenario();
    const std::string apart = "directe\xcc\x81", together = "direct\xc3\xa9";
    for (const auto& [in_list, in_scenario] : {std::pair(apart, together), std::pair(together, apart)}) {
        auto changed = files;
        changed["contacts.csv"] = with(kPlain, "director,3", in_list + ",3");
        changed["scenario.toml"] =
            with(files["scenario.toml"], "role = \"director\"", "role = \"" + in_scenario + "\"");
        EXPECT_EQ(load_from_memory(changed).text, "");
    }
    files["scenario.toml"] = with(files["scenario.toml"], "[party.uk]",
                                  "[party.\"" + apart + "\"]\n[party.\"" + together + "\"]\n[party.uk]");
    const std::string text = load_from_memory(files).text;
    EXPECT_NE(text.find("error: \"" + together + "\" is written here twice\n"), text.npos) << text;
}

TEST(ListQuirks, keys_hold_nothing_that_cannot_be_seen) {
    auto files = small_scenario();
    files["scenario.toml"] = files["scenario.toml"] + "[roster.\"office\xe2\x80\x8b\"]\n";
    const std::string text = load_from_memory(files).text;
    EXPECT_NE(text.find("error: \"office\" holds U+200B, which cannot be seen\n"), text.npos) << text;
}

}  // namespace
}  // namespace hotline
