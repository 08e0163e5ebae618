// Common parts of the commands: loading a scenario, choosing protocols and the world, noting interrupts.
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/read_file.hpp"
#include "models/loading/calendar_reach.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/progress.hpp"
#include "sim/runs/runner.hpp"

namespace hotline::cli {

/// Adds the options of commands that read a scenario: --set, --root and --allow-outside.
void add_reading_options(boost::program_options::options_description& options);
/// Reads the files that a scenario may name.
ReadFile reader_for(const Arguments& arguments, const std::filesystem::path& scenario);

/// Loads the scenario that the arguments name first, with their settings, and prints errors to standard error. Empty
/// if it has errors. `reach`: the time for which its calendars are read.
std::optional<Scenario> load_for_use(const Arguments& arguments, const CalendarReach& reach = {});
/// The same for a scenario of several, with more settings after those of --set; `diagnostics` keeps the names of its
/// files.
std::optional<Scenario> load_for_use(const Arguments& arguments, const std::string& path,
                                     const std::vector<std::string>& more, Diagnostics& diagnostics,
                                     const CalendarReach& reach = {});
/// The same without more settings.
std::optional<Scenario> load_for_use(const Arguments& arguments, const std::string& path, Diagnostics& diagnostics,
                                     const CalendarReach& reach = {});

/// Replaces the protocols of every case by the named ones. Without names, changes nothing. Throws UsageError.
void choose_protocols(Scenario& scenario, const std::vector<std::string>& names);

/// Whether to use the shared world. `world` is the value of `--world`: isolated, shared, or empty for what the
/// scenario needs. Throws UsageError if the isolated world is chosen for a scenario with interaction.
bool shared_world_chosen(const Scenario& scenario, const std::string& world);
MakeWorld world_maker(bool shared);

/// From now on, SIGINT and SIGTERM either set the `interrupted` flag of plans, or end the program without leaving a
/// partial file.
void note_interrupts();
void end_on_interrupts();

/// Adds the options of commands that play drills: --replications, with a help text of its own, --seed, --jobs and
/// --world.
void add_playing_options(boost::program_options::options_description& options,
                         const char* replications = "number of drills; default: the scenario's");
/// The plan from these options; the scenario's values by default. Throws UsageError.
RunPlan playing_plan(const Arguments& arguments, const Scenario& scenario);

/// After playing: says so if it was interrupted; otherwise interrupts end the program from now on.
void end_playing(bool interrupted);
/// Plays as `play` does with a plan, which returns nothing if interrupted, beside a progress line: "playing drills".
template <class Play>
auto play_with_progress(const char* what, RunPlan plan, const Play& play) {
    note_interrupts();
    Progress progress(what);
    plan.progress = [&](double share) { progress.show(share); };
    auto played = play(std::as_const(plan));
    end_playing(!played);
    return played;
}
/// Plays the drills of a scenario so.
std::optional<std::vector<Outcomes>> play(const Scenario& scenario, RunPlan plan);

/// The label of a scenario: the folder of its file, or the name of a file that is not called scenario.toml, as
/// it may be printed.
std::string label_of(const Scenario& scenario);

/// Whether to write colours to a file descriptor: it is a terminal, and NO_COLOR is not set.
bool colours(int descriptor);

}  // namespace hotline::cli
