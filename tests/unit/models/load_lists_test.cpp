// What the loader says about wrong lists, and how it reads lists.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

const ChangedScenario kWrongLists[] = {
    {"an_unknown_column",
     {{"contacts.csv", "official,party,role", "official,party,rolle"}},
     R"(contacts.csv:1:16: error: unknown column "rolle"
    1 | official,party,rolle,authority,response,channel,address,last_verified
      |                ^
hint: did you mean "role"?
)"},
    {"a_missing_column",
     {{"contacts.csv", "official,party,role,authority,response", "official,party,role,authority,staleness"}},
     R"(contacts.csv:1: error: missing column "response"
    1 | official,party,role,authority,staleness,channel,address,last_verified
)"},
    {"a_column_that_stands_twice",
     {{"contacts.csv", "official,party,role,authority", "official,party,role,role"}},
     R"(contacts.csv:1:21: error: column "role" is named here twice
    1 | official,party,role,role,response,channel,address,last_verified
      |                     ^
)"},
    {"days_before_anybody_could_verify",
     {{"contacts.csv", "pstn,1,2012-01-01", "pstn,1,0212-01-01"},
      {"contacts.csv", "pstn,2,2012-01-01", "pstn,2,1899-12-31"}},
     R"(contacts.csv:2:36: error: column "last_verified": a date must be in the years 1900 to 2200, but is 0212-01-01
    2 | cert,cn,duty officer,1,desk,pstn,1,0212-01-01
      |                                    ^
hint: correct the year
contacts.csv:3:36: error: column "last_verified": a date must be in the years 1900 to 2200, but is 1899-12-31
    3 | director,cn,director,3,desk,pstn,2,1899-12-31
      |                                    ^
hint: correct the year
)"},
    {"holidays_of_a_header_alone",
     {{"scenario.toml", "contacts =", "holidays = \"holidays.csv\"\ncontacts ="},
      {"holidays.csv", "cn,2011-10-03\n", ""}},
     R"(holidays.csv:1: error: the list must have at least one row, but has only a header
    1 | party,date
)"},
    {"a_holiday_of_long_ago",
     {{"scenario.toml", "contacts =", "holidays = \"holidays.csv\"\ncontacts ="},
      {"holidays.csv", "2011-10-03", "0211-10-03"}},
     R"(holidays.csv:2:4: error: column "date": a date must be in the years 1900 to 2200, but is 0211-10-03
    2 | cn,0211-10-03
      |    ^
hint: correct the year
)"},
    {"rows_that_disagree",
     {{"contacts.csv", "director,cn,director,3", "cert,cn,director,3"}},
     R"(contacts.csv:3:9: error: column "role": official "cert" must have the same role in all rows, but has another in line 2
    3 | cert,cn,director,3,desk,pstn,2,2012-01-01
      |         ^
hint: rows of one official may differ only in response, channel, address, last_verified and patience
contacts.csv:3:18: error: column "authority": official "cert" must have the same authority in all rows, but has another in line 2
    3 | cert,cn,director,3,desk,pstn,2,2012-01-01
      |                  ^
hint: rows of one official may differ only in response, channel, address, last_verified and patience
)"},
    {"wrong_fields_all_of_them",
     {{"contacts.csv", "cert,cn,duty officer,1,desk,pstn,1,2012-01-01",
       "cert,ch,duty officer,one,dsk,psn,1,2012-13-01"}},
     R"(contacts.csv:2:6: error: column "party": unknown party "ch"
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
      |      ^
hint: did you mean "cn"?
contacts.csv:2:22: error: column "authority": "one" is not a whole number from 0 to 1000000
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
      |                      ^
contacts.csv:2:26: error: column "response": unknown response "dsk"
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
      |                          ^
hint: did you mean "desk"?
contacts.csv:2:30: error: column "channel": unknown channel "psn"
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
      |                              ^
hint: did you mean "pstn"?
contacts.csv:2:36: error: column "last_verified": "2012-13-01" is not a date
    2 | cert,ch,duty officer,one,dsk,psn,1,2012-13-01
      |                                    ^
hint: dates are written like 2012-10-04
)"},
    {"a_wrong_field_which_another_row_disagrees_with_for_no_other_reason",
     {{"contacts.csv", "cert,cn,duty officer,1,desk,pstn,1,2012-01-01",
       "cert,cn,duty officer,one,desk,pstn,1,2012-01-01\ncert,cn,duty,1,desk,pstn,3,2012-01-01"}},
     R"(contacts.csv:2:22: error: column "authority": "one" is not a whole number from 0 to 1000000
    2 | cert,cn,duty officer,one,desk,pstn,1,2012-01-01
      |                      ^
contacts.csv:3:9: error: column "role": official "cert" must have the same role in all rows, but has another in line 2
    3 | cert,cn,duty,1,desk,pstn,3,2012-01-01
      |         ^
hint: rows of one official may differ only in response, channel, address, last_verified and patience
)"},
    {"empty_fields_that_must_not_be",
     {{"contacts.csv", "cert,cn,duty officer,1,desk,pstn,1,2012-01-01", ",,duty officer,,,,,"}},
     R"(contacts.csv:2:1: error: column "official": the field must not be empty
    2 | ,,duty officer,,,,,
      | ^
contacts.csv:2:2: error: column "party": the field must not be empty
    2 | ,,duty officer,,,,,
      |  ^
contacts.csv:2:17: error: column "response": the field must not be empty
    2 | ,,duty officer,,,,,
      |                 ^
contacts.csv:2:18: error: column "channel": the field must not be empty
    2 | ,,duty officer,,,,,
      |                  ^
)"},
    {"a_row_too_short",
     {{"contacts.csv", "cert,cn,duty officer,1,desk,pstn,1,2012-01-01", "cert,cn"}},
     R"(contacts.csv:2: error: the row must have one field for each column, but has fewer
    2 | cert,cn
hint: part all fields by commas, as in the header; a field may be empty
)"},
    {"a_row_too_long",
     {{"contacts.csv", "cert,cn,duty officer,1,desk,pstn,1,2012-01-01",
       "cert,cn,duty officer,1,desk,pstn,1,2012-01-01,more"}},
     R"(contacts.csv:2: error: the row must have one field for each column, but has more
    2 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01,more
hint: put a field that holds a comma in double quotes
)"},
    {"an_open_quote",
     {{"contacts.csv", "duty officer", R"("duty officer)"}},
     R"(contacts.csv:2:9: error: a quote is opened, but not closed before the list ends
    2 | cert,cn,"duty officer,1,desk,pstn,1,2012-01-01
      |         ^
hint: close it, or delete it; if the file is cut off, get the whole of it
)"},
    {"a_nul_byte",
     {{"contacts.csv", "duty officer", std::string("duty\0officer", 12)}},
     R"(contacts.csv:2: error: the line must not hold a NUL byte
hint: delete it
)"},
    {"what_is_not_utf_8",
     {{"contacts.csv", "duty officer", "duty\xed\xa0\x80officer"}},
     R"(contacts.csv:2: error: the line must be UTF-8, but is not
    2 | cert,cn,duty???officer,1,desk,pstn,1,2012-01-01
hint: save it as "CSV UTF-8"
)"},
    {"the_same_row_twice",
     {{"contacts.csv", "director,cn,director,3,desk,pstn,2", "cert,cn,duty officer,1,desk,pstn,1"}},
     R"(contacts.csv:3:34: error: column "address": this row has the same official, channel and address as the row in line 2
    3 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01
      |                                  ^
)"},
    {"an_unknown_roster_and_staleness",
     {{"contacts.csv", "role,", "roster,"}, {"contacts.csv", "authority,", "staleness,"}},
     R"(contacts.csv:2:9: error: column "roster": unknown roster "duty officer"
    2 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01
      |         ^
contacts.csv:2:22: error: column "staleness": unknown staleness "1"
    2 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01
      |                      ^
contacts.csv:3:13: error: column "roster": unknown roster "director"
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
      |             ^
contacts.csv:3:22: error: column "staleness": unknown staleness "3"
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
      |                      ^
)"},
    {"an_authority_below_0",
     {{"contacts.csv", "director,3", "director,-3"}},
     R"(contacts.csv:3:22: error: column "authority": "-3" is not a whole number from 0 to 1000000
    3 | director,cn,director,-3,desk,pstn,2,2012-01-01
      |                      ^
)"},
    {"nobody",
     {{"contacts.csv", R"(cert,cn,duty officer,1,desk,pstn,1,2012-01-01
director,cn,director,3,desk,pstn,2,2012-01-01
)",
       ""}},
     R"(contacts.csv:1: error: the list must have at least one row, but has only a header
    1 | official,party,role,authority,response,channel,address,last_verified
)"},
    {"wrong_holidays",
     {{"scenario.toml", R"(contacts = ["contacts.csv"])", R"(contacts = ["contacts.csv"]
holidays = ["holidays.csv"])"},
      {"holidays.csv", R"(party,date
cn,2011-10-03)",
       R"(date,kind,party,name
2011-10-03,hollyday,cn,
2011-02-29,worked,cx,
03.10.2011,,cn,"National, Day")"}},
     R"(holidays.csv:2:12: error: column "kind": the kind of a day must be "holiday", "short" or "worked", but is "hollyday"
    2 | 2011-10-03,hollyday,cn,
      |            ^
holidays.csv:3:1: error: column "date": "2011-02-29" is not a date
    3 | 2011-02-29,worked,cx,
      | ^
hint: dates are written like 2012-10-04
holidays.csv:3:19: error: column "party": unknown party "cx"
    3 | 2011-02-29,worked,cx,
      |                   ^
hint: did you mean "cn"?
)"},
    {"days_with_wrong_hours",
     {{"scenario.toml", R"(contacts = ["contacts.csv"])", R"(contacts = ["contacts.csv"]
holidays = ["holidays.csv"])"},
      {"scenario.toml", "[response.desk]", "[site.ministry]\n[response.desk]"},
      {"holidays.csv", R"(party,date
cn,2011-10-03)",
       R"(party,date,kind,hours,site
cn,2011-10-03,short,,
cn,2011-10-03,holiday,09:00-12:00,
cn,2011-10-03,worked,9-12,
cn,2011-10-03,worked,09:00-12:00,minstry)"}},
     R"(holidays.csv:2:21: error: column "hours": a short day must have hours, but has none
    2 | cn,2011-10-03,short,,
      |                     ^
hint: hours are written like "09:00-17:30" or "22:00-06:00"
holidays.csv:3:23: error: column "hours": a holiday must not have hours
    3 | cn,2011-10-03,holiday,09:00-12:00,
      |                       ^
hint: call a day on which some hours are worked "short"
holidays.csv:4:22: error: column "hours": "9-12" is not a span of hours
    4 | cn,2011-10-03,worked,9-12,
      |                      ^
hint: hours are written like "09:00-17:30" or "22:00-06:00"
holidays.csv:5:34: error: column "site": unknown site "minstry"
    5 | cn,2011-10-03,worked,09:00-12:00,minstry
      |                                  ^
hint: did you mean "ministry"?
)"},
    {"wrong_leaves",
     {{"scenario.toml", R"(contacts = ["contacts.csv"])", R"(contacts = ["contacts.csv"]
leave = ["leave.csv"])"},
      {"leave.csv", R"(official,from,until
)",
       R"(official,from,until,deputy
crt,2012-08-01,2012-08-14,
cert,2012-08-01,2012-08-14,boss
cert,2012-08-01,2012-08-14,cert
cert,yesterday,2012-08-14T24:00,
cert,2012-08-15,2012-08-14,
cert,0212-08-15,2012-08-14T12:00,
)"}},
     R"(leave.csv:2:1: error: column "official": unknown official "crt"
    2 | crt,2012-08-01,2012-08-14,
      | ^
hint: did you mean "cert"?
leave.csv:3:28: error: column "deputy": unknown official "boss"
    3 | cert,2012-08-01,2012-08-14,boss
      |                            ^
leave.csv:4:28: error: column "deputy": a deputy must be another official, but is "cert"
    4 | cert,2012-08-01,2012-08-14,cert
      |                            ^
leave.csv:5:6: error: column "from": "yesterday" is neither a date nor a time
    5 | cert,yesterday,2012-08-14T24:00,
      |      ^
hint: write 2012-08-01, or 2012-08-01T12:00 by the clocks of the official, or 2012-08-01T12:00Z of UTC
leave.csv:5:16: error: column "until": "2012-08-14T24:00" is neither a date nor a time
    5 | cert,yesterday,2012-08-14T24:00,
      |                ^
hint: write 2012-08-01, or 2012-08-01T12:00 by the clocks of the official, or 2012-08-01T12:00Z of UTC
leave.csv:6:17: error: column "until": "until" must be after "from" (2012-08-15), but is 2012-08-14
    6 | cert,2012-08-15,2012-08-14,
      |                 ^
leave.csv:7:6: error: column "from": a date must be in the years 1900 to 2200, but is 0212-08-15
    7 | cert,0212-08-15,2012-08-14T12:00,
      |      ^
hint: correct the year
)"},
    {"leave_of_a_header_alone",
     {{"scenario.toml", "contacts =", "leave = \"leave.csv\"\ncontacts ="}},
     R"(leave.csv:1: error: the list must have at least one row, but has only a header
    1 | official,from,until
)"},
    {"clocks_that_are_unknown",
     {{"contacts.csv", "official,party,role", "time_zone,official,party,role"},
      {"contacts.csv", "cert,cn", "Asia/Shangai,cert,cn"},
      {"contacts.csv", "director,cn,director", "Asia/Tokyo,director,cn,director"}},
     R"(contacts.csv:2:1: error: column "time_zone": unknown time zone "Asia/Shangai"
    2 | Asia/Shangai,cert,cn,duty officer,1,desk,pstn,1,2012-01-01
      | ^
hint: did you mean "Asia/Shanghai"?
)"},
    {"holidays_without_a_date",
     {{"scenario.toml", R"(contacts = ["contacts.csv"])", R"(contacts = ["contacts.csv"]
holidays = ["holidays.csv"])"},
      {"holidays.csv", "party,date", "party,dates"}},
     R"(holidays.csv:1:7: error: unknown column "dates"
    1 | party,dates
      |       ^
hint: did you mean "date"?
)"},
};

