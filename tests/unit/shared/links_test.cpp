// Max-min shares on a small network, worked out by hand.

#include "sim/shared/links.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "sim/shared/engine.hpp"

namespace hotline {
namespace {

constexpr double kNoCap = std::numeric_limits<double>::infinity();
using Rates = std::vector<double>;

/// Runs a play in a callback of the engine, where flows may begin.
template <class Play>
void in_engine(Play play) {
    Engine& engine = Engine::instance();
    engine.begin_drill();
    engine.set_timer(Ticks{1}, [&] { play(Links::instance()); });
    engine.run(Ticks{1});
}

Rates rates(Links& links, const std::vector<Links::Flow>& flows) {
    links.share();
    Rates all;
    for (const Links::Flow& flow : flows) all.push_back(links.rate(flow));
    return all;
}

// Three carriers of 6, 12 and 9 bit/s. A runs over the first two, B over the second, C over the last two, D over the
// third.
TEST(Links, share_max_min) {
    in_engine([](Links& links) {
        for (const auto& [link, bandwidth] : {std::pair{0U, 6.0}, {1U, 12.0}, {2U, 9.0}}) {
            links.set_bandwidth(link, bandwidth);
        }
        // The second carrier is the narrowest: 12 / 3. D gets what C leaves of the third.
        std::vector<Links::Flow> flows{links.begin({0, 1}, 1, kNoCap), links.begin({1}, 1, kNoCap),
                                       links.begin({1, 2}, 1, kNoCap), links.begin({2}, 1, kNoCap)};
        EXPECT_EQ(rates(links, flows), (Rates{4, 4, 4, 5}));

        // With B held to 1 the third carrier is the narrowest: 9 / 2. The second would leave 6.5 for A, but the first
        // has 6.
        links.end(flows[1]);
        flows[1] = links.begin({1}, 1, 1);
        EXPECT_EQ(rates(links, flows), (Rates{6, 1, 4.5, 4.5}));

        links.set_bandwidth(0, 2);
        EXPECT_EQ(rates(links, flows), (Rates{2, 1, 4.5, 4.5}));

        // Three flows in the place of D: first without a limit, then held to 1 each.
        links.end(flows[3]);
        flows[3] = links.begin({2}, 3, kNoCap);
        EXPECT_EQ(rates(links, flows), (Rates{2, 1, 2.25, 6.75}));
        links.end(flows[3]);
        flows[3] = links.begin({2}, 3, 1);
        EXPECT_EQ(rates(links, flows), (Rates{2, 1, 6, 3}));

        // When the narrow carrier gets wide again, the flows that stayed get more.
        links.set_bandwidth(0, 100);
        links.end(flows[3]);
        links.end(flows[2]);
        flows.resize(2);
        EXPECT_EQ(rates(links, flows), (Rates{11, 1}));
        for (Links::Flow& flow : flows) links.end(flow);
    });
}

TEST(Links, without_a_limit_slow_nobody) {
    in_engine([](Links& links) {
        links.set_bandwidth(0, kNoCap);
        links.set_bandwidth(1, 7);
        std::vector<Links::Flow> flows{links.begin({0, 1}, 1, kNoCap)};
        EXPECT_EQ(rates(links, flows), Rates{7});
        links.end(flows[0]);
    });
}

}  // namespace
}  // namespace hotline
