#include <unistd.h>

#include <iostream>
#include <utility>
#include <vector>

#include "analysis/write/lint_data.hpp"
#include "models/changes/lint_changes.hpp"
#include "models/lint/lint.hpp"
#include "models/loading/load.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/session.hpp"

namespace hotline::cli {

namespace {

namespace po = boost::program_options;

}  // namespace

int lint_command(const Words& words) {
    CommandHelp help{
        "lint",
        "SCENARIO…",
        "Lists all errors and doubtful parts of scenario files and their contact lists. Warnings have stable codes,\n"
        "which scenarios/findings.md explains; they do not change the exit code.",
        "  hotline lint scenarios/uk-china-2012\n"
        "  hotline lint scenarios/*/scenario.toml --format sarif\n",
        {"Options"}};
    help.options.add_options()                                                                       //
        ("format", po::value<std::string>()->value_name("FORMAT"), "text (default), json or sarif")  //
        ("verbose", "also say how each list was read: its encoding, and what parts its fields; text only");
    add_reading_options(help.options);
    help.options.add_options()("help,h", "show this help");
    const Arguments arguments(help, words, 1, words.size() + 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "sarif"}, "text");
    if (format != "text" && arguments.has("verbose"))
        throw UsageError("--verbose and --format exclude each other: only the text says how lists were read");

    bool wrong = false;
    std::vector<Linted> all;
    for (const std::string& path : arguments.words()) {
        Diagnostics diagnostics;
        if (const auto scenario =
                load_scenario(path, diagnostics, reader_for(arguments, path), arguments.texts("set"))) {
            lint(*scenario, diagnostics);
            const LoadWith load_with = [&](const std::vector<std::string>& settings, Diagnostics& said) {
                std::vector<std::string> all_settings = arguments.texts("set");
                all_settings.insert(all_settings.end(), settings.begin(), settings.end());
                return load_scenario(path, said, reader_for(arguments, path), all_settings);
            };
            lint_changes(*scenario, load_with, diagnostics);
        }
        wrong |= diagnostics.has_errors();
        if (format != "text") {
            all.push_back({path, std::move(diagnostics)});
            continue;
        }
        if (arguments.has("verbose")) std::cout << diagnostics.notes();
        std::cout << diagnostics.text(colours(STDOUT_FILENO));
    }
    if (format == "json") write_lint_json(std::cout, all);
    if (format == "sarif") write_sarif(std::cout, all);
    return wrong ? kWrongInput : kFine;
}

}  // namespace hotline::cli
