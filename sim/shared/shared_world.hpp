// The world of a discrete-event engine: all cases of a drill in one, each played by a `SharedCase` on one stage.
//
// What is left out: contention. Officials and lines will be plain state here, taken and released by branches.
#pragma once

#include <memory>
#include <vector>

#include "sim/shared/shared_case.hpp"

namespace hotline {

class SharedWorld final : public Player {
public:
    explicit SharedWorld(const std::vector<Drill*>& drills);

    void play() override;

private:
    std::vector<Drill*> drills_;
    Stage stage_;
    std::vector<std::unique_ptr<SharedCase>> cases_;
};

std::unique_ptr<Player> make_shared_world(const std::vector<Drill*>& drills);

}  // namespace hotline
