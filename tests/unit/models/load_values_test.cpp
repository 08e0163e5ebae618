// What the loader says about values of a wrong kind or out of range.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

const ChangedScenario kWrongValues[] = {
    {"horizons_beyond_a_century",
     {{"scenario.toml", R"("24h")", R"("101y")"}},
     R"(scenario.toml:2:11: error: "horizon" must be above 0 and at most a century, but is 101 y
    2 | horizon = "101y"
      |           ^
)"},
    {"the_machines_own_time_zone",
     {{"scenario.toml", R"("Asia/Shanghai")", R"("localtime")"}},
     R"(scenario.toml:11:13: error: unknown time zone "localtime"
   11 | time_zone = "localtime"
      |             ^
hint: China has "Asia/Shanghai", "Asia/Urumqi"
)"},
    {"no_horizon",
     {{"scenario.toml", R"("24h")", R"("0s")"}},
     R"(scenario.toml:2:11: error: "horizon" must be above 0 and at most a century, but is 0 s
    2 | horizon = "0s"
      |           ^
)"},
    {"whole_numbers_out_of_range",
     {{"scenario.toml", R"(title = "Small")", R"(replications = 0
seed = -1)"},
      {"scenario.toml", R"(call = "cert")", R"(call = "cert"
tries = 1001
lines = 1)"},
      {"scenario.toml", "[protocol.inside]", R"([protocol.inside]
rounds = 1.5)"}},
     R"(scenario.toml:1:16: error: "replications" takes a whole number from 1 to 100000000, not 0
    1 | replications = 0
      |                ^
scenario.toml:2:8: error: "seed" takes a whole number from 0 to 9223372036854775807, not -1
    2 | seed = -1
      |        ^
scenario.toml:23:9: error: "tries" takes a whole number from 1 to 1000, not 1001
   23 | tries = 1001
      |         ^
scenario.toml:24:1: error: unknown key "lines" in a step
   24 | lines = 1
      | ^
hint: expected one of before, call, gap, linger, may_be_empty, mode, name, nobody_on_duty, on, pass_to, patience, skip_off_duty, stagger, then_calls, tries, via, within
scenario.toml:26:10: error: "rounds" takes a whole number, not a decimal number
   26 | rounds = 1.5
      |          ^
)"},
    {"a_start_too_early",
     {{"scenario.toml", "2012-10-04T02:30:00Z", "1969-12-31T23:59:59Z"}},
     R"(scenario.toml:5:6: error: a start must be between the years 1970 and 2200, but is 1969-12-31 23:59:59
    5 | at = 1969-12-31T23:59:59Z
      |      ^
)"},
    {"a_start_of_both_kinds",
     {{"scenario.toml", "at = 2012-10-04T02:30:00Z", R"(at = 2012-10-04T02:30:00Z
between = [2012-10-04T02:30:00Z, 2012-10-05T02:30:00Z])"}},
     R"(scenario.toml:4:1: error: [start] must have either "at" or "between", but has both
    4 | [start]
      | ^
)"},
    {"a_start_upside_down",
     {{"scenario.toml", "at = 2012-10-04T02:30:00Z", "between = [2012-10-05T02:30:00Z, 2012-10-04T02:30:00Z]"}},
     R"(scenario.toml:5:11: error: the second instant must not be before the first (2012-10-05 02:30:00), but is 2012-10-04 02:30:00
    5 | between = [2012-10-05T02:30:00Z, 2012-10-04T02:30:00Z]
      |           ^
)"},
    {"a_start_too_wide",
     {{"scenario.toml", "at = 2012-10-04T02:30:00Z", "between = [2012-10-04T02:30:00Z, 2042-10-04T02:30:00Z]"}},
     R"(scenario.toml:5:11: error: "between" must span at most 20 years, but spans 30 y
    5 | between = [2012-10-04T02:30:00Z, 2042-10-04T02:30:00Z]
      |           ^
)"},
    {"a_start_of_three",
     {{"scenario.toml", "at = 2012-10-04T02:30:00Z",
       R"(between = [2012-10-04T02:30:00Z, 2012-10-04T02:30:00Z, "noon"])"}},
     R"(scenario.toml:5:11: error: "between" takes an array of two instants
    5 | between = [2012-10-04T02:30:00Z, 2012-10-04T02:30:00Z, "noon"]
      |           ^
)"},
    {"a_start_of_texts",
     {{"scenario.toml", "at = 2012-10-04T02:30:00Z", R"(between = ["2012-10-04T02:30:00Z", 2012-10-04])"}},
     R"(scenario.toml:5:12: error: a start must be an instant with its offset from UTC
    5 | between = ["2012-10-04T02:30:00Z", 2012-10-04]
      |            ^
hint: write it like 2012-10-04T02:30:00Z, without quotes
scenario.toml:5:36: error: a start must be an instant with its offset from UTC
    5 | between = ["2012-10-04T02:30:00Z", 2012-10-04]
      |                                    ^
hint: write it like 2012-10-04T02:30:00Z, without quotes
)"},
    {"probabilities",
     {{"scenario.toml", "answer = 0.9", "answer = nan"}, {"scenario.toml", "[response.desk]", R"([response.desk]
present = -1
screened = "rarely")"}},
     R"(scenario.toml:15:11: error: "present" takes a number from 0 to 1, not -1
   15 | present = -1
      |           ^
scenario.toml:16:12: error: "screened" takes a number, not a text
   16 | screened = "rarely"
      |            ^
scenario.toml:17:22: error: "answer" takes a number from 0 to 1, not nan
   17 | on_duty = { answer = nan, latency = "10s" }
      |                      ^
)"},
    {"durations_of_other_kinds",
     {{"scenario.toml", R"("24h")", "24"}, {"scenario.toml", R"(call = "cert")", R"(call = "cert"
within = "-1h"
patience = "1 min")"}},
     R"(scenario.toml:2:11: error: "horizon" takes a duration in quotes, such as "15min", not a whole number
    2 | horizon = 24
      |           ^
scenario.toml:22:10: error: "-1h" is not a duration
   22 | within = "-1h"
      |          ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
scenario.toml:23:12: error: "1 min" is not a duration
   23 | patience = "1 min"
      |            ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
)"},
    {"words_that_are_one_of_two",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
mode = "in-turns")"},
      {"scenario.toml", R"(kind = "call")", R"(kind = "calls"
stale = "mute")"},
      {"scenario.toml", "goal = { authority = 3 }", R"(goal = { authority = 3, by = "phone" })"}},
     R"(scenario.toml:17:8: error: "kind" must be "call" or "message", but is "calls"
   17 | kind = "calls"
      |        ^
scenario.toml:18:9: error: "stale" must be "told" or "silent", but is "mute"
   18 | stale = "mute"
      |         ^
scenario.toml:20:30: error: "by" must be "call" or "any", but is "phone"
   20 | goal = { authority = 3, by = "phone" }
      |                              ^
scenario.toml:23:8: error: "mode" must be "all-at-once" or "in-turn", but is "in-turns"
   23 | mode = "in-turns"
      |        ^
)"},
    {"counts",
     {{"scenario.toml", "goal = { authority = 3 }", R"(goal = { authority = 3, count = 1001, of = "people" })"},
      {"scenario.toml", "[protocol.inside]", R"([protocol.inside]
goal = { of = "organisations" })"}},
     R"(scenario.toml:19:33: error: "count" takes a whole number from 1 to 1000, not 1001
   19 | goal = { authority = 3, count = 1001, of = "people" }
      |                                 ^
scenario.toml:19:44: error: "of" must be "organisations" or "officials", but is "people"
   19 | goal = { authority = 3, count = 1001, of = "people" }
      |                                            ^
scenario.toml:23:15: error: "of" needs a "count" of 2 or more beside it
   23 | goal = { of = "organisations" }
      |               ^
hint: add a "count"
)"},
    {"conferences",
     {{"scenario.toml", "goal = { authority = 3 }",
       R"(goal = { authority = 3, count = 2, conference = true, hold = "ten minutes" })"},
      {"scenario.toml", R"(call = "cert")", R"(call = "cert"
then_calls = "inside")"},
      {"scenario.toml", "[protocol.inside]", R"([protocol.alone]
goal = { conference = true, hold = "5min" }
step = [{ call = "cert" }]
[protocol.passing]
goal = { count = 2, conference = false, hold = "5min" }
step = [{ call = "cert" }]
[protocol.short]
goal = { count = 2, hold = "5min" }
step = [{ call = "cert" }]
[protocol.inside])"}},
     R"(scenario.toml:19:62: error: "ten minutes" is not a duration
   19 | …oal = { authority = 3, count = 2, conference = true, hold = "ten minutes" }
      |                                                              ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
scenario.toml:22:14: error: "then_calls" is not for a goal with conference = true: whoever holds the line calls nobody
   22 | then_calls = "inside"
      |              ^
hint: leave the key out, or "conference"
scenario.toml:24:23: error: "conference" needs a "count" of 2 or more beside it
   24 | goal = { conference = true, hold = "5min" }
      |                       ^
hint: add a "count"
scenario.toml:30:28: error: "hold" needs conference = true beside it: nobody holds otherwise
   30 | goal = { count = 2, hold = "5min" }
      |                            ^
hint: add conference = true, or leave the key out
)"},
    {"phone_trees",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
then_calls = "insid"
[[protocol.lists.step]]
call = "cert"
then_calls = ["inside"])"}},
     R"(scenario.toml:22:14: error: unknown protocol "insid"
   22 | then_calls = "insid"
      |              ^
hint: did you mean "inside"?
scenario.toml:25:14: error: "then_calls" takes the id of a protocol, not an array
   25 | then_calls = ["inside"]
      |              ^
)"},
    {"sizes_and_bandwidths",
     {{"scenario.toml", "[channel.pstn]", R"([carrier.net]
bandwidth = "100MB"
latency = 3
[channel.email]
kind = "message"
size = "2Mbps"
carriers = "net"
[channel.pstn]
size = "2MB")"}},
     R"(scenario.toml:17:13: error: "100MB" is not a bandwidth
   17 | bandwidth = "100MB"
      |             ^
hint: bandwidths are written like "100Mbps"
scenario.toml:18:11: error: "latency" takes a duration in quotes, such as "15min", not a whole number
   18 | latency = 3
      |           ^
scenario.toml:21:8: error: "2Mbps" is not a size
   21 | size = "2Mbps"
      |        ^
hint: sizes are written like "2MB"
scenario.toml:24:8: error: only a channel for messages may have a "size", but this one is for calls
   24 | size = "2MB"
      |        ^
)"},
    {"carriers_without_mean_outage",
     {{"scenario.toml", "[channel.pstn]", R"([carrier.net]
availability = 0.9
[carrier.other]
availability = 0
mean_outage = "0s"
[channel.pstn])"}},
     R"(scenario.toml:16:10: error: carrier "net" is not always available, so it needs a "mean_outage" above 0
   16 | [carrier.net]
      |          ^
scenario.toml:18:10: error: carrier "other" is not always available, so it needs a "mean_outage" above 0
   18 | [carrier.other]
      |          ^
)"},
    {"outages",
     {{"scenario.toml", "[channel.pstn]", R"([[outage]]
carrier = "net"
from = "-10min"
[channel.pstn])"}},
     R"(scenario.toml:16:1: error: an [[outage]] has no "lasts", which it needs
   16 | [[outage]]
      | ^
scenario.toml:17:11: error: unknown carrier "net"
   17 | carrier = "net"
      |           ^
)"},
    {"call_backs_and_spells",
     {{"scenario.toml", "[response.desk]", R"([response.desk]
spell = "1ms"
call_back = { probability = 0.5 })"},
      {"scenario.toml", "answer = 0.9,", R"(answer = 0.9, from = "next shift",)"}},
     R"(scenario.toml:15:9: error: "spell" must be at least 1 s, but is 0.001 s
   15 | spell = "1ms"
      |         ^
scenario.toml:16:13: error: call_back has no "delay", which it needs
   16 | call_back = { probability = 0.5 }
      |             ^
scenario.toml:17:34: error: "from" must be "next-shift", but is "next shift"
   17 | on_duty = { answer = 0.9, from = "next shift", latency = "10s" }
      |                                  ^
hint: write "next-shift", or leave it out
)"},
    {"voice_mail_and_wrong_persons",
     {{"scenario.toml", "[response.desk]", R"([response.desk]
voice_mail = { after = "10s", leave = 2, call_back = { probability = 1, from = "shift" } }
wrong_person = { probability = 0.5, last = "10s" })"},
      {"scenario.toml", "answer = 0.9,", R"(answer = 0.9, declined = "often",)"}},
     R"(scenario.toml:15:14: error: voice_mail has no "probability", which it needs
   15 | voice_mail = { after = "10s", leave = 2, call_back = { probability = 1, from = "shift" } }
      |              ^
scenario.toml:15:39: error: "leave" takes a number from 0 to 1, not 2
   15 | voice_mail = { after = "10s", leave = 2, call_back = { probability = 1, from = "shift" } }
      |                                       ^
scenario.toml:15:54: error: call_back has no "delay", which it needs
   15 | voice_mail = { after = "10s", leave = 2, call_back = { probability = 1, from = "shift" } }
      |                                                      ^
scenario.toml:15:80: error: "from" must be "next-shift", but is "shift"
   15 | …r = "10s", leave = 2, call_back = { probability = 1, from = "shift" } }
      |                                                              ^
hint: write "next-shift", or leave it out
scenario.toml:16:37: error: unknown key "last" in wrong_person
   16 | wrong_person = { probability = 0.5, last = "10s" }
      |                                     ^
hint: did you mean "lasts"?
scenario.toml:17:38: error: "declined" takes a number, not a text
   17 | on_duty = { answer = 0.9, declined = "often", latency = "10s" }
      |                                      ^
)"},
    {"hours_of_responses",
     {{"scenario.toml", "[channel.pstn]", R"([[response.desk.when]]
on_duty = { latency = "1s" }
[[response.desk.when]]
days = "sat"
hours = "25:00-06:00"
[channel.pstn])"}},
     R"(scenario.toml:16:1: error: a [[when]] must have "days" or "hours", but has neither
   16 | [[response.desk.when]]
      | ^
scenario.toml:17:11: error: on_duty has no "answer", which it needs
   17 | on_duty = { latency = "1s" }
      |           ^
scenario.toml:18:1: error: a [[when]] must have "on_duty", "off_duty" or "on_leave", but has none of them
   18 | [[response.desk.when]]
      | ^
scenario.toml:19:8: error: "sat" is not a list of weekdays
   19 | days = "sat"
      |        ^
hint: days are written like "Mon-Fri", "Mon,Wed", "Fri-Mon"
scenario.toml:20:9: error: "25:00-06:00" is not a span of hours
   20 | hours = "25:00-06:00"
      |         ^
hint: hours are written like "09:00-17:30" or "22:00-06:00"
)"},
    {"shifts",
     {{"scenario.toml", "[channel.pstn]", R"([roster.x]
holidays = "of"
shifts = [{ days = "Mon-", hours = "24:00-08:00" }, { days = "", hours = "09:00-25:00" }, { day = "Mon", hours = "9:00-17:00" }]
[channel.pstn])"}},
     R"(scenario.toml:17:12: error: "holidays" must be "on" or "off", but is "of"
   17 | holidays = "of"
      |            ^
scenario.toml:18:20: error: "Mon-" is not a list of weekdays
   18 | shifts = [{ days = "Mon-", hours = "24:00-08:00" }, { days = "", hours = "09:00-25:00" }, { day = "M…
      |                    ^
hint: days are written like "Mon-Fri", "Mon,Wed", "Fri-Mon"
scenario.toml:18:36: error: "24:00-08:00" is not a span of hours
   18 | shifts = [{ days = "Mon-", hours = "24:00-08:00" }, { days = "", hours = "09:00-25:00" }, { day = "M…
      |                                    ^
hint: hours are written like "09:00-17:30" or "22:00-06:00"
scenario.toml:18:62: error: "" is not a list of weekdays
   18 | …hifts = [{ days = "Mon-", hours = "24:00-08:00" }, { days = "", hours = "09:00-25:00" }, { day = "Mo…
      |                                                              ^
hint: days are written like "Mon-Fri", "Mon,Wed", "Fri-Mon"
scenario.toml:18:74: error: "09:00-25:00" is not a span of hours
   18 | …ays = "Mon-", hours = "24:00-08:00" }, { days = "", hours = "09:00-25:00" }, { day = "Mon", hours = …
      |                                                              ^
hint: hours are written like "09:00-17:30" or "22:00-06:00"
scenario.toml:18:91: error: a shift has no "days", which it needs
   18 | …rs = "24:00-08:00" }, { days = "", hours = "09:00-25:00" }, { day = "Mon", hours = "9:00-17:00" }]
      |                                                              ^
scenario.toml:18:93: error: unknown key "day" in a shift
   18 | … = "24:00-08:00" }, { days = "", hours = "09:00-25:00" }, { day = "Mon", hours = "9:00-17:00" }]
      |                                                              ^
hint: did you mean "days"?
scenario.toml:18:114: error: "9:00-17:00" is not a span of hours
   18 | … days = "", hours = "09:00-25:00" }, { day = "Mon", hours = "9:00-17:00" }]
      |                                                              ^
hint: hours are written like "09:00-17:30" or "22:00-06:00"
)"},
    {"too_many_shifts",
     {{"scenario.toml", "[channel.pstn]", R"([roster.x]
shifts = [{ days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }, { days = "Mon", hours = "09:00-10:00" }]
[channel.pstn])"}},
     R"(scenario.toml:16:9: error: a roster must have at most 64 shifts, but has 65
   16 | [roster.x]
      |         ^
)"},
    {"stances",
     {{"scenario.toml", "[channel.pstn]", R"([stance.cn]
towards = { uk = 2, ru = 1, cn = 1 }
[stance.us]
[channel.pstn])"}},
     R"(scenario.toml:17:18: error: "uk" takes a number from 0 to 1, not 2
   17 | towards = { uk = 2, ru = 1, cn = 1 }
      |                  ^
scenario.toml:17:21: error: unknown party "ru"
   17 | towards = { uk = 2, ru = 1, cn = 1 }
      |                     ^
scenario.toml:17:29: error: a stance must be towards another party, but is towards "cn" itself
   17 | towards = { uk = 2, ru = 1, cn = 1 }
      |                             ^
scenario.toml:18:1: error: stance "us" has no "towards", which it needs
   18 | [stance.us]
      | ^
scenario.toml:18:9: error: unknown party "us"
   18 | [stance.us]
      |         ^
hint: did you mean "uk"?
)"},
    {"parties_with_a_name_that_is_taken",
     {{"scenario.toml", "[response.desk]", R"([party.callee]
time_zone = "UTC"
[party."*"]
[response.desk])"}},
     R"(scenario.toml:14:8: error: a party must not be called "callee": this word is reserved
   14 | [party.callee]
      |        ^
scenario.toml:16:1: error: party "*" has no "time_zone", which it needs
   16 | [party."*"]
      | ^
scenario.toml:16:8: error: a party must not be called "*": this word is reserved
   16 | [party."*"]
      |        ^
)"},
    {"a_horizon_that_is_none_is_told_and_not_what_would_lie_beyond_it",
     {{"scenario.toml", "horizon = \"24h\"", "horizon = \"24 hours\""}, {"scenario.toml", "[[case]]", R"([[expect]]
that = "P(contact <= 1h) >= 0.5"
[[case]])"}},
     R"(scenario.toml:2:11: error: "24 hours" is not a duration
    2 | horizon = "24 hours"
      |           ^
hint: durations are written like "90s", "15min", "4h", "2d", "1h30min"
)"},
    {"expectations",
     {{"scenario.toml", "[[case]]", R"([[expect]]
that = 5
confidence = 0.5
[[expect]]
that = "P(contact <= 1h) >= 0.5"
confidence = 1
protocol = "list"
caller = ["uk"]
[[case]])"}},
     R"(scenario.toml:26:8: error: "that" takes a text in quotes, not a whole number
   26 | that = 5
      |        ^
scenario.toml:27:14: error: "confidence" takes a number above 0.5 and at most 1, not 0.5
   27 | confidence = 0.5
      |              ^
scenario.toml:30:14: error: "confidence" must be below 1, but is 1
   30 | confidence = 1
      |              ^
scenario.toml:31:12: error: unknown protocol "list"
   31 | protocol = "list"
      |            ^
hint: did you mean "lists"?
scenario.toml:32:10: error: "caller" takes the id of a party, not an array
   32 | caller = ["uk"]
      |          ^
)"},
    {"a_local_start",
     {{"scenario.toml", "2012-10-04T02:30:00Z", "2012-10-04T02:30:00"}},
     R"(scenario.toml:5:6: error: a start must be an instant with its offset from UTC
    5 | at = 2012-10-04T02:30:00
      |      ^
hint: write it like 2012-10-04T02:30:00Z, without quotes
)"},
    {"a_carrier_that_flaps",
     {{"scenario.toml", "[channel.pstn]", R"([carrier.net]
availability = 0.5
mean_outage = "10ms"
[channel.pstn]
carriers = ["net"])"}},
     R"(scenario.toml:16:10: error: carrier "net" must go up or down at most 100000 times in a drill, but does so 8847360 times on average
   16 | [carrier.net]
      |          ^
hint: use a longer "mean_outage", which means fewer outages
)"},
};

class LoadValues : public testing::TestWithParam<ChangedScenario> {};

TEST_P(LoadValues, says_what_is_wrong) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, LoadValues, testing::ValuesIn(kWrongValues), changed_name);

}  // namespace
}  // namespace hotline
