// Rotas: people who take turns at a duty. A turn begins at a hand-off, by the wall clock.
// models/scenario/rota_duty.hpp computes who has the duty at an instant.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/base/place.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

/// Besides whoever has the duty, the next and the one after are known.
inline constexpr std::uint32_t kTurnsAhead = 2;

/// As a step names it: "now", "next", "after-next".
inline constexpr std::array<const char*, kTurnsAhead + 1> kTurnNames{"now", "next", "after-next"};

/// How long a turn lasts by the wall clock.
struct TurnLength {
    enum class Unit : unsigned char { hours, days, weeks, months };
    Unit unit = Unit::weeks;
    std::uint32_t count = 1;
};

/// A turn that an event of a calendar gives.
struct CalendarTurn {
    Index official = kNone;
    Instant from;
    Instant until;  // later; not included
    Place place{};
};

struct RotaLayer {
    std::vector<Index> members;  // officials, in the order of their turns
    TurnLength turn;
    std::chrono::sys_seconds first;  // the local time at which the first turn begins
    Index hours = kNone;             // a roster: the layer counts only in its shifts
    /// Of a layer whose turns are the events of a calendar, those in reach of the drills, by their beginning; of
    /// those that begin at one instant, the later in the file comes first. Then `members` are all whom the calendar
    /// names, each once, and `turn` and `first` mean nothing.
    std::optional<std::vector<CalendarTurn>> calendar{};
};

struct Rota {
    std::string id;
    Index party = kNone;            // whose holidays the rosters of its hours keep
    std::string time_zone;          // of its hand-offs and hours
    std::vector<RotaLayer> layers;  // at least one; the later over the earlier
    Place place;
};

/// Somebody, member or not, who has the duty of a rota, whoever's turn it is.
struct RotaOverride {
    Index rota = kNone;
    Index official = kNone;
    Instant from;
    Instant until;  // later; not included
    Place place;
};

/// The local time at which a turn of the layer begins, the first of which is 0. In a month without that day it is the
/// last day.
std::chrono::sys_seconds local_hand_off(const RotaLayer& layer, std::int64_t turn);

}  // namespace hotline
