// The drills of a scenario as it is, and those of a scenario that differs a little. Drill k of both has the same
// luck, so only the drills that the difference can touch (touched.hpp) are played again; all others are today's.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/draws/consulted.hpp"
#include "sim/runs/runner.hpp"
#include "sim/runs/touched.hpp"

namespace hotline {

class TodaysDrills {
public:
    /// Plays them. The scenario and the plan must outlive this object. Throws what `run` throws.
    TodaysDrills(const Scenario& scenario, const RunPlan& plan);

    /// Empty if playing was interrupted.
    const std::optional<std::vector<Outcomes>>& outcomes() const { return outcomes_; }

    /// The outcomes of another scenario, to the bit what `run` gives with `plan`, which must be the plan of today's
    /// drills but for its jobs and its progress. Requires today's outcomes. Several threads may call it at a time.
    std::optional<std::vector<Outcomes>> with(const Scenario& changed, const RunPlan& plan) const;

    /// How many drills of single cases `with` has played so far.
    std::uint64_t played() const { return played_; }

private:
    /// Whether what drills consult was noted. Worlds in other processes keep it to themselves.
    bool noted() const { return !consulted_.empty(); }
    bool play_again(const Scenario& changed, const Touched& touched, const RunPlan& plan,
                    std::vector<Outcomes>& outcomes) const;

    const Scenario& scenario_;
    std::shared_ptr<const Prepared> prepared_;
    std::optional<std::vector<Outcomes>> outcomes_;
    std::vector<std::vector<Consulted>> consulted_;  // by place in the outcomes, then by drill
    mutable std::atomic<std::uint64_t> played_{0};
};

}  // namespace hotline
