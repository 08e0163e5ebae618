#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <iostream>

#include "analysis/report.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/cli/session.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

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
    add_playing_options(usage.options);
    usage.options.add_options()  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"),
         "play this protocol for every case, in place of the file's; may be repeated")  //
        ("precision", po::value<std::string>()->value_name("W"),
         "instead of -n: until every probability of contact is known to ± W (0.0005 to 0.5)")                       //
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
    const auto precision = arguments.decimal("precision", kLeastPrecision, 0.5);
    if (precision && arguments.has("replications"))
        throw UsageError("--precision and --replications exclude each other");

    auto scenario = load_for_use(arguments.words().front());
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    RunPlan plan = playing_plan(arguments, *scenario);
    plan.precision = precision;
    const auto outcomes = play(*scenario, plan);
    if (!outcomes) return kInterrupted;
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
