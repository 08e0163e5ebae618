// What to mend first: all changes of a scenario with their effects, in the order in which they are told.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/estimates/effect.hpp"
#include "models/changes/change.hpp"

namespace hotline {

/// The confidence of each interval, so that those of so many changes hold together.
inline double confidence_of_changes(std::size_t changes) {
    return confidence_of_each(kEstimatesOfEffect * changes);
}

struct Mending {
    const Scenario& scenario;  // whose cases have one protocol each
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    Ticks within{0};           // the deadline for contact
    RankBy by = RankBy::mean;  // by which changes are ranked
    Today today;
    std::vector<Change> changes;
    std::vector<Effect> effects;  // by change; their intervals hold together

    // The changes by their places, the best first.
    std::vector<std::size_t> measures;  // what an office can do
    std::vector<std::size_t> better;    // a part that never fails, or fails half as often
    std::vector<std::size_t> gone;      // without a part; the worst first
    std::vector<std::size_t> ranks;     // by change: among the changes of its list

    bool in_full = false;  // texts list every change

    double confidence_of_each() const { return confidence_of_changes(changes.size()); }
};

/// Whether a change is certain to help, or from the worst on, to harm.
bool is_certain(const Mending& mending, std::size_t change, From first);
/// The first changes of a list, up to the last one of which that is certain, but at most `kShownChanges`.
inline constexpr std::size_t kShownChanges = 10;
std::vector<std::size_t> shown_of(const Mending& mending, const std::vector<std::size_t>& list, From first);

/// Requires an effect for each change, with `confidence_of_changes`, and at least one change.
Mending mending_of(const Scenario& scenario, std::uint64_t seed, RankBy by, const DrillMeans& today,
                   std::vector<Change> changes, std::vector<Effect> effects);

}  // namespace hotline
