// Results by cell (analysis/drills/cells.hpp): how many drills make contact within a deadline, and when; which cell
// is the worst; which cells may be the worst; and which kind of time is the worst.
//
// Cells of time are strata: a case has separate drills in each cell, and a cell is weighted by its share of the
// possible start times, so that the overall figure estimates the same as a plain run. A cell of parties pools its
// cases of one protocol. The drills of one replication share the same luck, so only replications are independent: the
// estimate is the mean over the cases, replication by replication.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "analysis/drills/cells.hpp"
#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/quantile.hpp"
#include "analysis/estimates/worst.hpp"
#include "analysis/estimates/worst_causes.hpp"
#include "models/changes/calendar_causes.hpp"

namespace hotline {

/// How the drills of a case are assigned to cells of time: drill k belongs to cell k mod cells.size().
struct CellsOfTime {
    struct Cell {
        Index cell = kNone;
        double weight = 0;  // share of all times at which the case may start; above 0, and all of them sum to 1
        std::array<double, kKindsOfTime> kinds{};  // the same weight, split by kind of time
    };
    std::vector<Cell> cells;        // in order; those without any time are left out
    std::vector<KindOfTime> kinds;  // by drill
};

struct CellSummary {
    Index cell = kNone;
    double weight = 0;        // of a cell of parties: its share of the cases
    std::uint64_t cases = 1;  // number of pooled cases
    std::uint64_t drills = 0;
    double reach = 0;  // the share that made contact within the deadline
    Interval interval;
    Interval together;  // intervals of all cells of the run hold together with 95 % confidence
    /// Median time to contact, as in a plain run. Without `low` and `high` if several cases are pooled, because their
    /// drills are not independent.
    QuantileEstimate median;
};

/// One kind of time: the parts of all cells that belong to it, weighted by their share.
struct KindSummary {
    KindOfTime kind{};
    double weight = 0;
    std::uint64_t drills = 0;
    std::optional<double> reach;  // empty if it has no drills
    Interval together;            // Hoeffding's; intervals of all kinds of the run hold together with 95 % confidence
};

/// One case and protocol, or, by party, all cases of one protocol.
struct CellsSummary {
    Index case_index = kNone;  // by party: none
    Index protocol = kNone;
    std::vector<CellSummary> cells;
    Worst worst;                      // of `cells`
    std::optional<WorstCauses> why;   // the worst cell is worse than the others; by the causes of the run
    std::vector<KindSummary> kinds;   // those with any time
    std::optional<Worst> worst_kind;  // of `kinds`, where there are any
    double reach = 0;                 // overall
    Interval interval;                // Hoeffding's; Clopper and Pearson's for one case by party
};

struct CellsRun {
    const Scenario& scenario;
    By by = By::hour_of_week;
    Ticks within{0};
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    std::vector<CellsSummary> cases;
    std::vector<CalendarCause> causes{};  // of the worst months, where they are told

    /// All cells of all cases and protocols, in order: the rows from which a reader picks.
    std::vector<TableRow> rows() const;
};

/// Requires at least one drill in every cell; `laid` assigns a case's drills to cells.
CellsRun summarise_by_time(const Scenario& scenario, By by, Ticks within, std::uint64_t seed,
                           const std::vector<Outcomes>& outcomes,
                           const std::function<const CellsOfTime&(Index case_index)>& laid);
/// Adds why the worst cells of a run by time are worse than the others; not to cases whose worst cell may be any.
/// `reached`: by case and protocol, without the causes of the run.
void add_causes(CellsRun& run, const std::vector<ReachedWithout>& reached);
/// Requires the same number of drills for every case, from a run in which the cases of a replication share the same
/// luck. `jobs`: threads, on which results do not depend.
CellsRun summarise_by_party(const Scenario& scenario, By by, Ticks within, std::uint64_t seed,
                            const std::vector<Outcomes>& outcomes, unsigned jobs = 1);

}  // namespace hotline
