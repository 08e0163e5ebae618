// A scenario that uses every part of the format, with invented lists.
#pragma once

#include <map>
#include <string>

namespace hotline {

inline const char* const kExampleToml = R"(title        = "UK–China cyber hotline, October 2012"
description  = "What the existing lists give, and what a dedicated line would."
horizon      = "24h"
replications = 5000
seed         = 20121004
contacts     = ["lists/contacts.csv", "lists/more.csv"]
holidays     = "lists/holidays.csv"
unverified_age = "3y"

[start]
between = [2012-10-01T00:00:00Z, 2013-10-01T08:00:00+08:00]

[party.uk]
name      = "United Kingdom"
time_zone = "Europe/London"
languages = ["en"]
[party.cn]
name      = "China"
capital   = "Beijing"
time_zone = "Asia/Shanghai"
languages = ["zh"]
hand_over = "cn-internal"
[party.sg]
time_zone = "Asia/Singapore"

[roster.office]
shifts   = [{ days = "Mon-Fri", hours = "09:00-17:30" }]
[roster.round-the-clock]
shifts   = [{ days = "Mon-Sun", hours = "00:00-24:00" }]
holidays = "on"
[roster.odd]
shifts   = [{ days = "Fri-Mon", hours = "22:00-06:00" }, { days = "Mon, Wed", hours = "08:00 - 08:00" }]

[response.duty-desk]
present  = 0.99
spell    = "20min"
screened = 0.05
on_duty  = { answer = 0.97, latency = { law = "lognormal", median = "12s", sigma = 0.7 } }
off_duty = { answer = 1, latency = { law = "uniform", min = "10s", max = "40s" } }
call_back = { probability = 0.5, delay = { law = "gamma", mean = "20min", shape = 1.2 } }
wrong_person = { probability = 0.02, latency = "7s", lasts = "40s" }
[response.duty-desk.voice_mail]
probability = 0.9
after       = "25s"
greeting    = "15s"
leave       = 0.75
message     = { law = "exponential", mean = "20s" }
call_back   = { probability = 0.6, delay = "10min", from = "next-shift" }
[[response.duty-desk.when]]
hours    = "22:00-06:00"
on_duty  = { answer = 0.5, declined = 0.1 }
off_duty = { answer = 0.1, call_back = { probability = 1, delay = "1h" } }
[[response.duty-desk.when]]
days     = "Sat,Sun"
on_leave = { answer = 0, latency = "1s" }
[response.mailbox]
on_duty  = { answer = 0.80, latency = { law = "empirical", file = "lists/replies.csv" } }
off_duty = { answer = 0.80, latency = { law = "weibull", scale = "47min", shape = 0.7 }, from = "next-shift" }

[staleness.named-person]
per_year = 0.5
[staleness.phone-number]
per_year = 0.08

[carrier.internet]
availability = 0.999
mean_outage  = "4h"
latency      = "125ms"
bandwidth    = "100Mbps"
[carrier.radio]
[[outage]]
carrier = "internet"
from    = "-10min"
lasts   = "6h"

[channel.pstn]
kind      = "call"
set_up    = { law = "lognormal", median = "7s", p95 = "11s" }
staleness = "phone-number"
lines     = 2
[channel.email]
kind      = "message"
set_up    = "5s"
patience  = "10min"
stale     = "told"
carriers  = ["internet", "radio"]
size      = "2MB"
[channel.telex]
kind = "message"

[stance.cn]
towards = { uk = 0.95 }

[protocol.lists]
title     = "The existing lists"
goal      = { authority = 3, by = "call" }
prepare   = "5min"
rounds    = 2
round_gap = { law = "exponential", mean = "30min", at_least = "1min", at_most = "2h" }
verify      = { latency = "90s", failure = 0.01 }
interpreter = { latency = { law = "loglogistic", median = "4min", shape = 2.5 }, failure = 0.05 }
hold        = "10min"
connect     = "1min"
[[protocol.lists.step]]
call = "cn-cert-duty"
via  = ["email", "pstn"]
patience = "45s"
tries = 3
gap   = { law = "fixed", value = "2min" }
[[protocol.lists.step]]
call   = ["cn-mfa-deputy", "cn-mfa-duty"]
mode   = "all-at-once"
before = "1min"
linger = "10min"
within = "1h"
skip_off_duty = true
[[protocol.lists.step]]
call = { party = "sg", organisation = "SingCERT" }
pass_to = "sg-relay"
[protocol.lists.request]
answer  = 0.8
latency = "3h"

[protocol.hotline]
goal = {}
[[protocol.hotline.step]]
call = {}
[protocol.cn-internal]
[[protocol.cn-internal.step]]
call = { party = "callee", role = "director" }
[protocol.sg-relay]
[[protocol.sg-relay.step]]
call = { party = "caller" }

[[case]]
caller = "uk"
callee = "cn"
protocol = ["lists", "hotline"]
after = "30min"
[[case]]
caller = "*"
callee = ["cn", "sg"]
protocol = "hotline"

[[expect]]
protocol   = "hotline"
caller     = "uk"
callee     = "cn"
that       = "P(contact <= 30min) >= 0.95"
confidence = 0.99
[[expect]]
that       = "P(contact <= 1h) >= 0.1"

[simulation]
interaction = false
)";

inline const std::map<std::string, std::string> kExampleFiles{
    {"scenario.toml", kExampleToml},
    {"lists/contacts.csv",
     "last_verified,official,party,organisation,role,name,authority,languages,roster,response,staleness,channel,"
     "address\n"
     "2012-03-01,cn-cert-duty,cn,CNCERT,duty officer,,1,zh;en,round-the-clock,duty-desk,,pstn,+86 10 0101\n"
     ",cn-cert-duty,cn,CNCERT,duty officer,,1,zh; en,round-the-clock,mailbox,,email,duty@cert.example\n"
     ",cn-mfa-duty,cn,\"Ministry, Foreign\",duty officer,\"\"\"Li\"\"\",3,,office,duty-desk,named-person,pstn,1\n"
     ",cn-mfa-deputy,cn,\"Ministry, Foreign\",director,,4,,,duty-desk,,pstn,2\n"
     "2012-05-01,cn-mfa-deputy,cn,\"Ministry, Foreign\",director,,4,,,duty-desk,,pstn,3\n"},
    {"lists/more.csv", "official,party,response,channel,organisation\nsg,sg,duty-desk,telex,SingCERT\n"},
    {"lists/holidays.csv",
     "party,date,kind,name\ncn,2012-10-01,,National Day\ncn,2012-09-29,worked,\nuk,2012-12-25,holiday,\n"},
    {"lists/replies.csv", "seconds\n30\n10.5\n1e3\n"},
};

}  // namespace hotline
