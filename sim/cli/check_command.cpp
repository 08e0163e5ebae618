#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <utility>

#include "analysis/write/baseline_file.hpp"
#include "analysis/write/check.hpp"
#include "models/base/utf8.hpp"
#include "models/loading/load.hpp"
#include "models/scenario/horizon.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/contenders.hpp"
#include "sim/cli/doubts_option.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/mpirun.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/cli/page_maker.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/vary_option.hpp"
#include "sim/draws/luck.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

constexpr std::uint64_t kBaselineDrills = 1000;

CommandHelp check_help() {
    CommandHelp help{
        "check",
        "SCENARIO…",
        "Tests scenarios against their expectations and baselines. An expectation passes, fails or is undecided, "
        "with\n"
        "a stated probability of error. A baseline holds the results of an earlier version of a scenario.\n"
        "A scenario that has neither passes with a note.\n"
        "Exit code: 0 if all pass; otherwise the first that applies of 1 (one fails), 4 (one has drifted from its\n"
        "baseline) and 3 (one is undecided). If GITHUB_ACTIONS is set, the text contains annotations, and a summary\n"
        "is appended to the file GITHUB_STEP_SUMMARY.",
        "  hotline check scenarios/uk-china-2012\n"
        "  hotline check scenarios/*/scenario.toml --baseline baselines --junit junit.xml\n"
        "  hotline check scenarios/uk-china-2012 --baseline baselines --update-baseline\n",
        {"Options"}};
    help.options.add_options()  //
        ("max-drills", po::value<std::string>()->value_name("N"),
         "after N drills an expectation is undecided; default: 200000; 10000 in each world of one with in_worlds")  //
        ("baseline", po::value<std::string>()->value_name("DIR"),
         "the folder of baselines, with one file per scenario")                        //
        ("strict", "refuse a scenario that has neither an [[expect]] nor a baseline")  //
        ("update-baseline", "write new baselines instead of checking; refused if CI is set");
    add_playing_options(help.options, "drills of a new baseline; default: 1000");
    help.options.add_options()                                                              //
        ("junit", po::value<std::string>()->value_name("FILE"), "write JUnit XML to FILE")  //
        ("report", po::value<std::string>()->value_name("FILE"),
         "write a page with the verdicts to FILE; see hotline report")  //
        ("format", po::value<std::string>()->value_name("FORMAT"), "text (default), json or tap");
    add_doubts_option(help.options, "the number of worlds for expectations with in_worlds; default: 200");
    add_reading_options(help.options);
    add_vary_option(
        help.options,
        "check the scenario with each of these values of a key; given twice: with all combinations of two keys");
    help.options.add_options()("help,h", "show this help");
    return help;
}

bool set(const char* variable) {
    const char* value = std::getenv(variable);
    return value && *value;
}

/// A scenario while it is checked.
struct Loaded : Played {
    std::string expectations_file;
};

[[noreturn]] void throw_all(const std::vector<std::string>& errors) {
    throw UsageError(fmt::format("{}", fmt::join(errors, "\nhotline: error: ")));
}

std::optional<std::vector<Loaded>> load_checked(const Arguments& arguments) {
    std::vector<std::string> expectations_files;
    auto loaded = load_each(arguments, [&](const Played& one, const std::string& path) {
        const auto& expectations = one.scenario.expectations;
        expectations_files.push_back(expectations.empty() ? path
                                                          : one.files.name_of_file(expectations.front().place.file));
    });
    if (!loaded) return {};
    std::vector<Loaded> all;
    for (std::size_t index = 0; index < loaded->size(); ++index)
        all.push_back({std::move((*loaded)[index]), std::move(expectations_files[index])});
    const bool baseline = arguments.has("baseline");
    std::vector<std::string> unchecked;
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (arguments.has("strict") && all[index].scenario.expectations.empty() && !baseline)
            unchecked.push_back(
                fmt::format("{} must have an [[expect]] or a --baseline, but has neither", all[index].label));
        for (std::size_t before = 0; baseline && before < index; ++before) {
            if (all[before].label == all[index].label)
                throw UsageError(fmt::format(
                    "scenarios with baselines must have different names, but two are called {}", all[index].label));
        }
    }
    if (!unchecked.empty()) throw_all(unchecked);
    return all;
}

std::filesystem::path baseline_file(const Arguments& arguments, const Loaded& loaded) {
    return std::filesystem::path(arguments.text("baseline")) / (loaded.label + ".json");
}

