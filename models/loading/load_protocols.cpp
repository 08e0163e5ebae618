// Protocols: their goals, their steps, and what follows contact.

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "models/base/alike.hpp"
#include "models/base/duration.hpp"
#include "models/loading/loader.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kMostTries = 1000;  // of one address in one step
constexpr std::uint64_t kMostRounds = 1000;
constexpr Ticks kLongestStagger = std::chrono::hours{36600 * 24};  // a century
constexpr std::uint64_t kMostCounted = 1000;

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
        const std::vector<const Node*> steps = table.tables("step");
        for (const Node* step : steps) protocol.steps.push_back(read_step(*step));
        read_follow_ups(protocol, steps);
        if (protocol.goal && protocol.goal->conference) {
            for (const Node* step : steps) {
                const Node* calls = step->find("then_calls");
                if (!calls) continue;
                table.error(calls->place,
                            "\"then_calls\" is not for a goal with conference = true: whoever holds the line calls "
                            "nobody",
                            "leave the key out, or \"conference\"");
            }
        }
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
    const bool has_count = table.has("count");
    const auto count = table.whole("count", 1, kMostCounted);
    goal.count = static_cast<std::uint32_t>(count.value_or(1));
    if (const Node* of = table.take("of")) {
        goal.of_organisations = table.either("of", "organisations", "officials", false);
        const bool is_wrong = (has_count && !count) || of->kind != Node::Kind::text;
        if (!goal.counts() && !is_wrong)
            table.error(of->place, "\"of\" needs a \"count\" of 2 or more beside it", "add a \"count\"");
    }
    const Node* conference = table.take("conference");
    goal.conference = table.flag("conference").value_or(false);
    if (goal.conference && !goal.counts() && !(has_count && !count))
        table.error(conference->place, "\"conference\" needs a \"count\" of 2 or more beside it", "add a \"count\"");
    goal.hold = table.duration("hold");
    if (goal.hold && !conference) {
        table.error(table.take("hold")->place, "\"hold\" needs conference = true beside it: nobody holds otherwise",
                    "add conference = true, or leave the key out");
    }
    table.finish();
    return goal;
}

Step Loader::read_step(const Node& node) {
    TableReader table = reader(node, "a step");
    Step step;
    step.place = node.place;
    step.name = table.text("name").value_or("");
    step.call = read_call(table);
    step.via = table.references("via", channels_);
    step.patience = table.duration("patience");
    step.tries = static_cast<std::uint32_t>(table.whole("tries", 1, kMostTries).value_or(1));
    step.gap = table.law("gap").value_or(Law{});
    step.all_at_once = table.either("mode", "all-at-once", "in-turn", false);
    if (const auto stagger = table.duration("stagger")) {
        const Place place = table.take("stagger")->place;
        step.stagger = *stagger;
        if (*stagger > kLongestStagger) {
            table.error(place,
                        fmt::format("\"stagger\" must be at most a century, but is {}", duration_text(*stagger)));
        } else if (!step.all_at_once) {
            table.error(
                place,
                "\"stagger\" needs mode = \"all-at-once\": in turn, a target is called when the one before it "
                "has not answered",
                "add mode = \"all-at-once\", or leave the key out");
        }
    }
    step.before = table.law("before").value_or(Law{});
    step.linger = table.law("linger").value_or(Law{});
    step.within = table.duration("within");
    step.skip_off_duty = table.flag("skip_off_duty").value_or(false);
    step.waits_for_duty = table.either("nobody_on_duty", "wait", "skip", false);
    step.pass_to = table.reference("pass_to", protocols_).value_or(kNone);
    step.then_calls = table.reference("then_calls", protocols_).value_or(kNone);
    step.may_be_empty = table.flag("may_be_empty").value_or(false);
    check_spelling(table, step);
    table.take("on");  // read_follow_ups
    table.finish();
    return step;
}

