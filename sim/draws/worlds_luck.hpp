// The luck of values in doubt. A world of values has a quantile for each source of doubt: a Latin hypercube (McKay,
// Beckman, Conover, 1979, Technometrics 21:239). Each source has one quantile in each of as many equal strata as
// there are worlds, in an order of its own. So each doubt is sampled evenly, however many there are.
//
// Every number is keyed by the seed, the world and the name of the source. A new doubt changes nothing about the
// others, and two scenarios with the same doubts have the same worlds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hotline {

/// Quantiles by world, then by source, each in (0, 1).
std::vector<std::vector<double>> world_quantiles(std::uint64_t seed, const std::vector<std::string>& sources,
                                                 std::size_t worlds);

}  // namespace hotline
