#include <fmt/ostream.h>

#include <iostream>
#include <utility>

#include "models/base/utf8.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/contenders.hpp"
#include "sim/cli/doubts_option.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/cli/page_maker.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/vary_option.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

CommandHelp report_help() {
    CommandHelp help{"report",
                     "SCENARIO…",
                     "Writes one self-contained page: the answers, the curves of reach, where the time goes, who "
                     "makes contact and\n"
                     "when it fails, single drills as timelines, and the assumptions.",
                     "  hotline report scenarios/uk-china-2012 --out report.html\n"
                     "  hotline report scenarios/uk-china-2012 --out report.html --svg pictures\n",
                     {"Options"}};
    help.options.add_options()                                                                       //
        ("out,o", po::value<std::string>()->value_name("FILE"), "write the page to FILE; required")  //
        ("svg", po::value<std::string>()->value_name("DIR"),
         "also write the charts to DIR, for papers and slides")  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"),
         "play this protocol for every case, instead of the scenario's; may be repeated")  //
        ("within", po::value<std::string>()->value_name("LIST"),
         "deadlines; default: 15min,30min,1h,4h; the horizon is always added");
    add_playing_options(help.options);
    add_doubts_option(help.options,
                      "also play the values in doubt, in that many worlds; default: 200; for expectations with "
                      "in_worlds, too");
    add_reading_options(help.options);
    add_vary_option(help.options,
                    "put the scenario with each of these values of a key side by side; given twice: all combinations "
                    "of two keys");
    help.options.add_options()("help,h", "show this help");
    return help;
}

/// Empty if interrupted.
std::optional<CheckedScenario> check_one(const Played& played, const Arguments& arguments) {
    CheckPlan plan{played.plan};
    plan.played = &played.outcomes;
    auto expectations = check_expectations(played, plan, arguments);
    if (!expectations) return {};
    return CheckedScenario{played.label, {}, &played.scenario, played.plan.seed, std::move(*expectations), {}};
}

/// The contenders, if every case has the same two or more.
std::optional<Contenders> contenders_of(const std::vector<Played>& all) {
    try {
        return Contenders(all);
    } catch (const UsageError&) {
        return {};
    }
}

}  // namespace

int report_command(const Words& words) {
    const Arguments arguments(report_help(), words, 1, words.size() + 1);
    if (arguments.helped()) return kFine;
    if (!arguments.has("out")) throw UsageError("report needs --out FILE, such as --out report.html");
    require_writable_file(arguments.text("out"));
    if (arguments.has("svg")) require_writable_folder(arguments.text("svg"));
    const auto worlds = worlds_asked(arguments, {});
    auto all = load_all(arguments);
    if (!all) return kWrongInput;
    const Deadlines within = deadlines(arguments, *all);
    if (!play_all(arguments, *all)) return kInterrupted;

    PageMaker page(within.all);
    std::vector<PageDrills> drills(all->size());
    if (worlds) {
        auto runs = play_for_page(arguments, *worlds, within.all, *all);
        if (!runs) return kInterrupted;
        for (std::size_t index = 0; index < all->size(); ++index) {
            if (auto& run = (*runs)[index]) drills[index].doubts.emplace(std::move(*run));
        }
    }
    for (std::size_t index = 0; index < all->size(); ++index) {
        const Played& played = (*all)[index];
        if (!play_by_hour(played, within.all, drills[index])) return kInterrupted;
        const auto checked = check_one(played, arguments);
        if (!checked) return kInterrupted;
        page.add(*checked);
    }
    for (std::size_t index = 0; index < all->size(); ++index) {
        look_at_drills((*all)[index], drills[index]);
        page.add((*all)[index], std::move(drills[index]));
    }
    if (const auto contenders = contenders_of(*all)) {
        page.add(compare_all(*all, *contenders, within, pairs_of(contenders->names(), {})));
    }
    OutputFiles files;
    page.write(files, arguments.text("out"), "report", words);
    std::vector<std::string> written{arguments.text("out")};
    if (arguments.has("svg")) {
        for (std::string& picture : page.write_pictures(files, arguments.text("svg")))
            written.push_back(std::move(picture));
    }
    files.publish();
    for (const std::string& file : written) fmt::print(std::cout, "Written: {}\n", printable(file));
    return kFine;
}

}  // namespace hotline::cli
