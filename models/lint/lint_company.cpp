// Long because it has a table for each section.
//
// Keys without effect because of other keys: the size of a message that travels over no carrier, the gap after the
// only try. There is one table for each section. Unused definitions from a file that is extended are not reported.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "models/lint/linter.hpp"

namespace hotline {
namespace {

template <typename Thing>
struct Idle {
    const char* key;
    bool (*does_nothing)(const Scenario&, const Thing&);
    const char* why;
    const char* cure;
};

bool takes_time(const Law& law) {
    return !law.constant() || law.ticks(0.5) > Ticks{0};
}

bool is_message(const Channel& channel) {
    return channel.kind == Channel::Kind::message;
}

bool can_go_stale(const Scenario& scenario, const Channel& channel) {
    return channel.staleness != kNone || std::any_of(scenario.rows.begin(), scenario.rows.end(), [&](const Row& row) {
               return &scenario.channels[row.channel] == &channel &&
                      scenario.officials[row.official].staleness != kNone;
           });
}

/// Whether a row for a channel of that kind has the response.
bool is_of_a(Channel::Kind kind, const Scenario& scenario, const Response& response) {
    return std::any_of(scenario.rows.begin(), scenario.rows.end(), [&](const Row& row) {
        return &scenario.responses[row.response] == &response && scenario.channels[row.channel].kind == kind;
    });
}

bool is_only_for_messages(const Scenario& scenario, const Response& response) {
    return is_of_a(Channel::Kind::message, scenario, response) && !is_of_a(Channel::Kind::call, scenario, response);
}

bool declines_in_vain(const Duty& duty, const Scenario& scenario, const Response& response) {
    return duty.declined > 0 && (duty.answer <= 0 || is_only_for_messages(scenario, response));
}

/// Whether a response never has the same clusters as another one that differs by them.
bool shares_no_cluster(const Scenario& scenario, const Response& response) {
    const Between::Each each = response.between->each;
    std::set<Identity> clusters;
    const auto cluster = [&](const Row& row) {
        return who_differs(scenario, scenario.officials[row.official], each);
    };
    for (const Row& row : scenario.rows) {
        if (&scenario.responses[row.response] == &response) clusters.insert(cluster(row));
    }
    return std::none_of(scenario.rows.begin(), scenario.rows.end(), [&](const Row& row) {
        const Response& other = scenario.responses[row.response];
        return &other != &response && other.between && other.between->each == each && clusters.contains(cluster(row));
    });
}

bool opens_searches(const Scenario& scenario, const Protocol& protocol) {
    return std::any_of(protocol.steps.begin(), protocol.steps.end(),
                       [](const Step& step) { return step.pass_to != kNone; }) ||
           std::any_of(scenario.parties.begin(), scenario.parties.end(),
                       [](const Party& party) { return party.hand_over != kNone; });
}

bool is_hurdle(const std::optional<Hurdle>& hurdle) {
    return !hurdle || hurdle->failure > 0 || takes_time(hurdle->latency);
}

bool is_a_case_s(const Scenario& scenario, const Protocol& protocol) {
    return std::any_of(scenario.cases.begin(), scenario.cases.end(), [&](const Case& played) {
        return std::any_of(played.protocols.begin(), played.protocols.end(),
                           [&](Index index) { return &scenario.protocols[index] == &protocol; });
    });
}

/// Whether no search that counts takes the step: the own one of a case that counts, or one of somebody who was
/// reached.
bool lets_nobody_call(const Scenario& scenario, const Step& step) {
    std::vector<Index> counting;
    std::vector<bool> known(scenario.protocols.size());
    const auto add = [&](Index protocol) {
        if (protocol != kNone && !known[protocol]) counting.push_back(protocol);
        if (protocol != kNone) known[protocol] = true;
    };
    for (const Case& played : scenario.cases) {
        for (const Index protocol : played.protocols) {
            if (scenario.protocols[protocol].goal->counts()) add(protocol);
        }
    }
    for (std::size_t done = 0; done < counting.size(); ++done) {
        for (const Step& taken : scenario.protocols[counting[done]].steps) {
            if (&taken == &step) return false;
            add(taken.then_calls);
        }
    }
    return true;
}

/// Whether nothing travels over the carrier. If there is traffic on it, that is reported instead.
bool is_idle(const Scenario& scenario, const Carrier& carrier) {
    const auto index = static_cast<Index>(&carrier - scenario.carriers.data());
    return !carries_messages(scenario, index) &&
           std::none_of(scenario.traffic.begin(), scenario.traffic.end(),
                        [&](const Traffic& traffic) { return traffic.carrier == index; });
}

/// Whether no row of the lists has the channel, and a protocol sends its evidence over it.
bool carries_only_evidence(const Scenario& scenario, const Channel& channel) {
    const auto index = static_cast<Index>(&channel - scenario.channels.data());
    return std::none_of(scenario.rows.begin(), scenario.rows.end(),
                        [index](const Row& row) { return row.channel == index; }) &&
           std::any_of(scenario.protocols.begin(), scenario.protocols.end(), [index](const Protocol& protocol) {
               return protocol.exchange && protocol.exchange->via == index;
           });
}

constexpr const char* kNothingTravels = "no message with a size travels over it";
constexpr const char* kGiveSize = "give a channel over this carrier a \"size\", or leave the key out";
constexpr const char* kAlwaysUp = "it is always available";
constexpr const char* kOnlyMessages = "all its rows are for messages, which nobody takes";
constexpr const char* kDeclinesInVain = "no call is answered then, so none is declined";
constexpr const char* kTakeOut = "leave the key out";
constexpr const char* kOpensNothing = "none of its steps has a \"pass_to\", and no party has a \"hand_over\"";
constexpr const char* kLetInteract = "set interaction = true in [simulation], so that cases compete";

constexpr Idle<Roster> kRosters[] = {
    {"holidays", [](const Scenario&, const Roster& of) { return of.works_on_holidays && of.shifts.empty(); },
     "without shifts its officials are always on duty", "give it \"shifts\", or leave the key out"},
};

constexpr Idle<Response> kResponses[] = {
    {"latency of on_duty",
     [](const Scenario&, const Response& of) { return of.on_duty.answer <= 0 && takes_time(of.on_duty.latency); },
     "nobody answers then", "set an \"answer\" above 0"},
    {"latency of off_duty",
     [](const Scenario&, const Response& of) { return of.off_duty.answer <= 0 && takes_time(of.off_duty.latency); },
     "nobody answers then", "set an \"answer\" above 0"},
    {"present_for",
     [](const Scenario&, const Response& of) {
         return of.present_for > Ticks{0} && (of.present <= 0 || of.present >= 1);
     },
     "whether the official is present is certain", "set a \"present\" between 0 and 1"},
    {"on_leave",
     [](const Scenario& scenario, const Response& of) {
         const auto index = static_cast<Index>(&of - scenario.responses.data());
         return of.on_leave && std::none_of(scenario.leaves.begin(), scenario.leaves.end(), [&](const Leave& leave) {
                    const std::vector<Index>& rows = scenario.officials[leave.official].rows;
                    return std::any_of(rows.begin(), rows.end(),
                                       [&](Index row) { return scenario.rows[row].response == index; });
                });
     },
     "nobody who responds so goes on leave", "a row in a list of \"leave\""},
    {"call_back",
     [](const Scenario& scenario, const Response& of) {
         return of.call_back.probability > 0 && is_only_for_messages(scenario, of);
     },
     "all its rows are for messages, which are never called back", kTakeOut},
    {"voice_mail",
     [](const Scenario& scenario, const Response& of) { return of.voice_mail && is_only_for_messages(scenario, of); },
     kOnlyMessages, kTakeOut},
    {"wrong_person",
     [](const Scenario& scenario, const Response& of) {
         return of.wrong_person && is_only_for_messages(scenario, of);
     },
     kOnlyMessages, kTakeOut},
    {"declined of on_duty",
     [](const Scenario& scenario, const Response& of) { return declines_in_vain(of.on_duty, scenario, of); },
     kDeclinesInVain, kTakeOut},
    {"declined of off_duty",
     [](const Scenario& scenario, const Response& of) { return declines_in_vain(of.off_duty, scenario, of); },
     kDeclinesInVain, kTakeOut},
    {"message of voice_mail",
     [](const Scenario&, const Response& of) {
         return of.voice_mail && of.voice_mail->leave <= 0 && takes_time(of.voice_mail->message);
     },
     "nobody leaves one", "set a \"leave\" above 0"},
    {"call_back of voice_mail",
     [](const Scenario&, const Response& of) {
         return of.voice_mail && of.voice_mail->leave <= 0 && of.voice_mail->call_back;
     },
     "nobody leaves a message", "set a \"leave\" above 0"},
    {"answer of between",
     [](const Scenario&, const Response& of) {
         return of.moves_answers() &&
                !any_duty(of, [](const Duty& duty) { return duty.answer > 0 && duty.answer < 1; }) &&
                !any_call_back(of, [](const CallBack& back) { return back.probability > 0 && back.probability < 1; });
     },
     "each \"answer\" and call-back is certain or impossible", "set an \"answer\" between 0 and 1"},
    {"latency of between",
     [](const Scenario&, const Response& of) {
         return of.moves_latencies() &&
                !any_duty(of, [](const Duty& duty) { return duty.answer > 0 && takes_time(duty.latency); }) &&
                !any_call_back(of,
                               [](const CallBack& back) { return back.probability > 0 && takes_time(back.delay); });
     },
     "no answer or call-back takes time", "set a \"latency\" above 0"},
    {"each of between",
     [](const Scenario& scenario, const Response& of) {
         return of.between && of.between->each == Between::Each::organisation &&
                std::none_of(scenario.rows.begin(), scenario.rows.end(), [&](const Row& row) {
                    return &scenario.responses[row.response] == &of &&
                           !scenario.officials[row.official].organisation.empty();
                });
     },
     "no official who responds so has an organisation, so each one is a cluster alone",
     "fill in the column \"organisation\", or set each = \"official\""},
    {"correlation of between",
     [](const Scenario& scenario, const Response& of) {
         return of.between && of.between->correlation < 1 && shares_no_cluster(scenario, of);
     },
     "no cluster has another response that differs", kTakeOut},
};

constexpr Idle<Carrier> kCarriers[] = {
    {"mean_outage",
     [](const Scenario&, const Carrier& of) { return of.mean_outage > Ticks{0} && of.availability >= 1; }, kAlwaysUp,
     "set an \"availability\" below 1"},
    {"latency", [](const Scenario& all, const Carrier& of) { return of.latency > Ticks{0} && is_idle(all, of); },
     kNothingTravels, kGiveSize},
    {"bandwidth",
     [](const Scenario& all, const Carrier& of) { return std::isfinite(of.bandwidth) && is_idle(all, of); },
     kNothingTravels, kGiveSize},
    {"degraded", [](const Scenario& all, const Carrier& of) { return !of.degraded.empty() && is_idle(all, of); },
     kNothingTravels, kGiveSize},
};

constexpr Idle<Site> kSites[] = {
    {"mean_outage", [](const Scenario&, const Site& of) { return of.mean_outage > Ticks{0} && of.availability >= 1; },
     kAlwaysUp, "set an \"availability\" below 1"},
};

constexpr Idle<Channel> kChannels[] = {
    {"size", [](const Scenario&, const Channel& of) { return of.size > 0 && of.carriers.empty(); },
     "without carriers a message travels in no time", "give it \"carriers\", or leave the key out"},
    {"lines", [](const Scenario&, const Channel& of) { return of.lines > 0 && is_message(of); },
     "messages do not take lines", kTakeOut},
    {"queue", [](const Scenario&, const Channel& of) { return of.queue && is_message(of); },
     "messages take neither lines nor seats", kTakeOut},
    {"preempt", [](const Scenario&, const Channel& of) { return of.preempt && is_message(of); },
     "messages take neither lines nor seats", kTakeOut},
    {"cost", [](const Scenario& all, const Channel& of) { return of.cost > 0 && carries_only_evidence(all, of); },
     "evidence is no attempt", kTakeOut},
    {"stale",
     [](const Scenario& all, const Channel& of) { return of.told == is_message(of) && !can_go_stale(all, of); },
     "neither its addresses nor its officials go stale", "give it a \"staleness\", or leave the key out"},
};

constexpr Idle<Protocol> kProtocols[] = {
    {"round_gap", [](const Scenario&, const Protocol& of) { return of.rounds == 1 && takes_time(of.round_gap); },
     "there is only one round", "add \"rounds\", or leave the key out"},
    {"verify", [](const Scenario&, const Protocol& of) { return !is_hurdle(of.verify); },
     "it takes no time and never fails", "give it a \"latency\" or a \"failure\""},
    {"interpreter", [](const Scenario&, const Protocol& of) { return !is_hurdle(of.interpreter); },
     "it takes no time and never fails", "give it a \"latency\" or a \"failure\""},
    {"hold", [](const Scenario& all, const Protocol& of) { return of.hold > Ticks{0} && !opens_searches(all, of); },
     kOpensNothing, kTakeOut},
    {"connect",
     [](const Scenario& all, const Protocol& of) { return takes_time(of.connect) && !opens_searches(all, of); },
     kOpensNothing, kTakeOut},
    {"request", [](const Scenario& all, const Protocol& of) { return of.request && !is_a_case_s(all, of); },
     "only the protocol of a case requests assistance", kTakeOut},
    {"exchange", [](const Scenario& all, const Protocol& of) { return of.exchange && !is_a_case_s(all, of); },
     "only the protocol of a case sends evidence", kTakeOut},
    {"gap of exchange",
     [](const Scenario&, const Protocol& of) {
         return of.exchange && of.exchange->tries == 1 && takes_time(of.exchange->gap);
     },
     "there is only one try", "add \"tries\", or leave the key out"},
    {"size of exchange",
     [](const Scenario& all, const Protocol& of) {
         return of.exchange && all.channels[of.exchange->via].carriers.empty();
     },
     "without carriers of its channel the evidence travels in no time", "give the channel \"carriers\""},
};

constexpr Idle<Step> kSteps[] = {
    {"gap", [](const Scenario&, const Step& of) { return of.tries == 1 && takes_time(of.gap); },
     "there is only one try", "add \"tries\", or leave the key out"},
    {"nobody_on_duty", [](const Scenario&, const Step& of) { return of.waits_for_duty && !calls_rota(of.call); },
     "it calls no rota", "call a rota, or leave the key out"},
    {"then_calls",
     [](const Scenario& all, const Step& of) { return of.then_calls != kNone && lets_nobody_call(all, of); },
     "only whoever counts calls others, and nobody does by this step",
     "give the goal of the case's protocol a \"count\" of 2 or more, or leave the key out"},
};

// Keys that matter only where cases compete.

constexpr Idle<Party> kPartiesAlone[] = {
    {"callers", [](const Scenario&, const Party& of) { return of.callers > 0; }, "", kLetInteract},
};
constexpr Idle<Channel> kChannelsAlone[] = {
    {"lines", [](const Scenario&, const Channel& of) { return of.lines > 0 && !is_message(of); }, "", kLetInteract},
    {"queue", [](const Scenario&, const Channel& of) { return of.queue && !is_message(of); }, "", kLetInteract},
    {"preempt", [](const Scenario&, const Channel& of) { return of.preempt && !is_message(of); }, "", kLetInteract},
};
constexpr Idle<Protocol> kProtocolsAlone[] = {
    {"conversation", [](const Scenario&, const Protocol& of) { return takes_time(of.conversation); }, "",
     kLetInteract},
};
constexpr Idle<Case> kCasesAlone[] = {
    {"priority", [](const Scenario&, const Case& of) { return of.priority > 0; }, "", kLetInteract},
};

}  // namespace

void Linter::check_company() {
    const auto look = [&](const auto& things, const auto& table, const auto& message, const char* code) {
        std::set<std::tuple<std::uint32_t, std::uint32_t, const char*>>
            told;  // a [[case]] of many pairs is reported once
        for (const auto& thing : things) {
            if (thing.place.file != 0) continue;
            for (const auto& check : table) {
                if (!check.does_nothing(scenario_, thing)) continue;
                if (!told.insert({thing.place.line, thing.place.column, check.key}).second) continue;
                diagnostics_.warning(code, thing.place, message(check, thing), check.cure);
            }
        }
    };
    const auto idle = [&](const std::string& kind, const auto& things, const auto& table) {
        look(
            things, table,
            [&](const auto& check, const auto& thing) {
                return fmt::format("\"{}\" of {} \"{}\" does nothing: {}", check.key, kind, thing.id, check.why);
            },
            "no-effect");
    };
    idle("roster", scenario_.rosters, kRosters);
    idle("response", scenario_.responses, kResponses);
    idle("carrier", scenario_.carriers, kCarriers);
    idle("site", scenario_.sites, kSites);
    idle("channel", scenario_.channels, kChannels);
    idle("protocol", scenario_.protocols, kProtocols);
    for (const Protocol& protocol : scenario_.protocols) {
        look(
            protocol.steps, kSteps,
            [&](const auto& check, const auto&) {
                return fmt::format("\"{}\" of a step does nothing: {}", check.key, check.why);
            },
            "no-effect");
    }
    if (scenario_.interaction) return;
    const auto alone = [&](const auto& things, const auto& table) {
        look(
            things, table,
            [&](const auto& check, const auto&) {
                return fmt::format("\"{}\" does nothing without interaction: cases do not compete", check.key);
            },
            "no-interaction");
    };
    alone(scenario_.parties, kPartiesAlone);
    alone(scenario_.channels, kChannelsAlone);
    alone(scenario_.protocols, kProtocolsAlone);
    alone(scenario_.cases, kCasesAlone);
}

}  // namespace hotline
