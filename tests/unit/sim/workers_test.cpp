#include "sim/runs/workers.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <new>

#include "sim/escalation/isolated_world.hpp"
#include "sim/escalation/simulation_error.hpp"
#include "sim/runs/missing_drills.hpp"
#include "tests/oracle/sketch.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {
namespace {

using BeforeDrill = std::function<void(std::uint64_t replication)>;

/// The isolated world, with an action before every drill.
class EventfulWorld final : public World {
public:
    EventfulWorld(Drill& drill, BeforeDrill act) : drill_(drill), world_(drill), act_(std::move(act)) {}

    void play() override {
        act_(drill_.facts.replication());
        world_.play();
    }

private:
    Drill& drill_;
    IsolatedWorld world_;
    BeforeDrill act_;
};

RunPlan plan_of(
    unsigned jobs, std::uint64_t replications, bool processes, const BeforeDrill& act = [](std::uint64_t) {}) {
    RunPlan plan;
    plan.seed = 7;
    plan.jobs = jobs;
    plan.replications = replications;
    plan.one_world_a_process = processes;
    plan.make_world = [act](const std::vector<Drill*>& drills) {
        return std::make_unique<EventfulWorld>(*drills.front(), act);
    };
    return plan;
}

BeforeDrill at(std::uint64_t wanted, const std::function<void()>& act) {
    return [=](std::uint64_t replication) {
        if (replication == wanted) act();
    };
}

std::vector<Outcome> outcomes_of(const std::vector<Outcomes>& all) {
    std::vector<Outcome> each;
    for (const Outcomes& outcomes : all) {
        for (std::size_t drill = 0; drill < outcomes.size(); ++drill) each.push_back(outcomes.at(drill));
    }
    return each;
}

MissingDrills missing_of(const Scenario& scenario, const RunPlan& plan) {
    try {
        run(scenario, plan);
    } catch (const MissingDrills& missing) {
        return missing;
    }
    throw std::logic_error("no drill is missing");
}

TEST(Workers, come_to_what_threads_come_to) {
    for (std::uint64_t number = 0; number < 20; ++number) {
        const Scenario scenario = random_scenario(number);
        const auto threads = outcomes_of(run(scenario, plan_of(1, 300, false)).value());
        for (const unsigned jobs : {1U, 2U, 5U})
            ASSERT_EQ(outcomes_of(run(scenario, plan_of(jobs, 300, true)).value()), threads);
    }
}

TEST(Workers, play_piece_by_piece_some_of_the_cases) {
    const Scenario scenario = random_scenario(3);
    const RunPlan plan = plan_of(3, 0, true);
    const auto whole = run(scenario, plan_of(1, 200, false)).value();
    Runner runner(scenario, plan);
    for (const std::uint64_t from : {0U, 1U, 150U}) {
        for (const Outcomes& wanted : whole) {
            std::vector<Outcomes> piece;
            piece.emplace_back(scenario, wanted.case_index, wanted.protocol);
            piece[0].resize(50);
            ASSERT_TRUE(runner.play(piece, from, from + 50, from));
            for (std::size_t drill = 0; drill < 50; ++drill) ASSERT_EQ(piece[0].at(drill), wanted.at(from + drill));
        }
    }
}

TEST(Workers, are_as_many_as_there_are_jobs_and_live_until_the_end) {
    const Scenario scenario = random_scenario(3);
    auto* const worlds = new int(0);  // each worker has its own from the fork on
    RunPlan plan = plan_of(2, 0, true);
    plan.make_world = [worlds](const std::vector<Drill*>& drills) {
        if (++*worlds > 1) std::abort();
        return make_isolated_world(drills);
    };
    {
        Runner runner(scenario, plan);
        std::vector<Outcomes> outcomes(1);
        outcomes[0].case_index = 0;
        outcomes[0].protocol = scenario.cases[0].protocols[0];
        outcomes[0].resize(100);
        for (int again = 0; again < 5; ++again) EXPECT_TRUE(runner.play(outcomes, 0, 100));
        EXPECT_EQ(*worlds, 0);
        EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), 0);  // workers live, and none has ended
    }
    delete worlds;
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

TEST(Workers, that_die_lose_the_drill_they_play_and_no_other) {
    const Scenario scenario = random_scenario(3);
    const auto whole = run(scenario, plan_of(1, 300, false)).value();
    const BeforeDrill act = [](std::uint64_t replication) {
        if (replication == 17) std::raise(SIGKILL);
        if (replication == 18) ::_exit(3);
        if (replication == 299) std::raise(SIGTERM);  // which workers ignore
        if (replication == 250) std::exit(0);
    };
    for (const unsigned jobs : {1U, 2U, 5U}) {
        const MissingDrills missing = missing_of(scenario, plan_of(jobs, 300, true, act));
        EXPECT_STREQ(missing.what(),
                     "3 drills are missing, because their worker processes died (seed 7): replication 17 with "
                     "signal 9 (Killed); replication 18 with exit code 3; replication 250 with exit code 0");
        EXPECT_EQ(outcomes_of(without(missing.kept, missing.missing())),
                  outcomes_of(without(whole, missing.missing())));
        EXPECT_EQ(without(missing.kept, missing.missing())[0].size(), 297U);
    }
}

