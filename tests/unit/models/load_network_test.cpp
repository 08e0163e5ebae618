// What is said of carriers that are degraded, of traffic, of exchanges and of sites.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"
#include "tests/support/example_scenario.hpp"

namespace hotline {
namespace {

const ChangedScenario kWrong[] = {
    {"degradations",
     {{"scenario.toml", "[channel.pstn]", R"([carrier.net]
latency = "1s"
bandwidth = "1Mbps"
degraded = { from = "1h", bandwidth = "2Mbps", latency = "500ms", slow = true }
[carrier.other]
degraded = [{ lasts = "1h" }, { lasts = "1h", bandwidth = "0bps" }, 7]
[channel.pstn])"}},
     R"(scenario.toml:19:12: error: "degraded" has no "lasts", which it needs
   19 | degraded = { from = "1h", bandwidth = "2Mbps", latency = "500ms", slow = true }
      |            ^
scenario.toml:19:39: error: a degraded carrier has no more bandwidth than otherwise
   19 | degraded = { from = "1h", bandwidth = "2Mbps", latency = "500ms", slow = true }
      |                                       ^
scenario.toml:19:58: error: a degraded carrier has no less latency than otherwise
   19 | degraded = { from = "1h", bandwidth = "2Mbps", latency = "500ms", slow = true }
      |                                                          ^
scenario.toml:19:67: error: unknown key "slow" in "degraded"
   19 | …ed = { from = "1h", bandwidth = "2Mbps", latency = "500ms", slow = true }
      |                                                              ^
scenario.toml:21:13: error: a carrier is degraded in its "bandwidth", its "latency" or both
   21 | degraded = [{ lasts = "1h" }, { lasts = "1h", bandwidth = "0bps" }, 7]
      |             ^
scenario.toml:21:59: error: "0bps" is not a bandwidth
   21 | degraded = [{ lasts = "1h" }, { lasts = "1h", bandwidth = "0bps" }, 7]
      |                                                           ^
hint: bandwidths are written like "100Mbps"
scenario.toml:21:69: error: "degraded" is a table, not a whole number
   21 | … = [{ lasts = "1h" }, { lasts = "1h", bandwidth = "0bps" }, 7]
      |                                                              ^
)"},
    {"traffic",
     {{"scenario.toml", "[channel.pstn]", R"([carrier.net]
bandwidth = "1Mbps"
[carrier.wide]
[[traffic]]
carrier = "ner"
flows = 0
rate = "fast"
[[traffic]]
carrier = "wide"
lasts = "1h"
flows = 1001
[channel.pstn])"}},
     R"(scenario.toml:19:1: error: a [[traffic]] has no "lasts", which it needs
   19 | [[traffic]]
      | ^
scenario.toml:19:1: error: a [[traffic]] needs interaction
   19 | [[traffic]]
      | ^
hint: write interaction = true into [simulation]
scenario.toml:20:11: error: unknown carrier "ner"
   20 | carrier = "ner"
      |           ^
hint: did you mean "net"?
scenario.toml:21:9: error: "flows" takes a whole number from 1 to 1000, not 0
   21 | flows = 0
      |         ^
scenario.toml:22:8: error: "fast" is not a bandwidth
   22 | rate = "fast"
      |        ^
hint: bandwidths are written like "100Mbps"
scenario.toml:24:11: error: carrier "wide" has no limit that traffic could fill
   24 | carrier = "wide"
      |           ^
hint: give it a "bandwidth"
scenario.toml:26:9: error: "flows" takes a whole number from 1 to 1000, not 1001
   26 | flows = 1001
      |         ^
)"},
    {"traffic_on_a_carrier_that_is_limited_for_a_time",
     {{"scenario.toml", "[channel.pstn]", R"([carrier.net]
degraded = { lasts = "1h", bandwidth = "1Mbps" }
[[traffic]]
carrier = "net"
from = "-1h"
lasts = "2h"
rate = "10kbps"
flows = 1000
[channel.pstn])"}},
     R"(scenario.toml:18:1: error: a [[traffic]] needs interaction
   18 | [[traffic]]
      | ^
hint: write interaction = true into [simulation]
)"},
};

class LoadNetwork : public testing::TestWithParam<ChangedScenario> {};

TEST_P(LoadNetwork, says_what_is_wrong) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, LoadNetwork, testing::ValuesIn(kWrong),
                         [](const auto& wrong) { return wrong.param.name; });

TEST(LoadNetwork, reads_degradations_and_traffic) {
    auto files = small_scenario();
    std::string& text = files.at("scenario.toml");
    text.insert(text.find("[channel.pstn]"), R"([simulation]
interaction = true
[carrier.net]
bandwidth = "8Mbps"
degraded = [{ from = "-1h", lasts = "2h", bandwidth = "1Mbps" }, { lasts = "1s", latency = "3s" }]
[[traffic]]
carrier = "net"
from = "-5min"
lasts = { law = "exponential", mean = "1h" }
flows = 40
rate = "50kbps"
)");
    const auto loaded = load_from_memory(files);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    const Carrier& net = loaded.scenario->carriers[0];
    ASSERT_EQ(net.degraded.size(), 2U);
    EXPECT_EQ(net.degraded[0].from, Ticks{-std::chrono::hours{1}});
    EXPECT_EQ(net.degraded[0].lasts, Law::always(std::chrono::hours{2}));
    EXPECT_EQ(net.degraded[0].bandwidth, 1e6);
    EXPECT_EQ(net.degraded[0].latency, Ticks{0});
    EXPECT_EQ(net.degraded[1].bandwidth, 8e6);
    EXPECT_EQ(net.degraded[1].latency, Ticks{std::chrono::seconds{3}});
    ASSERT_EQ(loaded.scenario->traffic.size(), 1U);
    const Traffic& traffic = loaded.scenario->traffic[0];
    EXPECT_EQ(traffic.carrier, 0U);
    EXPECT_EQ(traffic.from, Ticks{-std::chrono::minutes{5}});
    EXPECT_EQ(traffic.flows, 40U);
    EXPECT_EQ(traffic.rate, 5e4);
}

}  // namespace
}  // namespace hotline
