#include "analysis/estimates/betting.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <utility>

namespace hotline {
namespace {

/// The largest share of the capital that one drill may cost.
constexpr double kMost = 0.95;
/// Where a gambler stops, as a share of the sum that his bets aim at. The nearer it is, the more often he has reached
/// it at the last drill, but the more must he begin with. From 0.87 on, a number far above m could gain a poor
/// gambler more than a rich one.
constexpr double kGoal = 0.8;
/// Steps of Newton's method: rounding may let it go to and fro where two lines meet.
constexpr int kNewtonSteps = 64;
/// The least slope of the capital after a drill, by that before, for a step of Newton's method.
constexpr double kSteepEnough = 0.1;
/// A gambler begins as if he had seen the farthest number `seen` times, and as many drills as that would take. A
/// large prior makes the first bets too small for similar numbers; a small one makes them too large where large
/// numbers are rare. So two gamblers share the error: one for most laws, and one for numbers that are alike.
struct Gambler {
    double of_error;
    double seen;
};
constexpr Gambler kGamblers[] = {{0.98, 0.25}, {0.02, 1e-4}};
/// Numbers whose squared deviations sum to more are not alike: the second gambler is left out, as he could only lose.
constexpr double kNotAlike = 4 * kGamblers[0].seen;
/// The tolerance of an end: the p-value there is at least this share of its limit.
constexpr double kNearEnough = 0.99;
/// An end so near to a bound, as a share of the range, is the bound.
constexpr double kAtBound = 1e-9;

/// at + slope · u.
struct Line {
    double at;
    double slope;

    double of(double u) const { return at + slope * u; }
};

/// The function φ(Φ⁻¹(u)) as a chain of lines, four for each power of two of u below a half, and mirrored above. It
/// is concave like the function itself: nothing else is needed for the results to be valid.
class Chain {
public:
    Chain() {
        const boost::math::normal_distribution<double> normal;
        const auto value = [&](double u) { return pdf(normal, quantile(normal, u)); };
        for (std::size_t link = 0; link < kLinks; ++link) {
            const double from = start_of(link);
            const double to = start_of(link + 1);
            const double slope = (value(to) - value(from)) / (to - from);
            lines_[link] = {value(from) - slope * from, slope};
        }
        lines_.front() = {0, lines_.front().of(start_of(1)) / start_of(1)};
        for (std::size_t link = 0; link < kLinks; ++link) {
            const Line& line = lines_[link];
            lines_[kLinks + link] = {line.at + line.slope, -line.slope};
        }
    }

    const Line& at(double u) const { return u < 0.5 ? lines_[link_of(u)] : lines_[kLinks + link_of(1 - u)]; }

private:
    static constexpr int kBits = 2;  // of the mantissa
    static constexpr std::int64_t kPowers = 64;
    static constexpr std::size_t kLinks = (kPowers - 1) << kBits;
    static constexpr std::int64_t kLast = kLinks - 1;
    static constexpr int kShift = 52 - kBits;
    static constexpr std::int64_t kFirst = (1023 - kPowers) << kBits;

    static double start_of(std::size_t link) {
        return std::bit_cast<double>((kFirst + static_cast<std::int64_t>(link)) << kShift);
    }

    static std::size_t link_of(double u) {
        if (!(u > start_of(1))) return 0;
        return static_cast<std::size_t>(std::min((std::bit_cast<std::int64_t>(u) >> kShift) - kFirst, kLast));
    }

    std::array<Line, 2 * kLinks> lines_;  // below a half, then above
};

/// A gambler's capital, and the line of the chain there.
struct Capital {
    double sum;
    const Line* line;
};

/// A gambler stakes the lesser of two sums, and gains his stake times `gain`.
struct Bet {
    const Chain& chain;
    double gain;
    double spread;  // times the chain: what he wants to stake
    double most;    // times his capital: what he may stake

