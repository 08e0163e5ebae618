// Duty: hours with nobody there, years without holidays.

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <chrono>

#include "models/instant_text.hpp"
#include "models/linter.hpp"

namespace hotline {
namespace {

constexpr std::size_t kDay = 24UL * 60;
constexpr std::size_t kWeek = 7 * kDay;
using Minutes = std::bitset<kWeek>;  // of a week that begins on Monday

/// The minutes of the week on which a roster is on duty, moved by a difference of clocks.
Minutes on_duty(const Roster& roster, std::chrono::minutes moved) {
    Minutes minutes;
    for (const Shift& shift : roster.shifts) {
        for (int day = 0; day < 7; ++day) {
            if (!(shift.days >> day & 1)) continue;
            const auto begins = std::chrono::days{day} + shift.begins + moved + std::chrono::weeks{1};
            for (auto at = begins; at < begins + (shift.ends - shift.begins); ++at) {
                minutes.set(static_cast<std::size_t>(at.count()) % kWeek);
            }
        }
    }
    return minutes;
}

const char* day_name(std::size_t minute) {
    constexpr const char* kNames[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return kNames[minute / kDay % 7];
}

std::string clock_text(std::size_t minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

/// A run of minutes; it begins in the week and may end in the next.
struct Run {
    std::size_t begins = 0;
    std::size_t ends = 0;
};

/// The runs of unset minutes, around the week, in the order in which they begin. Requires a set one.
std::vector<Run> gaps(const Minutes& minutes) {
    std::vector<Run> runs;
    for (std::size_t begin = 0; begin < kWeek; ++begin) {
        if (minutes[begin] || !minutes[(begin + kWeek - 1) % kWeek]) continue;
        std::size_t end = begin + 1;
        while (!minutes[end % kWeek]) ++end;
        runs.push_back({begin, end});
    }
    return runs;
}

/// "Mon-Thu 17:30-09:00, Fri 17:30 to Mon 09:00": hours past midnight belong to the day on which they begin, as in
/// rosters.
std::string runs_text(const std::vector<Run>& runs) {
    std::string text;
    std::vector<bool> said(runs.size());
    for (std::size_t first = 0; first < runs.size(); ++first) {
        if (said[first]) continue;
        const auto& [begins, ends] = runs[first];
        text += fmt::format("{}{}", text.empty() ? "" : ", ", day_name(begins));
        if (ends - begins > kDay) {
            text += fmt::format(" {} to {} {}", clock_text(begins % kDay), day_name(ends), clock_text(ends % kDay));
            continue;
        }
        std::size_t last = first;  // of the same hours, day after day
        for (std::size_t next = first + 1; next < runs.size(); ++next) {
            if (runs[next].begins != runs[last].begins + kDay || runs[next].ends != runs[last].ends + kDay) continue;
            last = next;
            said[next] = true;
        }
        const std::size_t midnight = begins - begins % kDay;
        const std::size_t until = ends - midnight > kDay ? ends - midnight - kDay : ends - midnight;
        if (last != first) text += fmt::format("-{}", day_name(runs[last].begins));
        text += fmt::format(" {}-{}", clock_text(begins % kDay), clock_text(until));
    }
    return text;
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
    Minutes covered;
    for (const auto& [roster, moved] : rosters) covered |= on_duty(scenario_.rosters[roster], moved);
    if (covered.all()) return {};
    if (covered.none()) return "at any hour of the week";
    return fmt::format("{} by the clocks of {}", runs_text(gaps(covered)), whose_clocks);
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