/// A step calls nobody if each of its selectors names a role or an organisation that is on no list. Where such a name
/// is spelt nearly like a listed one, it is an error. `read_call` has read the step's selectors.
void Loader::check_spelling(TableReader& step, const Step& of) {
    const Node* call = step.take("call");
    if (!call || !contacts_are_whole_ || of.may_be_empty) return;
    if (!listed_roles_) {
        listed_roles_.emplace();
        listed_organisations_.emplace();
        for (const Official& official : scenario_.officials) {
            listed_roles_->insert(official.role);
            listed_organisations_->insert(official.organisation);
        }
    }
    std::vector<const Node*> selectors;
    if (call->kind == Node::Kind::table) selectors.push_back(call);
    for (const Node& item : call->items) {
        if (item.kind != Node::Kind::table) return;
        selectors.push_back(&item);
    }
    struct Misspelt {
        const Node* word;
        const char* key;
        std::string meant;
    };
    std::vector<Misspelt> misspelt;
    for (const Node* selector : selectors) {
        bool unlisted = false;
        const auto look = [&](const char* key, const std::set<std::string>& listed) {
            const Node* word = selector->find(key);
            if (!word || word->kind != Node::Kind::text || listed.contains(word->text)) return;
            unlisted = true;
            for (const bool letters_too : {false, true}) {
                const auto near = std::find_if(listed.begin(), listed.end(), [&](const std::string& name) {
                    return letters_too ? nearly_same(name, word->text) : plain(name) == plain(word->text);
                });
                if (near == listed.end()) continue;
                misspelt.push_back({word, key, *near});
                return;
            }
        };
        look("organisation", *listed_organisations_);
        look("role", *listed_roles_);
        if (!unlisted) return;
    }
    for (const Misspelt& one : misspelt) {
        step.error(one.word->place,
                   fmt::format("no official has the {} \"{}\", so the step calls nobody", one.key, one.word->text),
                   fmt::format("did you mean \"{}\"? If nobody is meant, write may_be_empty = true", one.meant));
    }
}

Selector Loader::read_call(TableReader& step) {
    const Node* node = step.require("call");
    if (!node) return {};
    if (node->kind == Node::Kind::table) return read_selector(*node);
    const auto is_table = [](const Node& item) { return item.kind == Node::Kind::table; };
    if (node->kind == Node::Kind::array && std::any_of(node->items.begin(), node->items.end(), is_table))
        return read_mixed(step, *node);
    Selector selector;
    if (contacts_are_whole_) selector.officials = step.references("call", officials_);
    return selector;
}

Selector Loader::read_mixed(TableReader& step, const Node& list) {
    Selector mixed;
    std::set<Index> officials;
    std::set<std::pair<Index, std::uint32_t>> duties;
    for (const Node& item : list.items) {
        if (item.kind == Node::Kind::table) {
            Selector part = read_selector(item);
            if (part.rota != kNone && !duties.insert({part.rota, part.ahead}).second) {
                step.error(item.place,
                           fmt::format("the same turn of rota \"{}\" is named here twice", rotas_.ids()[part.rota]));
            }
            mixed.parts.push_back(std::move(part));
        } else if (item.kind != Node::Kind::text) {
            step.error(item.place, "\"call\" takes officials, selectors and rotas");
        } else if (contacts_are_whole_) {
            const auto official = step.resolve({item.text, item.place}, officials_);
            if (official && !officials.insert(*official).second)
                step.error(item.place, fmt::format("official \"{}\" is named here twice", item.text));
            if (official) mixed.parts.emplace_back().officials = {*official};
        }
    }
    return mixed;
}

Selector Loader::read_selector(const Node& node) {
    Selector selector;
    TableReader table = reader(node, "a selector");
    const Node* party = table.take("party");
    const auto group = table.reference("group", groups_);
    const Node* rota = table.take("rota");
    if (rota) {
        for (const char* other : {"party", "group", "organisation", "role"}) {
            if (const Node* beside = table.take(other))
                table.error(beside->place, fmt::format("a selector of a \"rota\" must not have a \"{}\"", other));
        }
        selector.rota = table.reference("rota", rotas_).value_or(kNone);
    } else if (party && table.has("group")) {
        table.error(party->place, "a selector must name either a \"party\" or a \"group\", but names both");
    }
    if (const auto turn = table.text("turn")) {
        const auto found = std::find(kTurnNames.begin(), kTurnNames.end(), *turn);
        selector.ahead = static_cast<std::uint32_t>(found - kTurnNames.begin());
        const Place place = table.take("turn")->place;
        if (found == kTurnNames.end()) {
            selector.ahead = 0;
            table.error(place,
                        fmt::format("\"turn\" must be \"now\", \"next\" or \"after-next\", but is \"{}\"", *turn));
        } else if (!rota) {
            table.error(place, "\"turn\" needs a \"rota\" beside it");
        }
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
