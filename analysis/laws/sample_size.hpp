// How many tests show that something works often enough: if at most `failures` of `tests` fail, it works with
// probability `at_least` or more, with the given confidence. Exact binomial: of something that works less often, so
// few fail with at most 1 - confidence. Without failures these are the classic numbers: 29 tests show 90 %, 59 show
// 95 % and 299 show 99 %, each with 95 % confidence. Source: Clopper, Pearson (1934), Biometrika 26:404; Hahn, Meeker
// (1991), "Statistical Intervals", chapter 9.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace hotline {

inline constexpr std::uint64_t kMostTests = 100'000'000;
inline constexpr std::uint64_t kMostFailures = 1000;

/// P(at most `failures` of `tests` fail) if each works with probability `works`.
double chance_to_pass(std::uint64_t tests, std::uint64_t failures, double works);

/// The fewest tests; empty where more than kMostTests are needed. Requires 0 < at_least < 1 and 0 < confidence < 1.
std::optional<std::uint64_t> tests_needed(double at_least, double confidence, std::uint64_t failures);

struct SampleSizes {
    double at_least = 0.95;
    double confidence = 0.95;
    std::vector<double> truths;  // with which probability it may really work
    struct Row {
        std::uint64_t failures = 0;
        std::optional<std::uint64_t> tests;
        std::vector<double> passes;  // the chance of passing under each truth
    };
    std::vector<Row> rows;
};
/// A row for each number of failures from 0 on. Without truths: the bound itself, and that with a half, a fifth and a
/// tenth of the failures.
SampleSizes sample_sizes(double at_least, double confidence, std::uint64_t most_failures, std::vector<double> truths);

}  // namespace hotline
