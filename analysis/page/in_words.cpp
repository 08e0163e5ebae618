// Long because each table of the format has its own words.

#include "analysis/page/in_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"
#include "models/scenario/instant_text.hpp"
#include "models/scenario/part_of_week.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostDays = 6;  // of a party's holidays that are named one by one

/// Parts of a description, one after the other.
class Words {
public:
    template <class... Values>
    Words& add(fmt::format_string<Values...> pattern, Values&&... values) {
        if (!text_.empty()) text_ += "; ";
        text_ += fmt::format(pattern, std::forward<Values>(values)...);
        return *this;
    }
    std::string text(std::string_view if_nothing) && { return text_.empty() ? std::string(if_nothing) : text_; }

private:
    std::string text_;
};

std::string time_of(double seconds) {
    return duration_text(ticks_of_seconds(seconds));
}

std::string share_of(double share) {
    return exact_percent(share) + " %";
}

/// "100 Mbit/s", "2 MB".
std::string scaled(double value, const char* unit) {
    const char* const kPrefixes[] = {"", "k", "M", "G", "T"};
    std::size_t prefix = 0;
    while (value >= 1000 && prefix + 1 < std::size(kPrefixes)) {
        value /= 1000;
        ++prefix;
    }
    return fmt::format("{:.10g} {}{}", value, kPrefixes[prefix], unit);
}

bool is_nothing(const Law& law) {
    return law.constant() && law.a <= 0 && law.at_least <= 0;
}

/// "from 5 min before the start", "from 2 h after the start".
std::string from_start(Ticks from) {
    if (from == Ticks{0}) return "from the start";
    return from < Ticks{0} ? fmt::format("from {} before the start", duration_text(-from))
                           : fmt::format("from {} after the start", duration_text(from));
}

template <class Thing>
std::string names_of(const std::vector<Thing>& all, const std::vector<Index>& those, std::string_view between) {
    std::string names;
    for (const Index index : those) names += (names.empty() ? "" : std::string(between)) + all[index].id;
    return names;
}

/// "Mon-Fri 09:00-17:30", "round the clock".
std::string hours_of_week(const std::vector<Shift>& shifts) {
    WeekMinutes minutes;
    for (const Shift& shift : shifts) {
        for (std::size_t day = 0; day < 7; ++day) {
            if ((shift.days >> day & 1) == 0) continue;
            const std::size_t midnight = day * 24 * 60;
            for (auto minute = shift.begins; minute < shift.ends; ++minute)
                minutes.set((midnight + static_cast<std::size_t>(minute.count())) % minutes.size());
        }
    }
    if (minutes.all()) return "round the clock";
    std::string text;
    for (const PartOfWeek& part : parts_of_week(minutes)) text += (text.empty() ? "" : ", ") + part.text;
    return text;
}

std::string in_words(const CallBack& call_back) {
    if (call_back.probability <= 0) return "never calls back";
    return fmt::format("calls back {}, after {}{}", share_of(call_back.probability), in_words(call_back.delay),
                       call_back.from_next_shift ? " from the next shift" : "");
}

std::string in_words(const Duty& duty) {
    std::string text = "never answers";
    if (duty.answer > 0) {
        text = fmt::format("answers {}, after {}{}", share_of(duty.answer), in_words(duty.latency),
                           duty.from_next_shift ? " from the next shift" : "");
    }
    if (duty.declined > 0) text += fmt::format(", but declines {} of calls", share_of(duty.declined));
    if (duty.call_back) text += fmt::format(", {}", in_words(*duty.call_back));
    return text;
}

/// "Sat-Sun 00:00-06:00: on duty never answers"
std::string in_words(const When& when) {
    std::string text = hours_of_week({when.hours});
    const auto add = [&](const char* state, const std::optional<Duty>& duty) {
        if (duty) text += fmt::format("{} {} {}", text.back() == ':' ? "" : ",", state, in_words(*duty));
    };
    text += ":";
    add("on duty", when.on_duty);
    add("off duty", when.off_duty);
    add("on leave", when.on_leave);
    return text;
}

