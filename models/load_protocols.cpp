// Protocols, cases and expectations.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/duration.hpp"
#include "models/loader.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kMostTries = 1000;  // of one address in one step
constexpr std::uint64_t kMostRounds = 1000;
constexpr std::size_t kMostCases = 1'000'000;
constexpr double kBusiestLoad = 1e6;  // calls an hour
constexpr std::size_t kMostLoadCalls = 1'000'000;
constexpr Ticks kLatestAfter = std::chrono::days{36600};

/// "uk" is of "nato", "eu"
std::string with_groups(const Scenario& scenario, Index index) {
    const Party& party = scenario.parties[index];
    if (party.groups.empty()) return fmt::format("\"{}\" is of none", party.id);
    std::string groups;
    for (const Index group : party.groups) {
        groups += fmt::format("{}\"{}\"", groups.empty() ? "" : ", ", scenario.groups[group]);
    }
    return fmt::format("\"{}\" is of {}", party.id, groups);
}

}  // namespace

void Loader::read_protocols(const Node& section) {
    const auto hurdle = [&](TableReader& protocol, const std::string& key) -> std::optional<Hurdle> {
        const Node* node = protocol.take(key);
        if (!node) return {};
        TableReader table = reader(*node, key);
        Hurdle read;
        read.latency = table.law("latency").value_or(Law{});
        read.failure = table.probability("failure").value_or(0);
        table.finish();
        return read;
    };
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("protocol \"{}\"", member.key));
        Protocol protocol;
        protocol.id = member.key;
        protocol.place = member.place;
        protocol.title = table.text("title").value_or(member.key);
        if (const Node* goal = table.take("goal")) protocol.goal = read_goal(*goal);
        protocol.prepare = table.law("prepare").value_or(Law{});
        protocol.rounds = static_cast<std::uint32_t>(table.whole("rounds", 1, kMostRounds).value_or(1));
        protocol.round_gap = table.law("round_gap").value_or(Law{});
        protocol.verify = hurdle(table, "verify");
        protocol.interpreter = hurdle(table, "interpreter");
        protocol.hold = table.duration("hold").value_or(Ticks{0});
        protocol.connect = table.law("connect").value_or(Law{});
        protocol.conversation = table.law("conversation").value_or(Law{});
        for (const Node* step : table.tables("step")) protocol.steps.push_back(read_step(*step));
        if (protocol.steps.empty()) {
            table.error(member.place, fmt::format("protocol \"{}\" has no steps", member.key),
                        fmt::format("a step begins with [[protocol.{}.step]]", member.key));
        }
        if (const Node* node = table.take("request")) {
            TableReader request = reader(*node, "request");
            request.require("answer");
            protocol.request =
                Request{request.probability("answer").value_or(0), request.law("latency").value_or(Law{})};
            request.finish();
        }
        if (const Node* node = table.take("exchange")) protocol.exchange = read_exchange(*node);
        table.finish();
        scenario_.protocols.push_back(std::move(protocol));
    }
}

Exchange Loader::read_exchange(const Node& node) {
    TableReader table = reader(node, "exchange");
    Exchange exchange;
    table.require("size");
    exchange.size = table.size("size").value_or(0);
    const Node* via = table.require("via");
    exchange.via = table.reference("via", channels_).value_or(kNone);
    if (exchange.via < scenario_.channels.size() && scenario_.channels[exchange.via].kind == Channel::Kind::call) {
        table.error(
            via->place,
            fmt::format("evidence is not sent by \"{}\", which is a call", scenario_.channels[exchange.via].id),
            "name a channel for messages");
    }
    exchange.tries = static_cast<std::uint32_t>(table.whole("tries", 1, kMostTries).value_or(1));
    exchange.gap = table.law("gap").value_or(Law{});
    table.finish();
    return exchange;
}

Goal Loader::read_goal(const Node& node) {
    TableReader table = reader(node, "the goal");
    Goal goal;
    goal.authority = static_cast<std::uint32_t>(table.whole("authority", 0, kHighestAuthority).value_or(0));
    goal.by_call = table.either("by", "call", "any", false);
    table.finish();
    return goal;
}

