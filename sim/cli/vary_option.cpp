#include "sim/cli/vary_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

#include "analysis/write/varied.hpp"
#include "models/base/utf8.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/proposals.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"
#include "sim/runs/varied.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kMostCells = 400;

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
    for (std::string& part : parts) part = std::string(trimmed(part, " "));
    return parts;
}

Axis axis_of(const std::string& text) {
    const std::size_t end = find_unquoted(text, '=');
    Axis axis;
    if (end != std::string::npos) {
        axis.path = trimmed(std::string_view(text).substr(0, end), " ");
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
    const auto varied =
        play_with_progress("playing values", playing_plan(arguments, scenario), [&](const RunPlan& plan) {
            return play_values(
                scenario, std::move(axes), [&](std::size_t cell) { return scenarios[cell]; }, within, by, plan);
        });
    if (!varied) return kInterrupted;
    write_result(arguments, format, result_names("values"), *varied,
                 [&](std::ostream& out) { write_csv(out, *varied); });
    return kFine;
}

}  // namespace hotline::cli
