// Scenarios for which a warning would be a false alarm: lint says nothing.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

const ChangedScenario kNothingDoubtful[] = {
    {"nothing_is_changed", {{"scenario.toml", R"(title = "Small")", R"(title = "Small")"}}, ""},
    {"a_step_as_long_as_an_answer_takes",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
within = "10s")"}},
     ""},
    {"a_message_may_be_answered_late",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
within = "5s"
patience = "1s")"},
      {"scenario.toml", R"(kind = "call")", R"(kind = "message")"}},
     ""},
    {"hours_that_answer_at_once_or_never",
     {{"scenario.toml", "[channel.pstn]", R"([[response.desk.when]]
hours = "09:00-12:00"
on_duty = { answer = 0.5, latency = "0s" }
[[response.desk.when]]
hours = "13:00-15:00"
on_duty = { answer = 0 }
[channel.pstn])"}},
     ""},
    {"one_address_on_two_kinds_of_channels",
     {{"scenario.toml", "[channel.pstn]", R"([channel.email]
kind = "message"
[channel.pstn])"},
      {"contacts.csv", "director,3,desk,pstn,2", "director,3,desk,email,1"}},
     ""},
    {"two_addresses_of_one_official",
     {{"scenario.toml", "[channel.pstn]", R"([channel.mobile]
kind = "call"
[channel.pstn])"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,cn,director,3,desk,pstn,2,2012-01-01
director,cn,director,3,desk,mobile,2,2012-01-01)"}},
     ""},
    {"no_date_where_nothing_ages", {{"contacts.csv", "pstn,1,2012-01-01", "pstn,1,"}}, ""},
    {"a_holder_verified_in_another_row",
     {{"scenario.toml", "[channel.pstn]", R"([staleness.post]
per_year = 0.1
[channel.email]
kind = "message"
[channel.pstn])"},
      {"contacts.csv", "official,party", "staleness,official,party"},
      {"contacts.csv", "cert,cn", "post,cert,cn"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(,director,cn,director,3,desk,pstn,2,2012-01-01
post,cert,cn,duty officer,1,desk,email,1,)"}},
     ""},
    {"verified_on_the_day_of_the_start", {{"contacts.csv", "pstn,1,2012-01-01", "pstn,1,2012-10-04"}}, ""},
    {"a_roster_without_shifts_is_always_on_duty",
     {{"scenario.toml", "[response.desk]", "[roster.office]\n[response.desk]"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "office,cert,cn"},
      {"contacts.csv", "director,cn", "office,director,cn"}},
     ""},
    {"a_roster_without_shifts_beside_another",
     {{"scenario.toml", "[response.desk]", R"([roster.office]
[roster.nine]
shifts = [{ days = "Mon-Fri", hours = "09:00-17:00" }]
[response.desk])"},
      {"scenario.toml", R"(call = "cert")", R"(call = ["cert", "director"])"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "office,cert,cn"},
      {"contacts.csv", "director,cn", "nine,director,cn"}},
     ""},
    {"a_roster_without_shifts_where_who_is_off_duty_is_passed_over",
     {{"scenario.toml", "[response.desk]", "[roster.office]\n[response.desk]"},
      {"scenario.toml", R"(call = "cert")", "call = \"cert\"\nskip_off_duty = true"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "office,cert,cn"},
      {"contacts.csv", "director,cn", ",director,cn"}},
     ""},
    {"no_holidays_where_nobody_keeps_them",
     {{"scenario.toml", "[response.desk]", "[roster.office]\n[response.desk]"},
      {"scenario.toml", "contacts =", "holidays = [\"holidays.csv\"]\ncontacts ="},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "office,cert,cn"},
      {"contacts.csv", "director,cn", ",director,cn"}},
     ""},
    {"two_rosters_that_cover_the_week",
     {{"scenario.toml", "[response.desk]", R"([roster.night]
shifts = [{ days = "Mon-Sun", hours = "17:30-09:00" }]
[roster.office]
shifts = [{ days = "Mon-Sun", hours = "09:00-17:30" }]
[response.desk])"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "night,cert,cn"},
      {"contacts.csv", "director,cn", "office,director,cn"},
      {"scenario.toml", R"(call = "cert")", R"(call = ["cert", "director"])"}},
     ""},
    {"a_next_shift_with_a_roster",
     {{"scenario.toml", "[response.desk]", R"([roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-12:00" }, { days = "Mon-Fri", hours = "13:30-17:30" }]
[response.mailbox]
off_duty = { answer = 0.9, latency = "1h", from = "next-shift" }
[channel.email]
kind = "message"
[response.desk])"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", ",cert,cn"},
      {"contacts.csv", "director,cn", "office,director,cn"},
      {"contacts.csv", "office,director,cn,director,3,desk,pstn", "office,director,cn,director,3,mailbox,email"}},
     ""},
    {"idle_things_and_hours_of_a_file_that_is_extended",
     {{"scenario.toml", R"(title = "Small")", R"(title = "Small"
extends = "base.toml")"}},
     ""},
    {"a_carrier_under_one_of_two_channels",
     {{"scenario.toml", "[channel.pstn]", R"([carrier.net]
[channel.voip]
kind = "call"
carriers = ["net"]
[channel.pstn])"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(cert,cn,duty officer,1,desk,voip,9,2012-01-01
director,cn,director,3,desk,pstn,2,2012-01-01)"}},
     ""},
    {"a_protocol_that_just_fits",
     {{"scenario.toml", "goal = { authority = 3 }", R"(goal = { authority = 3 }
prepare = "23h59min")"}},
     ""},
    {"an_outage_that_lasts_into_the_drill",
     {{"scenario.toml", "[[case]]", R"([[outage]]
carrier = "net"
from = "-2h"
lasts = { law = "exponential", mean = "1h" }
[[case]])"},
      {"scenario.toml", "[channel.pstn]", R"([carrier.net]
[channel.voip]
kind = "call"
carriers = ["net"]
[channel.pstn])"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(cert,cn,duty officer,1,desk,voip,9,2012-01-01
director,cn,director,3,desk,pstn,2,2012-01-01)"}},
     ""},
};

class NothingDoubtful : public testing::TestWithParam<ChangedScenario> {};

TEST_P(NothingDoubtful, says) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Lint, NothingDoubtful, testing::ValuesIn(kNothingDoubtful), changed_name);

}  // namespace
}  // namespace hotline
