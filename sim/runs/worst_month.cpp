#include "sim/runs/worst_month.hpp"

#include <cstddef>

#include "sim/runs/alternatives.hpp"

namespace hotline {
namespace {

std::vector<bool> reached_of(const Outcomes& outcomes, Ticks within) {
    std::vector<bool> reached;
    reached.reserve(outcomes.size());
    for (const Ticks contact : outcomes.contact) reached.push_back(in_time(contact, within));
    return reached;
}

/// Duty hours go last (worst_causes.hpp).
std::size_t sets_of(const std::vector<CalendarCause>& causes) {
    const bool one_goes_last = !causes.empty() && causes.back() == CalendarCause::duty_hours;
    return one_goes_last ? (std::size_t{1} << (causes.size() - 1)) + 1 : std::size_t{1} << causes.size();
}

Scenario without(Scenario scenario, const std::vector<CalendarCause>& causes, std::size_t set) {
    const bool all = set + 1 == sets_of(causes);
    for (std::size_t cause = 0; cause < causes.size(); ++cause) {
        if (all || (set >> cause & 1) != 0) take_away(causes[cause], scenario);
    }
    return scenario;
}

}  // namespace

bool explain_worst_months(CellsRun& months, const std::vector<Outcomes>& outcomes, const RunPlan& plan) {
    months.causes = calendar_causes_of(months.scenario);
    const std::size_t sets = sets_of(months.causes);
    std::vector<ReachedWithout> reached(outcomes.size(), ReachedWithout(sets));
    const auto note = [&](std::size_t set, const std::vector<Outcomes>& played) {
        for (std::size_t place = 0; place < played.size(); ++place)
            reached[place][set] = reached_of(played[place], months.within);
    };
    note(0, outcomes);
    const double one = 1 / static_cast<double>(sets);
    for (std::size_t set = 1; set < sets; ++set) {
        const auto played = run(without(months.scenario, months.causes, set),
                                with_progress(plan, static_cast<double>(set - 1) * one, one));
        if (!played) return false;
        note(set, *played);
    }
    add_causes(months, reached);
    return true;
}

}  // namespace hotline
