#include "analysis/estimates/varied.hpp"

#include <algorithm>
#include <numeric>

namespace hotline {

std::string Varied::title(std::size_t cell) const {
    const std::size_t row = cell / columns();
    std::string title = axes[0].path + " = " + axes[0].values[row];
    if (axes.size() == 2) title += ", " + axes[1].path + " = " + axes[1].values[cell % columns()];
    return title;
}

std::vector<std::size_t> Varied::best() const {
    std::vector<std::size_t> order(cells.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto loss = [&](std::size_t cell) { return loss_of(cells[cell].effect, by); };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return loss(a).value < loss(b).value; });
    const double end = loss(order.front()).interval.high;
    order.erase(std::remove_if(order.begin() + 1, order.end(),
                               [&](std::size_t cell) { return loss(cell).interval.low > end; }),
                order.end());
    return order;
}

}  // namespace hotline
