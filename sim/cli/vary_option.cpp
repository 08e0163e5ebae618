#include "sim/cli/vary_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/estimates/summary.hpp"
#include "analysis/write/varied.hpp"
#include "models/base/utf8.hpp"
#include "sim/cli/even_starts_option.hpp"
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
        const std::vector<std::string>& values = axes.back().values;
        for (auto value = values.begin(); value != values.end(); ++value) {
            if (std::find(values.begin(), value, *value) != value)
                throw UsageError(fmt::format("--vary must name each value once, but names {} twice", *value));
        }
        cells *= values.size();
    }
    if (axes.size() == 2 && axes[0].path == axes[1].path)
        throw UsageError(fmt::format("--vary must name two different paths, but names {} twice", axes[0].path));
    if (cells > kMostCells) {
        throw UsageError(
            fmt::format("--vary may have at most {} combinations of values, but has {}", kMostCells, cells));
    }
    return axes;
}

std::size_t columns_of(const std::vector<Axis>& axes) {
    return axes.size() == 2 ? axes[1].values.size() : 1;
}

/// "rounds": the last key of a path.
std::string short_path(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string::npos || path.find_first_of("\"'") != std::string::npos ? path : path.substr(dot + 1);
}

std::vector<VariedSettings> settings_of(const std::vector<Axis>& axes) {
    std::vector<std::string> names;
    names.reserve(axes.size());
    for (const Axis& axis : axes) names.push_back(short_path(axis.path));
    if (names.size() == 2 && names[0] == names[1]) names = {axes[0].path, axes[1].path};
    std::vector<VariedSettings> all(axes[0].values.size() * columns_of(axes));
    for (std::size_t cell = 0; cell < all.size(); ++cell) {
        const std::size_t places[] = {cell / columns_of(axes), cell % columns_of(axes)};
        for (std::size_t axis = 0; axis < axes.size(); ++axis) {
            const std::string& value = axes[axis].values[places[axis]];
            all[cell].name += fmt::format("{}{}={}", axis > 0 ? ", " : "", names[axis], value);
            all[cell].settings.push_back(axes[axis].path + "=" + value);
        }
    }
    return all;
}

/// The scenario with each combination of values, loaded beforehand, so that all errors are told at once. Prints them;
/// empty if there are any.
std::optional<std::vector<Scenario>> load_values(const Arguments& arguments, const Scenario& scenario,
                                                 const std::vector<Axis>& axes, const Choose& choose) {
    std::vector<Scenario> scenarios;
    bool right = true;
    for (const VariedSettings& cell : settings_of(axes)) {
        std::string why;
        auto loaded = scenario_with(arguments, scenario, cell.settings,
                                    fmt::format("{}", fmt::join(cell.settings, ", ")), why, choose);
        if (loaded) {
            scenarios.push_back(std::move(*loaded));
        } else {
            std::cerr << "hotline: error: " << why;
            right = false;
        }
    }
    if (!right) return {};
    return scenarios;
}

bool same_cases(const Scenario& one, const Scenario& other) {
    return std::equal(one.cases.begin(), one.cases.end(), other.cases.begin(), other.cases.end(),
                      [](const Case& a, const Case& b) { return a.protocols.size() == b.protocols.size(); });
}

}  // namespace

void add_vary_option(boost::program_options::options_description& options, const char* help) {
    options.add_options()(
        "vary", boost::program_options::value<std::vector<std::string>>()->value_name("PATH=V1,V2,…"), help);
}

std::vector<VariedSettings> varied_settings(const Arguments& arguments) {
    if (!arguments.has("vary")) return {{}};
    return settings_of(axes_of(arguments));
}

int mend_with_values(const Arguments& arguments, const Scenario& scenario, Ticks within, RankBy by,
                     const std::string& format) {
    for (const char* option : {"part", "all", "budget"}) {
        if (arguments.has(option))
            throw UsageError(
                fmt::format("--{} and --vary exclude each other: --vary plays values, not changes", option));
    }
    const std::vector<Axis> axes = axes_of(arguments);
    const auto scenarios =
        load_values(arguments, scenario, axes, [&](Scenario& loaded) { choose_played(arguments, loaded); });
    if (!scenarios) return kWrongInput;
    const auto tables =
        play_with_progress("playing values", playing_plan(arguments, scenario), [&](const RunPlan& plan) {
            return play_values(
                scenario, {{scenario, 0, scenario.cases.size()}}, axes,
                [&](std::size_t cell) { return (*scenarios)[cell]; }, within, by, plan);
        });
    if (!tables) return kInterrupted;
    const Varied& varied = tables->front();
    write_result(arguments, format, result_names("values"), varied,
                 [&](std::ostream& out) { write_csv(out, varied); });
    return kFine;
}

int run_with_values(const Arguments& arguments, const std::string& format) {
    for (const char* option : {"precision", "by", "doubts", "plot", "detail", kEvenStarts}) {
        if (arguments.has(option)) throw UsageError(fmt::format("--{} and --vary exclude each other", option));
    }
    const std::vector<Axis> axes = axes_of(arguments);
    const auto scenario = load_for_use(arguments);
    if (!scenario) return kWrongInput;
    Scenario today = *scenario;
    choose_protocols(today, arguments.texts("protocol"));
    const Ticks within = arguments.duration("within", today.horizon).value_or(today.horizon);
    VariedRun run;
    for (const Case& played : today.cases) {
        for (const Index protocol : played.protocols) {
            auto alone = std::make_unique<Scenario>(today);
            alone->cases = {played};
            alone->cases.front().protocols = {protocol};
            run.scenarios.push_back(std::move(alone));
            if (run.scenarios.size() > kMostInFull) {
                throw UsageError(
                    fmt::format("--vary shows at most {} cases and protocols, but there are more; choose protocols "
                                "with -p, or use hotline mend --vary, which shows the means of all cases",
                                kMostInFull));
            }
        }
    }
    const auto scenarios = load_values(
        arguments, today, axes, [&](Scenario& loaded) { choose_protocols(loaded, arguments.texts("protocol")); });
    if (!scenarios) return kWrongInput;
    for (const Scenario& other : *scenarios) {
        if (!same_cases(today, other)) throw UsageError("--vary cannot change the cases or their protocols");
    }
    std::vector<VariedPlaces> places;
    for (const auto& alone : run.scenarios) places.push_back({*alone, places.size(), 1});
    auto tables = play_with_progress("playing values", playing_plan(arguments, today), [&](const RunPlan& plan) {
        return play_values(
            today, places, axes, [&](std::size_t cell) { return (*scenarios)[cell]; }, within, RankBy::mean, plan);
    });
    if (!tables) return kInterrupted;
    run.tables = std::move(*tables);
    write_result(arguments, format, result_names("values"), run, [&](std::ostream& out) { write_csv(out, run); });
    return kFine;
}

}  // namespace hotline::cli
