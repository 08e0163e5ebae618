#include "sim/runs/runner.hpp"

#include <algorithm>

#include "analysis/drills/in_parts.hpp"
#include "analysis/drills/quorum_drills.hpp"
#include "analysis/estimates/fixed_width.hpp"
#include "sim/runs/drill_threads.hpp"
#include "sim/runs/missing_drills.hpp"
#include "sim/runs/peers.hpp"
#include "sim/runs/replication_player.hpp"
#include "sim/runs/workers.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kLargestChunk = 64;  // drills of a case that a job plays at a time
constexpr std::uint64_t kLeastChunk = 8;     // these drills fill a cache line, so that no two jobs share one
constexpr std::uint64_t kOutcomesOfChunk = 1024;
constexpr std::uint64_t kOutcomesOfSlice = 1U << 22U;  // some 200 MB

std::vector<Outcomes> empty_outcomes(const Scenario& scenario) {
    std::vector<Outcomes> all;
    const std::size_t resources = resources_of(scenario).size();
    for (Index index = 0; index < scenario.cases.size(); ++index) {
        for (const Index protocol : scenario.cases[index].protocols) {
            Outcomes& outcomes = all.emplace_back(scenario, index, protocol);
            if (index == 0) outcomes.resources = resources;
        }
    }
    return all;
}

/// Makes room for so many drills: on all threads, and in slices, so that nobody waits for gigabytes after an
/// interrupt. False if interrupted.
bool make_room(std::vector<Outcomes>& all, std::uint64_t drills, const RunPlan& plan) {
    const std::uint64_t slice = std::max<std::uint64_t>(kOutcomesOfSlice / std::max<std::uint64_t>(all.size(), 1), 1);
    for (std::uint64_t made = 0; made < drills;) {
        if (plan.interrupted && *plan.interrupted) return false;
        made = std::min(made + slice, drills);
        in_parts(all.size(), plan.jobs, [&](std::size_t from, std::size_t to) {
            for (; from < to; ++from) all[from].resize(std::max<std::size_t>(made, all[from].size()), drills);
        });
    }
    return true;
}

/// Puts the outcomes of each drill in its place.
class OutcomesWorker {
public:
    OutcomesWorker(const std::shared_ptr<const Prepared>& prepared, const RunPlan& plan,
                   std::vector<Outcomes>& outcomes, std::uint64_t first)
        : player_(prepared, plan), outcomes_(outcomes), first_(first) {}

    void play(std::uint64_t replication) { player_.play(replication, outcomes_, replication - first_); }
    void finish() {}

private:
    ReplicationPlayer player_;
    std::vector<Outcomes>& outcomes_;
    const std::uint64_t first_;
};

/// Which cases and protocols, and which quorums, are known precisely enough, look by look.
class Looks {
public:
    explicit Looks(double precision) : stopping_(precision) {}

    std::uint64_t first() const { return stopping_.first_look(); }

    /// Whether all are known at this look, or were at an earlier one.
    bool suffice(const Scenario& scenario, const std::vector<Outcomes>& all) {
        const std::vector<QuorumDrills> quorums = quorum_drills(scenario, all);
        known_.resize(all.size() + quorums.size());
        for (std::size_t index = 0; index < known_.size(); ++index) {
            if (!known_[index])
                known_[index] =
                    are_known(index < all.size() ? all[index].contact : quorums[index - all.size()].times);
        }
        return std::find(known_.begin(), known_.end(), false) == known_.end();
    }

private:
    bool are_known(const std::vector<Ticks>& times) const {
        const auto reached = std::count_if(times.begin(), times.end(), [](Ticks at) { return at != kNever; });
        return stopping_.suffice(static_cast<std::uint64_t>(reached), times.size());
    }

    FixedWidth stopping_;
    std::vector<bool> known_;
};

}  // namespace

Runner::Runner(const Scenario& scenario, const RunPlan& plan)
    : plan_(plan), prepared_(std::make_shared<const Prepared>(scenario)) {}

Runner::~Runner() = default;

bool Runner::play(std::vector<Outcomes>& outcomes, std::uint64_t from, std::uint64_t to, std::uint64_t first) {
    const DrillRange drills{from, to};
    const auto on_done = [&](std::uint64_t done) {
        plan_.progress(static_cast<double>(done) / static_cast<double>(drills.count()));
    };
    if (!plan_.peers) return play_here(outcomes, drills, first, on_done);
    return play_with_peers(
        *plan_.peers, plan_.seed, outcomes, drills, first, on_done,
        [&](DrillRange part, const OnDone& of_part) { return play_here(outcomes, part, first, of_part); });
}

bool Runner::play_here(std::vector<Outcomes>& outcomes, DrillRange drills, std::uint64_t first,
                       const OnDone& on_done) {
    if (!plan_.one_world_a_process) {
        const std::uint64_t chunk =
            std::clamp(kOutcomesOfChunk / std::max<std::uint64_t>(outcomes.size(), 1), kLeastChunk, kLargestChunk);
        return play_on_threads({drills, chunk, plan_.jobs, plan_.interrupted}, on_done,
                               [&] { return OutcomesWorker(prepared_, plan_, outcomes, first); });
    }
    if (!workers_) workers_ = std::make_unique<Workers>(prepared_, plan_);
    return workers_->play(outcomes, drills, first, on_done);
}

std::optional<std::vector<Outcomes>> run(const Scenario& scenario, const RunPlan& plan) {
    Runner runner(scenario, plan);
    std::vector<Outcomes> all = empty_outcomes(scenario);
    std::uint64_t played = 0;
    std::optional<Looks> looks;
    if (plan.precision) looks.emplace(*plan.precision);
    std::uint64_t next = looks ? looks->first() : plan.replications;
    for (;;) {
        if (!make_room(all, next, plan)) return {};
        try {
            if (!runner.play(all, plan.first + played, plan.first + next, plan.first)) return {};
        } catch (MissingDrills& missing) {
            if (!plan.precision) missing.kept = std::move(all);
            throw;
        }
        played = next;
        if (!looks || looks->suffice(scenario, all)) return all;
        next = FixedWidth::next_look(played);
    }
}

}  // namespace hotline
