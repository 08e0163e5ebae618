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
    CommandHelp help{"survive",
                     "LOG.csv",
                     "Survival analysis of a log of real tests: the probability of contact by given times, from "
                     "tests that may have\n"
                     "ended without contact (censored). The log has a column of durations (seconds, or texts such as "
                     "15min), and may\n"
                     "have one of events (whether contact was made: 1 or 0, true or false, yes or no) and one of "
                     "groups. Other columns\n"
                     "are ignored. Without a column of events, every duration is an event, and an empty one is "
                     "censored at the horizon,\n"
                     "as in the output of hotline run --format csv.",
                     "  hotline survive tests.csv --at 15min,1h\n"
                     "  hotline survive drills.csv --duration contact --group protocol --horizon 24h\n",
                     {"Options"}};
    help.options.add_options()                                                                                      //
        ("duration", po::value<std::string>()->value_name("COLUMN"), "the column of durations; default: duration")  //
        ("event", po::value<std::string>()->value_name("COLUMN"),
         "the column of events; default: event, if there is one")  //
        ("group", po::value<std::string>()->value_name("COLUMN"),
         "the column of groups; default: group, if there is one")  //
        ("horizon", po::value<std::string>()->value_name("DURATION"),
         "limit of the restricted mean, where empty durations are censored; default: the largest duration")  //
        ("at", po::value<std::string>()->value_name("DURATIONS"),
         "show the probability of contact by these times, such as 15min,30min,1h")  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: one line per step of the curve")  //
        ("help,h", "show this help");
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
    const auto log =
        load_test_log(path, layout, diagnostics, [](const std::filesystem::path& file, std::string& why) {
            return file == "-" ? read_standard_input(why) : read_file(file, why);
        });
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
