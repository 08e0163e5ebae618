// What the commands have in common: a scenario loaded for use, protocols chosen, a world chosen, interrupts noticed.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "models/diagnostics.hpp"
#include "models/scenario.hpp"
#include "sim/runner.hpp"

namespace hotline::cli {

/// Loads a scenario; prints what is wrong with it to standard error. Nothing where it has errors.
std::optional<Scenario> load_for_use(const std::string& path);

/// Plays the named protocols for every case in place of those of the file; with no names changes nothing. Throws
/// UsageError.
void choose_protocols(Scenario& scenario, const std::vector<std::string>& names);

/// `--world`: isolated, shared, or (empty) what the scenario asks for. Throws UsageError, also where the scenario's
/// interaction needs the shared world.
bool shared_world_chosen(const Scenario& scenario, const std::string& world);
MakeWorld world_maker(bool shared);

/// Set by SIGINT and SIGTERM from the first call on.
const std::atomic<bool>& interrupted();

/// Whether to write colours to that file descriptor: a terminal, and NO_COLOR not set.
bool colours(int descriptor);

}  // namespace hotline::cli
