// Plays every case and protocol of a scenario over many replications, on all cores and, with mpirun, on all ranks.
// The result does not depend on their number: draws are keyed, and every drill has its own place in the outcomes.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/draws/consulted.hpp"
#include "sim/draws/starts.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/runs/drill_range.hpp"

namespace hotline {

class Peers;
class Workers;

struct RunPlan {
    std::uint64_t seed = 1;
    std::uint64_t replications = 0;
    std::uint64_t first = 0;  // the drill that is played first
    /// Instead of `replications`: play until the probability of contact of every case and protocol is known to within
    /// this half-width (analysis/estimates/fixed_width.hpp).
    std::optional<double> precision;
    /// Stratified starts; null for starts in the scenario's whole window. Must outlive the run.
    const StratifiedStarts* starts = nullptr;
    const EvenStarts* even_starts = nullptr;  // likewise; excludes `starts`
    unsigned jobs = 1;                        // of each rank
    MakeWorld make_world;
    /// Whether a process can have only one such world. Then jobs are processes (workers.hpp) instead of threads.
    bool one_world_a_process = false;
    Peers* peers = nullptr;  // ranks that play this plan together; null: none
    /// Where to note what each drill consults: by place in the outcomes, then by drill from `first` on. Null:
    /// nowhere. Requires a run in this process, and without `precision`.
    std::vector<std::vector<Consulted>>* consulted = nullptr;
    /// Called repeatedly with the share of drills that is done, from one thread at a time.
    std::function<void(double)> progress = [](double) {};
    /// Setting it from outside ends the run early.
    const std::atomic<bool>* interrupted = nullptr;
};

/// Plays drills in batches, for sequential analyses.
class Runner {
public:
    /// The scenario and the plan must outlive this object. `replications`, `first` and `precision` of the plan are
    /// ignored.
    Runner(const Scenario& scenario, const RunPlan& plan);
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// Plays drills [from, to) of the cases and protocols of `outcomes`, and puts drill k at place k - first, which
    /// must exist. False if interrupted. Throws SimulationError; throws MissingDrills after all other drills have
    /// been put in their places.
    bool play(std::vector<Outcomes>& outcomes, std::uint64_t from, std::uint64_t to, std::uint64_t first = 0);

private:
    /// Plays on this rank only.
    bool play_here(std::vector<Outcomes>& outcomes, DrillRange drills, std::uint64_t first, const OnDone& on_done);

    const RunPlan& plan_;
    std::shared_ptr<const Prepared> prepared_;
    std::unique_ptr<Workers> workers_;  // made at the first call
};

/// The outcomes by case, then protocol, in the scenario's order; empty if interrupted. Throws
/// SimulationError and MissingDrills.
std::optional<std::vector<Outcomes>> run(const Scenario& scenario, const RunPlan& plan);

/// The smallest `precision` that is accepted. A smaller one would take tens of millions of drills.
inline constexpr double kLeastPrecision = 0.0005;

}  // namespace hotline
