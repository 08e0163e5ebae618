// Measures coverage: experiments with a known truth at every point of a grid. A normal test run plays few.
// HOTLINE_COVERAGE=full in the environment plays 10 000 at each point.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "tests/support/experiments.hpp"

namespace hotline {

inline bool full_coverage() {
    const char* asked = std::getenv("HOTLINE_COVERAGE");
    return asked && std::string_view(asked) == "full";
}

inline bool holds(const Interval& interval, double value) {
    return interval.low <= value + 1e-12 && value - 1e-12 <= interval.high;
}

/// The coverage of one interval, by point.
class Measured {
public:
    explicit Measured(double confidence = kConfidence) : confidence_(confidence) {}

    void count(const std::string& point, bool held) {
        Cell& cell = cells_[point];
        ++cell.experiments;
        cell.held += held;
    }
    /// Computed exactly, not by experiments.
    void know(const std::string& point, double coverage) { cells_[point] = {0, coverage}; }
    void merge(const Measured& other) {
        for (const auto& [point, cell] : other.cells_) {
            cells_[point].experiments += cell.experiments;
            cells_[point].held += cell.held;
        }
    }

    std::size_t points() const { return cells_.size(); }
    double average() const {
        double sum = 0;
        for (const auto& [point, cell] : cells_) sum += cell.share();
        return sum / static_cast<double>(cells_.size());
    }
    void print(std::string_view name) const {
        const auto least = std::min_element(cells_.begin(), cells_.end(), [](const auto& a, const auto& b) {
            return a.second.share() < b.second.share();
        });
        fmt::print("{:<44} {:.2f} % on average, {:.2f} % at least: {} (of {})\n", name, 100 * average(),
                   100 * least->second.share(), least->first, cells_.size());
    }

    /// Undercovers at no point, by a binomial test at that level for each.
    void expect_never_too_little(double level) const {
        for (const auto& [point, cell] : cells_) {
            if (cell.experiments == 0) {
                EXPECT_GE(cell.held, confidence_ - 1e-9) << point;
                continue;
            }
            const boost::math::binomial_distribution<double> nominal(cell.experiments, confidence_);
            EXPECT_GE(boost::math::cdf(nominal, cell.held), level) << point << ": " << cell.share();
        }
    }
    /// On average over the points, the error rate is the nominal one within a fifth: coverage of 94 to 96 % for a
    /// nominal 95 %. With few experiments, within four standard errors of that average.
    void expect_about_right() const {
        const double margin = (1 - confidence_) / 5 + slack();
        EXPECT_GE(average(), confidence_ - margin);
        EXPECT_LE(average(), confidence_ + margin);
    }
    /// Covers on average at least the nominal rate.
    void expect_enough() const { EXPECT_GE(average(), confidence_ - slack()); }

private:
    struct Cell {
        double experiments = 0;
        double held = 0;
        double share() const { return experiments == 0 ? held : held / experiments; }
    };
    double slack() const {
        double variance = 0;
        for (const auto& [point, cell] : cells_) {
            if (cell.experiments > 0) variance += confidence_ * (1 - confidence_) / cell.experiments;
        }
        return full_coverage() ? 0 : 4 * std::sqrt(variance) / static_cast<double>(cells_.size());
    }

    double confidence_;
    std::map<std::string, Cell> cells_;
};

/// Several intervals, by name.
class Coverage {
public:
    Measured& of(const std::string& name, double confidence = kConfidence) {
        return measured_.try_emplace(name, confidence).first->second;
    }
    void merge(const Coverage& other) {
        for (const auto& [name, measured] : other.measured_) {
            const auto [mine, is_new] = measured_.try_emplace(name, measured);
            if (!is_new) mine->second.merge(measured);
        }
    }
    void print() const {
        for (const auto& [name, measured] : measured_) measured.print(name);
    }
    /// No interval undercovers at any point; all tests together have that level.
    void expect_never_too_little(double level) const {
        std::size_t tests = 0;
        for (const auto& [name, measured] : measured_) tests += measured.points();
        for (const auto& [name, measured] : measured_) {
            SCOPED_TRACE(name);
            measured.expect_never_too_little(level / static_cast<double>(tests));
        }
    }
    const std::map<std::string, Measured>& all() const { return measured_; }

private:
    std::map<std::string, Measured> measured_;
};

/// Plays that many experiments at every point. `play(point, random, coverage)` is one experiment.
template <class Point, class Play>
Coverage measure(const std::vector<Point>& points, std::uint64_t experiments, const Play& play) {
    return play_experiments<Coverage>(points, experiments, play);
}

}  // namespace hotline