std::string in_words(const VoiceMail& machine) {
    std::string text =
        fmt::format("voice mail takes {} of calls, after {}", share_of(machine.probability), in_words(machine.after));
    if (!is_nothing(machine.greeting)) text += fmt::format(", greets for {}", in_words(machine.greeting));
    if (machine.leave <= 0) return text + ", no message is left";
    text += fmt::format(", a message is left in {}", share_of(machine.leave));
    if (!is_nothing(machine.message)) text += fmt::format(" and takes {}", in_words(machine.message));
    if (machine.call_back) text += fmt::format(", the official {} then", in_words(*machine.call_back));
    return text;
}

/// "organisations differ: answers are those of the median, with log-odds of sigma 0.8 (on average on duty 46.3 %),
/// times are those of the median, with logarithms of sigma 0.5, correlation 0.6"
std::string in_words(const Response& response, const Between& between) {
    std::string text = fmt::format("{} differ:", several(between.each));
    if (between.answers == Between::Answers::logit_normal) {
        text += fmt::format(" answers are those of the median, with log-odds of sigma {:.10g}", between.answer_sigma);
        std::string means;
        const auto add = [&](const char* state, double answer) {
            if (answer <= 0 || answer >= 1) return;
            means += fmt::format("{}{} {} %", means.empty() ? "" : ", ", state, percent(between.mean_answer(answer)));
        };
        add("on duty", response.on_duty.answer);
        add("off duty", response.off_duty.answer);
        if (!means.empty()) text += fmt::format(" (on average {})", means);
    }
    if (between.answers == Between::Answers::beta) {
        text += fmt::format(" answers are the means, of beta laws of precision {:.10g}", between.answer_precision);
    }
    if (between.moves_latencies()) {
        text += fmt::format("{} times are those of the median, with logarithms of sigma {:.10g}",
                            between.moves_answers() ? "," : "", between.latency_sigma);
    }
    if (between.correlation < 1) text += fmt::format(", correlation {:.10g}", between.correlation);
    return text;
}

void add_ups_and_downs(Words& words, const Fallible& what) {
    if (what.availability >= 1) return;
    words.add("up {} of the time, outages of {} on average", share_of(what.availability),
              duration_text(what.mean_outage));
}

void add_hurdle(Words& words, const char* what, const std::optional<Hurdle>& hurdle) {
    if (hurdle) words.add("{} takes {} and fails in {}", what, in_words(hurdle->latency), share_of(hurdle->failure));
}

void add_law(Words& words, const char* what, const Law& law) {
    if (!is_nothing(law)) words.add("{} {}", what, in_words(law));
}

std::string whom(const Scenario& scenario, const Selector& call) {
    std::string each;
    for (const Selector& part : call.parts) each += (each.empty() ? "" : ", ") + whom(scenario, part);
    if (!call.parts.empty()) return each;
    if (!call.officials.empty()) return names_of(scenario.officials, call.officials, ", ");
    if (call.rota != kNone) return "whoever " + rota_turn_text(scenario.rotas[call.rota], call.ahead);
    std::string text = "whoever is";
    if (call.role) text += fmt::format(" “{}”", *call.role);
    if (call.organisation) text += fmt::format(" at “{}”", *call.organisation);
    switch (call.side) {
        case Selector::Side::named:
            return text + " of " + scenario.parties[call.party].id;
        case Selector::Side::group:
            return text + " of group " + scenario.groups[call.group];
        case Selector::Side::callee:
            return text + " of the callee";
        case Selector::Side::caller:
            break;
    }
    return text + " of the caller";
}

std::string of_law(const Law& law) {
    switch (law.kind) {
        case Law::Kind::fixed:
            return time_of(law.a);
        case Law::Kind::uniform:
            return fmt::format("uniform, {} to {}", time_of(law.a), time_of(law.b));
        case Law::Kind::exponential:
            return fmt::format("exponential, mean {}", time_of(law.a));
        case Law::Kind::lognormal:
            return fmt::format("lognormal, median {}, sigma {:.10g}", time_of(std::exp(law.a)), law.b);
        case Law::Kind::weibull:
            return fmt::format("Weibull, scale {}, shape {:.10g}", time_of(law.a), law.b);
        case Law::Kind::gamma:
            return fmt::format("gamma, mean {}, shape {:.10g}", time_of(law.a), law.b);
        case Law::Kind::loglogistic:
            return fmt::format("log-logistic, median {}, shape {:.10g}", time_of(law.a), law.b);
        case Law::Kind::empirical:
            break;
    }
    return fmt::format("empirical, {} durations from {} to {}", law.sample->size(), time_of(law.sample->front()),
                       time_of(law.sample->back()));
}

