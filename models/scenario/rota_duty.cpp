#include "models/scenario/rota_duty.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "models/scenario/duty.hpp"

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using Unit = TurnLength::Unit;

/// Clocks differ from UTC by less than a day, and jump by a day at most.
constexpr days kMargin{3};

std::chrono::seconds length_of(const TurnLength& turn) {
    const auto count = static_cast<std::int64_t>(turn.count);
    switch (turn.unit) {
        case Unit::hours:
            return std::chrono::hours{count};
        case Unit::days:
            return days{count};
        case Unit::weeks:
            return std::chrono::weeks{count};
        case Unit::months:
            break;
    }
    return days{31 * count};  // at most
}

/// The number of a turn that has begun at `at` by any clock, if one has. It is at or before the last such turn.
std::int64_t early_turn(const RotaLayer& layer, Instant at) {
    const auto since = std::chrono::floor<std::chrono::seconds>(at) - kMargin - layer.first;
    return std::max<std::int64_t>(0, since / length_of(layer.turn));
}

/// Of the turns that have begun, the last in order counts.
struct Turn {
    Instant begins;
    std::int64_t number;
};

std::vector<Turn> turns_of(const RotaLayer& layer, const std::string& zone, Instant first, Instant last) {
    std::vector<Turn> turns;
    for (std::int64_t number = early_turn(layer, first);; ++number) {
        const sys_seconds local = local_hand_off(layer, number);
        if (local > last + kMargin) return turns;
        const Instant begins = instant_of(zone, local);
        while (!turns.empty() && turns.back().begins >= begins) turns.pop_back();
        turns.push_back({begins, number});
    }
}

using People = std::array<Index, kTurnsAhead + 1>;

/// Adds somebody who comes next unless he is among those before. False if all places are taken.
bool add_next(People& people, std::size_t& found, Index official) {
    const auto known = people.begin() + static_cast<std::ptrdiff_t>(found);
    if (std::find(people.begin(), known, official) == known) people[found++] = official;
    return found < people.size();
}

/// A layer over time: its turns, and the hours in which it counts.
class LayerDuty {
public:
    LayerDuty(const Scenario& scenario, const Rota& rota, const RotaLayer& layer, Instant first, Instant last)
        : layer_(&layer) {
        if (layer.calendar) {
            Instant until = Instant::min();
            for (const CalendarTurn& turn : *layer.calendar) {
                until = std::max(until, turn.until);
                until_.push_back(until);
            }
        } else {
            turns_ = turns_of(layer, rota.time_zone, first, last);
        }
        if (counts_at_all_hours(scenario, layer)) return;
        std::vector<Holiday> holidays;  // days of one office are nobody's here
        std::copy_if(scenario.holidays.begin(), scenario.holidays.end(), std::back_inserter(holidays),
                     [](const Holiday& holiday) { return narrowness(holiday) == 0; });
        hours_.emplace(scenario.rosters[layer.hours], rota.time_zone, rota.party, holidays, first, last);
    }

    void add_changes(std::set<Instant>& changes, Instant first) const {
        for (const Turn& turn : turns_) changes.insert(turn.begins);
        if (layer_->calendar) {
            for (const CalendarTurn& turn : *layer_->calendar) changes.insert({turn.from, turn.until});
        }
        if (!hours_) return;
        for (Instant at = hours_->next_change(first); at < Instant::max(); at = hours_->next_change(at))
            changes.insert(at);
    }

    /// Puts in whose turn it is, unless somebody else has the duty, and who comes next. False if there is no turn.
    bool add_people(Instant at, People& people) const {
        if (hours_ && !hours_->on_duty(at)) return false;
        return layer_->calendar ? add_of_calendar(at, people) : add_of_round(at, people);
    }

private:
    bool add_of_round(Instant at, People& people) const {
        const auto next = std::upper_bound(turns_.begin(), turns_.end(), at,
                                           [](Instant when, const Turn& turn) { return when < turn.begins; });
        if (next == turns_.begin()) return false;
        const std::vector<Index>& members = layer_->members;
        const auto now = static_cast<std::size_t>(std::prev(next)->number);
        if (people[0] == kNone) people[0] = members[now % members.size()];
        std::size_t found = 1;
        for (std::size_t later = 1; later < members.size(); ++later) {
            if (!add_next(people, found, members[(now + later) % members.size()])) break;
        }
        return true;
    }

