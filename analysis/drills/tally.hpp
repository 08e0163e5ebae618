// What is counted over the drills of one case and protocol when each is looked at as a whole: where the time went,
// and what came of every entry of the list. All are whole numbers, so that they come out the same in any order.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/base/ticks.hpp"

namespace hotline {

/// What a moment of the time to contact was spent on.
enum class Spent : std::uint8_t {
    preparing,
    setting_up,        // calls until they ring, messages until they have arrived
    ringing_in_vain,   // calls that nobody answered in time
    awaiting_answers,  // calls until they were answered, messages until the reply or until nobody waited any more
    pauses,            // between attempts, before and behind steps, between rounds
    dead_numbers,
    dead_channels,
    waiting_in_line,  // for somebody to call with, for a line or a seat
    interpreter,
    verification,
    handing_over,  // on hold while nothing further in is under way, and connecting
    nothing_left,  // to try, before the horizon
};
inline constexpr std::size_t kSpent = 12;
std::string_view name_of(Spent spent);

/// Wide enough for sums over drills: of a hundred million drills with a horizon of a century they pass 2^68.
__extension__ using WideCount = __int128;
using TickSum = std::chrono::duration<WideCount, Ticks::period>;

/// Where the time went, from the emergency to the contact or to the horizon.
struct Spending {
    std::array<TickSum, kSpent> own{};  // the case's own search
    std::array<TickSum, kSpent>
        further{};  // searches behind hand-overs, while the caller held the line or they led to contact

    void add(Spent spent, bool behind_hand_over, Ticks time) {
        (behind_hand_over ? further : own)[static_cast<std::size_t>(spent)] += time;
    }
    TickSum total() const;
    Spending& operator+=(const Spending& other);
    friend bool operator==(const Spending&, const Spending&) = default;
};

/// Of one row of the contact list.
struct EntryTally {
    std::uint64_t attempts = 0;
    std::uint64_t answered = 0;  // calls back and late replies too
    std::uint64_t stale = 0;
    std::uint64_t contacts = 0;  // made

    EntryTally& operator+=(const EntryTally& other);
    friend bool operator==(const EntryTally&, const EntryTally&) = default;
};

struct Tally {
    Spending spending;
    std::vector<EntryTally> entries;  // by row

    Tally& operator+=(const Tally& other);
    friend bool operator==(const Tally&, const Tally&) = default;
};

}  // namespace hotline