/// "2012-12-24 08:30-12:00 Christmas Eve (organisation CNCERT, site annex)".
std::string of_day(const Scenario& scenario, const Holiday& day) {
    std::string text = utc_text(Instant(day.date)).substr(0, 10);
    if (day.hours) {
        const auto clock = [](std::chrono::minutes at) {
            const auto minute = at > std::chrono::hours{24} ? at - std::chrono::hours{24} : at;
            return fmt::format("{:02}:{:02}", minute.count() / 60, minute.count() % 60);
        };
        text += fmt::format(" {}-{}", clock(day.hours->begins), clock(day.hours->ends));
    }
    if (!day.name.empty()) text += " " + day.name;
    std::string whose;
    if (!day.organisation.empty()) whose = "organisation " + day.organisation;
    if (day.site != kNone) whose += (whose.empty() ? "site " : ", site ") + scenario.sites[day.site].id;
    return whose.empty() ? text : fmt::format("{} ({})", text, whose);
}

}  // namespace

std::string in_words(const Law& law) {
    std::string text = of_law(law);
    if (law.at_least > 0) text += fmt::format(" (at least {})", time_of(law.at_least));
    if (std::isfinite(law.at_most)) text += fmt::format(" (at most {})", time_of(law.at_most));
    return text;
}

std::string in_words(const Scenario& scenario, const Party& party) {
    Words words;
    words.add("clocks of {}", party.time_zone);
    if (!party.capital.empty()) words.add("capital {}", party.capital);
    if (!party.languages.empty()) words.add("speaks {}", fmt::join(party.languages, ", "));
    for (const Index group : party.groups) words.add("of group {}", scenario.groups[group]);
    if (party.hand_over != kNone) words.add("hands over by protocol {}", scenario.protocols[party.hand_over].id);
    if (party.callers > 0) words.add("{}", counted(party.callers, "caller"));
    if (party.site != kNone) words.add("at site {}", scenario.sites[party.site].id);
    constexpr const char* kKinds[] = {"holidays", "short days", "worked days"};
    for (const char* kind : kKinds) {
        std::vector<std::string> days;
        for (const Holiday& day : scenario.holidays) {
            if (&scenario.parties[day.party] != &party || kind != kKinds[day.worked ? 2 : day.hours ? 1 : 0])
                continue;
            days.push_back(of_day(scenario, day));
        }
        if (days.size() > kMostDays) {
            const auto [first, last] = std::minmax_element(days.begin(), days.end());  // dates come first in them
            words.add("{}: {} from {} to {}", kind, days.size(), *first, *last);
        } else if (!days.empty()) {
            words.add("{}: {}", kind, fmt::join(days, ", "));
        }
    }
    return std::move(words).text("");
}

std::string in_words(const Scenario& /*scenario*/, const Roster& roster) {
    if (roster.shifts.empty()) return "always on duty";
    return hours_of_week(roster.shifts) +
           (roster.works_on_holidays ? "; on public holidays too" : "; not on public holidays");
}

std::string in_words(const Scenario& scenario, const Rota& rota) {
    constexpr const char* kUnits[] = {"hour", "day", "week", "month"};
    Words words;
    words.add("clocks of {}", rota.time_zone);
    for (const RotaLayer& layer : rota.layers) {
        if (layer.calendar) {
            words.add("{} take the turns of a calendar{}", names_of(scenario.officials, layer.members, ", "),
                      layer.hours == kNone ? "" : ", in the hours of roster " + scenario.rosters[layer.hours].id);
            continue;
        }
        words.add("{} take turns of {} from {} on{}", names_of(scenario.officials, layer.members, ", "),
                  counted(layer.turn.count, kUnits[static_cast<std::size_t>(layer.turn.unit)]),
                  utc_text(layer.first).substr(0, 16),
                  layer.hours == kNone ? "" : ", in the hours of roster " + scenario.rosters[layer.hours].id);
    }
    for (const RotaOverride& over : scenario.overrides) {
        if (&scenario.rotas[over.rota] != &rota) continue;
        words.add("{} from {} to {} UTC", scenario.officials[over.official].id, utc_text(over.from),
                  utc_text(over.until));
    }
    return std::move(words).text("");
}

