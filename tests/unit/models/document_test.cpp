// Files that extend each other, and files that cannot be read.

#include "models/documents/document.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "models/documents/read_file.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

/// The small scenario with a file laid over it.
Loaded laid_over(const std::string& over) {
    auto files = small_scenario();
    files["base/scenario.toml"] = files["scenario.toml"];
    files["base/contacts.csv"] = files["contacts.csv"];
    files.erase("contacts.csv");
    files["scenario.toml"] = "extends = \"base/scenario.toml\"\n" + over;
    return load_from_memory(files);
}

TEST(Extends, tables_merge_and_arrays_start_and_laws_are_replaced_whole) {
    const Loaded loaded = laid_over(R"(title = "Laid over"
[start]
between = [2012-10-04T02:30:00Z, 2012-10-05T04:30:00+02:00]
[party.cn]
name = "The People's Republic"
[party.us]
time_zone = "America/New_York"
[response.desk]
on_duty = { latency = { law = "exponential", mean = "1min" } }
[[protocol.lists.step]]
call = "director"
)");
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    const Scenario& scenario = *loaded.scenario;
    EXPECT_EQ(scenario.title, "Laid over");
    EXPECT_EQ(scenario.start_last - scenario.start_first, std::chrono::days{1});
    ASSERT_EQ(scenario.parties.size(), 3U);
    EXPECT_EQ(scenario.parties[1].name, "The People's Republic");
    EXPECT_EQ(scenario.parties[1].time_zone, "Asia/Shanghai");
    EXPECT_EQ(scenario.parties[2].id, "us");
    EXPECT_EQ(scenario.responses[0].on_duty.answer, 0.9);
    EXPECT_EQ(scenario.responses[0].on_duty.latency.kind, Law::Kind::exponential);
    ASSERT_EQ(scenario.protocols[0].steps.size(), 1U);
    EXPECT_EQ(scenario.protocols[0].steps[0].call.officials, std::vector<Index>{1});
}

TEST(Extends, a_law_is_replaced_by_a_table_that_is_not_a_law) {
    EXPECT_EQ(laid_over("[channel.pstn]\nset_up = { mean = \"1s\" }\n").text,
              "scenario.toml:3:10: error: the law of \"set_up\" has no \"law\", which it needs\n"
              "    3 | set_up = { mean = \"1s\" }\n"
              "      |          ^\n");
}

TEST(Extends, an_error_points_to_the_file_that_has_the_part) {
    EXPECT_EQ(laid_over("[party.cn]\nhand_over = \"insid\"\n[[case]]\ncaller = \"uk\"\ncallee = \"cn\"\n").text,
              R"(scenario.toml:3:13: error: unknown protocol "insid"
    3 | hand_over = "insid"
      |             ^
hint: did you mean "inside"?
scenario.toml:4:1: error: a [[case]] has no "protocol", which it needs
    4 | [[case]]
      | ^
)");
    EXPECT_EQ(
        laid_over("[party.cn]\nname = \"China\"\n[party.uk]\nnam = \"UK\"\n[response.desk]\non_duty = 1\n").text,
        R"(scenario.toml:5:1: error: unknown key "nam" in party "uk"
    5 | nam = "UK"
      | ^
hint: did you mean "name"?
scenario.toml:7:11: error: on_duty must be a table, but is a whole number
    7 | on_duty = 1
      |           ^
)");
}

TEST(Extends, an_error_of_the_extended_file_is_shown_there) {
    auto files = small_scenario();
    files["base/scenario.toml"] = files["scenario.toml"] + "after = \"soon\"\n";
    files["scenario.toml"] = "extends = \"base/scenario.toml\"\ncontacts = \"contacts.csv\"\n";
    EXPECT_EQ(load_from_memory(files).text, R"(base/scenario.toml:29:9: error: "soon" is not a duration
   29 | after = "soon"
      |         ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
)");
}

TEST(Extends, a_path_is_relative_to_the_file_that_names_it) {
    auto files = small_scenario();
    files["base/scenario.toml"] = "extends = \"../lists/scenario.toml\"\n";
    files["lists/scenario.toml"] = files["scenario.toml"];
    files["lists/contacts.csv"] = files["contacts.csv"];
    files["scenario.toml"] = "extends = \"base/scenario.toml\"\n";
    files.erase("contacts.csv");
    const Loaded loaded = load_from_memory(files);
    EXPECT_TRUE(loaded.scenario) << loaded.text;
}

TEST(Extends, no_file_extends_itself) {
    EXPECT_EQ(laid_over("").text, "");
    auto files = small_scenario();
    files["scenario.toml"] = "extends = \"other/a.toml\"\n";
    files["other/a.toml"] = "extends = \"../scenario.toml\"\n";
    EXPECT_EQ(
        load_from_memory(files).text,
        "other/a.toml:1:11: error: a file must not extend itself, but this one does, directly or through others\n"
        "    1 | extends = \"../scenario.toml\"\n"
        "      |           ^\n");
}

