// The small scenario with a list of three parties, and a rule that gives an official to each party of one group.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/support/changed_scenario.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {

inline constexpr const char* kParties =
    "party,name,capital,time_zone,languages,group\n"
    "fr,France,,Europe/Paris,fr,eu;nato\n"
    "de,Germany,Bonn,Europe/Berlin,de,eu;nato\n"
    "us,United States,Washington,America/New_York,en,nato\n";

inline constexpr const char* kRule = R"(
[[contacts_for_each]]
parties = { group = "eu" }
official = "{party}-cert"
organisation = "CERT of {name}"
role = "desk in {capital}"
name = "{name} {party}"
authority = 2
languages = ["{languages}", "en"]
last_verified = { between = [2011-10-01, 2011-10-10] }
[[contacts_for_each.row]]
channel = "pstn"
response = "desk"
address = "{party} 1"
[[contacts_for_each.row]]
channel = "pstn"
response = "desk"
address = "{party} 2"
last_verified = 2012-01-01
)";

/// The small scenario with a list of three parties, and with text after its end.
inline std::map<std::string, std::string> with_parties(const std::string& more = {}) {
    auto files = small_scenario();
    files["parties.csv"] = kParties;
    files["scenario.toml"] = "parties = \"parties.csv\"\n" + files["scenario.toml"] + more;
    return files;
}

inline Scenario loaded(const std::map<std::string, std::string>& files) {
    const Loaded loaded = load_from_memory(files);
    EXPECT_TRUE(loaded.scenario) << loaded.text;
    return loaded.scenario.value_or(Scenario{});
}

/// The diagnostics of the scenario with the rule and with some parts replaced. Requires that it contains the parts.
inline std::string text_of_parties_with(const std::vector<Edit>& changes) {
    return text_of_changed(with_parties(kRule), changes);
}

}  // namespace hotline
