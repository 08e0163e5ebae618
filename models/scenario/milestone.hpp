// The milestones of a drill, in one table. All code that writes, reads, keeps or compares milestones uses it.
// Elsewhere: what an outcome keeps of each (analysis/drills/outcome.hpp), and when it is reached
// (sim/reading/ending.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "models/base/named.hpp"

namespace hotline {

struct Protocol;
bool has_request(const Protocol& protocol);
bool has_exchange(const Protocol& protocol);

enum class Milestone : unsigned char { first_answer, contact, response, shared };

struct MilestoneFacts {
    std::string_view key;  // in claims, JSON, CSV and baselines
    std::string_view name;
    bool (*present)(const Protocol&) = nullptr;  // whether drills of a protocol can have it; null: all can
    std::string_view absent;                     // the error of a claim about it if they cannot
    /// Whether outputs have its key even if no protocol has the milestone.
    bool always_told = true;
};

constexpr MilestoneFacts facts_of(Milestone milestone) {
    switch (milestone) {
        case Milestone::first_answer:
            return {"first_answer", "first answer", nullptr, {}, true};
        case Milestone::contact:
            return {"contact", "contact", nullptr, {}, true};
        case Milestone::response:
            return {"response", "response", has_request,
                    "a claim about \"response\" needs protocols with a [request], but one has none", true};
        case Milestone::shared:
            return {"shared", "shared", has_exchange,
                    "a claim about \"shared\" needs protocols with an [exchange], but one has none", false};
    }
    return {};
}

/// "first answer", "contact", "response", "shared".
constexpr std::string_view name_of(Milestone milestone) {
    return facts_of(milestone).name;
}

inline constexpr auto kMilestones = all_named<Milestone>();

/// Whether drills of the protocol can have it.
inline bool has(const Protocol& protocol, Milestone milestone) {
    const auto present = facts_of(milestone).present;
    return present == nullptr || present(protocol);
}

/// One value for each milestone.
template <class Value>
struct ByMilestone {
    std::array<Value, kMilestones.size()> values{};

    constexpr Value& operator[](Milestone milestone) { return values[static_cast<std::size_t>(milestone)]; }
    constexpr const Value& operator[](Milestone milestone) const {
        return values[static_cast<std::size_t>(milestone)];
    }

    friend bool operator==(const ByMilestone&, const ByMilestone&) = default;
};

}  // namespace hotline
