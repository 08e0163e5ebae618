#include "analysis/drills/outcome.hpp"

#include <algorithm>

namespace hotline {

Outcomes::Outcomes(const Scenario& scenario, Index of_case, Index of_protocol)
    : case_index(of_case), protocol(of_protocol), interaction(scenario.interaction), costs(has_costs(scenario)) {
    for (const Milestone milestone : kMilestones)
        can_reach[milestone] = has(scenario.protocols[of_protocol], milestone);
}

void Outcomes::resize(std::size_t drills, std::size_t room) {
    const auto resize = [&]<class Value>(std::vector<Value>& column, Value value = {}, std::size_t per_drill = 1) {
        column.reserve(room * per_drill);
        column.resize(drills * per_drill, value);
    };
    for (const Milestone milestone : kMilestones) {
        if (can_reach[milestone]) resize(times_of(*this, milestone), kNever);
    }
    resize(made_by, kNone);
    resize(attempts);
    if (interaction) resize(waited);
    if (costs) resize(cost);
    resize(usage, {}, resources);
}

void Outcomes::set(std::size_t drill, const Outcome& outcome) {
    for (const Milestone milestone : kMilestones) {
        if (can_reach[milestone]) times_of(*this, milestone)[drill] = time_of(outcome, milestone);
    }
    made_by[drill] = outcome.made_by;
    attempts[drill] = outcome.attempts;
    if (interaction) waited[drill] = outcome.waited;
    if (costs) cost[drill] = outcome.cost;
}

Outcome Outcomes::at(std::size_t drill) const {
    Outcome outcome;
    for (const Milestone milestone : kMilestones) {
        if (can_reach[milestone]) outcome.*members_of(milestone).time = times_of(*this, milestone)[drill];
    }
    outcome.made_by = made_by[drill];
    outcome.attempts = attempts[drill];
    if (interaction) outcome.waited = waited[drill];
    if (costs) outcome.cost = cost[drill];
    return outcome;
}

std::vector<Outcomes> without(std::vector<Outcomes> all, const std::vector<MissingDrill>& missing) {
    for (Outcomes& outcomes : all) {
        std::size_t place = 0;
        auto next = missing.begin();
        for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
            if (next != missing.end() && next->replication == drill) {
                ++next;
            } else {
                outcomes.set(place, outcomes.at(drill));
                std::ranges::copy(outcomes.usage_at(drill), outcomes.usage_at(place).begin());
                ++place;
            }
        }
        outcomes.resize(place);
    }
    return all;
}

std::vector<double> seconds_within(const std::vector<Ticks>& milestones, Ticks within) {
    std::vector<double> seconds;
    seconds.reserve(milestones.size());
    for (const Ticks milestone : milestones) seconds.push_back(seconds_within(milestone, within));
    return seconds;
}

}  // namespace hotline