/// Plays the drills of a baseline, and keeps them as `before` does. Empty if interrupted.
std::optional<Baseline> play_baseline(const Scenario& scenario, const RunPlan& plan, const Baseline* before) {
    const auto outcomes = play(scenario, plan);
    if (!outcomes) return {};
    return baseline_of(scenario, plan.seed, luck_fingerprint(plan.seed), *outcomes,
                       before ? before->keeping() : usual_keeping(outcomes->size()));
}

Baseline stored_baseline(const std::filesystem::path& file) {
    std::string why;
    const auto text = read_file(file, why);
    if (!text) {
        throw UsageError(
            fmt::format("cannot read the baseline {}: {}; --update-baseline creates it", file.string(), why));
    }
    try {
        return read_baseline(*text);
    } catch (const std::runtime_error& error) {
        throw UsageError(fmt::format("{} is not a baseline: {}", file.string(), error.what()));
    }
}

int update_baselines(const Arguments& arguments, const std::vector<Loaded>& all) {
    make_folder(arguments.text("baseline"));
    OutputFiles files;
    std::vector<std::string> written;
    for (const Loaded& loaded : all) {
        RunPlan plan = playing_plan(arguments, loaded.scenario);
        if (!arguments.has("replications")) plan.replications = kBaselineDrills;
        if (plan.replications < 2) throw UsageError("a baseline needs at least 2 drills, but -n is 1");
        const auto baseline = play_baseline(loaded.scenario, plan, nullptr);
        if (!baseline) return kInterrupted;
        const auto file = baseline_file(arguments, loaded);
        files.write(file, [&](std::ostream& out) { write_baseline(out, *baseline); });
        written.push_back(file.string());
    }
    files.publish();
    for (const std::string& file : written) fmt::print(std::cout, "Written: {}\n", printable(file));
    return kFine;
}

/// The baselines of all scenarios; none without --baseline. Reads them before anything is played, and throws one
/// UsageError for all of them.
std::vector<Baseline> stored_baselines(const Arguments& arguments, const std::vector<Loaded>& all) {
    std::vector<Baseline> baselines;
    std::vector<std::string> errors;
    for (const Loaded& loaded : all) {
        if (!arguments.has("baseline")) break;
        try {
            baselines.push_back(stored_baseline(baseline_file(arguments, loaded)));
        } catch (const UsageError& error) {
            errors.emplace_back(error.what());
        }
    }
    if (!errors.empty()) throw_all(errors);
    return baselines;
}

/// Empty if interrupted.
std::optional<CheckedScenario> check_one(const Arguments& arguments, const Loaded& loaded, const Baseline* before,
                                         std::uint64_t max_drills) {
    const auto begin = std::chrono::steady_clock::now();
    CheckPlan plan{playing_plan(arguments, loaded.scenario), max_drills};
    auto expectations = check_expectations(loaded, plan, arguments);
    if (!expectations) return {};
    CheckedScenario checked{loaded.label,  loaded.expectations_file, &loaded.scenario,
                            plan.run.seed, std::move(*expectations), {}};
    if (before) {
        plan.run.seed = before->seed;
        plan.run.replications = before->replications;
        const auto now = play_baseline(with_horizon(loaded.scenario, before->horizon), plan.run, before);
        if (!now) return {};
        checked.drift = compare(*before, *now);
        checked.drift->horizon_now = loaded.scenario.horizon;
    }
    checked.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return checked;
}

void tell_github(const std::vector<CheckedScenario>& all, bool annotate) {
    if (annotate) write_github_annotations(unguarded_output(), all);
    if (set("GITHUB_STEP_SUMMARY") && speaks()) {
        const char* file = std::getenv("GITHUB_STEP_SUMMARY");
        std::ofstream summary;
        // Opening a pipe would wait until somebody reads it.
        if (std::error_code ignored; !std::filesystem::is_fifo(file, ignored)) summary.open(file, std::ios::app);
        write_github_summary(summary, all);
        summary.close();
        if (!summary) say(fmt::format("hotline: warning: cannot write the summary to {}\n", file));
    }
}

