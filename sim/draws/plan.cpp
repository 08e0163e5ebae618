#include "sim/draws/plan.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "models/scenario/selection.hpp"

namespace hotline {
namespace {

Plan make_plan(const Scenario& scenario, const Directory& directory, Index protocol, Index caller, Index callee) {
    Plan plan;
    plan.protocol = protocol;
    std::unordered_map<Index, Index> official_slots;
    std::unordered_map<Index, Index> row_slots;
    const auto slot_in = [](auto& slots, Index index) {
        return slots.try_emplace(index, static_cast<Index>(slots.size())).first->second;
    };
    const auto target_of = [&](const Step& step, Index official) {
        Target target{official, slot_in(official_slots, official), {}, kNone, 0};
        for (const Index row : rows_tried(scenario, step, official)) {
            const Row& entry = scenario.rows[row];
            target.rows.push_back({row, slot_in(row_slots, row), entry.identity, &scenario.channels[entry.channel],
                                   entry.official, &scenario.officials[entry.official],
                                   &scenario.responses[entry.response], patience_of(scenario, step, entry)});
        }
        return target;
    };
    for (const Step& step : scenario.protocols[protocol].steps) {
        PlannedStep planned{&step, {}, {}, false};
        const std::vector<CalledPlace> places = directory.places(step.call, caller, callee);
        planned.targets.reserve(places.size());
        for (const CalledPlace& place : places) {
            planned.targets.push_back(place.rota == kNone ? target_of(step, place.official)
                                                          : Target{kNone, 0, {}, place.rota, place.ahead});
        }
        for (const Index other : directory.others(places)) planned.others.push_back(target_of(step, other));
        planned.may_change = directory.may_change(places);
        plan.steps.push_back(std::move(planned));
    }
    plan.officials = static_cast<Index>(official_slots.size());
    plan.rows = static_cast<Index>(row_slots.size());
    return plan;
}

}  // namespace

const Target* PlannedStep::called(Index target, const Timetable& timetable, Instant at, Instant first,
                                  Ticks stagger) const {
    const Index who = taker(target, timetable, at);
    if (who == kNone) return nullptr;
    if (who == targets[target].official) return &targets[target];
    for (Index other = 0; other < targets.size(); ++other) {
        if (targets[other].official == who) return nullptr;
        if (other == target) continue;
        const Target& place = targets[other];
        // All at once, others have been taken already, and in turn all are looked at now.
        Instant taken = at;
        if (step->all_at_once) {
            taken = first + other * stagger;
            if (taken <= at && step->waits_for_duty && place.rota != kNone)
                taken = timetable.rota(place.rota).first_with(place.ahead, taken);
        }
        const bool before = taken < at || (taken == at && other < target);
        if (before && taker(other, timetable, taken) == who) return nullptr;
    }
    return &*std::find_if(others.begin(), others.end(), [who](const Target& other) { return other.official == who; });
}

Index PlannedStep::listed(Index target, const Timetable& timetable, Instant at) const {
    const Target& place = targets[target];
    return place.rota == kNone ? place.official : timetable.rota(place.rota).who(place.ahead, at);
}

Index PlannedStep::taker(Index target, const Timetable& timetable, Instant at) const {
    const Index official = listed(target, timetable, at);
    return official == kNone ? kNone : timetable.in_place_of(official, at);
}

Plans::Plans(const Scenario& scenario) {
    const Directory directory(scenario);
    std::vector<std::vector<Index>> reachable(scenario.protocols.size());
    of_case_.resize(scenario.cases.size());
    for (std::size_t index = 0; index < scenario.cases.size(); ++index) {
        const Case& played = scenario.cases[index];
        of_case_[index].resize(scenario.protocols.size(), nullptr);
        for (const Index root : played.protocols) {
            if (reachable[root].empty()) reachable[root] = reachable_from(scenario, root);
            for (const Index protocol : reachable[root]) {
                const Protocol& model = scenario.protocols[protocol];
                const Key key{protocol, depends_on(model, Selector::Side::caller) ? played.caller : kNone,
                              depends_on(model, Selector::Side::callee) ? played.callee : kNone};
                auto& plan = plans_[key];
                if (!plan) {
                    plan = std::make_unique<const Plan>(
                        make_plan(scenario, directory, protocol, played.caller, played.callee));
                }
                of_case_[index][protocol] = plan.get();
            }
        }
    }
}

}  // namespace hotline
