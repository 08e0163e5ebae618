#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>

#include "analysis/write/cells.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"
#include "models/scenario/instant_text.hpp"
#include "models/scenario/part_of_week.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostBlocks = 20;  // cases and protocols that are shown in full
constexpr std::size_t kMostRows = 40;    // cells that are shown in full
constexpr std::size_t kMostParts = 8;    // of the cells that may be the worst

class CellsWriter : TextWriter {
public:
    CellsWriter(std::ostream& out, const CellsRun& run) : TextWriter(out), run_(run), scenario_(run.scenario) {}

    void write() {
        heading();
        if (run_.cases.size() > kMostBlocks) {
            overview();
        } else {
            const CellsSummary* before = nullptr;
            for (const CellsSummary& summary : run_.cases) {
                if (is_time(run_.by) && (!before || before->case_index != summary.case_index)) case_heading(summary);
                block(summary);
                before = &summary;
            }
        }
        notes();
    }

private:
    void heading() {
        about(scenario_, run_.replications, run_.seed);
        line("Contact within {}, by {}", duration_text(run_.within), by_text());
    }

    const char* by_text() const {
        switch (run_.by) {
            case By::hour_of_week:
                return "the hour of the week in which the case starts";
            case By::month:
                return "the month in which the case starts";
            case By::caller:
                return "caller";
            case By::callee:
                return "callee";
            case By::pair:
                return "pair of caller and callee";
        }
        return "";
    }

    const Party& callee_of(const CellsSummary& summary) const {
        return scenario_.parties[scenario_.cases[summary.case_index].callee];
    }

    void case_heading(const CellsSummary& summary) {
        const Party& callee = callee_of(summary);
        line("\n{}", case_text(scenario_, summary.case_index));
        line("by the clocks of {} ({})", clock_place(callee), callee.time_zone);
    }

    void block(const CellsSummary& summary) {
        line("\n{}", protocol_text(scenario_, summary.protocol));
        line("  overall  {}", probability_text(summary.reach, summary.interval));
        worst(summary);
        if (summary.why) why(*summary.why);
        kinds(summary);
        if (run_.by == By::hour_of_week) {
            grid(summary);
        } else {
            table(summary);
        }
    }

    std::string name_at(const CellsSummary& summary, std::size_t index) const {
        const Index cell = summary.cells[index].cell;
        return is_time(run_.by) ? cell_name(scenario_, run_.by, cell) : scenario_.parties[cell].name;
    }

    /// Prints nothing for a single cell. If any cell may be the worst, prints only the reach of the worst.
    void worst(const CellsSummary& summary) {
        if (summary.cells.size() == 1) return;
        const Worst& worst = summary.worst;
        if (worst.candidates.size() == summary.cells.size()) {
            line("  worst    any cell may be the worst: {}", range_text(worst.reach));
            return;
        }
        const CellSummary& cell = summary.cells[worst.index];
        line("  worst    {}: {}, half {}{}", name_at(summary, worst.index),
             probability_text(cell.reach, cell.together), cell.median.value ? "by " : "",
             time_text(cell.median.value));
        if (worst.is_certain()) return;
        std::vector<Index> cells;
        cells.reserve(worst.candidates.size());
        for (const std::size_t index : worst.candidates) cells.push_back(summary.cells[index].cell);
        line("{}", wrapped(fmt::format("           the true worst may be any of {}; reach of the worst: {}",
                                       cells_text(scenario_, run_.by, cells, kMostParts), range_text(worst.reach)),
                           11));
    }

    void why(const WorstCauses& why) {
        line("  why      {:<38} {}", "below the other months by", points_range(why.difference));
        const auto part = [&](std::string_view what, const Estimate& made) {
            line("           {:<38} {}", fmt::format("  {}", what), points_range(made));
        };
        for (std::size_t cause = 0; cause < run_.causes.size(); ++cause)
            part(name_of(run_.causes[cause]), why.causes[cause]);
        part("all else", why.rest);
    }
    static std::string points_range(const Estimate& estimate) {
        return hotline::points_range(estimate.value, estimate.interval);
    }

