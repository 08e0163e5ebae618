#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "analysis/write/figures.hpp"
#include "analysis/write/next_tests.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostLines = 40;
constexpr std::size_t kMostCalls = 10;
constexpr std::size_t kMostFigures = 10;
constexpr std::size_t kNameColumns = 23;
constexpr double kNothingWide = 0.001;

/// A line of the table: an entry in a state of duty.
struct ChosenEntry {
    std::size_t entry = 0;
    std::size_t state = 0;
};

/// "45 % (12–>99)": beliefs are not known to a tenth of a percent.
std::string believed_text(double share, const Interval& interval) {
    const auto whole = [](double value, Rounding rounding) {
        if (value < 0.01) return std::string("<1");
        return value > 0.99 ? std::string(">99") : whole_percent(value, rounding);
    };
    return fmt::format("{} % ({}–{})", whole(share, Rounding::nearest), whole(interval.low, Rounding::down),
                       whole(interval.high, Rounding::up));
}

class NextTestsWriter : TextWriter {
public:
    NextTestsWriter(std::ostream& out, const NextTests& tests) : TextWriter(out), tests_(tests) {}

    void write() {
        const std::string by =
            tests_.logs.empty() ? std::string("the scenario alone") : fmt::format("{}", fmt::join(tests_.logs, ", "));
        line("{}", wrapped(printable(fmt::format("{}: {} from {} to {}, by {}", tests_.scenario.title,
                                                 counted(tests_.chosen.made, "call"), day(tests_.hours.from),
                                                 day(tests_.hours.until), by)),
                           0));
        table();
        if (tests_.chosen.made > 0) figures();
        if (tests_.chosen.made > 0) calls();
        notes();
    }

private:
    static std::string day(Instant at) { return utc_text(at).substr(0, 10); }
    std::string local(Index row, Instant at) const {
        const Official& official = tests_.scenario.officials[tests_.scenario.rows[row].official];
        return local_date_text(with_clocks_of(tests_.scenario, official), at);
    }
    std::string name(Index row) const {
        const Row& entry = tests_.scenario.rows[row];
        return tests_.scenario.officials[entry.official].id + ", " + tests_.scenario.channels[entry.channel].id;
    }

    /// Those that tell most first.
    std::vector<ChosenEntry> chosen() const {
        std::vector<ChosenEntry> lines;
        for (std::size_t entry = 0; entry < tests_.entries.size(); ++entry) {
            for (std::size_t state = 0; state < kStatesOfDuty.size(); ++state) {
                if (tests_.chosen.calls[entry][state] > 0) lines.push_back({entry, state});
            }
        }
        std::stable_sort(lines.begin(), lines.end(), [&](const ChosenEntry& one, const ChosenEntry& other) {
            return tests_.chosen.taken[one.entry] > tests_.chosen.taken[other.entry];
        });
        return lines;
    }

    void table() {
        const std::vector<ChosenEntry> lines = chosen();
        if (lines.empty()) {
            line("\n{}", wrapped("No call tells anything of contact in time.", 0));
            return;
        }
        line("\n{:<23} {:<4} {:>5} {:>21} {:>16} {:>7}", "entry", "duty", "calls", "answers in time", "first call",
             "narrows");
        std::size_t shown = 0;
        bool nights = false;
        std::size_t before = tests_.entries.size();
        for (const ChosenEntry& one : lines) {
            if (++shown > kMostLines) continue;
            const EntryBelieved& believed = tests_.entries[one.entry].believed;
            const FoundOn state = kStatesOfDuty[one.state];
            const bool night = tests_.at_night(believed.row, state);
            nights |= night;
            const auto first = tests_.first_call(believed.row, state);
            // Both states of an entry share what they tell.
            const double narrower = tests_.narrows(one.entry);
            const std::string narrows = one.entry == before ? "" : narrower < 0.001 ? "<0.1" : points_text(-narrower);
            before = one.entry;
            line("{:<23} {:<4} {:>5} {:>21} {:>16} {:>7}", printable(cut(name(believed.row), kNameColumns)),
                 state == FoundOn::on_duty ? "on"
                 : night                   ? "off*"
                                           : "off",
                 tests_.chosen.calls[one.entry][one.state],
                 believed_text(believed.answers(one.state), believed.interval(one.state)),
                 first ? local(believed.row, *first) : std::string(), narrows);
        }
        if (shown > kMostLines) line("And {} more: --format json.", shown - kMostLines);
        if (nights) line("\n* at night");
    }

