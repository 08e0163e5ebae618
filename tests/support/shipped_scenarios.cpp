#include "tests/support/shipped_scenarios.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/loading/load.hpp"

namespace hotline {

std::vector<std::filesystem::path> shipped_scenario_folders() {
    std::vector<std::filesystem::path> folders;
    for (const auto& entry : std::filesystem::directory_iterator(HOTLINE_SOURCE_DIR "/scenarios")) {
        if (std::filesystem::exists(entry.path() / "scenario.toml")) folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::vector<std::filesystem::path> shipped_variants() {
    return {HOTLINE_SOURCE_DIR "/scenarios/uk-china-2012/careful.toml",
            HOTLINE_SOURCE_DIR "/scenarios/staff-recall/phone-tree.toml",
            HOTLINE_SOURCE_DIR "/scenarios/staff-recall/conference.toml"};
}

Scenario load_shipped(const std::filesystem::path& which) {
    Diagnostics diagnostics;
    auto scenario = load_scenario(which, diagnostics);
    if (!scenario) throw std::runtime_error(diagnostics.text());
    return std::move(*scenario);
}

std::uint64_t affordable_drills(const Scenario& scenario, std::uint64_t most) {
    std::uint64_t played = 0;
    for (const Case& one : scenario.cases) played += one.protocols.size();
    return std::clamp<std::uint64_t>(20 * most / played, 1, most);
}

}  // namespace hotline