Step Loader::read_step(const Node& node) {
    TableReader table = reader(node, "a step");
    Step step;
    step.place = node.place;
    step.call = read_call(table);
    step.via = table.references("via", channels_);
    step.patience = table.duration("patience");
    step.tries = static_cast<std::uint32_t>(table.whole("tries", 1, kMostTries).value_or(1));
    step.gap = table.law("gap").value_or(Law{});
    step.all_at_once = table.either("mode", "all-at-once", "in-turn", false);
    step.before = table.law("before").value_or(Law{});
    step.linger = table.law("linger").value_or(Law{});
    step.within = table.duration("within");
    step.skip_off_duty = table.flag("skip_off_duty").value_or(false);
    step.pass_to = table.reference("pass_to", protocols_).value_or(kNone);
    table.finish();
    return step;
}

Selector Loader::read_call(TableReader& step) {
    Selector selector;
    const Node* node = step.require("call");
    if (!node) return selector;
    if (node->kind != Node::Kind::table) {
        if (contacts_are_whole_) selector.officials = step.references("call", officials_);
        return selector;
    }
    TableReader table = reader(*node, "a selector");
    const Node* party = table.take("party");
    const auto group = table.reference("group", groups_);
    if (party && table.has("group")) {
        table.error(party->place, "a selector names a \"party\" or a \"group\", not both");
    }
    const std::string side = table.text("party").value_or("callee");
    if (group) {
        selector.side = Selector::Side::group;
        selector.group = *group;
    } else if (side == "caller") {
        selector.side = Selector::Side::caller;
    } else if (side != "callee") {
        selector.side = Selector::Side::named;
        selector.party = table.resolve({side, party->place}, parties_).value_or(0);
    }
    selector.organisation = table.text("organisation");
    selector.role = table.text("role");
    table.finish();
    return selector;
}

void Loader::read_cases(TableReader& top) {
    std::set<std::tuple<Index, Index, Index, Ticks>> seen;
    const auto share_a_group = [&](Index one, Index other) {
        const auto& groups = scenario_.parties[one].groups;
        return std::any_of(groups.begin(), groups.end(),
                           [&](Index group) { return is_in(scenario_.parties[other], group); });
    };
    for (const Node* node : top.tables("case")) {
        TableReader table = reader(*node, "a [[case]]");
        const auto callers = read_party_set(table, "caller");
        const auto callees = read_party_set(table, "callee");
        const bool within_group = table.flag("within_group").value_or(false);
        table.require("protocol");
        const auto protocols = table.references("protocol", protocols_);
        const Ticks after = table.duration("after").value_or(Ticks{0});
        const auto priority = static_cast<std::uint32_t>(table.whole("priority", 0, kHighestPriority).value_or(0));
        if (after > kLatestAfter) table.error(table.take("after")->place, "\"after\" is at most a century");
        table.finish();
        for (const Index protocol : protocols) {
            if (protocol < scenario_.protocols.size() && !scenario_.protocols[protocol].goal) {
                table.error(table.take("protocol")->place,
                            fmt::format("protocol \"{}\" has no \"goal\", so a case cannot be played with it",
                                        scenario_.protocols[protocol].id));
            }
        }
        if (callers.size() == 1 && callers == callees) {
            table.error(node->place, "caller and callee of a case are the same party");
        } else if (within_group && callers.size() == 1 && callees.size() == 1 &&
                   !share_a_group(callers.front(), callees.front())) {
            table.error(node->place,
                        fmt::format("caller and callee of this [[case]] are of no common group: {}, {}",
                                    with_groups(scenario_, callers.front()), with_groups(scenario_, callees.front())),
                        "correct a \"group\", or leave out \"within_group\"");
        }
        std::vector<std::pair<Index, Index>> pairs;
        for (const Index caller : callers) {
            if (scenario_.cases.size() + pairs.size() > kMostCases) break;
            for (const Index callee : callees) {
                const bool wanted = !within_group || share_a_group(caller, callee);
                if (caller != callee && wanted) pairs.emplace_back(caller, callee);
            }
        }
        if (scenario_.cases.size() + pairs.size() > kMostCases) {
            table.error(node->place, fmt::format("with this the scenario has more than {} cases", kMostCases));
            continue;
        }
        if (pairs.empty() && callers.size() * callees.size() > 1) {
            table.error(node->place, "no caller and callee of this [[case]] are different parties of one group");
        }
        for (const auto& [caller, callee] : pairs) {
            scenario_.cases.push_back({caller, callee, protocols, after, priority, node->place});
            for (const Index protocol : protocols) {
                if (seen.insert({caller, callee, protocol, after}).second) continue;
                table.error(node->place,
                            fmt::format("the case {} → {} with protocol \"{}\" stands here a second time",
                                        parties_.ids()[caller], parties_.ids()[callee], protocols_.ids()[protocol]));
            }
        }
    }
    if (!top.has("case") || (scenario_.cases.empty() && !diagnostics_.has_errors())) {
        diagnostics_.error(top.place(), "the scenario has no cases",
                           "a case begins with [[case]] and has a caller, a callee and a protocol");
    }
}

