#include "models/documents/read_doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr const char* kWhereDoubtsMayStand =
    "in doubt may be a probability, a law and each of its numbers, a rate, and a duration that nobody decides "
    "(scenarios/format.md); --set tries other values";

/// As a file would write it, with few figures.
std::string few_figures(DoubtfulKind kind, double value) {
    if (kind == DoubtfulKind::duration || kind == DoubtfulKind::law) return fmt::format("\"{:.3g}s\"", value);
    return fmt::format("{:.3g}", value);
}

/// Finds and checks the doubts of a document.
class DoubtReader {
public:
    DoubtReader(std::vector<Doubt>& doubts, std::vector<std::string>& sources, Diagnostics& diagnostics)
        : doubts_(doubts), sources_(sources), diagnostics_(diagnostics) {}

    void read(const Node& document) {
        walk(document);
        find_sources(document.replaced_names);
        if (doubts_.size() > kMostDoubts) {
            diagnostics_.error(
                doubts_[kMostDoubts].place,
                fmt::format("at most {} values may be in doubt, but {} are", kMostDoubts, doubts_.size()));
        }
    }

private:
    void walk(const Node& node) {
        // The parties of a stance may be called like the keys of a doubt.
        const bool parties = at_.size() == 3 && at_[0] == "stance" && at_[2] == "towards";
        if (!parties && is_doubt(node)) {
            read_doubt(node);
            return;
        }
        for (const Member& member : node.members) {
            at_.push_back(member.key);
            walk(member.value);
            at_.pop_back();
        }
        walk_items(node);
    }

    void walk_items(const Node& array) {
        for (std::size_t index = 0; index < array.items.size(); ++index) {
            at_.push_back(std::to_string(index + 1));
            walk(array.items[index]);
            at_.pop_back();
        }
    }

    void read_doubt(const Node& node) {
        const auto kind = doubtful_kind(at_);
        if (!kind) {
            diagnostics_.error(node.place, fmt::format("\"{}\" must not be in doubt", path_text(at_)),
                               kWhereDoubtsMayStand);
            return;
        }
        Doubt doubt;
        doubt.at = at_;
        doubt.path = path_text(at_);
        doubt.place = node.place;
        doubt.kind = *kind;
        const Node* one_of = node.find("one_of");
        const std::vector<std::string> keys =
            one_of ? std::vector<std::string>{"one_of", "weights", "best", "name", "same_as"}
                   : std::vector<std::string>{"best", "from", "to", "name", "same_as"};
        for (const Member& member : node.members) {
            if (std::find(keys.begin(), keys.end(), member.key) == keys.end())
                diagnostics_.error(member.place, fmt::format("unknown key \"{}\" in a doubt", member.key),
                                   what_is_known(member.key, keys));
        }
        const bool sound = one_of ? read_alternatives(node, *one_of, doubt) : read_points(node, doubt);
        named_.push_back({text_of(node, "name"), text_of(node, "same_as")});
        doubts_.push_back(std::move(doubt));
        if (!one_of || !sound) return;
        at_.emplace_back("one_of");
        walk_items(*one_of);
        at_.pop_back();
    }

    const Node* text_of(const Node& node, const std::string& key) {
        const Node* found = node.find(key);
        if (!found || found->kind == Node::Kind::text) return found;
        diagnostics_.error(found->place, fmt::format("\"{}\" takes a text in quotes", key));
        return nullptr;
    }

    /// A point of the law of a doubt; empty after an error.
    std::optional<double> point(const Node& node, const std::string& key, DoubtfulKind kind) {
        const Node* found = node.find(key);
        if (!found) {
            diagnostics_.error(node.place, fmt::format("a doubt has no \"{}\", which it needs", key),
                               "a doubt has a \"best\" value, and lies between \"from\" and \"to\" with 90 %");
            return {};
        }
        if (is_duration(kind)) {
            const auto duration = found->kind == Node::Kind::text ? parse_duration(found->text) : std::nullopt;
            if (!duration) {
                diagnostics_.error(found->place,
                                   fmt::format("\"{}\" takes a duration in quotes, such as \"15min\"", key));
                return {};
            }
            return seconds_of(*duration);
        }
        if (found->kind == Node::Kind::integer) return static_cast<double>(found->integer);
        if (found->kind == Node::Kind::decimal && std::isfinite(found->decimal)) return found->decimal;
        diagnostics_.error(found->place, fmt::format("\"{}\" takes a number", key));
        return {};
    }

