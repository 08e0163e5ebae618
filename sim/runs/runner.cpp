#include "sim/runs/runner.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <mutex>
#include <thread>

#include "analysis/drills/quorum_drills.hpp"
#include "analysis/estimates/confidence_sequence.hpp"
#include "sim/runs/failure.hpp"
#include "sim/runs/missing_drills.hpp"
#include "sim/runs/peers.hpp"
#include "sim/runs/replication_player.hpp"
#include "sim/runs/workers.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kLargestChunk = 64;  // drills of a case that a job plays at a time
constexpr std::uint64_t kLeastChunk = 8;     // these drills fill a cache line, so that no two jobs share one
constexpr std::uint64_t kOutcomesOfChunk = 1024;
constexpr double kBetweenLooks = 1.05;

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

/// Drills [from, to) on all threads.
class Batch {
public:
    Batch(std::shared_ptr<const Prepared> prepared, const RunPlan& plan, std::vector<Outcomes>& outcomes,
          DrillRange drills, std::uint64_t first, const OnDone& on_done)
        : prepared_(std::move(prepared)),
          plan_(plan),
          outcomes_(outcomes),
          drills_(drills),
          next_(drills.from),
          first_(first),
          chunk_(
              std::clamp(kOutcomesOfChunk / std::max<std::uint64_t>(outcomes.size(), 1), kLeastChunk, kLargestChunk)),
          on_done_(on_done) {}

    /// Whether all drills were played. Throws the failure of a worker.
    bool play() {
        const std::uint64_t chunks = (drills_.count() + chunk_ - 1) / chunk_;
        const auto helpers = static_cast<unsigned>(std::min<std::uint64_t>(plan_.jobs, chunks)) - 1;
        std::vector<std::jthread> threads;
        for (unsigned helper = 0; helper < helpers; ++helper) threads.emplace_back([this] { work(); });
        work();
        threads.clear();
        if (failure_) failure_->raise();
        return !interrupted();
    }

private:
    bool interrupted() const { return plan_.interrupted && plan_.interrupted->load(std::memory_order_relaxed); }

    void work() {
        std::uint64_t replication = drills_.from;
        try {
            ReplicationPlayer player(prepared_, plan_);
            while (!interrupted() && !stop_.load(std::memory_order_relaxed)) {
                const std::uint64_t first = next_.fetch_add(chunk_);
                if (first >= drills_.to) return;
                const std::uint64_t last = std::min(first + chunk_, drills_.to);
                for (replication = first; replication < last && !interrupted(); ++replication) {
                    player.play(replication, outcomes_, replication - first_);
                }
                on_done(last - first);
            }
        } catch (const std::exception&) {
            const std::lock_guard lock(mutex_);
            Failure::keep_first(failure_, Failure::current(replication));
            stop_ = true;
        }
    }

    void on_done(std::uint64_t drills) {
        const std::lock_guard lock(mutex_);
        done_ += drills;
        on_done_(done_);
    }

    std::shared_ptr<const Prepared> prepared_;
    const RunPlan& plan_;
    std::vector<Outcomes>& outcomes_;
    const DrillRange drills_;
    std::atomic<std::uint64_t> next_;
    std::atomic<bool> stop_{false};
    const std::uint64_t first_;
    const std::uint64_t chunk_;
    const OnDone& on_done_;
    std::mutex mutex_;
    std::uint64_t done_ = 0;
    std::optional<Failure> failure_;
};

/// The widest half-width of the confidence sequences of all cases and protocols, and of all quorums.
double widest(const Scenario& scenario, const std::vector<Outcomes>& all) {
    double width = 0;
    const auto look_at = [&](const std::vector<Ticks>& times) {
        const auto reached = static_cast<std::uint64_t>(
            std::count_if(times.begin(), times.end(), [](Ticks at) { return at != kNever; }));
        width = std::max(width, half_width(confidence_sequence(reached, times.size()), reached, times.size()));
    };
    for (const Outcomes& outcomes : all) look_at(outcomes.contact);
    for (const QuorumDrills& quorum : quorum_drills(scenario, all)) look_at(quorum.times);
    return width;
}

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
    if (!plan_.one_world_a_process) return Batch(prepared_, plan_, outcomes, drills, first, on_done).play();
    if (!workers_) workers_ = std::make_unique<Workers>(prepared_, plan_);
    return workers_->play(outcomes, drills, first, on_done);
}

std::uint64_t next_look(std::uint64_t played) {
    return static_cast<std::uint64_t>(std::ceil(static_cast<double>(played) * kBetweenLooks));
}

std::optional<std::vector<Outcomes>> run(const Scenario& scenario, const RunPlan& plan) {
    Runner runner(scenario, plan);
    std::vector<Outcomes> all = empty_outcomes(scenario);
    std::uint64_t played = 0;
    std::uint64_t next = plan.precision ? kFirstLook : plan.replications;
    for (;;) {
        for (Outcomes& outcomes : all) outcomes.resize(next);
        try {
            if (!runner.play(all, plan.first + played, plan.first + next, plan.first)) return {};
        } catch (MissingDrills& missing) {
            if (!plan.precision) missing.kept = std::move(all);
            throw;
        }
        played = next;
        if (!plan.precision || widest(scenario, all) <= *plan.precision) return all;
        next = next_look(played);
    }
}

}  // namespace hotline