void Loader::read_loads(TableReader& top) {
    for (const Node* node : top.tables("load")) {
        TableReader table = reader(*node, "a [[load]]");
        Load load;
        load.place = node->place;
        const bool of_desk = table.has("official");
        if (of_desk == table.has("channel"))
            table.error(node->place, "a [[load]] is on either an \"official\" or a \"channel\"");
        if (of_desk && contacts_are_whole_) load.official = table.reference("official", officials_).value_or(kNone);
        load.channel = table.reference("channel", channels_).value_or(kNone);
        if (load.channel < scenario_.channels.size() && scenario_.channels[load.channel].lines == 0) {
            table.error(table.take("channel")->place,
                        fmt::format("channel \"{}\" has no limit of lines that a load could take",
                                    scenario_.channels[load.channel].id),
                        "give it \"lines\"");
        }
        table.require("per_hour");
        load.per_hour = table.decimal("per_hour", 0, kBusiestLoad, true).value_or(1);
        table.require("lasts");
        load.lasts = table.law("lasts").value_or(Law{});
        load.from = table.duration("from", true).value_or(Ticks{0});
        const Ticks lasting = table.duration("for").value_or(scenario_.horizon);
        load.until = load.from + lasting;
        load.patience = table.duration("patience").value_or(Ticks{0});
        load.priority = static_cast<std::uint32_t>(table.whole("priority", 0, kHighestPriority).value_or(0));
        if (load.per_hour * seconds_of(lasting) / 3600 > kMostLoadCalls) {
            table.error(node->place, fmt::format("that would be more than {} calls a drill", kMostLoadCalls));
        }
        table.finish();
        scenario_.loads.push_back(load);
    }
}

/// Cases that are played together each play their n-th protocol in the n-th drill.
void Loader::check_interaction(TableReader& top) {
    if (!scenario_.interaction) {
        const auto refuse = [&](const char* what, const auto& things) {
            if (things.empty()) return;
            top.error(things.front().place, fmt::format("a {} needs interaction", what),
                      "write interaction = true into [simulation]");
        };
        refuse("[[load]]", scenario_.loads);
        refuse("[[traffic]]", scenario_.traffic);
        return;
    }
    for (const Case& played : scenario_.cases) {
        if (played.protocols.size() == scenario_.cases.front().protocols.size()) continue;
        top.error(played.place,
                  "with interaction every case names as many protocols: the first ones are played "
                  "together, then the second ones");
        return;
    }
}

void Loader::read_expectations(TableReader& top) {
    for (const Node* node : top.tables("expect")) {
        TableReader table = reader(*node, "an [[expect]]");
        Expectation expectation;
        expectation.place = node->place;
        if (const auto confidence = table.decimal("confidence", 0.5, 1, true)) {
            if (*confidence >= 1) table.error(table.take("confidence")->place, "\"confidence\" is below 1");
            expectation.confidence = *confidence;
        }
        expectation.indifference = table.decimal("indifference", 0, 0.5, true);
        expectation.protocol = table.reference("protocol", protocols_).value_or(kNone);
        expectation.caller = table.reference("caller", parties_).value_or(kNone);
        expectation.callee = table.reference("callee", parties_).value_or(kNone);
        expectation.pooled = table.flag("pooled").value_or(false);
        table.require("that");
        if (const auto that = table.text("that")) {
            expectation.that = *that;
            read_claim(table, expectation);
        }
        table.finish();
        scenario_.expectations.push_back(std::move(expectation));
    }
}

