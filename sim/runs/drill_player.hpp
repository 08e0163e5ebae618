// Plays single drills: each case by itself, or with `interaction` all cases together.
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

/// The parts that all players of a scenario share. The scenario must outlive them.
struct Prepared {
    explicit Prepared(const Scenario& of) : scenario(of), timetable(of), plans(of) {}

    const Scenario& scenario;
    Timetable timetable;
    Plans plans;
};

class DrillPlayer {
public:
    /// Use it from one thread.
    DrillPlayer(std::shared_ptr<const Prepared> prepared, std::uint64_t seed, const MakeWorld& make_world);
    DrillPlayer(const Scenario& scenario, std::uint64_t seed, const MakeWorld& make_world)
        : DrillPlayer(std::make_shared<const Prepared>(scenario), seed, make_world) {}

    /// Begins a replication. Its drill starts then, or else as in a plain run.
    void begin(std::uint64_t replication, std::optional<Instant> start = {});
    /// Plays a case with one of its protocols. With `interaction`, plays all cases with their protocols at the same
    /// index, unless the last call has already played them. Throws SimulationError.
    void play(Index case_index, Index protocol);

    /// The drill that was played last.
    Drill& drill() { return *drills_[shown_]; }
    const Ending& ending() const { return ending_; }
    /// With `interaction`: fills in the usage of each resource of `resources_of` in that drill.
    void read_usage(std::span<Usage> usage) const { world_->read_usage(usage); }
    /// Plays a drill and returns its complete record.
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
    std::optional<std::size_t> together_;  // the index of the protocols with which all cases were played
    std::size_t shown_ = 0;
    Ending ending_;
};

}  // namespace hotline