class LoadLists : public testing::TestWithParam<ChangedScenario> {};

TEST_P(LoadLists, says_what_is_wrong) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, LoadLists, testing::ValuesIn(kWrongLists), changed_name);

TEST(LoadLists, every_problem_of_all_files_is_said_at_once) {
    auto files = small_scenario();
    files["scenario.toml"] = "holidays = \"holidays.csv\"\n" + files["scenario.toml"] +
                             "[[expect]]\nthis = 1\n[response.mailbox]\non_duty = { answer = 1, latency = { law = "
                             "\"empirical\", file = \"replies.csv\" } }\n";
    files["contacts.csv"] += "deputy,cn,,2,dsk,pstn,,\n";
    files["holidays.csv"] = "party,date\nch,2012-10-01\n";
    files["replies.csv"] = "10\n-10\n";
    EXPECT_EQ(load_from_memory(files).text, R"(scenario.toml:30:1: error: an [[expect]] has no "that", which it needs
   30 | [[expect]]
      | ^
scenario.toml:31:1: error: unknown key "this" in an [[expect]]
   31 | this = 1
      | ^
hint: expected one of callee, caller, confidence, in_worlds, indifference, pooled, protocol, that
replies.csv:2:1: error: a duration must be a number of seconds, 0 or more, but is "-10"
    2 | -10
      | ^
contacts.csv:4:14: error: column "response": unknown response "dsk"
    4 | deputy,cn,,2,dsk,pstn,,
      |              ^
hint: did you mean "desk"?
holidays.csv:2:1: error: column "party": unknown party "ch"
    2 | ch,2012-10-01
      | ^
hint: did you mean "cn"?
)");
}

