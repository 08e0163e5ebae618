// The worst row of a table. The lowest of many estimates is often low by chance, and an interval for one row fixed
// beforehand misses its true value far more often than stated. So statements about the worst row use intervals that
// hold for all rows together: all cases and protocols of the table from which a reader may pick.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

struct TableRow {
    std::optional<double> estimate;  // empty: no data
    Interval together;
};

struct Worst {
    std::size_t index = 0;  // the lowest estimate; the first of equal ones
    /// The rows that may be the truly worst one, in order, including `index`. If all intervals cover their true
    /// values, the truly worst row is among these: its lower end is below its true value, which is at most every
    /// other true value, and so below every upper end.
    std::vector<std::size_t> candidates;
    /// The reach of the truly worst row, whichever it is: its ends are the smallest lower end and the smallest upper
    /// end.
    Interval reach;

    /// Whether `index` is the truly worst row by more than chance.
    bool is_certain() const { return candidates.size() == 1; }
    bool may_be(std::size_t row) const;
};
/// Requires at least one row with an estimate.
Worst worst_of(const std::vector<TableRow>& rows);
/// The reach of the truly best row. Requires at least one row.
Interval reach_of_best(const std::vector<TableRow>& rows);

}  // namespace hotline