    void figures() {
        line("\nContact within {}, as far as the entries are known:", duration_text(ticks_of_seconds(tests_.within)));
        std::size_t shown = 0;
        for (std::size_t index = 0; index < tests_.figures.size(); ++index) {
            if (++shown > kMostFigures) continue;
            const NextTests::Figure& figure = tests_.figures[index];
            const std::string name = fmt::format("{}, {}", printable(case_text(tests_.scenario, figure.case_index)),
                                                 printable(tests_.scenario.protocols[figure.protocol].id));
            const double width = interval_width(figure.interval);
            if (width < kNothingWide) {
                line(
                    "{}",
                    wrapped(fmt::format("  {}: {} %, whatever the entries bring", name, percent(figure.contact)), 4));
                continue;
            }
            line("{}", wrapped(fmt::format("  {}: {}, an interval {} points wide; after the calls about {}", name,
                                           believed_text(figure.contact, figure.interval), percent(width),
                                           percent(tests_.width_after(index))),
                               4));
        }
        if (shown > kMostFigures) line("And {} more: --format json.", shown - kMostFigures);
    }

    void calls() {
        line("\nThe first calls, by UTC and by the clocks of the official:");
        for (std::size_t index = 0; index < std::min(tests_.calls.size(), kMostCalls); ++index) {
            const PlannedCall& call = tests_.calls[index];
            line("  {}  {}  {}", utc_text(call.at).substr(0, 16), local(call.row, call.at),
                 printable(name(call.row)));
        }
        if (tests_.calls.size() > kMostCalls)
            line("And {} more: --out writes calls.csv and calls.ics.", tests_.calls.size() - kMostCalls);
    }

    void notes() {
        const auto dead = std::count_if(tests_.entries.begin(), tests_.entries.end(),
                                        [](const Testable& entry) { return entry.believed.dead; });
        if (dead > 0)
            line("\n{}",
                 wrapped(fmt::format("{} found dead by the last test. {}",
                                     dead == 1 ? std::string("One entry was") : fmt::format("{} entries were", dead),
                                     "Replace what is dead; calls would tell nothing."),
                         0));
        const std::size_t unused = tests_.budget - tests_.chosen.made;
        if (unused > 0 && tests_.chosen.made > 0)
            line("\n{}",
                 wrapped(fmt::format("{} of the budget {} not used: {}.", counted(unused, "call"),
                                     unused == 1 ? "is" : "are",
                                     tests_.chosen.full ? "there are no more hours for them; a longer --over has some"
                                                        : "further calls tell nothing"),
                         0));
        line("\n{}",
             wrapped(
                 "Answers in time: what is believed of a call now, times the probability that the entry is still "
                 "right. Narrows: by how many points these calls alone are expected to narrow the interval of 95 % "
                 "of contact, to first order.",
                 0));
    }

    const NextTests& tests_;
};

}  // namespace

double NextTests::width_after(std::size_t figure) const {
    const double now = chosen.variance_now[figure];
    return interval_width(figures[figure].interval) *
           (now > 0 ? std::sqrt(std::max(chosen.variance_after[figure] / now, 0.0)) : 1);
}

double NextTests::narrows(std::size_t entry) const {
    double all = 0, width = 0;
    for (const double one : chosen.variance_now) all += one;
    for (const Figure& figure : figures) width += interval_width(figure.interval);
    if (!(all > 0)) return 0;
    const double left = std::sqrt(std::max(1 - chosen.taken[entry] / all, 0.0));
    return (1 - left) * width / static_cast<double>(figures.size());
}

std::optional<Instant> NextTests::first_call(Index row, FoundOn state) const {
    const auto found = std::find_if(calls.begin(), calls.end(),
                                    [&](const PlannedCall& call) { return call.row == row && call.state == state; });
    return found == calls.end() ? std::nullopt : std::optional(found->at);
}

bool NextTests::at_night(Index row, FoundOn state) const {
    return std::any_of(calls.begin(), calls.end(), [&](const PlannedCall& call) {
        return call.row == row && call.state == state && call.at_night;
    });
}

void write_text(std::ostream& out, const NextTests& tests) {
    NextTestsWriter(out, tests).write();
}

}  // namespace hotline
