#include "models/documents/doubtful_keys.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace hotline {
namespace {

struct DoubtfulKey {
    std::string_view path;  // "*" stands for an id or a number; "a|b" for either of two keys
    DoubtfulKind kind;
};

using enum DoubtfulKind;

constexpr std::array kDoubtfulKeys{
    DoubtfulKey{"unverified_age", duration},
    DoubtfulKey{"response.*.present|screened", probability},
    DoubtfulKey{"response.*.present_for|spell", duration},
    DoubtfulKey{"response.*.on_duty|off_duty|on_leave.answer|declined", probability},
    DoubtfulKey{"response.*.on_duty|off_duty|on_leave.latency", law},
    DoubtfulKey{"response.*.on_duty|off_duty|on_leave.call_back.probability", probability},
    DoubtfulKey{"response.*.on_duty|off_duty|on_leave.call_back.delay", law},
    DoubtfulKey{"response.*.when.*.on_duty|off_duty|on_leave.answer|declined", probability},
    DoubtfulKey{"response.*.when.*.on_duty|off_duty|on_leave.latency", law},
    DoubtfulKey{"response.*.when.*.on_duty|off_duty|on_leave.call_back.probability", probability},
    DoubtfulKey{"response.*.when.*.on_duty|off_duty|on_leave.call_back.delay", law},
    DoubtfulKey{"response.*.call_back.probability", probability},
    DoubtfulKey{"response.*.call_back.delay", law},
    DoubtfulKey{"response.*.voice_mail.probability|leave", probability},
    DoubtfulKey{"response.*.voice_mail.after|greeting|message", law},
    DoubtfulKey{"response.*.voice_mail.call_back.probability", probability},
    DoubtfulKey{"response.*.voice_mail.call_back.delay", law},
    DoubtfulKey{"response.*.wrong_person.probability", probability},
    DoubtfulKey{"response.*.wrong_person.latency|lasts", law},
    DoubtfulKey{"response.*.between.answer.sigma|precision", number},
    DoubtfulKey{"response.*.between.latency.sigma", number},
    DoubtfulKey{"response.*.between.correlation", probability},
    DoubtfulKey{"staleness.*.per_year", number},
    DoubtfulKey{"stance.*.towards.*", probability},
    DoubtfulKey{"carrier|site.*.availability", probability},
    DoubtfulKey{"carrier|site.*.mean_outage", duration},
    DoubtfulKey{"carrier.*.latency", duration},
    DoubtfulKey{"carrier.*.bandwidth", other},
    DoubtfulKey{"carrier.*.degraded.from|latency", duration},
    DoubtfulKey{"carrier.*.degraded.lasts", law},
    DoubtfulKey{"carrier.*.degraded.bandwidth", other},
    DoubtfulKey{"carrier.*.degraded.*.from|latency", duration},
    DoubtfulKey{"carrier.*.degraded.*.lasts", law},
    DoubtfulKey{"carrier.*.degraded.*.bandwidth", other},
    DoubtfulKey{"outage.*.from", duration},
    DoubtfulKey{"outage.*.lasts", law},
    DoubtfulKey{"channel.*.set_up", law},
    DoubtfulKey{"protocol.*.prepare|round_gap|connect|conversation", law},
    DoubtfulKey{"protocol.*.goal.hold", duration},
    DoubtfulKey{"protocol.*.verify|interpreter.latency", law},
    DoubtfulKey{"protocol.*.verify|interpreter.failure", probability},
    DoubtfulKey{"protocol.*.request.answer", probability},
    DoubtfulKey{"protocol.*.request.latency", law},
    DoubtfulKey{"protocol.*.exchange.size", other},
    DoubtfulKey{"protocol.*.exchange.gap", law},
    DoubtfulKey{"protocol.*.step.*.gap|before|linger", law},
    DoubtfulKey{"load.*.per_hour", number},
    DoubtfulKey{"load.*.lasts", law},
    DoubtfulKey{"load.*.from|for|patience", duration},
    DoubtfulKey{"traffic.*.from", duration},
    DoubtfulKey{"traffic.*.lasts", law},
    DoubtfulKey{"traffic.*.rate", other},
};

// Of a law.
constexpr std::array<std::string_view, 9> kDurations{"value", "min",   "max",      "mean",   "median",
                                                     "p95",   "scale", "at_least", "at_most"};
constexpr std::array<std::string_view, 2> kNumbers{"sigma", "shape"};

/// Takes the part of a text before a letter away from it.
std::string_view part_before(char letter, std::string_view& text) {
    const std::size_t at = std::min(text.find(letter), text.size());
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

bool fits(std::string_view pattern, const KeyPath& path, std::size_t parts) {
    for (std::size_t index = 0; index < parts; ++index) {
        if (pattern.empty()) return false;
        std::string_view either = part_before('.', pattern);
        bool found = either == "*";
        while (!found && !either.empty()) found = part_before('|', either) == path[index];
        if (!found) return false;
    }
    return pattern.empty();
}

std::optional<DoubtfulKind> kind_of_first(const KeyPath& path, std::size_t parts) {
    for (const DoubtfulKey& key : kDoubtfulKeys) {
        if (fits(key.path, path, parts)) return key.kind;
    }
    return {};
}

}  // namespace

std::optional<DoubtfulKind> doubtful_kind(const KeyPath& path) {
    // An alternative stands for the value that it may be.
    KeyPath plain;
    for (std::size_t index = 0; index < path.size(); ++index) {
        if (path[index] == "one_of" && index + 1 < path.size()) {
            ++index;
        } else {
            plain.push_back(path[index]);
        }
    }
    if (const auto kind = kind_of_first(plain, plain.size())) return kind;
    if (plain.empty() || kind_of_first(plain, plain.size() - 1) != law) return {};
    const std::string& key = plain.back();
    if (std::find(kDurations.begin(), kDurations.end(), key) != kDurations.end()) return duration;
    if (std::find(kNumbers.begin(), kNumbers.end(), key) != kNumbers.end()) return number;
    return {};
}

}  // namespace hotline
