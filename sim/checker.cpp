#include "sim/checker.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace hotline {
namespace {

constexpr std::uint64_t kFirstDrills = 512;
constexpr std::uint64_t kMostAtOnce = 16'384;

using Subject = std::pair<Index, Index>;  // case, protocol

struct Running {
    const Expectation* expectation;
    Subject about;
    std::optional<Subject> minus;
    ExpectationTest test;
};

/// All that expectations name, so that it can be played.
Scenario with_claimed_protocols(const Scenario& scenario) {
    Scenario playable = scenario;
    const auto add = [](Case& played, Index protocol) {
        if (protocol == kNone) return;
        if (std::find(played.protocols.begin(), played.protocols.end(), protocol) == played.protocols.end())
            played.protocols.push_back(protocol);
    };
    for (const Expectation& expectation : scenario.expectations) {
        if (expectation.claim.of.empty()) continue;
        for (Case& played : playable.cases) {
            if (!is_about(expectation, played)) continue;
            add(played, expectation.protocol);
            add(played, expectation.minus);
        }
    }
    return playable;
}

std::vector<Running> tests_of(const Scenario& scenario, const Scenario& playable, const Plans& plans) {
    std::vector<Running> tests;
    for (const Expectation& expectation : scenario.expectations) {
        const auto add = [&](Index case_index, Index protocol) {
            std::uint32_t most = most_attempts(playable, plans, case_index, protocol);
            std::optional<Subject> minus;
            if (expectation.minus != kNone) {
                minus = {case_index, expectation.minus};
                most = std::max(most, most_attempts(playable, plans, case_index, expectation.minus));
            }
            tests.push_back({&expectation, {case_index, protocol}, minus, ExpectationTest(expectation, most)});
        };
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            const Case& played = scenario.cases[index];
            if (!is_about(expectation, played)) continue;
            if (!expectation.claim.of.empty()) {
                add(index, expectation.protocol);
                continue;
            }
            for (const Index protocol : played.protocols) {
                if (expectation.protocol == kNone || expectation.protocol == protocol) add(index, protocol);
            }
        }
    }
    return tests;
}

}  // namespace

std::optional<std::vector<CheckedExpectation>> check(const Scenario& scenario, const CheckPlan& plan) {
    const Scenario playable = with_claimed_protocols(scenario);
    RunPlan in_pieces = plan.run;
    in_pieces.progress = [](double) {};
    Runner runner(playable, in_pieces);
    std::vector<Running> tests = tests_of(scenario, playable, runner.plans());

    const auto undecided = [](const Running& running) { return running.test.verdict() == Verdict::undecided; };
    for (std::uint64_t from = 0, step = kFirstDrills;
         from < plan.max_drills && std::any_of(tests.begin(), tests.end(), undecided);
         step = std::min(2 * step, kMostAtOnce)) {
        const std::uint64_t to = std::min(from + step, plan.max_drills);
        std::map<Subject, std::size_t> place;
        std::vector<Outcomes> outcomes;
        const auto want = [&](const Subject& subject) {
            if (!place.try_emplace(subject, outcomes.size()).second) return;
            Outcomes& of_subject = outcomes.emplace_back();
            of_subject.case_index = subject.first;
            of_subject.protocol = subject.second;
            of_subject.resize(to - from);
        };
        for (const Running& running : tests) {
            if (!undecided(running)) continue;
            want(running.about);
            if (running.minus) want(*running.minus);
        }
        if (!runner.play(outcomes, from, to, from)) return {};
        for (Running& running : tests) {
            if (!undecided(running)) continue;
            const Outcomes& about = outcomes[place.at(running.about)];
            const Outcomes* minus = running.minus ? &outcomes[place.at(*running.minus)] : nullptr;
            for (std::uint64_t drill = 0; drill < to - from && undecided(running); ++drill) {
                if (minus) {
                    const Outcome other = minus->at(drill);
                    running.test.add(about.at(drill), &other);
                } else {
                    running.test.add(about.at(drill), nullptr);
                }
            }
        }
        from = to;
        plan.run.progress(static_cast<double>(from) / static_cast<double>(plan.max_drills));
    }

    std::vector<CheckedExpectation> checked;
    checked.reserve(tests.size());
    for (const Running& running : tests) {
        const ExpectationTest& test = running.test;
        checked.push_back({running.expectation, running.about.first, running.about.second, test.verdict(),
                           test.drills(), test.estimate(), test.interval(), test.indifference()});
    }
    return checked;
}

}  // namespace hotline
