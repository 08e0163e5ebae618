// What the drills come to cell by cell (analysis/drills/cells.hpp): how many make contact within a deadline and when,
// which cell is the worst, which cells cannot be told from it, and in which kind of time it goes worst.
//
// Cells of time are strata: a case has drills of its own in each, and every cell is weighted by its share of the
// times at which a drill may start, so that the overall figure is that of a plain run. Cells of parties pool their
// cases of one protocol. There drills of one replication share their luck, and only replications are independent:
// what is estimated is the mean over the cases, replication by replication.
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

namespace hotline {

/// How the drills of a case are laid over cells of time: drill k is one of the cell k mod cells.size().
struct CellsOfTime {
    struct Cell {
        Index cell = kNone;
        double weight = 0;  // share of all times at which the case may start; above 0, and all of them sum to 1
        std::array<double, kKindsOfTime> kinds{};  // of which: by kind of time
    };
    std::vector<Cell> cells;        // in order; those without any time are left out
    std::vector<KindOfTime> kinds;  // by drill
};

struct CellSummary {
    Index cell = kNone;
    double weight = 0;        // of a cell of parties: its share of the cases
    std::uint64_t cases = 1;  // that it pools
    std::uint64_t drills = 0;
    double reach = 0;  // the share that made contact within the deadline
    Interval interval;
    Interval together;  // those of all cells of the run cover with 95 % together
    /// Of the time to contact, as in a plain run. Of several cases, whose drills are not independent, without `low`
    /// and `high`.
    QuantileEstimate median;
};

/// The cells' parts of that kind, each weighted by its share of it.
struct KindSummary {
    KindOfTime kind{};
    double weight = 0;
    std::uint64_t drills = 0;
    std::optional<double> reach;  // nothing where no drill met it: then anything may be true
    Interval together;            // those of all kinds of the run cover with 95 % together; Hoeffding's
};

/// One case and protocol, or, by party, all cases of one protocol.
struct CellsSummary {
    Index case_index = kNone;  // by party: none
    Index protocol = kNone;
    std::vector<CellSummary> cells;
    Worst worst;                      // of `cells`
    std::vector<KindSummary> kinds;   // those of which there is time
    std::optional<Worst> worst_kind;  // of `kinds`, where there are any
    double reach = 0;                 // overall
    Interval interval;                // Hoeffding's; of a single case by party Clopper and Pearson's
};

struct CellsRun {
    const Scenario& scenario;
    By by = By::hour_of_week;
    Ticks within{0};
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    std::vector<CellsSummary> cases;

    /// All cells of all of them, in order: from these a reader picks.
    std::vector<TableRow> rows() const;
};

/// Requires outcomes that hold at least one drill of every cell; `laid` says how a case's are.
CellsRun summarise_by_time(const Scenario& scenario, By by, Ticks within, std::uint64_t seed,
                           const std::vector<Outcomes>& outcomes,
                           const std::function<const CellsOfTime&(Index case_index)>& laid);
/// Requires outcomes of as many drills each, of a run in which cases of a replication share their luck.
CellsRun summarise_by_party(const Scenario& scenario, By by, Ticks within, std::uint64_t seed,
                            const std::vector<Outcomes>& outcomes);

}  // namespace hotline
