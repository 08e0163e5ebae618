#include "analysis/estimates/baseline.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace hotline {
namespace {

constexpr int kPrintShift = 40;  // the upper 24 of 64 bits

/// Whether fingerprints and sums of the protocol's drills include the milestone. A milestone that outputs always have
/// is included even where it cannot be reached, as in the first baselines.
bool is_kept(const Protocol& protocol, Milestone milestone) {
    return facts_of(milestone).always_told || has(protocol, milestone);
}

Identity fingerprint_of(const Scenario& scenario, const Outcomes& outcomes) {
    Identity print = identity_of("drills");
    const Protocol& protocol = scenario.protocols[outcomes.protocol];
    const auto add = [&](std::uint64_t value) { print = combine(print, value); };
    for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
        const Outcome outcome = outcomes.at(drill);
        const auto add_times = [&](bool always_told) {
            for (const Milestone milestone : kMilestones) {
                if (facts_of(milestone).always_told == always_told && is_kept(protocol, milestone))
                    add(static_cast<std::uint64_t>(time_of(outcome, milestone).count()));
            }
        };
        add_times(true);
        // By name, so that the order of a list does not matter.
        add(outcome.made_by == kNone ? 0 : scenario.rows[outcome.made_by].identity);
        for (std::size_t result = 0; result < kResults; ++result) {
            // Results that do not occur leave no trace, so that new ones may be added.
            if (outcome.attempts[result] > 0) add(combine(result, outcome.attempts[result]));
        }
        add_times(false);
        if (outcome.waited > Ticks{0}) add(static_cast<std::uint64_t>(outcome.waited.count()));
        if (outcome.cost > 0) add(static_cast<std::uint64_t>(outcome.cost));
    }
    return print;
}

std::string fingerprint_text(Identity print) {
    return fmt::format("{:016x}", print);
}

/// Pools cases as a set: the sums do not depend on their order, nor on whose drills are added first.
class Pool {
public:
    Pool(const Scenario& scenario, Index protocol, std::size_t drills) : scenario_(scenario) {
        pooled_.protocol = scenario.protocols[protocol].id;
        for (const Milestone milestone : kMilestones) {
            if (!is_kept(scenario.protocols[protocol], milestone)) continue;
            pooled_.sums[milestone].reached.resize(drills);
            pooled_.sums[milestone].ticks.resize(drills);
        }
        pooled_.attempts.resize(drills);
    }

    void add(const Outcomes& outcomes) {
        const Case& played = scenario_.cases[outcomes.case_index];
        const Party& caller = scenario_.parties[played.caller];
        const Party& callee = scenario_.parties[played.callee];
        const Identity print =
            combine(combine(combine(fingerprint_of(scenario_, outcomes), caller.identity), callee.identity),
                    static_cast<std::uint64_t>(played.after.count()));
        callers_[caller.id] += print;
        callees_[callee.id] += print;
        pooled_.prints[{caller.id, callee.id, played.after}] = static_cast<std::uint32_t>(print >> kPrintShift);
        for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
            const Outcome outcome = outcomes.at(drill);
            for (const Milestone milestone : kMilestones) {
                PooledDrills::Sums& sums = pooled_.sums[milestone];
                if (!sums.reached.empty()) add(sums, drill, time_of(outcome, milestone));
            }
            pooled_.attempts[drill] += all_attempts(outcomes.attempts[drill]);
        }
    }

    PooledDrills finished() && {
        for (const auto& [party, print] : callers_) pooled_.callers[party] = fingerprint_text(print);
        for (const auto& [party, print] : callees_) pooled_.callees[party] = fingerprint_text(print);
        return std::move(pooled_);
    }

private:
    void add(PooledDrills::Sums& sums, std::size_t drill, Ticks time) const {
        sums.reached[drill] += time == kNever ? 0 : 1;
        sums.ticks[drill] += (time == kNever ? scenario_.horizon : time).count();
    }

    const Scenario& scenario_;
    PooledDrills pooled_;
    std::map<std::string, Identity> callers_;
    std::map<std::string, Identity> callees_;
};

std::vector<PooledDrills> pooled_drills(const Scenario& scenario, const std::vector<Outcomes>& outcomes) {
    std::map<Index, Pool> pools;
    for (const Outcomes& of_case : outcomes) {
        pools.try_emplace(of_case.protocol, scenario, of_case.protocol, of_case.size()).first->second.add(of_case);
    }
    std::vector<PooledDrills> pooled;
    pooled.reserve(pools.size());
    for (auto& [protocol, pool] : pools) pooled.push_back(std::move(pool).finished());
    return pooled;
}

}  // namespace

Keeping usual_keeping(std::size_t cases_and_protocols) {
    return cases_and_protocols > kMostStored ? Keeping::sums : Keeping::each;
}

Baseline baseline_of(const Scenario& scenario, std::uint64_t seed, const std::string& luck,
                     const std::vector<Outcomes>& outcomes, Keeping keeping) {
    Baseline baseline{luck, seed, outcomes.empty() ? 0 : outcomes.front().size(), scenario.horizon, {}, {}};
    if (keeping == Keeping::sums) {
        baseline.pooled = pooled_drills(scenario, outcomes);
        return baseline;
    }
    for (const Outcomes& of_case : outcomes) {
        const Case& played = scenario.cases[of_case.case_index];
        const Protocol& protocol = scenario.protocols[of_case.protocol];
        StoredDrills& stored = baseline.cases.emplace_back();
        stored.played = {scenario.parties[played.caller].id, scenario.parties[played.callee].id, played.after};
        stored.protocol = protocol.id;
        stored.fingerprint = fingerprint_text(fingerprint_of(scenario, of_case));
        for (const Milestone milestone : kMilestones) {
            if (has(protocol, milestone)) stored.times[milestone] = times_of(of_case, milestone);
        }
        for (std::size_t drill = 0; drill < of_case.size(); ++drill) {
            stored.attempts.push_back(all_attempts(of_case.attempts[drill]));
        }
    }
    return baseline;
}

}  // namespace hotline
