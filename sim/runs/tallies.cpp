#include "sim/runs/tallies.hpp"

#include <algorithm>
#include <memory>

#include "sim/reading/spending.hpp"
#include "sim/runs/drill_threads.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kChunk = 64;

/// A tally for each case and protocol.
std::vector<Tally> no_tallies(const Scenario& scenario) {
    std::size_t count = 0;
    for (const Case& played : scenario.cases) count += played.protocols.size();
    return std::vector<Tally>(count);
}

class TallyWorker {
public:
    TallyWorker(const std::shared_ptr<const Prepared>& prepared, const RunPlan& plan, std::vector<Tally>& all)
        : scenario_(prepared->scenario),
          player_(prepared, plan.seed, plan.make_world),
          own_(no_tallies(prepared->scenario)),
          all_(all) {}

    /// The loop over indices of protocols is the outer one: with interaction, protocols at one index share a drill.
    void play(std::uint64_t replication) {
        player_.begin(replication);
        std::size_t most = 0;
        for (const Case& played : scenario_.cases) most = std::max(most, played.protocols.size());
        for (std::size_t number = 0; number < most; ++number) {
            std::size_t place = 0;
            for (Index index = 0; index < scenario_.cases.size(); ++index) {
                const std::vector<Index>& protocols = scenario_.cases[index].protocols;
                if (number < protocols.size()) {
                    player_.play(index, protocols[number]);
                    count(player_.drill(), player_.ending(), own_[place + number]);
                }
                place += protocols.size();
            }
        }
    }

    void finish() {
        for (std::size_t index = 0; index < all_.size(); ++index) all_[index] += own_[index];
    }

private:
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
    DrillPlayer player_;
    std::vector<Tally> own_;
    std::vector<Tally>& all_;
};

}  // namespace

std::vector<Tally> tally_drills(const Scenario& scenario, const RunPlan& plan) {
    const auto prepared = std::make_shared<const Prepared>(scenario);
    std::vector<Tally> all = no_tallies(scenario);
    const DrillRange drills{0, plan.replications};
    play_on_threads(
        {drills, kChunk, plan.one_world_a_process ? 1 : plan.jobs},
        [&](std::uint64_t done) { plan.progress(static_cast<double>(done) / static_cast<double>(drills.count())); },
        [&] { return TallyWorker(prepared, plan, all); });
    return all;
}

}  // namespace hotline
