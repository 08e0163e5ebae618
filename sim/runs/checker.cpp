#include "sim/runs/checker.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/drills/quorum_drills.hpp"
#include "models/scenario/drill_bounds.hpp"
#include "models/scenario/line_up.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kFirstDrills = 512;
constexpr std::uint64_t kFirstOutcomes = 65'536;  // with many cases, fewer drills at first: few may be enough
constexpr std::uint64_t kMostAtOnce = 16'384;
constexpr std::uint64_t kMostOutcomes = 2'000'000;  // in memory, about 60 bytes each

using Subject = std::pair<Index, Index>;  // case, protocol

struct Running {
    const Expectation* expectation;
    std::vector<Subject> about;  // several if the expectation is pooled
    std::vector<Subject> minus;  // the same number, or empty
    std::size_t one_of;          // the number of tests of the expectation
    std::size_t needed;          // of the subjects, if a drill has one value for all of them; else 0
    ExpectationTest test;
};

/// The scenario with all protocols that expectations name, so that they can be played.
Scenario with_claimed_protocols(const Scenario& scenario) {
    Scenario playable = scenario;
    const auto add = [](Case& played, Index protocol) {
        if (protocol == kNone) return;
        if (std::find(played.protocols.begin(), played.protocols.end(), protocol) == played.protocols.end())
            played.protocols.push_back(protocol);
    };
    for (const Expectation& expectation : scenario.expectations) {
        if (expectation.claim.of.empty()) continue;
        for (const Index index : cases_of_set(scenario, expectation)) {
            add(playable.cases[index], expectation.protocol);
            add(playable.cases[index], expectation.minus);
        }
    }
    return playable;
}

/// The subjects of a claim about several cases together: all of a line-up.
std::vector<std::vector<Subject>> subjects_of_set(const Scenario& scenario, const Expectation& expectation) {
    const std::vector<Index> cases = cases_of_set(scenario, expectation);
    if (expectation.protocol != kNone) return {line_up_with(cases, expectation.protocol).played};
    std::vector<std::vector<Subject>> subjects;
    for (LineUp& line_up : line_ups(scenario, cases)) subjects.push_back(std::move(line_up.played));
    return subjects;
}

std::size_t needed_of(const Scenario& scenario, const Expectation& expectation, std::size_t cases) {
    const Measure& measure = expectation.claim.measure;
    if (!measure.of_set()) return 0;
    return measure.of_cases ? Enough{0, *measure.of_cases}.of(cases) : scenario.quorums[expectation.quorum].needed();
}

/// The cases and protocols that an expectation is about: each one separately, or all together if it is pooled.
std::vector<std::vector<Subject>> subjects_of(const Scenario& scenario, const Expectation& expectation) {
    if (expectation.claim.measure.of_set()) return subjects_of_set(scenario, expectation);
    std::vector<Subject> all;
    for (Index index = 0; index < scenario.cases.size(); ++index) {
        const Case& played = scenario.cases[index];
        if (!is_about(expectation, played)) continue;
        if (!expectation.claim.of.empty()) {
            all.emplace_back(index, expectation.protocol);
            continue;
        }
        for (const Index protocol : played.protocols) {
            if (expectation.protocol == kNone || expectation.protocol == protocol) all.emplace_back(index, protocol);
        }
    }
    std::map<Index, std::vector<Subject>> by_protocol;
    std::vector<std::vector<Subject>> subjects;
    for (const Subject& subject : all) {
        if (expectation.pooled) {
            by_protocol[subject.second].push_back(subject);
        } else {
            subjects.push_back({subject});
        }
    }
    for (auto& [protocol, pooled] : by_protocol) subjects.push_back(std::move(pooled));
    return subjects;
}

std::vector<Running> tests_of(const Scenario& scenario, const Scenario& playable, bool in_worlds) {
    DrillBounds bounds(playable);
    std::vector<Running> tests;
    for (const Expectation& expectation : scenario.expectations) {
        const bool asks_for_worlds = expectation.in_worlds && scenario.doubts > 0;
        if (asks_for_worlds != in_worlds) continue;
        std::vector<std::vector<Subject>> subjects = subjects_of(scenario, expectation);
        for (std::vector<Subject>& about : subjects) {
            std::vector<Subject> minus;
            double most = 0;
            const auto most_under = [&](Index case_index, Index protocol) {
                return most_of(expectation.claim.measure, bounds.of(case_index, protocol));
            };
            for (const auto& [case_index, protocol] : about) {
                most = std::max(most, most_under(case_index, protocol));
                if (expectation.minus == kNone) continue;
                minus.emplace_back(case_index, expectation.minus);
                most = std::max(most, most_under(case_index, expectation.minus));
            }
            const std::size_t needed = needed_of(scenario, expectation, about.size());
            tests.push_back({&expectation, std::move(about), std::move(minus), subjects.size(), needed,
                             ExpectationTest(expectation, most, {subjects.size()})});
        }
    }
    return tests;
}

/// Each once, in the scenario's order.
std::vector<Index> protocols_of(const std::vector<Subject>& subjects) {
    std::set<Index> protocols;
    for (const auto& [case_index, protocol] : subjects) protocols.insert(protocol);
    return {protocols.begin(), protocols.end()};
}

