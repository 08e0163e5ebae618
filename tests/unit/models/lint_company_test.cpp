// Every key of the format, combined with others so that it has no effect. Lint must say so. The keys are those of the
// tables in scenarios/format.md.
// Long because it has a row for each key of the format.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

constexpr const char* kToml = "scenario.toml";
constexpr const char* kCert = R"(call = "cert")";
constexpr const char* kCall = R"(kind = "call")";
constexpr const char* kAnswer = R"(on_duty = { answer = 0.9, latency = "10s" })";
constexpr const char* kGoal = "goal = { authority = 3 }";
constexpr const char* kResponse = "[response.desk]";
constexpr const char* kChannel = "[channel.pstn]";
constexpr const char* kCase = "[[case]]";
constexpr const char* kPlayed = "protocol = \"lists\"\n";

/// Inserts text after a part of the file.
Edit after(const char* part, const std::string& more) {
    return {kToml, part, std::string(part) + "\n" + more};
}
Edit before(const char* part, const std::string& more) {
    return {kToml, part, more + "\n" + part};
}

struct Company {
    std::string key;  // its table in the reference, and its name
    std::vector<Edit> changes;
    std::string said;  // the messages
};

const Edit kNet =
    before(kChannel, "[carrier.net]\n[channel.mail]\nkind = \"message\"\ncarriers = [\"net\"]\nsize = \"1MB\"");
const Edit kMailed = {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
                      "director,cn,director,3,desk,pstn,2,2012-01-01\ndirector,cn,director,3,desk,mail,2,2012-01-01"};
const Edit kLetter = {
    "contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
    "director,cn,director,3,desk,pstn,2,2012-01-01\ndirector,cn,director,3,letter,mail,2,2012-01-01"};
const Edit kHolidays = {kToml, "title =", "holidays = \"holidays.csv\"\ntitle ="};
const Edit kLeaves = {kToml, "title =", "leave = \"leave.csv\"\ntitle ="};
const Edit kRota =
    before(kResponse, "[rota.desk]\nparty = \"cn\"\nmembers = [\"cert\"]\nturn = \"1d\"\nfirst = 2012-10-01");
const Edit kOverrides = {kToml, "title =", "overrides = \"overrides.csv\"\ntitle ="};
const Edit kTogether = before(kCase, "[simulation]\ninteraction = true");
const Edit kOwnDirector = {kToml, kCert, "call = [\"cert\", \"director\"]"};

