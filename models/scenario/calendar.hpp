// Duty hours: rosters of weekly shifts in a party's local time, its public holidays, short days and worked
// weekends, turned into instants with the system's tz database.
//
// A shift belongs to the day on which it begins, even if it runs past midnight. Its two ends are local times that are
// converted independently. A local time that occurs twice means its first occurrence. A local time that the clocks
// skip is converted with the offset before the change. A shift whose end is not after its beginning (within a skipped
// hour) is empty.
//
// Left out: daylight saving time after 2037. The date library reads the transitions that the database lists, which
// end in that year, and not the rule that continues them.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/base/place.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

struct Shift {
    std::uint8_t days = 0;           // bit 0 Monday … bit 6 Sunday
    std::chrono::minutes begins{0};  // local time of day, below 24 h
    std::chrono::minutes ends{0};    // above `begins`; past 24 h on the next day; at most `begins` + 24 h
};

struct Roster {
    std::string id;
    std::vector<Shift> shifts;
    bool works_on_holidays = false;
    Place place;
};

/// Hours of one local day: half-open, in the ranges of a shift's.
struct Hours {
    std::chrono::minutes begins{0};
    std::chrono::minutes ends{0};
};
inline constexpr Hours kAllHours{std::chrono::minutes{0}, std::chrono::days{2}};

/// A day off, unless it is `worked` or has `hours`.
struct Holiday {
    Index party = kNone;
    std::chrono::sys_days date;    // the local date
    bool worked = false;           // works as if it were a Monday
    std::string name{};            // NOLINT(readability-redundant-member-init): lists of tests leave out the rest
    std::optional<Hours> hours{};  // only the parts of shifts within them are worked
    Index site = kNone;            // the day is for its officials only; none: for the whole party
    std::string organisation{};    // NOLINT(readability-redundant-member-init): likewise; empty: all
    Place place{};
};

/// Of several days, those that name more of organisation and site take precedence.
inline int narrowness(const Holiday& holiday) {
    return static_cast<int>(holiday.site != kNone) + static_cast<int>(!holiday.organisation.empty());
}

/// The dates of a whole party that differ from their weekday: true for a holiday, false for a worked day. A date that
/// is both is a holiday. Days with hours, and those of one organisation or site, are not among them.
using SpecialDays = std::map<std::chrono::sys_days, bool>;
SpecialDays special_days(const std::vector<Holiday>& holidays, Index party);

/// Half-open.
struct Span {
    Instant from;
    Instant until;
};

/// The duty hours of one roster in one time zone with one party's holidays, over a span of time.
class DutyHours {
public:
    /// Requires: `time_zone` is one that `known_time_zone` knows.
    /// `holidays` are those that concern the official; other parties' are ignored. Queries are right for instants in
    /// [first, last]; a shift that begins after `last` need not be found.
    /// `away`: spans that are not worked, whatever the roster says. `more`: shifts beside those of the roster.
    DutyHours(const Roster& roster, const std::string& time_zone, Index party, const std::vector<Holiday>& holidays,
              Instant first, Instant last, const std::vector<Span>& away = {}, const std::vector<Span>& more = {});
    /// These shifts alone.
    DutyHours(std::vector<Span> worked, const std::vector<Span>& away, Instant last) {
        lay(std::move(worked), away, last);
    }
    /// Round the clock; duty begins anew at the end of each time away.
    DutyHours(Instant first, Instant last, const std::vector<Span>& away);

    bool on_duty(Instant at) const { return changes_until(at) % 2 == 1; }
    /// The beginning of the first shift that begins after `at`; `Instant::max()` if there is none within the span.
    Instant next_shift(Instant at) const;
    /// The next instant at which `on_duty` changes; `Instant::max()` if there is none within the span.
    Instant next_change(Instant at) const;

private:
    void lay(std::vector<Span> worked, const std::vector<Span>& away, Instant last);
    /// How many changes are at or before `at`: on duty where that is odd.
    std::size_t changes_until(Instant at) const {
        if (changes_.empty() || at < changes_.front()) return 0;
        const auto bucket = static_cast<std::size_t>((at - changes_.front()).count() >> bucket_shift_);
        if (bucket >= bucket_.size()) return changes_.size();
        std::size_t until = bucket_[bucket];
        while (until < changes_.size() && changes_[until] <= at) ++until;
        return until;
    }

    std::vector<Instant> changes_;  // sorted; on duty from each even index to the next odd one
    std::vector<Instant> begins_;   // sorted; the beginnings of shifts
    Instant last_{};                // of the span; a change after it may only be an edge effect
    // Time from the first change on is divided into buckets of 2^shift ticks, with about one change each. A bucket
    // holds the number of changes before it.
    int bucket_shift_ = 0;
    std::vector<std::uint32_t> bucket_;
};

/// The instant of a local time, by the rule for the ends of shifts. Requires a known zone.
Instant instant_of(const std::string& zone, std::chrono::sys_seconds local);

/// Whether the system's tz database knows the zone.
bool known_time_zone(const std::string& name);
/// The names of all zones, for suggestions.
const std::vector<std::string>& time_zone_names();
/// The database's version, such as "2024a".
std::string time_zone_version();
/// The offset of a zone's clocks from UTC, and the instant until which it holds (the year 9999 at the latest).
struct Clocks {
    std::chrono::seconds ahead{0};
    Instant until;
};
/// Requires a known zone.
Clocks clocks_at(const std::string& zone, Instant at);
/// Local time of day, weekday and date. Requires a known zone.
std::chrono::time_point<std::chrono::system_clock, Ticks> local_time(const std::string& zone, Instant at);

}  // namespace hotline