    bool read_points(const Node& node, Doubt& doubt) {
        if (doubt.kind == DoubtfulKind::other) {
            diagnostics_.error(node.place,
                               fmt::format("\"{}\" must be in doubt as \"one_of\" alternatives", doubt.path),
                               "such as { one_of = [\"1Mbps\", \"10Mbps\"] }");
            return false;
        }
        const auto best = point(node, "best", doubt.kind);
        const auto from = point(node, "from", doubt.kind);
        const auto to = point(node, "to", doubt.kind);
        if (!best || !from || !to) return false;
        doubt.best = *best;
        doubt.from = *from;
        doubt.to = *to;
        return check_points(node, doubt);
    }

    /// Whether a law fits the points. If not, says which does.
    bool check_points(const Node& node, const Doubt& doubt) {
        const bool share = doubt.kind == DoubtfulKind::probability;
        const auto inside = [&](double value) { return value > 0 && (!share || value < 1); };
        const auto written = [&](double value) { return few_figures(doubt.kind, value); };
        bool wrong = false;
        for (const auto& [key, value] : {std::pair("best", doubt.best), {"from", doubt.from}, {"to", doubt.to}}) {
            if (inside(value)) continue;
            wrong = true;
            std::string nearest;
            const std::string name = key;
            if (name != "best" && inside(doubt.best)) {
                // That of the law that is symmetric about the best value.
                const double other = name == "from" ? doubt.to : doubt.from;
                const double best = on_scale(doubt.kind, doubt.best);
                if (inside(other) && (name == "from") == (other > doubt.best))
                    nearest = fmt::format("with the other two values as they are, the nearest is {} = {}", name,
                                          written(from_scale(doubt.kind, 2 * best - on_scale(doubt.kind, other))));
            }
            diagnostics_.error(node.find(name)->place,
                               fmt::format("\"{}\" of a doubt must be above 0{}, but is {}", name,
                                           share ? " and below 1" : "", written(value)),
                               nearest);
        }
        if (wrong) return false;
        if (doubt.from >= doubt.to) {
            diagnostics_.error(
                node.find("to")->place,
                fmt::format("\"to\" must be above \"from\" ({}), but is {}", written(doubt.from), written(doubt.to)),
                doubt.from == doubt.to ? "write the value alone if it is not in doubt" : "exchange the two");
            return false;
        }
        if (doubt.best > doubt.from && doubt.best < doubt.to) return true;
        const double middle =
            from_scale(doubt.kind, (on_scale(doubt.kind, doubt.from) + on_scale(doubt.kind, doubt.to)) / 2);
        diagnostics_.error(node.find("best")->place,
                           fmt::format("\"best\" must lie between \"from\" ({}) and \"to\" ({}), but is {}",
                                       written(doubt.from), written(doubt.to), written(doubt.best)),
                           fmt::format("the law between these two that is nearest to a symmetric one has best = {}",
                                       written(middle)));
        return false;
    }

    bool read_alternatives(const Node& node, const Node& one_of, Doubt& doubt) {
        const std::size_t count = one_of.items.size();
        if (count < 2) {
            diagnostics_.error(one_of.place,
                               fmt::format("\"one_of\" must hold two alternatives or more, but holds {}", count),
                               "write the value alone if it is not in doubt");
            return false;
        }
        for (const Node& item : one_of.items) {
            if (!may_be_alternative(item, doubt.kind)) {
                diagnostics_.error(
                    item.place, fmt::format("an alternative of \"{}\" must be {}", doubt.path, expected(doubt.kind)));
            }
        }
        doubt.weights.assign(count, 1);
        if (const Node* weights = node.find("weights")) {
            if (weights->kind != Node::Kind::array || weights->items.size() != count) {
                diagnostics_.error(
                    weights->place,
                    fmt::format("\"weights\" takes an array of {} numbers, one for each alternative", count));
                return false;
            }
            for (std::size_t index = 0; index < count; ++index) {
                const Node& item = weights->items[index];
                const double weight = item.kind == Node::Kind::integer   ? static_cast<double>(item.integer)
                                      : item.kind == Node::Kind::decimal ? item.decimal
                                                                         : 0;
                if (!(weight > 0) || !(weight <= 1e6)) {
                    diagnostics_.error(item.place, "a weight must be a number above 0 and at most 1000000");
                    return false;
                }
                doubt.weights[index] = weight;
            }
        }
        double sum = 0;
        for (const double weight : doubt.weights) sum += weight;
        for (double& weight : doubt.weights) weight /= sum;
        doubt.preferred = static_cast<std::size_t>(std::max_element(doubt.weights.begin(), doubt.weights.end()) -
                                                   doubt.weights.begin());
        if (const Node* best = node.find("best")) {
            if (best->kind != Node::Kind::integer || best->integer < 1 ||
                static_cast<std::uint64_t>(best->integer) > count) {
                diagnostics_.error(
                    best->place,
                    fmt::format("\"best\" of alternatives takes the number of one of them, from 1 to {}", count));
                return false;
            }
            doubt.preferred = static_cast<std::size_t>(best->integer - 1);
        }
        return true;
    }

