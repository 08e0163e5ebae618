// Protocols: their goals, their steps, and what follows contact.

#include <fmt/format.h>

#include <algorithm>

#include "models/loading/loader.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kMostTries = 1000;  // of one address in one step
constexpr std::uint64_t kMostRounds = 1000;

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
        table.error(via->place,
                    fmt::format("\"via\" must be a channel for messages, but \"{}\" is for calls",
                                scenario_.channels[exchange.via].id),
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
        table.error(party->place, "a selector must name either a \"party\" or a \"group\", but names both");
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

}  // namespace hotline
