// `check --baseline`: what is called drift, and which change would have been found.

#include <fmt/format.h>

#include "analysis/write/check.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"

namespace hotline::audit {
namespace {

struct BeforeAndNow {
    Ticks before;
    Ticks now;
};

struct Drift {
    std::string name;
    Law<BeforeAndNow> law;
    std::size_t drills;
    bool paired;
};

/// Drills that differ by chance, either way, and by a small change, one way. Which larger change would have been
/// found?
struct Alteration {
    std::string name;
    double each_way;
    double one_way;
    std::size_t drills;
};

constexpr Ticks kSoon = 60 * kSecond;

/// The share `each_way` of the drills makes contact soon before and later now, and as many the other way round. The
/// share `more` is later now, too. Later may be never.
Law<BeforeAndNow> swapped(double each_way, double more, Ticks later) {
    return {{{1 - 2 * each_way - more, {kSoon, kSoon}},
             {each_way, {kSoon, later}},
             {each_way, {later, kSoon}},
             {more, {kSoon, later}}}};
}

constexpr Ticks kLater = kDay / 4;

std::vector<Drift> families_of_baselines() {
    std::vector<Drift> all;
    for (const std::size_t drills : {2U, 3U, 10U}) {
        const auto add = [&](const std::string& name, const Law<BeforeAndNow>& law, bool paired) {
            all.push_back({fmt::format("{}, {} drills", name, drills), law, drills, paired});
        };
        add("2 % differ, either way", swapped(0.01, 0, kLater), true);
        add("half differ, either way", swapped(0.25, 0, kLater), true);
        add("never, in 10 % either way", swapped(0.05, 0, kNever), true);
        const Law<Ticks> coarse = weibull(1, 3600 * kSecond, 3600 * kSecond, 8);
        std::vector<Law<BeforeAndNow>::Atom> atoms;
        for (const auto& [one, before] : coarse.atoms()) {
            for (const auto& [other, now] : coarse.atoms()) atoms.push_back({one * other, {before, now}});
        }
        add("other luck", atoms, false);
    }
    return all;
}

std::vector<Alteration> changes() {
    std::vector<Alteration> all;
    for (const std::size_t drills : {100U, 300U, 1000U}) {
        for (const double each_way : {0.001, 0.01, 0.05}) {
            all.push_back(
                {fmt::format("{:g} % differ either way, {} drills", 200 * each_way, drills), each_way, 0, drills});
        }
    }
    all.push_back({"0.1 % differ, one way, 1000 drills", 0, 0.001, 1000});
    return all;
}

DriftFindings compare_drills(const Scenario& scenario, const Law<BeforeAndNow>& law, std::size_t drills, bool paired,
                             std::mt19937_64& random) {
    std::vector<Ticks> before, now;
    for (std::size_t drill = 0; drill < drills; ++drill) {
        const BeforeAndNow& is = law.draw(random);
        before.push_back(is.before);
        now.push_back(is.now);
    }
    const std::vector<Outcomes> of_before{outcomes_of(scenario, 0, before)};
    const std::vector<Outcomes> of_now{outcomes_of(scenario, 0, now)};
    const auto baseline = [&](const char* luck, const std::vector<Outcomes>& outcomes) {
        Baseline is = kept(scenario, luck, outcomes);
        // First answers would come at the same times, and only take longer to compare.
        is.cases[0].times[Milestone::first_answer].clear();
        return is;
    };
    return compare(baseline("luck", of_before), baseline(paired ? "luck" : "other luck", of_now));
}

Json baseline_json(const Scenario& scenario, const DriftFindings& report) {
    const CheckedScenario checked{"audit", "audit.toml", &scenario, 1, {}, report};
    return json_of(std::vector<CheckedScenario>{checked})["scenarios"][0]["baseline"];
}

/// The movement of that name, or nothing if no drill differs.
std::optional<Json> movement_of(const Json& told, const std::string& what) {
    for (const Json& changed : told["changed"]) {
        for (const Json& movement : changed["movements"]) {
            if (movement["what"].get<std::string>().starts_with(what)) return movement;
        }
    }
    return {};
}

/// Plays a change of the size that would have been found with 90 %, and looks for it.
void look_for(const Scenario& scenario, const Json& told, const std::string& what, double unit, const Alteration& is,
              std::mt19937_64& random, Table& table) {
    const auto seen = movement_of(told, what);
    if (!seen || (*seen)["smallest_found"].is_null()) return;
    const double share = (*seen)["smallest_found"].get<double>() / unit;
    // No claim is made for a change of 0, or of more than all drills.
    if (share <= 0 || share > 1 - 2 * is.each_way) return;
    const auto changed = swapped(is.each_way, share, kNever);
    const Json again = baseline_json(scenario, compare_drills(scenario, changed, is.drills, true, random));
    const auto found = movement_of(again, what);
    table.event("check --baseline: a change of " + what + " that would be found with 90 %", is.name,
                !found || (*found)["p_holm"].get<double>() >= 0.001, 0.1);
}

}  // namespace

Table of_baselines(std::uint64_t experiments) {
    const Scenario scenario = audited_scenario(1);
    Table all =
        audit(families_of_baselines(), experiments, [&](const Drift& drift, std::mt19937_64& random, Table& table) {
            const DriftFindings report = compare_drills(scenario, drift.law, drift.drills, drift.paired, random);
            const Json told = baseline_json(scenario, report);
            bool below = false;
            for (const Json& changed : told["changed"]) {
                for (const Json& movement : changed["movements"]) below |= movement["p_holm"].get<double>() < 0.05;
            }
            table.event("check --baseline: drift where nothing has moved", drift.name, report.drifted(), 0.001);
            table.event("check --baseline: any corrected p below 0.05 where nothing has moved", drift.name, below);
        });
    all.merge(audit(changes(), experiments, [&](const Alteration& is, std::mt19937_64& random, Table& table) {
        const auto seen = swapped(is.each_way, is.one_way, kNever);
        const Json told = baseline_json(scenario, compare_drills(scenario, seen, is.drills, true, random));
        look_for(scenario, told, "contact by", 1, is, random, table);
        look_for(scenario, told, "mean time to contact", seconds_of(kDay - kSoon), is, random, table);
    }));
    return all;
}

}  // namespace hotline::audit
