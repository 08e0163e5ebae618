#include "analysis/estimates/summary.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/drills/in_parts.hpp"
#include "analysis/estimates/betting.hpp"
#include "analysis/estimates/fixed_width.hpp"
#include "analysis/estimates/headline.hpp"
#include "analysis/estimates/worst.hpp"
#include "models/scenario/drill_bounds.hpp"

namespace hotline {
namespace {

template <class Quantity>
std::vector<double> in_units(const std::vector<Quantity>& of_drills, double (*unit)(Quantity)) {
    std::vector<double> numbers(of_drills.size());
    std::transform(of_drills.begin(), of_drills.end(), numbers.begin(), unit);
    return numbers;
}

std::vector<ContactMadeBy> count_contacts(const Scenario& scenario, const std::vector<Index>& made_by) {
    std::map<std::pair<Index, Index>, std::uint64_t> counts;  // rows of one official may share a channel
    for (const Index row : made_by) {
        if (row != kNone) ++counts[{scenario.rows[row].official, scenario.rows[row].channel}];
    }
    std::vector<ContactMadeBy> contacts;
    contacts.reserve(counts.size());
    for (const auto& [whom, count] : counts) contacts.push_back({whom.first, whom.second, count});
    std::stable_sort(contacts.begin(), contacts.end(),
                     [](const ContactMadeBy& a, const ContactMadeBy& b) { return a.count > b.count; });
    return contacts;
}

double width(const Interval& interval) {
    return interval.high - interval.low;
}

Narrowing narrowing_of(const std::vector<Ticks>& contact, Ticks horizon, const MilestoneSummary& even) {
    const MeanBets independent(seconds_within(contact, horizon), 0, seconds_of(horizon));
    return {width(even.interval) / width(clopper_pearson(even.reached, contact.size())),
            width(even.mean_interval.value()) / width(independent.interval())};
}

/// `stopping`: of the drills, which suffice exactly at the last of them; none: their number was fixed.
CaseSummary summarise(const Scenario& scenario, const Outcomes& outcomes, const FixedWidth* stopping,
                      std::size_t rows, OfDrills& of_drills, DrillBounds& bounds) {
    CaseSummary summary;
    summary.case_index = outcomes.case_index;
    summary.protocol = outcomes.protocol;
    summary.drills = outcomes.size();
    for (const Milestone of : kMilestones) {
        if (has(scenario.protocols[outcomes.protocol], of))
            summary.milestones[of] = summarise_milestone(times_of(outcomes, of), scenario.horizon, of_drills);
    }
    MilestoneSummary& contact = summary.milestones[Milestone::contact].value();
    const double together =
        stopping ? stopping->at_each_look(confidence_of_each(2 * rows)) : confidence_of_each(2 * rows);
    if (stopping) contact.interval = FixedWidth::interval(contact.reached, summary.drills);
    summary.contact_together = of_drills.share(outcomes.contact, kForever, together);
    const Ticks within = headline_deadline(scenario.horizon);
    const auto soon = std::count_if(outcomes.contact.begin(), outcomes.contact.end(),
                                    [&](Ticks at) { return in_time(at, within); });
    summary.contact_soon = {static_cast<double>(soon) / static_cast<double>(summary.drills),
                            of_drills.share(outcomes.contact, within, of_drills.confidence),
                            of_drills.share(outcomes.contact, within, together)};
    if (of_drills.even) summary.narrowing = narrowing_of(outcomes.contact, scenario.horizon, contact);
    const DrillBound& bound = bounds.of(outcomes.case_index, outcomes.protocol);
    std::vector<double> attempts;
    attempts.reserve(outcomes.size());
    for (const auto& of_drill : outcomes.attempts) {
        std::int64_t all = 0;
        for (std::size_t result = 0; result < kResults; ++result) {
            summary.attempts[result] += of_drill[result];
            all += of_drill[result];
        }
        attempts.push_back(static_cast<double>(all));
    }
    const BoundedMean of_attempts = of_drills.mean(std::move(attempts), bound.attempts);
    summary.mean_attempts = of_attempts.of.mean();
    summary.mean_attempts_interval = of_attempts.interval;
    if (scenario.interaction) {
        const BoundedMean of_waited = of_drills.mean(in_units(outcomes.waited, seconds_of), bound.waited);
        summary.mean_waited = of_waited.of.mean();
        summary.mean_waited_interval = of_waited.interval;
    }
    if (outcomes.costs) {
        const BoundedMean of_costs = of_drills.mean(in_units(outcomes.cost, units_of), bound.cost);
        summary.mean_cost = of_costs.of.mean();
        summary.mean_cost_interval = of_costs.interval;
    }
    summary.made_by = count_contacts(scenario, outcomes.made_by);
    return summary;
}

CaseSummary summarise_until(const FixedWidth& stopping, const Scenario& scenario, const Outcomes& outcomes,
                            std::size_t rows, DrillBounds& bounds, MeanIntervals of_means) {
    Outcomes until = outcomes;
    until.resize(stopping.stop(outcomes.contact).value_or(outcomes.size()));
    OfDrills of_drills(until.size(), stopping.at_each_look(), of_means);
    return summarise(scenario, until, &stopping, rows, of_drills, bounds);
}

std::optional<std::vector<EvenStart>> without(std::optional<std::vector<EvenStart>> even,
                                              const std::vector<MissingDrill>& missing) {
    if (!even) return even;
    for (auto drill = missing.rbegin(); drill != missing.rend(); ++drill)
        even->erase(even->begin() + static_cast<std::ptrdiff_t>(drill->replication));
    return even;
}

bool has_many_pairs(const Scenario& scenario, const std::vector<Outcomes>& outcomes) {
    std::set<std::pair<Index, Index>> pairs;
    for (const Outcomes& of_case : outcomes) {
        const Case& played = scenario.cases[of_case.case_index];
        pairs.emplace(played.caller, played.callee);
        if (pairs.size() > kMostInFull) return true;
    }
    return false;
}

}  // namespace

CaseSummary summarise(const Scenario& scenario, const Outcomes& outcomes, std::size_t rows) {
    OfDrills of_drills(outcomes.size());
    DrillBounds bounds(scenario);
    return summarise(scenario, outcomes, nullptr, rows, of_drills, bounds);
}

CaseSummary summarise_until(double precision, const Scenario& scenario, const Outcomes& outcomes, std::size_t rows) {
    DrillBounds bounds(scenario);
    return summarise_until(FixedWidth(precision), scenario, outcomes, rows, bounds, MeanIntervals::all);
}

RunSummary summarise(const Scenario& scenario, std::uint64_t seed, std::optional<double> precision,
                     const std::vector<Outcomes>& outcomes, const std::vector<MissingDrill>& missing,
                     const std::optional<std::vector<EvenStart>>& even, const Effort& effort) {
    if (!missing.empty()) {
        RunSummary of_others =
            summarise(scenario, seed, precision, without(outcomes, missing), {}, without(even, missing), effort);
        of_others.missing = missing;
        return of_others;
    }
    RunSummary summary{scenario, seed, 0, {}, precision, {}, {}, {}, {}, false};
    if (!even) summary.usage = summarise_usage(scenario, outcomes);
    if (outcomes.empty()) return summary;
    summary.replications = outcomes.front().size();
    const std::vector<EvenStart>* starts = even ? &*even : nullptr;
    const std::optional<FixedWidth> stopping = precision ? std::optional<FixedWidth>(*precision) : std::nullopt;
    summary.cases.resize(outcomes.size());
    in_parts(outcomes.size(), effort.jobs, [&](std::size_t from, std::size_t to) {
        OfDrills of_drills(summary.replications, kConfidence, effort.of_means, starts);
        DrillBounds bounds(scenario);
        for (std::size_t place = from; place < to; ++place) {
            const Outcomes& of_case = outcomes[place];
            summary.cases[place] =
                stopping ? summarise_until(*stopping, scenario, of_case, outcomes.size(), bounds, effort.of_means)
                         : summarise(scenario, of_case, nullptr, outcomes.size(), of_drills, bounds);
        }
    });
    summary.quorums = summarise_quorums(scenario, outcomes, stopping, starts);
    if (!precision && !even && has_many_pairs(scenario, outcomes))
        summary.pairs.emplace(summarise_pairs(scenario, scenario.horizon, seed, outcomes, effort.jobs));
    return summary;
}

}  // namespace hotline