const Company kCompanies[] = {
    {"At the top contacts",
     {{"contacts.csv",
       "cert,cn,duty officer,1,desk,pstn,1,2012-01-01\ndirector,cn,director,3,desk,pstn,2,2012-01-01\n", ""}},
     R"(the list must have at least one row, but has only a header
)"},
    {"At the top parties",
     {{kToml, "title =", "parties = \"holidays.csv\"\ntitle ="},
      {"holidays.csv", "party,date\ncn,2011-10-03\n", "party\n"}},
     R"(the list must have at least one row, but has only a header
)"},
    {"At the top holidays",
     {kHolidays, {"holidays.csv", "cn,2011-10-03\n", ""}},
     R"(the list must have at least one row, but has only a header
)"},
    {"At the top leave",
     {kLeaves},
     R"(the list must have at least one row, but has only a header
)"},
    {"At the top overrides",
     {kOverrides},
     R"(the list must have at least one row, but has only a header
)"},
    {"At the top [start]",
     {{kToml, "at = 2012-10-04T02:30:00Z", "between = [2012-10-05T02:30:00Z, 2012-10-04T02:30:00Z]"}},
     R"(the second instant must not be before the first (2012-10-05 02:30:00), but is 2012-10-04 02:30:00
)"},
    {"At the top horizon",
     {{kToml, "\"24h\"", "\"30s\""}},
     R"(when nobody answers, protocol "lists" takes 1 min by the medians of its laws: the horizon of 30 s comes before the end of step 1 (uk → cn) [protocol-exceeds-horizon]
)"},
    {"[party.ID] time_zone",
     {{kToml, "\"Asia/Shanghai\"", "\"right/Asia/Shanghai\""}},
     R"(unknown time zone "right/Asia/Shanghai"
)"},
    {"[party.ID] languages", {{kToml, "[\"zh\"]", "[\"\"]"}}, R"("languages" must not hold an empty text
)"},
    {"[party.ID] group", {{kToml, "languages = [\"zh\"]", "group = \"\""}}, R"("group" must not hold an empty text
)"},
    {"[party.ID] callers",
     {{kToml, "languages = [\"zh\"]", "callers = 2"}},
     R"("callers" does nothing without interaction: cases do not compete [no-interaction]
)"},
    {"[roster.ID] holidays",
     {before(kResponse, "[roster.office]\nholidays = \"on\""),
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "office,cert,cn"},
      {"contacts.csv", "director,cn", ",director,cn"}},
     R"("holidays" of roster "office" does nothing: without shifts its officials are always on duty [no-effect]
)"},
    {"[rota.ID] time_zone",
     {kRota, after("party = \"cn\"", "time_zone = \"right/Asia/Shanghai\"")},
     R"(unknown time zone "right/Asia/Shanghai"
)"},
    {"[rota.ID] layer", {kRota, after("party = \"cn\"", "layer = []")}, R"("layer" must not be an empty array
unknown key "members" in rota "desk"
unknown key "turn" in rota "desk"
unknown key "first" in rota "desk"
)"},
    {"[rota.ID] calendar",
     {kRota,
      {kToml, "members = [\"cert\"]\nturn = \"1d\"\nfirst = 2012-10-01", "calendar = \"desk.ics\""},
      {kToml, kCert, "call = [{ rota = \"desk\" }, \"cert\"]"}},
     R"(nobody has the duty of rota "desk" from 2012-10-04 02:30:00 UTC to the end of the last drill [rota-gap]
no event of this calendar is in the time of the drills [calendar-unseen]
nobody whom this step calls ever answers (uk → cn) [unreachable-step]
no case leads to protocol "inside" [unused-protocol]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[rota.ID] hand_off",
     {kRota, after("party = \"cn\"", "hand_off = \"Mon\"")},
     R"("hand_off" must not name a weekday: only turns of weeks may begin on one
)"},
    {"[rota.ID] first",
     {kRota, {kToml, "2012-10-01", "2012-10-05"}},
     R"(nobody has the duty of rota "desk" from 2012-10-04 02:30:00 to 2012-10-04 16:00:00 UTC [rota-gap]
)"},
    {"[rota.ID] hours",
     {kRota, after("party = \"cn\"", "hours = \"office\""),
      before("[rota.desk]", "[roster.office]\nshifts = [{ days = \"Mon-Fri\", hours = \"09:00-17:30\" }]")},
     R"(nobody has the duty of rota "desk" Mon-Thu 17:30-09:00, Fri 17:30 to Mon 09:00 by the clocks of Shanghai [rota-gap]
nobody whom protocol "lists" calls is on duty Mon-Thu 17:30-09:00, Fri 17:30 to Mon 09:00 by the clocks of Shanghai (uk → cn) [nobody-on-duty]
)"},
    {"[response.ID] present",
     {after(kAnswer, "present = 0")},
     R"(nobody whom this step calls ever answers (uk → cn) [unreachable-step]
no case leads to protocol "inside" [unused-protocol]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[response.ID] screened",
     {after(kAnswer, "screened = 1"), {kToml, "hand_over = \"inside\"\n", ""}, kOwnDirector},
     R"(nobody whom this step reaches belongs to the callee and has authority 3 or more, and none of their parties has a "hand_over" (uk → cn) [unreachable-step]
no case leads to protocol "inside" [unused-protocol]
)"},
    {"[response.ID] on_duty",
     {{kToml, "answer = 0.9", "answer = 0"}, after(kResponse, "call_back = { probability = 1, delay = \"1min\" }")},
     R"("latency of on_duty" of response "desk" does nothing: nobody answers then [no-effect]
)"},
    {"[response.ID] off_duty",
     {before(kAnswer, "off_duty = { answer = 0, latency = \"1min\" }")},
     R"("latency of off_duty" of response "desk" does nothing: nobody answers then [no-effect]
)"},
    {"[response.ID] present_for",
     {after("[response.desk]", "present_for = \"1d\"")},
     R"("present_for" of response "desk" does nothing: whether the official is present is certain [no-effect]
)"},
    {"[response.ID] on_leave",
     {before(kAnswer, "on_leave = { answer = 0.1 }")},
     R"("on_leave" of response "desk" does nothing: nobody who responds so goes on leave [no-effect]
)"},
    {"[response.ID] call_back",
     {before(kResponse,
             "[response.letter]\non_duty = { answer = 1 }\ncall_back = { probability = 0.5, delay = \"1h\" }"),
      kNet, kLetter},
     R"("call_back" of response "letter" does nothing: all its rows are for messages, which are never called back [no-effect]
)"},
    {"[response.ID] voice_mail",
     {before(kResponse, "[response.letter]\non_duty = { answer = 1 }\nvoice_mail = { probability = 0.5 }"), kNet,
      kLetter},
     R"("voice_mail" of response "letter" does nothing: all its rows are for messages, which nobody takes [no-effect]
)"},
    {"[response.ID] voice_mail",
     {before(kAnswer,
             "voice_mail = { probability = 0.5, message = \"20s\", call_back = { probability = 1, delay = "
             "\"1min\" } }")},
     R"("message of voice_mail" of response "desk" does nothing: nobody leaves one [no-effect]
"call_back of voice_mail" of response "desk" does nothing: nobody leaves a message [no-effect]
)"},
    {"[response.ID] voice_mail",
     {before(kAnswer, "voice_mail = { probability = 1, after = \"5s\" }")},
     R"(nobody whom this step calls ever answers (uk → cn) [unreachable-step]
no case leads to protocol "inside" [unused-protocol]
the entry of "cert" for pstn is never answered: every call has been taken by another after 5 s [always-taken]
no protocol that is played calls official "director" [unused-official]
the entry of "director" for pstn is never answered: every call has been taken by another after 5 s [always-taken]
)"},
    {"[response.ID] wrong_person",
     {before(kResponse,
             "[response.letter]\non_duty = { answer = 1, declined = 0.5 }\nwrong_person = { probability = "
             "0.5 }"),
      kNet, kLetter},
     R"("wrong_person" of response "letter" does nothing: all its rows are for messages, which nobody takes [no-effect]
"declined of on_duty" of response "letter" does nothing: no call is answered then, so none is declined [no-effect]
)"},
    {"[response.ID] off_duty",
     {before(kAnswer,
             "off_duty = { answer = 0, declined = 0.5, call_back = { probability = 1, delay = \"1min\" } }")},
     R"("declined of off_duty" of response "desk" does nothing: no call is answered then, so none is declined [no-effect]
)"},
    {"[response.ID] call_back",
     {before(kAnswer, "call_back = { probability = 0.5, delay = \"1h\", from = \"next-shift\" }")},
     R"(the entry of "cert" for pstn has response "desk", whose call-backs wait for the next shift, but none begins while drills run: nobody calls back [call-back-without-shift]
the entry of "director" for pstn has response "desk", whose call-backs wait for the next shift, but none begins while drills run: nobody calls back [call-back-without-shift]
)"},
    {"[response.ID] when",
     {after(kAnswer, "[[response.desk.when]]\ndays = \"Mon-Sun\"\non_duty = { answer = 0 }")},
     R"(nobody whom this step calls ever answers (uk → cn) [unreachable-step]
no case leads to protocol "inside" [unused-protocol]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[response.ID] between",
     {after(kAnswer, "between = { each = \"official\", latency = { law = \"lognormal\", sigma = 11 } }")},
     R"("sigma" takes a number from 0 to 10, not 11
)"},
    {"[response.ID.between] each",
     {after(kAnswer, "between = { each = \"organisation\", latency = { law = \"lognormal\", sigma = 1 } }")},
     R"("each of between" of response "desk" does nothing: no official who responds so has an organisation, so each one is a cluster alone [no-effect]
)"},
    {"[response.ID.between] answer",
     {{kToml, "answer = 0.9", "answer = 1"},
      after("[channel.pstn]", "set_up = \"1s\""),
      before(kChannel, "[response.desk.between]\neach = \"party\"\nanswer = { law = \"beta\", precision = 4 }")},
     R"("answer of between" of response "desk" does nothing: each "answer" and call-back is certain or impossible [no-effect]
)"},
    {"[response.ID.between] latency",
     {{kToml, kAnswer, "on_duty = { answer = 0.9 }"},
      before(kChannel, "[response.desk.between]\neach = \"party\"\nlatency = { law = \"lognormal\", sigma = 1 }")},
     R"("latency of between" of response "desk" does nothing: no answer or call-back takes time [no-effect]
)"},
    {"[response.ID.between] correlation",
     {after(kAnswer,
            "between = { each = \"party\", latency = { law = \"lognormal\", sigma = 1 }, correlation = 0.5 }")},
     R"("correlation of between" of response "desk" does nothing: no cluster has another response that differs [no-effect]
)"},
    {"[[response.ID.when]] days",
     {after(kAnswer, "[[response.desk.when]]\ndays = \"Mon\"\non_duty = { answer = 0.5, latency = \"10s\" }")},
     R"(the "on_duty" of these hours of response "desk" never counts: while drills run no official who responds so is on duty in them, or later hours win [when-unseen]
)"},
    {"[[response.ID.when]] hours",
     {after(kAnswer,
            "[[response.desk.when]]\nhours = \"12:00-13:00\"\non_duty = { answer = 0.5, latency = \"10s\" }\n"
            "[[response.desk.when]]\nhours = \"00:00-00:00\"\non_duty = { answer = 0.5, latency = \"10s\" }")},
     R"(the "on_duty" of these hours of response "desk" never counts: while drills run no official who responds so is on duty in them, or later hours win [when-unseen]
)"},
    {"[[response.ID.when]] on_duty",
     {before(kResponse, "[roster.weekend]\nshifts = [{ days = \"Sat,Sun\", hours = \"09:00-17:00\" }]"),
      {kToml, kAnswer,
       "off_duty = { answer = 0.9 }\n[[response.desk.when]]\nhours = \"00:00-00:00\"\non_duty = { answer = 0.5 }"},
      {"contacts.csv", "official,party", "roster,official,party"},
      {"contacts.csv", "cert,cn", "weekend,cert,cn"},
      {"contacts.csv", "director,cn", "weekend,director,cn"}},
     R"(the "on_duty" of these hours of response "desk" never counts: while drills run no official who responds so is on duty in them, or later hours win [when-unseen]
nobody whom protocol "lists" calls is on duty Sat 17:00-09:00, Sun 17:00 to Sat 09:00 by the clocks of Shanghai (uk → cn) [nobody-on-duty]
)"},
    {"[[response.ID.when]] off_duty",
     {after(kAnswer,
            "[[response.desk.when]]\nhours = \"00:00-06:00\"\noff_duty = { answer = 0.5, latency = \"10s\" }")},
     R"(the "off_duty" of these hours of response "desk" never counts: while drills run no official who responds so is off duty in them, or later hours win [when-unseen]
)"},
    {"[[response.ID.when]] on_leave",
     {after(kAnswer,
            "[[response.desk.when]]\nhours = \"00:00-06:00\"\non_leave = { answer = 0.5, latency = \"10s\" }")},
     R"(the "on_leave" of these hours of response "desk" never counts: while drills run no official who responds so is on leave in them, or later hours win [when-unseen]
)"},
    {"[stance.PARTY] towards",
     {before(kChannel, "[stance.cn]\ntowards = { uk = 0 }")},
     R"(nobody whom this step calls ever answers (uk → cn) [unreachable-step]
no case leads to protocol "inside" [unused-protocol]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[carrier.ID] availability",
     {kNet,
      {kToml, "[carrier.net]", "[carrier.net]\navailability = 0\nmean_outage = \"1h\""},
      {kToml, kCall, "kind = \"call\"\ncarriers = [\"net\"]"},
      kMailed},
     R"(every channel over which protocol "lists" calls runs over carrier "net": nobody can be reached while it is down (uk → cn) [single-carrier]
nobody whom this step calls ever answers (uk → cn) [unreachable-step]
no case leads to protocol "inside" [unused-protocol]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[carrier.ID] mean_outage",
     {kNet, after("[carrier.net]", "mean_outage = \"1h\""), kMailed,
      before(kChannel, "[site.tower]\nmean_outage = \"1h\""), after("hand_over = \"inside\"", "site = \"tower\"")},
     R"(all 2 officials of "cn" who are called sit at site "tower": none can be reached while it is down [single-site]
"mean_outage" of carrier "net" does nothing: it is always available [no-effect]
"mean_outage" of site "tower" does nothing: it is always available [no-effect]
)"},
    {"[carrier.ID] latency",
     {kNet, after("[carrier.net]", "latency = \"1s\""), {kToml, "size = \"1MB\"\n", ""}, kMailed},
     R"("latency" of carrier "net" does nothing: no message with a size travels over it [no-effect]
)"},
    {"[carrier.ID] bandwidth",
     {kNet, after("[carrier.net]", "bandwidth = \"1Mbps\""), {kToml, "size = \"1MB\"\n", ""}, kMailed},
     R"("bandwidth" of carrier "net" does nothing: no message with a size travels over it [no-effect]
)"},
    {"[carrier.ID] degraded",
     {kNet,
      after("[carrier.net]",
            "degraded = [{ from = \"-2h\", lasts = \"1h\", latency = \"1s\" }, { from = \"25h\", lasts = \"1h\", "
            "latency = \"1s\" }, { lasts = \"0s\", latency = \"1s\" }]"),
      kMailed},
     R"(the degradation of "net" is over before the drill starts [degradation-unseen]
the degradation of "net" begins after the horizon [degradation-unseen]
the degradation of "net" takes no time [degradation-unseen]
)"},
    {"[[outage]] carrier",
     {kNet, kMailed, before(kCase, "[[outage]]\ncarrier = \"net\"\nsite = \"tower\"\nlasts = \"1h\""),
      before(kChannel, "[site.tower]"), after("hand_over = \"inside\"", "site = \"tower\"")},
     R"(an [[outage]] must name either a "carrier" or a "site", but names both
)"},
    {"[[outage]] site",
     {before(kCase, "[[outage]]\nsite = \"tower\"\nlasts = \"1h\""), before(kChannel, "[site.tower]")},
     R"(nobody sits at site "tower" [unused-site]
)"},
    {"[[outage]] from",
     {kNet, kMailed, before(kCase, "[[outage]]\ncarrier = \"net\"\nfrom = \"25h\"\nlasts = \"1h\"")},
     R"(the outage of "net" begins after the horizon [outage-unseen]
)"},
    {"[[outage]] lasts",
     {kNet, kMailed, before(kCase, "[[outage]]\ncarrier = \"net\"\nlasts = \"0s\"")},
     R"(the outage of "net" takes no time [outage-unseen]
)"},
    {"[channel.ID] patience",
     {after(kCall, "patience = \"1s\"")},
     R"(the caller hangs up on "cert" after 1 s on pstn, but nobody answers there before 10 s (uk → cn) [patience-too-short]
no case leads to protocol "inside" [unused-protocol]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[channel.ID] stale",
     {after(kCall, "stale = \"silent\"")},
     R"("stale" of channel "pstn" does nothing: neither its addresses nor its officials go stale [no-effect]
)"},
    {"[channel.ID] carriers",
     {kNet, kMailed, after(kCall, "carriers = [\"net\"]")},
     R"(every channel over which protocol "lists" calls runs over carrier "net": nobody can be reached while it is down (uk → cn) [single-carrier]
)"},
    {"[channel.ID] size",
     {kNet, kMailed, {kToml, "carriers = [\"net\"]\n", ""}, {kToml, "[carrier.net]\n", ""}},
     R"("size" of channel "mail" does nothing: without carriers a message travels in no time [no-effect]
)"},
    {"[channel.ID] lines",
     {kNet, kMailed, kTogether, after("size = \"1MB\"", "lines = 2")},
     R"("lines" of channel "mail" does nothing: messages do not take lines [no-effect]
)"},
    {"[channel.ID] queue",
     {kNet, kMailed, kTogether, after("size = \"1MB\"", "queue = true")},
     R"("queue" of channel "mail" does nothing: messages take neither lines nor seats [no-effect]
)"},
    {"[channel.ID] preempt",
     {after(kCall, "preempt = true")},
     R"("preempt" does nothing without interaction: cases do not compete [no-interaction]
)"},
    {"[channel.ID] preempt",
     {kNet, kMailed, kTogether, after("size = \"1MB\"", "preempt = true")},
     R"("preempt" of channel "mail" does nothing: messages take neither lines nor seats [no-effect]
)"},
    {"[protocol.ID] goal",
     {{kToml, kGoal, "goal = { authority = 9 }"}, {kToml, "hand_over = \"inside\"\n", ""}},
     R"(nobody whom this step reaches belongs to the callee and has authority 9 or more, and none of their parties has a "hand_over" (uk → cn) [unreachable-step]
no case leads to protocol "inside" [unused-protocol]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[protocol.ID] prepare",
     {after(kGoal, "prepare = \"25h\"")},
     R"(when nobody answers, protocol "lists" takes 25 h 01 min by the medians of its laws: the horizon of 24 h comes before the end of step 1 (uk → cn) [protocol-exceeds-horizon]
)"},
    {"[protocol.ID] rounds",
     {after(kGoal, "rounds = 1000\nround_gap = \"1h\"")},
     R"(when nobody answers, protocol "lists" takes 42 d 7 h 40 min by the medians of its laws: the horizon of 24 h comes before the end of step 1 of round 25 (uk → cn) [protocol-exceeds-horizon]
)"},
    {"[protocol.ID] round_gap",
     {after(kGoal, "round_gap = \"1h\"")},
     R"("round_gap" of protocol "lists" does nothing: there is only one round [no-effect]
)"},
    {"[protocol.ID] verify",
     {after(kGoal, "verify = {}")},
     R"("verify" of protocol "lists" does nothing: it takes no time and never fails [no-effect]
)"},
    {"[protocol.ID] interpreter",
     {after(kGoal, "interpreter = { latency = \"0s\" }")},
     R"("interpreter" of protocol "lists" does nothing: it takes no time and never fails [no-effect]
)"},
    {"[protocol.ID] hold",
     {after(kGoal, "hold = \"5min\""), {kToml, "hand_over = \"inside\"\n", ""}, kOwnDirector},
     R"("hold" of protocol "lists" does nothing: none of its steps has a "pass_to", and no party has a "hand_over" [no-effect]
no case leads to protocol "inside" [unused-protocol]
)"},
    {"[protocol.ID] connect",
     {after(kGoal, "connect = \"5min\""), {kToml, "hand_over = \"inside\"\n", ""}, kOwnDirector},
     R"("connect" of protocol "lists" does nothing: none of its steps has a "pass_to", and no party has a "hand_over" [no-effect]
no case leads to protocol "inside" [unused-protocol]
)"},
    {"[protocol.ID] conversation",
     {after(kGoal, "conversation = \"5min\"")},
     R"("conversation" does nothing without interaction: cases do not compete [no-interaction]
)"},
    {"[protocol.ID] request",
     {after("[protocol.inside]", "request = { answer = 1 }")},
     R"("request" of protocol "inside" does nothing: only the protocol of a case requests assistance [no-effect]
)"},
    {"[channel.ID] cost",
     {before(kChannel, "[channel.mail]\nkind = \"message\"\ncost = 2"),
      after(kGoal, "exchange = { size = \"1GB\", via = \"mail\" }")},
     R"("cost" of channel "mail" does nothing: evidence is no attempt [no-effect]
"size of exchange" of protocol "lists" does nothing: without carriers of its channel the evidence travels in no time [no-effect]
)"},
    {"[protocol.ID] exchange",
     {kNet, after("[protocol.inside]", "exchange = { size = \"1GB\", via = \"mail\" }")},
     R"("exchange" of protocol "inside" does nothing: only the protocol of a case sends evidence [no-effect]
)"},
    {"[protocol.ID] exchange",
     {kNet,
      {kToml, "carriers = [\"net\"]\nsize = \"1MB\"\n", ""},
      {kToml, "[carrier.net]\n", ""},
      after(kGoal, "exchange = { size = \"1GB\", via = \"mail\", gap = \"1h\" }")},
     R"("gap of exchange" of protocol "lists" does nothing: there is only one try [no-effect]
"size of exchange" of protocol "lists" does nothing: without carriers of its channel the evidence travels in no time [no-effect]
)"},
    {"[protocol.ID] step",
     {{kToml, "[[protocol.inside.step]]\ncall = { role = \"director\" }\n", ""}},
     R"(protocol "inside" has no steps
)"},
    {"[[protocol.ID.step]] call",
     {{kToml, "role = \"director\"", "role = \"cook\""}},
     R"(nobody on the lists matches this step's "call": the step is skipped (uk → cn, within protocol "lists") [empty-selector]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[[protocol.ID.step]] via",
     {kNet, kMailed, after(kCert, "via = \"mail\"")},
     R"(nobody whom this step calls has one of the channels of its "via" (uk → cn) [unreachable-step]
no case leads to protocol "inside" [unused-protocol]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[[protocol.ID.step]] patience",
     {after(kCert, "patience = \"1s\"")},
     R"(the caller hangs up on "cert" after 1 s on pstn, but nobody answers there before 10 s (uk → cn) [patience-too-short]
no case leads to protocol "inside" [unused-protocol]
no protocol that is played calls official "director" [unused-official]
)"},
    {"[[protocol.ID.step]] tries",
     {after(kCert, "tries = 1000\npatience = \"10min\"")},
     R"(when nobody answers, protocol "lists" takes 6 d 22 h 40 min by the medians of its laws: the horizon of 24 h comes before the end of step 1 (uk → cn) [protocol-exceeds-horizon]
)"},
    {"[[protocol.ID.step]] nobody_on_duty",
     {after(kCert, "nobody_on_duty = \"wait\"")},
     R"("nobody_on_duty" of a step does nothing: it calls no rota [no-effect]
)"},
    {"[[protocol.ID.step]] then_calls",
     {after(kCert, "then_calls = \"inside\"")},
     R"("then_calls" of a step does nothing: only whoever counts calls others, and nobody does by this step [no-effect]
)"},
    {"[[protocol.ID.step]] gap",
     {after(kCert, "gap = \"1min\"")},
     R"("gap" of a step does nothing: there is only one try [no-effect]
)"},
    {"[[protocol.ID.step]] stagger",
     {after(kCert, "mode = \"all-at-once\"\nstagger = \"30s\"\nwithin = \"20s\""), kOwnDirector},
     R"(of the 2 places of this step only 1 may be called: the turn of the next comes 30 s after that of the first, but the step is cut off after 20 s (uk → cn) [stagger-too-long]
)"},
    {"[[protocol.ID.step]] on",
     {after(kCert, "on = { voice_mail = \"next-target\" }")},
     R"(no attempt of this step ends with "voice mail" (uk → cn) [on-unseen]
)"},
    {"[[protocol.ID.step]] before",
     {after(kCert, "before = \"25h\"")},
     R"(when nobody answers, protocol "lists" takes 25 h 01 min by the medians of its laws: the horizon of 24 h comes before the end of step 1 (uk → cn) [protocol-exceeds-horizon]
)"},
    {"[[protocol.ID.step]] linger",
     {after(kCert, "linger = \"25h\"")},
     R"(when nobody answers, protocol "lists" takes 25 h 01 min by the medians of its laws: the horizon of 24 h comes before the end of step 1 (uk → cn) [protocol-exceeds-horizon]
)"},
    {"[[protocol.ID.step]] within",
     {after(kCert, "within = \"1s\"")},
     R"(the step is cut off after 1 s, but cannot succeed before 10 s (uk → cn) [step-cut-short]
)"},
    {"[[protocol.ID.step]] pass_to",
     {after(kCert, "pass_to = \"lists\""), kOwnDirector},
     R"(protocol "lists" may lead back to itself (lists → lists): it is not started again, and the answer counts as "no authority" (uk → cn) [hand-over-cycle]
no case leads to protocol "inside" [unused-protocol]
)"},
    {"[[case]] caller",
     {{kToml, "caller = \"uk\"", "caller = \"cn\""}},
     R"(caller and callee of a case must be different parties, but both are "cn"
)"},
    {"[[case]] callee", {{kToml, "callee = \"cn\"", "callee = []"}}, R"("callee" must not be an empty array
)"},
    {"[[case]] within_group",
     {after("callee = \"cn\"", "within_group = true")},
     R"(caller and callee of this [[case]] must share a group, but "uk" is in none, and "cn" is in none
)"},
    {"[[case]] priority",
     {after("callee = \"cn\"", "priority = 2")},
     R"("priority" does nothing without interaction: cases do not compete [no-interaction]
)"},
    {"[[case]] after",
     {after("callee = \"cn\"", "after = \"101y\"")},
     R"("after" must be at most a century, but is 101 y
)"},
    {"[[case]] repeat",
     {after("callee = \"cn\"", "repeat = { times = 1000, every = \"1y\" }")},
     R"(the last of these cases begins more than a century after the drill's start
)"},
    {"[[expect]] that",
     {after(kPlayed, "[[expect]]\nthat = \"mean(attempts) >= 0\"")},
     R"(the claim must be able to fail, but every mean of attempts satisfies it
)"},
    {"[[expect]] protocol",
     {after(kPlayed, "[[expect]]\nprotocol = \"lists\"\nthat = \"mean(attempts) of lists >= 1\"")},
     R"(the expectation names its protocol twice, here and with "protocol"
)"},
    {"[[expect]] caller",
     {after(kPlayed, "[[expect]]\ncaller = \"cn\"\nthat = \"mean(attempts) >= 1\"")},
     R"(the expectation must be about a case, but no case has its caller, callee and protocol
)"},
    {"[[expect]] callee",
     {after(kPlayed, "[[expect]]\ncallee = \"uk\"\nthat = \"mean(attempts) >= 1\"")},
     R"(the expectation must be about a case, but no case has its caller, callee and protocol
)"},
    {"[[expect]] pooled",
     {after(kPlayed, "[[expect]]\npooled = true\nindifference = 0.1\nthat = \"P(contact <= 1h) >= 0.5\"")},
     R"("indifference" must be left out: it is only for claims about one probability or one quantile
)"},
    {"[[expect]] indifference",
     {after(kPlayed, "[[expect]]\nindifference = 0.1\nthat = \"mean(attempts) >= 1\"")},
     R"("indifference" must be left out: it is only for claims about one probability or one quantile
)"},
    {"contacts.csv patience",
     {{"contacts.csv", "official,party", "patience,official,party"},
      {"contacts.csv", "cert,cn", "20s,cert,cn"},
      {"contacts.csv", "director,cn", ",director,cn"},
      after(kCert, "patience = \"30s\"")},
     R"("patience" of the entry of "cert" for pstn does nothing: no step that calls it is without a "patience" [no-effect]
)"},
    {"contacts.csv channel",
     {kNet, kMailed, {"contacts.csv", "desk,mail,2", "desk,pstn,2"}},
     R"(column "address": this row has the same official, channel and address as the row in line 3
)"},
    {"contacts.csv address",
     {{"contacts.csv", "pstn,2", "pstn,1"}},
     R"(officials "cert" and "director" have the same address for calls, 1 [shared-address]
)"},
    {"contacts.csv last_verified",
     {{"contacts.csv", "pstn,2,2012-01-01", "pstn,2,0012-01-01"}},
     R"(column "last_verified": a date must be in the years 1900 to 2200, but is 0012-01-01
)"},
    {"holidays.csv organisation",
     {kHolidays, {"holidays.csv", "party,date\ncn,2011-10-03\n", "party,date,organisation\ncn,2012-10-04,CNCRT\n"}},
     R"(the day is about nobody: party "cn" has no official of organisation "CNCRT" [holiday-of-nobody]
)"},
    {"holidays.csv site",
     {kHolidays,
      {"holidays.csv", "party,date\ncn,2011-10-03\n", "party,date,site\ncn,2012-10-04,annex\n"},
      before(kChannel, "[site.annex]")},
     R"(nobody sits at site "annex" [unused-site]
the day is about nobody: party "cn" has no official at site "annex" [holiday-of-nobody]
)"},
    {"leave.csv from",
     {kLeaves, {"leave.csv", "official,from,until\n", "official,from,until\ncert,2012-10-07,2012-10-08\n"}},
     R"(the leave of "cert" begins after the last drill has ended [leave-unseen]
)"},
    {"leave.csv until",
     {kLeaves, {"leave.csv", "official,from,until\n", "official,from,until\ncert,2011-10-03,2011-10-04\n"}},
     R"(the leave of "cert" is over before the first drill starts [leave-unseen]
)"},
    {"leave.csv deputy",
     {kLeaves,
      {"leave.csv", "official,from,until\n",
       "official,from,until,deputy\ncert,2012-10-04,2012-10-04,director\ndirector,2012-10-04,2012-10-04,cert\n"}},
     R"(protocol "inside" may lead back to itself (inside → inside): it is not started again, and the answer counts as "no authority" (uk → cn, within protocol "lists") [hand-over-cycle]
"cert" and the deputies stand in for each other from 2012-10-04 02:30:00 UTC on: each of them keeps the own place [deputies-in-a-circle]
"director" and the deputies stand in for each other from 2012-10-04 02:30:00 UTC on: each of them keeps the own place [deputies-in-a-circle]
)"},
    {"[[quorum]] caller",
     {before(kCase, "[[quorum]]\nid = \"all\"\nat_least = 1\ncaller = \"cn\"\n")},
     R"(a quorum must have cases, but no case has its caller and callee
)"},
    {"[[quorum]] callee",
     {before(kCase, "[[quorum]]\nid = \"all\"\nat_least = 1\ncallee = \"uk\"\n")},
     R"(a quorum must have cases, but no case has its caller and callee
)"},
    {"[[quorum]] at_least",
     {before(kCase, "[[quorum]]\nid = \"all\"\nat_least = 2\n")},
     R"("at_least" must be at most the number of the quorum's cases, 1, but is 2: it could never be met
)"},
    {"overrides.csv from",
     {kRota,
      kOverrides,
      {"overrides.csv", "rota,official,from,until\n",
       "rota,official,from,until\ndesk,director,2012-10-07,2012-10-08\n"}},
     R"(the override of rota "desk" begins after the last drill has ended [override-unseen]
)"},
    {"overrides.csv until",
     {kRota,
      kOverrides,
      {"overrides.csv", "rota,official,from,until\n",
       "rota,official,from,until\ndesk,director,2011-10-03,2011-10-04\n"}},
     R"(the override of rota "desk" is over before the first drill starts [override-unseen]
)"},
    {"[[contacts_for_each]] languages",
     {after(kPlayed,
            "[[contacts_for_each]]\nparties = \"*\"\nofficial = \"{party}-desk\"\nlanguages = "
            "\"{languges}\"\n[[contacts_for_each.row]]\nchannel = \"pstn\"\nresponse = \"desk\"")},
     R"("{languges}" is not a language
)"},
    {"[[contacts_for_each]] last_verified",
     {after(kPlayed,
            "[[contacts_for_each]]\nparties = \"*\"\nofficial = \"{party}-desk\"\nlast_verified = "
            "1012-01-01\n[[contacts_for_each.row]]\nchannel = \"pstn\"\nresponse = \"desk\"")},
     R"("last_verified" must be in the years 1900 to 2200, but is 1012-01-01
)"},
    {"[[contacts_for_each]] row",
     {after(kPlayed,
            "[[contacts_for_each]]\nparties = \"*\"\nofficial = \"{party}-desk\"\n[[contacts_for_each.row]]\nchannel "
            "= \"pstn\"\nresponse = \"desk\"\naddress = \"{name}\"\n[[contacts_for_each.row]]\nchannel = "
            "\"pstn\"\nresponse = \"desk\"\naddress = \"China\"")},
     R"(for party "cn", this row has the same channel and address as the row in line 33: "China"
)"},
    {"[[load]] official",
     {kTogether, before(kCase, "[[load]]\nofficial = \"cert\"\nchannel = \"pstn\"\nper_hour = 1\nlasts = \"1min\""),
      after(kCall, "lines = 2")},
     R"(a [[load]] must name either an "official" or a "channel", but names both
)"},
    {"[[load]] channel",
     {kTogether, before(kCase, "[[load]]\nchannel = \"pstn\"\nper_hour = 1\nlasts = \"1min\"")},
     R"(a [[load]] needs a channel with limited "lines", but channel "pstn" has no limit
)"},
    {"[[load]] per_hour",
     {kTogether, before(kCase, "[[load]]\nofficial = \"cert\"\nper_hour = 1e6\nlasts = \"1min\"")},
     R"(a [[load]] must bring at most 1000000 calls a drill on average, but brings 24000000
)"},
    {"[[load]] lasts",
     {kTogether, before(kCase, "[[load]]\nofficial = \"cert\"\nper_hour = 1\nlasts = \"0s\"")},
     R"(the load on "cert" takes no time [load-unseen]
)"},
    {"[[load]] from",
     {kTogether,
      before(kCase,
             "[[load]]\nofficial = \"cert\"\nper_hour = 1\nlasts = \"1min\"\nfrom = \"25h\"\n[[load]]\nofficial = "
             "\"director\"\nper_hour = 1\nlasts = \"1min\"\nfrom = \"-2h\"\nfor = \"1h\"")},
     R"(the load on "cert" begins after the horizon [load-unseen]
the load on "director" is over before the drill starts [load-unseen]
)"},
    {"[[load]] for",
     {kTogether, before(kCase, "[[load]]\nofficial = \"cert\"\nper_hour = 1\nlasts = \"1min\"\nfor = \"0s\"")},
     R"(the load on "cert" takes no time [load-unseen]
)"},
    {"[[traffic]] carrier",
     {kTogether, kNet, kMailed, before(kCase, "[[traffic]]\ncarrier = \"net\"\nlasts = \"1h\"")},
     R"(a [[traffic]] needs a carrier with limited "bandwidth", but carrier "net" has no limit
)"},
    {"[[traffic]] from",
     {kTogether, kNet, kMailed, after("[carrier.net]", "bandwidth = \"1Mbps\""),
      before(kCase, "[[traffic]]\ncarrier = \"net\"\nfrom = \"25h\"\nlasts = \"1h\"")},
     R"(the traffic of "net" begins after the horizon [traffic-unseen]
)"},
    {"[[traffic]] lasts",
     {kTogether, kNet, kMailed, after("[carrier.net]", "bandwidth = \"1Mbps\""),
      before(kCase, "[[traffic]]\ncarrier = \"net\"\nlasts = \"0s\"")},
     R"(the traffic of "net" takes no time [traffic-unseen]
)"},
};