    static bool may_be_alternative(const Node& item, DoubtfulKind kind) {
        if (is_doubt(item)) return true;
        const bool number = item.kind == Node::Kind::integer || item.kind == Node::Kind::decimal;
        const double value = item.kind == Node::Kind::integer ? static_cast<double>(item.integer) : item.decimal;
        switch (kind) {
            case DoubtfulKind::probability:
                return number && value >= 0 && value <= 1;
            case DoubtfulKind::number:
                return number;
            case DoubtfulKind::law:
                return item.kind == Node::Kind::text ? parse_duration(item.text).has_value()
                                                     : item.kind == Node::Kind::table && item.find("law");
            case DoubtfulKind::duration:
                return item.kind == Node::Kind::text && parse_duration(item.text, true);
            case DoubtfulKind::other:
                return item.kind == Node::Kind::text;
        }
        return false;
    }

    static const char* expected(DoubtfulKind kind) {
        switch (kind) {
            case DoubtfulKind::probability:
                return "a probability from 0 to 1";
            case DoubtfulKind::number:
                return "a number";
            case DoubtfulKind::law:
                return "a law: a duration in quotes, or a table with a \"law\"";
            case DoubtfulKind::duration:
                return "a duration in quotes";
            case DoubtfulKind::other:
                return "a text in quotes";
        }
        return "";
    }

    /// Each doubt has a source of its own, but one that is the same as another has that of the other. Those that are
    /// the same as one whose value was `replaced` still have one source.
    void find_sources(const std::vector<std::string>& replaced) {
        std::unordered_map<std::string, std::size_t> by_name;
        std::vector<std::string> names;
        for (std::size_t index = 0; index < doubts_.size(); ++index) {
            const Node* name = named_[index].first;
            const Node* same_as = named_[index].second;
            if (name && same_as) {
                diagnostics_.error(same_as->place,
                                   "a doubt must have a \"name\" or be the \"same_as\" another, but has both",
                                   fmt::format("let the others be the same as \"{}\", too", same_as->text));
            }
            if (same_as) continue;
            doubts_[index].source = sources_.size();
            sources_.push_back(name ? name->text : doubts_[index].path);
            if (!name) continue;
            if (!by_name.emplace(name->text, doubts_[index].source).second)
                diagnostics_.error(name->place, fmt::format("two doubts must not have the name \"{}\"", name->text));
            if (std::any_of(doubts_.begin(), doubts_.end(), [&](const Doubt& doubt) {
                    return &doubt != &doubts_[index] && doubt.path == name->text;
                }))
                diagnostics_.error(
                    name->place,
                    fmt::format("\"{}\" must not be a name, for it is the path of another doubt", name->text));
            names.push_back(name->text);
        }
        names.insert(names.end(), replaced.begin(), replaced.end());
        for (std::size_t index = 0; index < doubts_.size(); ++index) {
            const Node* same_as = named_[index].second;
            if (!same_as || named_[index].first) continue;
            auto found = by_name.find(same_as->text);
            if (found == by_name.end() &&
                std::find(replaced.begin(), replaced.end(), same_as->text) != replaced.end()) {
                found = by_name.emplace(same_as->text, sources_.size()).first;
                sources_.push_back(same_as->text);
            }
            if (found == by_name.end()) {
                diagnostics_.error(
                    same_as->place, fmt::format("no doubt has the name \"{}\"", same_as->text),
                    names.empty() ? "give the other doubt a \"name\"" : what_is_known(same_as->text, names));
            } else {
                doubts_[index].source = found->second;
            }
        }
    }

    std::vector<Doubt>& doubts_;
    std::vector<std::string>& sources_;
    Diagnostics& diagnostics_;
    KeyPath at_;
    std::vector<std::pair<const Node*, const Node*>> named_;  // `name` and `same_as` of each doubt
};

}  // namespace

void read_doubts(const Node& document, std::vector<Doubt>& doubts, std::vector<std::string>& sources,
                 Diagnostics& diagnostics) {
    DoubtReader(doubts, sources, diagnostics).read(document);
}

}  // namespace hotline
