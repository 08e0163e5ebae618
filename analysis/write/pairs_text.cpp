#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analysis/write/answer.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/pairs.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"
#include "models/base/rounding.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr std::size_t kFew = 10;  // parties that are listed one by one
constexpr std::size_t kBest = 3;  // of more than those
constexpr std::size_t kWorst = 5;
constexpr std::size_t kRoleWidth = 34;
constexpr std::size_t kPairWidth = 44;
constexpr std::size_t kLabelWidth = 15;  // beside a grid
constexpr std::size_t kMostColumns = 8;  // of a grid
constexpr std::size_t kColumnWidth = 8;

/// "-41": whole percentage points from 1 to 99.
std::string points(double difference) {
    return (difference < 0 ? "-" : "") + whole_percent(std::abs(difference));
}

/// "-43": an end of the interval of a difference, rounded outwards to whole points.
std::string end_in_points(double end, Rounding rounding) {
    const std::int64_t units = in_units(std::abs(end), 1, 100, end < 0 ? opposite(rounding) : rounding);
    return std::to_string(end < 0 ? -units : units);
}

/// One table of who reaches whom, by party or by group.
struct Grid {
    std::vector<std::string> labels;
    std::vector<std::vector<std::optional<double>>> reach;
};

class PairsWriter : TextWriter {
public:
    PairsWriter(std::ostream& out, const PairsRun& run) : TextWriter(out), run_(run), scenario_(run.pairs.scenario) {}

    void heading() { about(scenario_, run_.pairs.replications, run_.pairs.seed); }

    void overview() {
        for (std::size_t index = 0; index < run_.protocols.size(); ++index) protocol(index);
    }

    void notes() {
        line("\n{}",
             wrapped(
                 "Intervals in brackets hold with 95 % confidence together with all others of their kind, under all "
                 "protocols, so they stay valid for a party or pair that is picked because it comes first or last. "
                 "The interval of a pair of one case is Clopper and Pearson's. Several cases share the luck of their "
                 "drills, so theirs is Hoeffding's on the means of replications. The interval of a difference of two "
                 "cases is Clopper and Pearson's on the drills in which only one direction made contact; of more "
                 "cases it is Hoeffding's. The interval of the mean of all pairs holds by itself.",
                 0));
        line("Every pair: --by pair --format csv or json.");
    }

private:
    std::string name(Index party, std::size_t width) const { return cut(scenario_.parties[party].name, width); }
    std::string pair_name(Index caller, Index callee) const {
        constexpr std::size_t kHalf = (kPairWidth - 3) / 2;
        return from_to(name(caller, kHalf), name(callee, kHalf));
    }

    void protocol(std::size_t index) {
        const PairsSummary& summary = run_.protocols[index];
        const CellsSummary& pairs = run_.pairs.cases[index];
        const CellsSummary& callers = run_.callers.cases[index];
        const CellsSummary& callees = run_.callees.cases[index];
        line("\n{}", protocol_text(scenario_, summary.protocol));
        line("{}", wrapped(fmt::format("  {} of 100 emergencies {} reach {} within {}: the mean of {}.",
                                       of_100(pairs.reach), whole_percent_range(pairs.interval),
                                       goal_text(scenario_.protocols[summary.protocol]),
                                       duration_text(run_.pairs.within), counted(pairs.cells.size(), "pair")),
                           2));
        grid(summary, pairs);
        parties("By caller:", callers);
        parties("By callee:", callees);
        waits(summary);
        if (callers.cells.size() > 1 && callees.cells.size() > 1) {
            worst_pairs(pairs);
            asymmetries(summary);
        }
    }

    void grid(const PairsSummary& summary, const CellsSummary& pairs) {
        Grid grid;
        if (scenario_.parties.size() <= kMostColumns) {
            grid = of_parties(pairs);
        } else {
            grid = {scenario_.groups, summary.groups};
        }
        const auto has_any = [](const auto& row) {
            return std::any_of(row.begin(), row.end(), [](const auto& reach) { return reach.has_value(); });
        };
        if (grid.labels.size() > kMostColumns) return;
        if (std::count_if(grid.reach.begin(), grid.reach.end(), has_any) < 2) return;
        std::string labels;
        for (const std::string& label : grid.labels)
            labels += fmt::format(" {:>{}}", cut(label, 7), kColumnWidth - 1);
        line("\n  {:<{}}{}", "% from, to", kLabelWidth, labels);
        for (std::size_t from = 0; from < grid.labels.size(); ++from) {
            std::string row;
            for (const auto& reach : grid.reach[from])
                row += fmt::format(" {:>{}}", reach ? grid_percent(*reach) : "-", kColumnWidth - 1);
            line("  {:<{}}{}", cut(grid.labels[from], kLabelWidth), kLabelWidth, row);
        }
    }

