// The world of the discrete-event engine: all cases of a drill run on one stage, each played by a `SharedCase`. With
// `interaction` they compete for officials, lines and callers, which are plain state (`Switchboard`).
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
    /// The switchboard of the last drill. Requires `interaction`.
    Switchboard& switchboard() { return *switchboard_; }
    /// Null if nothing can share a carrier.
    const Network* network() const { return network_ ? &*network_ : nullptr; }

private:
    /// The rank of each case (rule I6).
    const std::vector<Index>& places();

    std::vector<Drill*> drills_;
    std::vector<Index> order_;  // the cases by rank
    std::vector<Index> places_;
    const std::vector<Resource> resources_;
    Stage stage_;
    std::optional<Switchboard> switchboard_;
    std::optional<Network> network_;
    std::size_t under_way_ = 0;  // cases that have not ended, with a switchboard
    std::vector<std::unique_ptr<SharedCase>> cases_;
};

/// The error for branches that nothing will ever wake.
SimulationError deadlock(const Luck& luck, Ticks at);

std::unique_ptr<World> make_shared_world(const std::vector<Drill*>& drills);

}  // namespace hotline
