#include "analysis/write/check.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/write/expectation_text.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/version.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostNamed = 10;  // of cases that are gone, new or have changed; of tests of a claim that pass

/// Smallest detectable changes are rounded up.
std::string points_up(double share) {
    return percent(share, Rounding::up);
}

std::string size_text(const Movement& movement, double size) {
    switch (movement.test) {
        case Movement::Test::share:
        case Movement::Test::mean_share:
            return points_up(size) + " points";
        case Movement::Test::mean_time:
            return seconds_text(size, Rounding::up);
        case Movement::Test::times:
            return points_up(size) + " points between the shares of shorter and longer";
        case Movement::Test::attempts:
        case Movement::Test::cases:
            break;
    }
    return points_up(size) + " points between the shares of fewer and more";
}

std::string moved_text(const Movement& movement) {
    const auto ways = [&](const char* less, const char* more) {
        return fmt::format("{} in {} % of drills, {} in {} %", less, percent(movement.less), more,
                           percent(movement.more));
    };
    switch (movement.test) {
        case Movement::Test::share:
        case Movement::Test::mean_share:
            return fmt::format("{} %, was {} %", percent(movement.now), percent(movement.before));
        case Movement::Test::mean_time:
            return fmt::format("{}, was {}", seconds_text(movement.now), seconds_text(movement.before));
        case Movement::Test::times:
            return ways("shorter", "longer");
        case Movement::Test::attempts:
            return fmt::format("{}; mean {}, was {}", ways("fewer", "more"), number_text(movement.now),
                               number_text(movement.before));
        case Movement::Test::cases:
            break;
    }
    return ways("fewer", "more");
}

/// One line for each of the first names, and one for the rest.
void add_names(std::vector<std::string>& lines, const std::vector<std::string>& names, const char* are) {
    for (std::size_t index = 0; index < names.size() && index < kMostNamed; ++index)
        lines.push_back(fmt::format("{}: is {}", names[index], are));
    if (names.size() > kMostNamed)
        lines.push_back(fmt::format("and {} more: {}", counted(names.size() - kMostNamed, "case"), are));
}

void add_pooled(std::vector<std::string>& lines, const CaseDrift& drift) {
    if (!drift.whose.empty()) lines.push_back(fmt::format("  the changed cases are of {}", drift.whose));
    for (std::size_t index = 0; index < drift.pooled.size() && index < kMostNamed; ++index)
        lines.push_back(fmt::format("    {}", drift.pooled[index]));
    if (drift.pooled.size() > kMostNamed)
        lines.push_back(fmt::format("    and {} more", drift.pooled.size() - kMostNamed));
}

/// What moved or, if nothing did, the smallest detectable changes.
void add_movements(std::vector<std::string>& lines, const DriftFindings& report, const CaseDrift& drift) {
    for (const Movement& movement : drift.movements) {
        if (!movement.beyond_chance()) continue;
        lines.push_back(
            fmt::format("  {}: {} (p {})", movement.what, moved_text(movement), p_text(movement.p_value)));
    }
    if (drift.moved()) return;
    if (report.too_few()) {
        lines.push_back(fmt::format("  too few drills to find any change: at least {} would have to differ one way",
                                    report.fewest));
        return;
    }
    lines.emplace_back(
        "  nothing moved by more than chance. Had more drills differed one way, by as much, these changes would have "
        "been found with 90 % probability:");
    for (const Movement& movement : drift.movements) {
        // If no drill differs, there is no information on how much drills would differ.
        if (movement.smallest_found)
            lines.push_back(fmt::format("    {}: {}", movement.what, size_text(movement, *movement.smallest_found)));
        else if (movement.unknown == kTooFewToFind)
            lines.push_back(fmt::format("    {}: none, with so few drills", movement.what));
    }
}

