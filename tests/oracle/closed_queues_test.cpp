// Queueing theory for desks, lines and callers with a finite population. The same few cases keep coming back: each
// thinks for a while, waits for its turn, holds a unit for a while, and thinks again.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>
#include <vector>

#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

using Kind = Resource::Kind;

constexpr double kHolds = 180;  // seconds on average
constexpr std::chrono::hours kLasts{2000};
const double kSeconds = seconds_of(kLasts);

Law exponential(double mean) {
    Law law;
    law.kind = Law::Kind::exponential;
    law.a = mean;
    return law;
}

/// Cases that call somebody without authority over and over. He answers at once, and verification takes the holding
/// time.
class ReturningCases {
public:
    /// That many units of one kind, and enough of the others. `thinks` is a mean, in seconds.
    ReturningCases(std::uint32_t cases, Kind scarce, std::uint32_t units, double thinks) {
        begin();
        if (scarce == Kind::callers) {
            sketch_.scenario.parties[sketch_.caller].callers = units;
            for (std::uint32_t number = 0; number < cases; ++number) {
                const Index callee = sketch_.party("callee-" + std::to_string(number));
                add_desk(callee, 1);
                add_case(sketch_.caller, callee);
            }
        } else {
            if (scarce == Kind::lines) sketch_.scenario.channels[phone_].lines = units;
            add_desk(sketch_.callee, scarce == Kind::desk ? units : cases);
            add_callers(cases);
        }
        repeat({step_to_all(thinks)});
    }

    /// Each case calls one desk after the other, and then thinks.
    ReturningCases(std::uint32_t cases, const std::vector<std::uint32_t>& seats, double thinks) {
        begin();
        add_callers(cases);
        std::vector<Step> steps;
        for (const std::uint32_t of_desk : seats) {
            Step step = step_to_all(steps.empty() ? thinks : 0);
            step.call.officials = {add_desk(sketch_.callee, of_desk)};
            steps.push_back(step);
        }
        repeat(steps);
    }

    /// The usage of each resource of a kind in one long drill.
    std::vector<Usage> usage(Kind kind) const {
        const std::vector<Resource> resources = resources_of(sketch_.scenario);
        std::vector<Usage> all(resources.size());
        DrillPlayer player(sketch_.scenario, 1, make_shared_world);
        player.begin(0);
        player.play(0, 0);
        player.read_usage(all);
        std::vector<Usage> of_kind;
        for (std::size_t index = 0; index < resources.size(); ++index) {
            if (resources[index].kind == kind) of_kind.push_back(all[index]);
        }
        return of_kind;
    }

private:
    void begin() {
        sketch_.scenario.interaction = true;
        sketch_.scenario.horizon = kLasts;
        sketch_.scenario.cases.clear();
        phone_ = sketch_.call_channel("phone-with-queue", 0, std::chrono::seconds(kLasts).count());
        sketch_.scenario.channels[phone_].queue = true;
        sketch_.own().verify = Hurdle{exponential(kHolds), 0};
    }
    void add_case(Index caller, Index callee) {
        Case& played = sketch_.scenario.cases.emplace_back();
        played.caller = caller;
        played.callee = callee;
        played.protocols = {0};
    }
    /// Each case has a caller of its own, because luck depends on caller and callee.
    void add_callers(std::uint32_t cases) {
        for (std::uint32_t number = 0; number < cases; ++number)
            add_case(sketch_.party("caller-" + std::to_string(number)), sketch_.callee);
    }
    Index add_desk(Index party, std::uint32_t seats) {
        const Person desk = sketch_.someone_of(party, 0, phone_, sketch_.responds(0));
        sketch_.scenario.officials[desk.who].seats = seats;
        return desk.who;
    }
    static Step step_to_all(double thinks) {
        Step step;
        if (thinks > 0) step.before = exponential(thinks);
        return step;
    }
    /// Repeats the steps for longer than the drill lasts, within the limit on the attempts of a drill.
    void repeat(const std::vector<Step>& steps) {
        sketch_.own().rounds = 1000;
        while (sketch_.own().steps.size() + steps.size() <= 60) {
            sketch_.own().steps.insert(sketch_.own().steps.end(), steps.begin(), steps.end());
        }
    }

    Sketch sketch_;
    Index phone_ = kNone;
};

/// Values in the long run.
struct Expected {
    double held;   // units, on average
    double waits;  // share of arrivals
    double wait;   // seconds, on average over all arrivals
};

/// The machine repairman. The number of cases at the units is a birth–death process: each other case arrives at a
/// rate of 1/`thinks`, and each held unit is released at a rate of 1/kHolds. Source: Feller (1968), An Introduction
/// to Probability Theory and Its Applications, vol. 1, 3rd ed., XVII.7.
std::vector<double> shares_of_time(std::uint32_t cases, std::uint32_t units, double thinks) {
    std::vector<double> shares{1};
    for (std::uint32_t there = 1; there <= cases; ++there) {
        shares.push_back(shares.back() * (cases - there + 1) / thinks * kHolds / std::min(there, units));
    }
    const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share /= all;
    return shares;
}

