// The program as mpirun starts it: several times. The first rank prints and writes; what the others print is kept for
// the case that one of them fails where the first does not.
#pragma once

#include "sim/runs/peers.hpp"

namespace hotline::cli {

/// Joins the other ranks where mpirun has started more than one. Throws std::runtime_error.
void join_peers();
/// None where the program runs by itself.
Peers* peers();
/// Whether this rank is the one that prints and writes.
bool speaks();
/// Waits for the other ranks' end. What one said that ends otherwise than this one.
std::optional<std::string> leave_peers(int exit_code);

}  // namespace hotline::cli