/// The tests in the order of the file. If many tests of a claim pass, only the one that took the most drills is told.
void write_tests(std::ostream& out, const CheckedScenario& checked) {
    struct Passed {
        std::size_t tests = 0;
        const CheckedExpectation* longest = nullptr;  // the first of them
    };
    std::map<const Expectation*, Passed> of_claim;
    for (const CheckedExpectation& one : checked.expectations) {
        if (one.verdict != Verdict::pass) continue;
        Passed& passed = of_claim[one.expectation];
        ++passed.tests;
        if (!passed.longest || one.drills > passed.longest->drills) passed.longest = &one;
    }
    for (const CheckedExpectation& one : checked.expectations) {
        if (one.verdict != Verdict::pass) {
            fmt::print(out, "           {}: {}\n             {}\n", name_of(one.verdict),
                       claim_text(*checked.scenario, one), seen_text(one));
            continue;
        }
        const Passed& passed = of_claim.at(one.expectation);
        const bool many = passed.tests > kMostNamed;
        if (many && passed.longest != &one) continue;
        fmt::print(out, "           pass: {}: {}{}\n", claim_text(*checked.scenario, one), seen_text(one),
                   many ? fmt::format("; its {} other tests that pass took no more", passed.tests - 1) : "");
    }
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

std::vector<std::string> drift_lines(const DriftFindings& report) {
    std::vector<std::string> lines;
    if (report.horizon != report.horizon_now) {
        lines.push_back(fmt::format("the horizon was {} and is now {}: drills are compared up to {}",
                                    duration_text(report.horizon), duration_text(report.horizon_now),
                                    duration_text(report.horizon)));
    }
    add_names(lines, report.vanished, "gone");
    add_names(lines, report.added, "not in the baseline");
    for (const CaseDrift& drift : report.changed) {
        if (!drift.comparable) {
            lines.push_back(
                fmt::format("{}: the cases are not the same, so their sums cannot be compared", drift.name));
        } else if (drift.first) {
            lines.push_back(fmt::format("{}: {} of {} drills differ; the first is drill {}", drift.name,
                                        drift.differing, report.drills, *drift.first));
        } else {
            lines.push_back(fmt::format("{}: who made contact or the results of attempts have changed", drift.name));
        }
        add_pooled(lines, drift);
        if (drift.comparable) add_movements(lines, report, drift);
    }
    return lines;
}

void write_text(std::ostream& out, const CheckedScenario& checked) {
    const std::size_t all = checked.expectations.size();
    const auto held = static_cast<std::size_t>(
        std::count_if(checked.expectations.begin(), checked.expectations.end(),
                      [](const CheckedExpectation& one) { return one.verdict == Verdict::pass; }));
    std::string said = is_unchecked(checked) ? kUnchecked
                       : all == 0            ? "no expectations"
                                             : fmt::format("{} of {} expectations hold", held, all);
    if (checked.drift) {
        said += checked.drift->same()      ? "; every drill is as in the baseline"
                : checked.drift->drifted() ? "; drifted from the baseline"
                : checked.drift->too_few() ? "; differs from the baseline, with too few drills to rule out chance"
                                           : "; differs from the baseline by no more than chance";
    }
    fmt::print(out, "{:<9}  {}: {}\n", name_of(outlook_of(checked)), printable(checked.label), said);
    write_tests(out, checked);
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
        Json told{{"that", one.expectation->that},
                  {"line", one.expectation->place.line},
                  {"caller", party(&Case::caller)},
                  {"callee", party(&Case::callee)},
                  {"after", played ? Json(seconds_of(played->after)) : Json(nullptr)},
                  {"cases", one.cases},
                  {"one_of", one.one_of},
                  {"protocol", scenario.protocols[one.protocol].id},
                  {"verdict", name_of(one.verdict)},
                  {"drills", one.drills},
                  {"estimate", one.estimate},
                  {"interval", json_of(one.interval)},
                  {"confidence", one.expectation->confidence},
                  {"indifference", json_of(one.indifference)}};
        if (one.worlds) {
            told["worlds"] = {{"asked", *one.expectation->in_worlds},
                              {"played", one.worlds->worlds},
                              {"held", one.worlds->held},
                              {"failed", one.worlds->failed}};
        }
        if (one.needed > 0) {
            told["needed"] = one.needed;
            if (one.protocols.size() > 1) told["protocol"] = nullptr;
            told["protocols"] = ids_of_protocols(scenario, one.protocols);
        }
        return told;
    };
    const auto of_drift = [](const DriftFindings& report) {
        Json changed = Json::array();
        for (const CaseDrift& drift : report.changed) {
            Json movements = Json::array();
            for (const Movement& movement : drift.movements) {
                movements.push_back({{"what", movement.what},
                                     {"before", movement.before},
                                     {"now", movement.now},
                                     {"less", movement.less},
                                     {"more", movement.more},
                                     {"p_holm", movement.p_value},
                                     {"smallest_found", json_of(movement.smallest_found)},
                                     {"unknown", movement.unknown.empty() ? Json(nullptr) : Json(movement.unknown)}});
            }
            changed.push_back({{"case", drift.name},
                               {"pooled", drift.pooled},
                               {"differing", drift.differing},
                               {"first", drift.first ? Json(*drift.first) : Json(nullptr)},
                               {"movements", std::move(movements)}});
        }
        return Json{{"same", report.same()},   {"drifted", report.drifted()},
                    {"drills", report.drills}, {"horizon", seconds_of(report.horizon)},
                    {"paired", report.paired}, {"vanished", report.vanished},
                    {"added", report.added},   {"changed", std::move(changed)}};
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
                    {"note", is_unchecked(checked) ? Json(kUnchecked) : Json(nullptr)},
                    {"expectations", std::move(expectations)},
                    {"baseline", checked.drift ? of_drift(*checked.drift) : Json(nullptr)}};
    });
}

}  // namespace hotline
