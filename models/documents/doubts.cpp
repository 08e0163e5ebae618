#include "models/documents/doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/base/duration.hpp"
#include "models/base/normal_quantile.hpp"
#include "models/documents/read_doubts.hpp"

namespace hotline {
namespace {

constexpr double kPoint95 = 1.6448536269514722;  // of the standard normal law

std::string seconds_written(double seconds) {
    return fmt::format("{:.3f}s", std::max(seconds, 0.001));
}

/// Puts a value in place of a doubt.
void put_value(Node& node, const Doubt& doubt, double value) {
    Node plain;
    plain.place = node.place;
    if (is_duration(doubt.kind)) {
        plain.kind = Node::Kind::text;
        plain.text = seconds_written(value);
    } else {
        plain.kind = Node::Kind::decimal;
        plain.decimal = value;
    }
    node = std::move(plain);
}

void put_alternative(Node& node, std::size_t alternative) {
    const auto one_of = std::find_if(node.members.begin(), node.members.end(),
                                     [](const Member& member) { return member.key == "one_of"; });
    Node chosen = std::move(one_of->value.items[alternative]);
    node = std::move(chosen);
}

}  // namespace

double on_scale(DoubtfulKind kind, double value) {
    return kind == DoubtfulKind::probability ? std::log(value / (1 - value)) : std::log(value);
}

double from_scale(DoubtfulKind kind, double scaled) {
    return kind == DoubtfulKind::probability ? 1 / (1 + std::exp(-scaled)) : std::exp(scaled);
}

double value_at(const Doubt& doubt, double u) {
    const double best = on_scale(doubt.kind, doubt.best);
    const double reach = u <= 0.5 ? best - on_scale(doubt.kind, doubt.from) : on_scale(doubt.kind, doubt.to) - best;
    return from_scale(doubt.kind, best + normal_quantile(u) * reach / kPoint95);
}

std::size_t alternative_at(const Doubt& doubt, double u) {
    double before = 0;
    for (std::size_t index = 0; index + 1 < doubt.weights.size(); ++index) {
        before += doubt.weights[index];
        if (u < before) return index;
    }
    return doubt.weights.size() - 1;
}

std::string value_text(const Doubt& doubt, double u) {
    if (doubt.has_alternatives()) return fmt::format("alternative {}", alternative_at(doubt, u) + 1);
    const double value = value_at(doubt, u);
    return is_duration(doubt.kind) ? duration_text(value, Rounding::nearest) : fmt::format("{:.3g}", value);
}

std::string value_written(const Doubt& doubt, double value) {
    return is_duration(doubt.kind) ? seconds_written(value) : fmt::format("{}", value);
}

std::string setting_text(const Doubt& doubt, double u) {
    if (doubt.has_alternatives()) return {};
    return fmt::format("{}={}", doubt.path, value_written(doubt, value_at(doubt, u)));
}

Doubts::Doubts(Node document, Diagnostics& diagnostics) : document_(std::move(document)) {
    read_doubts(document_, doubts_, sources_, diagnostics);
}

void Doubts::put_best(Node& document, const Doubt& doubt) {
    Node& node = *find_at(document, doubt.at);
    if (doubt.has_alternatives()) {
        put_alternative(node, doubt.preferred);
    } else {
        Node best = *node.find("best");
        node = std::move(best);
    }
}

// An alternative's own doubts come after it, and are replaced before it.
Node Doubts::with_best(Node document) const {
    for (auto doubt = doubts_.rbegin(); doubt != doubts_.rend(); ++doubt) put_best(document, *doubt);
    return document;
}

void Doubts::keep(const std::function<bool(const Doubt&)>& kept) {
    for (auto doubt = doubts_.rbegin(); doubt != doubts_.rend(); ++doubt) {
        if (!kept(*doubt)) put_best(document_, *doubt);
    }
    std::erase_if(doubts_, [&](const Doubt& doubt) { return !kept(doubt); });
    std::vector<std::size_t> numbers(sources_.size(), sources_.size());
    std::vector<std::string> sources;
    for (Doubt& doubt : doubts_) {
        std::size_t& number = numbers[doubt.source];
        if (number == numbers.size()) {
            number = sources.size();
            sources.push_back(sources_[doubt.source]);
        }
        doubt.source = number;
    }
    sources_ = std::move(sources);
}

Node Doubts::world(const std::vector<double>& quantiles) const {
    Node document = document_;
    for (auto doubt = doubts_.rbegin(); doubt != doubts_.rend(); ++doubt) {
        Node& node = *find_at(document, doubt->at);
        const double u = quantiles[doubt->source];
        if (doubt->has_alternatives()) {
            put_alternative(node, alternative_at(*doubt, u));
        } else {
            put_value(node, *doubt, value_at(*doubt, u));
        }
    }
    return document;
}

}  // namespace hotline
