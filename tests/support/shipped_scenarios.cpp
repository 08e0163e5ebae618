#include "tests/support/shipped_scenarios.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/load.hpp"

namespace hotline {

std::vector<std::filesystem::path> shipped_scenario_folders() {
    std::vector<std::filesystem::path> folders;
    for (const auto& entry : std::filesystem::directory_iterator(HOTLINE_SOURCE_DIR "/scenarios")) {
        if (std::filesystem::exists(entry.path() / "scenario.toml")) folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

Scenario load_shipped(const std::filesystem::path& folder) {
    Diagnostics diagnostics;
    auto scenario = load_scenario(folder, diagnostics);
    if (!scenario) throw std::runtime_error(diagnostics.text());
    return std::move(*scenario);
}

}  // namespace hotline