void Loader::read_claim(TableReader& table, Expectation& expectation) {
    const Place place = table.take("that")->place;
    ClaimError wrong;
    const auto claim = parse_claim(expectation.that, place, wrong);
    if (!claim) {
        table.error(place_in_claim(expectation.that, place, wrong.at), wrong.message, wrong.hint);
        return;
    }
    expectation.claim = *claim;
    const Measure& measure = claim->measure;
    const auto within_horizon = [&](Ticks time, const char* what) {
        const bool known = scenario_.horizon > Ticks{0};  // or it is wrong, which has been told
        if (known && time > scenario_.horizon) {
            table.error(place, fmt::format("{} of {} lies beyond the horizon of {}", what, duration_text(time),
                                           duration_text(scenario_.horizon)));
        }
    };
    within_horizon(measure.within, "a deadline");
    if (measure.kind == Measure::Kind::quantile) within_horizon(claim->bound_time, "a time");
    if (measure.kind == Measure::Kind::restricted_mean && claim->minus.empty() && claim->bound_time >= measure.within)
        table.error(place, "the mean of the time within a deadline is always below that deadline");
    const bool of_probability = measure.kind == Measure::Kind::reach || measure.kind == Measure::Kind::quantile;
    if (expectation.indifference && (!of_probability || !claim->minus.empty() || expectation.pooled)) {
        table.error(table.take("indifference")->place,
                    "\"indifference\" is for claims about one probability or quantile");
    }

    if (!claim->of.empty()) {
        if (table.has("protocol"))
            table.error(claim->of_place, "the expectation names its protocol already, with \"protocol\"");
        expectation.protocol = playable(table, claim->of, claim->of_place);
        if (!claim->minus.empty()) expectation.minus = playable(table, claim->minus, claim->minus_place);
    }
    check_coverage(table, expectation);
}

Index Loader::playable(TableReader& table, const std::string& protocol, Place where) {
    const Index index = table.resolve({protocol, where}, protocols_).value_or(kNone);
    if (index < scenario_.protocols.size() && !scenario_.protocols[index].goal) {
        table.error(where,
                    fmt::format("protocol \"{}\" has no \"goal\", so a case cannot be played with it", protocol));
    }
    return index;
}

/// An expectation about nothing would pass for want of drills; one about a response that nobody is asked for, too.
void Loader::check_coverage(TableReader& table, const Expectation& expectation) {
    if (diagnostics_.has_errors()) return;
    bool about_something = false;
    bool without_request = false;
    bool without_exchange = false;
    bool apart = false;
    const auto play = [&](Index protocol) {
        about_something = true;
        without_request |= !scenario_.protocols[protocol].request;
        without_exchange |= !scenario_.protocols[protocol].exchange;
    };
    for (const Case& played : scenario_.cases) {
        if (!is_about(expectation, played)) continue;
        if (expectation.claim.of.empty()) {
            for (const Index protocol : played.protocols) {
                if (expectation.protocol == kNone || expectation.protocol == protocol) play(protocol);
            }
        } else {
            play(expectation.protocol);
            if (expectation.minus != kNone) play(expectation.minus);
            const auto plays = [&](Index protocol) {
                return protocol == kNone || std::find(played.protocols.begin(), played.protocols.end(), protocol) !=
                                                played.protocols.end();
            };
            apart |= !plays(expectation.protocol) || !plays(expectation.minus);
        }
    }
    if (!about_something) {
        table.error(expectation.place,
                    "the expectation is about no case: none has such a caller, callee and protocol");
    } else if (apart && scenario_.interaction) {
        table.error(table.take("that")->place, "with interaction a claim is about protocols that the cases play");
    } else if (expectation.claim.measure.kind != Measure::Kind::mean_attempts) {
        const Milestone milestone = expectation.claim.measure.milestone;
        if (without_request && milestone == Milestone::response)
            table.error(table.take("that")->place, "of a protocol without a [request] there is no response");
        if (without_exchange && milestone == Milestone::shared)
            table.error(table.take("that")->place, "of a protocol without an [exchange] nothing is shared");
    }
}

}  // namespace hotline
