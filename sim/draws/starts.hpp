// When drills start. In a plain run: uniformly in the scenario's window, one instant for all cases.
//
// Stratified, for figures cell by cell (analysis/drills/cells.hpp): the window is cut by the callee's clocks into the
// hours of the week or the months, and drill k of a case starts uniformly within the k-th of those that are not
// empty, counted around. By a cell's share of the window, its weight, the drills of all cells come to what a plain
// run estimates. Source: Cochran, Sampling Techniques (3rd ed.), 5.3. What is cut are the instants at which the case
// itself starts, `after` the drill; clocks that are put back make a cell longer, clocks that are put forward make it
// shorter, by the time that they show twice or never.
//
// The window is taken as half-open here: its last instant, one tick of its length, starts no drill. Cases whose
// callees or `after` differ start at different instants, so that drills with one number no longer are one emergency.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/estimates/by_cell.hpp"
#include "sim/draws/luck.hpp"

namespace hotline {

/// Anywhere in the scenario's window.
Instant start_in_window(const Scenario& scenario, const Luck& luck);

/// The window's parts for one time zone and `after`.
class Strata {
public:
    /// Requires a window that is longer than an instant, cells of time, and a known zone.
    Strata(const Scenario& scenario, By by, const std::string& time_zone, Ticks after);

    /// How many there are: the cells that are not empty.
    std::size_t cells() const { return strata_.size(); }
    /// When the drill starts: the case does so `after` later.
    Instant start(const Luck& luck) const { return at(luck).instant - after_; }
    /// How drills 0, 1, … are laid over the cells, with a callee's holidays.
    CellsOfTime laid(const SpecialDays& special, std::uint64_t seed, std::uint64_t drills) const;

private:
    /// At most an hour by the clocks, all of one cell and, on whatever days are special, one kind of time.
    struct Piece {
        Instant begins;
        Ticks length{0};
        Instant local;    // the hour that the clocks show
        Ticks before{0};  // the stratum's time before it
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

    Ticks after_;
    Ticks window_;
    std::vector<Stratum> strata_;  // those that are not empty, in order
};

/// The strata of every case of a scenario.
class StratifiedStarts {
public:
    /// Requires as above.
    StratifiedStarts(const Scenario& scenario, By by);

    const Strata& of_case(Index case_index) const { return strata_[of_case_[case_index]]; }

private:
    std::vector<Strata> strata_;  // one for each zone and `after` that occur together
    std::vector<Index> of_case_;
};

}  // namespace hotline
