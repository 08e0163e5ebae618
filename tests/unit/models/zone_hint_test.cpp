// Hints for names that are no time zones, by the tables of the tz database.

#include "models/scenario/zone_hint.hpp"

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

TEST(ZoneHint, is_the_zone_of_a_city) {
    EXPECT_EQ(zone_hint("GB/London", {}), "did you mean \"Europe/London\"?");
    EXPECT_EQ(zone_hint("los angeles", {}), "did you mean \"America/Los_Angeles\"?");
    EXPECT_EQ(zone_hint("Asia/Sao Paulo", {}), "did you mean \"America/Sao_Paulo\"?");
    EXPECT_EQ(zone_hint("America/São_Paulo", {}), "did you mean \"America/Sao_Paulo\"?");
    // By a remark of the table.
    EXPECT_EQ(zone_hint("Asia/Beijing", {}), "did you mean \"Asia/Shanghai\"?");
}

TEST(ZoneHint, is_the_zone_of_a_country) {
    EXPECT_EQ(zone_hint("Europe/Switzerland", {}), "did you mean \"Europe/Zurich\"?");
    EXPECT_EQ(zone_hint("UK", {}), "did you mean \"Europe/London\"?");
    EXPECT_EQ(zone_hint("South Korea", {}), "did you mean \"Asia/Seoul\"?");
    EXPECT_EQ(zone_hint("Asia/China", {}), "China has \"Asia/Shanghai\", \"Asia/Urumqi\"");
    // Those of the region that was written.
    EXPECT_EQ(zone_hint("Atlantic/Portugal", {}), "Portugal has \"Atlantic/Madeira\", \"Atlantic/Azores\"");
    EXPECT_EQ(zone_hint("Europe/Portugal", {}), "did you mean \"Europe/Lisbon\"?");
}

TEST(ZoneHint, names_the_first_zones_of_a_large_country) {
    EXPECT_EQ(zone_hint("Australia/Canbera", {"Canberra", "Australia", "au"}),
              "Australia has \"Australia/Lord_Howe\", \"Australia/Hobart\", \"Australia/Melbourne\", "
              "\"Australia/Sydney\", \"Australia/Broken_Hill\" and 6 more");
}

// The tables have no capitals of their own: the party says which country it is.
TEST(ZoneHint, follows_from_where_the_party_is) {
    EXPECT_EQ(zone_hint("Europe/Bern", {"Bern", "Switzerland", "swiss"}), "did you mean \"Europe/Zurich\"?");
    EXPECT_EQ(zone_hint("Europe/Bern", {"", "", "ch"}), "did you mean \"Europe/Zurich\"?");
    EXPECT_EQ(zone_hint("Europe/Bern", {"", "The Confederation", "confederation"}), "");
    EXPECT_EQ(zone_hint("", {}), "");
}

const ChangedScenario kWrongZones[] = {
    {"of_a_party_by_its_id",
     {{"scenario.toml", "[party.uk]", "[party.ch]\ntime_zone = \"Europe/Bern\"\n[party.uk]"}},
     R"(scenario.toml:7:13: error: unknown time zone "Europe/Bern"
    7 | time_zone = "Europe/Bern"
      |             ^
hint: did you mean "Europe/Zurich"?
)"},
    {"of_a_party_of_which_the_tables_say_nothing",
     {{"scenario.toml", "[party.uk]", "[party.north]\ntime_zone = \"Europe/Bern\"\n[party.uk]"}},
     R"(scenario.toml:7:13: error: unknown time zone "Europe/Bern"
    7 | time_zone = "Europe/Bern"
      |             ^
hint: did you mean "Europe/Berlin"?
)"},
    {"of_one_wrong_letter",
     {{"scenario.toml", "[party.uk]", "[party.ch]\ntime_zone = \"Europe/Berln\"\n[party.uk]"}},
     R"(scenario.toml:7:13: error: unknown time zone "Europe/Berln"
    7 | time_zone = "Europe/Berln"
      |             ^
hint: did you mean "Europe/Berlin"?
)"},
    {"of_a_rota",
     {{"scenario.toml", "[protocol.lists]",
       "[rota.desk]\nparty = \"cn\"\ntime_zone = \"Asia/Peking\"\nmembers = \"cert\"\nturn = \"1d\"\nfirst = "
       "2012-10-01\n[protocol.lists]"}},
     R"(scenario.toml:20:13: error: unknown time zone "Asia/Peking"
   20 | time_zone = "Asia/Peking"
      |             ^
hint: China has "Asia/Shanghai", "Asia/Urumqi"
)"},
    {"of_an_official",
     {{"contacts.csv", "address,last_verified\n", "address,time_zone\n"},
      {"contacts.csv", "1,2012-01-01", "1,Asia/Peking"},
      {"contacts.csv", "2,2012-01-01", "2,"}},
     R"(contacts.csv:2:36: error: column "time_zone": unknown time zone "Asia/Peking"
    2 | cert,cn,duty officer,1,desk,pstn,1,Asia/Peking
      |                                    ^
hint: China has "Asia/Shanghai", "Asia/Urumqi"
)"},
};

class WrongZones : public testing::TestWithParam<ChangedScenario> {};

TEST_P(WrongZones, have_a_hint) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(All, WrongZones, testing::ValuesIn(kWrongZones), changed_name);

}  // namespace
}  // namespace hotline
