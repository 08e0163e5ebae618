#include "models/scenario/calendar.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <stdexcept>

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

/// The UTC offsets of a zone over a span. A year of shifts then costs only a few look-ups in the database.
class Offsets {
public:
    Offsets(const date::time_zone& zone, sys_seconds first, sys_seconds last) {
        for (sys_seconds at = first; at <= last;) {
            const date::sys_info info = zone.get_info(at);
            periods_.push_back({info.begin, info.end, info.offset});
            at = info.end;
        }
    }

    /// Requires that local times do not go back by two days or more from one call to the next. A gap of the clocks is
    /// a day at most, so that a period that ended three days before this time is over for all later calls.
    sys_seconds instant(date::local_seconds local) {
        const auto as_utc = sys_seconds{local.time_since_epoch()};
        while (at_ + 1 < periods_.size() && periods_[at_].end + periods_[at_].offset <= as_utc - days{3}) ++at_;
        std::size_t before = at_;  // the last period that has ended by its own clocks
        for (std::size_t index = at_; index < periods_.size(); ++index) {
            const Period& period = periods_[index];
            const sys_seconds candidate = as_utc - period.offset;
            if (candidate < period.begin) break;
            if (candidate < period.end) return candidate;
            before = index;
        }
        return as_utc - periods_[before].offset;
    }

private:
    struct Period {
        sys_seconds begin;
        sys_seconds end;
        seconds offset;
    };
    std::vector<Period> periods_;
    std::size_t at_ = 0;
};

const date::time_zone& zone_of(const std::string& name) {
    return *date::locate_zone(name);
}

/// The database's own list of its zones and links, without "Factory", the zone of an unconfigured system. Empty where
/// the system has no such file. The file begins with "# version 2024a".
struct OwnList {
    std::string version;
    std::set<std::string, std::less<>> names;
};

const OwnList& own_list() {
    static const OwnList list = [] {
        OwnList read;
        constexpr const char* kRules = "/usr/share/zoneinfo/tzdata.zi";
        std::ifstream rules(kRules);
        const auto give_up = [&] {
            throw std::runtime_error(fmt::format("cannot read {}: {}", kRules, std::strerror(errno)));
        };
        if (std::error_code ignored; !rules && std::filesystem::exists(kRules, ignored)) give_up();
        std::string hash;
        std::string word;
        if (std::string first; std::getline(rules, first)) {
            std::istringstream words(first);
            if (!(words >> hash >> word >> read.version) || word != "version") read.version.clear();
        }
        for (std::string line; std::getline(rules, line);) {
            if (!line.starts_with("Z ") && !line.starts_with("L ")) continue;
            std::istringstream words(line);
            std::string kind;
            std::string target;
            std::string name;
            words >> kind >> name;
            if (kind == "L") {
                target = name;
                words >> name;
            }
            if (name != "Factory") read.names.insert(name);
        }
        if (rules.bad()) give_up();
        return read;
    }();
    return list;
}

/// Whether a name is that of a zone. The folder of the database also holds the machine's own zone ("localtime",
/// "posixrules") and two further copies of all zones, with and without leap seconds.
bool is_named(std::string_view name) {
    const auto& names = own_list().names;
    if (!names.empty()) return names.contains(name);
    return name != "localtime" && name != "posixrules" && name != "Factory" && !name.starts_with("posix/") &&
           !name.starts_with("right/");
}

/// Monday 0 … Sunday 6.
unsigned weekday_of(sys_days date) {
    return std::chrono::weekday{date}.iso_encoding() - 1;
}

/// What a date is for the officials whom the list concerns.
struct DayOfList {
    int narrowness = -1;  // of the rows that count
    bool holiday = false;
    bool worked = false;
    Hours hours = kAllHours;  // of all rows together
};

std::map<sys_days, DayOfList> days_of_list(const std::vector<Holiday>& holidays, Index party) {
    std::map<sys_days, DayOfList> dates;
    for (const Holiday& row : holidays) {
        if (row.party != party) continue;
        DayOfList& day = dates[row.date];
        if (narrowness(row) < day.narrowness) continue;
        if (narrowness(row) > day.narrowness) day = {narrowness(row)};
        day.holiday |= !row.worked && !row.hours;
        day.worked |= row.worked;
        if (!row.hours) continue;
        day.hours.begins = std::max(day.hours.begins, row.hours->begins);
        day.hours.ends = std::min(day.hours.ends, row.hours->ends);
    }
    return dates;
}

}  // namespace

SpecialDays special_days(const std::vector<Holiday>& holidays, Index party) {
    SpecialDays special;
    for (const Holiday& holiday : holidays) {
        if (holiday.party != party || narrowness(holiday) > 0 || (holiday.hours && !holiday.worked)) continue;
        special[holiday.date] |= !holiday.worked;
    }
    return special;
}

