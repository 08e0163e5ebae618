#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "analysis/write/survival.hpp"
#include "models/base/duration.hpp"
#include "models/loading/test_log.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/console.hpp"
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
                     "ended without contact (censored). The log has a column of durations (numbers of seconds or of "
                     "what --unit or the\n"
                     "column's name says, such as minutes; or texts such as 15min), and may have one of events "
                     "(whether contact was\n"
                     "made: 1 or 0, true or false, yes or no) and some of groups. Other columns are ignored. Without "
                     "a column of events,\n"
                     "every duration is an event, and an empty one is censored at the horizon, as in the output of "
                     "hotline run --format csv.",
                     "  hotline survive tests.csv --at 15min,1h\n"
                     "  hotline survive tests.csv --unit min --group channel --group response\n"
                     "  hotline survive drills.csv --duration contact --group protocol --horizon 24h\n",
                     {"Options"}};
    help.options.add_options()  //
        ("duration", po::value<std::string>()->value_name("COLUMN"),
         "the column of durations; default: duration, or the only one that is called by a unit")  //
        ("unit", po::value<std::string>()->value_name("UNIT"),
         "the unit of plain numbers: ms, s, min, h or d; default: what the column's name says, such as minutes, or "
         "else s")  //
        ("event", po::value<std::string>()->value_name("COLUMN"),
         "the column of events; default: event, if there is one")  //
        ("group", po::value<std::vector<std::string>>()->value_name("COLUMN"),
         "the column of groups; may be repeated, then each combination is a group; default: group, if there is "
         "one")  //
        ("horizon", po::value<std::string>()->value_name("DURATION"),
         "limit of the restricted mean, where empty durations are censored; default: the largest duration")  //
        ("at", po::value<std::string>()->value_name("DURATIONS"),
         "show the probability of contact by these times, such as 15min,30min,1h")  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: one line per step of the curve")  //
        ("help,h", "show this help");
    return help;
}

void choose_groups(const std::vector<std::string>& columns, TestLogLayout& layout) {
    if (columns.size() > kMostMoreGroups)
        throw UsageError(fmt::format("--group takes at most {} columns, not {}", kMostMoreGroups, columns.size()));
    layout.group = columns.front();
    layout.more_groups.assign(columns.begin() + 1, columns.end());
}

}  // namespace

int survive_command(const Words& words) {
    const Arguments arguments(survive_help(), words, 1, 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "csv"}, "text");
    TestLogLayout layout;
    if (arguments.has("duration")) {
        layout.duration = arguments.text("duration");
        layout.asked_for_duration = true;
    }
    if (arguments.has("unit")) layout.unit = unit_of_sign(arguments.choice("unit", signs_of_units(), ""));
    if (arguments.has("event")) layout.event = arguments.text("event");
    if (arguments.has("group")) choose_groups(arguments.texts("group"), layout);
    if (const auto horizon = arguments.duration("horizon", {})) layout.horizon = seconds_of(*horizon);
    std::vector<double> times;
    if (arguments.has("at")) {
        for (const Ticks time : arguments.durations("at", {})) times.push_back(seconds_of(time));
    }

    const std::string& path = arguments.words().front();
    Diagnostics diagnostics;
    const auto log = load_test_log(path, layout, diagnostics, read_file_or_input);
    std::cerr << diagnostics.text(colours(STDERR_FILENO));
    if (!log) return kWrongInput;
    const SurvivalSummary summary = summarise_survival(path, *log, layout.horizon, times);
    if (arguments.has("at") && summary.is_beyond_log()) {
        say(fmt::format("hotline: warning: every time of --at lies beyond the log, which ends at {}; {}\n",
                        duration_text(ticks_of_seconds(summary.last)),
                        summary.unit.numbers && !summary.unit.has_said()
                            ? "its plain numbers were read as seconds: --unit min reads them as minutes"
                            : "what happens after that is unknown unless everybody has been reached"));
    }
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
