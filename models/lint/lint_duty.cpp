// Duty: hours with nobody on duty, years without holidays.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "models/lint/linter.hpp"
#include "models/scenario/duty.hpp"
#include "models/scenario/instant_text.hpp"
#include "models/scenario/part_of_week.hpp"

namespace hotline {
namespace {

std::chrono::year year_by(const std::string& zone, Instant at) {
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local_time(zone, at))}.year();
}

}  // namespace

/// Finds the hours of an ordinary week in which nobody whom the case's own protocol calls is on duty.
void Linter::check_duty(const PlayedSearch& search, Index callee) {
    MovedRosters rosters;
    for (const Reach* reach : search.steps) {
        if (reach->always_on_duty) return;
        for (const auto& [roster, party, ahead] : reach->rosters) rosters.insert({roster, clocks_[callee] - ahead});
    }
    if (rosters.empty()) return;
    std::pair key{std::move(rosters), clock_place(scenario_.parties[callee])};
    auto known = hours_.find(key);
    if (known == hours_.end()) {
        std::string hours = hours_off_duty(key.first, key.second);
        known = hours_.emplace(std::move(key), std::move(hours)).first;
    }
    const std::string& hours = known->second;
    if (hours.empty()) return;
    const Protocol& protocol = scenario_.protocols[search.protocol];
    note("nobody-on-duty", protocol.place,
         fmt::format("nobody whom protocol \"{}\" calls is on duty {}", protocol.id, hours),
         "add a step that calls a desk on duty at these hours", hours);
}

/// The minutes of the week on duty by a roster, in its own local time, in a week without holidays and clock changes.
const WeekMinutes& Linter::week_of(Index roster) {
    const auto [known, fresh] = weeks_.try_emplace(roster);
    if (!fresh) return known->second;
    constexpr Instant kMonday = std::chrono::sys_days{std::chrono::year{2012} / 10 / 1};
    const DutyHours duty(scenario_.rosters[roster], "UTC", kNone, {}, kMonday, kMonday + std::chrono::weeks{1});
    for (std::chrono::minutes at{0}; at < std::chrono::weeks{1}; ++at) {
        known->second.set(static_cast<std::size_t>(at.count()), duty.on_duty(kMonday + at));
    }
    return known->second;
}

/// "Mon-Fri 17:30-09:00 by the clocks of Beijing"; empty if somebody is on duty at all hours. The offsets between
/// clocks are those at the first start.
std::string Linter::hours_off_duty(const MovedRosters& rosters, const std::string& whose_clocks) {
    WeekMinutes covered;
    for (const auto& [roster, moved] : rosters) {
        const WeekMinutes& week = week_of(roster);
        const std::size_t by = static_cast<std::size_t>((moved + std::chrono::weeks{1}).count()) % week.size();
        covered |= week << by | week >> (week.size() - by);
    }
    if (covered.all()) return {};
    if (covered.none()) return "at any hour of the week";
    std::string hours;
    for (const PartOfWeek& part : parts_of_week(~covered)) hours += (hours.empty() ? "" : ", ") + part.text;
    return fmt::format("{} by the clocks of {}", hours, whose_clocks);
}

/// Finds years of the drills without holidays of a party that has holidays in other years.
void Linter::check_holidays() {
    std::set<Index> parties;  // with somebody who is off duty on holidays
    for (const auto& [key, reach] : reaches_) {
        for (const auto& [roster, party, ahead] : reach.rosters) {
            if (!scenario_.rosters[roster].works_on_holidays) parties.insert(party);
        }
    }
    std::map<Index, std::set<int>> listed;
    for (const Holiday& holiday : scenario_.holidays) {
        if (!holiday.worked && !holiday.hours && narrowness(holiday) == 0) {
            listed[holiday.party].insert(static_cast<int>(std::chrono::year_month_day{holiday.date}.year()));
        }
    }
    // A list is not incomplete because drills run a few days into the next year.
    const Instant end = end_ - std::chrono::weeks{1};
    for (const auto& [index, years] : listed) {
        if (!parties.contains(index)) continue;
        const Party& party = scenario_.parties[index];
        const auto first = static_cast<int>(year_by(party.time_zone, scenario_.start_first));
        const auto last =
            std::max(first, static_cast<int>(year_by(party.time_zone, std::max(end, scenario_.start_first))));
        std::string missing;
        for (int year = first; year <= last; ++year) {
            if (!years.contains(year)) missing += fmt::format("{}{}", missing.empty() ? "" : ", ", year);
        }
        if (missing.empty()) continue;
        diagnostics_.warning(
            "holidays-missing", party.place,
            fmt::format("drills run in {}, for which the lists have no holidays of \"{}\"", missing, party.id),
            "add them to the list with the other holidays");
    }
}

/// Finds leaves outside the time of the drills, and deputies who stand in for each other.
void Linter::check_leaves() {
    for (const Leave& leave : scenario_.leaves) {
        const std::string& who = scenario_.officials[leave.official].id;
        const bool over = leave.until <= scenario_.start_first;
        if (over || leave.from > end_) {
            diagnostics_.warning(
                "leave-unseen", leave.place,
                fmt::format("the leave of \"{}\" {}", who,
                            over ? "is over before the first drill starts" : "begins after the last drill has ended"),
                "see its dates");
            continue;
        }
        const Instant at = std::max(leave.from, scenario_.start_first);
        if (leave.deputy == kNone || timetable_.in_place_of(leave.official, at) != leave.official) continue;
        diagnostics_.warning("deputies-in-a-circle", leave.place,
                             fmt::format("\"{}\" and the deputies stand in for each other from {} UTC on: each of "
                                         "them keeps the own place",
                                         who, utc_text(at)),
                             "name a deputy who is there");
    }
}

/// Finds days of an organisation or site to which no official of the party belongs.
void Linter::check_days_of_nobody() {
    std::map<Index, std::vector<const Official*>> officials;  // by party
    for (const Official& official : scenario_.officials) officials[official.party].push_back(&official);
    for (const Holiday& holiday : scenario_.holidays) {
        if (narrowness(holiday) == 0) continue;
        const auto& of_party = officials[holiday.party];
        if (std::any_of(of_party.begin(), of_party.end(),
                        [&](const Official* official) { return concerns(holiday, *official); }))
            continue;
        std::string whose;
        if (!holiday.organisation.empty()) whose += fmt::format(" of organisation \"{}\"", holiday.organisation);
        if (holiday.site != kNone) whose += fmt::format(" at site \"{}\"", scenario_.sites[holiday.site].id);
        diagnostics_.warning("holiday-of-nobody", holiday.place,
                             fmt::format("the day is about nobody: party \"{}\" has no official{}",
                                         scenario_.parties[holiday.party].id, whose),
                             "see how the lists of people write it");
    }
}

}  // namespace hotline
