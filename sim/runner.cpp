#include "sim/runner.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <mutex>
#include <thread>

#include "analysis/confidence_sequence.hpp"
#include "sim/ending.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kLargestChunk = 64;  // drills of a case that a job plays in one go
constexpr std::uint64_t kLeastChunk = 8;     // their times fill a line of the cache: no two jobs write into one
constexpr std::uint64_t kOutcomesOfChunk = 1024;
constexpr std::uint64_t kFirstLook = 256;
constexpr double kBetweenLooks = 1.05;

std::vector<Outcomes> empty_outcomes(const Scenario& scenario) {
    std::vector<Outcomes> all;
    for (Index index = 0; index < scenario.cases.size(); ++index) {
        for (const Index protocol : scenario.cases[index].protocols) {
            Outcomes outcomes;
            outcomes.case_index = index;
            outcomes.protocol = protocol;
            all.push_back(std::move(outcomes));
        }
    }
    return all;
}

/// Drills [from, to) on all jobs.
class Batch {
public:
    Batch(const Scenario& scenario, const RunPlan& plan, const Timetable& timetable, const Plans& plans,
          std::vector<Outcomes>& outcomes, std::uint64_t from, std::uint64_t to, std::uint64_t first)
        : scenario_(scenario),
          plan_(plan),
          timetable_(timetable),
          plans_(plans),
          outcomes_(outcomes),
          next_(from),
          from_(from),
          to_(to),
          first_(first),
          chunk_(std::clamp(kOutcomesOfChunk / std::max<std::uint64_t>(outcomes.size(), 1), kLeastChunk,
                            kLargestChunk)) {}

    /// Whether it was played to its end. Throws what a worker threw.
    bool play() {
        const std::uint64_t chunks = (to_ - from_ + chunk_ - 1) / chunk_;
        const auto helpers = static_cast<unsigned>(std::min<std::uint64_t>(plan_.jobs, chunks)) - 1;
        std::vector<std::jthread> threads;
        for (unsigned helper = 0; helper < helpers; ++helper) threads.emplace_back([this] { work(); });
        work();
        threads.clear();
        if (failure_) std::rethrow_exception(failure_);
        return !interrupted();
    }

private:
    bool interrupted() const { return plan_.interrupted && plan_.interrupted->load(std::memory_order_relaxed); }

    void work() {
        try {
            Facts facts(scenario_, timetable_, plan_.seed);
            Drill drill(scenario_, plans_, facts);
            const auto world = plan_.make_world(drill);
            Ending ending;
            while (!interrupted() && !stop_.load(std::memory_order_relaxed)) {
                const std::uint64_t first = next_.fetch_add(chunk_);
                if (first >= to_) return;
                const std::uint64_t last = std::min(first + chunk_, to_);
                for (std::uint64_t replication = first; replication < last && !interrupted(); ++replication) {
                    play(replication, facts, drill, *world, ending);
                }
                report(last - first);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            stop_ = true;
        }
    }

    void play(std::uint64_t replication, Facts& facts, Drill& drill, World& world, Ending& ending) {
        const Strata* strata = nullptr;
        if (!plan_.starts) facts.begin(replication);
        for (Outcomes& outcomes : outcomes_) {
            if (plan_.starts && strata != &plan_.starts->of_case(outcomes.case_index)) {
                strata = &plan_.starts->of_case(outcomes.case_index);
                facts.begin(replication, strata);
            }
            drill.begin(outcomes.case_index, outcomes.protocol);
            world.play();
            ending.read(drill);
            outcomes.set(replication - first_, outcome_of(drill, ending));
        }
    }

    void report(std::uint64_t drills) {
        const std::lock_guard lock(mutex_);
        done_ += drills;
        plan_.progress(static_cast<double>(done_) / static_cast<double>(to_ - from_));
    }

    const Scenario& scenario_;
    const RunPlan& plan_;
    const Timetable& timetable_;
    const Plans& plans_;
    std::vector<Outcomes>& outcomes_;
    std::atomic<std::uint64_t> next_;
    std::atomic<bool> stop_{false};
    const std::uint64_t from_;
    const std::uint64_t to_;
    const std::uint64_t first_;
    const std::uint64_t chunk_;
    std::mutex mutex_;
    std::uint64_t done_ = 0;
    std::exception_ptr failure_;
};

/// The widest half-width of all cases' and protocols' confidence sequences.
double widest(const std::vector<Outcomes>& all) {
    double width = 0;
    for (const Outcomes& outcomes : all) {
        const auto reached = static_cast<std::uint64_t>(
            std::count_if(outcomes.contact.begin(), outcomes.contact.end(), [](Ticks at) { return at != kNever; }));
        width = std::max(width, half_width(confidence_sequence(reached, outcomes.size()), reached, outcomes.size()));
    }
    return width;
}

}  // namespace

bool Runner::play(std::vector<Outcomes>& outcomes, std::uint64_t from, std::uint64_t to, std::uint64_t first) {
    return Batch(scenario_, plan_, timetable_, plans_, outcomes, from, to, first).play();
}

std::optional<std::vector<Outcomes>> run(const Scenario& scenario, const RunPlan& plan) {
    Runner runner(scenario, plan);
    std::vector<Outcomes> all = empty_outcomes(scenario);
    std::uint64_t played = 0;
    std::uint64_t next = plan.precision ? kFirstLook : plan.replications;
    for (;;) {
        for (Outcomes& outcomes : all) outcomes.resize(next);
        if (!runner.play(all, played, next)) return {};
        played = next;
        if (!plan.precision || widest(all) <= *plan.precision) return all;
        next = static_cast<std::uint64_t>(std::ceil(static_cast<double>(played) * kBetweenLooks));
    }
}

}  // namespace hotline