std::string in_words(const Scenario& /*scenario*/, const Response& response) {
    Words words;
    words.add("on duty {}", in_words(response.on_duty)).add("off duty {}", in_words(response.off_duty));
    if (response.on_leave) words.add("on leave {}", in_words(*response.on_leave));
    for (const When& when : response.when) words.add("{}", in_words(when));
    if (response.between) words.add("{}", in_words(response, *response.between));
    if (response.present < 1 && response.present_for > Ticks{0})
        words.add("present in {} of periods of {}", share_of(response.present), duration_text(response.present_for));
    else if (response.present < 1)
        words.add("present in {} of drills", share_of(response.present));
    if (response.spell > Ticks{0}) words.add("unchanged for spells of {}", duration_text(response.spell));
    if (response.screened > 0) words.add("somebody else answers in {}", share_of(response.screened));
    if (response.call_back.probability > 0) words.add("{}", in_words(response.call_back));
    if (const auto& person = response.wrong_person; person && person->probability > 0) {
        words.add("a wrong person takes {} of calls, after {}, for {}", share_of(person->probability),
                  in_words(person->latency), in_words(person->lasts));
    }
    if (response.voice_mail && response.voice_mail->probability > 0) words.add("{}", in_words(*response.voice_mail));
    return std::move(words).text("");
}

std::string in_words(const Scenario& /*scenario*/, const Staleness& staleness) {
    return fmt::format("{:.10g} a year: {} % are still right after a year", staleness.per_year,
                       percent(std::exp(-staleness.per_year)));
}

std::string in_words(const Scenario& scenario, const Stance& stance) {
    return fmt::format("willing to answer {} in {} of drills", scenario.parties[stance.towards].id,
                       share_of(stance.willing));
}

std::string in_words(const Scenario& /*scenario*/, const Carrier& carrier) {
    Words words;
    add_ups_and_downs(words, carrier);
    if (carrier.latency > Ticks{0}) words.add("latency {}", duration_text(carrier.latency));
    if (std::isfinite(carrier.bandwidth)) words.add("bandwidth {}", scaled(carrier.bandwidth, "bit/s"));
    for (const Degradation& worse : carrier.degraded) {
        std::string how;
        if (std::isfinite(worse.bandwidth)) how += ", bandwidth " + scaled(worse.bandwidth, "bit/s");
        if (worse.latency > Ticks{0}) how += ", latency " + duration_text(worse.latency);
        words.add("degraded {} for {}{}", from_start(worse.from), in_words(worse.lasts), how);
    }
    return std::move(words).text("up except during its outages");
}

std::string in_words(const Scenario& /*scenario*/, const Site& site) {
    Words words;
    if (site.name != site.id) words.add("{}", site.name);
    add_ups_and_downs(words, site);
    return std::move(words).text("up except during its outages");
}

std::string in_words(const Scenario& /*scenario*/, const Outage& outage) {
    return fmt::format("down {} for {}", from_start(outage.from), in_words(outage.lasts));
}

std::string in_words(const Scenario& scenario, const Channel& channel) {
    Words words;
    words.add("{}", channel.kind == Channel::Kind::call ? "call" : "message")
        .add("set-up {}", in_words(channel.set_up))
        .add("patience {}", duration_text(channel.patience));
    if (channel.staleness != kNone) words.add("addresses go stale by {}", scenario.stalenesses[channel.staleness].id);
    words.add("{}", channel.told ? "the caller is told of a stale address" : "a stale address is silent");
    if (!channel.carriers.empty()) words.add("over {}", names_of(scenario.carriers, channel.carriers, " and "));
    if (channel.size > 0) words.add("size {}", scaled(channel.size, "B"));
    if (channel.lines > 0) words.add("{}", counted(channel.lines, "line"));
    if (channel.queue) words.add("callers queue");
    if (channel.cost > 0) words.add("an attempt costs {:.10g}", units_of(channel.cost));
    if (channel.preempt) words.add("calls of lower priority are preempted");
    return std::move(words).text("");
}

