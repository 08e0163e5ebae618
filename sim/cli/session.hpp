// What the commands have in common: a scenario loaded for use, protocols chosen, a world chosen, interrupts noticed.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/runs/runner.hpp"

namespace hotline::cli {

/// Loads a scenario; prints what is wrong with it to standard error. Nothing where it has errors.
std::optional<Scenario> load_for_use(const std::string& path);
/// The same, for those who ask for the names of its files afterwards.
std::optional<Scenario> load_for_use(const std::string& path, Diagnostics& diagnostics);

/// Plays the named protocols for every case in place of those of the file; with no names changes nothing. Throws
/// UsageError.
void choose_protocols(Scenario& scenario, const std::vector<std::string>& names);

/// `--world`: isolated, shared, or (empty) what the scenario asks for. Throws UsageError, also where the scenario's
/// interaction needs the shared world.
bool shared_world_chosen(const Scenario& scenario, const std::string& world);
MakeWorld world_maker(bool shared);

/// What commands that play drills take: --replications, for which the text says what it means, --seed, --jobs,
/// --world.
void add_playing_options(boost::program_options::options_description& options,
                         const char* replications = "drills, instead of the scenario's number");
/// Reads them, the scenario's own where nothing is said. Throws UsageError.
RunPlan playing_plan(const Arguments& arguments, const Scenario& scenario);
/// Plays, with a progress line. Nothing where the run was interrupted, which it has said.
std::optional<std::vector<Outcomes>> play(const Scenario& scenario, RunPlan plan);

/// How the program calls a scenario: its file's folder, or the file where that is not called scenario.toml.
std::string label_of(const Scenario& scenario);

/// From here on SIGINT and SIGTERM are noted, as plans' `interrupted`; or end the program, which leaves no file
/// half-written.
void note_interrupts();
void end_on_interrupts();

/// Whether to write colours to that file descriptor: a terminal, and NO_COLOR not set.
bool colours(int descriptor);

}  // namespace hotline::cli
