// The starts of drills. In a plain run a drill starts uniformly in the scenario's window, at the same instant for all
// cases.
//
// Results by cell (analysis/drills/cells.hpp) use stratified sampling. The window is divided by the callee's local
// time into hours of the week or months. Drill k of a case starts uniformly within stratum k modulo their number;
// empty strata are left out. The weight of a cell is its share of the window: the weighted drills estimate the same
// quantity as a plain run. Source: Cochran, Sampling Techniques (3rd ed.), 5.3. The strata divide the instants at
// which the case itself starts, `after` the drill. A change of the clocks makes a cell longer or shorter by the time
// that is repeated or skipped.
//
// The window is half-open here: its last instant starts no drill. Cases with different callees or `after` start at
// different instants, so that drills with the same number are no longer one emergency.
//
// Even starts arrange the window's instants by the hour of the week, and divide them into kStrata equally long
// strata. Each block of as many drills has one start in each of them, in random order, and uniformly within it. So
// each drill starts as in a plain run, at the same instant for all cases, but blocks are alike: what depends on the
// hour of the week varies less in their mean. The hours are those of the first case's callee; clocks that are ahead
// of his only shift the strata.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/estimates/by_cell.hpp"
#include "analysis/estimates/even_bets.hpp"
#include "sim/draws/luck.hpp"

namespace hotline {

/// An instant drawn uniformly from the scenario's window.
Instant start_in_window(const Scenario& scenario, const Luck& luck);

/// The strata of the window for one time zone and `after`.
class Strata {
public:
    /// Requires a window that is longer than an instant, cells of time, and a known zone.
    Strata(const Scenario& scenario, By by, const std::string& time_zone, Ticks after);

    /// The number of cells that are not empty.
    std::size_t cells() const { return strata_.size(); }
    /// The start of the drill. The case starts `after` later.
    Instant start(const Luck& luck) const { return at(luck).instant - after_; }
    /// The instant up to which that share of the window lies, if it is arranged by cells, and in each by time.
    /// Requires 0 ≤ share < 1, and `after` 0.
    Instant start_at(double share) const;
    /// The weights of the cells, and the kind of time at which each of drills 0, 1, … starts, with a callee's
    /// holidays.
    CellsOfTime laid(const SpecialDays& special, std::uint64_t seed, std::uint64_t drills) const;

private:
    /// At most an hour of local time, within one cell and one kind of time.
    struct Piece {
        Instant begins;
        Ticks length{0};
        Instant local;    // the hour in local time
        Ticks before{0};  // the length of the stratum before this piece
    };
    struct Stratum {
        Index cell = kNone;
        Ticks length{0};
        std::vector<Piece> pieces;  // in order
    };
    struct Place {
        Instant instant;
        const Piece& piece;
    };
    Place at(const Luck& luck) const;
    static Place at(const Stratum& stratum, Ticks within);

    Ticks after_;
    Ticks window_;
    std::vector<Stratum> strata_;  // those that are not empty, in order
};

/// The strata of every case of a scenario.
class StratifiedStarts {
public:
    /// The requirements are those of Strata.
    StratifiedStarts(const Scenario& scenario, By by);

    const Strata& of_case(Index case_index) const { return strata_[of_case_[case_index]]; }

private:
    std::vector<Strata> strata_;  // one for each pair of zone and `after`
    std::vector<Index> of_case_;
};

/// Even starts of a scenario.
class EvenStarts {
public:
    /// Requires a case, and a window that is longer than an instant.
    explicit EvenStarts(const Scenario& scenario);

    Instant start(const Luck& luck) const;
    static EvenStart place(const Luck& luck);
    /// The places of drills 0, 1, ….
    static std::vector<EvenStart> places(std::uint64_t seed, std::uint64_t drills);

private:
    Strata hours_;
};

}  // namespace hotline
