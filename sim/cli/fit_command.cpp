#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "analysis/page/fit_page.hpp"
#include "analysis/write/log_fit.hpp"
#include "models/base/utf8.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/log_options.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/cli/session.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

constexpr const char* kPageName = "page.html";

CommandHelp fit_help() {
    CommandHelp help{
        "fit",
        "LOG… [SCENARIO]",
        "Fits laws to logs of real tests: how likely an answer is, how long it takes, how much contacts "
        "differ, and how fast\n"
        "entries go stale. A log has a row for each test: official or address, channel, at, result, after, "
        "given_up. With a\n"
        "SCENARIO, tests are sorted by its responses, on and off duty.",
        "  hotline fit tests.csv\n"
        "  hotline fit 2011.csv 2012.xlsx scenarios/uk-china-2012 --out fitted\n"
        "  hotline run fitted/scenario.toml --doubts\n",
        {"Options"}};
    add_log_options(help.options);
    add_reading_options(help.options);
    help.options.add_options()                                                                //
        ("format", po::value<std::string>()->value_name("FORMAT"), "text (default) or json")  //
        ("out", po::value<std::string>()->value_name("DIR"),
         "write laws.toml to DIR, which a scenario can extend, and page.html, with curves of data and laws; with a "
         "SCENARIO also scenario.toml, which extends it, and contacts.csv")  //
        ("help,h", "show this help");
    return help;
}

/// The path of the scenario's file, seen from a folder.
std::string seen_from(const fs::path& folder, const fs::path& file) {
    const fs::path relative =
        fs::weakly_canonical(fs::absolute(file)).lexically_relative(fs::weakly_canonical(fs::absolute(folder)));
    return relative.generic_string();
}

std::vector<std::string> names_of_files(bool with_scenario) {
    std::vector<std::string> names{"laws.toml"};
    if (with_scenario) names.insert(names.end(), {"contacts.csv", "scenario.toml"});
    return names;
}

void write_files(const fs::path& folder, const LogFitReport& report, const Words& words) {
    make_folder(folder);
    OutputFiles files;
    FitPage page{report, names_of_files(report.scenario != nullptr), {"fit"}};
    for (const std::string& word : words) page.command.push_back(printable(word));
    files.write(folder / kPageName, [&](std::ostream& out) { write_page(out, page); });
    files.write(folder / "laws.toml", [&](std::ostream& out) { write_laws(out, report); });
    if (report.scenario != nullptr) {
        const std::string base = seen_from(folder, report.scenario->file);
        files.write(folder / "contacts.csv", [&](std::ostream& out) { write_contacts(out, report); });
        files.write(folder / "scenario.toml", [&](std::ostream& out) { write_fitted_scenario(out, report, base); });
    }
    files.publish();
}

}  // namespace

int fit_command(const Words& words) {
    const Arguments arguments(fit_help(), words, 1, words.size() + 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json"}, "text");
    const PingLayout layout = log_layout(arguments);
    std::vector<std::string> logs = arguments.words();
    std::optional<std::string> path;
    if (names_scenario(logs.back())) {
        path = logs.back();
        logs.pop_back();
    }
    if (logs.empty()) throw UsageError("missing argument: the command takes LOG… [SCENARIO]");
    refuse_scenarios(logs);
    if (!path && arguments.has("set")) throw UsageError("--set needs a scenario");
    if (arguments.has("out")) {
        std::vector<std::string> names = names_of_files(path.has_value());
        names.emplace_back(kPageName);
        require_writable_folder(arguments.text("out"), names);
    }

    Diagnostics diagnostics;
    const auto log = load_logs(logs, layout, diagnostics);
    if (!log) {
        std::cerr << diagnostics.text(colours(STDERR_FILENO));
        return kWrongInput;
    }
    std::optional<Scenario> scenario;
    if (path) {
        Diagnostics of_scenario;
        scenario = load_for_use(arguments, *path, of_scenario, reach_of(*log));
        if (!scenario) return kWrongInput;
    }
    end_on_interrupts();
    const Scenario* base = scenario ? &*scenario : nullptr;
    const ClassedLog classed = classify(*log, base, diagnostics);
    std::cerr << diagnostics.text(colours(STDERR_FILENO));
    if (classed.classes.empty())
        throw UsageError("no test is left: none is of an entry of the scenario, or all lack what it needs");
    const LogFit fit = fit_log(logs, classed);
    const LogFitReport report{*log, classed, fit, base};
    if (arguments.has("out")) write_files(arguments.text("out"), report, words);
    if (format == "json") {
        write_json(std::cout, report);
    } else {
        write_text(std::cout, report);
    }
    return kFine;
}

}  // namespace hotline::cli