/// Plays the drills that the page shows beside the verdicts, with each scenario's own number of replications. False
/// if interrupted.
bool write_page(const Arguments& arguments, std::vector<Loaded>& loaded, const std::vector<CheckedScenario>& checked,
                const Words& words, OutputFiles& files) {
    Ticks horizon = loaded.front().scenario.horizon;
    for (const Loaded& one : loaded) horizon = std::min(horizon, one.scenario.horizon);
    const std::vector<Ticks> deadlines = usual_deadlines(horizon);
    PageMaker page(deadlines);
    std::vector<PageDrills> drills(loaded.size());
    for (std::size_t index = 0; index < loaded.size(); ++index) {
        Loaded& one = loaded[index];
        one.plan = playing_plan(arguments, one.scenario);
        auto outcomes = play(one.scenario, one.plan);
        if (!outcomes) return false;
        one.outcomes = std::move(*outcomes);
        if (!play_by_hour(one, deadlines, drills[index])) return false;
        page.add(checked[index]);
    }
    for (std::size_t index = 0; index < loaded.size(); ++index) {
        look_at_drills(loaded[index], drills[index]);
        page.add(loaded[index], std::move(drills[index]));
    }
    page.write(files, arguments.text("report"), "check", words);
    return true;
}

/// A file that cannot be written does not change a verdict other than "pass". For "pass" it is an error.
void beside_verdict(Outlook outlook, const std::function<void()>& write) {
    try {
        write();
    } catch (const std::runtime_error& error) {
        if (outlook == Outlook::pass) throw;
        say(fmt::format("hotline: error: {}\n", error.what()));
    }
}

int exit_code(Outlook outlook) {
    switch (outlook) {
        case Outlook::fail:
            return kFailed;
        case Outlook::drift:
            return kDrift;
        case Outlook::undecided:
            return kUndecided;
        case Outlook::pass:
            break;
    }
    return kFine;
}

}  // namespace

int check_command(const Words& words) {
    const Arguments arguments(check_help(), words, 1, words.size() + 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "tap"}, "text");
    const std::uint64_t max_drills =
        arguments.number("max-drills", 1, kMostReplications).value_or(CheckPlan{}.max_drills);
    if (arguments.has("update-baseline")) {
        if (!arguments.has("baseline")) throw UsageError("--update-baseline needs --baseline DIR");
        if (set("CI"))
            throw UsageError("--update-baseline is refused because CI is set: only people change baselines");
        for (const char* option : {"format", "junit", "report", "max-drills", "strict"}) {
            if (arguments.has(option))
                throw UsageError(
                    fmt::format("--update-baseline and --{} exclude each other: an update checks nothing", option));
        }
        require_writable_folder(arguments.text("baseline"));
    } else if (arguments.has("replications")) {
        throw UsageError("-n needs --update-baseline; a check plays as many drills as its expectations need");
    }
    if (arguments.has("vary") && arguments.has("baseline"))
        throw UsageError("--vary and --baseline exclude each other: a baseline is of the scenario as it is");
    worlds_asked(arguments, {"update-baseline"});
    for (const char* option : {"junit", "report"}) {
        if (arguments.has(option)) require_writable_file(arguments.text(option));
    }
    auto loaded = load_checked(arguments);
    if (!loaded) return kWrongInput;
    if (arguments.has("update-baseline")) return update_baselines(arguments, *loaded);

    const std::vector<Baseline> baselines = stored_baselines(arguments, *loaded);
    std::vector<CheckedScenario> all;
    for (std::size_t index = 0; index < loaded->size(); ++index) {
        const Baseline* before = baselines.empty() ? nullptr : &baselines[index];
        auto checked = check_one(arguments, (*loaded)[index], before, max_drills);
        if (!checked) {
            say("hotline: interrupted\n");
            return kInterrupted;
        }
        if (format == "text") write_text(std::cout, *checked);
        std::cout.flush();
        all.push_back(std::move(*checked));
    }
    if (format == "text" && all.size() > 1) write_text(std::cout, all);
    if (format == "json") write_json(std::cout, all);
    if (format == "tap") write_tap(std::cout, all);
    const Outlook outlook = outlook_of(all);
    tell_github(all, format == "text" && set("GITHUB_ACTIONS"));
    bool interrupted = false;
    beside_verdict(outlook, [&] {
        OutputFiles files;
        if (arguments.has("junit"))
            files.write(arguments.text("junit"), [&](std::ostream& out) { write_junit(out, all); });
        interrupted = arguments.has("report") && !write_page(arguments, *loaded, all, words, files);
        if (!interrupted) files.publish();
    });
    return interrupted ? kInterrupted : exit_code(outlook);
}

}  // namespace hotline::cli
