#include "analysis/laws/next_tests.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

constexpr double kLeastWeight = 0.01;
constexpr double kMostWeight = 1e6;
/// A call that takes less than this share of the variance tells nothing.
constexpr double kNothing = 1e-9;

/// The weight of a beta law.
double weight_of(double mean, double variance) {
    const double most = mean * (1 - mean);
    if (!(variance > 0) || !(most > 0)) return kMostWeight;
    return std::clamp(most / variance - 1, kLeastWeight, kMostWeight);
}

Interval beta_interval(double mean, double weight) {
    const double a = mean * weight, b = (1 - mean) * weight;
    if (!(a > 0) || !(b > 0)) return {mean, mean};
    const auto quantile = [&](double q) { return boost::math::ibeta_inv(a, b, q, QuietMath{}); };
    return {quantile((1 - kConfidence) / 2), quantile((1 + kConfidence) / 2)};
}

/// What n calls of an entry that is right tell of its answers.
struct AfterCalls {
    double mean = 0;             // before
    double of_means = 0;         // the mean square of the mean after the calls
    double none = 1;             // the chance that no call is answered
    double mean_after_none = 0;  // the mean, if so
    double left = 0;             // the mean of the variance after the calls

    AfterCalls() = default;
    AfterCalls(const AnswersBelieved& answers, std::size_t calls) : mean(answers.mean) {
        const double weight = answers.weight(), n = static_cast<double>(calls);
        left = answers.variance * weight / (weight + n);
        of_means = mean * mean + answers.variance - left;
        const double b = (1 - mean) * weight;
        for (std::size_t call = 0; call < calls; ++call)
            none *= (b + static_cast<double>(call)) / (weight + static_cast<double>(call));
        mean_after_none = mean * weight / (weight + n);
    }
};

}  // namespace

AnswersBelieved AnswersBelieved::beta(double mean, double weight, By by) {
    AnswersBelieved answers;
    answers.mean = mean;
    answers.variance = mean * (1 - mean) / (weight + 1);
    answers.interval = beta_interval(mean, weight);
    answers.by = by;
    return answers;
}

double AnswersBelieved::weight() const {
    return weight_of(mean, variance);
}

Interval EntryBelieved::interval(std::size_t state) const {
    if (!states[state]) return {0, 0};
    return {still_right * states[state]->interval.low, still_right * states[state]->interval.high};
}

Spread expected_spread(const EntryBelieved& entry, const CallsByState& calls) {
    Spread spread;
    const double right = entry.still_right;
    std::array<AfterCalls, 2> after;
    for (std::size_t state = 0; state < after.size(); ++state) {
        if (entry.states[state]) after[state] = AfterCalls(*entry.states[state], calls[state]);
    }
    if (entry.told && calls[0] + calls[1] > 0) {
        // It is known whether the entry is right, and if it is not, nobody answers for certain.
        for (std::size_t state = 0; state < after.size(); ++state) spread.of[state] = right * after[state].left;
        return spread;
    }
    // Without an answer the entry may be wrong, too.
    const double silent = right * after[0].none * after[1].none;
    const double unanswered = silent + 1 - right;
    const double right_then = unanswered > 0 ? silent / unanswered : 0;
    const auto means_of_products = [&](double all, double after_none) {
        return right * all - silent * after_none + unanswered * right_then * right_then * after_none;
    };
    for (std::size_t state = 0; state < after.size(); ++state) {
        const AfterCalls& one = after[state];
        if (!entry.states[state]) continue;
        const double square = right * (entry.states[state]->variance + one.mean * one.mean);
        spread.of[state] =
            std::max(square - means_of_products(one.of_means, one.mean_after_none * one.mean_after_none), 0.0);
    }
    const double product = after[0].mean * after[1].mean;
    spread.both = right * product - means_of_products(product, after[0].mean_after_none * after[1].mean_after_none);
    return spread;
}

double Testable::variance(std::size_t figure, const CallsByState& calls) const {
    const Spread spread = expected_spread(believed, calls);
    const double on = slopes[0][figure], off = slopes[1][figure];
    return std::max(on * on * spread.of[0] + 2 * on * off * spread.both + off * off * spread.of[1], 0.0);
}

