#include "analysis/estimates/mending_worlds.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hotline {
namespace {

constexpr double kLeastSide = 0.1;      // of the worlds, on either side of a limit
constexpr double kLeastContrast = 0.5;  // between both sides

/// The value between which and the ends so many of the sorted numbers lie.
double at_share(const std::vector<double>& sorted, double share) {
    const double place = std::floor(share * static_cast<double>(sorted.size()));
    return sorted[std::min(static_cast<std::size_t>(place), sorted.size() - 1)];
}

/// The limit of one source with the largest contrast, if it is larger than that of `found`.
void look_for_limit(const MendingWorlds& mending, std::size_t doubt, const std::vector<bool>& is_best,
                    std::optional<OnlyIf>& found) {
    const std::size_t source = mending.doubts[doubt].source;
    const std::size_t worlds = mending.worlds();
    std::vector<std::size_t> order(worlds);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return mending.quantiles[a][source] < mending.quantiles[b][source];
    });
    const auto all = static_cast<double>(std::count(is_best.begin(), is_best.end(), true));
    const auto least = static_cast<std::size_t>(std::ceil(kLeastSide * static_cast<double>(worlds)));
    double below = 0;
    for (std::size_t place = 0; place + least < worlds; ++place) {
        below += is_best[order[place]] ? 1 : 0;
        if (place + 1 < least) continue;
        const double low = below / static_cast<double>(place + 1);
        const double high = (all - below) / static_cast<double>(worlds - place - 1);
        const double contrast = std::abs(high - low);
        if (contrast < kLeastContrast || (found && contrast <= std::abs(found->inside - found->outside))) continue;
        const bool above = high > low;
        found = OnlyIf{doubt, above, mending.values[order[place]][doubt], above ? high : low, above ? low : high};
    }
}

}  // namespace

void summarise(MendingWorlds& mending) {
    const std::size_t worlds = mending.worlds();
    const std::size_t changes = mending.changes.size();
    std::vector<std::size_t> best(worlds, changes);
    for (std::size_t world = 0; world < worlds; ++world) {
        double least = 0;
        for (std::size_t change = 0; change < changes; ++change) {
            if (mending.changes[change].losses[world] >= least) continue;
            least = mending.changes[change].losses[world];
            best[world] = change;
        }
        if (best[world] == changes) ++mending.none;
    }
    const double confidence = confidence_of_each(std::max<std::size_t>(changes, 1));
    for (std::size_t change = 0; change < changes; ++change) {
        ChangeInWorlds& of = mending.changes[change];
        std::vector<bool> is_best(worlds);
        for (std::size_t world = 0; world < worlds; ++world) is_best[world] = best[world] == change;
        of.best = static_cast<std::uint64_t>(std::count(is_best.begin(), is_best.end(), true));
        of.share = clopper_pearson(of.best, worlds, confidence);
        std::vector<double> sorted = of.losses;
        std::sort(sorted.begin(), sorted.end());
        of.median = at_share(sorted, 0.5);
        of.of_worlds = {at_share(sorted, 0.025), at_share(sorted, 0.975)};
        if (of.best == 0 || of.is_robust(worlds)) continue;
        for (std::size_t doubt = 0; doubt < mending.doubts.size(); ++doubt)
            look_for_limit(mending, doubt, is_best, of.only_if);
    }
    std::stable_sort(mending.changes.begin(), mending.changes.end(),
                     [](const ChangeInWorlds& a, const ChangeInWorlds& b) { return a.best > b.best; });
}

}  // namespace hotline
