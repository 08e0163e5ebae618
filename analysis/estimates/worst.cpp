#include "analysis/estimates/worst.hpp"

#include <algorithm>

namespace hotline {

bool Worst::may_be(std::size_t row) const {
    return std::binary_search(candidates.begin(), candidates.end(), row);
}

Worst worst_of(const std::vector<TableRow>& rows) {
    Worst worst;
    const auto lower = [](const TableRow& a, const TableRow& b) {
        return a.estimate && (!b.estimate || *a.estimate < *b.estimate);
    };
    worst.index = static_cast<std::size_t>(std::min_element(rows.begin(), rows.end(), lower) - rows.begin());
    worst.reach = rows.front().together;
    for (const TableRow& row : rows) {
        worst.reach.low = std::min(worst.reach.low, row.together.low);
        worst.reach.high = std::min(worst.reach.high, row.together.high);
    }
    for (std::size_t index = 0; index < rows.size(); ++index) {
        if (rows[index].together.low <= worst.reach.high) worst.candidates.push_back(index);
    }
    return worst;
}

Interval reach_of_best(const std::vector<TableRow>& rows) {
    Interval reach = rows.front().together;
    for (const TableRow& row : rows) {
        reach.low = std::max(reach.low, row.together.low);
        reach.high = std::max(reach.high, row.together.high);
    }
    return reach;
}

}  // namespace hotline
