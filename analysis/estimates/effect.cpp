#include "analysis/estimates/effect.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "analysis/estimates/betting.hpp"
#include "models/base/ticks.hpp"

namespace hotline {
namespace {

constexpr double kMostInContact = 0.9;

Estimate estimate_of(std::vector<double> values, double low, double high, double confidence,
                     std::optional<double> apart_from = {}) {
    const MeanBets bets(std::move(values), low, high);
    return {bets.mean(), bets.interval(confidence, apart_from)};
}

std::vector<double> differences(const std::vector<double>& today, const std::vector<double>& changed) {
    std::vector<double> all(today.size());
    std::transform(changed.begin(), changed.end(), today.begin(), all.begin(), std::minus<>());
    return all;
}

/// Of the cases of each drill: the share that misses the deadline today, and the share that does so only today.
struct Cures {
    std::vector<double> missed;
    std::vector<double> cured;
    bool any_missed = false;
};
Cures cures_of(const DrillMeans& today, const DrillMeans& changed) {
    const std::size_t drills = today.time.size();
    const std::size_t whole_cases = today.contacts.size() / drills;
    const auto cases = static_cast<double>(whole_cases);
    Cures cures{std::vector<double>(drills), std::vector<double>(drills)};
    const std::size_t both = std::min(today.contacts.size(), changed.contacts.size());
    for (std::size_t at = 0; at < today.contacts.size(); ++at) {
        if (in_time(today.contacts[at], today.within)) continue;
        cures.any_missed = true;
        cures.missed[at % drills] += 1;
        if (at < both && in_time(changed.contacts[at], today.within)) cures.cured[at % drills] += 1;
    }
    for (std::vector<double>* counts : {&cures.missed, &cures.cured}) {
        for (double& count : *counts) count /= cases;
    }
    return cures;
}

/// The ranks among the times of several cases together. Each end of the interval misses with at most half the error:
/// the mean over the cases of the share of times up to the true quantile is that of independent numbers between 0 and
/// 1, one of each drill. Source: Hoeffding (1963), Journal of the American Statistical Association 58:13, theorem 1.
Ranks ranks_of_clusters(std::size_t drills, std::size_t times, double confidence) {
    const double reach = std::sqrt(std::log(2 / (1 - confidence)) / (2 * static_cast<double>(drills)));
    const auto all = static_cast<double>(times);
    Ranks around;
    const double low = std::floor((kMostInContact - reach) * all);
    const double high = std::ceil((kMostInContact + reach) * all);
    if (low >= 1) around.low = static_cast<std::uint64_t>(low);
    if (high <= all) around.high = static_cast<std::uint64_t>(high);
    return around;
}

QuantileEstimate p90_of(const DrillMeans& means, double confidence) {
    const std::size_t drills = means.time.size();
    const std::size_t times = means.contacts.size();
    const Ranks around = times == drills ? quantile_ranks(drills, kMostInContact, confidence)
                                         : ranks_of_clusters(drills, times, confidence);
    std::vector<Ticks> sorted = means.contacts;
    // Those that never made contact come last.
    std::sort(sorted.begin(), sorted.end(), [](Ticks a, Ticks b) { return a != kNever && (b == kNever || a < b); });
    const auto at_rank = [&](std::uint64_t rank) -> std::optional<Ticks> {
        const Ticks time = sorted[rank - 1];
        return time == kNever ? std::nullopt : std::optional(time);
    };
    QuantileEstimate p90;
    p90.share = kMostInContact;
    p90.value = at_rank(quantile_rank(times, kMostInContact));
    p90.low = around.low ? at_rank(*around.low) : Ticks{0};
    p90.enough = around.high.has_value();
    if (around.high) p90.high = at_rank(*around.high);
    return p90;
}

}  // namespace

DrillMeans drill_means(std::span<const Outcomes> outcomes, Ticks within, Ticks horizon) {
    const std::size_t drills = outcomes.front().size();
    const auto cases = static_cast<double>(outcomes.size());
    DrillMeans means{std::vector<double>(drills), std::vector<double>(drills), {}, within};
    means.contacts.reserve(drills * outcomes.size());
    for (const Outcomes& of_case : outcomes) {
        for (const Ticks contact : of_case.contact)
            means.contacts.push_back(in_time(contact, horizon) ? contact : kNever);
    }
    for (std::size_t drill = 0; drill < drills; ++drill) {
        std::size_t reached = 0;
        Ticks time{0};
        for (const Outcomes& of_case : outcomes) {
            const Ticks contact = of_case.contact[drill];
            reached += in_time(contact, within) ? 1 : 0;
            time += contact == kNever ? horizon : std::min(contact, horizon);
        }
        means.reached[drill] = static_cast<double>(reached) / cases;
        means.time[drill] = seconds_of(time) / cases;
    }
    return means;
}

Effect effect_of(const DrillMeans& today, const DrillMeans& changed, Ticks horizon, double confidence) {
    const double longest = seconds_of(horizon);
    Effect effect;
    effect.reached = estimate_of(differences(today.reached, changed.reached), -1, 1, confidence, 0);
    effect.time = estimate_of(differences(today.time, changed.time), -longest, longest, confidence, 0);
    effect.p90 = p90_of(changed, confidence);
    for (std::size_t drill = 0; drill < today.time.size(); ++drill)
        effect.differ += today.time[drill] != changed.time[drill] ? 1 : 0;
    Cures cures = cures_of(today, changed);
    if (cures.any_missed) {
        const MeanBets bets(std::move(cures.cured), std::move(cures.missed), 1, 1);
        effect.cured = {bets.mean(), bets.interval(confidence)};
    }
    return effect;
}

Today today_of(const DrillMeans& means, Ticks horizon, double confidence) {
    return {estimate_of(means.reached, 0, 1, confidence), estimate_of(means.time, 0, seconds_of(horizon), confidence),
            p90_of(means, confidence)};
}

Estimate loss_of(const Effect& effect, RankBy by) {
    if (by == RankBy::mean) return effect.time;
    const Estimate& reached = effect.reached;
    return {-reached.value, {-reached.interval.high, -reached.interval.low}};
}

bool helps(const Effect& effect, RankBy by) {
    return loss_of(effect, by).interval.high < 0;
}
bool harms(const Effect& effect, RankBy by) {
    return loss_of(effect, by).interval.low > 0;
}

std::vector<std::size_t> ranks_of(const std::vector<Effect>& effects, RankBy by, From first) {
    // The end of an interval that is nearer to the first place, and the other one, as numbers of which less is
    // better.
    const auto nearer = [&](const Effect& of) {
        const Interval loss = loss_of(of, by).interval;
        return first == From::best ? loss.low : -loss.high;
    };
    const auto farther = [&](const Effect& of) {
        const Interval loss = loss_of(of, by).interval;
        return first == From::best ? loss.high : -loss.low;
    };
    std::vector<double> ends(effects.size());
    std::transform(effects.begin(), effects.end(), ends.begin(), farther);
    std::sort(ends.begin(), ends.end());
    std::vector<std::size_t> ranks(effects.size());
    std::transform(effects.begin(), effects.end(), ranks.begin(), [&](const Effect& effect) {
        const auto ahead = std::lower_bound(ends.begin(), ends.end(), nearer(effect));
        return 1 + static_cast<std::size_t>(ahead - ends.begin());
    });
    return ranks;
}

}  // namespace hotline
