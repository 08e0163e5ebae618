#include <unistd.h>

#include <iostream>

#include "analysis/write/survival.hpp"
#include "models/loading/test_log.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/session.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

CommandHelp survive_help() {
    CommandHelp help{
        "survive",
        "LOG.csv",
        "Survival analysis of a log of real tests: how likely contact is by some times, where some tests "
        "were given up\n"
        "before it was made. The log has a column of durations (seconds, or texts such as 15min), one of "
        "events (whether\n"
        "contact was made: 1 or 0, true or false, yes or no) and perhaps one of groups; others are passed "
        "over. Without a\n"
        "column of events every duration is one of an event and an empty one is censored at the horizon, as\n"
        "hotline run --format csv has it.",
        "  hotline survive tests.csv --at 15min,1h\n"
        "  hotline survive drills.csv --duration contact --group protocol --horizon 24h\n",
        {"Options"}};
    help.options.add_options()                                                                        //
        ("duration", po::value<std::string>()->value_name("COLUMN"), "default: duration")             //
        ("event", po::value<std::string>()->value_name("COLUMN"), "default: event, if there is one")  //
        ("group", po::value<std::string>()->value_name("COLUMN"), "default: group, if there is one")  //
        ("horizon", po::value<std::string>()->value_name("DURATION"),
         "within which the mean is taken, default: the largest duration; where empty durations are censored")  //
        ("at", po::value<std::string>()->value_name("DURATIONS"),
         "by which contact is told, such as 15min,30min,1h")  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: a line a step of the curve")  //
        ("help,h", "this text");
    return help;
}

}  // namespace

int survive_command(const Words& words) {
    const Arguments arguments(survive_help(), words, 1, 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "csv"}, "text");
    TestLogLayout layout;
    if (arguments.has("duration")) layout.duration = arguments.text("duration");
    if (arguments.has("event")) layout.event = arguments.text("event");
    if (arguments.has("group")) layout.group = arguments.text("group");
    if (const auto horizon = arguments.duration("horizon", {})) layout.horizon = seconds_of(*horizon);
    std::vector<double> times;
    if (arguments.has("at")) {
        for (const Ticks time : arguments.durations("at", {})) times.push_back(seconds_of(time));
    }

    const std::string& path = arguments.words().front();
    Diagnostics diagnostics;
    const auto log = load_test_log(path, layout, diagnostics);
    std::cerr << diagnostics.text(colours(STDERR_FILENO));
    if (!log) return kWrongInput;
    const SurvivalSummary summary = summarise_survival(path, *log, layout.horizon, times);
    if (format == "json") {
        write_json(std::cout, summary);
    } else if (format == "csv") {
        write_csv(std::cout, summary);
    } else {
        write_text(std::cout, summary);
    }
    return kFine;
}

}  // namespace hotline::cli
