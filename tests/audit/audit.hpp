// How often what the program prints is wrong, measured on experiments whose truth is known in closed form.
//
// An audit plays experiments of many families of one kind and counts, row by row and family by family, how often the
// truth lay below an interval, above it, or how often something else that was claimed did not hold. A row fails where
// in any family this happened more often than it claims, by an exact binomial test at kLevel. Seeds are fixed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "tests/support/experiments.hpp"

namespace hotline::audit {

/// Of each test. There are thousands of them.
inline constexpr double kLevel = 1e-6;
/// A quick run finds a gross fault: 15 % where 5 % are claimed. All of it tells 7 % from 5 %: README.md.
inline constexpr std::uint64_t kExperiments = 300;
inline constexpr std::uint64_t kExperimentsInFull = 5'000;

/// Of every family: kExperiments, or with HOTLINE_AUDIT=full in the environment as many as that, or as HOTLINE_AUDIT
/// says.
std::uint64_t experiments();

/// In one family.
struct Misses {
    std::uint64_t experiments = 0;
    std::uint64_t below = 0;  // the truth lay below the interval
    std::uint64_t above = 0;
    std::uint64_t together = 0;  // any, or anything else that was claimed did not hold

    double share() const { return static_cast<double>(together) / static_cast<double>(experiments); }
    void add(const Misses& other);
};

struct Row {
    double claimed = 0.05;   // together at most
    bool has_sides = false;  // half of it on each side at most
    std::map<std::string, Misses> families;
};

/// Rows by what is printed, such as "run: contact by the horizon".
class Table {
public:
    /// An interval of a confidence, each end with half of what is left.
    void interval(const std::string& row, const std::string& family, const Interval& interval, double truth,
                  double confidence = kConfidence);
    /// One whose ends share what is left as they like; a family of intervals that hold together; a test, a verdict.
    void event(const std::string& row, const std::string& family, bool missed, double claimed = 1 - kConfidence);
    void merge(const Table& other);

    const std::map<std::string, Row>& rows() const { return rows_; }
    /// One line a row, as in README.md.
    void print() const;
    /// By GoogleTest, for every row.
    void expect_as_claimed() const;

private:
    std::map<std::string, Row> rows_;
};

/// Plays so many experiments of every family. `play(family, random, table)` is one experiment.
template <class Family, class Play>
Table audit(const std::vector<Family>& families, std::uint64_t experiments, const Play& play) {
    return play_experiments<Table>(families, experiments, play);
}

/// One for each command and kind of table. With few experiments they tell which rows there are.
Table of_run(std::uint64_t experiments);
Table of_cells(std::uint64_t experiments);
Table of_resources(std::uint64_t experiments);
Table of_compare(std::uint64_t experiments);
Table of_check(std::uint64_t experiments);
Table of_baselines(std::uint64_t experiments);
Table of_survive(std::uint64_t experiments);

}  // namespace hotline::audit
