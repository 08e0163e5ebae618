// Rosters and rotas: the gaps in their hours.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "models/changes/changes_of_parts.hpp"
#include "models/changes/week.hpp"
#include "models/scenario/duty.hpp"

namespace hotline {
namespace {

/// A roster that nobody keeps: without shifts it would be kept at all hours.
std::vector<Shift> no_shifts() {
    return Week({}).shifts();
}

bool has_holidays(const Scenario& scenario, const PartsInUse& used, Index roster) {
    return std::any_of(used.officials.begin(), used.officials.end(), [&](Index index) {
        const Official& official = scenario.officials[index];
        return official.roster == roster &&
               std::any_of(scenario.holidays.begin(), scenario.holidays.end(),
                           [&](const Holiday& holiday) { return concerns(holiday, official) && !holiday.worked; });
    });
}

/// Whether the duty of a rota is always somebody's, but for the days on which the roster of its hours is off.
bool has_no_gap(const Scenario& scenario, const Rota& rota) {
    return std::any_of(rota.layers.begin(), rota.layers.end(), [&](const RotaLayer& layer) {
        return counts_at_all_hours(scenario, layer) && !layer.calendar;
    });
}

/// A layer below all others, in which the members of the lowest one take turns of a week.
RotaLayer at_all_hours(const Scenario& scenario, const Rota& rota) {
    RotaLayer layer;
    layer.members = rota.layers.front().members;
    const auto local = local_time(rota.time_zone, scenario.start_first);
    layer.first = std::chrono::floor<std::chrono::days>(local) - std::chrono::weeks{1};
    return layer;
}

}  // namespace

void add_changes_of_rosters(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    for (const Index roster : used.rosters) {
        const Roster& model = scenario.rosters[roster];
        if (model.shifts.empty()) continue;
        const std::string& id = model.id;
        const auto add = [&](Aim aim, const std::string& title, bool is_measure, std::vector<Shift> shifts) {
            changes.push_back(
                {aim, Part::roster, id, title, is_measure, [roster, worked = std::move(shifts)](Scenario& changed) {
                     changed.rosters[roster].shifts = worked;
                 }});
        };
        const Week week(model.shifts);
        const auto add_hours = [&](const char* how, const Week& more) {
            if (more != week) add(Aim::altered, fmt::format(fmt::runtime(how), id), true, more.shifts());
        };
        const bool has_days_off = !model.works_on_holidays && has_holidays(scenario, used, roster);
        if (!week.is_full() || has_days_off)
            add(Aim::perfect, fmt::format("staff the roster {} at all hours", id), true, {});
        add_hours("staff the roster {} in its breaks, too", week.with_breaks());
        add_hours("staff the roster {} at night, too", week.with_nights());
        add_hours("staff the roster {} on all days of the week", week.with_all_days());
        if (has_days_off) {
            changes.push_back({Aim::altered, Part::roster, id,
                               fmt::format("staff the roster {} on holidays, too", id), true,
                               [roster](Scenario& changed) { changed.rosters[roster].works_on_holidays = true; }});
        }
        if (!week.is_full()) {
            add(Aim::halved, fmt::format("the gaps of the roster {} are half as long", id), false,
                week.with_half_of_gaps().shifts());
        }
        add(Aim::gone, fmt::format("nobody keeps the roster {}", id), false, no_shifts());
    }
}

void add_changes_of_rotas(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    for (const Index rota : used.rotas) {
        const Rota& model = scenario.rotas[rota];
        const auto add = [&](Aim aim, const char* how, bool is_measure, std::function<void(Scenario&, Rota&)> to) {
            changes.push_back(
                {aim, Part::rota, model.id, fmt::format(fmt::runtime(how), model.id), is_measure,
                 [rota, change = std::move(to)](Scenario& changed) { change(changed, changed.rotas[rota]); }});
        };
        if (!has_no_gap(scenario, model)) {
            add(Aim::perfect, "somebody has the duty of the rota {} at all hours", true,
                [](Scenario& changed, Rota& of) { of.layers.insert(of.layers.begin(), at_all_hours(changed, of)); });
        }
        const auto has_hours = [&](const RotaLayer& layer) { return !counts_at_all_hours(scenario, layer); };
        if (!has_no_gap(scenario, model) && std::any_of(model.layers.begin(), model.layers.end(), has_hours)) {
            add(Aim::halved, "the gaps in the hours of the rota {} are half as long", false,
                [](Scenario& changed, Rota& of) {
                    for (RotaLayer& layer : of.layers) {
                        if (counts_at_all_hours(changed, layer)) continue;
                        Roster hours = changed.rosters[layer.hours];
                        hours.shifts = Week(hours.shifts).with_half_of_gaps().shifts();
                        layer.hours = static_cast<Index>(changed.rosters.size());
                        changed.rosters.push_back(std::move(hours));
                    }
                });
        }
        add(Aim::gone, "nobody has the duty of the rota {}", false, [rota](Scenario& changed, Rota& of) {
            Roster never;
            never.id = of.id;
            never.shifts = no_shifts();
            for (RotaLayer& layer : of.layers) layer.hours = static_cast<Index>(changed.rosters.size());
            changed.rosters.push_back(std::move(never));
            std::erase_if(changed.overrides, [rota](const RotaOverride& over) { return over.rota == rota; });
        });
    }
}

}  // namespace hotline
