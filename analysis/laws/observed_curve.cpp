#include "analysis/laws/observed_curve.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "analysis/estimates/beta_product.hpp"
#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

constexpr double kNeverSeen = std::numeric_limits<double>::infinity();
constexpr std::size_t kMostStepsShown = 240;
constexpr std::size_t kManyTests = 100'000;  // each step costs a sum over all of them
constexpr std::size_t kStepsOfMany = 60;
constexpr double kOneTail = (1 - kConfidence) / 2;

/// A test with an answer at a known time, or given up.
struct Seen {
    double end = 0;
    bool answers = false;
    double entry = 0;
    double weight = 1;
    std::size_t contact = 0;
    // What its contact's sum needs:
    double squares = 0;        // up to its end
    double entry_squares = 0;  // … to its entry
    double own = 0;            // of its answer
};

/// Kaplan and Meier's estimate with its band, at any time.
class ProductLimit {
public:
    explicit ProductLimit(std::vector<Seen> seen) : seen_(std::move(seen)) {
        std::sort(seen_.begin(), seen_.end(), [](const Seen& one, const Seen& other) { return one.end < other.end; });
        std::vector<std::pair<double, double>> entries;
        for (const Seen& one : seen_) {
            if (one.entry > 0) entries.emplace_back(one.entry, one.weight);
            at_risk_ += one.entry > 0 ? 0 : one.weight;
            contacts_ = std::max(contacts_, one.contact + 1);
        }
        std::sort(entries.begin(), entries.end());
        std::size_t entered = 0;
        State state;
        state.left = at_risk_;
        states_.push_back(state);
        for (std::size_t index = 0; index < seen_.size();) {
            state.seconds = seen_[index].end;
            for (; entered < entries.size() && entries[entered].first < state.seconds; ++entered)
                state.left += entries[entered].second;
            const double risk = state.at_risk = state.left;
            double answers = 0;
            for (; index < seen_.size() && seen_[index].end == state.seconds; ++index) {
                if (seen_[index].answers) answers += seen_[index].weight;
                state.left -= seen_[index].weight;
            }
            state.answers = answers;
            if (answers > 0) {
                state.survival *= std::max(risk - answers, 0.0) / risk;
                state.product.multiply(risk - answers + 1, answers);
                // Once all have answered, there is no hazard left to be wrong.
                state.waiting = risk - answers;
                if (state.waiting > 0) state.squares += answers / (risk * state.waiting);
            }
            states_.push_back(state);
        }
        for (Seen& one : seen_) {
            const State& end = state_at(one.end);
            one.squares = end.squares;
            if (one.answers && end.waiting > 0) one.own = 1 / end.waiting;
            if (one.entry > 0) one.entry_squares = state_at(one.entry).squares;
        }
    }

    std::size_t tests() const { return seen_.size(); }
    double share(double seconds) const { return 1 - state_at(seconds).survival; }
    std::vector<double> times() const {
        std::vector<double> all;
        for (const State& state : states_) all.push_back(state.seconds);
        return all;
    }

    Interval band(double seconds) const {
        const State& state = state_at(seconds);
        Interval band{state.product.gone(kOneTail), 1};
        // Whoever is given up at the very end of the log was still waiting then.
        const double left = &state == &states_.back() ? state.at_risk - state.answers : state.left;
        if (left >= 1) band.high = state.product.times(left, 1).gone(1 - kOneTail);
        const double hazard = -std::log(state.survival);
        if (contacts_ < 2 || !(hazard > 0) || !std::isfinite(hazard)) return band;
        const double error = std::sqrt(variance_of_hazard(seconds)) / hazard;
        const boost::math::students_t_distribution<double> law(static_cast<double>(contacts_ - 1));
        const double reach = boost::math::quantile(law, 1 - kOneTail) * error;
        if (!std::isfinite(reach)) return band;
        band.low = std::min(band.low, -std::expm1(-hazard * std::exp(-reach)));
        band.high = std::max(band.high, -std::expm1(-hazard * std::exp(reach)));
        return band;
    }

private:
    /// After a time at which tests end.
    struct State {
        double seconds = 0;
        double waiting = 0;  // after the last answers
        double at_risk = 0;  // at its time
        double answers = 0;
        double left = 0;  // at risk afterwards
        double survival = 1;
        double squares = 0;
        BetaProduct product;
    };

