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
        Target target{official, slot_in(official_slots, official), {}};
        for (const Index row : rows_tried(scenario, step, official)) {
            const Channel& channel = scenario.channels[scenario.rows[row].channel];
            target.rows.push_back({row, slot_in(row_slots, row), &channel});
        }
        return target;
    };
    for (const Step& step : scenario.protocols[protocol].steps) {
        PlannedStep planned{&step, {}, {}, false};
        const std::vector<Index> called = directory.called(step.call, caller, callee);
        planned.targets.reserve(called.size());
        for (const Index official : called) planned.targets.push_back(target_of(step, official));
        for (const Index deputy : directory.deputies(called)) planned.deputies.push_back(target_of(step, deputy));
        planned.has_deputies = directory.have_deputies(called);
        plan.steps.push_back(std::move(planned));
    }
    plan.officials = static_cast<Index>(official_slots.size());
    plan.rows = static_cast<Index>(row_slots.size());
    return plan;
}

}  // namespace

const Target* PlannedStep::called(Index target, const Timetable& timetable, Instant at) const {
    const Index official = targets[target].official;
    const Index who = timetable.in_place_of(official, at);
    if (who == official) return &targets[target];
    for (Index other = 0; other < targets.size(); ++other) {
        if (targets[other].official == who) return nullptr;
        if (other < target && timetable.in_place_of(targets[other].official, at) == who) return nullptr;
    }
    return &*std::find_if(deputies.begin(), deputies.end(),
                          [who](const Target& deputy) { return deputy.official == who; });
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
