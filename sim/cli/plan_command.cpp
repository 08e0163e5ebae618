#include <charconv>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analysis/write/sample_size.hpp"
#include "sim/cli/case_options.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/log_options.hpp"
#include "sim/cli/next_tests.hpp"
#include "sim/cli/session.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

constexpr std::uint64_t kMostRows = 100;
constexpr std::size_t kMostTruths = 5;
constexpr double kLeastPlanned = 0.001;
constexpr double kMostPlanned = 0.999999;

CommandHelp plan_help() {
    CommandHelp help{
        "plan",
        "[[LOG…] SCENARIO]",
        "Says how many tests show that a share of them succeeds, and how likely a list that is better than "
        "that passes.\n"
        "With --budget: says which entries of a list to test next, how often and when, so that the probability of "
        "contact\n"
        "becomes known best.",
        "  hotline plan --at-least 0.95\n"
        "  hotline plan --at-least 0.9 --confidence 0.99 --failures 10 --truth 0.95,0.98\n"
        "  hotline plan tests.csv scenarios/uk-china-2012 --budget 20 --out next\n",
        {"Options"}};
    help.options.add_options()  //
        ("at-least", po::value<std::string>()->value_name("SHARE"),
         "the share of tests that must succeed, such as 0.95 (default)")  //
        ("confidence", po::value<std::string>()->value_name("SHARE"),
         "how sure the tests must make; default: 0.95")  //
        ("failures", po::value<std::string>()->value_name("COUNT"),
         "how many tests may fail, at most; default: 5")  //
        ("truth", po::value<std::string>()->value_name("SHARES"),
         "show the chance of passing if so many succeed, such as 0.98,0.99");
    add_next_tests_options(help.options);
    add_case_options(help.options);
    add_log_options(help.options);
    add_reading_options(help.options);
    add_playing_options(help.options);
    help.options.add_options()  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: one line per number of failures; with --budget per entry and state of "
         "duty")  //
        ("out", po::value<std::string>()->value_name("DIR"),
         "with --budget: write plan.txt, plan.json, plan.csv, and the calls as calls.csv and calls.ics to DIR")  //
        ("help,h", "show this help");
    return help;
}

std::vector<double> truths_of(const Arguments& arguments) {
    std::vector<double> truths;
    if (!arguments.has("truth")) return truths;
    std::istringstream words(arguments.text("truth") + ',');
    for (std::string word; std::getline(words, word, ',');) {
        double value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc{} || end != word.data() + word.size() || !(value >= 0 && value <= 1))
            throw UsageError(fmt::format("--truth takes shares from 0 to 1, such as 0.98,0.99, not \"{}\"", word));
        truths.push_back(value);
    }
    if (truths.size() > kMostTruths)
        throw UsageError(fmt::format("--truth takes at most {} shares, not {}", kMostTruths, truths.size()));
    return truths;
}

}  // namespace

int plan_command(const Words& words) {
    const Arguments arguments(plan_help(), words, 0, words.size() + 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "csv"}, "text");
    if (arguments.has("budget")) {
        for (const char* option : {"at-least", "confidence", "failures", "truth"}) {
            if (arguments.has(option))
                throw UsageError(fmt::format(
                    "--{} and --budget exclude each other: one says how many tests, the other which", option));
        }
        return plan_next_tests(arguments, format);
    }
    if (!arguments.words().empty()) throw UsageError("a scenario needs --budget: how many calls may be made");
    for (const std::string& option : options_of_next_tests()) {
        if (arguments.has(option)) throw UsageError(fmt::format("--{} needs --budget", option));
    }
    const SampleSizes sizes =
        sample_sizes(arguments.decimal("at-least", kLeastPlanned, kMostPlanned).value_or(0.95),
                     arguments.decimal("confidence", kLeastPlanned, kMostPlanned).value_or(0.95),
                     arguments.number("failures", 0, kMostRows).value_or(5), truths_of(arguments));
    if (format == "json") {
        write_json(std::cout, sizes);
    } else if (format == "csv") {
        write_csv(std::cout, sizes);
    } else {
        write_text(std::cout, sizes);
    }
    return kFine;
}

}  // namespace hotline::cli
