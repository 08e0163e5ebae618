// What is lost when an actor dies, a host goes down, or an actor waits for a semaphore. This is why officials and
// lines are plain state of the world and not semaphores held by branches.

#include <gtest/gtest.h>

#include <simgrid/Exception.hpp>

#include "tests/unit/simgrid/stage.hpp"

namespace hotline {
namespace {

/// One actor takes the only token at once and waits; another requests it at 2 and waits for at most 5.
std::string who_gets_the_token(bool killed, bool at_exit) {
    return told([killed, at_exit](Stage& stage) {
        const auto token = s4u::Semaphore::create(1);
        struct Release {
            s4u::SemaphorePtr token;
            ~Release() {
                if (token) token->release();
            }
        };
        const auto holder = stage.actor([token, at_exit] {
            token->acquire();
            const Release release{at_exit ? nullptr : token};
            if (at_exit) this_actor::on_exit([token](bool) { token->release(); });
            this_actor::sleep_for(1);
        });
        if (killed) stage.at(0.5, [&] { holder->kill(); });
        stage.actor([&] {
            this_actor::sleep_for(2);
            const bool timed_out = token->acquire_timeout(5);
            stage.say_at(timed_out ? "timed out" : "taken");
        });
        stage.run();
    });
}

TEST(Failures, what_an_actor_releases_when_it_returns_can_be_taken) {
    EXPECT_EQ(who_gets_the_token(false, false), "taken@2 ");
}

TEST(Failures, what_a_dying_actor_releases_is_lost) {
    EXPECT_EQ(who_gets_the_token(true, false), "timed out@7 ");
    EXPECT_EQ(who_gets_the_token(true, true), "timed out@7 ");
}

TEST(Failures, waiting_no_time_for_a_semaphore_waits_for_ever) {
    const std::string said = told(
        [](Stage& stage) {
            const auto token = s4u::Semaphore::create(0);
            stage.actor([&] {
                token->acquire_timeout(0);
                stage.say("returned");
            });
            stage.run();
        },
        {"--log=root.app:file:/dev/null"});
    EXPECT_EQ(said, "deadlock@0 ");
}

TEST(Failures, a_host_that_goes_down_kills_its_actors_and_takes_no_new_ones) {
    const std::string said = told([](Stage& stage) {
        s4u::Host* const site = stage.zone().create_host("site", 1e9);
        stage.actor_on(site, [&] {
            try {
                this_actor::sleep_for(10);
            } catch (const simgrid::ForcefulKillException&) {
                stage.say_at("killed");
                throw;
            }
        });
        const auto try_to_create = [&stage, site] {
            try {
                stage.actor_on(site, [&] { stage.say("runs"); });
                stage.say("created");
            } catch (const simgrid::HostFailureException&) {
                stage.say_at("refused");
            }
        };
        stage.at(2, [&] {
            site->turn_off();
            try_to_create();
        });
        stage.actor([&] {
            this_actor::sleep_for(3);
            try_to_create();
        });
        stage.run();
    });
    EXPECT_EQ(said, "refused@2 killed@2 refused@3 ");
}

}  // namespace
}  // namespace hotline