std::string in_words(const Scenario& scenario, const Protocol& protocol) {
    Words words;
    if (protocol.title != protocol.id) words.add("{}", protocol.title);
    if (protocol.goal) {
        const Goal& goal = *protocol.goal;
        words.add("goal: authority {} or more{}", goal.authority,
                  goal.by_call ? ", by call" : ", by call or message");
        if (goal.counts()) {
            words.add("of {} different {}{}", goal.count, goal.of_organisations ? "organisations" : "officials",
                      goal.conference ? ", on the line at once" : "");
        }
        if (goal.conference && goal.hold) {
            words.add("whoever is on the line holds for {}", duration_text(*goal.hold));
        }
    }
    add_law(words, "preparing takes", protocol.prepare);
    if (protocol.rounds > 1) words.add("{} rounds", protocol.rounds);
    add_law(words, "between two rounds", protocol.round_gap);
    add_hurdle(words, "verifying who is speaking", protocol.verify);
    add_hurdle(words, "an interpreter", protocol.interpreter);
    if (protocol.hold > Ticks{0}) words.add("holds the line for {}", duration_text(protocol.hold));
    add_law(words, "then connecting takes", protocol.connect);
    add_law(words, "the conversation takes", protocol.conversation);
    if (protocol.request) {
        words.add("a request is answered in {}, after {}", share_of(protocol.request->answer),
                  in_words(protocol.request->latency));
    }
    if (const auto& exchange = protocol.exchange) {
        words.add("evidence of {} is sent via {}", scaled(exchange->size, "B"), scenario.channels[exchange->via].id);
        if (exchange->tries > 1) words.add("in up to {} tries", exchange->tries);
        add_law(words, "between two of them", exchange->gap);
    }
    return std::move(words).text("nothing but its steps");
}

std::string in_words(const Scenario& scenario, const Step& step) {
    Words words;
    if (!step.name.empty()) words.add("called {}", step.name);
    words.add("calls {}", whom(scenario, step.call)).add("{}", step.all_at_once ? "all at once" : "in turn");
    if (step.stagger > Ticks{0}) words.add("each {} after the one before", duration_text(step.stagger));
    if (!step.via.empty()) words.add("via {}", names_of(scenario.channels, step.via, ", then "));
    if (step.patience) words.add("patience {}", duration_text(*step.patience));
    if (step.tries > 1) words.add("{} tries", step.tries);
    add_law(words, "between two tries", step.gap);
    add_law(words, "before it", step.before);
    add_law(words, "after it", step.linger);
    if (step.within) words.add("cut off after {}", duration_text(*step.within));
    if (step.skip_off_duty) words.add("skips officials off duty");
    if (step.waits_for_duty) words.add("waits until somebody has the duty");
    if (step.may_be_empty) words.add("may call nobody");
    if (step.pass_to != kNone) words.add("whoever answers carries on with {}", scenario.protocols[step.pass_to].id);
    for (const FollowUp& follow : step.on) {
        if (follow.goes != FollowUp::Goes::on)
            words.add("after {}: {}", name_of(follow.after), follow_up_text(follow));
    }
    if (step.then_calls != kNone)
        words.add("whoever is reached calls others by {}", scenario.protocols[step.then_calls].id);
    return std::move(words).text("");
}

std::string in_words(const Scenario& scenario, const Case& played) {
    Words words;
    words.add("plays {}", names_of(scenario.protocols, played.protocols, ", "));
    if (played.after > Ticks{0}) words.add("begins {} after the start", duration_text(played.after));
    if (played.times > 1) words.add("{} times, every {}", played.times, duration_text(played.every));
    if (played.priority > 0) words.add("priority {}", played.priority);
    return std::move(words).text("");
}

std::string in_words(const Scenario& /*scenario*/, const Load& load) {
    Words words;
    words.add("{:.10g} calls an hour, each for {}", load.per_hour, in_words(load.lasts))
        .add("{} for {}", from_start(load.from), duration_text(load.until - load.from))
        .add("patience {}", duration_text(load.patience));
    if (load.priority > 0) words.add("priority {}", load.priority);
    return std::move(words).text("");
}

