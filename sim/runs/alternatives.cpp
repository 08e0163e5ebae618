#include "sim/runs/alternatives.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "sim/escalation/simulation_error.hpp"
#include "sim/runs/failure.hpp"

namespace hotline {
namespace {

class AlternativesPlayer {
public:
    AlternativesPlayer(const Alternatives& all, const RunPlan& plan) : all_(all), plan_(plan) {}

    bool play() {
        // An alternative is enough work for a job. But a world that takes a whole process cannot be made in a thread,
        // and ranks divide the drills of each run.
        const bool apart = !plan_.one_world_a_process && !plan_.peers;
        const std::size_t jobs = apart ? std::clamp<std::size_t>(all_.count, 1, plan_.jobs) : 1;
        std::vector<std::jthread> threads;
        for (std::size_t job = 1; job < jobs; ++job) threads.emplace_back([this, apart] { work(apart); });
        work(apart);
        threads.clear();
        if (failure_) failure_->raise();
        return !interrupted();
    }

private:
    bool interrupted() const { return plan_.interrupted && plan_.interrupted->load(std::memory_order_relaxed); }

    /// False if interrupted.
    bool play_one(std::size_t index, bool apart) {
        const Scenario scenario = all_.scenario(index);
        RunPlan plan = plan_;
        if (apart) plan.jobs = 1;
        plan.progress = [](double) {};
        try {
            const auto outcomes = all_.today.with(scenario, plan);
            if (outcomes) all_.take(index, *outcomes);
            return outcomes.has_value();
        } catch (const SimulationError& error) {
            throw SimulationError(
                error.of_scenario() ? SimulationError::Cause::scenario : SimulationError::Cause::program,
                fmt::format("with {}: {}", all_.title(index), error.what()));
        }
    }

    void work(bool apart) {
        while (!interrupted()) {
            const std::size_t index = next_.fetch_add(1);
            if (index >= all_.count) return;
            try {
                if (!play_one(index, apart)) return;
            } catch (const std::exception&) {
                const std::lock_guard lock(mutex_);
                Failure::keep_first(failure_, Failure::current(index));
            }
            const std::lock_guard lock(mutex_);
            plan_.progress(static_cast<double>(++done_) / static_cast<double>(all_.count));
        }
    }

    const Alternatives& all_;
    const RunPlan& plan_;
    std::atomic<std::size_t> next_{0};
    std::mutex mutex_;
    std::size_t done_ = 0;
    std::optional<Failure> failure_;  // of the first alternative that failed
};

}  // namespace

bool play_alternatives(const Alternatives& alternatives, const RunPlan& plan) {
    return AlternativesPlayer(alternatives, plan).play();
}

RunPlan with_progress(RunPlan plan, double done, double share) {
    plan.progress = [of_all = std::move(plan.progress), done, share](double part) { of_all(done + part * share); };
    return plan;
}

}  // namespace hotline