TEST(LoadLists, fields_may_be_quoted_and_lines_may_end_as_on_windows_or_be_empty) {
    auto files = small_scenario();
    files["contacts.csv"] =
        "\xef\xbb\xbfofficial,\"party\",role,authority,response,channel,name\r\n\r\n \t\r\n"
        "cert, cn ,\"duty, officer\",1,desk,pstn,\"\"\"Li\"\"\"\r\n"
        "director,cn,director,3,desk,pstn,李";
    const Loaded loaded = load_from_memory(files);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    EXPECT_EQ(loaded.scenario->officials[0].role, "duty, officer");
    EXPECT_EQ(loaded.scenario->officials[0].name, "\"Li\"");
    EXPECT_EQ(loaded.scenario->officials[0].place.line, 4U);
    EXPECT_EQ(loaded.scenario->officials[1].name, "李");
    EXPECT_EQ(loaded.scenario->officials[1].languages, std::vector<std::string>{"zh"});
}

TEST(LoadLists, a_list_needs_a_header) {
    auto files = small_scenario();
    files["contacts.csv"] = "\n \r\n";
    EXPECT_EQ(load_from_memory(files).text, "contacts.csv:1: error: the list must have a header, but is empty\n");
}

TEST(LoadLists, a_line_of_a_hundred_million_letters_is_told_in_one) {
    auto files = small_scenario();
    files["contacts.csv"] += std::string(100'000'000, 'x');
    EXPECT_EQ(
        load_from_memory(files).text,
        "contacts.csv:4: error: a line must be at most 16 million bytes long, but this one is longer\n    4 | " +
            std::string(100, 'x') + "…\n");
}

