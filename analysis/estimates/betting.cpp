#include "analysis/estimates/betting.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hotline {
namespace {

/// The largest share of the capital that one drill may cost.
constexpr double kMostLost = 0.8;
/// The prior sum of squared distances from the mean, as shares of the range. A larger prior makes the first bets too
/// small for similar numbers; a smaller one makes them too large for rare, large numbers.
constexpr double kSquaresBefore = 1.0 / 32;
/// The tolerance of an end: the largest logarithm of the ratio of the capital there to the limit.
constexpr double kNearEnough = 0.01;

}  // namespace

double unseen_share(std::uint64_t drills, double confidence) {
    return std::min(1.0, std::log(2 / (1 - confidence)) / (kMostLost * static_cast<double>(drills)));
}

MeanBets::MeanBets(std::vector<double> values, double low, double high, double tuned)
    : values_(std::move(values)), low_(low), high_(high) {
    bets_.reserve(values_.size());
    const double of_range = high > low ? 1 / (high - low) : 0;
    const double of_all = 2 * std::log(2 / (1 - tuned)) / static_cast<double>(values_.size());
    double squares = kSquaresBefore;
    double drills = 1;  // this one, and those before
    for (double& value : values_) {
        value = std::clamp((value - low) * of_range, 0.0, 1.0);
        bets_.push_back(std::sqrt(of_all * drills / squares));
        const double of_drills = 1 / drills;  // off the critical path
        const double from_old = value - mean_;
        mean_ += from_old * of_drills;
        squares += from_old * (value - mean_);
        drills += 1;
    }
    variance_ = squares / drills;
}

MeanBets::MeanBets(std::vector<double> parts, std::vector<double> wholes, double most, double high)
    : values_(std::move(parts)), wholes_(std::move(wholes)), low_(0), high_(high) {
    bets_.reserve(values_.size());
    const double of_all = 2 * std::log(2 / (1 - kConfidence)) / static_cast<double>(values_.size());
    double squares = kSquaresBefore;
    double drills = 1;  // this one, and those before
    double of_parts = 0;
    double of_wholes = 0;
    for (std::size_t drill = 0; drill < values_.size(); ++drill) {
        const double whole = wholes_[drill] = std::clamp(wholes_[drill] / most, 0.0, 1.0);
        const double part = values_[drill] = high > 0 ? std::clamp(values_[drill] / (most * high), 0.0, whole) : 0;
        bets_.push_back(std::sqrt(of_all * drills / squares));
        const double from_old = part - mean_ * whole;
        of_parts += part;
        of_wholes += whole;
        if (of_wholes > 0) mean_ = std::min(of_parts / of_wholes, 1.0);
        squares += from_old * (part - mean_ * whole);
        drills += 1;
    }
    variance_ = squares / drills;
    whole_ = of_wholes / static_cast<double>(values_.size());
}

double MeanBets::mean() const {
    return low_ + mean_ * (high_ - low_);
}

double MeanBets::log_most(Side side, double mean) const {
    if (wholes_.empty()) return log_most(side, mean, [](std::size_t) { return 1.0; });
    return log_most(side, mean, [this](std::size_t drill) { return wholes_[drill]; });
}

template <class WholeOf>
double MeanBets::log_most(Side side, double mean, const WholeOf& whole_of) const {
    // In blocks within which no product can overflow or underflow a double: a factor is at least 1 − kMostLost, and
    // at most about 1 + √(2 ln(2/α) / kSquaresBefore).
    constexpr std::size_t kBlock = 16;
    constexpr double kLarge = 1e100;
    const bool above = side == Side::above;
    const double cap = kMostLost / (above ? mean : 1 - mean);
    const double sign = above ? 1 : -1;
    double log_most = 0;
    double log_before = 0;  // of the capital before the current block
    double now = 1;
    double most = 1;
    for (std::size_t from = 0; from < values_.size(); from += kBlock) {
        const std::size_t to = std::min(from + kBlock, values_.size());
        for (std::size_t drill = from; drill < to; ++drill) {
            now *= 1 + std::min(bets_[drill], cap) * (sign * (values_[drill] - mean * whole_of(drill)));
            most = std::max(most, now);
        }
        if (now < kLarge && now > 1 / kLarge) continue;
        log_most = std::max(log_most, log_before + std::log(most));
        log_before += std::log(now);
        now = 1;
        most = 1;
    }
    return std::max(log_most, log_before + std::log(most));
}

double MeanBets::p_of(Side side, double number) const {
    const double mean = scaled(number);
    const bool so = side == Side::above ? mean_ > mean : mean_ < mean;
    // Outside the bounds there is no bet.
    if (!so || !(high_ > low_)) return 1;
    if (mean < 0 || mean > 1) return 0;
    return std::exp(-log_most(side, mean));
}

double MeanBets::p_above(double number) const {
    return p_of(Side::above, number);
}

double MeanBets::p_below(double number) const {
    return p_of(Side::below, number);
}

double MeanBets::p_value(double number) const {
    return std::min(1.0, 2 * std::min(p_above(number), p_below(number)));
}

double MeanBets::end(Side side, double log_limit, std::optional<double> apart_from) const {
    // The capital grows with the distance from the sample's mean. At `outside` it has reached the limit, at `inside`
    // it has not; its value at the sample's mean itself is not used.
    struct Point {
        double mean;
        double excess;
    };
    const double bound = side == Side::above ? 0 : 1;
    Point inside{mean_, -log_limit};
    std::optional<Point> outside;
    const auto look = [&](double mean) {
        const Point point{mean, log_most(side, mean) - log_limit};
        if (point.excess < 0) {
            inside = point;
        } else {
            outside = point;
        }
    };
    const auto between = [&](double mean) {
        const double other = outside ? outside->mean : bound;
        return mean > std::min(inside.mean, other) && mean < std::max(inside.mean, other);
    };
    if (apart_from && between(scaled(*apart_from))) look(scaled(*apart_from));

    double step = std::sqrt(2 * log_limit * variance_ / static_cast<double>(values_.size())) / whole_;
    while (!outside) {
        const double farther = inside.mean + std::copysign(step, bound - mean_);
        step *= 2;
        if (between(farther)) {
            look(farther);
            continue;
        }
        look(bound);
        if (!outside) return bound;
    }
    // Regula falsi, aimed slightly beyond the limit; sometimes bisection, as regula falsi may keep one end.
    for (int tried = 1; outside->excess > kNearEnough; ++tried) {
        const double share = (kNearEnough / 2 - inside.excess) / (outside->excess - inside.excess);
        double next = inside.mean + share * (outside->mean - inside.mean);
        if (tried % 4 == 0 || !between(next)) next = inside.mean + (outside->mean - inside.mean) / 2;
        if (!between(next)) break;  // no double lies between
        look(next);
    }
    return outside->mean;
}

Interval MeanBets::interval(double confidence, std::optional<double> apart_from) const {
    if (!(high_ > low_)) return {low_, high_};
    const double log_limit = std::log(2 / (1 - confidence));
    const double range = high_ - low_;
    // Rounding must not move an end beyond a bound or past the sample's mean.
    const double below = low_ + range * end(Side::above, log_limit, apart_from);
    const double above = low_ + range * end(Side::below, log_limit, apart_from);
    return {std::max(std::min(below, mean()), low_), std::min(std::max(above, mean()), high_)};
}

}  // namespace hotline
