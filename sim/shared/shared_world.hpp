// The world of a discrete-event engine: all cases of a drill in one, each played by a `SharedCase` on one stage. With
// `interaction` what they hold is contended; officials, lines and people who call are plain state (`Switchboard`),
// taken and given back by branches.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/escalation/simulation_error.hpp"
#include "sim/escalation/world.hpp"
#include "sim/shared/shared_case.hpp"

namespace hotline {

class SharedWorld final : public World {
public:
    explicit SharedWorld(const std::vector<Drill*>& drills);

    void play() override;
    void read_usage(std::span<Usage> usage) const override;
    /// Of the drill that was played last; with `interaction`.
    Switchboard& switchboard() { return *switchboard_; }
    /// None where nothing can share a carrier.
    const Network* network() const { return network_ ? &*network_ : nullptr; }

private:
    /// Where each case stands among them (rule I6).
    const std::vector<Index>& places();

    std::vector<Drill*> drills_;
    std::vector<Index> order_;  // the cases by it
    std::vector<Index> places_;
    const std::vector<Resource> resources_;
    Stage stage_;
    std::optional<Switchboard> switchboard_;
    std::optional<Network> network_;
    std::size_t under_way_ = 0;  // cases, with a switchboard
    std::vector<std::unique_ptr<SharedCase>> cases_;
};

/// What is thrown where branches are left that nobody will ever wake.
SimulationError deadlock(const Luck& luck, Ticks at);

std::unique_ptr<World> make_shared_world(const std::vector<Drill*>& drills);

}  // namespace hotline
