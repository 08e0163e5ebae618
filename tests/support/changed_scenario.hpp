// The small scenario with some parts replaced, and its diagnostics.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/memory_files.hpp"

namespace hotline {

struct Edit {
    std::string file;
    std::string part;
    std::string replacement;
};

struct ChangedScenario {
    std::string name;
    std::vector<Edit> changes;
    std::string text;  // errors and warnings
};

inline std::string changed_name(const testing::TestParamInfo<ChangedScenario>& scenario) {
    return scenario.param.name;
}

/// The diagnostics of files with some parts replaced. Requires that they contain the parts.
inline std::string text_of_changed(std::map<std::string, std::string> files, const std::vector<Edit>& changes) {
    for (const auto& [file, part, replacement] : changes) {
        std::string& text = files.at(file);
        const std::size_t at = text.find(part);
        if (at == std::string::npos) throw std::logic_error("no \"" + part + "\" in " + file + ":\n" + text);
        text.replace(at, part.size(), replacement);
    }
    return load_from_memory(files).text;
}

/// Those of the small scenario.
inline std::string text_with(const std::vector<Edit>& changes) {
    auto files = small_scenario();
    files["base.toml"] =
        "[roster.office]\n[carrier.exchange]\n[channel.telex]\nkind = \"message\"\n"
        "[[response.desk.when]]\nhours = \"00:00-06:00\"\noff_duty = { answer = 0.5 }\n";
    files["holidays.csv"] = "party,date\ncn,2011-10-03\n";
    files["overrides.csv"] = "rota,official,from,until\n";
    files["desk.ics"] =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:cert\nDTSTART;VALUE=DATE:20111004\nEND:VEVENT\nEND:VCALENDAR\n";
    files["leave.csv"] = "official,from,until\n";
    return text_of_changed(std::move(files), changes);
}

}  // namespace hotline
