#include "analysis/estimates/comparison.hpp"

#include <algorithm>
#include <map>

namespace hotline {
namespace {

/// Contacts after the horizon do not count.
std::vector<Ticks> contacts_within(const Outcomes& outcomes, Ticks horizon) {
    std::vector<Ticks> times = outcomes.contact;
    for (Ticks& time : times) {
        if (time > horizon) time = kNever;
    }
    return times;
}

PairedCounts count(const std::vector<Ticks>& first, const std::vector<Ticks>& second, Ticks deadline) {
    PairedCounts counts;
    for (std::size_t drill = 0; drill < first.size(); ++drill) {
        const bool one = in_time(first[drill], deadline);
        const bool other = in_time(second[drill], deadline);
        ++(one && other ? counts.both : one ? counts.first_only : other ? counts.second_only : counts.neither);
    }
    return counts;
}

double ratio_of_widths(const Interval& paired, const Interval& independent) {
    const double width = independent.high - independent.low;
    return width > 0 ? (paired.high - paired.low) / width : 1;
}

/// Newcombe's interval is approximate and McNemar's test is exact. To agree on whether there is a difference, each
/// yields to the more conservative one.
ReachDifference reach_difference(const PairedCounts& counts, const ComparisonPlan& plan) {
    const double confidence = plan.confidence_of_each();
    const double level = 1 - confidence;
    ReachDifference difference;
    difference.counts = counts;
    difference.p_value = mcnemar(counts);
    difference.p_second_better = mcnemar_second_better(counts);
    difference.p_first_better = mcnemar_first_better(counts);
    difference.interval = newcombe(counts, confidence);
    if (difference.p_value >= level) {
        difference.interval.low = std::min(difference.interval.low, 0.0);
        difference.interval.high = std::max(difference.interval.high, 0.0);
    } else if (difference.interval.low <= 0 && 0 <= difference.interval.high) {
        difference.p_value = level;
        difference.p_second_better = std::max(difference.p_second_better, level / 2);
        difference.p_first_better = std::max(difference.p_first_better, level / 2);
    }
    difference.p_together = plan.p_together(difference.p_value);
    // The interval as printed, after this adjustment.
    difference.narrowed = ratio_of_widths(difference.interval, newcombe_of_independent(counts, confidence));
    return difference;
}

Wins count_wins(const std::vector<Ticks>& first, const std::vector<Ticks>& second) {
    Wins wins;
    for (std::size_t drill = 0; drill < first.size(); ++drill) {
        const Ticks one = first[drill] == kNever ? kForever : first[drill];
        const Ticks other = second[drill] == kNever ? kForever : second[drill];
        ++(one < other ? wins.first : other < one ? wins.second : wins.ties);
    }
    return wins;
}

/// `p_value(best, other)`: for the null hypothesis that the best is no better. Bonferroni's correction for the choice
/// of the best: one of the others would have to be at least as good and yet look worse.
template <class PValue>
Best best_of(std::size_t best, std::size_t contenders, PValue p_value) {
    double worst = 0;
    for (std::size_t other = 0; other < contenders; ++other) {
        if (other != best) worst = std::max(worst, p_value(best, other));
    }
    return {best, std::max(0.0, 1 - static_cast<double>(contenders - 1) * worst)};
}

/// The p-value of a looking this much better than b if it were not: from the comparison of the pair if there is one,
/// otherwise computed anew. `of` selects the measure.
template <class Of, class Fresh>
double p_no_better(const std::vector<PairComparison>& pairs, std::size_t a, std::size_t b, Of of, Fresh fresh) {
    for (const PairComparison& pair : pairs) {
        if (pair.first == b && pair.second == a) return of(pair).p_second_better;
        if (pair.first == a && pair.second == b) return of(pair).p_first_better;
    }
    return fresh().p_second_better;
}

}  // namespace

CommonLuck common_luck(const std::vector<const Scenario*>& scenarios) {
    std::map<Identity, std::size_t> lists;  // how many have the entry
    for (const Scenario* scenario : scenarios) {
        for (const Row& row : scenario->rows) ++lists[row.identity];
    }
    const auto common = std::count_if(lists.begin(), lists.end(),
                                      [&](const auto& entry) { return entry.second == scenarios.size(); });
    return {lists.size(), static_cast<std::size_t>(common)};
}

CaseComparison compare(const std::vector<Contender>& contenders, const ComparisonPlan& plan) {
    CaseComparison comparison;
    comparison.case_index = contenders.front().outcomes->case_index;
    const Ticks horizon = plan.horizon();
    const double confidence = plan.confidence_of_each();
    std::vector<std::vector<Ticks>> times;
    std::vector<const std::vector<Ticks>*> all_times;
    times.reserve(contenders.size());
    for (const Contender& contender : contenders) {
        times.push_back(contacts_within(*contender.outcomes, horizon));
        all_times.push_back(&times.back());
        Standing standing{contender.name, {}, {}, summarise_milestone(times.back(), horizon)};
        for (const Ticks deadline : plan.deadlines) {
            standing.reached.push_back(static_cast<std::uint64_t>(std::count_if(
                times.back().begin(), times.back().end(), [&](Ticks time) { return in_time(time, deadline); })));
            standing.intervals.push_back(clopper_pearson(standing.reached.back(), times.back().size()));
        }
        comparison.standings.push_back(std::move(standing));
    }

    const auto quantiles = quantile_differences(all_times, plan.pairs, confidence);
    for (std::size_t index = 0; index < plan.pairs.size(); ++index) {
        PairComparison pair;
        std::tie(pair.first, pair.second) = plan.pairs[index];
        const auto& first = times[pair.first];
        const auto& second = times[pair.second];
        for (const Ticks deadline : plan.deadlines)
            pair.reach.push_back(reach_difference(count(first, second, deadline), plan));
        pair.mean.mean = paired_mean(first, second, horizon, confidence);
        pair.mean.p_together = plan.p_together(pair.mean.mean.p_value);
        pair.mean.narrowed = ratio_of_widths(pair.mean.mean.interval,
                                             mean_interval_of_independent(first, second, horizon, confidence));
        pair.quantiles = quantiles[index];
        pair.wins = count_wins(first, second);
        pair.leads = leads_of(first, second, horizon);
        comparison.pairs.push_back(std::move(pair));
    }

    const auto best_where = [&](const auto& worse) {
        std::size_t best = 0;
        for (std::size_t other = 1; other < contenders.size(); ++other) {
            if (worse(best, other)) best = other;
        }
        return best;
    };
    for (std::size_t index = 0; index < plan.deadlines.size(); ++index) {
        const std::size_t best = best_where([&](std::size_t a, std::size_t b) {
            return comparison.standings[a].reached[index] < comparison.standings[b].reached[index];
        });
        comparison.best_by_deadline.push_back(best_of(best, contenders.size(), [&](std::size_t a, std::size_t b) {
            return p_no_better(
                comparison.pairs, a, b,
                [&](const PairComparison& pair) -> const ReachDifference& { return pair.reach[index]; },
                [&] { return reach_difference(count(times[b], times[a], plan.deadlines[index]), plan); });
        }));
    }
    const std::size_t best = best_where([&](std::size_t a, std::size_t b) {
        return comparison.standings[b].contact.mean_within_horizon <
               comparison.standings[a].contact.mean_within_horizon;
    });
    comparison.best_by_mean = best_of(best, contenders.size(), [&](std::size_t a, std::size_t b) {
        return p_no_better(
            comparison.pairs, a, b, [](const PairComparison& pair) -> const PairedMean& { return pair.mean.mean; },
            [&] { return paired_mean(times[b], times[a], horizon, confidence); });
    });
    return comparison;
}

}  // namespace hotline
