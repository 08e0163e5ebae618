// Channels, carriers and sites.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "models/changes/changes_of_parts.hpp"
#include "models/changes/halved.hpp"

namespace hotline {
namespace {

/// Longer than any drill: a horizon is at most a century, and so is the beginning of a case.
constexpr Ticks kForGood = std::chrono::days{365 * 300};

/// Changes of things that are up or down: carriers or sites.
struct FalliblePart {
    Part part;
    const char* word;
    Index Outage::*of;  // the member that names it
};

/// `fallible`: the thing with that index, in a scenario.
template <class Fallibles>
void add_changes_of_fallible(const Scenario& scenario, const std::set<Index>& used, FalliblePart kind,
                             const Fallibles& fallibles, std::vector<Change>& changes) {
    for (const Index index : used) {
        const auto& thing = fallibles(scenario)[index];
        const std::string name = fmt::format("{} {}", kind.word, thing.id);
        const auto happens_to_it = [index, of = kind.of](const Outage& outage) { return outage.*of == index; };
        const bool fails =
            thing.availability < 1 || std::any_of(scenario.outages.begin(), scenario.outages.end(), happens_to_it);
        if (fails) {
            changes.push_back({Aim::perfect, kind.part, thing.id, fmt::format("{} is never down", name), false,
                               [index, fallibles, happens_to_it](Scenario& changed) {
                                   fallibles(changed)[index].availability = 1;
                                   // They stay on the list: the luck of the others is keyed by their places.
                                   for (Outage& outage : changed.outages) {
                                       if (happens_to_it(outage)) outage.lasts = Law{};
                                   }
                               }});
            changes.push_back({Aim::halved, kind.part, thing.id, fmt::format("{} is down half as much", name), false,
                               [index, fallibles, happens_to_it](Scenario& changed) {
                                   // The mean outage stays, so the mean time up doubles.
                                   double& up = fallibles(changed)[index].availability;
                                   up = 2 * up / (1 + up);
                                   for (Outage& outage : changed.outages) {
                                       if (happens_to_it(outage)) outage.lasts = halved(outage.lasts);
                                   }
                               }});
        }
        changes.push_back({Aim::gone, kind.part, thing.id, fmt::format("{} is always down", name), false,
                           [index, of = kind.of](Scenario& changed) {
                               Outage outage;
                               outage.*of = index;
                               outage.lasts = Law::always(kForGood);
                               changed.outages.push_back(std::move(outage));
                           }});
    }
}

void add_changes_of_degradation(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    for (const Index carrier : used.carriers) {
        const Carrier& model = scenario.carriers[carrier];
        if (model.degraded.empty()) continue;
        const auto shorten = [&](Aim aim, const char* how, const std::function<Law(const Law&)>& shorter) {
            changes.push_back({aim, Part::carrier, model.id, fmt::format(fmt::runtime(how), model.id), false,
                               [carrier, shorter](Scenario& changed) {
                                   for (Degradation& worse : changed.carriers[carrier].degraded)
                                       worse.lasts = shorter(worse.lasts);
                               }});
        };
        shorten(Aim::perfect, "carrier {} is never degraded", [](const Law&) { return Law{}; });
        shorten(Aim::halved, "carrier {} is degraded half as long", halved);
    }
}

}  // namespace

void add_changes_of_channels(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    for (const Index channel : used.channels) {
        const std::string& id = scenario.channels[channel].id;
        if (const Index staleness = scenario.channels[channel].staleness; staleness != kNone) {
            changes.push_back({Aim::perfect, Part::channel, id, fmt::format("every address for {} is right", id),
                               false, [channel](Scenario& changed) { changed.channels[channel].staleness = kNone; }});
            changes.push_back(
                {Aim::halved, Part::channel, id, fmt::format("addresses for {} go stale half as fast", id), false,
                 [channel, staleness](Scenario& changed) {
                     Staleness slower = changed.stalenesses[staleness];
                     slower.per_year /= 2;
                     changed.stalenesses.push_back(std::move(slower));
                     changed.channels[channel].staleness = static_cast<Index>(changed.stalenesses.size() - 1);
                 }});
        }
        if (scenario.interaction && scenario.channels[channel].lines > 0) {
            changes.push_back({Aim::altered, Part::channel, id, fmt::format("one more line of {}", id), true,
                               [channel](Scenario& changed) { ++changed.channels[channel].lines; }});
        }
        changes.push_back(
            {Aim::gone, Part::channel, id, fmt::format("without {}", id), false, [channel](Scenario& changed) {
                 for (Official& official : changed.officials) {
                     auto& rows = official.rows;
                     rows.erase(std::remove_if(rows.begin(), rows.end(),
                                               [&](Index row) { return changed.rows[row].channel == channel; }),
                                rows.end());
                 }
             }});
    }
}

void add_changes_of_fallible_parts(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    add_changes_of_degradation(scenario, used, changes);
    add_changes_of_fallible(
        scenario, used.carriers, {Part::carrier, "carrier", &Outage::carrier},
        [](auto& of) -> auto& { return of.carriers; }, changes);
    add_changes_of_fallible(
        scenario, used.sites, {Part::site, "site", &Outage::site}, [](auto& of) -> auto& { return of.sites; },
        changes);
}

}  // namespace hotline