TEST(LoadLists, a_header_of_very_many_columns_is_not_read_to_its_end) {
    auto files = small_scenario();
    files["contacts.csv"] = "official,party,response,channel";
    for (int column = 0; column < 1'000'000; ++column) files["contacts.csv"] += ",x";
    const std::string text = load_from_memory(files).text;
    EXPECT_TRUE(text.starts_with("contacts.csv:1:33: error: unknown column \"x\"\n"));
    EXPECT_LT(text.size(), 20'000U);
}

TEST(LoadLists, an_official_has_at_most_a_thousand_rows) {
    auto files = small_scenario();
    for (int row = 0; row < 1000; ++row) {
        files["contacts.csv"] += "cert,cn,duty officer,1,desk,pstn,another " + std::to_string(row) + ",2012-01-01\n";
    }
    EXPECT_EQ(
        load_from_memory(files).text,
        R"(contacts.csv:1003:1: error: column "official": official "cert" must have at most 1000 rows, but has more
 1003 | cert,cn,duty officer,1,desk,pstn,another 999,2012-01-01
      | ^
)");
}

TEST(LoadLists, a_hundred_thousand_officials_and_as_many_mistakes_are_read) {
    auto files = small_scenario();
    std::string& list = files["contacts.csv"];
    for (int row = 0; row < 100'000; ++row) list += "o" + std::to_string(row) + ",cn,,1,desk,pstn,,2012-01-01\n";
    const Loaded good = load_from_memory(files);
    ASSERT_TRUE(good.scenario) << good.text;
    EXPECT_EQ(good.scenario->rows.size(), 100'002U);
    for (int row = 0; row < 100'000; ++row) list += "p" + std::to_string(row) + ",ch,,x,dsk,psn,,\n";
    const Loaded bad = load_from_memory(files);
    EXPECT_EQ(
        bad.text,
        R"(contacts.csv:100004:4: error: column "party": unknown party "ch" (in 100000 rows, of which this is the first)
100004 | p0,ch,,x,dsk,psn,,
       |    ^
hint: did you mean "cn"?
contacts.csv:100004:8: error: column "authority": "x" is not a whole number from 0 to 1000000 (in 100000 rows, of which this is the first)
100004 | p0,ch,,x,dsk,psn,,
       |        ^
contacts.csv:100004:10: error: column "response": unknown response "dsk" (in 100000 rows, of which this is the first)
100004 | p0,ch,,x,dsk,psn,,
       |          ^
hint: did you mean "desk"?
contacts.csv:100004:14: error: column "channel": unknown channel "psn" (in 100000 rows, of which this is the first)
100004 | p0,ch,,x,dsk,psn,,
       |              ^
hint: did you mean "pstn"?
)");
}

TEST(LoadLists, have_at_most_a_million_rows) {
    auto files = small_scenario();
    std::string& list = files["contacts.csv"];
    for (int row = 2; row < 1'200'000; ++row) list += "x" + std::to_string(row) + ",cn,,,desk,pstn,,\n";
    EXPECT_EQ(load_from_memory(files).text,
              R"(contacts.csv:1000002: error: with this, the lists exceed their limit of 1000000 rows
1000002 | x1000000,cn,,,desk,pstn,,
)");
}

TEST(LoadLists, an_empirical_law_needs_a_number) {
    auto files = small_scenario();
    std::string& text = files["scenario.toml"];
    text.replace(text.find("\"10s\""), 5, "{ law = \"empirical\", file = \"n.csv\" }");
    files["n.csv"] = "seconds\n";
    EXPECT_EQ(load_from_memory(files).text,
              R"(scenario.toml:15:65: error: "n.csv" must hold at least one duration, but holds none
   15 | …uty = { answer = 0.9, latency = { law = "empirical", file = "n.csv" } }
      |                                                              ^
)");
}

}  // namespace
}  // namespace hotline
