#include "sim/runs/tallies.hpp"

#include <algorithm>
#include <mutex>
#include <thread>

#include "sim/reading/spending.hpp"
#include "sim/runs/failure.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kChunk = 64;

class Count {
public:
    Count(const Scenario& scenario, const RunPlan& plan)
        : scenario_(scenario), plan_(plan), prepared_(std::make_shared<const Prepared>(scenario)) {
        all_ = empty();
    }

    std::vector<Tally> play() {
        {
            const std::uint64_t chunks = (plan_.replications + kChunk - 1) / kChunk;
            const std::uint64_t jobs = plan_.one_world_a_process ? 1 : std::min<std::uint64_t>(plan_.jobs, chunks);
            std::vector<std::jthread> threads;
            for (std::uint64_t job = 1; job < jobs; ++job) threads.emplace_back([this] { work(); });
            work();
        }
        if (failure_) failure_->raise();
        return std::move(all_);
    }

private:
    std::vector<Tally> empty() const {
        std::size_t count = 0;
        for (const Case& played : scenario_.cases) count += played.protocols.size();
        Tally none;
        none.entries.resize(scenario_.rows.size());
        return std::vector<Tally>(count, none);
    }

    void work() {
        std::uint64_t replication = 0;
        try {
            DrillPlayer player(prepared_, plan_.seed, plan_.make_world);
            std::vector<Tally> own = empty();
            while (!stop_.load(std::memory_order_relaxed)) {
                const std::uint64_t first = next_.fetch_add(kChunk);
                if (first >= plan_.replications) break;
                const std::uint64_t last = std::min(first + kChunk, plan_.replications);
                for (replication = first; replication < last; ++replication) look_at(player, replication, own);
                const std::lock_guard lock(mutex_);
                done_ += last - first;
                plan_.progress(static_cast<double>(done_) / static_cast<double>(plan_.replications));
            }
            const std::lock_guard lock(mutex_);
            for (std::size_t index = 0; index < all_.size(); ++index) all_[index] += own[index];
        } catch (const std::exception&) {
            const std::lock_guard lock(mutex_);
            Failure::keep_first(failure_, Failure::current(replication));
            stop_ = true;
        }
    }

    /// The loop over indices of protocols is the outer one: with interaction, protocols at one index share a drill.
    void look_at(DrillPlayer& player, std::uint64_t replication, std::vector<Tally>& tallies) const {
        player.begin(replication);
        std::size_t most = 0;
        for (const Case& played : scenario_.cases) most = std::max(most, played.protocols.size());
        for (std::size_t number = 0; number < most; ++number) {
            std::size_t place = 0;
            for (Index index = 0; index < scenario_.cases.size(); ++index) {
                const std::vector<Index>& protocols = scenario_.cases[index].protocols;
                if (number < protocols.size()) {
                    player.play(index, protocols[number]);
                    count(player.drill(), player.ending(), tallies[place + number]);
                }
                place += protocols.size();
            }
        }
    }

    static void count(const Drill& drill, const Ending& ending, Tally& tally) {
        tally.spending += spending_of(drill, ending);
        for (std::size_t index = 0; index < drill.attempts.size(); ++index) {
            if (!ending.happened(index)) continue;
            EntryTally& entry = tally.entries[drill.attempts[index].row];
            ++entry.attempts;
            if (ending.answered(index)) ++entry.answered;
            if (ending.result(index) == Result::stale) ++entry.stale;
            if (ending.made_by() == index) ++entry.contacts;
        }
    }

    const Scenario& scenario_;
    const RunPlan& plan_;
    std::shared_ptr<const Prepared> prepared_;
    std::vector<Tally> all_;
    std::atomic<std::uint64_t> next_{0};
    std::atomic<bool> stop_{false};
    std::mutex mutex_;
    std::uint64_t done_ = 0;
    std::optional<Failure> failure_;
};

}  // namespace

std::vector<Tally> tally_drills(const Scenario& scenario, const RunPlan& plan) {
    return Count(scenario, plan).play();
}

}  // namespace hotline
