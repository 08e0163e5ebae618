// How the shared world waits: by timers, and never in their callbacks.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/simgrid/stage.hpp"

namespace hotline {
namespace {

using testing::HasSubstr;

TEST(Timers, what_a_callback_sets_at_its_own_date_or_before_fires_before_any_actor_runs) {
    const std::string said = told([](Stage& stage) {
        stage.at(1, [&] {
            stage.actor([&] { stage.say_at("actor"); });
            stage.at(1, [&] {
                stage.say_at("now");
                stage.at(1, [&] { stage.say_at("now too"); });
            });
            stage.at(0.5, [&] { stage.say_at("before"); });
        });
        stage.run();
    });
    EXPECT_EQ(said, "before@1 now@1 now too@1 actor@1 ");
}

TEST(Timers, removed_timers_do_not_fire_though_they_are_due) {
    const std::string said = told([](Stage& stage) {
        Timer* second = nullptr;
        Timer* third = nullptr;
        stage.at(1, [&] {
            stage.say("first");
            second->remove();
            third->remove();
        });
        second = stage.at(1, [&] { stage.say("second"); });
        third = stage.at(2, [&] { stage.say("third"); });
        stage.run();
        stage.say_at("end");
    });
    EXPECT_EQ(said, "first end@1 ");
}

std::string ties(const Options& options) {
    return told(
        [](Stage& stage) {
            for (int number = 0; number < 20; ++number) {
                stage.at(1, [&stage, number] { stage.say(std::to_string(number)); });
            }
            stage.run();
        },
        options);
}

TEST(Timers, ties_fire_in_one_order_that_is_not_first_in_first_out) {
    const std::string order = ties({});
    EXPECT_EQ(order, ties({"--cfg=contexts/factory:thread"}));
    EXPECT_EQ(std::count(order.begin(), order.end(), ' '), 20);
    EXPECT_NE(order, "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ");
}

TEST(Timers, a_callback_that_waits_ends_the_process) {
    const Performance performance = perform([](Stage& stage) {
        stage.at(1, [&] {
            stage.say("callback");
            this_actor::suspend();
        });
        stage.run();
    });
    EXPECT_EQ(performance.said, "callback Aborted");
    EXPECT_THAT(performance.complaints, HasSubstr("Cannot execute blocking call in kernel mode"));
}

}  // namespace
}  // namespace hotline
