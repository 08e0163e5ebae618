// The program: dispatches commands and turns errors into exit codes.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <new>
#include <string>

#include "analysis/write/version.hpp"
#include "models/base/utf8.hpp"
#include "models/documents/diagnostics.hpp"
#include "models/scenario/calendar.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/mpirun.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/escalation/simulation_error.hpp"

namespace hotline::cli {
namespace {

struct Command {
    const char* name;
    int (*perform)(const Words&);
    const char* summary;
};

constexpr std::array kCommands{
    Command{"run", run_command, "play the drills and show how long contact takes"},
    Command{"compare", compare_command, "compare protocols or scenarios, with common random numbers"},
    Command{"mend", mend_command, "show what to mend first: play every change of a list, and rank them"},
    Command{"check", check_command, "test scenarios against their expectations and baselines; for CI"},
    Command{"replay", replay_command, "show one drill as a timeline: who, which channel, when, why"},
    Command{"who", who_command, "show who would be called at an instant, in what order, on duty or not"},
    Command{"report", report_command, "write a page with charts, for readers"},
    Command{"lint", lint_command, "list all errors and doubtful parts of the files"},
    Command{"survive", survive_command, "analyse a log of real tests (survival analysis)"},
    Command{"fit", fit_command, "fit laws to logs of real tests, for a scenario that is truer than before"},
    Command{"score", score_command, "rank the entries of a list by what tests say of them"},
    Command{"plan", plan_command, "say how many tests show that a share of them succeeds, or which to make next"},
};

std::string overview() {
    std::string text =
        "hotline tests emergency contact lists by simulation.\n\n"
        "Usage: hotline COMMAND [OPTION…] SCENARIO\n\nCommands:\n";
    for (const Command& command : kCommands) text += fmt::format("  {:<8} {}\n", command.name, command.summary);
    text +=
        "\nSCENARIO is a file, or a folder with a scenario.toml in it.\n"
        "hotline COMMAND --help shows the options of a command; hotline --version shows the version.\n"
        "Exit codes: 0 fine, 1 an expectation failed, 2 the command line or a file is wrong,\n"
        "3 an expectation is undecided, 4 drift from a baseline, 70 an internal error,\n"
        "130 interrupted.\n";
    return text;
}

int dispatch(const Words& words) {
    if (words.empty()) throw UsageError("missing command; hotline --help lists the commands");
    const std::string& name = words.front();
    if (name == "--help" || name == "-h" || name == "help") {
        std::cout << overview();
        return kFine;
    }
    if (name == "--version") {
        std::cout << fmt::format("hotline {} (time zones: {})\n", version(), time_zone_version());
        return kFine;
    }
    for (const Command& command : kCommands) {
        if (name == command.name) return command.perform({words.begin() + 1, words.end()});
    }
    std::vector<std::string> known;
    known.reserve(kCommands.size());
    for (const Command& command : kCommands) known.emplace_back(command.name);
    const std::string hint = did_you_mean(name, known);
    throw UsageError(fmt::format("unknown command \"{}\"{}", name, hint.empty() ? "" : "; " + hint));
}

int fail(int code, const char* what) {
    std::cout.flush();
    say("hotline: error: " + printable_lines(what) + '\n');
    return code;
}

/// Reports output that could not be written: a full disk must not look like success. A verdict keeps its exit code.
int after_output(int code) {
    std::cout.flush();
    const bool lost = !std::cout || std::fflush(stdout) != 0;
    return lost ? fail(code == kFine ? kInternalError : code, "cannot write to standard output") : code;
}

int perform(const Words& words) {
    try {
        join_peers();
        return after_output(dispatch(words));
    } catch (const UsageError& error) {
        return fail(kWrongInput, error.what());
    } catch (const SimulationError& error) {
        return fail(error.of_scenario() ? kWrongInput : kInternalError, error.what());
    } catch (const std::bad_alloc&) {
        return fail(kInternalError, "out of memory: use fewer replications or cases");
    } catch (const std::exception& error) {
        return fail(kInternalError, error.what());
    }
}

/// The exit code of the first rank is that of the whole program.
int after_peers(int code) {
    const bool first = speaks();
    const auto otherwise = leave_peers(code);
    if (!first) return kFine;
    return otherwise && code == kFine ? fail(kInternalError, otherwise->c_str()) : code;
}

}  // namespace
}  // namespace hotline::cli

int main(int count, char** words) {
    using namespace hotline::cli;
    hold_streams();
    remove_unfinished_files_on_signals();
    guard_lines();
    return after_peers(perform(Words(words + std::min(count, 1), words + count)));
}
