// The engine itself: one per process, run many times; how it ends and how it reports errors.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <exception>
#include <stdexcept>

#include "tests/unit/simgrid/stage.hpp"

namespace hotline {
namespace {

using testing::HasSubstr;

TEST(Engine, runs_many_times_and_its_clock_goes_on) {
    const std::string said = told([](Stage& stage) {
        for (int count = 0; count < 3; ++count) {
            stage.actor([] { this_actor::sleep_for(1); });
            stage.run();
            stage.say_at("ran");
        }
        stage.run();
        stage.say_at("ran empty");
    });
    EXPECT_EQ(said, "ran@1 ran@2 ran@3 ran empty@3 ");
}

TEST(Engine, a_second_one_ends_the_process) {
    const Performance performance = perform([](Stage& stage) {
        stage.say("first");
        const s4u::Engine second("second");
    });
    EXPECT_EQ(performance.said, "first Aborted");
    EXPECT_THAT(performance.complaints,
                HasSubstr("It is currently forbidden to create more than one instance of s4u::Engine"));
}

TEST(Engine, keeps_the_clock_of_one_that_was_deleted) {
    const std::string said = told([](Stage& stage) {
        stage.actor([] { this_actor::sleep_for(5); });
        stage.run();
        stage.end_engine();
        const s4u::Engine second("second");
        stage.say_at("second");
    });
    EXPECT_EQ(said, "second@5 ");
}

TEST(Engine, runs_until_the_last_timer_though_no_actor_is_left) {
    const std::string said = told([](Stage& stage) {
        stage.actor([&] { stage.say_at("actor"); });
        stage.at(1000, [&] { stage.say_at("timer"); });
        stage.run();
        stage.say_at("end");
    });
    EXPECT_EQ(said, "actor@0 timer@1000 end@1000 ");
}

TEST(Engine, a_suspended_actor_with_a_timer_to_come_is_no_deadlock) {
    const std::string said = told([](Stage& stage) {
        const auto waits = stage.actor([&] {
            this_actor::suspend();
            stage.say_at("back");
        });
        stage.at(100, [&] { waits->resume(); });
        stage.run();
    });
    EXPECT_EQ(said, "back@100 ");
}

TEST(Engine, a_deadlock_unwinds_the_actors_and_run_returns_and_can_be_called_again) {
    const Performance performance = perform([](Stage& stage) {
        stage.actor([&] {
            this_actor::on_exit([&](bool failed) { stage.say(failed ? "failed" : "ended"); });
            this_actor::suspend();
            stage.say("back");
        });
        stage.at(7, [] {});
        stage.run();
        stage.say("actors: " + std::to_string(stage.engine().get_actor_count()));
        stage.actor([&] { this_actor::sleep_for(1); });
        stage.run();
        stage.say_at("again");
    });
    EXPECT_EQ(performance.said, "deadlock@7 failed actors: 0 again@8 ");
    EXPECT_THAT(performance.complaints, HasSubstr("Oops! Deadlock detected"));
}

TEST(Engine, is_silent_about_a_deadlock_only_where_its_log_goes_nowhere) {
    const auto play = [](Stage& stage) {
        stage.actor([] { this_actor::suspend(); });
        stage.run();
    };
    EXPECT_THAT(told(play, {"--log=root.thresh:critical"}), HasSubstr("Oops! Deadlock detected"));
    EXPECT_EQ(told(play, {"--log=root.app:file:/dev/null"}), "deadlock@0 ");
}

TEST(Engine, an_exception_that_leaves_an_actor_ends_the_process) {
    const Performance performance = perform([](Stage& stage) {
        stage.actor([] { throw std::runtime_error("too much"); });
        try {
            stage.run();
        } catch (const std::runtime_error&) {
            stage.say("caught");
        }
    });
    EXPECT_EQ(performance.said, "Aborted");
    EXPECT_THAT(performance.complaints, HasSubstr("Uncaught exception std::runtime_error: too much"));
}

TEST(Engine, an_exception_that_an_actor_caught_can_be_thrown_again_outside) {
    const std::string said = told([](Stage& stage) {
        std::exception_ptr failure;
        stage.actor([&] {
            try {
                throw std::runtime_error("too much");
            } catch (...) {
                failure = std::current_exception();
            }
        });
        stage.run();
        try {
            std::rethrow_exception(failure);
        } catch (const std::runtime_error& error) {
            stage.say(error.what());
        }
    });
    EXPECT_EQ(said, "too much ");
}

TEST(Engine, an_exception_that_leaves_a_callback_leaves_run_which_can_be_called_again) {
    const std::string said = told([](Stage& stage) {
        stage.at(1, [] { throw std::runtime_error("too much"); });
        stage.at(2, [&] { stage.say_at("second"); });
        try {
            stage.run();
        } catch (const std::runtime_error& error) {
            stage.say_at(error.what());
        }
        stage.run();
    });
    EXPECT_EQ(said, "too much@1 second@2 ");
}

// Options are passed as the engine's arguments.
TEST(Engine, contexts_cannot_be_configured_before_it_is_made) {
    EXPECT_THAT([] { s4u::Engine::set_config("contexts/stack-size", 64); }, testing::Throws<std::out_of_range>());
}

void note(int) {}

std::string handler_of_interrupts() {
    struct sigaction action {};
    ::sigaction(SIGINT, nullptr, &action);
    return action.sa_handler == note ? "mine" : "another";
}

// A program that handles SIGINT must reinstall its handler after creating the engine.
TEST(Engine, takes_the_handler_of_interrupts_away_when_it_is_made_and_never_again) {
    const auto before = std::signal(SIGINT, note);
    const std::string said = told([](Stage& stage) {
        stage.say(handler_of_interrupts());
        std::signal(SIGINT, note);
        stage.actor([] { this_actor::sleep_for(1); });
        stage.run();
        stage.say(handler_of_interrupts());
    });
    EXPECT_EQ(handler_of_interrupts(), "mine");
    std::signal(SIGINT, before);
    EXPECT_EQ(said, "another mine ");
}

}  // namespace
}  // namespace hotline
