// Queueing theory for desks and lines with Poisson arrivals.

#include <gtest/gtest.h>

#include <cmath>

#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

constexpr double kMean = 180;  // seconds that a call lasts
constexpr std::int64_t kHours = 3000;

/// A desk that the case does not call, and a telephone that it does not use, under a load.
class Exchange {
public:
    explicit Exchange(std::uint32_t units) {
        Scenario& scenario = sketch_.scenario;
        scenario.interaction = true;
        scenario.horizon = std::chrono::hours{kHours};
        desk_ = sketch_.official(sketch_.callee, 1);
        sketch_.row(desk_, sketch_.phone, sketch_.responds(0));
        scenario.officials[desk_].seats = units;
        trunk_ = sketch_.call_channel("trunk", 1, 1);
        scenario.channels[trunk_].lines = units;
        sketch_.step({sketch_.someone(1, sketch_.mail, sketch_.never_responds())});
    }

    /// The usage under calls that offer that much traffic, in erlangs.
    Usage under(double work, bool on_lines, Ticks patience) {
        Load load;
        (on_lines ? load.channel : load.official) = on_lines ? trunk_ : desk_;
        load.per_hour = work * 3600 / kMean;
        load.lasts.kind = Law::Kind::exponential;
        load.lasts.a = kMean;
        load.until = std::chrono::hours{kHours};
        load.patience = patience;
        sketch_.scenario.loads = {load};
        SharedWorld* world = nullptr;
        DrillPlayer player(sketch_.scenario, 1, [&](const std::vector<Drill*>& drills) {
            auto made = std::make_unique<SharedWorld>(drills);
            world = made.get();
            return made;
        });
        player.begin(0);
        player.play(0, 0);
        return (on_lines ? world->switchboard().lines(trunk_) : world->switchboard().seats(desk_)).usage();
    }

private:
    Sketch sketch_;
    Index desk_ = kNone;
    Index trunk_ = kNone;
};

/// Computed by the recursion over the number of units. Source: Erlang (1917).
double erlang_b(std::uint32_t units, double work) {
    double blocked = 1;
    for (std::uint32_t n = 1; n <= units; ++n) blocked = work * blocked / (n + work * blocked);
    return blocked;
}

double erlang_c(std::uint32_t units, double work) {
    const double blocked = erlang_b(units, work);
    return units * blocked / (units - work * (1 - blocked));
}

double share(std::uint64_t part, std::uint64_t all) {
    return static_cast<double>(part) / static_cast<double>(all);
}

// Fixed beforehand: for a share of 40 000 calls or more, which are correlated over a few call lengths.
constexpr double kOfShares = 0.02;

TEST(Queues, block_as_erlang_b_says) {
    for (const std::uint32_t units : {1U, 3U, 10U}) {
        for (const double load : {0.4, 0.8, 1.5}) {
            const double work = load * units;
            for (const bool on_lines : {false, true}) {
                const Usage usage = Exchange(units).under(work, on_lines, Ticks{0});
                const double expected = erlang_b(units, work);
                EXPECT_NEAR(share(usage.refused, usage.asked), expected, kOfShares) << units << ' ' << load;
                EXPECT_NEAR(seconds_of(usage.busy) / 3600 / kHours, work * (1 - expected), 0.03 * work);
                EXPECT_EQ(usage.waited, 0U);
            }
        }
    }
}

TEST(Queues, wait_as_erlang_c_says) {
    for (const std::uint32_t units : {1U, 3U, 10U}) {
        for (const double load : {0.4, 0.8}) {
            const double work = load * units;
            const Usage usage = Exchange(units).under(work, units % 2 == 1, kForever);
            const double waits = erlang_c(units, work);
            EXPECT_NEAR(share(usage.waited, usage.asked), waits, kOfShares) << units << ' ' << load;
            const double mean = waits * kMean / (units * (1 - load));
            EXPECT_NEAR(seconds_of(usage.waiting) / static_cast<double>(usage.asked), mean, 0.12 * mean + 1)
                << units << ' ' << load;
            // Nobody gives up. Calls that still wait when the drill ends count as refused.
            EXPECT_NEAR(share(usage.refused, usage.asked), 0, 1e-3);
        }
    }
}

}  // namespace
}  // namespace hotline