DutyHours::DutyHours(const Roster& roster, const std::string& time_zone, Index party,
                     const std::vector<Holiday>& holidays, Instant first, Instant last, const std::vector<Span>& away,
                     const std::vector<Span>& more) {
    const std::map<sys_days, DayOfList> listed = days_of_list(holidays, party);
    // Shifts last a day at most, and clocks differ from UTC by less than a day. So two days on either side hold every
    // shift that reaches into the span.
    const sys_days from = std::chrono::floor<days>(first) - days{3};
    const sys_days to = std::chrono::floor<days>(last) + days{3};
    Offsets offsets(zone_of(time_zone), from - days{2}, to + days{2});

    std::vector<Span> worked = more;
    for (sys_days date = from; date <= to; date += days{1}) {
        unsigned weekday = weekday_of(date);
        Hours within = kAllHours;
        if (const auto found = listed.find(date); found != listed.end()) {
            const DayOfList& day = found->second;
            if (day.holiday && !roster.works_on_holidays) continue;
            if (day.worked && !day.holiday) weekday = 0;
            if (!roster.works_on_holidays) within = day.hours;
        }
        const date::local_seconds midnight{date.time_since_epoch()};
        for (const Shift& shift : roster.shifts) {
            if (!(shift.days >> weekday & 1)) continue;
            const minutes first_minute = std::max(shift.begins, within.begins);
            const minutes end_minute = std::min(shift.ends, within.ends);
            if (first_minute >= end_minute) continue;
            const Instant begins = offsets.instant(midnight + first_minute);
            const Instant ends = offsets.instant(midnight + end_minute);
            if (begins < ends) worked.push_back({begins, ends});
        }
    }
    lay(std::move(worked), away, last);
}

DutyHours::DutyHours(Instant first, Instant last, const std::vector<Span>& away) {
    lay({{first - days{3}, last + days{3}}}, away, last);
}

void DutyHours::lay(std::vector<Span> worked, const std::vector<Span>& away, Instant last) {
    for (const Span& gone : away) {
        std::vector<Span> left;
        for (const Span& part : worked) {
            const Span before{part.from, std::min(part.until, gone.from)};
            const Span after{std::max(part.from, gone.until), part.until};
            if (before.from < before.until) left.push_back(before);
            if (after.from < after.until) left.push_back(after);
        }
        worked = std::move(left);
    }
    std::sort(worked.begin(), worked.end(), [](const Span& a, const Span& b) {
        return a.from < b.from || (a.from == b.from && a.until < b.until);
    });
    for (const auto& [begins, ends] : worked) {
        begins_.push_back(begins);
        if (!changes_.empty() && begins <= changes_.back()) {
            changes_.back() = std::max(changes_.back(), ends);
        } else {
            changes_.push_back(begins);
            changes_.push_back(ends);
        }
    }
    if (changes_.empty()) return;
    last_ = last;

    const auto span = static_cast<std::uint64_t>((changes_.back() - changes_.front()).count());
    bucket_shift_ = static_cast<int>(std::bit_width(span / changes_.size()));
    bucket_.resize((span >> bucket_shift_) + 1);
    std::uint32_t before = 0;
    for (std::size_t index = 0; index < bucket_.size(); ++index) {
        const Instant opens = changes_.front() + Ticks{static_cast<std::int64_t>(index << bucket_shift_)};
        while (before < changes_.size() && changes_[before] < opens) ++before;
        bucket_[index] = before;
    }
}

Instant DutyHours::next_shift(Instant at) const {
    const auto next = std::upper_bound(begins_.begin(), begins_.end(), at);
    return next == begins_.end() ? Instant::max() : *next;
}

Instant DutyHours::next_change(Instant at) const {
    const std::size_t until = changes_until(at);
    return until == changes_.size() || changes_[until] > last_ ? Instant::max() : changes_[until];
}

Instant instant_of(const std::string& zone, sys_seconds local) {
    return local - zone_of(zone).get_info(date::local_seconds{local.time_since_epoch()}).first.offset;
}

bool known_time_zone(const std::string& name) {
    if (!is_named(name)) return false;
    try {
        date::locate_zone(name);
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

const std::vector<std::string>& time_zone_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const date::time_zone& zone : date::get_tzdb().zones) {
            if (is_named(zone.name())) all.push_back(zone.name());
        }
        return all;
    }();
    return names;
}

std::string time_zone_version() {
    // The date library looks for a file that Debian does not have.
    return own_list().version.empty() ? date::get_tzdb().version : own_list().version;
}

Clocks clocks_at(const std::string& zone, Instant at) {
    // The end of the last period is beyond the range of Instant.
    constexpr sys_seconds kEnd = sys_days{std::chrono::year{9999} / 1 / 1};
    const date::sys_info info = zone_of(zone).get_info(std::chrono::floor<seconds>(at));
    return {info.offset, std::min(info.end, kEnd)};
}

std::chrono::time_point<std::chrono::system_clock, Ticks> local_time(const std::string& zone, Instant at) {
    return at + clocks_at(zone, at).ahead;
}

}  // namespace hotline
