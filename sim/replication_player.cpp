#include "sim/replication_player.hpp"

namespace hotline {

void ReplicationPlayer::play(std::uint64_t replication, std::vector<Outcomes>& all, std::uint64_t place) {
    const Strata* strata = nullptr;
    if (!starts_) facts_.begin(replication);
    for (Outcomes& outcomes : all) {
        if (starts_ && strata != &starts_->of_case(outcomes.case_index)) {
            strata = &starts_->of_case(outcomes.case_index);
            facts_.begin(replication, strata);
        }
        drill_.begin(outcomes.case_index, outcomes.protocol);
        world_->play();
        ending_.read(drill_);
        outcomes.set(place, outcome_of(drill_, ending_));
    }
}

}  // namespace hotline
