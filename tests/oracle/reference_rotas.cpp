#include "tests/oracle/reference_rotas.hpp"

#include <algorithm>

namespace hotline {

ReferenceRotas::ReferenceRotas(const Scenario& scenario, Instant first, Instant last) : scenario_(scenario) {
    for (const Rota& rota : scenario.rotas) {
        auto& layers = hours_.emplace_back();
        for (const RotaLayer& layer : rota.layers) {
            layers.emplace_back();
            if (layer.hours == kNone || scenario.rosters[layer.hours].shifts.empty()) continue;
            std::vector<Holiday> of_all;
            for (const Holiday& day : scenario.holidays) {
                if (day.organisation.empty() && day.site == kNone) of_all.push_back(day);
            }
            layers.back().emplace(scenario.rosters[layer.hours], rota.time_zone, rota.party, of_all, first, last);
        }
    }
}

std::chrono::sys_seconds ReferenceRotas::hand_off(const RotaLayer& layer, unsigned turn) {
    using namespace std::chrono;
    const auto by = static_cast<int>(turn * layer.turn.count);
    if (layer.turn.unit == TurnLength::Unit::hours) return layer.first + hours{by};
    if (layer.turn.unit == TurnLength::Unit::days) return layer.first + days{by};
    if (layer.turn.unit == TurnLength::Unit::weeks) return layer.first + days{7 * by};
    const sys_days first = floor<days>(layer.first);
    const year_month_day date{first};
    const year_month month = date.year() / date.month() + months{by};
    const year_month_day_last end{month / last};
    return sys_days{month / std::min(date.day(), end.day())} + (layer.first - first);
}

std::optional<unsigned> ReferenceRotas::turn(const Rota& rota, const RotaLayer& layer, Instant at) const {
    std::optional<unsigned> last;
    for (unsigned turn = 0;; ++turn) {
        const auto local = hand_off(layer, turn);
        if (local > at + std::chrono::days{3}) return last;  // no clock is so far ahead
        if (instant_of(rota.time_zone, local) <= at) last = turn;
    }
}

std::optional<std::vector<Index>> ReferenceRotas::in_turn(const Rota& rota, const RotaLayer& of, Instant at) const {
    std::vector<Index> people;
    if (!of.calendar) {
        const auto now = turn(rota, of, at);
        if (!now) return std::nullopt;
        for (unsigned later = 0; later < of.members.size(); ++later)
            people.push_back(of.members[(*now + later) % of.members.size()]);
        return people;
    }
    // Of the turns that hold the last to begin; of those that begin together the first in the file, which comes last.
    std::vector<CalendarTurn> later;
    for (const CalendarTurn& turn : *of.calendar) {
        if (turn.from <= at && at < turn.until) people = {turn.official};
        if (turn.from > at) later.insert(later.begin(), turn);
    }
    if (people.empty()) return std::nullopt;
    std::stable_sort(later.begin(), later.end(),
                     [](const CalendarTurn& one, const CalendarTurn& other) { return one.from < other.from; });
    for (const CalendarTurn& turn : later) people.push_back(turn.official);
    return people;
}

std::optional<std::size_t> ReferenceRotas::layer(Index index, Instant at) const {
    const Rota& rota = scenario_.rotas[index];
    for (std::size_t number = rota.layers.size(); number > 0; --number) {
        const auto& hours = hours_[index][number - 1];
        if (hours && !hours->on_duty(at)) continue;
        if (in_turn(rota, rota.layers[number - 1], at)) return number - 1;
    }
    return std::nullopt;
}

const RotaOverride* ReferenceRotas::override_of(Index rota, Instant at) const {
    const RotaOverride* last = nullptr;
    for (const RotaOverride& over : scenario_.overrides) {
        if (over.rota == rota && over.from <= at && at < over.until) last = &over;
    }
    return last;
}

std::optional<Index> ReferenceRotas::whose(Index rota, std::uint32_t ahead, Instant at) const {
    std::vector<Index> order;
    if (const RotaOverride* over = override_of(rota, at)) order.push_back(over->official);
    const auto counts = layer(rota, at);
    if (counts) {
        const auto people = *in_turn(scenario_.rotas[rota], scenario_.rotas[rota].layers[*counts], at);
        // The member whose turn an override has taken does not come next by it.
        for (std::size_t later = order.empty() ? 0 : 1; later < people.size(); ++later) {
            if (std::find(order.begin(), order.end(), people[later]) == order.end()) order.push_back(people[later]);
        }
    }
    if (ahead > 0 && !counts) return std::nullopt;
    if (ahead >= order.size()) return std::nullopt;
    return order[ahead];
}

std::set<Instant> ReferenceRotas::changes(Index index, Instant from, Instant to) const {
    const Rota& rota = scenario_.rotas[index];
    std::set<Instant> changes;
    for (std::size_t number = 0; number < rota.layers.size(); ++number) {
        if (const auto& calendar = rota.layers[number].calendar) {
            for (const CalendarTurn& turn : *calendar) changes.insert({turn.from, turn.until});
        }
        for (unsigned turn = 0;
             !rota.layers[number].calendar && hand_off(rota.layers[number], turn) <= to + std::chrono::days{3};
             ++turn)
            changes.insert(instant_of(rota.time_zone, hand_off(rota.layers[number], turn)));
        const auto& hours = hours_[index][number];
        if (!hours) continue;
        for (Instant at = hours->next_change(from); at <= to; at = hours->next_change(at)) changes.insert(at);
    }
    for (const RotaOverride& over : scenario_.overrides) changes.insert({over.from, over.until});
    changes.erase(changes.begin(), changes.upper_bound(from));
    changes.erase(changes.upper_bound(to), changes.end());
    return changes;
}

bool ReferenceRotas::is_member(Index official) const {
    for (const Rota& rota : scenario_.rotas) {
        for (const RotaLayer& layer : rota.layers) {
            if (std::find(layer.members.begin(), layer.members.end(), official) != layer.members.end()) return true;
        }
    }
    return false;
}

}  // namespace hotline
