// Where a step goes after a result of an attempt: its `on`. It may name a later step of the protocol.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "models/loading/loader.hpp"

namespace hotline {
namespace {

/// Whether a branch goes on by itself after an attempt that ends so.
bool has_a_sequel(Result result) {
    return result != Result::contact && result != Result::reached && result != Result::cut_off;
}

/// Whether the branch of a target stays among the attempts of that target, or ends.
bool is_of_the_target(FollowUp::Goes goes) {
    return goes == FollowUp::Goes::on || goes == FollowUp::Goes::to_next_target;
}

std::vector<std::string> words_of_on() {
    std::vector<std::string> all;
    all.reserve(kGoesTo.size());
    for (const auto& [word, goes] : kGoesTo) all.emplace_back(word);
    return all;
}

}  // namespace

void Loader::read_follow_ups(Protocol& protocol, const std::vector<const Node*>& nodes) {
    std::map<std::string, Index> named;
    for (Index index = 0; index < protocol.steps.size(); ++index) {
        const std::string& name = protocol.steps[index].name;
        if (name.empty()) continue;
        const auto [known, fresh] = named.emplace(name, index);
        if (fresh) continue;
        TableReader step = reader(*nodes[index], "a step");
        step.error(step.take("name")->place,
                   fmt::format("steps of a protocol must have different names, but step {} is called \"{}\", too",
                               known->second + 1, name));
    }
    for (Index index = 0; index < protocol.steps.size(); ++index) {
        const Node* on = nodes[index]->find("on");
        if (!on) continue;
        TableReader table = reader(*on, "\"on\"");
        for (std::size_t number = 0; number < kResults; ++number) {
            const auto result = static_cast<Result>(number);
            const std::string key = key_of(result);
            const Node* node = has_a_sequel(result) ? table.take(key) : nullptr;
            if (!node) continue;
            FollowUp follow = read_follow_up(protocol, index, key, *node);
            follow.after = result;
            protocol.steps[index].on.push_back(follow);
        }
        table.finish();
    }
}

FollowUp Loader::read_follow_up(const Protocol& protocol, Index index, const std::string& key, const Node& node) {
    FollowUp follow;
    follow.place = node.place;
    const auto complain = [&](Place place, std::string message, std::string hint = {}) {
        diagnostics_.error(place, std::move(message), std::move(hint));
    };
    if (node.kind == Node::Kind::table) {
        TableReader table = reader(node, fmt::format("\"{}\"", key));
        const Node* step = table.require("step");
        const auto name = table.text("step");
        table.finish();
        if (!name) return follow;
        follow.goes = FollowUp::Goes::to_step;
        const auto& steps = protocol.steps;
        const auto found =
            std::find_if(steps.begin(), steps.end(), [&](const Step& other) { return other.name == *name; });
        if (name->empty() || found == steps.end()) {
            std::vector<std::string> names;
            for (const Step& other : steps) {
                if (!other.name.empty()) names.push_back(other.name);
            }
            const std::string near = did_you_mean(*name, names);
            complain(step->place, fmt::format("no step of protocol \"{}\" is called \"{}\"", protocol.id, *name),
                     near.empty() ? "give that step this \"name\"" : near);
            return follow;
        }
        follow.step = static_cast<Index>(found - steps.begin());
        if (follow.step <= index) {
            complain(step->place,
                     fmt::format("a step may go only to a later step, but \"{}\" is step {}, and this is step {}",
                                 *name, follow.step + 1, index + 1),
                     "to go through the steps again, give the protocol more \"rounds\"");
        }
    } else if (node.kind == Node::Kind::text) {
        const auto word =
            std::find_if(kGoesTo.begin(), kGoesTo.end(), [&](const auto& known) { return known.first == node.text; });
        if (word == kGoesTo.end()) {
            const std::string near = did_you_mean(node.text, words_of_on());
            complain(node.place,
                     fmt::format("\"{}\" must be one of {}, or {{ step = \"NAME\" }}, but is \"{}\"", key,
                                 fmt::join(words_of_on(), ", "), node.text),
                     near);
            return follow;
        }
        follow.goes = word->second;
    } else {
        complain(node.place,
                 fmt::format("\"{}\" takes a word, such as \"next-target\", or {{ step = \"NAME\" }}", key));
        return follow;
    }
    if (protocol.steps[index].all_at_once && !is_of_the_target(follow.goes)) {
        complain(node.place,
                 "all at once, each target is a branch of its own, and after a result only this branch can end",
                 "use \"next-target\", or mode = \"in-turn\"");
    }
    return follow;
}

}  // namespace hotline
