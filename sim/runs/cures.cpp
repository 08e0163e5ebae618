#include "sim/runs/cures.hpp"

#include <chrono>
#include <map>
#include <string>

#include "models/scenario/calendar.hpp"
#include "sim/draws/starts.hpp"
#include "sim/runs/changes.hpp"

namespace hotline {
namespace {

HoursOfStarts hours_of_starts(const Scenario& scenario, const RunPlan& plan) {
    std::map<std::string, std::vector<unsigned char>> by_zone;
    HoursOfStarts hours;
    hours.reserve(scenario.cases.size());
    for (const Case& played : scenario.cases) {
        const std::string& zone = scenario.parties[played.callee].time_zone;
        std::vector<unsigned char>& of_zone = by_zone[zone];
        for (std::uint64_t drill = of_zone.size(); drill < plan.replications; ++drill) {
            const auto local = local_time(zone, start_in_window(scenario, Luck(plan.seed, plan.first + drill)));
            const auto of_day = local - std::chrono::floor<std::chrono::days>(local);
            of_zone.push_back(static_cast<unsigned char>(std::chrono::floor<std::chrono::hours>(of_day).count()));
        }
        hours.push_back(of_zone);
    }
    return hours;
}

}  // namespace

std::optional<std::vector<CuresByHour>> play_cures(const Scenario& scenario, const std::vector<Change>& changes,
                                                   Ticks within, const RunPlan& plan) {
    std::vector<CuresByHour> cures(changes.size());
    if (changes.empty()) return cures;
    const double one = 1 / static_cast<double>(changes.size() + 1);
    const TodaysDrills today(scenario, with_progress(plan, 0, one));
    if (!today.outcomes()) return {};
    const HoursOfStarts hours = hours_of_starts(scenario, plan);
    const double confidence = confidence_of_each(kHoursOfDay * changes.size());
    const Alternatives changed =
        with_changes(today, scenario, changes, [&](std::size_t index, const std::vector<Outcomes>& drills) {
            cures[index] = cures_by_hour(hours, *today.outcomes(), drills, within, confidence);
        });
    if (!play_alternatives(changed, with_progress(plan, one, 1 - one))) return {};
    return cures;
}

}  // namespace hotline
