#include "sim/reading/who.hpp"

#include <algorithm>

#include "sim/draws/validity.hpp"

namespace hotline {
namespace {

constexpr std::chrono::days kLookahead{60};  // for "until when"

}  // namespace

Who::Who(const Scenario& scenario, Instant at)
    : scenario_(scenario), at_(at), timetable_(scenario, at, at + kLookahead), plans_(scenario) {}

std::vector<MetStep> Who::list(Index case_index, Index protocol) const {
    std::vector<MetStep> steps;
    std::vector<Index> protocols{protocol};
    for (std::size_t done = 0; done < protocols.size(); ++done) {
        Index number = 0;
        for (const PlannedStep& planned : plans_.plan(case_index, protocols[done]).steps) {
            MetStep& step = steps.emplace_back(meet(planned));
            step.protocol = protocols[done];
            step.number = ++number;
            if (!scenario_.protocols[protocol].goal->counts()) continue;
            step.then_calls = planned.step->then_calls;
            if (step.then_calls != kNone &&
                std::find(protocols.begin(), protocols.end(), step.then_calls) == protocols.end())
                protocols.push_back(step.then_calls);
        }
    }
    return steps;
}

MetStep Who::meet(const PlannedStep& planned) const {
    MetStep step;
    step.step = planned.step;
    for (Index place = 0; place < planned.targets.size(); ++place) {
        MetOfficial& official = step.officials.emplace_back();
        official.rota = planned.targets[place].rota;
        official.ahead = planned.targets[place].ahead;
        official.waits = planned.step->waits_for_duty;
        if (official.rota != kNone)
            official.duty_changes = timetable_.rota(official.rota).next_change(official.ahead, at_);
        official.listed = planned.listed(place, timetable_, at_);
        official.official = planned.taker(place, timetable_, at_);
        if (official.official == kNone) continue;
        const Target* target = planned.called(place, timetable_, at_, at_, Ticks{0});
        official.is_taken = target == nullptr;
        if (official.is_taken) continue;
        official.passed_over = planned.step->skip_off_duty && !timetable_.on_duty(official.official, at_);
        for (const PlannedRow& row : target->rows) {
            official.rows.push_back(meet(row.row));
            if (!planned.step->patience) official.rows.back().patience = scenario_.rows[row.row].patience;
        }
    }
    return step;
}

MetRow Who::meet(Index row) const {
    const Index official = scenario_.rows[row].official;
    const Response& response = scenario_.responses[scenario_.rows[row].response];
    const Freshness address = freshness_of_address(scenario_, row);
    const Freshness holder = freshness_of_holder(scenario_, official);
    const bool by_hours = !response.when.empty() || response.moves_answers();
    return {row,
            timetable_.on_leave(official, at_),
            timetable_.on_duty(official, at_),
            timetable_.next_change(official, at_),
            by_hours ? std::optional(timetable_.duty(row, at_).answer) : std::nullopt,
            address.age(at_),
            holder.valid_probability(at_) * address.valid_probability(at_),
            {}};
}

}  // namespace hotline
