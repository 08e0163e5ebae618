// Counts over whole drills of one case and protocol: how the time was spent, and the results of every entry of the
// list. All are integers, so that sums do not depend on their order.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string_view>

#include "models/base/named.hpp"
#include "models/base/place.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

/// How time until contact is spent.
enum class Spent : std::uint8_t {
    preparing,
    setting_up,        // calls until they ring, messages until they arrive
    ringing_in_vain,   // calls that nobody answered in time
    awaiting_answers,  // calls until the answer, messages until the reply or the end of patience
    pauses,            // between attempts, before and after steps, between rounds
    dead_numbers,
    dead_channels,
    waiting_in_line,  // for a free caller, line or seat
    interpreter,
    verification,
    handing_over,  // on hold while no further attempt is in progress, and being connected
    nothing_left,  // to try, before the horizon
};
constexpr std::string_view name_of(Spent spent) {
    switch (spent) {
        case Spent::preparing:
            return "preparing";
        case Spent::setting_up:
            return "setting up calls, sending messages";
        case Spent::ringing_in_vain:
            return "ringing without answer";
        case Spent::awaiting_answers:
            return "waiting for answers and replies";
        case Spent::pauses:
            return "pauses";
        case Spent::dead_numbers:
            return "dead numbers and addresses";
        case Spent::dead_channels:
            return "channels that are down";
        case Spent::waiting_in_line:
            return "waiting for a free caller, line or seat";
        case Spent::interpreter:
            return "finding an interpreter";
        case Spent::verification:
            return "verifying who is speaking";
        case Spent::handing_over:
            return "on hold, being connected";
        case Spent::nothing_left:
            return "nothing left to try";
    }
    return {};
}
inline constexpr std::size_t kSpent = count_named<Spent>();

/// Wide enough for sums over drills: a hundred million drills with a horizon of a century exceed 2^68.
__extension__ using WideCount = __int128;
using TickSum = std::chrono::duration<WideCount, Ticks::period>;

/// How the time from the emergency to contact or the horizon was spent.
struct Spending {
    std::array<TickSum, kSpent> own{};  // the case's own search
    std::array<TickSum, kSpent>
        further{};  // searches after hand-overs, while the caller held the line or they led to contact

    void add(Spent spent, bool behind_hand_over, Ticks time) {
        (behind_hand_over ? further : own)[static_cast<std::size_t>(spent)] += time;
    }
    TickSum total() const;
    Spending& operator+=(const Spending& other);
    friend bool operator==(const Spending&, const Spending&) = default;
};

/// Counts of one row of the contact list.
struct EntryTally {
    std::uint64_t attempts = 0;
    std::uint64_t answered = 0;  // including call backs and late replies
    std::uint64_t stale = 0;
    std::uint64_t contacts = 0;  // made

    EntryTally& operator+=(const EntryTally& other);
    friend bool operator==(const EntryTally&, const EntryTally&) = default;
};

struct Tally {
    Spending spending;
    std::map<Index, EntryTally> entries;  // by row; of those that were tried

    Tally& operator+=(const Tally& other);
    friend bool operator==(const Tally&, const Tally&) = default;
};

}  // namespace hotline
