// The worst of a table's rows. Whoever looks for the last of many finds one that luck has put there, and an interval
// that holds for one row fixed beforehand misses it far more often than it says. So what is said of a row for its
// place among others rests on intervals that cover the truths of all rows together; the rows are all from which a
// reader may pick: those of every case and protocol of the table.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

/// The confidence of each of several intervals that are to cover all their truths with `kConfidence` together.
/// Source: Bonferroni's inequality. Requires that there are any.
double confidence_of_each(std::size_t intervals);

struct TableRow {
    std::optional<double> estimate;  // nothing: nothing was seen of it
    Interval together;
};

struct Worst {
    std::size_t index = 0;  // the lowest estimate, the first of those that are equal
    /// Those that cannot be told from the truly worst, in order, `index` among them. Where the intervals together
    /// cover their truths, the truly worst is one of these: its lower end is below its truth, which is below every
    /// other truth, and so below every upper end.
    std::vector<std::size_t> candidates;
    /// How bad the truly worst is, whichever it is: the least truth lies between the least ends.
    Interval reach;

    /// Whether it is `index`, beyond luck.
    bool is_certain() const { return candidates.size() == 1; }
    bool may_be(std::size_t row) const;
};
/// Requires at least one row, and an estimate of one.
Worst worst_of(const std::vector<TableRow>& rows);
/// The same of the highest: how good the truly best row is. Requires at least one.
Interval reach_of_best(const std::vector<TableRow>& rows);

}  // namespace hotline