    /// The smallest capital before the bet that it makes at least `after`.
    Capital before(const Capital& after) const {
        // Newton's method. The stake is concave and has finitely many pieces, so it ends, mostly after one step or
        // two. It begins at the left if at the right a smaller capital would do as well.
        const Line* piece = piece_at(after);
        if (1 + gain * stake(piece).slope < kSteepEnough) piece = piece_at(has(0));
        Capital capital = after;
        for (int step = 0; step < kNewtonSteps; ++step) {
            const Line line = stake(piece);
            capital = has((after.sum - gain * line.at) / (1 + gain * line.slope));
            const Line* there = piece_at(capital);
            if (there == piece) break;
            piece = there;
        }
        return capital;
    }

private:
    Capital has(double sum) const { return {sum, &chain.at(sum)}; }
    /// The line of the chain by which he stakes what he wants; null: he stakes the most that he may.
    const Line* piece_at(const Capital& capital) const {
        return stake(capital.line).of(capital.sum) < most * capital.sum ? capital.line : nullptr;
    }
    Line stake(const Line* piece) const {
        return piece ? Line{piece->at * spread, piece->slope * spread} : Line{0, most};
    }
};

/// The logarithm on a scale on which it is about linear in the distance from the mean.
double reach_of(double p) {
    return std::sqrt(-2 * std::log(p));
}

}  // namespace

double unseen_share(std::uint64_t drills, double confidence) {
    return 1 - MeanBets(std::vector<double>(drills, 1.0), 0, 1).interval(confidence).low;
}

MeanBets::MeanBets(std::vector<double> values, double low, double high)
    : values_(std::move(values)), low_(low), high_(high) {
    squares_.reserve(values_.size());
    const double of_range = high > low ? 1 / (high - low) : 0;
    double squares = 0;
    double drills = 1;  // this one, and those before
    for (double& value : values_) {
        value = std::clamp((value - low) * of_range, 0.0, 1.0);
        squares_.push_back(squares);
        const double of_drills = 1 / drills;  // off the critical path
        const double from_old = value - mean_;
        mean_ += from_old * of_drills;
        squares += from_old * (value - mean_);
        drills += 1;
    }
    error_ = std::sqrt(squares + kGamblers[0].seen) / static_cast<double>(values_.size());
}

MeanBets::MeanBets(std::vector<double> parts, std::vector<double> wholes, double most, double high)
    : values_(std::move(parts)), wholes_(std::move(wholes)), low_(0), high_(high) {
    squares_.reserve(values_.size());
    double squares = 0;
    double of_parts = 0;
    double of_wholes = 0;
    for (std::size_t drill = 0; drill < values_.size(); ++drill) {
        const double whole = wholes_[drill] = std::clamp(wholes_[drill] / most, 0.0, 1.0);
        const double part = values_[drill] = high > 0 ? std::clamp(values_[drill] / (most * high), 0.0, whole) : 0;
        squares_.push_back(squares);
        const double from_old = part - mean_ * whole;
        of_parts += part;
        of_wholes += whole;
        if (of_wholes > 0) mean_ = std::min(of_parts / of_wholes, 1.0);
        squares += from_old * (part - mean_ * whole);
    }
    error_ = std::sqrt(squares + kGamblers[0].seen) / of_wholes;
}

double MeanBets::mean() const {
    return low_ + mean_ * (high_ - low_);
}

double MeanBets::p_of(Side side, double mean) const {
    static const Chain chain;
    static const Capital goal{kGoal, &chain.at(kGoal)};
    const bool above = side == Side::above;
    if (!above) mean = 1 - mean;  // the shares of the range from its other end
    if (mean <= 0) return 0;
    const double most = kMost / mean;
    double p = 1;
    for (const Gambler& gambler : kGamblers) {
        Capital capital = goal;
        for (std::size_t drill = values_.size(); drill > 0;) {
            const auto rest = static_cast<double>(values_.size() - --drill);
            const double whole = wholes_.empty() ? 1 : wholes_[drill];
            const double part = above ? values_[drill] : whole - values_[drill];
            const double seen = gambler.seen + mean * static_cast<double>(drill);
            const double spread = std::sqrt(seen / (mean * (gambler.seen + squares_[drill]) * rest));
            capital = Bet{chain, part - mean * whole, spread, most}.before(capital);
            if (capital.sum > kGoal) capital = goal;
        }
        p = std::min(p, capital.sum / kGoal / gambler.of_error);
        if (squares_.back() > kNotAlike) break;
    }
    return p;
}

double MeanBets::p_if(Side side, double number) const {
    const double mean = scaled(number);
    const bool so = side == Side::above ? mean_ > mean : mean_ < mean;
    if (!so || !(high_ > low_)) return 1;
    return p_of(side, mean);
}

double MeanBets::p_above(double number) const {
    return p_if(Side::above, number);
}

double MeanBets::p_below(double number) const {
    return p_if(Side::below, number);
}

double MeanBets::p_value(double number) const {
    return std::min(1.0, 2 * std::min(p_above(number), p_below(number)));
}

double MeanBets::end(Side side, double limit, std::optional<double> apart_from) const {
    // The p-value falls with the distance from the sample's mean. At `outside` it is at most the limit, at `inside`
    // it is not; its value at the sample's mean itself is not used.
    struct Point {
        double mean;
        double reach;
        bool near_enough;
    };
    const double bound = side == Side::above ? 0 : 1;
    const double wanted = reach_of(limit);
    Point inside{mean_, 0, false};
    std::optional<Point> outside;
    const auto look = [&](double mean) {
        const double p = p_of(side, mean);
        const Point point{mean, reach_of(p), p >= limit * kNearEnough};
        if (p > limit) {
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

    double step = wanted * error_;
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
    const double aim = reach_of(limit * (1 + kNearEnough) / 2);
    for (int tried = 1; !outside->near_enough && std::abs(inside.mean - bound) > kAtBound; ++tried) {
        const double share = (aim - inside.reach) / (outside->reach - inside.reach);
        double next = inside.mean + share * (outside->mean - inside.mean);
        if (tried % 4 == 0 || !between(next)) next = inside.mean + (outside->mean - inside.mean) / 2;
        if (!between(next)) break;  // no double lies between
        look(next);
    }
    return std::abs(outside->mean - bound) > kAtBound ? outside->mean : bound;
}

Interval MeanBets::interval(double confidence, std::optional<double> apart_from) const {
    if (!(high_ > low_)) return {low_, high_};
    const double limit = (1 - confidence) / 2;
    const double range = high_ - low_;
    // Rounding must not move an end beyond a bound or past the sample's mean.
    const double below = low_ + range * end(Side::above, limit, apart_from);
    const double above = low_ + range * end(Side::below, limit, apart_from);
    return {std::max(std::min(below, mean()), low_), std::min(std::max(above, mean()), high_)};
}

}  // namespace hotline
