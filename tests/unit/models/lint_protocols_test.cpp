// What lint says of steps and protocols. Each test changes the small scenario and compares the whole text.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

const ChangedScenario kDoubtfulProtocols[] = {
    {"a_step_through_channels_that_nobody_has",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
via = ["email"])"},
      {"scenario.toml", "[channel.pstn]", R"([channel.email]
kind = "message"
[channel.pstn])"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,cn,director,3,desk,pstn,2,2012-01-01
director,cn,director,3,desk,email,3,2012-01-01)"}},
     R"(scenario.toml:22:1: warning: nobody whom this step calls has one of the channels of its "via" (uk → cn) [unreachable-step]
   22 | [[protocol.lists.step]]
      | ^
hint: add one of their channels to "via", or rows for these channels to the lists
scenario.toml:25:11: warning: no case leads to protocol "inside" [unused-protocol]
   25 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
contacts.csv:3: warning: no protocol that is played calls official "director" [unused-official]
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"a_step_that_nobody_answers",
     {{"scenario.toml", "[channel.pstn]", R"([response.absent]
present = 0
on_duty = { answer = 0.9, latency = "10s" }
[channel.pstn])"},
      {"contacts.csv", "director,3,desk", "director,3,absent"}},
     R"(scenario.toml:26:1: warning: nobody whom this step calls ever answers (uk → cn, within protocol "lists") [unreachable-step]
   26 | [[protocol.inside.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
)"},
    {"a_count_of_more_than_there_are",
     {{"scenario.toml", "goal = { authority = 3 }", R"(goal = { authority = 3, count = 2, by = "call" })"}},
     R"(scenario.toml:18:11: warning: the goal of protocol "lists" needs 2 officials of the callee with authority 3 or more, but its searches can reach no more than 1 by a call: there is never contact (uk → cn) [unreachable-count]
   18 | [protocol.lists]
      |           ^
hint: lower "count", or call more people with the authority
)"},
    {"a_count_of_more_organisations_than_there_are",
     {{"scenario.toml", "goal = { authority = 3 }", R"(goal = { authority = 0, count = 3, of = "organisations" })"}},
     R"(scenario.toml:18:11: warning: the goal of protocol "lists" needs 3 organisations of the callee with authority 0 or more, but its searches can reach no more than 2: there is never contact (uk → cn) [unreachable-count]
   18 | [protocol.lists]
      |           ^
hint: lower "count", or call more people with the authority
)"},
    {"a_conference_of_people_who_hold_too_short",
     {{"scenario.toml", "goal = { authority = 3 }",
       R"(goal = { authority = 0, count = 2, conference = true, hold = "3s" }
verify = { latency = "4s" })"},
      {"scenario.toml", R"(call = "cert")", R"(call = ["cert", "director"])"},
      {"scenario.toml", R"(hand_over = "inside")", ""}},
     R"(scenario.toml:18:11: warning: the goal of protocol "lists" needs 2 on the line at once, but each of them holds for 3 s and is found 4 s or more after the one before: there is never contact (uk → cn) [short-hold]
   18 | [protocol.lists]
      |           ^
hint: lengthen "hold", or call all at once
scenario.toml:23:11: warning: no case leads to protocol "inside" [unused-protocol]
   23 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
)"},
    {"a_conference_of_people_who_hold_just_long_enough",
     {{"scenario.toml", "goal = { authority = 3 }",
       R"(goal = { authority = 0, count = 2, conference = true, hold = "4s" }
verify = { latency = "4s" })"},
      {"scenario.toml", R"(call = "cert")", R"(call = ["cert", "director"])"},
      {"scenario.toml", R"(hand_over = "inside")", ""}},
     R"(scenario.toml:23:11: warning: no case leads to protocol "inside" [unused-protocol]
   23 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
)"},
    {"a_count_that_is_reached_through_a_phone_tree",
     {{"scenario.toml", "goal = { authority = 3 }", "goal = { authority = 0, count = 2 }"},
      {"scenario.toml", R"(call = "cert")", R"(call = "cert"
then_calls = "inside")"}},
     ""},
    {"a_phone_tree_that_reaches_too_few",
     {{"scenario.toml", "goal = { authority = 3 }", "goal = { authority = 0, count = 3 }"},
      {"scenario.toml", R"(call = "cert")", R"(call = "cert"
then_calls = "inside")"}},
     R"(scenario.toml:18:11: warning: the goal of protocol "lists" needs 3 officials of the callee with authority 0 or more, but its searches can reach no more than 2: there is never contact (uk → cn) [unreachable-count]
   18 | [protocol.lists]
      |           ^
hint: lower "count", or call more people with the authority
)"},
    {"a_phone_tree_without_a_count",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
then_calls = "inside")"}},
     R"(scenario.toml:20:1: warning: "then_calls" of a step does nothing: only whoever counts calls others, and nobody does by this step [no-effect]
   20 | [[protocol.lists.step]]
      | ^
hint: give the goal of the case's protocol a "count" of 2 or more, or leave the key out
)"},
    {"a_phone_tree_of_a_protocol_that_only_a_hand_over_plays",
     {{"scenario.toml", "goal = { authority = 3 }", "goal = { authority = 0, count = 2 }"},
      {"scenario.toml", R"(call = { role = "director" })", R"(call = { role = "director" }
then_calls = "lists")"}},
     R"(scenario.toml:23:1: warning: "then_calls" of a step does nothing: only whoever counts calls others, and nobody does by this step [no-effect]
   23 | [[protocol.inside.step]]
      | ^
hint: give the goal of the case's protocol a "count" of 2 or more, or leave the key out
)"},
    {"a_step_of_a_phone_tree_that_nobody_answers",
     {{"scenario.toml", "goal = { authority = 3 }", "goal = { authority = 0, count = 2 }"},
      {"scenario.toml", R"(call = "cert")", R"(call = "cert"
then_calls = "tree")"},
      {"scenario.toml", "[protocol.inside]", R"([protocol.tree]
[[protocol.tree.step]]
call = { role = "janitor" }
[protocol.inside])"}},
     R"(scenario.toml:24:1: warning: nobody on the lists matches this step's "call": the step is skipped (uk → cn, within protocol "lists") [empty-selector]
   24 | [[protocol.tree.step]]
      | ^
hint: correct the party, organisation or role, or add such officials to the lists
)"},
    {"a_reply_that_never_comes_is_no_answer",
     {{"scenario.toml", "[channel.pstn]", R"([response.mailbox]
on_duty = { answer = 0.9, latency = "1h", from = "next-shift" }
[channel.email]
kind = "message"
[channel.pstn])"},
      {"contacts.csv", "director,3,desk,pstn", "director,3,mailbox,email"}},
     R"(scenario.toml:27:1: warning: nobody whom this step calls ever answers (uk → cn, within protocol "lists") [unreachable-step]
   27 | [[protocol.inside.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
contacts.csv:3: warning: the entry of "director" for email has response "mailbox", which waits for the next shift, but the official has no shifts: a reply never comes [next-shift-without-roster]
    3 | director,cn,director,3,mailbox,email,2,2012-01-01
hint: give the official a roster with shifts
)"},
    {"a_step_without_authority",
     {{"scenario.toml", R"(hand_over = "inside"
)",
       ""}},
     R"(scenario.toml:19:1: warning: nobody whom this step reaches belongs to the callee and has authority 3 or more, and none of their parties has a "hand_over" (uk → cn) [unreachable-step]
   19 | [[protocol.lists.step]]
      | ^
hint: call somebody with the authority, or add a "pass_to" to the step or a "hand_over" to the party
scenario.toml:21:11: warning: no case leads to protocol "inside" [unused-protocol]
   21 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
contacts.csv:3: warning: no protocol that is played calls official "director" [unused-official]
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"a_step_whose_official_only_writes",
     {{"scenario.toml", R"(hand_over = "inside"
)",
       ""},
      {"scenario.toml", "authority = 3 }", R"(authority = 3, by = "call" })"},
      {"scenario.toml", R"(call = "cert")", R"(call = ["cert", "director"])"},
      {"scenario.toml", "[channel.pstn]", R"([channel.email]
kind = "message"
[channel.pstn])"},
      {"contacts.csv", "director,3,desk,pstn", "director,3,desk,email"}},
     R"(scenario.toml:21:1: warning: nobody whom this step reaches by a call belongs to the callee and has authority 3 or more, and none of their parties has a "hand_over" (uk → cn) [unreachable-step]
   21 | [[protocol.lists.step]]
      | ^
hint: call somebody with the authority, or add a "pass_to" to the step or a "hand_over" to the party
scenario.toml:23:11: warning: no case leads to protocol "inside" [unused-protocol]
   23 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
)"},
    {"a_selector_with_a_typing_mistake",
     {{"scenario.toml", R"(role = "director")", R"(role = "directer")"}},
     R"(scenario.toml:24:17: error: no official has the role "directer", so the step calls nobody
   24 | call = { role = "directer" }
      |                 ^
hint: did you mean "director"? If nobody is meant, write may_be_empty = true
)"},
    {"a_selector_that_matches_nobody",
     {{"scenario.toml", R"(role = "director")", R"(party = "caller", role = "director")"}},
     R"(scenario.toml:23:1: warning: nobody on the lists matches this step's "call": the step is skipped (uk → cn, within protocol "lists") [empty-selector]
   23 | [[protocol.inside.step]]
      | ^
hint: correct the party, organisation or role, or add such officials to the lists
contacts.csv:3: warning: no protocol that is played calls official "director" [unused-official]
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"a_step_cut_short",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
within = "5s")"}},
     R"(scenario.toml:20:1: warning: the step is cut off after 5 s, but cannot succeed before 10 s (uk → cn) [step-cut-short]
   20 | [[protocol.lists.step]]
      | ^
hint: give it a longer "within"
)"},
    {"too_little_patience",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
patience = "5s")"}},
     R"(scenario.toml:20:1: warning: the caller hangs up on "cert" after 5 s on pstn, but nobody answers there before 10 s (uk → cn) [patience-too-short]
   20 | [[protocol.lists.step]]
      | ^
hint: give the step or channel "pstn" a longer "patience"
scenario.toml:23:11: warning: no case leads to protocol "inside" [unused-protocol]
   23 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
contacts.csv:3: warning: no protocol that is played calls official "director" [unused-official]
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"rounds_beyond_the_horizon",
     {{"scenario.toml", "goal = { authority = 3 }", R"(goal = { authority = 3 }
prepare = "10min"
rounds = 3
round_gap = "20h")"}},
     R"(scenario.toml:18:11: warning: when nobody answers, protocol "lists" takes 40 h 13 min by the medians of its laws: the horizon of 24 h comes before the end of step 1 of round 3 (uk → cn) [protocol-exceeds-horizon]
   18 | [protocol.lists]
      |           ^
hint: set a longer horizon, fewer rounds or tries, or shorter gaps
)"},
    {"a_step_beyond_the_horizon",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
[[protocol.lists.step]]
call = "director"
before = { law = "lognormal", median = "25h", sigma = 1 })"}},
     R"(scenario.toml:18:11: warning: when nobody answers, protocol "lists" takes 25 h 02 min by the medians of its laws: the horizon of 24 h comes before the end of step 2 (uk → cn) [protocol-exceeds-horizon]
   18 | [protocol.lists]
      |           ^
hint: set a longer horizon, fewer rounds or tries, or shorter gaps
)"},
    {"one_carrier_under_everything",
     {{"scenario.toml", R"(kind = "call")", R"(kind = "call"
carriers = ["exchange"]
[carrier.exchange])"}},
     R"(scenario.toml:20:11: warning: every channel over which protocol "lists" calls runs over carrier "exchange": nobody can be reached while it is down (uk → cn) [single-carrier]
   20 | [protocol.lists]
      |           ^
hint: add a channel that does not run over "exchange"
)"},
    {"hours_with_nobody_on_duty",
     {{"scenario.toml", "[response.desk]", R"([roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-12:00" }, { days = "Mon-Fri", hours = "13:30-17:30" }]
[response.desk])"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "office,cert,cn"},
      {"contacts.csv", "director,cn", "office,director,cn"}},
     R"(scenario.toml:20:11: warning: nobody whom protocol "lists" calls is on duty Mon-Fri 12:00-13:30, Mon-Thu 17:30-09:00, Fri 17:30 to Mon 09:00 by the clocks of Shanghai (uk → cn) [nobody-on-duty]
   20 | [protocol.lists]
      |           ^
hint: add a step that calls a desk on duty at these hours
)"},
    {"hours_by_the_clocks_of_the_callee",
     {{"scenario.toml", "[response.desk]", R"([roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-12:00" }, { days = "Mon-Fri", hours = "13:30-17:30" }]
[response.desk])"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "office,cert,cn"},
      {"contacts.csv", "director,cn", "office,director,cn"},
      {"scenario.toml", R"(call = "cert")", R"(call = "embassy")"},
      {"contacts.csv", "office,cert", R"(office,embassy,uk,attaché,1,desk,pstn,3,2012-01-01
office,cert)"},
      {"scenario.toml", "[[protocol.inside.step]]", R"([[protocol.inside.step]]
call = "cert"
[[protocol.inside.step]])"},
      {"scenario.toml", R"(languages = ["en"])", R"(languages = ["en"]
hand_over = "inside")"}},
     R"(scenario.toml:21:11: warning: nobody whom protocol "lists" calls is on duty Mon-Fri 19:00-20:30, Tue-Fri 00:30-16:00, Sat 00:30 to Mon 16:00 by the clocks of Shanghai (uk → cn) [nobody-on-duty]
   21 | [protocol.lists]
      |           ^
hint: add a step that calls a desk on duty at these hours
scenario.toml:25:11: warning: protocol "inside" may lead back to itself (inside → inside): it is not started again, and the answer counts as "no authority" (uk → cn, within protocol "lists") [hand-over-cycle]
   25 | [protocol.inside]
      |           ^
hint: hand over to another protocol, or call only people with the authority
)"},
    {"a_roster_without_shifts_off_whose_duty_nobody_comes",
     {{"scenario.toml", "[response.desk]\non_duty", R"([roster.office]
[response.desk]
off_duty)"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "office,cert,cn"},
      {"contacts.csv", "director,cn", ",director,cn"}},
     R"(scenario.toml:21:1: warning: nobody whom this step calls ever answers (uk → cn) [unreachable-step]
   21 | [[protocol.lists.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
scenario.toml:23:11: warning: no case leads to protocol "inside" [unused-protocol]
   23 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
contacts.csv:3: warning: no protocol that is played calls official "director" [unused-official]
    3 | ,director,cn,director,3,desk,pstn,2,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"a_desk_that_is_off_duty_whenever_drills_run",
     {{"scenario.toml", "[response.desk]", R"([roster.weekend]
shifts = [{ days = "Sat,Sun", hours = "09:00-17:00" }]
[response.desk])"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", ",cert,cn"},
      {"contacts.csv", "director,cn", "weekend,director,cn"}},
     R"(scenario.toml:25:1: warning: nobody whom this step calls ever answers (uk → cn, within protocol "lists") [unreachable-step]
   25 | [[protocol.inside.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
)"},
    {"a_party_that_never_answers_the_other",
     {{"scenario.toml", "[channel.pstn]", R"([stance.cn]
towards = { uk = 0 }
[channel.pstn])"}},
     R"(scenario.toml:22:1: warning: nobody whom this step calls ever answers (uk → cn) [unreachable-step]
   22 | [[protocol.lists.step]]
      | ^
hint: these must be above 0: "present" of their responses; "answer" on or off duty, or "call_back"; their stance; "availability" of carriers and sites
scenario.toml:24:11: warning: no case leads to protocol "inside" [unused-protocol]
   24 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
contacts.csv:3: warning: no protocol that is played calls official "director" [unused-official]
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"somebody_else_who_always_answers",
     {{"scenario.toml", "on_duty = { answer = 0.9, latency = \"10s\" }",
       "screened = 1\non_duty = { answer = 0.9, latency = \"10s\" }"},
      {"scenario.toml", "hand_over = \"inside\"\n", ""},
      {"scenario.toml", "call = \"cert\"", "call = \"director\""}},
     R"(scenario.toml:20:1: warning: nobody whom this step reaches belongs to the callee and has authority 3 or more, and none of their parties has a "hand_over" (uk → cn) [unreachable-step]
   20 | [[protocol.lists.step]]
      | ^
hint: with "screened" = 1 somebody else always answers: lower it, or add a "hand_over" to the party
scenario.toml:22:11: warning: no case leads to protocol "inside" [unused-protocol]
   22 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
contacts.csv:2: warning: no protocol that is played calls official "cert" [unused-official]
    2 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"a_step_that_falls_short_of_the_goals_of_two_protocols",
     {{"scenario.toml", "[[protocol.lists.step]]", R"([protocol.higher]
goal = { authority = 4 }
[[protocol.higher.step]]
call = "cert"
[[protocol.lists.step]])"},
      {"scenario.toml", "protocol = \"lists\"", "protocol = [\"lists\", \"higher\"]"},
      {"scenario.toml", "call = { role = \"director\" }", "call = { party = \"uk\" }"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,uk,director,3,desk,pstn,2,2012-01-01)"}},
     R"(scenario.toml:27:1: warning: nobody whom this step reaches belongs to the callee and has authority 3 or more, and none of their parties has a "hand_over" (uk → cn, within protocol "lists") [unreachable-step]
   27 | [[protocol.inside.step]]
      | ^
hint: call somebody with the authority, or add a "pass_to" to the step or a "hand_over" to the party
scenario.toml:27:1: warning: nobody whom this step reaches belongs to the callee and has authority 4 or more, and none of their parties has a "hand_over" (uk → cn, within protocol "higher") [unreachable-step]
   27 | [[protocol.inside.step]]
      | ^
hint: call somebody with the authority, or add a "pass_to" to the step or a "hand_over" to the party
)"},
    {"a_message_that_travels_beyond_the_horizon",
     {{"scenario.toml", "[channel.pstn]", R"([carrier.radio]
bandwidth = "1kbps"
[channel.telex]
kind = "message"
carriers = ["radio"]
size = "1MB"
[channel.pstn])"},
      {"scenario.toml", "horizon = \"24h\"", "horizon = \"2h\""},
      {"scenario.toml", "[[protocol.lists.step]]", R"([[protocol.lists.step]]
call = "clerk"
[[protocol.lists.step]])"},
      {"contacts.csv", "director,cn", "clerk,cn,clerk,1,desk,telex,3,2012-01-01\ndirector,cn"}},
     R"(scenario.toml:24:11: warning: when nobody answers, protocol "lists" takes 2 h 29 min 20 s by the medians of its laws: the horizon of 2 h comes before the end of step 1 (uk → cn) [protocol-exceeds-horizon]
   24 | [protocol.lists]
      |           ^
hint: set a longer horizon, fewer rounds or tries, or shorter gaps
)"},
    {"a_linger_beyond_the_horizon",
     {{"scenario.toml", R"(call = "cert")", R"(call = "cert"
linger = "24h")"}},
     R"(scenario.toml:18:11: warning: when nobody answers, protocol "lists" takes 24 h 01 min by the medians of its laws: the horizon of 24 h comes before the end of step 1 (uk → cn) [protocol-exceeds-horizon]
   18 | [protocol.lists]
      |           ^
hint: set a longer horizon, fewer rounds or tries, or shorter gaps
)"},
    {"a_protocol_inside_itself_through_somebody_who_writes",
     {{"scenario.toml", "authority = 3 }", R"(authority = 3, by = "call" })"},
      {"scenario.toml", "[channel.pstn]", R"([channel.email]
kind = "message"
[channel.pstn])"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       R"(director,cn,director,3,desk,pstn,2,2012-01-01
director,cn,director,3,desk,email,3,2012-01-01)"}},
     R"(scenario.toml:24:11: warning: protocol "inside" may lead back to itself (inside → inside): it is not started again, and the answer counts as "no authority" (uk → cn, within protocol "lists") [hand-over-cycle]
   24 | [protocol.inside]
      |           ^
hint: hand over to another protocol, or call only people with the authority
)"},
    {"a_protocol_inside_itself",
     {{"contacts.csv", "director,3", "director,2"}},
     R"(scenario.toml:22:11: warning: protocol "inside" may lead back to itself (inside → inside): it is not started again, and the answer counts as "no authority" (uk → cn, within protocol "lists") [hand-over-cycle]
   22 | [protocol.inside]
      |           ^
hint: hand over to another protocol, or call only people with the authority
)"},
    {"protocols_inside_each_other",
     {{"scenario.toml", R"(role = "director" })", R"(role = "director" }
pass_to = "upwards"
[protocol.upwards]
[[protocol.upwards.step]]
call = "director"
pass_to = "inside")"}},
     R"(scenario.toml:22:11: warning: protocol "inside" may lead back to itself (inside → upwards → inside): it is not started again, and the answer counts as "no authority" (uk → cn, within protocol "lists") [hand-over-cycle]
   22 | [protocol.inside]
      |           ^
hint: hand over to another protocol, or call only people with the authority
)"},
    {"two_knots_of_protocols",
     {{"scenario.toml", R"(role = "director" })", R"(role = "director" }
pass_to = "upwards"
[[protocol.inside.step]]
call = "cert"
[protocol.upwards]
[[protocol.upwards.step]]
call = "director"
pass_to = "further"
[protocol.further]
[[protocol.further.step]]
call = "director"
pass_to = "upwards")"}},
     R"(scenario.toml:22:11: warning: protocol "inside" may lead back to itself (inside → inside): it is not started again, and the answer counts as "no authority" (uk → cn, within protocol "lists") [hand-over-cycle]
   22 | [protocol.inside]
      |           ^
hint: hand over to another protocol, or call only people with the authority
scenario.toml:28:11: warning: protocol "upwards" may lead back to itself (upwards → further → upwards): it is not started again, and the answer counts as "no authority" (uk → cn, within protocol "lists") [hand-over-cycle]
   28 | [protocol.upwards]
      |           ^
hint: hand over to another protocol, or call only people with the authority
)"},
    {"the_same_in_several_cases",
     {{"scenario.toml", R"(caller = "uk")", R"(caller = "*")"},
      {"scenario.toml", R"(callee = "cn")", R"(callee = ["cn", "fr"])"},
      {"scenario.toml", R"(call = "cert")", R"(call = { organisation = "Ministry" })"},
      {"scenario.toml", R"(hand_over = "inside")", R"(hand_over = "inside"
[party.fr]
time_zone = "Europe/Paris")"}},
     R"(scenario.toml:22:1: warning: nobody on the lists matches this step's "call": the step is skipped (in 4 cases, the first: uk → cn) [empty-selector]
   22 | [[protocol.lists.step]]
      | ^
hint: correct the party, organisation or role, or add such officials to the lists
scenario.toml:24:11: warning: no case leads to protocol "inside" [unused-protocol]
   24 | [protocol.inside]
      |           ^
hint: remove it, or correct the name where it should be used
contacts.csv:2: warning: no protocol that is played calls official "cert" [unused-official]
    2 | cert,cn,duty officer,1,desk,pstn,1,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
contacts.csv:3: warning: no protocol that is played calls official "director" [unused-official]
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
};

class DoubtfulProtocols : public testing::TestWithParam<ChangedScenario> {};

TEST_P(DoubtfulProtocols, says) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

/// The small scenario whose own protocol hands over to the first of so many others, and each to the next.
std::string said_of_hand_overs(int count) {
    std::string others;
    for (int number = 1; number <= count; ++number) {
        others += fmt::format("[protocol.relay{}]\nstep = [{{ call = \"cert\"", number);
        others += number < count ? fmt::format(", pass_to = \"relay{}\" }}]\n", number + 1) : " }]\n";
    }
    const std::string text =
        text_with({{"scenario.toml", R"(call = "cert")", "call = \"cert\"\npass_to = \"relay1\""},
                   {"scenario.toml", "[protocol.inside]", others + "[protocol.inside]"}});
    const std::size_t at = text.find("protocol \"lists\" may nest");
    return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
}

TEST(LintLimits, hand_overs_may_be_nested_a_hundred_deep) {
    EXPECT_EQ(said_of_hand_overs(99), "");
    EXPECT_EQ(said_of_hand_overs(100),  // and then its party's "inside"
              "protocol \"lists\" may nest 101 hand-overs: a drill that nests more than 100 ends with an error "
              "(uk → cn) [hand-overs-too-deep]");
}

TEST(LintLimits, a_drill_may_make_65535_attempts) {
    const auto said = [](const std::string& rounds) {
        const std::string text =
            text_with({{"scenario.toml", "[protocol.lists]", "[protocol.lists]\nrounds = " + rounds},
                       {"scenario.toml", R"(call = "cert")", "call = \"cert\"\ntries = 66"}});
        const std::size_t at = text.find("protocol \"lists\" may make");
        return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
    };
    EXPECT_EQ(said("991"), "");
    EXPECT_EQ(said("993"),
              "protocol \"lists\" may make 65535 attempts or more: a drill that makes more than 65535 ends with an "
              "error (uk → cn) [too-many-attempts]");
}

INSTANTIATE_TEST_SUITE_P(Lint, DoubtfulProtocols, testing::ValuesIn(kDoubtfulProtocols), changed_name);

}  // namespace
}  // namespace hotline
