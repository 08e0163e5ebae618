#include "analysis/laws/rows_tested.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <utility>

namespace hotline {
namespace {

constexpr double kSecondsOfYear = 365 * 86400.0;

/// Where no law was found, as nobody of the class answered: by its own tests, and a uniform prior.
ContactsFit::Belief by_itself(double answered, double tests) {
    const double a = answered + 1, b = tests - answered + 1;
    ContactsFit::Belief belief;
    belief.mean = belief.answer = a / (a + b);
    belief.variance = a * b / ((a + b) * (a + b) * (a + b + 1));
    belief.interval = {boost::math::ibeta_inv(a, b, (1 - kConfidence) / 2),
                       boost::math::ibeta_inv(a, b, (1 + kConfidence) / 2)};
    return belief;
}

double rate_of(const Scenario& scenario, Index staleness) {
    return staleness == kNone ? 0 : scenario.stalenesses[staleness].per_year;
}

}  // namespace

std::size_t RowTested::count() const {
    double sum = 0;
    for (const ObservedTime& test : tests) sum += test.weight;
    return static_cast<std::size_t>(std::lround(sum));
}

std::size_t RowTested::answered() const {
    double sum = 0;
    for (const ObservedTime& test : tests) sum += test.given_up() ? 0 : test.weight;
    return static_cast<std::size_t>(std::lround(sum));
}

std::optional<ContactsFit::Belief> RowTested::belief(double within) const {
    if (fitted == nullptr) return {};
    if (fitted->belief) return fitted->belief->belief(tests, within);
    return by_itself(static_cast<double>(answered()), static_cast<double>(count()));
}

std::vector<RowTested> rows_tested(const Scenario& scenario, const ClassedLog& classed, const LogFit& fit,
                                   FoundOn state) {
    std::vector<RowTested> rows(scenario.rows.size());
    for (const FittedClass& fitted : fit.classes) {
        if (fitted.tests.state != state) continue;
        for (Index row = 0; row < rows.size(); ++row) {
            if (scenario.responses[scenario.rows[row].response].id == fitted.tests.response)
                rows[row].fitted = &fitted;
        }
        for (std::size_t contact = 0; contact < fitted.tests.entries.size(); ++contact) {
            const Index row = classed.rows[fitted.tests.entries[contact]];
            if (row == kNone) continue;
            TestsOfContact& tests = rows[row].tests;
            const TestsOfContact& more = fitted.tests.contacts[contact];
            tests.insert(tests.end(), more.begin(), more.end());
        }
    }
    for (RowTested& row : rows) row.tests = merged(std::move(row.tests));
    return rows;
}

std::vector<ProofOfRow> proofs_of_rows(const Scenario& scenario, const ClassedLog& classed) {
    std::vector<ProofOfRow> proofs(scenario.rows.size());
    for (Index row = 0; row < proofs.size(); ++row) proofs[row].last = scenario.rows[row].last_verified;
    for (std::size_t entry = 0; entry < classed.rows.size(); ++entry) {
        const Index row = classed.rows[entry];
        if (row == kNone) continue;
        proofs[row].last = std::max(proofs[row].last, classed.last_proven[entry]);
        proofs[row].dead |= classed.found_dead[entry];
    }
    return proofs;
}

double still_right(const Scenario& scenario, Index row, const std::optional<Instant>& proven, Instant on) {
    const Row& entry = scenario.rows[row];
    const Ticks age = proven ? std::max(on - *proven, Ticks{0}) : scenario.unverified_age;
    const double rate = rate_of(scenario, scenario.channels[entry.channel].staleness) +
                        rate_of(scenario, scenario.officials[entry.official].staleness);
    return std::exp(-rate * (seconds_of(age) / kSecondsOfYear));
}

}  // namespace hotline