    bool add_of_calendar(Instant at, People& people) const {
        const std::vector<CalendarTurn>& turns = *layer_->calendar;
        const auto next = std::upper_bound(turns.begin(), turns.end(), at,
                                           [](Instant when, const CalendarTurn& turn) { return when < turn.from; });
        auto now = static_cast<std::size_t>(next - turns.begin());
        for (;; --now) {  // the last that has begun and is not over
            if (now == 0 || until_[now - 1] <= at) return false;
            if (turns[now - 1].until > at) break;
        }
        if (people[0] == kNone) people[0] = turns[now - 1].official;
        std::size_t found = 1;
        for (auto later = next; later != turns.end();) {
            auto end = later;  // of those that begin together, the first in the file is the last here
            while (end != turns.end() && end->from == later->from) ++end;
            for (auto turn = end; turn != later;) {
                if (!add_next(people, found, (--turn)->official)) return true;
            }
            later = end;
        }
        return true;
    }

    const RotaLayer* layer_;
    std::vector<Turn> turns_;
    std::vector<Instant> until_;  // of a calendar: the latest end of its turns up to each
    std::optional<DutyHours> hours_;
};

}  // namespace

sys_seconds local_hand_off(const RotaLayer& layer, std::int64_t turn) {
    if (layer.turn.unit != Unit::months) return layer.first + turn * length_of(layer.turn);
    const sys_days date = std::chrono::floor<days>(layer.first);
    const auto months = std::chrono::months{turn * static_cast<std::int64_t>(layer.turn.count)};
    std::chrono::year_month_day begins = std::chrono::year_month_day{date} + months;
    if (!begins.ok()) begins = begins.year() / begins.month() / std::chrono::last;
    return sys_days{begins} + (layer.first - date);
}

RotaDuty::RotaDuty(const Scenario& scenario, Index index, Instant first, Instant last) : last_(last) {
    const Rota& rota = scenario.rotas[index];
    const Instant from = first - kMargin;
    const Instant to = last + kMargin;
    std::vector<LayerDuty> layers;
    for (const RotaLayer& layer : rota.layers) layers.emplace_back(scenario, rota, layer, from, to);

    std::set<Instant> changes{from};
    for (const LayerDuty& layer : layers) layer.add_changes(changes, from);
    std::multimap<Instant, Index> begin;
    std::multimap<Instant, Index> end;
    for (Index number = 0; number < scenario.overrides.size(); ++number) {
        const RotaOverride& over = scenario.overrides[number];
        if (over.rota != index || over.until <= from) continue;
        begin.emplace(std::max(over.from, from), number);
        end.emplace(over.until, number);
        changes.insert({std::max(over.from, from), over.until});
    }
    changes.erase(changes.begin(), changes.lower_bound(from));
    changes.erase(changes.lower_bound(to), changes.end());

    std::set<Index> overrides;  // at that instant
    for (const Instant at : changes) {
        for (; !end.empty() && end.begin()->first <= at; end.erase(end.begin())) overrides.erase(end.begin()->second);
        for (; !begin.empty() && begin.begin()->first <= at; begin.erase(begin.begin())) {
            if (scenario.overrides[begin.begin()->second].until > at) overrides.insert(begin.begin()->second);
        }
        Period period{at, {}};
        period.people.fill(kNone);
        if (!overrides.empty()) period.people[0] = scenario.overrides[*overrides.rbegin()].official;
        for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
            if (layer->add_people(at, period.people)) break;
        }
        if (periods_.empty() || periods_.back().people != period.people) periods_.push_back(period);
    }
    Period over{to, {}};
    over.people.fill(kNone);
    periods_.push_back(over);
}

std::size_t RotaDuty::period_at(Instant at) const {
    const auto next = std::upper_bound(periods_.begin(), periods_.end(), at,
                                       [](Instant when, const Period& period) { return when < period.from; });
    return next == periods_.begin() ? 0 : static_cast<std::size_t>(next - periods_.begin()) - 1;
}

Index RotaDuty::who(std::uint32_t ahead, Instant at) const {
    return periods_[period_at(at)].people[ahead];
}

Instant RotaDuty::first_with(std::uint32_t ahead, Instant at) const {
    std::size_t period = period_at(at);
    if (periods_[period].people[ahead] != kNone) return at;
    while (period < periods_.size() && periods_[period].people[ahead] == kNone) ++period;
    return period == periods_.size() ? Instant::max() : periods_[period].from;
}

Instant RotaDuty::next_change(std::uint32_t ahead, Instant at) const {
    const std::size_t now = period_at(at);
    for (std::size_t later = now + 1; later < periods_.size() && periods_[later].from <= last_; ++later) {
        if (periods_[later].people[ahead] != periods_[now].people[ahead]) return periods_[later].from;
    }
    return Instant::max();
}

}  // namespace hotline
