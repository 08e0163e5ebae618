#include "sim/draws/validity.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hotline {
namespace {

constexpr double kTicksPerYear = 365.0 * 86400.0 * 1024.0;

double valid_probability(const Scenario& scenario, Index staleness, Ticks age) {
    if (staleness == kNone) return 1;
    return std::exp(-scenario.stalenesses[staleness].per_year * (static_cast<double>(age.count()) / kTicksPerYear));
}

}  // namespace

Ticks age_of_row(const Scenario& scenario, Index row, Instant at) {
    const auto& verified = scenario.rows[row].last_verified;
    return verified ? std::max(Ticks{0}, at - *verified) : scenario.unverified_age;
}

Ticks age_of_holder(const Scenario& scenario, Index official, Instant at) {
    std::optional<Ticks> least;
    for (const Index row : scenario.officials[official].rows) {
        if (!scenario.rows[row].last_verified) continue;
        const Ticks age = age_of_row(scenario, row, at);
        if (!least || age < *least) least = age;
    }
    return least.value_or(scenario.unverified_age);
}

double holder_valid_probability(const Scenario& scenario, Index official, Instant at) {
    return valid_probability(scenario, scenario.officials[official].staleness, age_of_holder(scenario, official, at));
}

double address_valid_probability(const Scenario& scenario, Index row, Instant at) {
    const Channel& channel = scenario.channels[scenario.rows[row].channel];
    return valid_probability(scenario, channel.staleness, age_of_row(scenario, row, at));
}

}  // namespace hotline
