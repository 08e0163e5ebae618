// The engine's clock is a double that only increases. Dates that are whole ticks of 1/1024 s are exact.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/simgrid/stage.hpp"

namespace hotline {
namespace {

constexpr int kWaits = 1000;

/// Waits of 1 to 100 003 ticks, in random order.
double ticks_of_wait(int number) {
    return 1 + (number % 3 == 0 ? 0 : static_cast<int>(number * 7919LL % 100003));
}

std::string errors_from(double offset) {
    return told([offset](Stage& stage) {
        stage.at(offset, [&stage] {
            stage.actor([&stage] {
                const auto self = s4u::Actor::self();
                int wrong_in_callback = 0;
                int wrong_after_resume = 0;
                int wrong_after_sleep = 0;
                double date = stage.now();
                for (int number = 0; number < kWaits; ++number) {
                    date += ticks_of_wait(number) / 1024;
                    stage.at(date, [&, date] {
                        wrong_in_callback += stage.now() == date ? 0 : 1;
                        self->resume();
                    });
                    this_actor::suspend();
                    wrong_after_resume += stage.now() == date ? 0 : 1;
                }
                for (int number = 0; number < kWaits; ++number) {
                    date += ticks_of_wait(number) / 1024;
                    this_actor::sleep_for(ticks_of_wait(number) / 1024);
                    wrong_after_sleep += stage.now() == date ? 0 : 1;
                }
                stage.say(std::to_string(wrong_in_callback));
                stage.say(std::to_string(wrong_after_resume));
                stage.say(std::to_string(wrong_after_sleep));
            });
        });
        stage.run();
    });
}

TEST(Clock, whole_ticks_are_exact_at_every_offset) {
    for (const double exponent : {0, 20, 33, 42}) EXPECT_EQ(errors_from(std::exp2(exponent)), "0 0 0 ") << exponent;
}

TEST(Clock, seconds_that_are_no_whole_ticks_are_not_exact_at_great_offsets) {
    const std::string said = told([](Stage& stage) {
        stage.at(1e9, [&] {
            stage.actor([&] {
                this_actor::sleep_for(0.001);
                stage.say(stage.now() - 1e9 == 0.001 ? "exact" : "not exact");
                stage.say(std::abs(stage.now() - 1e9 - 0.001) < 1e-7 ? "nearly" : "far off");
            });
        });
        stage.run();
    });
    EXPECT_EQ(said, "not exact nearly ");
}

TEST(Clock, timers_and_sleeps_one_tick_apart_stay_apart) {
    const std::string said = told([](Stage& stage) {
        const double start = std::exp2(33);
        const auto say_ticks = [&stage, start](const std::string& who) {
            stage.say(who + " " + std::to_string(static_cast<int>((stage.now() - start) * 1024)));
        };
        stage.at(start, [&stage, start, say_ticks] {
            for (const int ticks : {1, 2}) {
                stage.actor([start, ticks, say_ticks] {
                    this_actor::sleep_until(start + ticks / 1024.0);
                    say_ticks("sleeper");
                });
                stage.at(start + ticks / 1024.0, [say_ticks] { say_ticks("timer"); });
            }
        });
        stage.run();
    });
    EXPECT_EQ(said, "timer 1 sleeper 1 timer 2 sleeper 2 ");
}

TEST(Clock, sleepers_closer_than_the_precision_wake_too_early_and_timers_do_not) {
    const auto play = [](Stage& stage) {
        const double date = 1 + std::exp2(-20);
        const auto say_when = [&stage, date](const std::string& who) {
            stage.say(who + (stage.now() == date ? " on time" : stage.now() < date ? " early" : " late"));
        };
        stage.at(1, [] {});
        stage.at(date, [say_when] { say_when("timer"); });
        stage.actor([date, say_when] {
            this_actor::sleep_until(date);
            say_when("sleeper");
        });
        stage.run();
    };
    EXPECT_EQ(told(play), "timer on time sleeper on time ");
    EXPECT_EQ(told(play, {"--cfg=surf/precision:1e-5"}), "sleeper early timer on time ");
}

}  // namespace
}  // namespace hotline
