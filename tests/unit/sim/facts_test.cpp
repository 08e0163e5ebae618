#include "sim/draws/facts.hpp"

#include <gtest/gtest.h>

#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

TEST(Facts, know_how_long_a_carrier_is_down) {
    Sketch sketch;
    const Index net = sketch.carrier("net");
    sketch.scenario.carriers[net].availability = 0.6;
    sketch.scenario.carriers[net].mean_outage = secs(1);
    sketch.outage(net, -3, 4);
    sketch.outage(net, 5, 3);
    sketch.outage(net, 6, 1);
    const Timetable timetable(sketch.scenario);
    Facts facts(sketch.scenario, timetable, 1);
    for (std::uint64_t replication = 0; replication < 20; ++replication) {
        facts.begin(replication);
        std::vector<std::int64_t> down{0};  // up to each tick
        for (Ticks at{0}; at < secs(12); ++at) down.push_back(down.back() + (facts.carrier_down(net, at) ? 1 : 0));
        for (const Ticks from : {Ticks{0}, Ticks{700}, secs(5), secs(7) + Ticks{1}}) {
            for (const Ticks to : {from, from + Ticks{1}, secs(8), secs(12)}) {
                EXPECT_EQ(facts.carrier_downtime(net, from, to).count(),
                          down[static_cast<std::size_t>(to.count())] - down[static_cast<std::size_t>(from.count())]);
            }
        }
    }
}

TEST(Facts, know_who_is_present_in_each_period) {
    Sketch sketch;
    const Index official = sketch.official(sketch.party("cn"), 1);
    const Timetable timetable(sketch.scenario);
    Facts facts(sketch.scenario, timetable, 1);
    Response all_drill;
    all_drill.present = 0.5;
    Response by_the_day = all_drill;
    by_the_day.present_for = secs(86400);
    std::size_t changes = 0;
    std::size_t present = 0;
    constexpr std::uint64_t kDrills = 1000;
    for (std::uint64_t replication = 0; replication < kDrills; ++replication) {
        facts.begin(replication);
        const bool first = facts.present(official, by_the_day, Ticks{0});
        EXPECT_EQ(first, facts.present(official, all_drill, secs(90000)));
        EXPECT_EQ(first, facts.present(official, by_the_day, secs(86400) - Ticks{1}));
        const bool second = facts.present(official, by_the_day, secs(86400));
        EXPECT_EQ(second, facts.present(official, by_the_day, secs(2 * 86400) - Ticks{1}));
        changes += first != second ? 1 : 0;
        present += second ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(present), 500, 80);  // five standard deviations
    EXPECT_NEAR(static_cast<double>(changes), 500, 80);
}

TEST(Cases, are_tests_that_are_numbered_as_they_begin) {
    std::vector<Case> cases(5);
    cases[0] = {0, 1, {0}, secs(60), 0, {}, 0, 1, {}};
    cases[1] = {0, 1, {0}, secs(0), 0, {}, 0, 1, {}};
    cases[2] = {0, 1, {1}, secs(60), 0, {}, 0, 1, {}};  // the same test under another protocol
    cases[3] = {1, 0, {0}, secs(60), 0, {}, 0, 1, {}};
    cases[4] = {0, 1, {0}, secs(90), 0, {}, 0, 1, {}};
    number_tests(cases);
    const auto numbers = [&] {
        std::vector<std::uint32_t> all;
        for (const Case& of : cases) all.push_back(of.number);
        return all;
    }();
    EXPECT_EQ(numbers, (std::vector<std::uint32_t>{1, 0, 1, 0, 2}));
}

}  // namespace
}  // namespace hotline
