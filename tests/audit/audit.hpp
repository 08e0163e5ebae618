// How often the printed results are wrong, measured on experiments whose truth is known in closed form.
//
// An audit plays experiments of many families of one kind. For each row and family it counts how often the truth lay
// below an interval or above it, and how often another claim did not hold. A row fails if that happened in any family
// more often than claimed, by an exact binomial test at kLevel. Seeds are fixed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "tests/support/experiments.hpp"

namespace hotline::audit {

/// The level of each test. There are thousands of tests.
inline constexpr double kLevel = 1e-6;
/// A quick run finds a gross fault, such as 15 % where 5 % are claimed. A full run tells 7 % from 5 %: README.md.
inline constexpr std::uint64_t kExperiments = 300;
inline constexpr std::uint64_t kExperimentsInFull = 5'000;

/// The number of experiments of every family: kExperiments; kExperimentsInFull with HOTLINE_AUDIT=full in the
/// environment; or the number that HOTLINE_AUDIT gives.
std::uint64_t experiments();

/// The misses in one family.
struct Misses {
    std::uint64_t experiments = 0;
    std::uint64_t below = 0;  // the truth lay below the interval
    std::uint64_t above = 0;
    std::uint64_t together = 0;  // missed on any side, or another claim did not hold

    double share() const { return static_cast<double>(together) / static_cast<double>(experiments); }
    void add(const Misses& other);
};

struct Row {
    double claimed = 0.05;   // at most, on all sides together
    bool has_sides = false;  // at most half of it on each side
    std::map<std::string, Misses> families;
};

/// Rows by what is printed, such as "run: contact by the horizon".
class Table {
public:
    /// An interval with a confidence. Each end has half of the error.
    void interval(const std::string& row, const std::string& family, const Interval& interval, double truth,
                  double confidence = kConfidence);
    /// An interval whose ends may share the error in any way, several intervals that hold together, a test, or a
    /// verdict.
    void event(const std::string& row, const std::string& family, bool missed, double claimed = 1 - kConfidence);
    void merge(const Table& other);

    const std::map<std::string, Row>& rows() const { return rows_; }
    /// One line for each row, as in README.md.
    void print() const;
    /// Checks every row, with GoogleTest.
    void expect_as_claimed() const;

private:
    std::map<std::string, Row> rows_;
};

/// Plays that many experiments of every family. `play(family, random, table)` is one experiment.
template <class Family, class Play>
Table audit(const std::vector<Family>& families, std::uint64_t experiments, const Play& play) {
    return play_experiments<Table>(families, experiments, play);
}

/// One audit for each command and kind of table. A few experiments are enough to list the rows.
Table of_run(std::uint64_t experiments);
Table of_quorums(std::uint64_t experiments);
Table of_even_starts(std::uint64_t experiments);
Table of_cells(std::uint64_t experiments);
Table of_resources(std::uint64_t experiments);
Table of_compare(std::uint64_t experiments);
Table of_mending(std::uint64_t experiments);
Table of_random_problems(std::uint64_t experiments);
Table of_mending_in_worlds(std::uint64_t experiments);
Table of_cut_sets(std::uint64_t experiments);
Table of_check(std::uint64_t experiments);
Table of_baselines(std::uint64_t experiments);
Table of_survive(std::uint64_t experiments);
Table of_fit(std::uint64_t experiments);
Table of_plan(std::uint64_t experiments);
Table of_worlds(std::uint64_t experiments);
Table of_worlds_compared(std::uint64_t experiments);
Table of_check_in_worlds(std::uint64_t experiments);

}  // namespace hotline::audit
