#include "sim/runs/replication_player.hpp"

#include <algorithm>

namespace hotline {

void ReplicationPlayer::play(std::uint64_t replication, std::vector<Outcomes>& all, std::uint64_t place) {
    const Strata* strata = nullptr;
    const Luck luck(plan_.seed, replication);
    if (plan_.even_starts) {
        player_.begin(replication, plan_.even_starts->start(luck));
    } else if (!plan_.starts) {
        player_.begin(replication);
    }
    if (scenario_.interaction) return play_together(all, place);
    for (std::size_t number = 0; number < all.size(); ++number) {
        Outcomes& outcomes = all[number];
        if (plan_.starts && strata != &plan_.starts->of_case(outcomes.case_index)) {
            strata = &plan_.starts->of_case(outcomes.case_index);
            player_.begin(replication, strata->start(luck));
        }
        player_.play(outcomes.case_index, outcomes.protocol);
        outcomes.set(place, outcome_of(player_.drill(), player_.ending()));
        if (plan_.consulted) (*plan_.consulted)[number][place] = player_.drill().consulted;
    }
}

/// Protocols at the same index are played in one drill. The loop over indices is the outer one, so that each drill is
/// played once.
void ReplicationPlayer::play_together(std::vector<Outcomes>& all, std::uint64_t place) {
    for (std::size_t number = 0; number < scenario_.cases.front().protocols.size(); ++number) {
        for (Outcomes& outcomes : all) {
            if (scenario_.cases[outcomes.case_index].protocols[number] != outcomes.protocol) continue;
            player_.play(outcomes.case_index, outcomes.protocol);
            outcomes.set(place, outcome_of(player_.drill(), player_.ending()));
            if (outcomes.resources > 0) player_.read_usage(outcomes.usage_at(place));
        }
    }
}

}  // namespace hotline
