#include "sim/cli/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <limits>
#include <memory>
#include <thread>

#include "models/base/utf8.hpp"
#include "models/documents/tree.hpp"
#include "models/loading/load.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/library.hpp"
#include "sim/cli/mpirun.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/cli/progress.hpp"
#include "sim/escalation/isolated_world.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

constexpr std::uint64_t kMostJobs = 1024;

std::atomic<bool> interrupt_seen{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

MakeWorld shared_world_maker() {
    using Make = World* (*)(const std::vector<Drill*>&);
    const auto make = reinterpret_cast<Make>(
        function_of("libhotline_shared_world.so", "hotline_make_shared_world", "the shared world"));
    return [make](const std::vector<Drill*>& drills) { return std::unique_ptr<World>(make(drills)); };
}

void on_interrupt(void (*handler)(int)) {
    std::signal(SIGINT, handler);
    std::signal(SIGTERM, handler);
}

}  // namespace

void add_reading_options(po::options_description& options) {
    options.add_options()  //
        ("set", po::value<std::vector<std::string>>()->value_name("PATH=VALUE"),
         "put a value in place of the scenario's, such as response.phone.present=0.8; may be repeated")  //
        ("root", po::value<std::vector<std::string>>()->value_name("DIR"),
         "let the scenario name files in DIR too; default: in its folder, its repository and the folders that come "
         "with "
         "hotline; may be repeated")  //
        ("allow-outside", "let the scenario name files anywhere: only for a scenario that you trust");
}

ReadFile reader_for(const Arguments& arguments, const std::filesystem::path& scenario) {
    if (arguments.has("allow-outside")) {
        if (arguments.has("root")) throw UsageError("--root and --allow-outside exclude each other");
        return read_file;
    }
    Tree tree(file_of_scenario(scenario));
    for (const char* shipped : {"models/defaults", "scenarios"})
        tree.add(std::filesystem::path(HOTLINE_SOURCES) / shipped);
    for (const std::string& root : arguments.texts("root")) {
        std::error_code error;
        if (!std::filesystem::is_directory(root, error))
            throw UsageError(fmt::format("--root must name a folder, but there is no folder {}", root));
        tree.add(root);
    }
    return reader_of(std::move(tree));
}

std::optional<Scenario> load_for_use(const Arguments& arguments, const std::string& path, Diagnostics& diagnostics,
                                     const CalendarReach& reach) {
    return load_for_use(arguments, path, {}, diagnostics, reach);
}

std::optional<Scenario> load_for_use(const Arguments& arguments, const std::string& path,
                                     const std::vector<std::string>& more, Diagnostics& diagnostics,
                                     const CalendarReach& reach) {
    std::vector<std::string> settings = arguments.texts("set");
    settings.insert(settings.end(), more.begin(), more.end());
    auto scenario = load_scenario(path, diagnostics, reader_for(arguments, path), settings, reach);
    std::cerr << diagnostics.text(colours(STDERR_FILENO));
    require_no_output_read();
    return scenario;
}

std::optional<Scenario> load_for_use(const Arguments& arguments, const CalendarReach& reach) {
    Diagnostics diagnostics;
    return load_for_use(arguments, arguments.words().front(), diagnostics, reach);
}

void choose_protocols(Scenario& scenario, const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::vector<Index> chosen;
    for (const std::string& name : names) {
        const auto found = std::find_if(scenario.protocols.begin(), scenario.protocols.end(),
                                        [&](const Protocol& protocol) { return protocol.id == name; });
        if (found == scenario.protocols.end()) {
            std::vector<std::string> known;
            for (const Protocol& protocol : scenario.protocols) known.push_back(protocol.id);
            const std::string hint = did_you_mean(name, known);
            throw UsageError(
                fmt::format("the scenario has no protocol \"{}\"{}", name, hint.empty() ? "" : "; " + hint));
        }
        if (!found->goal) {
            throw UsageError(fmt::format("protocol \"{}\" has no goal, so a case cannot be played with it", name));
        }
        const auto index = static_cast<Index>(found - scenario.protocols.begin());
        if (std::find(chosen.begin(), chosen.end(), index) == chosen.end()) chosen.push_back(index);
    }
    for (Case& played : scenario.cases) played.protocols = chosen;
}

bool shared_world_chosen(const Scenario& scenario, const std::string& world) {
    if (world == "isolated" && scenario.interaction) {
        throw UsageError(
            "--world isolated and interaction exclude each other, but the scenario has interaction = true");
    }
    return world == "shared" || scenario.interaction;
}

MakeWorld world_maker(bool shared) {
    if (shared) return shared_world_maker();
    return make_isolated_world;
}

void add_playing_options(po::options_description& options, const char* replications) {
    options.add_options()                                                                     //
        ("replications,n", po::value<std::string>()->value_name("N"), replications)           //
        ("seed", po::value<std::string>()->value_name("S"), "seed; default: the scenario's")  //
        ("jobs,j", po::value<std::string>()->value_name("J"),
         "threads, or processes in the shared world; default: one per core, with mpirun one per rank")  //
        ("world", po::value<std::string>()->value_name("WORLD"),
         "isolated, or shared (a discrete-event engine); default: what the scenario needs")  //
        ("quiet,q", "do not say on standard error that long work goes on");
}

RunPlan playing_plan(const Arguments& arguments, const Scenario& scenario) {
    if (arguments.has("quiet")) be_quiet();
    const std::string world = arguments.choice("world", {"isolated", "shared"}, "");
    RunPlan plan;
    plan.peers = peers();
    const unsigned cores = plan.peers ? 1 : std::max(1U, std::thread::hardware_concurrency());
    plan.jobs = static_cast<unsigned>(arguments.number("jobs", 1, kMostJobs).value_or(cores));
    plan.seed = arguments.number("seed", 0, std::numeric_limits<std::int64_t>::max()).value_or(scenario.seed);
    plan.replications = arguments.number("replications", 1, kMostReplications).value_or(scenario.replications);
    plan.one_world_a_process = shared_world_chosen(scenario, world);
    plan.make_world = world_maker(plan.one_world_a_process);
    plan.interrupted = &interrupt_seen;
    return plan;
}

void end_playing(bool interrupted) {
    if (interrupted) {
        say("hotline: interrupted, nothing was written\n");
    } else {
        end_on_interrupts();
    }
}

std::optional<std::vector<Outcomes>> play(const Scenario& scenario, RunPlan plan) {
    return play_with_progress("playing drills", std::move(plan),
                              [&](const RunPlan& with) { return run(scenario, with); });
}

std::string label_of(const Scenario& scenario) {
    const auto file = std::filesystem::absolute(scenario.file).lexically_normal();
    return printable((file.filename() == "scenario.toml" ? file.parent_path().filename() : file.stem()).string());
}

void note_interrupts() {
    on_interrupt([](int) { interrupt_seen = true; });
}

void end_on_interrupts() {
    on_interrupt([](int) {
        OutputFiles::remove_unfinished();
        constexpr std::string_view kText = "hotline: interrupted\n";
        [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kText.data(), kText.size());
        ::_exit(kInterrupted);
    });
    if (interrupt_seen) std::raise(SIGINT);
}

bool colours(int descriptor) {
    const char* refused = std::getenv("NO_COLOR");
    return ::isatty(descriptor) == 1 && !(refused && *refused);
}

}  // namespace hotline::cli
