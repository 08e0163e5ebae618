// Baselines put together by hand.
#pragma once

#include <chrono>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "analysis/estimates/baseline.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {

/// Two thousand drills of the hotline. That share of them makes contact, after one to two minutes and `longer`.
inline Baseline drills(std::uint64_t seed, double share, Ticks longer = Ticks{0}) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    Outcomes outcomes = small_run_outcomes()[1];
    outcomes.resize(2000);
    for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
        Outcome outcome;
        const double luck = uniform(random);
        const double time = uniform(random);
        if (luck < share) outcome.first_answer = outcome.contact = ticks_of_seconds(60 + 60 * time) + longer;
        outcomes.set(drill, outcome);
    }
    return baseline_of(small_run_scenario(), 7, std::to_string(seed), {outcomes}, Keeping::each);
}

/// Eleven parties, each of which calls every other. Each case has forty drills, of which that share makes contact
/// within the hour. Drills of the slow caller take a minute longer.
inline Baseline drills_of_many(double share, const std::string& slow_caller = {},
                               const std::function<void(Scenario&, std::vector<Outcomes>&)>& change = {}) {
    Scenario scenario = small_run_scenario();
    scenario.parties.clear();
    scenario.cases.clear();
    for (int party = 0; party < 11; ++party) {
        Party& added = scenario.parties.emplace_back();
        added.id = "p" + std::to_string(party);
        added.identity = identity_of(added.id);
    }
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::vector<Outcomes> all;
    for (Index caller = 0; caller < 11; ++caller) {
        for (Index callee = 0; callee < 11; ++callee) {
            if (caller == callee) continue;
            Outcomes& outcomes = all.emplace_back();
            outcomes.case_index = static_cast<Index>(scenario.cases.size());
            outcomes.protocol = 0;
            scenario.cases.push_back({caller, callee, {0}, Ticks{0}, 0, {}});
            for (std::size_t drill = 0; drill < 40; ++drill) {
                Outcome outcome;
                const double luck = uniform(random);
                const double time = uniform(random);
                if (luck < share) outcome.contact = ticks_of_seconds(3600 * time);
                if (luck < share && scenario.parties[caller].id == slow_caller)
                    outcome.contact += Ticks{std::chrono::minutes(1)};
                outcome.attempts[0] = 2;
                outcomes.resize(drill + 1);
                outcomes.set(drill, outcome);
            }
        }
    }
    if (change) change(scenario, all);
    return baseline_of(scenario, 7, "luck", all, Keeping::sums);
}

}  // namespace hotline
