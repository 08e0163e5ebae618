// Outcomes on their way from one process to another.
#pragma once

#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "sim/runs/bytes.hpp"

namespace hotline {

/// Drills at the places [from, to) of each.
void put_outcomes(std::string& bytes, const std::vector<Outcomes>& all, std::size_t from, std::size_t to);
/// The same drills, into the same places of outcomes of the same cases and protocols.
void take_outcomes(Bytes& bytes, std::vector<Outcomes>& all, std::size_t from, std::size_t to);

}  // namespace hotline