    Grid of_parties(const CellsSummary& pairs) const {
        Grid grid;
        const std::size_t parties = scenario_.parties.size();
        for (const Party& party : scenario_.parties) grid.labels.push_back(party.id);
        grid.reach.resize(parties, std::vector<std::optional<double>>(parties));
        for (const CellSummary& pair : pairs.cells) grid.reach[pair.cell / parties][pair.cell % parties] = pair.reach;
        return grid;
    }

    /// With many parties, the best few, then the worst few, the worst last.
    void parties(const char* role, const CellsSummary& summary) {
        if (summary.cells.size() == 1) return;
        std::vector<const CellSummary*> order;
        for (const CellSummary& cell : summary.cells) order.push_back(&cell);
        std::stable_sort(order.begin(), order.end(),
                         [](const CellSummary* a, const CellSummary* b) { return a->reach > b->reach; });
        line("\n  {:<{}} {:>21} {:>12}", role, kRoleWidth, "reach", "half by");
        const std::size_t gap = order.size() > kFew ? kBest : order.size();
        for (std::size_t rank = 0; rank < order.size(); ++rank) {
            if (rank == gap) {
                rank = order.size() - kWorst;
                line("    … {} in between …", rank - gap);
            }
            const CellSummary& cell = *order[rank];
            line("    {:<{}} {:>21} {:>12}", name(cell.cell, kRoleWidth - 2), kRoleWidth - 2,
                 probability_text(cell.reach, cell.together), time_text(cell.median.value));
        }
        candidates(summary.worst, summary.cells.size());
    }

    void candidates(const Worst& worst, std::size_t all) {
        const std::size_t others = worst.candidates.size() - 1;
        if (others == all - 1) {
            line("    Any of them may be the worst; reach of the worst: {}.", range_text(worst.reach));
        } else if (others > 0) {
            line("    {} more may be the worst; reach of the worst: {}.", others, range_text(worst.reach));
        }
    }

    void waits(const PairsSummary& summary) {
        if (summary.waits.size() == 1) return;
        line("\n  {:<{}} {:>12}", "Time to contact, by callee:", kRoleWidth, "on average");
        for (std::size_t rank = 0; rank < std::min(kWorst, summary.waits.size()); ++rank) {
            const Wait& wait = summary.waits[rank];
            line("    {:<{}} {:>12} {:>21}", name(wait.callee, kRoleWidth - 2), kRoleWidth - 2,
                 seconds_text(wait.mean), seconds_range(wait.together));
        }
    }

    void worst_pairs(const CellsSummary& pairs) {
        std::vector<const CellSummary*> order;
        for (const CellSummary& pair : pairs.cells) order.push_back(&pair);
        const std::size_t shown = std::min(kWorst, order.size());
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                          [](const CellSummary* a, const CellSummary* b) {
                              return std::pair(a->reach, a->cell) < std::pair(b->reach, b->cell);
                          });
        line("\n  {:<{}} {:>21}", "Worst pairs:", kPairWidth + 2, "reach");
        for (std::size_t rank = 0; rank < shown; ++rank) {
            const auto parties = static_cast<Index>(scenario_.parties.size());
            line("    {:<{}} {:>21}", pair_name(order[rank]->cell / parties, order[rank]->cell % parties), kPairWidth,
                 probability_text(order[rank]->reach, order[rank]->together));
        }
        candidates(pairs.worst, order.size());
    }

    void asymmetries(const PairsSummary& summary) {
        if (summary.asymmetries.empty()) return;
        line("\n  {:<{}} {:>5} {:>5} {:>18}", "Differences between directions:", kPairWidth + 2, "→", "←", "points");
        for (std::size_t rank = 0; rank < std::min(kWorst, summary.asymmetries.size()); ++rank) {
            const Asymmetry& found = summary.asymmetries[rank];
            line("    {:<{}} {:>5} {:>5} {:>18}", pair_name(found.caller, found.callee), kPairWidth,
                 grid_percent(found.reach), grid_percent(found.back),
                 fmt::format("{} ({} to {})", points(found.difference()),
                             end_in_points(found.together.low, Rounding::down),
                             end_in_points(found.together.high, Rounding::up)));
        }
        const auto beyond = std::count_if(summary.asymmetries.begin(), summary.asymmetries.end(),
                                          [](const Asymmetry& found) { return found.beyond_luck(); });
        line("    Different beyond chance: {} of {} pairs played in both directions.", beyond,
             summary.asymmetries.size());
    }

    const PairsRun& run_;
    const Scenario& scenario_;
};

}  // namespace

void write_text(std::ostream& out, const PairsRun& run) {
    PairsWriter writer(out, run);
    writer.heading();
    writer.overview();
    writer.notes();
}

void write_overview(std::ostream& out, const PairsRun& run) {
    PairsWriter writer(out, run);
    writer.overview();
    writer.notes();
}

}  // namespace hotline
