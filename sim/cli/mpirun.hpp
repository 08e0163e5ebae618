// Support for mpirun, which starts the program several times. Only the first rank prints and writes files. The errors
// of the other ranks are kept, in case one of them fails although the first does not.
#pragma once

#include "sim/runs/peers.hpp"

namespace hotline::cli {

/// Joins the other ranks if mpirun has started more than one. Throws std::runtime_error.
void join_peers();
/// Null if the program runs by itself.
Peers* peers();
/// Whether this rank is the one that prints and writes.
bool speaks();
/// Waits for the other ranks to end. Returns the errors of a rank that ends with another exit code than this one.
std::optional<std::string> leave_peers(int exit_code);

}  // namespace hotline::cli
