#include "analysis/estimates/mending.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace hotline {
namespace {

/// Sorts one list, and ranks its changes.
void put_in_order(std::vector<std::size_t>& list, RankBy by, From first, const std::vector<Effect>& effects,
                  std::vector<std::size_t>& ranks) {
    std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
        const double one = loss_of(effects[a], by).value;
        const double other = loss_of(effects[b], by).value;
        return first == From::best ? one < other : other < one;
    });
    std::vector<Effect> of_list;
    of_list.reserve(list.size());
    for (const std::size_t change : list) of_list.push_back(effects[change]);
    const std::vector<std::size_t> found = ranks_of(of_list, by, first);
    for (std::size_t place = 0; place < list.size(); ++place) ranks[list[place]] = found[place];
}

}  // namespace

bool is_certain(const Mending& mending, std::size_t change, From first) {
    const Effect& effect = mending.effects[change];
    return first == From::best ? helps(effect, mending.by) : harms(effect, mending.by);
}

std::vector<std::size_t> shown_of(const Mending& mending, const std::vector<std::size_t>& list, From first) {
    // Those whose effect is beyond chance come first, as a rule.
    const auto last = std::find_if(list.rbegin(), list.rend(),
                                   [&](std::size_t change) { return is_certain(mending, change, first); });
    const auto sure = static_cast<std::size_t>(list.rend() - last);
    return {list.begin(), list.begin() + static_cast<std::ptrdiff_t>(std::min(sure, kShownChanges))};
}

Mending mending_of(const Scenario& scenario, std::uint64_t seed, RankBy by, const DrillMeans& today,
                   std::vector<Change> changes, std::vector<Effect> effects) {
    Mending mending{scenario,
                    seed,
                    today.time.size(),
                    today.within,
                    by,
                    today_of(today, scenario.horizon),
                    std::move(changes),
                    std::move(effects),
                    {},
                    {},
                    {},
                    {},
                    false};
    for (std::size_t index = 0; index < mending.changes.size(); ++index) {
        const Change& change = mending.changes[index];
        (change.is_measure         ? mending.measures
         : change.aim == Aim::gone ? mending.gone
                                   : mending.better)
            .push_back(index);
    }
    mending.ranks.resize(mending.changes.size());
    put_in_order(mending.measures, by, From::best, mending.effects, mending.ranks);
    put_in_order(mending.better, by, From::best, mending.effects, mending.ranks);
    put_in_order(mending.gone, by, From::worst, mending.effects, mending.ranks);
    return mending;
}

}  // namespace hotline
