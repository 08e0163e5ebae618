// Every example of the pages in scenarios/ loads: the tutorial's scenarios as they stand, and each fragment over the
// first of them. tests/cli/examples_test.py checks what the commands print.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

struct Examples {
    std::map<std::string, std::string> files;
    std::vector<std::string> fragments;
    std::size_t others = 0;  // blocks of code without an instruction
};

void collect(const std::filesystem::path& page, Examples& found) {
    std::ifstream text(page);
    std::string passed_over;
    std::string* block = nullptr;
    for (std::string line; std::getline(text, line);) {
        if (!line.starts_with("```")) {
            if (block) *block += line + "\n";
        } else if (block) {
            block = nullptr;
        } else if (line == "```console") {
            block = &passed_over;
        } else if (line == "```toml fragment") {
            block = &found.fragments.emplace_back();
        } else if (const auto file = line.find("file="); file != std::string::npos) {
            block = &found.files[line.substr(file + 5)];
        } else {
            ++found.others;
        }
    }
}

Examples examples() {
    Examples found;
    std::ifstream defaults(HOTLINE_SOURCE_DIR "/models/defaults/defaults.toml");
    found.files["../../models/defaults/defaults.toml"].assign(std::istreambuf_iterator(defaults), {});
    for (const auto& entry : std::filesystem::directory_iterator(HOTLINE_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() == ".md") collect(entry.path(), found);
    }
    return found;
}

TEST(Pages, have_a_first_scenario_that_loads_with_doubts_about_the_night_alone) {
    const Examples found = examples();
    EXPECT_EQ(found.others, 0U);
    ASSERT_EQ(found.files.size(), 5U) << "the defaults, scenario.toml, contacts.csv, desk.toml and desk.ics";
    const Loaded loaded = load_from_memory(found.files);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    EXPECT_NE(loaded.text.find("[nobody-on-duty]"), std::string::npos) << loaded.text;
    EXPECT_NE(loaded.text.find("[unused-official]"), std::string::npos) << loaded.text;
}

TEST(Pages, have_a_second_scenario_that_extends_the_first) {
    auto files = examples().files;
    files["first.toml"] = files["scenario.toml"];
    std::string& second = files["scenario.toml"] = files["desk.toml"];
    const std::string name = "\"scenario.toml\"";
    second.replace(second.find(name), name.size(), "\"first.toml\"");
    const Loaded loaded = load_from_memory(files);
    EXPECT_TRUE(loaded.scenario) << loaded.text;
}

TEST(Pages, have_fragments_that_load_over_the_first_scenario) {
    const Examples found = examples();
    ASSERT_GE(found.fragments.size(), 4U);
    for (const std::string& fragment : found.fragments) {
        auto files = found.files;
        files["base.toml"] = files["scenario.toml"];
        files["scenario.toml"] = "extends = \"base.toml\"\n" + fragment;
        const Loaded loaded = load_from_memory(files);
        EXPECT_TRUE(loaded.scenario) << fragment << loaded.text;
    }
}

}  // namespace
}  // namespace hotline