    const State& state_at(double seconds) const {
        const auto after = std::upper_bound(states_.begin(), states_.end(), seconds,
                                            [](double time, const State& state) { return time < state.seconds; });
        return after == states_.begin() ? states_.front() : *(after - 1);
    }

    /// From the sums over each contact of what its tests add to the estimate.
    double variance_of_hazard(double seconds) const {
        std::vector<double> sums(contacts_, 0.0);
        const double all = state_at(seconds).squares;
        for (const Seen& one : seen_) {
            if (one.entry > 0 && one.entry >= seconds) continue;
            const double passed = one.end <= seconds ? one.own - one.squares : -all;
            sums[one.contact] += one.weight * (passed + one.entry_squares);
        }
        double squares = 0;
        for (const double sum : sums) squares += sum * sum;
        const auto count = static_cast<double>(contacts_);
        return squares * count / (count - 1);
    }

    std::vector<Seen> seen_;
    std::vector<State> states_;
    double at_risk_ = 0;
    std::size_t contacts_ = 0;
};

enum class AnswersAt : unsigned char { earliest, latest };

std::vector<Seen> placed(const std::vector<TestsOfContact>& contacts, AnswersAt at) {
    std::vector<Seen> all;
    for (std::size_t contact = 0; contact < contacts.size(); ++contact) {
        for (const ObservedTime& test : contacts[contact]) {
            if (test.empty()) continue;
            const bool answers = !test.given_up();
            const double end = !answers || at == AnswersAt::earliest ? std::max(test.low, test.entry) : test.high;
            all.push_back({end, answers, test.entry, test.weight, contact});
        }
    }
    return all;
}