    void kinds(const CellsSummary& summary) {
        if (summary.kinds.size() < 2) return;
        const Worst& worst = *summary.worst_kind;
        std::string names;
        for (const std::size_t index : worst.candidates) {
            names += fmt::format("{}{}", names.empty() ? "" : " or ", name_of(summary.kinds[index].kind));
        }
        if (worst.candidates.size() == summary.kinds.size()) {
            line("  kinds    any may be the worst");
        } else if (worst.is_certain()) {
            line("  kinds    worst: {}", names);
        } else {
            line("  kinds    worst: {}, too close to call", names);
        }
        for (const KindSummary& kind : summary.kinds) {
            line("           {:<14} {:>5} % of the time {:>21}", name_of(kind.kind), percent(kind.weight),
                 kind.reach ? probability_text(*kind.reach, kind.together) : "no drills");
        }
    }

    bool may_be_worst(const CellsSummary& summary, std::size_t index) const {
        return summary.worst.candidates.size() < summary.cells.size() && summary.worst.may_be(index);
    }

    /// Days in rows, hours in columns, in two halves.
    void grid(const CellsSummary& summary) {
        std::vector<std::string> texts(kHoursOfWeek, "-");
        for (std::size_t index = 0; index < summary.cells.size(); ++index) {
            texts[summary.cells[index].cell] =
                grid_percent(summary.cells[index].reach) + (may_be_worst(summary, index) ? "*" : "");
        }
        for (Index half = 0; half < 24; half += 12) {
            std::string hours;
            for (Index hour = half; hour < half + 12; ++hour) hours += fmt::format("    {:02}", hour);
            line("\n      {}", hours);
            for (Index day = 0; day < 7; ++day) {
                std::string row;
                for (Index hour = half; hour < half + 12; ++hour) {
                    const std::string& text = texts[24 * day + hour];
                    row += fmt::format(" {:>4}{}", text.ends_with('*') ? text.substr(0, text.size() - 1) : text,
                                       text.ends_with('*') ? '*' : ' ');
                }
                row.erase(row.find_last_not_of(' ') + 1);
                line("  {}  {}", day_name(day), row);
            }
        }
    }