/// Keys that have an effect in every combination, or whose useless values are errors by themselves. Those errors are
/// in the tests of the loaders.
const std::set<std::string> kAlwaysSensible{
    "[[protocol.ID.step]] may_be_empty",
    "At the top title",
    "At the top description",
    "At the top replications",
    "At the top seed",
    "At the top unverified_age",
    "At the top extends",
    "At the top [simulation]",
    "[party.ID] name",
    "[party.ID] capital",
    "[party.ID] hand_over",
    "[party.ID] site",
    "[roster.ID] shifts",
    "[rota.ID] party",
    "[rota.ID] members",
    "[rota.ID] turn",
    "[[rota.ID.layer]] members",
    "[[rota.ID.layer]] turn",
    "[[rota.ID.layer]] hand_off",  // as of a rota without layers
    "[[rota.ID.layer]] first",
    "[[rota.ID.layer]] hours",
    "[[rota.ID.layer]] calendar",
    "overrides.csv rota",
    "overrides.csv official",
    "[response.ID] spell",
    "[staleness.ID] per_year",
    "[site.ID] name",
    "[site.ID] availability",  // as of carriers
    "[site.ID] mean_outage",
    "[channel.ID] kind",
    "[channel.ID] set_up",
    "[channel.ID] staleness",
    "[protocol.ID] title",
    "[[protocol.ID.step]] name",
    "[[protocol.ID.step]] mode",
    "[[protocol.ID.step]] skip_off_duty",
    "[[case]] protocol",
    "[[expect]] confidence",
    "[[expect]] in_worlds",
    "[[change]] title",
    "[[change]] set",
    "[[change]] cost",
    "contacts.csv official",
    "contacts.csv party",
    "contacts.csv response",
    "contacts.csv organisation",
    "contacts.csv role",
    "contacts.csv name",
    "contacts.csv authority",
    "contacts.csv seats",
    "contacts.csv languages",
    "contacts.csv roster",
    "contacts.csv staleness",
    "contacts.csv site",
    "contacts.csv time_zone",
    "parties.csv party",
    "parties.csv name",
    "parties.csv capital",
    "parties.csv time_zone",
    "parties.csv hand_over",
    "parties.csv group",
    "parties.csv callers",
    "parties.csv languages",
    "parties.csv site",
    "holidays.csv party",
    "holidays.csv date",
    "holidays.csv kind",
    "holidays.csv name",
    "holidays.csv hours",
    "leave.csv official",
    "[[load]] patience",
    "[[load]] priority",
    "[[quorum]] id",
    "[[quorum]] title",
    "[[traffic]] flows",
    "[[traffic]] rate",
    "[[contacts_for_each]] parties",
    "[[contacts_for_each]] official",
    "[[contacts_for_each]] organisation",
    "[[contacts_for_each]] role",
    "[[contacts_for_each]] name",
    "[[contacts_for_each]] authority",
    "[[contacts_for_each]] seats",
    "[[contacts_for_each]] roster",
    "[[contacts_for_each]] staleness",
    "[[contacts_for_each]] site",
    "[[contacts_for_each]] time_zone",
};

