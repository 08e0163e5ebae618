// Where the errors of lists point: to the field in the text, with a caret under it, or to the cell of a workbook.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/memory_files.hpp"
#include "tests/support/workbook_files.hpp"

namespace hotline {
namespace {

const std::string kHead = "official,party,role,authority,response,channel,address,last_verified\n";

std::string said_of(const std::string& list) {
    auto files = small_scenario();
    files["contacts.csv"] = list;
    return load_from_memory(files).text;
}

TEST(ListPlaces, are_those_of_fields) {
    EXPECT_EQ(said_of(kHead + "cert,cn,duty officer,one,desk,pstn,1,\n  director , cx,director,3,desk,pstn,2,\n"),
              R"(contacts.csv:2:22: error: column "authority": "one" is not a whole number from 0 to 1000000
    2 | cert,cn,duty officer,one,desk,pstn,1,
      |                      ^
contacts.csv:3:14: error: column "party": unknown party "cx"
    3 |   director , cx,director,3,desk,pstn,2,
      |              ^
hint: did you mean "cn"?
)");
}

TEST(ListPlaces, are_in_columns_whatever_their_order) {
    EXPECT_EQ(said_of("party,channel,official,response,,\ncn,pstn,cert,desk,,\ncn,pst,director,dsk,,\n"),
              R"(contacts.csv:3:4: error: column "channel": unknown channel "pst"
    3 | cn,pst,director,dsk,,
      |    ^
hint: did you mean "pstn"?
contacts.csv:3:17: error: column "response": unknown response "dsk"
    3 | cn,pst,director,dsk,,
      |                 ^
hint: did you mean "desk"?
)");
}

TEST(ListPlaces, are_behind_quoted_fields_and_on_later_lines) {
    EXPECT_EQ(said_of(kHead + "cert,cn,\"the \"\"duty, officer\"\"\",1,\"dsk\",pstn,1,\n"
                              "director,cn,\"di\nrec\ntor\",three,desk,pstn,2,\n"),
              R"(contacts.csv:2:35: error: column "response": unknown response "dsk"
    2 | cert,cn,"the ""duty, officer""",1,"dsk",pstn,1,
      |                                   ^
hint: did you mean "desk"?
contacts.csv:5:6: error: column "authority": "three" is not a whole number from 0 to 1000000
    5 | tor",three,desk,pstn,2,
      |      ^
)");
}

TEST(ListPlaces, are_the_same_with_marks_tabs_and_lines_of_windows) {
    const std::string said = R"(contacts.csv:3:10: error: column "party": unknown party "cx"
    3 | director cx director 3 desk pstn 2 
      |          ^
hint: did you mean "cn"?
)";
    std::string list = "\xef\xbb\xbfsep=\t\r\n" + kHead + "director,cx,director,3,desk,pstn,2,\r\n";
    std::replace(list.begin(), list.end(), ',', '\t');
    EXPECT_EQ(said_of(list), said);
    // Also as UTF-16.
    std::string wide = "\xff\xfe";
    for (const char letter : list.substr(3)) wide += std::string{letter, '\0'};
    EXPECT_EQ(said_of(wide), said);
}

TEST(ListPlaces, count_characters_and_show_their_width) {
    EXPECT_EQ(said_of(kHead + "cert,cn,外交部,one,desk,pstn,1,\n"),
              R"(contacts.csv:2:13: error: column "authority": "one" is not a whole number from 0 to 1000000
    2 | cert,cn,外交部,one,desk,pstn,1,
      |                ^
)");
}

TEST(ListPlaces, of_long_lines_are_cut_out) {
    const std::string said =
        said_of(kHead + "cert,cn," + std::string(300, 'x') + ",one,desk,pstn," + std::string(300, '1') + ",\n");
    EXPECT_EQ(said, R"(contacts.csv:2:310: error: column "authority": "one" is not a whole number from 0 to 1000000
    2 | …)" + std::string(59, 'x') +
                        ",one,desk,pstn," + std::string(26, '1') + R"(…
      |  )" + std::string(60, ' ') +
                        "^\n");
}

TEST(ListPlaces, are_those_of_names_in_the_header) {
    EXPECT_EQ(said_of("official,party,rolle,response,party,channel\ncert,cn,x,desk,cn,pstn\n"),
              R"(contacts.csv:1:16: error: unknown column "rolle"
    1 | official,party,rolle,response,party,channel
      |                ^
hint: did you mean "role"?
contacts.csv:1:31: error: column "party" is named here twice
    1 | official,party,rolle,response,party,channel
      |                               ^
)");
}

TEST(ListPlaces, of_listed_parties_are_those_of_fields) {
    auto files = small_scenario();
    files["scenario.toml"] = "parties = \"parties.csv\"\n" + files["scenario.toml"];
    files["parties.csv"] = "party,time_zone,hand_over,callers\nfr,Europe/Pariss,insidee,many\n";
    EXPECT_EQ(load_from_memory(files).text,
              R"(parties.csv:2:26: error: column "callers": "many" is not a whole number from 0 to 1000000
    2 | fr,Europe/Pariss,insidee,many
      |                          ^
)");
    files["parties.csv"] = "party,time_zone,hand_over\nfr,Europe/Pariss,insidee\n";
    EXPECT_EQ(load_from_memory(files).text, R"(parties.csv:2:4: error: unknown time zone "Europe/Pariss"
    2 | fr,Europe/Pariss,insidee
      |    ^
hint: did you mean "Europe/Paris"?
parties.csv:2:18: error: unknown protocol "insidee"
    2 | fr,Europe/Pariss,insidee
      |                  ^
hint: did you mean "inside"?
)");
}

TEST(ListPlaces, of_empirical_laws_are_those_of_numbers) {
    auto files = small_scenario();
    files["durations.csv"] = "seconds\n10\n  ten\n";
    std::string& text = files["scenario.toml"];
    const std::string fixed = "\"10s\"";
    text.replace(text.find(fixed), fixed.size(), "{ law = \"empirical\", file = \"durations.csv\" }");
    EXPECT_EQ(load_from_memory(files).text,
              R"(durations.csv:3:3: error: a duration must be a number of seconds, 0 or more, but is "ten"
    3 |   ten
      |   ^
)");
}

TEST(ListPlaces, of_workbooks_are_cells) {
    Diagnostics diagnostics;
    auto files = small_scenario();
    const std::string& toml = files["scenario.toml"];
    const std::string book =
        workbook_of({{"official", "party", "response", "channel"}, {"cert", "cn", "desk", "pst"}});
    const ReadFile read = [&](const std::filesystem::path& file, std::string&) -> std::optional<std::string> {
        return file == "scenario.toml" ? toml : book;
    };
    EXPECT_FALSE(load_scenario("scenario.toml", diagnostics, read));
    const Finding* finding = diagnostics.in_order().back();
    EXPECT_EQ(diagnostics.cell(finding->place), "D2");
    EXPECT_EQ(diagnostics.cell({finding->place.file, 2, 0}), "2");
    EXPECT_EQ(diagnostics.cell({0, 2, 1}), "");
    EXPECT_TRUE(diagnostics.is_sheet(finding->place.file));
    EXPECT_EQ(diagnostics.text(), R"(contacts.csv#Sheet1!D2: error: column "channel": unknown channel "pst"
    2 | cert,cn,desk,pst
hint: did you mean "pstn"?
)");
}

}  // namespace
}  // namespace hotline
