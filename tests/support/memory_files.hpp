// A scenario in memory, for tests of the loaders and of lint.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/lint/lint.hpp"
#include "models/loading/load.hpp"

namespace hotline {

/// The standard small scenario: Britain calls China's CERT, which hands over inside. It has no errors or warnings.
inline std::map<std::string, std::string> small_scenario() {
    return {{"scenario.toml", R"(title = "Small"
horizon = "24h"
contacts = ["contacts.csv"]
[start]
at = 2012-10-04T02:30:00Z
[party.uk]
time_zone = "Europe/London"
languages = ["en"]
[party.cn]
name = "China"
time_zone = "Asia/Shanghai"
languages = ["zh"]
hand_over = "inside"
[response.desk]
on_duty = { answer = 0.9, latency = "10s" }
[channel.pstn]
kind = "call"
[protocol.lists]
goal = { authority = 3 }
[[protocol.lists.step]]
call = "cert"
[protocol.inside]
[[protocol.inside.step]]
call = { role = "director" }
[[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
)"},
            {"contacts.csv", R"(official,party,role,authority,response,channel,address,last_verified
cert,cn,duty officer,1,desk,pstn,1,2012-01-01
director,cn,director,3,desk,pstn,2,2012-01-01
)"}};
}

struct Loaded {
    std::optional<Scenario> scenario;
    std::string text;  // errors and warnings
};

/// Loads scenario.toml from the files, and lints it if it loads.
inline Loaded load_from_memory(const std::map<std::string, std::string>& files,
                               const std::vector<std::string>& settings = {}) {
    Diagnostics diagnostics;
    const ReadFile read = [&](const std::filesystem::path& file, std::string& why) -> std::optional<std::string> {
        const auto found = files.find(file.string());
        if (found != files.end()) return found->second;
        why = "No such file";
        return {};
    };
    Loaded loaded;
    loaded.scenario = load_scenario("scenario.toml", diagnostics, read, settings);
    if (loaded.scenario) lint(*loaded.scenario, diagnostics);
    loaded.text = diagnostics.text();
    return loaded;
}

/// The same for the small scenario with a part of one file replaced. Requires that the file contains the part.
inline Loaded load_small_with(const std::string& file, const std::string& part, const std::string& replacement) {
    auto files = small_scenario();
    std::string& text = files.at(file);
    text.replace(text.find(part), part.size(), replacement);
    return load_from_memory(files);
}

}  // namespace hotline
