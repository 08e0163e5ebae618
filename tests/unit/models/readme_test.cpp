// Every example of scenarios/README.md loads: the first scenario as it stands, and each fragment laid over it.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

struct Examples {
    std::map<std::string, std::string> files;
    std::vector<std::string> fragments;
    std::size_t others = 0;  // blocks of code that nothing says what to do with
};

Examples examples() {
    Examples found;
    std::ifstream readme(HOTLINE_SOURCE_DIR "/scenarios/README.md");
    std::string* block = nullptr;
    for (std::string line; std::getline(readme, line);) {
        if (!line.starts_with("```")) {
            if (block) *block += line + "\n";
        } else if (block) {
            block = nullptr;
        } else if (line == "```toml fragment") {
            block = &found.fragments.emplace_back();
        } else if (const auto file = line.find("file="); file != std::string::npos) {
            block = &found.files[line.substr(file + 5)];
        } else {
            ++found.others;
        }
    }
    return found;
}

TEST(Readme, its_first_scenario_loads_and_only_the_night_is_doubtful) {
    const Examples found = examples();
    EXPECT_EQ(found.others, 0U);
    ASSERT_EQ(found.files.size(), 2U);
    const Loaded loaded = load_from_memory(found.files);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    EXPECT_NE(loaded.text.find("[nobody-on-duty]"), std::string::npos) << loaded.text;
    EXPECT_NE(loaded.text.find("[unused-official]"), std::string::npos) << loaded.text;
}

TEST(Readme, its_fragments_load_over_the_first_scenario) {
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