namespace {

double variance_of_all(const Testable& entry, const CallsByState& calls) {
    double sum = 0;
    for (std::size_t figure = 0; figure < entry.slopes[0].size(); ++figure) sum += entry.variance(figure, calls);
    return sum;
}

/// What one more call in each state takes away.
struct Gains {
    double now = 0;
    std::array<double, 2> gain{};

    Gains(const Testable& entry, const CallsByState& calls) : now(variance_of_all(entry, calls)) {
        for (std::size_t state = 0; state < gain.size(); ++state) {
            CallsByState more = calls;
            ++more[state];
            if (entry.believed.states[state] && entry.open[state] && !entry.believed.dead)
                gain[state] = now - variance_of_all(entry, more);
        }
    }
};

}  // namespace

ChosenTests choose_tests(const std::vector<Testable>& entries, std::size_t budget,
                         const std::vector<std::size_t>& most) {
    ChosenTests chosen;
    chosen.calls.assign(entries.size(), CallsByState{});
    std::vector<std::size_t> at_ear(most.size(), 0);
    std::vector<Gains> gains;
    gains.reserve(entries.size());
    double all = 0;
    for (const Testable& entry : entries) all += gains.emplace_back(entry, CallsByState{}).now;
    std::vector<double> before;
    before.reserve(gains.size());
    for (const Gains& one : gains) before.push_back(one.now);
    while (chosen.made < budget) {
        double best = kNothing * all;
        chosen.full = false;
        std::size_t of_entry = entries.size(), in_state = 0;
        for (std::size_t index = 0; index < entries.size(); ++index) {
            if (at_ear[entries[index].ear] >= most[entries[index].ear]) {
                chosen.full |= std::max(gains[index].gain[0], gains[index].gain[1]) > kNothing * all;
                continue;
            }
            for (std::size_t state = 0; state < kStatesOfDuty.size(); ++state) {
                if (gains[index].gain[state] <= best) continue;
                best = gains[index].gain[state];
                of_entry = index;
                in_state = state;
            }
        }
        if (of_entry == entries.size()) break;
        ++chosen.calls[of_entry][in_state];
        ++at_ear[entries[of_entry].ear];
        ++chosen.made;
        gains[of_entry] = Gains(entries[of_entry], chosen.calls[of_entry]);
    }
    for (std::size_t index = 0; index < entries.size(); ++index)
        chosen.taken.push_back(before[index] - gains[index].now);
    const std::size_t figures = entries.empty() ? 0 : entries.front().slopes[0].size();
    chosen.variance_now.assign(figures, 0);
    chosen.variance_after.assign(figures, 0);
    for (std::size_t index = 0; index < entries.size(); ++index) {
        for (std::size_t figure = 0; figure < figures; ++figure) {
            chosen.variance_now[figure] += entries[index].variance(figure, CallsByState{});
            chosen.variance_after[figure] += entries[index].variance(figure, chosen.calls[index]);
        }
    }
    return chosen;
}

std::vector<EntryFacts> facts_of_world(const std::vector<Testable>& entries, std::uint64_t seed, std::size_t world) {
    std::vector<EntryFacts> facts;
    facts.reserve(entries.size());
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const EntryBelieved& believed = entries[index].believed;
        const auto uniform = [&](std::uint64_t what) {
            const Identity bits = combine(combine(combine(combine(2, seed), index), world), what);
            return (static_cast<double>(bits >> 11U) + 0.5) / 9007199254740992.0;
        };
        EntryFacts& fact = facts.emplace_back();
        fact.right = !believed.dead && uniform(0) < believed.still_right;
        for (std::size_t state = 0; state < kStatesOfDuty.size(); ++state) {
            if (!believed.states[state]) continue;
            const double mean = believed.states[state]->mean, weight = believed.states[state]->weight();
            fact.answers[state] =
                boost::math::ibeta_inv(mean * weight, (1 - mean) * weight, uniform(state + 1), QuietMath{});
        }
    }
    return facts;
}

Interval interval_of_worlds(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto left_out =
        static_cast<std::size_t>(static_cast<double>(values.size() + 1) * (1 - kConfidence) / 2 + 1e-9);
    const std::size_t first = left_out == 0 ? 0 : left_out - 1;
    return {values[first], values[values.size() - 1 - first]};
}

}  // namespace hotline
