#include "analysis/estimates/ahead.hpp"

#include <algorithm>
#include <numeric>

namespace hotline {

Ahead who_is_ahead(const std::vector<Contestant>& all) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return all[a].estimate > all[b].estimate; });
    const Contestant& first = all[order[0]];
    const Contestant& second = all[order[1]];
    Ahead ahead{order[0],
                order[1],
                first.estimate - second.estimate,
                {first.interval.low - second.interval.high, first.interval.high - second.interval.low},
                false};
    ahead.certain = std::all_of(order.begin() + 1, order.end(),
                                [&](std::size_t other) { return first.interval.low > all[other].interval.high; });
    return ahead;
}

}  // namespace hotline
