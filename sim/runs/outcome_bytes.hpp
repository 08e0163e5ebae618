// Serialises outcomes for another process.
#pragma once

#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "sim/runs/bytes.hpp"

namespace hotline {

/// Puts the drills at the places [from, to) of each.
void put_outcomes(std::string& bytes, const std::vector<Outcomes>& all, std::size_t from, std::size_t to);
/// Takes the same drills into the same places of outcomes with the same cases and protocols.
void take_outcomes(Bytes& bytes, std::vector<Outcomes>& all, std::size_t from, std::size_t to);

}  // namespace hotline