Expected machine_repairman(std::uint32_t cases, std::uint32_t units, double thinks) {
    Expected expected{};
    double waiting = 0;
    const std::vector<double> shares = shares_of_time(cases, units, thinks);
    for (std::uint32_t there = 1; there <= cases; ++there) {
        expected.held += std::min(there, units) * shares[there];
        if (there > units) waiting += (there - units) * shares[there];
    }
    expected.wait = waiting * kHolds / expected.held;  // Little's law
    // A case that arrives finds the state that the other cases alone would have. Source: Sevcik and Mitrani (1981),
    // The distribution of queuing network states at input and output instants, J. ACM 28.
    const std::vector<double> found = shares_of_time(cases - 1, units, thinks);
    for (std::uint32_t there = units; there < cases; ++there) expected.waits += found[there];
    return expected;
}

// Fixed beforehand. A drill has 30 000 visits or more. It lasts 20 000 times as long as two holding times, over which
// visits are correlated. So a mean over its time has an error of about 1 %, if the quantity varies by about its own
// size. The number of waiting cases varies more than the number of held units.
constexpr double kOfRates = 0.025;  // relative
constexpr double kOfThoseWhoWait = 0.02;
constexpr double kOfWaits = 0.06;  // relative

void expect(const Usage& usage, const Expected& expected) {
    const auto asked = static_cast<double>(usage.asked);
    EXPECT_NEAR(seconds_of(usage.busy) / kSeconds, expected.held, kOfRates * expected.held);
    EXPECT_NEAR(asked * kHolds / kSeconds, expected.held, kOfRates * expected.held);
    EXPECT_NEAR(static_cast<double>(usage.waited) / asked, expected.waits, kOfThoseWhoWait);
    EXPECT_NEAR(seconds_of(usage.waiting) / asked, expected.wait, kOfWaits * expected.wait);
}

TEST(ClosedQueues, are_as_busy_as_the_machine_repairman) {
    struct Point {
        std::uint32_t cases;
        std::uint32_t units;
        double thinks;  // in holds
    };
    for (const Kind kind : {Kind::desk, Kind::lines, Kind::callers}) {
        for (const auto& [cases, units, thinks] :
             {Point{2, 1, 1}, Point{5, 1, 4}, Point{5, 2, 2}, Point{8, 3, 1.5}, Point{9, 4, 0.5}}) {
            SCOPED_TRACE(testing::Message() << cases << " cases, " << units << ' ' << name_of(kind) << ", think for "
                                            << thinks << " holds");
            const ReturningCases returning(cases, kind, units, thinks * kHolds);
            expect(returning.usage(kind).front(), machine_repairman(cases, units, thinks * kHolds));
        }
    }
}

TEST(ClosedQueues, with_a_unit_for_each_case_have_no_waits) {
    for (const Kind kind : {Kind::desk, Kind::lines, Kind::callers}) {
        const Usage usage = ReturningCases(4, kind, 4, 3 * kHolds).usage(kind).front();
        EXPECT_EQ(usage.waited, 0U);
        EXPECT_NEAR(seconds_of(usage.busy) / kSeconds, 1, kOfRates);  // each case for a quarter of the time
    }
}

// ---- One desk after the other: a closed queueing network, whose states have product form. Sources: Gordon and
// Newell (1967), Closed queuing systems with exponential servers, Operations Research 15; computed by the convolution
// of Buzen (1973), Computational algorithms for closed queueing networks with exponential servers, Communications of
// the ACM 16.

/// Weights of 0 to `cases` cases at a station.
std::vector<double> station(std::uint32_t cases, std::uint32_t units, double holds) {
    std::vector<double> weights{1};
    for (std::uint32_t there = 1; there <= cases; ++there) {
        weights.push_back(weights.back() * holds / std::min(there, units));
    }
    return weights;
}

std::vector<double> both(const std::vector<double>& one, const std::vector<double>& other) {
    std::vector<double> weights(one.size());
    for (std::size_t there = 0; there < weights.size(); ++there) {
        for (std::size_t at_one = 0; at_one <= there; ++at_one) weights[there] += one[at_one] * other[there - at_one];
    }
    return weights;
}

/// At one desk. `elsewhere` has the weights of all other stations.
Expected at_desk(std::uint32_t cases, std::uint32_t units, const std::vector<double>& elsewhere) {
    Expected expected{};
    const std::vector<double> here = station(cases, units, kHolds);
    const std::vector<double> all = both(here, elsewhere);
    expected.held = kHolds * all[cases - 1] / all[cases];
    double waiting = 0;
    for (std::uint32_t there = units; there <= cases; ++there) {
        waiting += (there - units) * here[there] * elsewhere[cases - there] / all[cases];
        if (there < cases) expected.waits += here[there] * elsewhere[cases - 1 - there] / all[cases - 1];
    }
    expected.wait = waiting * kHolds / expected.held;
    return expected;
}

TEST(ClosedQueues, one_after_the_other_are_as_busy_as_gordon_and_newell_say) {
    constexpr std::uint32_t kCases = 7;
    const double thinks = 2 * kHolds;
    const std::vector<double> thinking = station(kCases, kCases, thinks);
    for (const auto& [first, second] : {std::pair{1U, 1U}, std::pair{1U, 2U}, std::pair{3U, 2U}}) {
        SCOPED_TRACE(testing::Message() << first << " and " << second << " seats");
        const std::vector<Usage> desks = ReturningCases(kCases, {first, second}, thinks).usage(Kind::desk);
        expect(desks[0], at_desk(kCases, first, both(thinking, station(kCases, second, kHolds))));
        expect(desks[1], at_desk(kCases, second, both(thinking, station(kCases, first, kHolds))));
    }
}

}  // namespace
}  // namespace hotline
