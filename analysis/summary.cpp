#include "analysis/summary.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "analysis/confidence_sequence.hpp"

namespace hotline {
namespace {

constexpr double kNormal975 = 1.959963984540054;  // the 97.5 % point of the standard normal distribution

struct Mean {
    double value = 0;
    Interval interval;
};

/// Mean and its interval, in one pass (Welford 1962, Technometrics 4:419). Drills come in the order of their numbers.
class MeanOf {
public:
    void add(std::int64_t value) {
        count_ += 1;
        const double from_old = static_cast<double>(value) - mean_;
        mean_ += from_old / count_;
        squares_ += from_old * (static_cast<double>(value) - mean_);
    }
    Mean estimate(double unit) const {
        const double variance = count_ > 1 ? squares_ / (count_ - 1) : 0;
        const double reach = kNormal975 * std::sqrt(variance / count_);
        return {mean_ * unit, {(mean_ - reach) * unit, (mean_ + reach) * unit}};
    }

private:
    double count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

/// Puts the elements of those ranks, counted from 1, where a full sort would put them; it takes a fraction of its
/// time.
void place(std::vector<Ticks>& values, std::vector<std::uint64_t> ranks) {
    std::sort(ranks.begin(), ranks.end());
    auto from = values.begin();
    for (const std::uint64_t rank : ranks) {
        if (rank > values.size()) return;
        const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
        if (at < from) continue;
        std::nth_element(from, at, values.end());
        from = at + 1;
    }
}

MilestoneSummary milestone(const std::vector<Ticks>& times, Ticks horizon) {
    MilestoneSummary summary;
    std::vector<Ticks> reached;
    reached.reserve(times.size());
    MeanOf mean;
    for (const Ticks time : times) {
        if (time != kNever) reached.push_back(time);
        mean.add((time == kNever ? horizon : time).count());
    }
    const std::uint64_t n = times.size();
    std::array<Ranks, kShares.size()> ranks;
    std::vector<std::uint64_t> wanted;
    for (std::size_t index = 0; index < kShares.size(); ++index) {
        ranks[index] = quantile_ranks(n, kShares[index]);
        wanted.push_back(quantile_rank(n, kShares[index]));
        if (ranks[index].low) wanted.push_back(*ranks[index].low);
        if (ranks[index].high) wanted.push_back(*ranks[index].high);
    }
    place(reached, std::move(wanted));
    summary.reached = reached.size();
    summary.probability = static_cast<double>(reached.size()) / static_cast<double>(n);
    summary.interval = clopper_pearson(reached.size(), n);
    const auto at_rank = [&](std::optional<std::uint64_t> rank) -> std::optional<Ticks> {
        if (!rank || *rank > reached.size()) return {};
        return reached[*rank - 1];
    };
    for (std::size_t index = 0; index < kShares.size(); ++index) {
        QuantileEstimate& quantile = summary.quantiles[index];
        quantile.share = kShares[index];
        quantile.value = at_rank(quantile_rank(n, kShares[index]));
        // Where even the lower rank lies among the drills that never got there, the quantile is beyond the horizon.
        quantile.low = ranks[index].low ? at_rank(ranks[index].low).value_or(horizon) : Ticks{0};
        quantile.high = at_rank(ranks[index].high);
    }
    const Mean within = mean.estimate(1.0 / 1024);
    summary.mean_within_horizon = within.value;
    // The normal approximation does not know that the mean lies between 0 and the horizon.
    summary.mean_interval = {std::max(within.interval.low, 0.0), std::min(within.interval.high, seconds_of(horizon))};
    return summary;
}

std::vector<ContactMadeBy> count_contacts(const Scenario& scenario, const std::vector<Index>& made_by) {
    std::vector<std::uint64_t> by_row(scenario.rows.size());
    for (const Index row : made_by) {
        if (row != kNone) ++by_row[row];
    }
    std::map<std::pair<Index, Index>, std::uint64_t> counts;  // rows of one official may share a channel
    for (Index row = 0; row < by_row.size(); ++row) {
        if (by_row[row] > 0) counts[{scenario.rows[row].official, scenario.rows[row].channel}] += by_row[row];
    }
    std::vector<ContactMadeBy> contacts;
    contacts.reserve(counts.size());
    for (const auto& [whom, count] : counts) contacts.push_back({whom.first, whom.second, count});
    std::stable_sort(contacts.begin(), contacts.end(),
                     [](const ContactMadeBy& a, const ContactMadeBy& b) { return a.count > b.count; });
    return contacts;
}

}  // namespace

CaseSummary summarise(const Scenario& scenario, const Outcomes& outcomes, bool stopped_by_precision) {
    CaseSummary summary;
    summary.case_index = outcomes.case_index;
    summary.protocol = outcomes.protocol;
    summary.drills = outcomes.size();
    summary.first_answer = milestone(outcomes.first_answer, scenario.horizon);
    summary.contact = milestone(outcomes.contact, scenario.horizon);
    if (stopped_by_precision) {
        summary.contact.interval = confidence_sequence(summary.contact.reached, summary.drills);
    }
    if (scenario.protocols[outcomes.protocol].request) {
        summary.response = milestone(outcomes.response, scenario.horizon);
    }
    MeanOf attempts;
    for (const auto& of_drill : outcomes.attempts) {
        std::int64_t all = 0;
        for (std::size_t result = 0; result < kResults; ++result) {
            summary.attempts[result] += of_drill[result];
            all += of_drill[result];
        }
        attempts.add(all);
    }
    const Mean mean = attempts.estimate(1);
    summary.mean_attempts = mean.value;
    summary.mean_attempts_interval = {std::max(mean.interval.low, 0.0), mean.interval.high};
    summary.made_by = count_contacts(scenario, outcomes.made_by);
    return summary;
}

RunSummary summarise(const Scenario& scenario, std::uint64_t seed, std::optional<double> precision,
                     const std::vector<Outcomes>& outcomes) {
    RunSummary summary{scenario, seed, 0, precision, {}};
    for (const Outcomes& of_case : outcomes) {
        summary.replications = of_case.size();
        summary.cases.push_back(summarise(scenario, of_case, precision.has_value()));
    }
    return summary;
}

}  // namespace hotline
