#include "sim/cli/vary_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

#include "analysis/write/varied.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/proposals.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"
#include "sim/runs/varied.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kMostCells = 400;

std::string without_blanks_around(const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

/// What stands between commas that are outside of quotes and brackets.
std::vector<std::string> split_at_commas(const std::string& text) {
    std::vector<std::string> parts(1);
    int depth = 0;
    char quote = 0;
    for (const char letter : text) {
        if (quote != 0) {
            if (letter == quote) quote = 0;
        } else if (letter == '"' || letter == '\'') {
            quote = letter;
        } else if (letter == '[' || letter == '{') {
            ++depth;
        } else if (letter == ']' || letter == '}') {
            --depth;
        } else if (letter == ',' && depth == 0) {
            parts.emplace_back();
            continue;
        }
        parts.back() += letter;
    }
    for (std::string& part : parts) part = without_blanks_around(part);
    return parts;
}

/// The place of the "=" that ends a path; npos without one.
std::size_t end_of_path(const std::string& text) {
    char quote = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (quote != 0) {
            if (text[at] == quote) quote = 0;
        } else if (text[at] == '"' || text[at] == '\'') {
            quote = text[at];
        } else if (text[at] == '=') {
            return at;
        }
    }
    return std::string::npos;
}

Axis axis_of(const std::string& text) {
    const std::size_t end = end_of_path(text);
    Axis axis;
    if (end != std::string::npos) {
        axis.path = without_blanks_around(text.substr(0, end));
        axis.values = split_at_commas(text.substr(end + 1));
    }
    const auto none = [](const std::string& value) { return value.empty(); };
    if (axis.path.empty() || axis.values.empty() || std::any_of(axis.values.begin(), axis.values.end(), none)) {
        throw UsageError(
            fmt::format("--vary must be a path and its values, such as protocol.lists.rounds=1,2,3, but is "
                        "\"{}\"",
                        text));
    }
    return axis;
}

std::vector<Axis> axes_of(const Arguments& arguments) {
    const std::vector<std::string> texts = arguments.texts("vary");
    if (texts.size() > 2)
        throw UsageError(fmt::format("--vary may be given once or twice, but is given {} times", texts.size()));
    std::vector<Axis> axes;
    std::size_t cells = 1;
    for (const std::string& text : texts) {
        axes.push_back(axis_of(text));
        cells *= axes.back().values.size();
    }
    if (axes.size() == 2 && axes[0].path == axes[1].path)
        throw UsageError(fmt::format("--vary must name two different paths, but names {} twice", axes[0].path));
    if (cells > kMostCells) {
        throw UsageError(
            fmt::format("--vary may have at most {} combinations of values, but has {}", kMostCells, cells));
    }
    return axes;
}

}  // namespace

void add_vary_option(boost::program_options::options_description& options) {
    options.add_options()(
        "vary", boost::program_options::value<std::vector<std::string>>()->value_name("PATH=V1,V2,…"),
        "instead of changes, play these values of a key; given twice: all combinations of two keys");
}

int vary(const Arguments& arguments, const Scenario& scenario, Ticks within, RankBy by, const std::string& format) {
    for (const char* option : {"part", "all", "budget"}) {
        if (arguments.has(option))
            throw UsageError(
                fmt::format("--{} and --vary exclude each other: --vary plays values, not changes", option));
    }
    std::vector<Axis> axes = axes_of(arguments);
    const std::size_t columns = axes.size() == 2 ? axes[1].values.size() : 1;
    // Loaded beforehand, so that all errors are told at once.
    std::vector<Scenario> scenarios;
    bool right = true;
    for (std::size_t cell = 0; cell < axes[0].values.size() * columns; ++cell) {
        std::vector<std::string> settings{axes[0].path + "=" + axes[0].values[cell / columns]};
        if (axes.size() == 2) settings.push_back(axes[1].path + "=" + axes[1].values[cell % columns]);
        std::string why;
        auto loaded = scenario_with(arguments, scenario, settings, fmt::format("{}", fmt::join(settings, ", ")), why);
        if (loaded) {
            scenarios.push_back(std::move(*loaded));
        } else {
            std::cerr << "hotline: error: " << why;
            right = false;
        }
    }
    if (!right) return kWrongInput;
    RunPlan plan = playing_plan(arguments, scenario);
    note_interrupts();
    Progress progress("playing values");
    plan.progress = [&](double share) { progress.show(share); };
    const auto varied = play_values(
        scenario, std::move(axes), [&](std::size_t cell) { return scenarios[cell]; }, within, by, plan);
    if (!varied) {
        say("hotline: interrupted, nothing was written\n");
        return kInterrupted;
    }
    end_on_interrupts();
    write_result(arguments, format, {"values.txt", "values.json", "values.csv"}, *varied,
                 [&](std::ostream& out) { write_csv(out, *varied); });
    return kFine;
}

}  // namespace hotline::cli
