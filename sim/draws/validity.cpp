#include "sim/draws/validity.hpp"

#include <cmath>

namespace hotline {
namespace {

constexpr double kTicksPerYear = 365.0 * 86400.0 * 1024.0;

Freshness freshness(const Scenario& scenario, std::optional<Instant> verified, Index staleness) {
    return {verified, scenario.unverified_age, staleness == kNone ? 0 : scenario.stalenesses[staleness].per_year};
}

}  // namespace

double Freshness::valid_probability(Instant at) const {
    if (per_year <= 0) return 1;
    return std::exp(-per_year * (static_cast<double>(age(at).count()) / kTicksPerYear));
}

Freshness freshness_of_address(const Scenario& scenario, Index row) {
    const Row& entry = scenario.rows[row];
    return freshness(scenario, entry.last_verified, scenario.channels[entry.channel].staleness);
}

Freshness freshness_of_holder(const Scenario& scenario, Index official) {
    const Official& holder = scenario.officials[official];
    std::optional<Instant> newest;
    for (const Index row : holder.rows) newest = std::max(newest, scenario.rows[row].last_verified);
    return freshness(scenario, newest, holder.staleness);
}

}  // namespace hotline
