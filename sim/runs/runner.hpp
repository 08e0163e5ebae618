// Plays every case and protocol of a scenario over many replications, on all cores and, where mpirun started the
// program, on all peers. The result is the same for any number of either: draws are keyed, and every drill has its
// own place in the outcomes.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/draws/starts.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/runs/drill_range.hpp"

namespace hotline {

class Peers;
class Workers;

struct RunPlan {
    std::uint64_t seed = 1;
    std::uint64_t replications = 0;
    /// Instead of `replications`: as many as it takes until the probability of contact of every case and protocol is
    /// known to within this much, by a confidence sequence (analysis/estimates/confidence_sequence.hpp).
    std::optional<double> precision;
    /// Where drills start, if not anywhere in the scenario's window; must outlive the run.
    const StratifiedStarts* starts = nullptr;
    unsigned jobs = 1;  // of each rank
    MakeWorld make_world;
    /// A process can have only one such world: jobs are processes (workers.hpp), not threads.
    bool one_world_a_process = false;
    Peers* peers = nullptr;  // that play it together, each with the same plan
    /// Called now and then, from one thread at a time, with the share that is done.
    std::function<void(double)> progress = [](double) {};
    /// Set from outside, it ends the run early.
    const std::atomic<bool>* interrupted = nullptr;
};

/// Plays drills piece by piece, for those who look in between.
class Runner {
public:
    /// The scenario and the plan must outlive it; of the plan, neither `replications` nor `precision` is looked at.
    Runner(const Scenario& scenario, const RunPlan& plan);
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// Plays drills [from, to) of the cases and protocols that the outcomes are of, and puts drill k at the place k -
    /// first, which they must have. False where it was interrupted. Throws SimulationError, and MissingDrills when
    /// all that are not missing are in their places.
    bool play(std::vector<Outcomes>& outcomes, std::uint64_t from, std::uint64_t to, std::uint64_t first = 0);

private:
    /// On this rank alone.
    bool play_here(std::vector<Outcomes>& outcomes, DrillRange drills, std::uint64_t first, const OnDone& on_done);

    const RunPlan& plan_;
    std::shared_ptr<const Prepared> prepared_;
    std::unique_ptr<Workers> workers_;  // from the first drill on
};

/// Outcomes by case, then protocol, in the scenario's order; nothing where the run was interrupted. Throws
/// SimulationError and MissingDrills.
std::optional<std::vector<Outcomes>> run(const Scenario& scenario, const RunPlan& plan);

/// After how many drills a run with `precision` looks whether it is precise enough: the first time, and the time
/// after so many.
inline constexpr std::uint64_t kFirstLook = 256;
std::uint64_t next_look(std::uint64_t played);

/// The least `precision` that is accepted: below it a run would take tens of millions of drills.
inline constexpr double kLeastPrecision = 0.0005;

}  // namespace hotline
