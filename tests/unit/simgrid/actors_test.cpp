// Actors as branches: when they begin, how long they live, and what remains of them.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/unit/simgrid/stage.hpp"

namespace hotline {
namespace {

TEST(Actors, one_created_by_an_actor_runs_before_create_returns) {
    const std::string said = told([](Stage& stage) {
        stage.actor([&] {
            stage.actor([&] { stage.say("child"); });
            stage.say("parent");
        });
        stage.run();
    });
    EXPECT_EQ(said, "child parent ");
}

TEST(Actors, one_that_ends_at_once_resumes_its_creator_too_early) {
    const std::string said = told([](Stage& stage) {
        const auto parent = stage.actor([&] {
            const auto self = s4u::Actor::self();
            stage.actor([self] { self->resume(); });
            this_actor::suspend();
            stage.say_at("back");
        });
        stage.at(5, [&] { parent->resume(); });
        stage.run();
    });
    EXPECT_EQ(said, "back@5 ");
}

TEST(Actors, a_creator_that_waits_only_while_some_are_left_misses_none) {
    const std::string said = told([](Stage& stage) {
        for (const int slow_ones : {0, 1, 2, 3}) {
            stage.actor([&stage, slow_ones] {
                const auto self = s4u::Actor::self();
                int left = 3;
                bool waiting = false;
                for (int number = 0; number < 3; ++number) {
                    stage.actor([&left, &waiting, self, number, slow_ones] {
                        if (number < slow_ones) this_actor::sleep_for(number + 1);
                        if (--left == 0 && waiting) self->resume();
                    });
                }
                waiting = left > 0;
                if (waiting) this_actor::suspend();
                stage.say_at(std::to_string(left));
            });
        }
        stage.run();
    });
    EXPECT_EQ(said, "0@0 0@1 0@2 0@3 ");
}

TEST(Actors, those_that_a_callback_creates_run_when_it_has_returned) {
    const std::string said = told([](Stage& stage) {
        stage.at(1, [&] {
            stage.actor([&] { stage.say_at("first"); });
            stage.actor([&] { stage.say_at("second"); });
            stage.say("callback");
        });
        stage.run();
    });
    EXPECT_EQ(said, "callback first@1 second@1 ");
}

TEST(Actors, one_lives_until_it_ends_though_nobody_holds_it) {
    const std::string said = told([](Stage& stage) {
        s4u::Actor* const loose = stage
                                      .actor([&] {
                                          this_actor::suspend();
                                          stage.say_at("back");
                                      })
                                      .get();
        stage.at(1, [loose] { loose->resume(); });
        stage.run();
    });
    EXPECT_EQ(said, "back@1 ");
}

// Ended actors keep their stacks until the round is over: many actors in sequence at one instant use much memory.
TEST(Actors, those_that_have_ended_are_destroyed_when_the_present_round_is_over) {
    const std::string said = told([](Stage& stage) {
        int destroyed = 0;
        s4u::Actor::on_destruction_cb([&](const s4u::Actor&) { ++destroyed; });
        stage.actor([&] {
            for (int count = 0; count < 100; ++count) stage.actor([] {});
            this_actor::yield();
            stage.say("destroyed: " + std::to_string(destroyed));
            const auto self = s4u::Actor::self();
            stage.at(stage.now(), [self] { self->resume(); });
            this_actor::suspend();
            stage.say_at("after an instant outlasted: " + std::to_string(destroyed));
        });
        stage.run();
    });
    EXPECT_EQ(said, "destroyed: 0 after an instant outlasted: 100@0 ");
}

/// Memory mappings of the process: the default limit is 65 530.
int maps() {
    std::ifstream file("/proc/self/maps");
    int count = 0;
    for (std::string line; std::getline(file, line);) ++count;
    return count;
}

int maps_of_a_thousand_actors(const Options& options) {
    return std::stoi(told(
        [](Stage& stage) {
            const int before = maps();
            for (int count = 0; count < 1000; ++count) stage.actor([] { this_actor::sleep_for(2); });
            stage.at(1, [&, before] { stage.say(std::to_string(maps() - before)); });
            stage.run();
        },
        options));
}

TEST(Actors, take_two_maps_each_with_guard_pages_and_nearly_none_without) {
    EXPECT_GE(maps_of_a_thousand_actors({"--cfg=contexts/guard-size:1"}), 1900);
    EXPECT_LE(maps_of_a_thousand_actors({"--cfg=contexts/guard-size:0"}), 100);
}

TEST(Actors, killed_ones_unwind_and_may_be_resumed_afterwards) {
    const std::string said = told([](Stage& stage) {
        struct Guard {
            Stage& stage;
            ~Guard() { stage.say_at("unwound"); }
        };
        const auto victim = stage.actor([&] {
            const Guard guard{stage};
            this_actor::suspend();
            stage.say("back");
        });
        stage.at(1, [&] { victim->kill(); });
        stage.at(2, [&] { victim->resume(); });
        stage.run();
    });
    EXPECT_EQ(said, "unwound@1 ");
}

TEST(Actors, one_that_catches_everything_outlives_its_kill_until_it_waits_again) {
    const std::string said = told([](Stage& stage) {
        const auto victim = stage.actor([&] {
            try {
                this_actor::suspend();
            } catch (const std::exception&) {
                stage.say("an exception like others");
            } catch (...) {
                stage.say("caught");
            }
            stage.say_at("goes on");
            this_actor::sleep_for(1);
            stage.say("slept");
        });
        stage.at(1, [&] { victim->kill(); });
        stage.run();
    });
    EXPECT_EQ(said, "caught goes on@1 ");
}

TEST(Actors, exceptions_that_several_are_handling_do_not_mix) {
    const std::string said = told([](Stage& stage) {
        for (const int number : {1, 2, 3}) {
            stage.actor([&stage, number] {
                try {
                    throw number;
                } catch (int) {
                    this_actor::sleep_for(4 - number);
                    try {
                        throw;
                    } catch (int again) {
                        stage.say(std::to_string(again));
                    }
                }
            });
        }
        stage.run();
    });
    EXPECT_EQ(said, "3 2 1 ");
}

/// A play that uses every feature of the engine that the shared world uses.
std::string mixture(const Options& options) {
    return told(
        [](Stage& stage) {
            for (int number = 0; number < 8; ++number) {
                stage.actor([&stage, number] {
                    const auto self = s4u::Actor::self();
                    for (int wait = 1; wait <= 3; ++wait) {
                        stage.at(stage.now() + number % 3, [self] { self->resume(); });
                        this_actor::suspend();
                        stage.say_at(std::to_string(number));
                        stage.actor([&stage, number, wait] {
                            stage.say_at(std::to_string(number) + "." + std::to_string(wait));
                            this_actor::sleep_for(number % 2);
                            stage.say_at(std::to_string(number) + "." + std::to_string(wait) + " ends");
                        });
                    }
                });
            }
            stage.run();
        },
        options);
}

// Sanitizers run one kind of contexts, users run the other.
TEST(Actors, do_the_same_in_threads_and_in_raw_contexts) {
    const std::string raw = mixture({});
    EXPECT_EQ(std::count(raw.begin(), raw.end(), '@'), 8 * 3 * 3);
    EXPECT_EQ(raw, mixture({"--cfg=contexts/factory:thread"}));
}

}  // namespace
}  // namespace hotline
