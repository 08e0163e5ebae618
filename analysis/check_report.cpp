#include "analysis/check_report.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures.hpp"
#include "analysis/json.hpp"
#include "analysis/version.hpp"
#include "models/duration.hpp"

namespace hotline {
namespace {

std::string value_text(const Movement& movement, double value) {
    switch (movement.unit) {
        case Movement::Unit::share:
        case Movement::Unit::mean_share:
            return percent(value) + " %";
        case Movement::Unit::seconds:
            return seconds_text(value);
        case Movement::Unit::count:
            break;
    }
    return number_text(value);
}

std::string size_text(const Movement& movement, double size) {
    if (movement.unit != Movement::Unit::share && movement.unit != Movement::Unit::mean_share)
        return value_text(movement, size);
    return size > 1 ? "none, of so few drills" : fmt::format("{:.1f} points", 100 * size);
}

}  // namespace

Outlook outlook_of(const CheckedScenario& checked) {
    Outlook worst = checked.drift && checked.drift->drifted() ? Outlook::drift : Outlook::pass;
    for (const CheckedExpectation& one : checked.expectations) {
        if (one.verdict == Verdict::fail) worst = std::max(worst, Outlook::fail);
        if (one.verdict == Verdict::undecided) worst = std::max(worst, Outlook::undecided);
    }
    return worst;
}

Outlook outlook_of(const std::vector<CheckedScenario>& all) {
    Outlook worst = Outlook::pass;
    for (const CheckedScenario& checked : all) worst = std::max(worst, outlook_of(checked));
    return worst;
}

std::string_view name_of(Outlook outlook) {
    constexpr std::string_view kNames[] = {"pass", "undecided", "drift", "fail"};
    return kNames[static_cast<std::size_t>(outlook)];
}

std::vector<std::string> drift_lines(const DriftReport& report) {
    std::vector<std::string> lines;
    const bool same_horizon = report.horizon == report.horizon_before;
    if (!same_horizon) {
        lines.push_back(fmt::format("the horizon is {}, and was {}: compared is what came by {}",
                                    duration_text(report.horizon), duration_text(report.horizon_before),
                                    duration_text(std::min(report.horizon, report.horizon_before))));
    }
    for (const std::string& name : report.vanished) lines.push_back(fmt::format("{}: is gone", name));
    for (const std::string& name : report.added) lines.push_back(fmt::format("{}: is not in the baseline", name));
    for (const CaseDrift& drift : report.changed) {
        if (drift.first) {
            lines.push_back(fmt::format("{}: {} of {} drills differ, from drill {} on", drift.name, drift.differing,
                                        report.drills, *drift.first));
        } else if (!same_horizon) {
            lines.push_back(fmt::format("{}: no drill differs by then", drift.name));
        } else {
            lines.push_back(fmt::format("{}: who made contact or what attempts ended in has changed", drift.name));
        }
        if (!drift.whose.empty()) lines.push_back(fmt::format("  changed are cases of {}", drift.whose));
        for (const Movement& movement : drift.movements) {
            if (!movement.beyond_chance()) continue;
            lines.push_back(fmt::format("  {}: {} was {} (p {})", movement.what, value_text(movement, movement.now),
                                        value_text(movement, movement.before), p_text(movement.p_value)));
        }
        if (std::none_of(drift.movements.begin(), drift.movements.end(),
                         [](const Movement& movement) { return movement.beyond_chance(); })) {
            lines.emplace_back(
                "  nothing moved beyond chance; with 90 % probability would have been found changes of");
            for (const Movement& movement : drift.movements) {
                // Where no drill has moved at all, nothing is known of how much drills would scatter.
                if (movement.smallest_found == 0) continue;
                lines.push_back(
                    fmt::format("    {}: {}", movement.what, size_text(movement, movement.smallest_found)));
            }
        }
    }
    return lines;
}

void write_text(std::ostream& out, const CheckedScenario& checked) {
    const std::size_t all = checked.expectations.size();
    const auto held = static_cast<std::size_t>(
        std::count_if(checked.expectations.begin(), checked.expectations.end(),
                      [](const CheckedExpectation& one) { return one.verdict == Verdict::pass; }));
    std::string said = all == 0 ? "no expectations" : fmt::format("{} of {} expectations hold", held, all);
    if (checked.drift) {
        said += checked.drift->same()      ? "; drill by drill as in the baseline"
                : checked.drift->drifted() ? "; drifted from the baseline"
                                           : "; differs from the baseline by no more than chance";
    }
    fmt::print(out, "{:<9}  {}: {}\n", name_of(outlook_of(checked)), checked.label, said);
    for (const CheckedExpectation& one : checked.expectations) {
        if (one.verdict == Verdict::pass) continue;
        fmt::print(out, "           {}: {}\n             {}\n", name_of(one.verdict),
                   claim_text(*checked.scenario, one), seen_text(one));
    }
    if (!checked.drift) return;
    for (const std::string& line : drift_lines(*checked.drift)) fmt::print(out, "           {}\n", line);
}

void write_text(std::ostream& out, const std::vector<CheckedScenario>& all) {
    std::string counts;
    for (const Outlook outlook : {Outlook::pass, Outlook::fail, Outlook::drift, Outlook::undecided}) {
        const auto count = std::count_if(
            all.begin(), all.end(), [&](const CheckedScenario& checked) { return outlook_of(checked) == outlook; });
        if (count > 0) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, name_of(outlook));
    }
    fmt::print(out, "{}: {}\n", counted(all.size(), "scenario"), counts);
}