/// A bound that is drawn out to the grid, so that few enough are different.
class Grid {
public:
    explicit Grid(const std::vector<ObservedTime>& times) {
        std::vector<double> all;
        for (const ObservedTime& time : times) {
            if (time.low > 0) all.push_back(time.low);
            if (!time.given_up()) all.push_back(time.high);
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        if (all.size() <= kMostStepsShown) return;
        for (std::size_t index = 0; index < kMostStepsShown; ++index)
            ends_.push_back(all[index * (all.size() - 1) / (kMostStepsShown - 1)]);
    }
    ObservedTime drawn_out(ObservedTime time) const {
        if (ends_.empty()) return time;
        if (time.low > 0) {
            const auto above = std::upper_bound(ends_.begin(), ends_.end(), time.low);
            time.low = above == ends_.begin() ? 0 : *(above - 1);
        }
        if (!time.given_up()) time.high = *std::lower_bound(ends_.begin(), ends_.end(), time.high);
        return time;
    }

private:
    std::vector<double> ends_;
};

/// Turnbull's estimate: the share that each of the innermost intervals has, drawn at its end.
std::map<double, double> turnbull(const std::vector<TestsOfContact>& contacts) {
    std::vector<ObservedTime> times;
    for (const TestsOfContact& tests : contacts) times.insert(times.end(), tests.begin(), tests.end());
    times = merged(std::move(times));
    const Grid grid(times);
    for (ObservedTime& time : times) time = grid.drawn_out(time);
    times = merged(std::move(times));
    // An exact time begins just before it, and another lower bound just behind it.
    struct End {
        double seconds;
        int order;
    };
    const auto before = [](const End& one, const End& other) {
        return one.seconds != other.seconds ? one.seconds < other.seconds : one.order < other.order;
    };
    std::vector<End> ends;
    for (const ObservedTime& time : times) {
        ends.push_back({time.low, time.exact() ? 0 : 2});
        ends.push_back({time.high, 1});
    }
    std::sort(ends.begin(), ends.end(), before);
    std::vector<std::pair<End, double>> inner;
    for (std::size_t index = 1; index < ends.size(); ++index) {
        if (ends[index].order == 1 && ends[index - 1].order != 1)
            inner.emplace_back(ends[index - 1], ends[index].seconds);
    }
    std::vector<double> shares(inner.size(), 1 / static_cast<double>(inner.size()));
    // Of the intervals before each, and by how much the factor of each differs from that of the one before it.
    std::vector<double> until(inner.size() + 1, 0.0), factors(inner.size() + 1);
    const auto within = [&](const ObservedTime& time) {
        const End low{time.low, time.exact() ? 0 : 2};
        const auto first =
            std::partition_point(inner.begin(), inner.end(), [&](const auto& one) { return before(one.first, low); });
        const auto last =
            std::partition_point(first, inner.end(), [&](const auto& one) { return one.second <= time.high; });
        return std::pair(static_cast<std::size_t>(first - inner.begin()),
                         static_cast<std::size_t>(last - inner.begin()));
    };
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    std::vector<std::size_t> hidden;  // before the test came under observation
    for (const ObservedTime& time : times) {
        spans.push_back(within(time));
        hidden.push_back(static_cast<std::size_t>(
            std::partition_point(inner.begin(), inner.end(),
                                 [&](const auto& one) { return time.entry > 0 && one.second <= time.entry; }) -
            inner.begin()));
    }
    constexpr int kMostRounds = 5000;
    constexpr double kSettled = 1e-7;
    for (int round = 0; round < kMostRounds; ++round) {
        std::partial_sum(shares.begin(), shares.end(), until.begin() + 1);
        std::fill(factors.begin(), factors.end(), 0.0);
        double all = 0;
        for (std::size_t index = 0; index < times.size(); ++index) {
            const auto [first, last] = spans[index];
            const double weight = times[index].weight;
            const double inside = until[last] - until[first];
            if (!(inside > 0)) continue;
            factors[first] += weight / inside;
            factors[last] -= weight / inside;
            all += weight;
            // For each that was seen, so many came too early to be seen.
            const double early = until[hidden[index]];
            const double unseen = early < 1 ? weight / (1 - early) : 0;
            factors[0] += unseen;
            factors[hidden[index]] -= unseen;
            all += unseen * early;
        }
        if (!(all > 0)) break;
        double change = 0, factor = 0;
        for (std::size_t at = 0; at < shares.size(); ++at) {
            factor += factors[at];
            const double share = std::max(factor, 0.0) * shares[at] / all;
            change = std::max(change, std::abs(share - shares[at]));
            shares[at] = share;
        }
        if (change < kSettled) break;
    }
    std::map<double, double> curve;
    double sum = 0;
    for (std::size_t at = 0; at < inner.size(); ++at) {
        if (inner[at].second == kNeverSeen) continue;
        curve[inner[at].second] = std::min(sum += shares[at], 1.0);
    }
    return curve;
}

}  // namespace

ObservedCurve::ObservedCurve(const std::vector<TestsOfContact>& contacts) {
    for (const TestsOfContact& tests : contacts) {
        has_bounds_ |= std::any_of(tests.begin(), tests.end(),
                                   [](const ObservedTime& test) { return !test.exact() && !test.given_up(); });
    }
    const ProductLimit late(placed(contacts, AnswersAt::latest));
    const ProductLimit early(placed(contacts, AnswersAt::earliest));
    std::vector<double> all = late.times(), times = early.times();
    all.insert(all.end(), times.begin(), times.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    times.clear();
    const std::size_t most = late.tests() > kManyTests ? kStepsOfMany : kMostStepsShown;
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (all.size() <= most || index % (all.size() / most + 1) == 0 || index + 1 == all.size())
            times.push_back(all[index]);
    }
    if (!has_bounds_) {
        for (const double seconds : times) steps_.push_back({seconds, late.share(seconds), late.band(seconds)});
        return;
    }
    const std::map<double, double> estimate = turnbull(contacts);
    for (const double seconds : times) {
        const auto after = estimate.upper_bound(seconds);
        const double share = after == estimate.begin() ? 0 : std::prev(after)->second;
        const Interval soon = early.band(seconds), later = late.band(seconds);
        steps_.push_back({seconds, share, {std::min(later.low, share), std::max(soon.high, share)}});
    }
}

const CurveAt& ObservedCurve::at(double seconds) const {
    const auto after = std::upper_bound(steps_.begin(), steps_.end(), seconds,
                                        [](double time, const CurveAt& step) { return time < step.seconds; });
    return after == steps_.begin() ? steps_.front() : *(after - 1);
}

}  // namespace hotline
