// What lint says of lists and of things that nothing uses. Each test changes the small scenario and compares the
// whole text.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

const ChangedScenario kDoubtfulLists[] = {
    {"one_address_of_two_officials",
     {{"contacts.csv", "pstn,2", "pstn,1"}},
     R"(contacts.csv:3: warning: officials "cert" and "director" have the same address for calls, 1 [shared-address]
    3 | director,cn,director,3,desk,pstn,1,2012-01-01
hint: make them one official if they are one desk; otherwise correct the address
)"},
    {"one_address_of_three_officials",
     {{"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,cn,director,3,desk,pstn,1,2012-01-01
deputy,cn,director,3,desk,pstn,1,2012-01-01)"}},
     R"(contacts.csv:3: warning: officials "cert" and "director" (and 1 more) have the same address for calls, 1 [shared-address]
    3 | director,cn,director,3,desk,pstn,1,2012-01-01
hint: make them one official if they are one desk; otherwise correct the address
)"},
    {"texts_that_a_spreadsheet_has_spoilt",
     {{"contacts.csv", "pstn,1", "pstn,8.61E+11"},
      {"contacts.csv", "director,3,desk,pstn,2", "director,3,desk,pstn,#N/A"}},
     R"(contacts.csv:2: warning: the entry of "cert" for pstn holds "8.61E+11": a spreadsheet has made a number of it [spreadsheet-number]
    2 | cert,cn,duty officer,1,desk,pstn,8.61E+11,2012-01-01
hint: give the column the format "text", and enter it again
contacts.csv:3: warning: the entry of "director" for pstn holds "#N/A": it is the error of a formula [spreadsheet-error]
    3 | director,cn,director,3,desk,pstn,#N/A,2012-01-01
hint: mend the formula, or enter the text
)"},
    {"numbers_that_a_spreadsheet_has_spoilt",
     {{"contacts.csv", "pstn,1", "pstn,861012345678"},
      {"contacts.csv", "director,3,desk,pstn,2", "director,3,desk,pstn,8610123456789010000"}},
     R"(contacts.csv:2: warning: the entry of "cert" for pstn holds "861012345678": a spreadsheet drops the + or the 0 of a number [number-without-prefix]
    2 | cert,cn,duty officer,1,desk,pstn,861012345678,2012-01-01
hint: enter it with + and the country code, in a column of the format "text"
contacts.csv:3: warning: the entry of "director" for pstn holds "8610123456789010000": a spreadsheet keeps 15 digits of a number, and the others are 0 [rounded-number]
    3 | director,cn,director,3,desk,pstn,8610123456789010000,2012-01-01
hint: give the column the format "text", and enter it again
)"},
    {"numbers_that_are_as_they_should_be",
     {{"contacts.csv", "pstn,1", "pstn,+861012345678"},
      {"contacts.csv", "director,3,desk,pstn,2", "director,3,desk,pstn,01012345678"}},
     ""},
    {"an_official_whom_nobody_calls",
     {{"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,cn,director,3,desk,pstn,2,2012-01-01
clerk,cn,clerk,1,desk,pstn,3,2012-01-01)"}},
     R"(contacts.csv:4: warning: no protocol that is played calls official "clerk" [unused-official]
    4 | clerk,cn,clerk,1,desk,pstn,3,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"many_officials_whom_nobody_calls",
     {{"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,cn,director,3,desk,pstn,2,2012-01-01
clerk-1,cn,clerk,1,desk,pstn,31,2012-01-01
clerk-2,cn,clerk,1,desk,pstn,32,2012-01-01
clerk-3,cn,clerk,1,desk,pstn,33,2012-01-01
clerk-4,cn,clerk,1,desk,pstn,34,2012-01-01
clerk-5,cn,clerk,1,desk,pstn,35,2012-01-01
clerk-6,cn,clerk,1,desk,pstn,36,2012-01-01)"}},
     R"(contacts.csv:4: warning: no protocol that is played calls official "clerk-1" (and 5 more like this) [unused-official]
    4 | clerk-1,cn,clerk,1,desk,pstn,31,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"things_that_nothing_uses",
     {{"scenario.toml", "[response.desk]", R"([party.fr]
time_zone = "Europe/Paris"
[roster.office]
[staleness.numbers]
per_year = 0.1
[carrier.exchange]
[channel.telex]
kind = "message"
[protocol.abroad]
[[protocol.abroad.step]]
call = "cert"
[response.mailbox]
on_duty = { answer = 0.8, latency = "1h" }
[response.desk])"}},
     R"(scenario.toml:14:8: warning: no case and no official belongs to party "fr" [unused-party]
   14 | [party.fr]
      |        ^
hint: remove it, or correct the name where it should be used
scenario.toml:16:9: warning: no official on the lists and no rota has roster "office" [unused-roster]
   16 | [roster.office]
      |         ^
hint: remove it, or correct the name where it should be used
scenario.toml:17:12: warning: no official and no channel has staleness "numbers" [unused-staleness]
   17 | [staleness.numbers]
      |            ^
hint: remove it, or correct the name where it should be used
scenario.toml:19:10: warning: no channel runs over carrier "exchange" [unused-carrier]
   19 | [carrier.exchange]
      |          ^
hint: remove it, or correct the name where it should be used
scenario.toml:20:10: warning: no row of the lists has channel "telex" [unused-channel]
   20 | [channel.telex]
      |          ^
hint: remove it, or correct the name where it should be used
scenario.toml:22:11: warning: no case leads to protocol "abroad" [unused-protocol]
   22 | [protocol.abroad]
      |           ^
hint: remove it, or correct the name where it should be used
scenario.toml:25:11: warning: no row of the lists has response "mailbox" [unused-response]
   25 | [response.mailbox]
      |           ^
hint: remove it, or correct the name where it should be used
)"},
    {"an_entry_that_was_never_verified",
     {{"scenario.toml", R"(kind = "call")", R"(kind = "call"
staleness = "numbers"
[staleness.numbers]
per_year = 0.1)"},
      {"contacts.csv", "pstn,1,2012-01-01", "pstn,1,"}},
     R"(contacts.csv:2: warning: the entry of "cert" for pstn was never verified: it counts as 2 y old [never-verified]
    2 | cert,cn,duty officer,1,desk,pstn,1,
hint: verify it, and enter the date as "last_verified"
)"},
    {"a_holder_who_was_never_verified",
     {{"scenario.toml", "[channel.pstn]", R"([staleness.post]
per_year = 0.1
[channel.pstn])"},
      {"contacts.csv", "official,party", "staleness,official,party"},
      {"contacts.csv", "cert,cn,duty officer,1,desk,pstn,1,2012-01-01", "post,cert,cn,duty officer,1,desk,pstn,1,"},
      {"contacts.csv", "director,cn", ",director,cn"}},
     R"(contacts.csv:2: warning: the entry of "cert" for pstn was never verified: it counts as 2 y old [never-verified]
    2 | post,cert,cn,duty officer,1,desk,pstn,1,
hint: verify it, and enter the date as "last_verified"
)"},
    {"an_entry_verified_in_the_future",
     {{"contacts.csv", "pstn,1,2012-01-01", "pstn,1,2021-01-01"}},
     R"(contacts.csv:2: warning: the entry of "cert" for pstn was verified on 2021-01-01, after the latest start of a drill (2012-10-04): it counts as new [verified-after-start]
    2 | cert,cn,duty officer,1,desk,pstn,1,2021-01-01
hint: correct the year if it is a typing mistake
)"},
    {"a_next_shift_of_nobody",
     {{"scenario.toml", "[channel.pstn]", R"([response.mailbox]
on_duty = { answer = 0.9, latency = "1h", from = "next-shift" }
[channel.email]
kind = "message"
[channel.pstn])"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,cn,director,3,desk,pstn,2,2012-01-01
director,cn,director,3,mailbox,email,3,2012-01-01)"}},
     R"(contacts.csv:4: warning: the entry of "director" for email has response "mailbox", which waits for the next shift, but the official has no shifts: a reply never comes [next-shift-without-roster]
    4 | director,cn,director,3,mailbox,email,3,2012-01-01
hint: give the official a roster with shifts
)"},
    {"a_next_shift_of_a_roster_without_shifts",
     {{"scenario.toml", "[channel.pstn]", R"([roster.office]
[response.mailbox]
on_duty = { answer = 0.9, latency = "1h", from = "next-shift" }
[channel.email]
kind = "message"
[channel.pstn])"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", ",cert,cn"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(office,director,cn,director,3,desk,pstn,2,2012-01-01
office,director,cn,director,3,mailbox,email,3,2012-01-01)"}},
     R"(contacts.csv:4: warning: the entry of "director" for email has response "mailbox", which waits for the next shift, but the official has no shifts: a reply never comes [next-shift-without-roster]
    4 | office,director,cn,director,3,mailbox,email,3,2012-01-01
hint: give the official a roster with shifts
)"},
    {"a_next_shift_on_a_call",
     {{"scenario.toml", R"(on_duty = { answer = 0.9, latency = "10s" })",
       R"(on_duty = { answer = 0.9, latency = "10s" }
off_duty = { answer = 0.9, latency = "10s", from = "next-shift" })"}},
     R"(contacts.csv:2: warning: response "desk" waits for the next shift, but pstn is for calls, which cannot wait [next-shift-on-call]
    2 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01
hint: give the rows for calls a response of their own
)"},
    {"years_without_holidays",
     {{"scenario.toml", "[response.desk]", R"([roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-12:00" }, { days = "Mon-Fri", hours = "13:30-17:30" }]
[response.desk])"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", ",cert,cn"},
      {"contacts.csv", "director,cn", "office,director,cn"},
      {"scenario.toml", "contacts =", R"(holidays = ["holidays.csv"]
contacts =)"}},
     R"(scenario.toml:10:8: warning: drills run in 2012, for which the lists have no holidays of "cn" [holidays-missing]
   10 | [party.cn]
      |        ^
hint: add them to the list with the other holidays
)"},
    {"days_of_nobody",
     {{"scenario.toml", "contacts =", R"(holidays = ["holidays.csv"]
contacts =)"},
      {"holidays.csv", "party,date\ncn,2011-10-03\n",
       "party,date,organisation,site\ncn,2012-10-04,CNCRT,\ncn,2012-10-04,,annex\n"},
      {"scenario.toml", "[response.desk]",
       "[site.annex]\n[site.bunker]\n[party.sg]\nsite = \"annex\"\ntime_zone = "
       "\"UTC\"\n[response.desk]"}},
     R"(scenario.toml:16:7: warning: nobody sits at site "bunker" [unused-site]
   16 | [site.bunker]
      |       ^
hint: remove it, or correct the name where it should be used
scenario.toml:17:8: warning: no case and no official belongs to party "sg" [unused-party]
   17 | [party.sg]
      |        ^
hint: remove it, or correct the name where it should be used
holidays.csv:2: warning: the day is about nobody: party "cn" has no official of organisation "CNCRT" [holiday-of-nobody]
    2 | cn,2012-10-04,CNCRT,
hint: see how the lists of people write it
holidays.csv:3: warning: the day is about nobody: party "cn" has no official at site "annex" [holiday-of-nobody]
    3 | cn,2012-10-04,,annex
hint: see how the lists of people write it
)"},
    {"leaves",
     {{"scenario.toml", "contacts =", R"(leave = ["leave.csv"]
contacts =)"},
      {"leave.csv", "official,from,until\n",
       R"(official,from,until,deputy
cert,2011-10-03,2011-10-04,director
cert,2012-10-07,2012-10-08,director
cert,2012-10-04,2012-10-04,director
director,2012-10-04T14:00,2012-10-04,cert
)"}},
     R"(scenario.toml:23:11: warning: protocol "inside" may lead back to itself (inside → inside): it is not started again, and the answer counts as "no authority" (uk → cn, within protocol "lists") [hand-over-cycle]
   23 | [protocol.inside]
      |           ^
hint: hand over to another protocol, or call only people with the authority
leave.csv:2: warning: the leave of "cert" is over before the first drill starts [leave-unseen]
    2 | cert,2011-10-03,2011-10-04,director
hint: see its dates
leave.csv:3: warning: the leave of "cert" begins after the last drill has ended [leave-unseen]
    3 | cert,2012-10-07,2012-10-08,director
hint: see its dates
leave.csv:5: warning: "director" and the deputies stand in for each other from 2012-10-04 06:00:00 UTC on: each of them keeps the own place [deputies-in-a-circle]
    5 | director,2012-10-04T14:00,2012-10-04,cert
hint: name a deputy who is there
)"},
    {"outages_that_nobody_sees",
     {{"scenario.toml", "[[case]]", R"([[outage]]
carrier = "exchange"
from = "-2h"
lasts = "1h"
[[outage]]
carrier = "exchange"
from = "25h"
lasts = "1h"
[[case]])"},
      {"scenario.toml", "[channel.pstn]", R"([carrier.exchange]
[channel.pstn]
carriers = ["exchange"])"},
      {"scenario.toml", R"(call = "cert")", R"(call = "cert"
[[protocol.lists.step]]
call = "director"
via = ["radio"])"},
      {"scenario.toml", "[protocol.lists]", R"([channel.radio]
kind = "call"
[protocol.lists])"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,cn,director,3,desk,pstn,2,2012-01-01
director,cn,director,3,desk,radio,3,2012-01-01)"}},
     R"(scenario.toml:32:1: warning: the outage of "exchange" is over before the drill starts [outage-unseen]
   32 | [[outage]]
      | ^
hint: set a later "from", or a longer "lasts"
scenario.toml:36:1: warning: the outage of "exchange" begins after the horizon [outage-unseen]
   36 | [[outage]]
      | ^
hint: set an earlier "from", or a longer "horizon"
)"},
    {"a_party_at_one_site_and_a_site_of_nobody",
     {{"scenario.toml", "[channel.pstn]", R"([site.bunker]
[site.tower]
[channel.pstn])"},
      {"scenario.toml", "[party.cn]", R"([party.cn]
site = "bunker")"},
      {"scenario.toml", R"(call = "cert")", R"(call = ["cert", "director"])"}},
     R"(scenario.toml:9:8: warning: all 2 officials of "cn" who are called sit at site "bunker": none can be reached while it is down [single-site]
    9 | [party.cn]
      |        ^
hint: add an official at another "site"
scenario.toml:18:7: warning: nobody sits at site "tower" [unused-site]
   18 | [site.tower]
      |       ^
hint: remove it, or correct the name where it should be used
)"},
    {"traffic_that_nobody_meets",
     {{"scenario.toml", "[[case]]", R"([simulation]
interaction = true
[[traffic]]
carrier = "exchange"
from = "-2h"
lasts = "1h"
[[case]])"},
      {"scenario.toml", "[channel.pstn]", R"([carrier.exchange]
bandwidth = "1Mbps"
[channel.pstn]
carriers = ["exchange"])"},
      {"scenario.toml", R"(call = "cert")", R"(call = "cert"
[[protocol.lists.step]]
call = "director"
via = ["radio"])"},
      {"scenario.toml", "[protocol.lists]", R"([channel.radio]
kind = "call"
[protocol.lists])"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,cn,director,3,desk,pstn,2,2012-01-01
director,cn,director,3,desk,radio,3,2012-01-01)"}},
     R"(scenario.toml:35:1: warning: the traffic of "exchange" is over before the drill starts [traffic-unseen]
   35 | [[traffic]]
      | ^
hint: set a later "from", or a longer "lasts"
scenario.toml:35:1: warning: no message with a size travels over "exchange": its traffic delays nothing [traffic-idle]
   35 | [[traffic]]
      | ^
hint: give the channels over this carrier a "size"
)"},
    {"what_only_matters_with_interaction",
     {{"scenario.toml", "[channel.pstn]", R"([channel.pstn]
lines = 2
queue = true)"},
      {"scenario.toml", "[party.cn]", R"([party.cn]
callers = 2)"}},
     R"(scenario.toml:9:8: warning: "callers" does nothing without interaction: cases do not compete [no-interaction]
    9 | [party.cn]
      |        ^
hint: set interaction = true in [simulation], so that cases compete
scenario.toml:17:10: warning: "lines" does nothing without interaction: cases do not compete [no-interaction]
   17 | [channel.pstn]
      |          ^
hint: set interaction = true in [simulation], so that cases compete
scenario.toml:17:10: warning: "queue" does nothing without interaction: cases do not compete [no-interaction]
   17 | [channel.pstn]
      |          ^
hint: set interaction = true in [simulation], so that cases compete
)"},
    {"hours_that_say_no_latency",
     {{"scenario.toml", "[channel.pstn]", R"([[response.desk.when]]
hours = "09:00-12:00"
on_duty = { answer = 0.5 }
[channel.pstn])"}},
     R"(scenario.toml:16:1: warning: the "on_duty" of these hours of response "desk" has no "latency": answers come at once in them, but take time at other hours [when-at-once]
   16 | [[response.desk.when]]
      | ^
hint: repeat the "latency" of the other hours, or write latency = "0s"
)"},
};

class DoubtfulLists : public testing::TestWithParam<ChangedScenario> {};

TEST_P(DoubtfulLists, says) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Lint, DoubtfulLists, testing::ValuesIn(kDoubtfulLists), changed_name);

}  // namespace
}  // namespace hotline
