// Duty: hours with nobody there, years without holidays.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "models/instant_text.hpp"
#include "models/linter.hpp"
#include "models/part_of_week.hpp"

namespace hotline {
namespace {

/// The minutes of the week on which a roster is on duty, moved by a difference of clocks.
WeekMinutes on_duty(const Roster& roster, std::chrono::minutes moved) {
    WeekMinutes minutes;
    for (const Shift& shift : roster.shifts) {
        for (int day = 0; day < 7; ++day) {
            if (!(shift.days >> day & 1)) continue;
            const auto begins = std::chrono::days{day} + shift.begins + moved + std::chrono::weeks{1};
            for (auto at = begins; at < begins + (shift.ends - shift.begins); ++at) {
                minutes.set(static_cast<std::size_t>(at.count()) % minutes.size());
            }
        }
    }
    return minutes;
}

std::chrono::year year_by(const std::string& zone, Instant at) {
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local_time(zone, at))}.year();
}

}  // namespace

/// Hours of an ordinary week in which nobody whom the case's own protocol calls is on duty.
void Linter::check_duty(const PlayedSearch& search, Index callee) {
    MovedRosters rosters;
    for (const Reach* reach : search.steps) {
        if (reach->always_on_duty) return;
        for (const auto& [roster, party] : reach->rosters) rosters.insert({roster, clocks_[callee] - clocks_[party]});
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
         "let it call a desk that is on duty then", hours);
}

/// "Mon-Fri 17:30-09:00 by the clocks of Beijing"; empty where somebody is on duty at all hours. Clocks differ as
/// they do at the first start.
std::string Linter::hours_off_duty(const MovedRosters& rosters, const std::string& whose_clocks) const {
    WeekMinutes covered;
    for (const auto& [roster, moved] : rosters) covered |= on_duty(scenario_.rosters[roster], moved);
    if (covered.all()) return {};
    if (covered.none()) return "at any hour of the week";
    std::string hours;
    for (const PartOfWeek& part : parts_of_week(~covered)) hours += (hours.empty() ? "" : ", ") + part.text;
    return fmt::format("{} by the clocks of {}", hours, whose_clocks);
}

/// Years in which drills run and for which a party's holidays, of which the lists name others, have been forgotten.
void Linter::check_holidays() {
    std::set<Index> parties;  // of which somebody is off duty on holidays
    for (const auto& [key, reach] : reaches_) {
        for (const auto& [roster, party] : reach.rosters) {
            if (!scenario_.rosters[roster].works_on_holidays) parties.insert(party);
        }
    }
    std::map<Index, std::set<int>> listed;
    for (const Holiday& holiday : scenario_.holidays) {
        if (!holiday.worked) {
            listed[holiday.party].insert(static_cast<int>(std::chrono::year_month_day{holiday.date}.year()));
        }
    }
    Ticks after{0};
    for (const Case& of : scenario_.cases) after = std::max(after, of.after);
    // A few days into a year do not make a list incomplete.
    const Instant end = scenario_.start_last + after + scenario_.horizon - std::chrono::weeks{1};
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
            "add them to the list that has its other holidays");
    }
}

}  // namespace hotline
