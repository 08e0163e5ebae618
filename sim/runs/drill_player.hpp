// Plays drills one by one, each case by itself, or with `interaction` all cases together.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "models/scenario/timetable.hpp"
#include "sim/draws/plan.hpp"
#include "sim/escalation/world.hpp"
#include "sim/reading/ending.hpp"
#include "sim/reading/record.hpp"

namespace hotline {

/// What all who play a scenario share. The scenario must outlive it.
struct Prepared {
    explicit Prepared(const Scenario& of) : scenario(of), timetable(of), plans(of) {}

    const Scenario& scenario;
    Timetable timetable;
    Plans plans;
};

class DrillPlayer {
public:
    /// For one thread.
    DrillPlayer(std::shared_ptr<const Prepared> prepared, std::uint64_t seed, const MakeWorld& make_world);
    DrillPlayer(const Scenario& scenario, std::uint64_t seed, const MakeWorld& make_world)
        : DrillPlayer(std::make_shared<const Prepared>(scenario), seed, make_world) {}

    /// Turns to a replication, whose drill starts where a plain run has it, or within the strata.
    void begin(std::uint64_t replication, const Strata* strata = nullptr);
    /// Plays a case under one of its protocols; with `interaction` all cases under theirs of the same number, which
    /// were played already where the last call was for one of them. Throws SimulationError.
    void play(Index case_index, Index protocol);

    /// What was played last.
    Drill& drill() { return *drills_[shown_]; }
    const Ending& ending() const { return ending_; }
    /// With `interaction`: how busy what all cases share was in it, of each of resources_of.
    void read_usage(std::span<Usage> usage) const { world_->read_usage(usage); }
    /// All of a drill.
    DrillRecord record(Index case_index, Index protocol, std::uint64_t replication) {
        begin(replication);
        play(case_index, protocol);
        return record_of(drill(), ending_);
    }

private:
    std::shared_ptr<const Prepared> prepared_;
    const Scenario& scenario_;
    Facts facts_;
    std::vector<std::unique_ptr<Drill>> drills_;
    std::unique_ptr<World> world_;
    std::optional<std::size_t> together_;  // the number of the protocols that all were played under
    std::size_t shown_ = 0;
    Ending ending_;
};

}  // namespace hotline