std::string in_words(const Scenario& /*scenario*/, const Traffic& traffic) {
    return fmt::format(
        "{}{}, {} for {}", counted(traffic.flows, "flow"),
        std::isfinite(traffic.rate) ? fmt::format(" of {} at most", scaled(traffic.rate, "bit/s")) : "",
        from_start(traffic.from), in_words(traffic.lasts));
}

std::string in_words(const Scenario& scenario, const Quorum& quorum) {
    constexpr std::size_t kMostPairs = 20;  // that are named
    Words words;
    words.add("{}", quorum.title);
    if (quorum.at_least.number == 0) words.add("at least {} of its cases", share_of(quorum.at_least.share));
    words.add("{} of {} cases are enough", quorum.needed(), quorum.cases.size());
    std::vector<std::string> pairs;
    for (const Index index : quorum.cases) {
        const Case& played = scenario.cases[index];
        std::string pair = from_to(scenario.parties[played.caller].id, scenario.parties[played.callee].id);
        if (std::find(pairs.begin(), pairs.end(), pair) != pairs.end()) continue;
        if (pairs.size() == kMostPairs) {
            pairs.emplace_back("and others");
            break;
        }
        pairs.push_back(std::move(pair));
    }
    words.add("{}", fmt::join(pairs, ", "));
    return std::move(words).text("");
}

std::string in_words(const Scenario& scenario, const Expectation& expectation) {
    Words words;
    words.add("{}", expectation.that);
    if (expectation.protocol != kNone) words.add("of {}", scenario.protocols[expectation.protocol].id);
    if (expectation.caller != kNone) words.add("caller {}", scenario.parties[expectation.caller].id);
    if (expectation.callee != kNone) words.add("callee {}", scenario.parties[expectation.callee].id);
    if (expectation.pooled) words.add("pooled over the cases");
    if (expectation.in_worlds) words.add("in {} of worlds", share_of(*expectation.in_worlds));
    words.add("confidence {}", share_of(expectation.confidence));
    if (expectation.indifference) words.add("indifference {:.10g}", *expectation.indifference);
    return std::move(words).text("");
}

std::string in_words(const Scenario& scenario, const Official& official) {
    Words words;
    words.add("of {}", scenario.parties[official.party].id);
    if (!official.name.empty()) words.add("{}", official.name);
    if (!official.role.empty()) words.add("{}", official.role);
    if (!official.organisation.empty()) words.add("at {}", official.organisation);
    words.add("authority {}", official.authority);
    if (official.seats > 1) words.add("{} seats", official.seats);
    if (!official.languages.empty()) words.add("speaks {}", fmt::join(official.languages, ", "));
    if (official.roster != kNone) {
        words.add("roster {}", scenario.rosters[official.roster].id);
    } else {
        words.add("{}", official.takes_turns ? "on duty in the own turns" : "always on duty");
    }
    if (official.staleness != kNone)
        words.add("the post changes hands by {}", scenario.stalenesses[official.staleness].id);
    if (official.site != kNone) words.add("at site {}", scenario.sites[official.site].id);
    if (!official.time_zone.empty()) words.add("clocks of {}", official.time_zone);
    for (const Leave& leave : scenario.leaves) {
        if (&scenario.officials[leave.official] != &official) continue;
        words.add("on leave from {} to {} UTC{}", utc_text(leave.from), utc_text(leave.until),
                  leave.deputy == kNone ? "" : ", deputy " + scenario.officials[leave.deputy].id);
    }
    return std::move(words).text("");
}

std::string in_words(const Scenario& scenario, const Row& row) {
    Words words;
    words.add("{} {}", scenario.channels[row.channel].id, row.address)
        .add("responds by {}", scenario.responses[row.response].id)
        .add("{}", row.last_verified ? "verified " + utc_text(*row.last_verified).substr(0, 10) : "never verified");
    if (row.patience) words.add("patience {}", duration_text(*row.patience));
    return std::move(words).text("");
}

}  // namespace hotline
