#include "sim/runs/drill_player.hpp"

#include <algorithm>
#include <utility>

namespace hotline {

DrillPlayer::DrillPlayer(std::shared_ptr<const Prepared> prepared, std::uint64_t seed, const MakeWorld& make_world)
    : prepared_(std::move(prepared)), scenario_(prepared_->scenario), facts_(scenario_, prepared_->timetable, seed) {
    const std::size_t together = scenario_.interaction ? scenario_.cases.size() : 1;
    std::vector<Drill*> drills;
    for (std::size_t index = 0; index < together; ++index) {
        drills_.push_back(std::make_unique<Drill>(scenario_, prepared_->plans, facts_));
        drills.push_back(drills_.back().get());
    }
    world_ = make_world(drills);
}

void DrillPlayer::begin(std::uint64_t replication, std::optional<Instant> start) {
    facts_.begin(replication, start);
    together_.reset();
}

void DrillPlayer::play(Index case_index, Index protocol) {
    if (!scenario_.interaction) {
        drills_.front()->begin(case_index, protocol);
        world_->play();
    } else {
        shown_ = case_index;
        const auto& protocols = scenario_.cases[case_index].protocols;
        const auto number =
            static_cast<std::size_t>(std::find(protocols.begin(), protocols.end(), protocol) - protocols.begin());
        if (together_ != number) {
            for (Index index = 0; index < scenario_.cases.size(); ++index)
                drills_[index]->begin(index, scenario_.cases[index].protocols[number]);
            world_->play();
            together_ = number;
        }
    }
    ending_.read(*drills_[shown_]);
}

}  // namespace hotline
