// What came of the drills of one case and protocol, in columns: 44 bytes a drill, and 8 for each of what not all
// have: a request, an exchange, `interaction`. What the cases of a drill share then is kept beside the first of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/drills/usage.hpp"
#include "models/base/place.hpp"
#include "models/base/ticks.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// What an attempt ended in. The words are those of the JSON, of the text and of the CSV.
enum class Result : std::uint8_t {
    contact,
    handed_over,
    no_authority,
    no_answer,
    stale,
    busy,
    no_line,
    channel_down,
    no_interpreter,
    not_verified,
    cut_off,
    dropped,
};
inline constexpr std::size_t kResults = 12;
std::string_view name_of(Result result);

/// A milestone that was not reached by the horizon.
inline constexpr Ticks kNever{-1};
inline bool in_time(Ticks milestone, Ticks within) {
    return milestone != kNever && milestone <= within;
}

/// One drill of one case and protocol. Times count from the case's own start.
struct Outcome {
    Ticks first_answer = kNever;
    Ticks contact = kNever;
    Ticks response = kNever;
    Index made_by = kNone;  // row of the contact list: whose official and channel made contact
    std::array<std::uint16_t, kResults> attempts{};  // by result
    Ticks waited{0};        // by all of the case, for people to call with, for lines and for seats
    Ticks shared = kNever;  // the evidence is at the callee's CERT

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Outcomes of drills 0, 1, 2 … of one case and protocol.
struct Outcomes {
    Index case_index = kNone;
    Index protocol = kNone;
    bool request = false;      // or nobody responds to one
    bool interaction = false;  // or nobody waits
    bool exchange = false;     // or no evidence is sent

    std::vector<Ticks> first_answer;
    std::vector<Ticks> contact;
    std::vector<Ticks> response;  // with `request`
    std::vector<Index> made_by;
    std::vector<std::array<std::uint16_t, kResults>> attempts;
    std::vector<Ticks> waited;  // with `interaction`
    std::vector<Ticks> shared;  // with `exchange`
    std::size_t resources = 0;  // how many of them are kept here; resources_of, or none
    std::vector<Usage> usage;   // of each drill, of each of them

    Outcomes() = default;
    /// Those of a case and protocol of the scenario; no drills.
    Outcomes(const Scenario& scenario, Index of_case, Index of_protocol);

    std::size_t size() const { return contact.size(); }
    void resize(std::size_t drills);
    /// Different drills may be set from different threads.
    void set(std::size_t drill, const Outcome& outcome);
    Outcome at(std::size_t drill) const;
    std::span<Usage> usage_at(std::size_t drill) { return std::span(usage).subspan(drill * resources, resources); }
    std::span<const Usage> usage_at(std::size_t drill) const {
        return std::span(usage).subspan(drill * resources, resources);
    }
};

/// A drill that was not played to its end, and what of.
struct MissingDrill {
    std::uint64_t replication = 0;
    std::string why;
};

/// Outcomes without those drills, which are in order; the others move up.
std::vector<Outcomes> without(std::vector<Outcomes> all, const std::vector<MissingDrill>& missing);

}  // namespace hotline
