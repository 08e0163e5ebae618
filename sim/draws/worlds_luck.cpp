#include "sim/draws/worlds_luck.hpp"

#include <algorithm>
#include <numeric>

#include "sim/draws/luck.hpp"

namespace hotline {

std::vector<std::vector<double>> world_quantiles(std::uint64_t seed, const std::vector<std::string>& sources,
                                                 std::size_t worlds) {
    std::vector<std::vector<double>> quantiles(worlds, std::vector<double>(sources.size()));
    std::vector<double> keys(worlds);
    std::vector<std::size_t> order(worlds);
    for (std::size_t source = 0; source < sources.size(); ++source) {
        const Identity subject = identity_of(sources[source]);
        for (std::size_t world = 0; world < worlds; ++world)
            keys[world] = Luck(seed, world).uniform(Purpose::doubt_order, subject, worlds, 0);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(),
                  [&](std::size_t a, std::size_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
        for (std::size_t stratum = 0; stratum < worlds; ++stratum) {
            const std::size_t world = order[stratum];
            const double within = Luck(seed, world).uniform(Purpose::doubt_position, subject, worlds, 0);
            quantiles[world][source] =
                std::min((static_cast<double>(stratum) + within) / static_cast<double>(worlds), 1 - 0x1p-53);
        }
    }
    return quantiles;
}

}  // namespace hotline
