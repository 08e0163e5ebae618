#include "analysis/pictures/curve.hpp"

#include <algorithm>
#include <cmath>

#include "models/base/duration.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

constexpr double kJump = 0.0025;  // of the share: less than a pixel of a picture's height
/// Round times for people.
constexpr std::array<Ticks, 26> kRound{
    Ticks(1s),   Ticks(2s),   Ticks(5s),    Ticks(10s),   Ticks(20s),   Ticks(30s), Ticks(1min),
    Ticks(2min), Ticks(5min), Ticks(10min), Ticks(15min), Ticks(30min), Ticks(1h),  Ticks(2h),
    Ticks(4h),   Ticks(6h),   Ticks(12h),   Ticks(24h),   Ticks(48h),   Ticks(96h), Ticks(168h),
    Ticks(336h), Ticks(672h), Ticks(1344h), Ticks(2688h), Ticks(8760h)};

std::vector<TimeMark> named(const std::vector<Ticks>& times) {
    std::vector<TimeMark> marks;
    marks.reserve(times.size());
    for (const Ticks at : times) marks.push_back({at, at == Ticks{0} ? "0" : duration_text(at)});
    return marks;
}

}  // namespace

ReachCurve::ReachCurve(const std::vector<Ticks>& contacts, Ticks horizon)
    : drills_(contacts.size()), horizon_(horizon) {
    std::copy_if(contacts.begin(), contacts.end(), std::back_inserter(times_),
                 [&](Ticks at) { return in_time(at, horizon); });
    std::sort(times_.begin(), times_.end());
    std::unique_copy(times_.begin(), times_.end(), std::back_inserter(steps_));
}

std::uint64_t ReachCurve::reached(Ticks at) const {
    return static_cast<std::uint64_t>(std::upper_bound(times_.begin(), times_.end(), at) - times_.begin());
}

CurvePoint ReachCurve::at(Ticks at) const {
    const std::uint64_t count = reached(at);
    return {at, count, static_cast<double>(count) / static_cast<double>(drills_), clopper_pearson(count, drills_)};
}

std::vector<CurvePoint> ReachCurve::steps(const std::vector<Ticks>& grid) const {
    std::vector<Ticks> times;
    if (steps_.size() <= kMostSteps) {
        times = steps_;
    } else {
        times = grid;
        const auto least = static_cast<std::ptrdiff_t>(std::ceil(kJump * static_cast<double>(drills_)));
        for (auto first = times_.begin(); first != times_.end();) {
            const auto last = std::upper_bound(first, times_.end(), *first);
            if (last - first >= least) times.push_back(*first);
            first = last;
        }
    }
    std::sort(times.begin(), times.end());
    std::vector<CurvePoint> points{at(Ticks{0})};
    for (const Ticks time : times) {
        if (time <= horizon_ && reached(time) != points.back().reached) points.push_back(at(time));
    }
    if (points.back().at < horizon_) points.push_back(at(horizon_));
    return points;
}

std::vector<Ticks> linear_grid(Ticks horizon, std::size_t parts) {
    std::vector<Ticks> times;
    for (std::size_t part = 1; part <= parts; ++part)
        times.push_back(
            ticks_of_seconds(seconds_of(horizon) * static_cast<double>(part) / static_cast<double>(parts)));
    return times;
}

std::vector<Ticks> log_grid(Ticks least, Ticks horizon, std::size_t parts) {
    std::vector<Ticks> times;
    const double ratio = seconds_of(horizon) / seconds_of(least);
    for (std::size_t part = 0; part <= parts; ++part) {
        const double share = static_cast<double>(part) / static_cast<double>(parts);
        times.push_back(ticks_of_seconds(seconds_of(least) * std::pow(ratio, share)));
    }
    return times;
}

std::vector<TimeMark> linear_marks(Ticks horizon, std::size_t most) {
    Ticks step = horizon;
    for (const Ticks round : kRound) {
        if (static_cast<std::size_t>(horizon / round) <= most) {
            step = round;
            break;
        }
    }
    std::vector<Ticks> times;
    for (Ticks at{0}; at <= horizon; at += step) times.push_back(at);
    return named(times);
}

std::vector<TimeMark> log_marks(Ticks least, Ticks horizon, std::size_t most) {
    std::vector<Ticks> times;
    std::copy_if(kRound.begin(), kRound.end(), std::back_inserter(times),
                 [&](Ticks at) { return at >= least && at <= horizon; });
    // Leaves out every second mark while they are too close; the last stays.
    while (times.size() > most) {
        std::vector<Ticks> fewer;
        for (std::size_t back = 0; back < times.size(); back += 2) fewer.push_back(times[times.size() - 1 - back]);
        std::reverse(fewer.begin(), fewer.end());
        times = std::move(fewer);
    }
    return named(times);
}

Ticks log_begin(Ticks earliest, Ticks horizon) {
    earliest = std::min(earliest, horizon / 10);
    Ticks begin = std::min(kRound.front(), horizon / 10);
    for (const Ticks round : kRound) {
        if (round <= earliest) begin = std::max(begin, round);
    }
    return std::max(begin, Ticks{1});
}

}  // namespace hotline
