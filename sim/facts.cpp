#include "sim/facts.hpp"

#include <algorithm>
#include <cmath>

#include "sim/validity.hpp"

namespace hotline {
Facts::Facts(const Scenario& scenario, const Timetable& timetable, std::uint64_t seed)
    : scenario_(scenario),
      timetable_(timetable),
      luck_(seed, 0),
      holder_(scenario.officials.size()),
      address_(scenario.rows.size()),
      carriers_(scenario.carriers.size()),
      stances_(scenario.parties.size()) {
    for (const Stance& stance : scenario.stances) stances_[stance.party].push_back(stance);
}

void Facts::begin(std::uint64_t replication, const Strata* strata) {
    luck_ = Luck(luck_.seed(), replication);
    if (++stamp_ == 0) {  // after four billion replications old stamps would look new
        for (auto* memories : {&holder_, &address_}) std::fill(memories->begin(), memories->end(), Remembered{});
        for (CarrierState& carrier : carriers_) carrier.replication_stamp = 0;
        stamp_ = 1;
    }
    start_ = strata ? strata->start(luck_) : start_in_window(scenario_, luck_);
}

template <class Draw>
bool Facts::remember(Remembered& memory, Draw&& draw) {
    if (memory.replication_stamp != stamp_) memory = {stamp_, draw()};
    return memory.value;
}

bool Facts::present(Index official, const Response& response) const {
    // Not kept: rows of one official may differ in `present`, and are compared with one number all the same.
    return luck_.happens(response.present, Purpose::present, scenario_.officials[official].identity, 0, 0);
}

bool Facts::holder_valid(Index official) {
    return remember(holder_[official], [&] {
        return luck_.happens(holder_valid_probability(scenario_, official, start_), Purpose::holder_valid,
                             scenario_.officials[official].identity, 0, 0);
    });
}

bool Facts::address_valid(Index row) {
    return remember(address_[row], [&] {
        return luck_.happens(address_valid_probability(scenario_, row, start_), Purpose::address_valid,
                             scenario_.rows[row].identity, 0, 0);
    });
}

bool Facts::willing(Index party, Index towards) const {
    for (const Stance& stance : stances_[party]) {
        if (stance.towards != towards) continue;
        return luck_.happens(stance.willing, Purpose::willing,
                             combine(scenario_.parties[party].identity, scenario_.parties[towards].identity), 0, 0);
    }
    return true;
}

Ticks Facts::next_shift(Index official, Ticks at) const {
    const Instant begins = timetable_.next_shift(official, start_ + at);
    return begins == Instant::max() ? kForever : begins - start_;
}

bool Facts::answers_in_spell(Index official, Ticks spell, Ticks at, double answer) const {
    if (answer <= 0) return false;
    if (answer >= 1) return true;
    const Identity who = scenario_.officials[official].identity;
    const auto length = static_cast<std::uint64_t>(spell.count());
    const double share = luck_.uniform(Purpose::spell_offset, who, length, 0);
    const auto offset = static_cast<std::int64_t>(std::floor(share * static_cast<double>(spell.count())));
    const auto number = static_cast<std::uint64_t>((at.count() + offset) / spell.count());
    return luck_.happens(answer, Purpose::spell_answer, who, length, number);
}

Facts::CarrierState& Facts::state_of(Index carrier) {
    CarrierState& state = carriers_[carrier];
    if (state.replication_stamp == stamp_) return state;
    state.replication_stamp = stamp_;
    const Carrier& model = scenario_.carriers[carrier];
    state.first_is_down = luck_.happens(1 - model.availability, Purpose::carrier_first, model.identity, 0, 0);
    state.ends.clear();
    state.scheduled.clear();
    for (std::size_t number = 0; number < scenario_.outages.size(); ++number) {
        const Outage& outage = scenario_.outages[number];
        if (outage.carrier != carrier) continue;
        const Ticks lasts = luck_.draw(outage.lasts, Purpose::outage_lasts, model.identity, 0, number);
        state.scheduled.push_back({outage.from, outage.from + lasts});
    }
    return state;
}

std::optional<Ticks> Facts::first_down(Index carrier, Ticks from, Ticks to) {
    CarrierState& state = state_of(carrier);
    std::optional<Ticks> first;
    const auto consider = [&](Ticks begins, Ticks ends) {
        const Ticks at = std::max(begins, from);
        if (at < ends && at <= to && (!first || at < *first)) first = at;
    };
    for (const Downtime& outage : state.scheduled) consider(outage.from, outage.until);

    const Carrier& model = scenario_.carriers[carrier];
    if (model.availability >= 1) return first;
    if (model.availability <= 0) return from;
    const double mean_down = seconds_of(model.mean_outage);
    Law spell;
    spell.kind = Law::Kind::exponential;
    Ticks begins{0};
    for (std::uint64_t number = 0; begins <= to; ++number) {
        const bool down = state.first_is_down == (number % 2 == 0);
        if (number == state.ends.size()) {
            spell.a = down ? mean_down : mean_down * model.availability / (1 - model.availability);
            state.ends.push_back(begins + luck_.draw(spell, Purpose::carrier_spell, model.identity, 0, number));
        }
        if (down) consider(begins, state.ends[number]);
        if (first && state.ends[number] >= *first) break;
        begins = state.ends[number];
    }
    return first;
}

std::optional<Ticks> Facts::first_down(const Channel& channel, Ticks from, Ticks to) {
    std::optional<Ticks> first;
    for (const Index carrier : channel.carriers) {
        const auto down = first_down(carrier, from, first ? *first : to);
        if (down && (!first || *down < *first)) first = down;
    }
    return first;
}

}  // namespace hotline