    void table(const CellsSummary& summary) {
        std::vector<std::size_t> order(summary.cells.size());
        std::iota(order.begin(), order.end(), 0);
        const bool too_many = order.size() > kMostRows;
        if (too_many) {
            std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                return summary.cells[a].reach < summary.cells[b].reach;
            });
            order.resize(kMostRows);
        }
        line("\n    {:<24} {:>8} {:>21}  {:>12}", too_many ? "Worst cells:" : "", "weight", "reach", "half by");
        for (const std::size_t index : order) {
            const CellSummary& cell = summary.cells[index];
            line("  {} {:<24} {:>6} % {:>21}  {:>12}", may_be_worst(summary, index) ? '*' : ' ',
                 name_at(summary, index), percent(cell.weight), probability_text(cell.reach, cell.together),
                 time_text(cell.median.value));
        }
    }

    /// A cell of parties belongs to several cases.
    std::string whose(const CellsSummary& summary) const {
        const std::string& protocol = scenario_.protocols[summary.protocol].id;
        return is_time(run_.by) ? fmt::format("{}, {}", case_text(scenario_, summary.case_index), protocol)
                                : protocol;
    }

    /// Many cases: those with the worst cells.
    void overview() {
        std::vector<const CellsSummary*> order;
        order.reserve(run_.cases.size());
        for (const CellsSummary& summary : run_.cases) order.push_back(&summary);
        const auto least = [](const CellsSummary* summary) { return summary->cells[summary->worst.index].reach; };
        std::stable_sort(order.begin(), order.end(),
                         [&](const CellsSummary* a, const CellsSummary* b) { return least(a) < least(b); });
        line("\n{} {}, ordered by their worst cell:", order.size(),
             is_time(run_.by) ? "cases and protocols" : "protocols");
        line("  {:<42} {:>10} {:>21}", "", "cell", "reach");
        for (std::size_t rank = 0; rank < std::min(kWorstCases, order.size()); ++rank) {
            const CellsSummary& summary = *order[rank];
            const CellSummary& cell = summary.cells[summary.worst.index];
            line("  {:<42} {:>10} {:>21}", whose(summary), name_at(summary, summary.worst.index),
                 probability_text(cell.reach, cell.together));
        }
        const Worst worst = worst_of(run_.rows());
        line("{}", wrapped(fmt::format("  {} of all {} cells may be the worst; reach of the worst: {}.",
                                       worst.candidates.size(), run_.rows().size(), range_text(worst.reach)),
                           2));
        line("\nEvery case: --format json or csv.");
    }

    void notes() {
        const bool time = is_time(run_.by);
        line("\n{}",
             wrapped("* With 95 % confidence the true worst cell is one of these. The intervals hold together, so "
                     "luck alone does not mark a cell. Without any mark, every cell may be the worst.",
                     0));
        const std::string together =
            run_.rows().size() > 1
                ? fmt::format(
                      " The intervals of all {} cells{} hold together with 95 % confidence{}; the overall interval "
                      "holds by itself.",
                      run_.rows().size(),
                      run_.cases.size() == 1 ? ""
                      : time                 ? ", of all cases and protocols,"
                                             : ", of all protocols,",
                      time ? ", as do those of all kinds of time" : "")
                : "";
        line("{}",
             wrapped((time ? "Starts are spread evenly over the cells; a cell is weighted by its share of the "
                             "time. Intervals in brackets are Clopper and Pearson's for a cell, Hoeffding's "
                             "for the overall reach and for kinds of time."
                           : "A cell pools the cases of its party; their drills share the same luck. Intervals in "
                             "brackets are Clopper and Pearson's for one case, and Hoeffding's on the means of "
                             "replications for several; the median of several cases has no interval.") +
                         together +
                         (time ? " Working hours are 08:00 to 18:00 on working days, and night is the rest of "
                                 "a working day; holidays are the callee's."
                               : ""),
                     0));
        if (!run_.causes.empty()) {
            line("{}",
                 wrapped(fmt::format("Why: the same drills were played without each cause, alone and together with "
                                     "others: {}. A figure is the mean over all orders in which the causes can go "
                                     "(Shapley), so that they add up to the difference; duty hours, which hold in "
                                     "every month, go last. All these intervals hold together with 95 % "
                                     "confidence, whichever month is the worst.",
                                     causes_text()),
                         0));
        }
        if (time && thin()) {
            line("{}", wrapped(fmt::format("Some cells have only {} drills: -n {} gives each of them {}.", *thin(),
                                           kEnoughDrills * run_.cases.front().cells.size(), kEnoughDrills),
                               0));
        }
    }

    std::string causes_text() const {
        std::string text;
        for (const CalendarCause cause : run_.causes)
            text += fmt::format("{}{}", text.empty() ? "" : "; ", without_text(cause));
        return text;
    }
    static const char* without_text(CalendarCause cause) {
        switch (cause) {
            case CalendarCause::duty_hours:
                return "everybody on duty at all hours, except on leave";
            case CalendarCause::holidays:
                return "no holidays and no worked days";
            case CalendarCause::leave:
                return "nobody on leave";
            case CalendarCause::ages:
                return "every dated entry verified at the start";
        }
        return "";
    }

    /// The number of drills of the cell with the fewest, if it is too small.
    std::optional<std::uint64_t> thin() const {
        std::uint64_t least = kEnoughDrills;
        for (const CellsSummary& summary : run_.cases) {
            for (const CellSummary& cell : summary.cells) least = std::min(least, cell.drills);
        }
        return least < kEnoughDrills ? std::optional(least) : std::nullopt;
    }

    const CellsRun& run_;
    const Scenario& scenario_;
};

}  // namespace

void write_text(std::ostream& out, const CellsRun& run) {
    CellsWriter(out, run).write();
}

}  // namespace hotline
