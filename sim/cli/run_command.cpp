#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <limits>
#include <thread>

#include "analysis/report.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/session.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

constexpr std::uint64_t kMostReplications = 100'000'000;
constexpr std::uint64_t kMostJobs = 1024;

Usage usage() {
    Usage usage{
        "run",
        "SCENARIO",
        "Plays the drills of a scenario and says how long contact takes, how often nobody is reached, and what\n"
        "attempts end in. The result is the same for any number of jobs and in either world.",
        "  hotline run scenarios/uk-china-2012\n"
        "  hotline run scenarios/uk-china-2012 -p hotline -n 50000 --format json\n"
        "  hotline run scenarios/uk-china-2012 --precision 0.005 --out results\n",
        {"Options"}};
    usage.options.add_options()  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"),
         "play this protocol for every case, in place of the file's; may be repeated")                             //
        ("replications,n", po::value<std::string>()->value_name("N"), "drills, instead of the scenario's number")  //
        ("precision", po::value<std::string>()->value_name("W"),
         "instead of -n: until every probability of contact is known to ± W (0.0005 to 0.5)")                  //
        ("seed", po::value<std::string>()->value_name("S"), "instead of the scenario's")                       //
        ("jobs,j", po::value<std::string>()->value_name("J"), "threads; default: as many as there are cores")  //
        ("world", po::value<std::string>()->value_name("WORLD"),
         "isolated, or shared (an engine of discrete events); default: what the scenario needs")                    //
        ("format", po::value<std::string>()->value_name("FORMAT"), "text (default), json, or csv: a line a drill")  //
        ("out", po::value<std::string>()->value_name("DIR"), "write result.txt, result.json and drills.csv there")  //
        ("help,h", "this text");
    return usage;
}

void write_files(const std::filesystem::path& folder, const RunSummary& summary,
                 const std::vector<Outcomes>& outcomes) {
    make_folder(folder);
    write_file(folder / "result.txt", [&](std::ostream& out) { write_text(out, summary); });
    write_file(folder / "result.json", [&](std::ostream& out) { write_json(out, summary); });
    write_file(folder / "drills.csv", [&](std::ostream& out) { write_csv(out, summary.scenario, outcomes); });
    fmt::print(std::cout, "Written: {}\n",
               fmt::format("{0}/result.txt, {0}/result.json, {0}/drills.csv", folder.string()));
}

}  // namespace

int run_command(const Words& words) {
    const Arguments arguments(usage(), words, 1, 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "csv"}, "text");
    const std::string world = arguments.choice("world", {"isolated", "shared"}, "");
    RunPlan plan;
    plan.precision = arguments.decimal("precision", kLeastPrecision, 0.5);
    const auto replications = arguments.number("replications", 1, kMostReplications);
    const auto seed = arguments.number("seed", 0, std::numeric_limits<std::int64_t>::max());
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    plan.jobs = static_cast<unsigned>(arguments.number("jobs", 1, kMostJobs).value_or(cores));
    if (plan.precision && replications) throw UsageError("--precision and --replications exclude each other");

    auto scenario = load_for_use(arguments.words().front());
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    const bool shared = shared_world_chosen(*scenario, world);
    if (shared) plan.jobs = 1;  // there is one engine in a process
    plan.make_world = world_maker(shared);
    plan.seed = seed.value_or(scenario->seed);
    plan.replications = replications.value_or(scenario->replications);
    plan.interrupted = &interrupted();

    std::optional<std::vector<Outcomes>> outcomes;
    {
        Progress progress("playing drills");
        plan.progress = [&](double share) { progress.show(share); };
        outcomes = run(*scenario, plan);
    }
    if (!outcomes) {
        fmt::print(stderr, "hotline: interrupted, nothing was written\n");
        return kInterrupted;
    }
    const RunSummary summary = summarise(*scenario, plan.seed, plan.precision, *outcomes);
    if (arguments.has("out")) {
        write_files(arguments.text("out"), summary, *outcomes);
    } else if (format == "json") {
        write_json(std::cout, summary);
    } else if (format == "csv") {
        write_csv(std::cout, *scenario, *outcomes);
    } else {
        write_text(std::cout, summary);
    }
    return kFine;
}

}  // namespace hotline::cli
