#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <limits>
#include <thread>

#include "analysis/report.hpp"
#include "analysis/report_cells.hpp"
#include "sim/cli/by_option.hpp"
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
        "  hotline run scenarios/uk-china-2012 --precision 0.005 --out results\n"
        "  hotline run scenarios/uk-china-2012 --by hour-of-week --within 30min\n",
        {"Options"}};
    usage.options.add_options()  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"),
         "play this protocol for every case, in place of the file's; may be repeated")                             //
        ("replications,n", po::value<std::string>()->value_name("N"), "drills, instead of the scenario's number")  //
        ("precision", po::value<std::string>()->value_name("W"),
         "instead of -n: until every probability of contact is known to ± W (0.0005 to 0.5)")  //
        ("by", po::value<std::string>()->value_name("CELLS"),
         "tell the result cell by cell, and which is the worst: hour-of-week, month (the callee's clocks), caller, "
         "callee")  //
        ("within", po::value<std::string>()->value_name("TIME"),
         "with --by: contact counts within this time; default: the horizon")                                   //
        ("seed", po::value<std::string>()->value_name("S"), "instead of the scenario's")                       //
        ("jobs,j", po::value<std::string>()->value_name("J"), "threads; default: as many as there are cores")  //
        ("world", po::value<std::string>()->value_name("WORLD"),
         "isolated, or shared (an engine of discrete events); default: what the scenario needs")  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: a line a drill, or a cell")  //
        ("out", po::value<std::string>()->value_name("DIR"),
         "write result.txt, result.json and drills.csv there; with --by by.txt, by.json, by.csv")  //
        ("help,h", "this text");
    return usage;
}

/// A result, or --out's three files of it. `write_lines` writes its CSV.
template <class Result, class WriteLines>
void write_result(const Arguments& arguments, const std::string& format, const std::array<const char*, 3>& files,
                  const Result& result, const WriteLines& write_lines) {
    if (arguments.has("out")) {
        const std::filesystem::path folder = arguments.text("out");
        make_folder(folder);
        write_file(folder / files[0], [&](std::ostream& out) { write_text(out, result); });
        write_file(folder / files[1], [&](std::ostream& out) { write_json(out, result); });
        write_file(folder / files[2], write_lines);
        fmt::print(std::cout, "Written: {0}/{1}, {0}/{2}, {0}/{3}\n", folder.string(), files[0], files[1], files[2]);
    } else if (format == "json") {
        write_json(std::cout, result);
    } else if (format == "csv") {
        write_lines(std::cout);
    } else {
        write_text(std::cout, result);
    }
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
    if (plan.precision && arguments.has("by")) throw UsageError("--precision and --by exclude each other");
    if (arguments.has("within") && !arguments.has("by")) throw UsageError("--within goes with --by only");

    auto scenario = load_for_use(arguments.words().front());
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    const bool shared = shared_world_chosen(*scenario, world);
    if (shared) plan.jobs = 1;  // there is one engine in a process
    plan.make_world = world_maker(shared);
    plan.seed = seed.value_or(scenario->seed);
    plan.replications = replications.value_or(scenario->replications);
    plan.interrupted = &interrupted();
    std::optional<ByOption> by;
    if (arguments.has("by")) by.emplace(arguments, *scenario).prepare(plan, replications.has_value());

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
    if (by) {
        const CellsRun cells = by->summarise(plan, *outcomes);
        write_result(arguments, format, {"by.txt", "by.json", "by.csv"}, cells,
                     [&](std::ostream& out) { write_csv(out, cells); });
    } else {
        write_result(arguments, format, {"result.txt", "result.json", "drills.csv"},
                     summarise(*scenario, plan.seed, plan.precision, *outcomes),
                     [&](std::ostream& out) { write_csv(out, *scenario, *outcomes); });
    }
    return kFine;
}

}  // namespace hotline::cli