void write_json(std::ostream& out, const std::vector<CheckedScenario>& all) {
    const auto of_expectation = [](const CheckedScenario& checked, const CheckedExpectation& one) {
        const Scenario& scenario = *checked.scenario;
        const Case* played = one.case_index == kNone ? nullptr : &scenario.cases[one.case_index];
        const auto party = [&](Index Case::*side) {
            return played ? Json(scenario.parties[played->*side].id) : Json(nullptr);
        };
        return Json{{"that", one.expectation->that},
                    {"line", one.expectation->place.line},
                    {"caller", party(&Case::caller)},
                    {"callee", party(&Case::callee)},
                    {"after", played ? Json(seconds_of(played->after)) : Json(nullptr)},
                    {"cases", one.cases},
                    {"protocol", scenario.protocols[one.protocol].id},
                    {"verdict", name_of(one.verdict)},
                    {"drills", one.drills},
                    {"estimate", one.estimate},
                    {"interval", json_of(one.interval)},
                    {"confidence", one.expectation->confidence},
                    {"indifference", json_of(one.indifference)}};
    };
    const auto of_drift = [](const DriftReport& report) {
        Json changed = Json::array();
        for (const CaseDrift& drift : report.changed) {
            Json movements = Json::array();
            for (const Movement& movement : drift.movements) {
                movements.push_back({{"what", movement.what},
                                     {"before", movement.before},
                                     {"now", movement.now},
                                     {"p_holm", movement.p_value},
                                     {"smallest_found", movement.smallest_found}});
            }
            changed.push_back({{"case", drift.name},
                               {"differing", drift.differing},
                               {"first", drift.first ? Json(*drift.first) : Json(nullptr)},
                               {"movements", std::move(movements)}});
        }
        return Json{{"same", report.same()},        {"drifted", report.drifted()}, {"drills", report.drills},
                    {"paired", report.paired},      {"vanished", report.vanished}, {"added", report.added},
                    {"changed", std::move(changed)}};
    };
    const Json head{{"hotline", version()}, {"verdict", name_of(outlook_of(all))}};
    write_with_list(out, head, "scenarios", all.size(), [&](std::size_t index) {
        const CheckedScenario& checked = all[index];
        Json expectations = Json::array();
        for (const CheckedExpectation& one : checked.expectations)
            expectations.push_back(of_expectation(checked, one));
        return Json{{"scenario", checked.label},
                    {"file", checked.file},
                    {"seed", checked.seed},
                    {"verdict", name_of(outlook_of(checked))},
                    {"expectations", std::move(expectations)},
                    {"baseline", checked.drift ? of_drift(*checked.drift) : Json(nullptr)}};
    });
}

}  // namespace hotline