TEST(Extends, chains_have_an_end) {
    auto files = small_scenario();
    files["scenario.toml"] = "extends = \"0.toml\"\n";
    for (int file = 0; file < 40; ++file) {
        files[std::to_string(file) + ".toml"] = "extends = \"" + std::to_string(file + 1) + ".toml\"\n";
    }
    EXPECT_EQ(load_from_memory(files).text,
              "30.toml:1:11: error: a chain of \"extends\" must have at most 32 files, but has more\n"
              "    1 | extends = \"31.toml\"\n"
              "      |           ^\n");
}

TEST(Extends, is_the_path_of_one_file_that_exists) {
    auto files = small_scenario();
    files["scenario.toml"] = "extends = [\"base.toml\"]\n";
    EXPECT_EQ(load_from_memory(files).text,
              "scenario.toml:1:11: error: \"extends\" takes the path of one file, in quotes\n"
              "    1 | extends = [\"base.toml\"]\n"
              "      |           ^\n");
    files["scenario.toml"] = "extends = \"base.toml\"\n";
    EXPECT_EQ(load_from_memory(files).text,
              "scenario.toml:1:11: error: cannot read base.toml: No such file\n"
              "    1 | extends = \"base.toml\"\n"
              "      |           ^\n");
}

TEST(Toml, a_text_may_go_on_in_any_script_behind_a_line_that_ends_in_a_backslash) {
    auto files = small_scenario();
    const std::string small = "\"Small\"";
    files["scenario.toml"].replace(files["scenario.toml"].find(small), small.size(),
                                   "\"\"\"\nUn \\\n  été \\\n  、中国\"\"\"");
    const Loaded loaded = load_from_memory(files);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    EXPECT_EQ(loaded.scenario->title, "Un été 、中国");
}

TEST(Toml, dots_and_quotes_within_texts_and_comments_are_nothing_special) {
    auto files = small_scenario();
    const std::string small = "\"Small\"";
    files["scenario.toml"].replace(files["scenario.toml"].find(small), small.size(),
                                   R"('C:\a.b.c.d.e.f.g.h.i"é' # a.b.c.d.e.f.g.h.i é"
description = """a.b.c.d.e.f.g.h.i \""" é""""")");
    const Loaded loaded = load_from_memory(files);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    EXPECT_EQ(loaded.scenario->title, R"(C:\a.b.c.d.e.f.g.h.i"é)");
    EXPECT_EQ(loaded.scenario->description, R"(a.b.c.d.e.f.g.h.i """ é"")");
}

TEST(Toml, a_file_may_be_too_large) {
    auto files = small_scenario();
    files["scenario.toml"] += "# " + std::string(8'000'000, 'x') + "\n";
    EXPECT_EQ(load_from_memory(files).text,
              "scenario.toml: error: a scenario file must be at most 8 megabytes large, but this one is larger\n");
}

class OnDisk : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(folder / "scenario"); }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::string text_of(const std::filesystem::path& path) const {
        Diagnostics diagnostics;
        load_scenario(path, diagnostics);
        return diagnostics.text();
    }
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("hotline-" + std::to_string(::getpid()));
};

TEST_F(OnDisk, a_folder_stands_for_its_scenario_toml) {
    for (const auto& [name, text] : small_scenario()) std::ofstream(folder / "scenario" / name) << text;
    EXPECT_EQ(text_of(folder / "scenario"), "");
    EXPECT_EQ(text_of(folder / "scenario" / "scenario.toml"), "");
    EXPECT_EQ(text_of(folder),
              "error: cannot read " + (folder / "scenario.toml").string() + ": No such file or directory\n");
}

TEST_F(OnDisk, an_unreadable_path_gets_a_hint_of_what_was_meant) {
    std::ofstream(folder / "scenario" / "contacts.csv") << "official\n";
    std::ofstream(folder / "scenario" / "scenario.toml") << "extends = \"contact.csv\"\n";
    const std::string shown = (folder / "scenario").string();
    EXPECT_EQ(text_of(folder / "scenario"), shown + "/scenario.toml:1:11: error: cannot read " + shown +
                                                "/contact.csv: No such file or directory; did you mean "
                                                "\"contacts.csv\"?\n"
                                                "    1 | extends = \"contact.csv\"\n"
                                                "      |           ^\n");
    std::ofstream(folder / "scenario" / "scenario.toml") << "extends = \"..\"\n";
    EXPECT_EQ(text_of(folder / "scenario"), shown + "/scenario.toml:1:11: error: cannot read " + folder.string() +
                                                "/: it is a folder\n"
                                                "    1 | extends = \"..\"\n"
                                                "      |           ^\n");
}

TEST(ReadFile, refuses_what_may_never_end) {
    std::string why;
    for (const char* file : {"/proc/self/mem", "/proc/self/environ", "/sys/kernel/notes"}) {
        EXPECT_EQ(read_file(file, why), std::nullopt);
        EXPECT_EQ(why, "it is not a regular file but one of the kernel");
    }
    EXPECT_EQ(read_file("/dev/zero", why), std::nullopt);
    EXPECT_EQ(why, "it is not a regular file");
}

}  // namespace
}  // namespace hotline
