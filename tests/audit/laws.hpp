// Laws of times with finitely many values, so that every truth is a sum.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/base/ticks.hpp"
#include "tests/support/waiting_law.hpp"

namespace hotline::audit {

/// Values and their probabilities.
template <class Value>
class Law {
public:
    struct Atom {
        double likely;
        Value value;
    };
    Law(std::vector<Atom> atoms) : atoms_(std::move(atoms)) {
        double sum = 0;
        for (const Atom& atom : atoms_) cumulated_.push_back(sum += atom.likely);
        cumulated_.back() = 2;  // covers rounding errors
    }

    const Value& draw(std::mt19937_64& random) const { return at(open_uniform(random)); }
    /// Requires 0 < share < 1.
    const Value& at(double share) const {
        return atoms_[static_cast<std::size_t>(std::upper_bound(cumulated_.begin(), cumulated_.end(), share) -
                                               cumulated_.begin())]
            .value;
    }
    template <class Measure>
    double mean(const Measure& measure) const {
        double sum = 0;
        for (const Atom& atom : atoms_) sum += atom.likely * static_cast<double>(measure(atom.value));
        return sum;
    }
    const std::vector<Atom>& atoms() const { return atoms_; }

private:
    std::vector<Atom> atoms_;
    std::vector<double> cumulated_;
};

inline constexpr Ticks kSecond{1024};

inline double reach_of(const Law<Ticks>& law, Ticks within) {
    return law.mean([&](Ticks time) { return in_time(time, within); });
}
/// In seconds.
inline double mean_within(const Law<Ticks>& law, Ticks horizon) {
    return law.mean([&](Ticks time) { return seconds_of(in_time(time, horizon) ? time : horizon); });
}
/// In seconds; infinity if it is not reached.
inline double quantile_of(const Law<Ticks>& law, double share, Ticks horizon) {
    std::vector<std::pair<Ticks, double>> reached;
    for (const auto& [likely, time] : law.atoms()) {
        if (in_time(time, horizon)) reached.emplace_back(time, likely);
    }
    std::sort(reached.begin(), reached.end());
    double sum = 0;
    for (const auto& [time, likely] : reached) {
        if ((sum += likely) >= share - 1e-12) return seconds_of(time);
    }
    return std::numeric_limits<double>::infinity();
}

/// Weibull's law with a scale, on a grid of equal steps. Later times count as never.
inline Law<Ticks> weibull(double shape, Ticks scale, Ticks step, int steps) {
    std::vector<Law<Ticks>::Atom> atoms;
    double before = 0;
    for (int index = 1; index <= steps; ++index) {
        const double now = -std::expm1(-std::pow(seconds_of(index * step) / seconds_of(scale), shape));
        atoms.push_back({now - before, index * step});
        before = now;
    }
    atoms.push_back({1 - before, kNever});
    return atoms;
}

}  // namespace hotline::audit