/// The messages of a text, without places, lines and hints.
std::string messages(const std::string& text) {
    std::istringstream lines(text);
    std::string all;
    for (std::string line; std::getline(lines, line);) {
        for (const char* kind : {": warning: ", ": error: "}) {
            if (const auto at = line.find(kind); at != std::string::npos && line.find(".") < at)
                all += line.substr(at + std::string(kind).size()) + "\n";
        }
    }
    return all;
}

class SenselessCompany : public testing::TestWithParam<Company> {};

TEST_P(SenselessCompany, is_told_of) {
    EXPECT_EQ(messages(text_with(GetParam().changes)), GetParam().said);
}

std::string company_name(const testing::TestParamInfo<Company>& company) {
    std::string name = std::to_string(company.index) + "_" + company.param.key;
    for (char& letter : name) {
        if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(Lint, SenselessCompany, testing::ValuesIn(kCompanies), company_name);

/// "[channel.ID] size" and so on: the first cells of the reference's tables of keys, with their headings.
std::set<std::string> keys_of_the_format() {
    std::ifstream page(HOTLINE_SOURCE_DIR "/scenarios/format.md");
    std::set<std::string> keys;
    std::string heading;
    bool in_table = false;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("#")) {
            heading = line.substr(line.find(' ') + 1);
            std::erase(heading, '`');
        }
        if (line.starts_with("| key |") || line.starts_with("| column |")) {
            in_table = true;
        } else if (!line.starts_with("|")) {
            in_table = false;
        } else if (in_table && line.starts_with("| `")) {
            std::string cell = line.substr(2, line.find(" |", 2) - 2);
            for (std::size_t open = cell.find('`'); open != cell.npos; open = cell.find('`', open)) {
                const std::size_t close = cell.find('`', open + 1);
                keys.insert(heading + " " + cell.substr(open + 1, close - open - 1));
                open = close + 1;
            }
        }
    }
    return keys;
}

TEST(SenselessCompany, is_looked_for_at_every_key) {
    std::set<std::string> covered = kAlwaysSensible;
    for (const Company& company : kCompanies) covered.insert(company.key);
    EXPECT_EQ(keys_of_the_format(), covered);
}

}  // namespace
}  // namespace hotline
