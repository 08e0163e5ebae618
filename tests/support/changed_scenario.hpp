// The small scenario with some parts replaced, and its diagnostics.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/memory_files.hpp"

namespace hotline {

struct Change {
    std::string file;
    std::string part;
    std::string replacement;
};

struct ChangedScenario {
    std::string name;
    std::vector<Change> changes;
    std::string text;  // errors and warnings
};

inline std::string changed_name(const testing::TestParamInfo<ChangedScenario>& scenario) {
    return scenario.param.name;
}

/// Requires that the scenario contains the parts.
inline std::string text_with(const std::vector<Change>& changes) {
    auto files = small_scenario();
    files["base.toml"] = "[roster.office]\n[carrier.exchange]\n[channel.telex]\nkind = \"message\"\n";
    files["holidays.csv"] = "party,date\ncn,2011-10-03\n";
    files["overrides.csv"] = "rota,official,from,until\n";
    files["leave.csv"] = "official,from,until\n";
    for (const auto& [file, part, replacement] : changes) {
        std::string& text = files.at(file);
        const std::size_t at = text.find(part);
        if (at == std::string::npos) throw std::logic_error("no \"" + part + "\" in " + file + ":\n" + text);
        text.replace(at, part.size(), replacement);
    }
    return load_from_memory(files).text;
}

}  // namespace hotline