bool undecided(const Running& running) {
    return running.test.verdict() == Verdict::undecided;
}

/// Finds the drills of cases and protocols among the outcomes.
class Seen {
public:
    explicit Seen(const std::vector<Outcomes>& outcomes) : outcomes_(outcomes) {
        for (std::size_t index = 0; index < outcomes.size(); ++index)
            place_[{outcomes[index].case_index, outcomes[index].protocol}] = index;
    }

    /// Adds each drill to the tests that are undecided before it.
    void tell(std::vector<Running>& tests, std::uint64_t drills) const {
        for (Running& running : tests) {
            for (std::uint64_t drill = 0; drill < drills && undecided(running); ++drill) {
                running.test.add(value(running, running.about, drill) - value(running, running.minus, drill));
            }
        }
    }

private:
    /// The value of a drill for the claim of a test: the mean over the subjects, or the value for the time at which
    /// enough of them had contact; 0 without subjects.
    double value(const Running& running, const std::vector<Subject>& subjects, std::uint64_t drill) const {
        if (subjects.empty()) return 0;
        if (running.needed > 0) {
            std::vector<Ticks> times;
            times.reserve(subjects.size());
            for (const Subject& subject : subjects) {
                const Outcomes& played = outcomes_[place_.at(subject)];
                times.push_back(times_of(played, running.expectation->claim.measure.milestone)[drill]);
            }
            return running.test.value(time_of_enough(times, running.needed));
        }
        double sum = 0;
        for (const Subject& subject : subjects) sum += running.test.value(outcomes_[place_.at(subject)].at(drill));
        return sum / static_cast<double>(subjects.size());
    }

    const std::vector<Outcomes>& outcomes_;
    std::map<Subject, std::size_t> place_;
};

/// Empty outcomes for all subjects of undecided tests, each once.
std::vector<Outcomes> wanted(const Scenario& scenario, const std::vector<Running>& tests) {
    std::set<Subject> subjects;
    for (const Running& running : tests) {
        if (!undecided(running)) continue;
        subjects.insert(running.about.begin(), running.about.end());
        subjects.insert(running.minus.begin(), running.minus.end());
    }
    std::vector<Outcomes> outcomes;
    outcomes.reserve(subjects.size());
    for (const auto& [case_index, protocol] : subjects) outcomes.emplace_back(scenario, case_index, protocol);
    return outcomes;
}

/// The number of drills that an earlier run has played of all that expectations name.
std::uint64_t played_before(const CheckPlan& plan, const Scenario& scenario, const Scenario& playable) {
    if (!plan.played || plan.played->empty()) return 0;
    const auto same = [](const Case& a, const Case& b) { return a.protocols == b.protocols; };
    if (!std::equal(scenario.cases.begin(), scenario.cases.end(), playable.cases.begin(), same)) return 0;
    return std::min<std::uint64_t>(plan.played->front().size(), plan.max_drills);
}

}  // namespace

std::optional<std::vector<CheckedExpectation>> check(const Scenario& scenario, const CheckPlan& plan) {
    const Scenario playable = with_claimed_protocols(scenario);
    RunPlan in_pieces = plan.run;
    in_pieces.progress = [](double) {};
    Runner runner(playable, in_pieces);
    std::vector<Running> tests = tests_of(scenario, playable, plan.in_worlds);

    const std::uint64_t before = played_before(plan, scenario, playable);
    if (before > 0) Seen(*plan.played).tell(tests, before);
    for (std::uint64_t from = before, step = 0;
         from < plan.max_drills && std::any_of(tests.begin(), tests.end(), undecided);
         step = std::min(2 * step, kMostAtOnce)) {
        std::vector<Outcomes> outcomes = wanted(playable, tests);
        if (step == 0) step = std::clamp<std::uint64_t>(kFirstOutcomes / outcomes.size(), 1, kFirstDrills);
        const std::uint64_t room = std::max<std::uint64_t>(kMostOutcomes / outcomes.size(), 1);
        const std::uint64_t to = std::min(from + std::min(step, room), plan.max_drills);
        for (Outcomes& of_subject : outcomes) of_subject.resize(to - from);
        if (!runner.play(outcomes, from, to, from)) return {};
        Seen(outcomes).tell(tests, to - from);
        from = to;
        plan.run.progress(static_cast<double>(from) / static_cast<double>(plan.max_drills));
    }

    std::vector<CheckedExpectation> checked;
    checked.reserve(tests.size());
    for (const Running& running : tests) {
        const ExpectationTest& test = running.test;
        const auto& [case_index, protocol] = running.about.front();
        const bool of_several = running.expectation->pooled || running.needed > 0;
        checked.push_back({running.expectation,
                           of_several ? kNone : case_index,
                           protocol,
                           test.verdict(),
                           test.drills(),
                           test.estimate(),
                           test.interval(),
                           test.indifference(),
                           running.about.size(),
                           running.one_of,
                           running.needed,
                           {}});
        if (running.needed > 0) checked.back().protocols = protocols_of(running.about);
    }
    return checked;
}

}  // namespace hotline
