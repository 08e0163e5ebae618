#include "sim/runs/flips.hpp"

namespace hotline {
namespace {

void add_loss(Flips& flips, std::uint64_t drill, const Outcomes& loser, DrillPlayer& player, Ticks within) {
    flips.drills.push_back(drill);
    std::size_t last = kResults;
    for (const AttemptRecord& attempt : player.record(loser.case_index, loser.protocol, drill).attempts) {
        if (attempt.begins > within) break;
        last = static_cast<std::size_t>(attempt.result);
    }
    ++flips.last_results[last];
}

}  // namespace

PairFlips find_flips(const Outcomes& first, DrillPlayer& first_player, const Outcomes& second,
                     DrillPlayer& second_player, Ticks within) {
    const auto made = [&](const Outcomes& outcomes, std::size_t drill) {
        return outcomes.contact[drill] != kNever && outcomes.contact[drill] <= within;
    };
    PairFlips flips;
    for (std::size_t drill = 0; drill < first.size(); ++drill) {
        const bool one = made(first, drill);
        const bool other = made(second, drill);
        if (one && !other) add_loss(flips.first_only, drill, second, second_player, within);
        if (other && !one) add_loss(flips.second_only, drill, first, first_player, within);
    }
    return flips;
}

}  // namespace hotline
