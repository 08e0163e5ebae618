// How the shared world waits: a timer at the date, and `suspend` until another resumes the actor.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include "tests/unit/simgrid/stage.hpp"

namespace hotline {
namespace {

using testing::HasSubstr;

TEST(Waiting, a_timer_resumes_a_suspended_actor_at_its_date) {
    const std::string said = told([](Stage& stage) {
        const auto waits = stage.actor([&] {
            this_actor::suspend();
            stage.say_at("back");
        });
        stage.at(1.5, [&] { waits->resume(); });
        stage.run();
    });
    EXPECT_EQ(said, "back@1.5 ");
}

TEST(Waiting, a_resume_after_the_suspend_works_within_one_round) {
    const std::string said = told([](Stage& stage) {
        const auto waits = stage.actor([&] {
            stage.say("suspends");
            this_actor::suspend();
            stage.say_at("back");
        });
        stage.actor([&] {
            stage.say("resumes");
            waits->resume();
        });
        stage.run();
    });
    EXPECT_EQ(said, "suspends resumes back@0 ");
}

// The order in which actors run within a round is the order in which their calls are handled.
TEST(Waiting, a_resume_before_the_suspend_is_lost) {
    const std::string said = told([](Stage& stage) {
        s4u::ActorPtr waits;
        stage.actor([&] {
            stage.say("resumes");
            waits->resume();
        });
        waits = stage.actor([&] {
            stage.say("suspends");
            this_actor::suspend();
            stage.say_at("back");
        });
        stage.at(5, [&] { waits->resume(); });
        stage.run();
    });
    EXPECT_EQ(said, "resumes suspends back@5 ");
}

TEST(Waiting, a_second_resume_is_lost) {
    const std::string said = told([](Stage& stage) {
        const auto waits = stage.actor([&] {
            this_actor::suspend();
            stage.say_at("back");
            this_actor::suspend();
            stage.say_at("back");
        });
        stage.at(1, [&] {
            waits->resume();
            waits->resume();
        });
        stage.at(5, [&] { waits->resume(); });
        stage.run();
    });
    EXPECT_EQ(said, "back@1 back@5 ");
}

TEST(Waiting, a_resumed_actor_runs_before_resume_returns_to_an_actor) {
    const std::string said = told([](Stage& stage) {
        const auto waits = stage.actor([&] {
            this_actor::suspend();
            stage.say("back");
        });
        stage.at(1, [&] {
            stage.actor([&] {
                waits->resume();
                stage.say("resumed");
            });
        });
        stage.run();
    });
    EXPECT_EQ(said, "back resumed ");
}

TEST(Waiting, actors_resumed_by_a_callback_run_in_that_order_when_it_has_returned) {
    const std::string said = told([](Stage& stage) {
        std::vector<s4u::ActorPtr> actors;
        for (const char* name : {"a", "b", "c"}) {
            actors.push_back(stage.actor([&stage, name] {
                this_actor::suspend();
                stage.say(name);
            }));
        }
        stage.at(1, [&] {
            for (const std::size_t index : {2U, 0U, 1U}) actors[index]->resume();
            stage.say("resumed");
        });
        stage.run();
    });
    EXPECT_EQ(said, "resumed c a b ");
}

TEST(Waiting, all_timers_of_a_date_fire_before_any_actor_runs_and_sleepers_wake_last) {
    const std::string said = told([](Stage& stage) {
        stage.actor([&] {
            this_actor::sleep_until(1);
            stage.say("sleeper");
        });
        const auto waits = stage.actor([&] {
            this_actor::suspend();
            stage.say("actor");
        });
        for (int count = 0; count < 3; ++count) {
            stage.at(1, [&] {
                stage.say("timer");
                waits->resume();
            });
        }
        stage.run();
    });
    EXPECT_EQ(said, "timer timer timer actor sleeper ");
}

TEST(Waiting, what_a_callback_sets_at_its_own_date_or_before_fires_before_any_actor_runs) {
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

TEST(Waiting, what_an_actor_sets_at_the_present_fires_when_all_actors_have_blocked) {
    const std::string said = told([](Stage& stage) {
        stage.at(1, [&] {
            stage.actor([&] {
                stage.at(1, [&] { stage.say_at("timer"); });
                this_actor::yield();
                stage.say("yielded");
                this_actor::sleep_for(0.5);
                stage.say_at("slept");
            });
            stage.actor([&] { stage.say("other"); });
        });
        stage.run();
    });
    EXPECT_EQ(said, "other yielded timer@1 slept@1.5 ");
}

TEST(Waiting, a_timer_that_an_actor_sets_in_the_past_ends_the_process) {
    const Performance performance = perform([](Stage& stage) {
        stage.actor([&] {
            this_actor::sleep_for(1);
            stage.at(0.5, [] {});
            stage.say("set");
        });
        stage.run();
    });
    EXPECT_EQ(performance.said, "set Aborted");
    EXPECT_THAT(performance.complaints,
                HasSubstr("You asked to simulate up to 0.500000, but that's in the past already"));
}

TEST(Waiting, removed_timers_do_not_fire_though_they_are_due) {
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

TEST(Waiting, ties_fire_in_one_order_that_is_not_first_in_first_out) {
    const std::string order = ties({});
    EXPECT_EQ(order, ties({"--cfg=contexts/factory:thread"}));
    EXPECT_EQ(std::count(order.begin(), order.end(), ' '), 20);
    EXPECT_NE(order, "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ");
}

// A loop that waits for a timer's effect in this way never ends.
TEST(Waiting, yield_and_empty_sleeps_do_not_let_what_is_due_happen) {
    const std::string said = told([](Stage& stage) {
        stage.at(1, [&] {
            stage.actor([&] {
                stage.at(1, [&] { stage.say("timer"); });
                for (int count = 0; count < 1000; ++count) {
                    this_actor::yield();
                    this_actor::sleep_for(0);
                    this_actor::sleep_until(1);
                }
                stage.say_at("yielded");
            });
        });
        stage.run();
    });
    EXPECT_EQ(said, "yielded@1 timer ");
}

TEST(Waiting, a_timer_at_the_present_outlasts_what_is_due) {
    const std::string said = told([](Stage& stage) {
        stage.at(1, [&] {
            stage.at(1, [&] { stage.actor([&] { stage.say("other"); }); });
            stage.actor([&] {
                const auto self = s4u::Actor::self();
                for (int count = 0; count < 2; ++count) {
                    stage.at(1, [self] { self->resume(); });
                    this_actor::suspend();
                }
                stage.say_at("outlasted");
            });
        });
        stage.run();
    });
    EXPECT_EQ(said, "other outlasted@1 ");
}

TEST(Waiting, a_callback_that_waits_ends_the_process) {
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
