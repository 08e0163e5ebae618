// What the loader says about wrong degradations, traffic, exchanges and sites.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"
#include "tests/support/example_scenario.hpp"

namespace hotline {
namespace {

const ChangedScenario kWrongNetwork[] = {
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
scenario.toml:19:39: error: "bandwidth" while degraded must not be above the normal 1000000 bit/s, but is 2000000 bit/s
   19 | degraded = { from = "1h", bandwidth = "2Mbps", latency = "500ms", slow = true }
      |                                       ^
scenario.toml:19:58: error: "latency" while degraded must not be below the normal 1 s, but is 0.5 s
   19 | degraded = { from = "1h", bandwidth = "2Mbps", latency = "500ms", slow = true }
      |                                                          ^
scenario.toml:19:67: error: unknown key "slow" in "degraded"
   19 | …ed = { from = "1h", bandwidth = "2Mbps", latency = "500ms", slow = true }
      |                                                              ^
hint: expected one of bandwidth, from, lasts, latency
scenario.toml:21:13: error: "degraded" must have a "bandwidth", a "latency" or both, but has neither
   21 | degraded = [{ lasts = "1h" }, { lasts = "1h", bandwidth = "0bps" }, 7]
      |             ^
scenario.toml:21:59: error: "0bps" is not a bandwidth
   21 | degraded = [{ lasts = "1h" }, { lasts = "1h", bandwidth = "0bps" }, 7]
      |                                                           ^
hint: bandwidths are written like "100Mbps"
scenario.toml:21:69: error: "degraded" must be a table, but is a whole number
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
scenario.toml:19:1: error: a [[traffic]] needs interaction, which is off
   19 | [[traffic]]
      | ^
hint: set interaction = true in [simulation]
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
scenario.toml:24:11: error: a [[traffic]] needs a carrier with limited "bandwidth", but carrier "wide" has no limit
   24 | carrier = "wide"
      |           ^
hint: give it a "bandwidth"
scenario.toml:26:9: error: "flows" takes a whole number from 1 to 1000, not 1001
   26 | flows = 1001
      |         ^
)"},
    {"sites",
     {{"scenario.toml", "[channel.pstn]", R"([site.bunker]
availability = 0.9
latency = "1s"
[site.flapping]
availability = 0.5
mean_outage = "10ms"
[[outage]]
site = "bunkr"
carrier = "exchange"
lasts = "1h"
[[outage]]
lasts = "1h"
[channel.pstn])"},
      {"scenario.toml", "[party.cn]", R"([party.cn]
site = "bunke")"}},
     R"(scenario.toml:10:8: error: unknown site "bunke"
   10 | site = "bunke"
      |        ^
hint: did you mean "bunker"?
scenario.toml:17:7: error: site "bunker" is not always available, so it needs a "mean_outage" above 0
   17 | [site.bunker]
      |       ^
scenario.toml:19:1: error: unknown key "latency" in site "bunker"
   19 | latency = "1s"
      | ^
hint: expected one of availability, mean_outage, name
scenario.toml:20:7: error: site "flapping" must go up or down at most 100000 times in a drill, but does so 8847360 times on average
   20 | [site.flapping]
      |       ^
hint: use a longer "mean_outage", which means fewer outages
scenario.toml:23:1: error: an [[outage]] must name either a "carrier" or a "site", but names both
   23 | [[outage]]
      | ^
scenario.toml:24:8: error: unknown site "bunkr"
   24 | site = "bunkr"
      |        ^
hint: did you mean "bunker"?
scenario.toml:25:11: error: unknown carrier "exchange"
   25 | carrier = "exchange"
      |           ^
scenario.toml:27:1: error: an [[outage]] must name either a "carrier" or a "site", but names neither
   27 | [[outage]]
      | ^
)"},
    {"sites_of_people_on_the_lists",
     {{"contacts.csv", "official,party", "site,official,party"},
      {"contacts.csv", "cert,cn", "bunke,cert,cn"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(bunker,director,cn,director,3,desk,pstn,2,2012-01-01
,director,cn,director,3,desk,pstn,3,2012-01-01)"},
      {"scenario.toml", "[channel.pstn]", R"([site.bunker]
[channel.pstn])"}},
     R"(contacts.csv:2:1: error: column "site": unknown site "bunke"
    2 | bunke,cert,cn,duty officer,1,desk,pstn,1,2012-01-01
      | ^
hint: did you mean "bunker"?
contacts.csv:4:1: error: column "site": official "director" must have the same site in all rows, but has another in line 3
    4 | ,director,cn,director,3,desk,pstn,3,2012-01-01
      | ^
hint: rows of one official may differ only in response, channel, address, last_verified and patience
)"},
    {"exchanges",
     {{"scenario.toml", "[protocol.inside]", R"([protocol.lists.exchange]
size = "0MB"
via = "pstn"
tries = 0
[protocol.inside]
exchange = { via = "emale", gap = "-1s" })"}},
     R"(scenario.toml:23:8: error: "0MB" is not a size
   23 | size = "0MB"
      |        ^
hint: sizes are written like "2MB"
scenario.toml:24:7: error: "via" must be a channel for messages, but "pstn" is for calls
   24 | via = "pstn"
      |       ^
hint: name a channel for messages
scenario.toml:25:9: error: "tries" takes a whole number from 1 to 1000, not 0
   25 | tries = 0
      |         ^
scenario.toml:27:12: error: exchange has no "size", which it needs
   27 | exchange = { via = "emale", gap = "-1s" }
      |            ^
scenario.toml:27:20: error: unknown channel "emale"
   27 | exchange = { via = "emale", gap = "-1s" }
      |                    ^
scenario.toml:27:35: error: "-1s" is not a duration
   27 | exchange = { via = "emale", gap = "-1s" }
      |                                   ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
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
     R"(scenario.toml:18:1: error: a [[traffic]] needs interaction, which is off
   18 | [[traffic]]
      | ^
hint: set interaction = true in [simulation]
)"},
};

class LoadNetwork : public testing::TestWithParam<ChangedScenario> {};

TEST_P(LoadNetwork, says_what_is_wrong) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, LoadNetwork, testing::ValuesIn(kWrongNetwork), changed_name);

TEST(LoadNetwork, reads_where_people_sit) {
    auto files = small_scenario();
    std::string& text = files.at("scenario.toml");
    text.insert(text.find("[channel.pstn]"), R"([site.bunker]
name = "Under the hill"
availability = 0.99
mean_outage = "2h"
[site.tower]
[[outage]]
site = "tower"
lasts = "1h"
)");
    text.insert(text.find("[party.cn]") + 11, "site = \"tower\"\n");
    std::string& list = files.at("contacts.csv");
    list.replace(list.find("official,party"), 14, "site,official,party");
    list.replace(list.find("cert,cn"), 7, ",cert,cn");
    list.replace(list.find("director,cn"), 11, "bunker,director,cn");
    const auto loaded = load_from_memory(files);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    const Scenario& scenario = *loaded.scenario;
    ASSERT_EQ(scenario.sites.size(), 2U);
    EXPECT_EQ(scenario.sites[0].name, "Under the hill");
    EXPECT_EQ(scenario.sites[0].availability, 0.99);
    EXPECT_EQ(scenario.sites[0].mean_outage, Ticks{std::chrono::hours{2}});
    EXPECT_EQ(scenario.sites[1].name, "tower");
    EXPECT_EQ(scenario.outages[0].site, 1U);
    EXPECT_EQ(scenario.outages[0].carrier, kNone);
    EXPECT_EQ(scenario.officials[0].site, 1U);  // the party's
    EXPECT_EQ(scenario.officials[1].site, 0U);
}

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
