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

}  // namespace
}  // namespace hotline