TEST(Workers, that_die_leave_no_result_of_a_run_that_stops_by_its_results) {
    RunPlan plan = plan_of(2, 0, true, at(40, [] { std::raise(SIGKILL); }));
    plan.precision = 0.05;
    const MissingDrills missing = missing_of(random_scenario(3), plan);
    EXPECT_STREQ(missing.what(),
                 "a drill is missing, because its worker process died (seed 7): replication 40 with signal 9 "
                 "(Killed)");
    EXPECT_TRUE(missing.kept.empty());
}

TEST(Workers, that_keep_dying_end_the_run) {
    const Scenario scenario = random_scenario(3);
    const auto told = [&](const RunPlan& plan) -> std::string {
        try {
            run(scenario, plan);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_EQ(told(plan_of(2, 1000, true, [](std::uint64_t) { std::raise(SIGKILL); })),
              "cannot start a worker process: 101 workers have died, the last one with signal 9 (Killed)");
    RunPlan plan = plan_of(2, 1000, true);
    plan.make_world = [](const std::vector<Drill*>&) -> std::unique_ptr<World> { ::_exit(127); };
    EXPECT_EQ(told(plan), "cannot start a worker process: 101 workers have died, the last one with exit code 127");
}

TEST(Workers, that_are_killed_between_two_plays_are_replaced) {
    const Scenario scenario = random_scenario(3);
    auto outcomes = run(scenario, plan_of(1, 100, false)).value();
    const auto whole = outcomes_of(outcomes);
    for (Outcomes& of_case : outcomes) {
        of_case.resize(0);
        of_case.resize(100);
    }
    const auto shared = static_cast<std::atomic<pid_t>*>(
        ::mmap(nullptr, sizeof(std::atomic<pid_t>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    const RunPlan plan = plan_of(1, 0, true, [shared](std::uint64_t) { *shared = ::getpid(); });
    Runner runner(scenario, plan);
    EXPECT_TRUE(runner.play(outcomes, 0, 50));
    EXPECT_EQ(::kill(*shared, SIGKILL), 0);
    EXPECT_TRUE(runner.play(outcomes, 50, 100));
    EXPECT_EQ(outcomes_of(outcomes), whole);
    ::munmap(shared, sizeof *shared);
}

TEST(Workers, fail_as_threads_do_with_the_first_drill_that_fails) {
    const Scenario scenario = random_scenario(3);
    const BeforeDrill act = [](std::uint64_t replication) {
        if (replication % 100 == 42)
            throw SimulationError(SimulationError::Cause::scenario, "too much", 7, replication, 1.5);
    };
    for (const bool processes : {false, true}) {
        for (const unsigned jobs : {1U, 2U, 5U}) {
            try {
                run(scenario, plan_of(jobs, 1000, processes, act));
                FAIL();
            } catch (const SimulationError& error) {
                EXPECT_TRUE(error.of_scenario());
                EXPECT_STREQ(error.what(), "too much (seed 7, replication 42, 1.500 s after the drill's start)");
            }
        }
    }
}

TEST(Workers, pass_on_what_else_is_thrown) {
    const Scenario scenario = random_scenario(3);
    EXPECT_THROW(run(scenario, plan_of(2, 300, true, at(9, [] { throw std::bad_alloc(); }))), std::bad_alloc);
    try {
        run(scenario, plan_of(2, 300, true, at(9, [] {
                                  throw SimulationError(SimulationError::Cause::program, "a deadlock", 7, 9, 0);
                              })));
        FAIL();
    } catch (const SimulationError& error) {
        EXPECT_FALSE(error.of_scenario());
    }
    try {
        run(scenario, plan_of(2, 300, true, at(9, [] { throw std::logic_error("something else"); })));
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "something else");
    }
}

TEST(Workers, end_when_the_run_is_interrupted) {
    std::atomic<bool> interrupted{false};
    RunPlan plan = plan_of(2, 1000, true, at(500, [] { ::pause(); }));
    plan.interrupted = &interrupted;
    plan.progress = [&](double share) { interrupted = share > 0.4; };
    EXPECT_FALSE(run(random_scenario(3), plan));
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
}

}  // namespace
}  // namespace hotline
