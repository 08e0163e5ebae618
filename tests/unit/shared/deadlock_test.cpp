// A branch that nothing will ever wake.

#include <gtest/gtest.h>

#include "sim/shared/shared_world.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

TEST(Deadlock, is_told_by_the_stage_which_can_be_used_again) {
    Stage stage(Engine::instance());
    std::vector<Branch*> branches;
    const auto play = [&](Ticks until) {
        stage.begin();
        branches.clear();
        stage.agenda.add(secs(1), {}, [&] { stage.fork(branches, [&] { stage.park(until, {}); }); });
        return stage.run(secs(60));
    };
    EXPECT_TRUE(play(secs(5)));
    EXPECT_FALSE(play(kForever));
    EXPECT_TRUE(play(secs(5)));
}

TEST(Deadlock, is_an_error_of_the_program_with_seed_and_replication) {
    const SimulationError error = deadlock(Luck(7, 12), secs(90));
    EXPECT_FALSE(error.of_scenario());
    EXPECT_STREQ(error.what(),
                 "the engine is in a deadlock (seed 7, replication 12, 90.000 s after the drill's start)");
}

}  // namespace
}  // namespace hotline
