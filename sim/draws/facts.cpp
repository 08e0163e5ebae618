#include "sim/draws/facts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/base/normal_quantile.hpp"

namespace hotline {
Facts::Facts(const Scenario& scenario, const Timetable& timetable, std::uint64_t seed)
    : scenario_(scenario),
      timetable_(timetable),
      luck_(seed, 0),
      carriers_(scenario.carriers.size()),
      sites_(scenario.sites.size()),
      degraded_(scenario.carriers.size()),
      stances_(scenario.parties.size()) {
    forget_people();
    for (const Stance& stance : scenario.stances) stances_[stance.party].push_back({stance});
}

void Facts::forget_people() {
    holders_ = Zeroed<Validity>(scenario_.officials.size());
    addresses_ = Zeroed<Validity>(scenario_.rows.size());
    presence_ = Zeroed<LastBlock>(scenario_.officials.size());
    clusters_ = Zeroed<Cluster>(scenario_.rows.size());
    spells_of_row_ = Zeroed<Index>(scenario_.rows.size());
    spells_.clear();
}

void Facts::begin(std::uint64_t replication, std::optional<Instant> start) {
    luck_ = Luck(luck_.seed(), replication);
    if (++stamp_ == 0) {  // after four billion replications old stamps would look new
        forget_people();
        for (auto* spells : {&carriers_, &sites_}) {
            for (Spells& of : *spells) of.replication_stamp = 0;
        }
        for (Degradations& of : degraded_) of.replication_stamp = 0;
        for (auto& of_party : stances_) {
            for (KnownStance& known : of_party) known.is_willing = {};
        }
        stamp_ = 1;
    }
    start_ = start ? *start : start_in_window(scenario_, luck_);
}

bool Facts::holder_valid(Index official) {
    Validity& holder = holders_[official];
    return remember(holder.is_valid, [&] {
        if (!std::exchange(holder.is_prepared, true)) holder.freshness = freshness_of_holder(scenario_, official);
        const Identity who = scenario_.officials[official].identity;
        return recall(presence_[official], Purpose::holder_valid, who, 0, 0)
            .happens(holder.freshness.valid_probability(start_), Purpose::holder_valid);
    });
}

bool Facts::draw_address_valid(Index row) {
    Validity& address = addresses_[row];
    if (!std::exchange(address.is_prepared, true)) address.freshness = freshness_of_address(scenario_, row);
    return luck_.happens(address.freshness.valid_probability(start_), Purpose::address_valid,
                         scenario_.rows[row].identity, 0, 0);
}

bool Facts::draw_willing(const Stance& stance) const {
    const Identity pair =
        combine(scenario_.parties[stance.party].identity, scenario_.parties[stance.towards].identity);
    return luck_.happens(stance.willing, Purpose::willing, pair, 0, 0);
}

Ticks Facts::duty_from(const Target& target, Ticks at) const {
    const Instant from = timetable_.rota(target.rota).first_with(target.ahead, start_ + at);
    return from == Instant::max() ? kForever : from - start_;
}

Ticks Facts::next_shift(Index official, Ticks at) const {
    const Instant begins = timetable_.next_shift(official, start_ + at);
    return begins == Instant::max() ? kForever : begins - start_;
}

Index Facts::prepare_spells(Index row) {
    const Official& official = scenario_.officials[scenario_.rows[row].official];
    const auto length_of = [&](Index one) { return scenario_.responses[scenario_.rows[one].response].spell; };
    for (const Index other : official.rows) {
        if (spells_of_row_[other] > 0 && length_of(other) == length_of(row))
            return spells_of_row_[row] = spells_of_row_[other];
    }
    spells_.push_back({official.identity, length_of(row)});
    return spells_of_row_[row] = static_cast<Index>(spells_.size());
}

double Facts::enter_spell(SpellsOfAnswers& spells, Ticks at) {
    const auto scope = static_cast<std::uint64_t>(spells.length.count());
    if (spells.replication_stamp != stamp_) {
        spells.replication_stamp = stamp_;
        const double share = luck_.uniform(Purpose::spell_offset, spells.who, scope, 0);
        spells.offset = Ticks{static_cast<std::int64_t>(share * static_cast<double>(spells.length.count()))};
    }
    const auto number = static_cast<std::uint64_t>((at + spells.offset) / spells.length);
    spells.from = static_cast<std::int64_t>(number) * spells.length - spells.offset;
    spells.until = spells.from + spells.length;
    spells.number =
        recall(spells.drawn, Purpose::spell_answers, spells.who, scope, number / kLanes).at(number % kLanes);
    return spells.number;
}

// ---- How clusters differ (rule 2.11)

double Facts::normal_of(Index row, Purpose purpose) const {
    const Official& official = scenario_.officials[scenario_.rows[row].official];
    const Response& response = scenario_.responses[scenario_.rows[row].response];
    const Between& between = *response.between;
    const Identity cluster = who_differs(scenario_, official, between.each);
    const auto normal = [&](std::uint64_t index) {
        return normal_quantile(luck_.uniform(purpose, cluster, static_cast<std::uint64_t>(between.each), index));
    };
    const double common = std::sqrt(between.correlation);
    const double own = std::sqrt(1 - between.correlation);
    return (common > 0 ? common * normal(0) : 0) + (own > 0 ? own * normal(identity_of(response.id)) : 0);
}

double Facts::answer_of(Index row, double answer) {
    Cluster& cluster = clusters_[row];
    if (cluster.answers_stamp != stamp_) {
        cluster.answers_stamp = stamp_;
        cluster.normal = normal_of(row, Purpose::between_answers);
        cluster.answer = cluster.moved = 0;
    }
    if (cluster.answer != answer) {
        cluster.answer = answer;
        cluster.moved = scenario_.responses[scenario_.rows[row].response].between->answer(answer, cluster.normal);
    }
    return cluster.moved;
}

double Facts::factor_of(Index row) {
    Cluster& cluster = clusters_[row];
    if (cluster.factor_stamp != stamp_) {
        const Between& between = *scenario_.responses[scenario_.rows[row].response].between;
        cluster.factor_stamp = stamp_;
        cluster.factor = between.factor(between.moves_latencies() ? normal_of(row, Purpose::between_latencies) : 0);
    }
    return cluster.factor;
}

// ---- Up times and down times

Facts::Thing Facts::carrier(Index index) {
    const Carrier& model = scenario_.carriers[index];
    const Thing thing{model, model.identity, Purpose::carrier_spell, carriers_[index]};
    prepare(thing, Purpose::carrier_first, Purpose::outage_lasts, &Outage::carrier, index);
    return thing;
}

Facts::Thing Facts::site(Index index) {
    const Site& model = scenario_.sites[index];
    const Thing thing{model, model.identity, Purpose::site_spell, sites_[index]};
    prepare(thing, Purpose::site_first, Purpose::site_outage_lasts, &Outage::site, index);
    return thing;
}

void Facts::prepare(Thing thing, Purpose first, Purpose lasts, Index Outage::*of, Index index) {
    Spells& spells = thing.spells;
    if (spells.replication_stamp == stamp_) return;
    spells.replication_stamp = stamp_;
    spells.first_is_down = luck_.happens(1 - thing.model.availability, first, thing.identity, 0, 0);
    spells.ends.clear();
    spells.scheduled.clear();
    for (std::size_t number = 0; number < scenario_.outages.size(); ++number) {
        const Outage& outage = scenario_.outages[number];
        if (outage.*of != index) continue;
        spells.scheduled.push_back(
            {outage.from, outage.from + luck_.draw(outage.lasts, lasts, thing.identity, 0, number)});
    }
}

Ticks Facts::spell_ends(Thing thing, std::size_t number, Ticks begins) {
    Spells& spells = thing.spells;
    if (number == spells.ends.size()) {
        const bool down = spells.first_is_down == (number % 2 == 0);
        const double mean_down = seconds_of(thing.model.mean_outage);
        Law spell;
        spell.kind = Law::Kind::exponential;
        spell.a = down ? mean_down : mean_down * thing.model.availability / (1 - thing.model.availability);
        spells.ends.push_back(begins + luck_.draw(spell, thing.spell, thing.identity, 0, number));
    }
    return spells.ends[number];
}

std::optional<Ticks> Facts::first_down(Thing thing, Ticks from, Ticks to) {
    std::optional<Ticks> first;
    const auto consider = [&](Ticks begins, Ticks ends) {
        const Ticks at = std::max(begins, from);
        if (at < ends && at <= to && (!first || at < *first)) first = at;
    };
    for (const Downtime& outage : thing.spells.scheduled) consider(outage.from, outage.until);
    if (thing.model.availability >= 1) return first;
    if (thing.model.availability <= 0) return from;
    Ticks begins{0};
    for (std::size_t number = 0; begins <= to; ++number) {
        const Ticks ends = spell_ends(thing, number, begins);
        if (thing.spells.first_is_down == (number % 2 == 0)) consider(begins, ends);
        if (first && ends >= *first) break;
        begins = ends;
    }
    return first;
}

std::optional<Ticks> Facts::first_down_of_any(const std::vector<Index>& carriers, Ticks from, Ticks to) {
    std::optional<Ticks> first;
    for (const Index index : carriers) {
        const auto down = first_down(carrier(index), from, first ? *first : to);
        if (down && (!first || *down < *first)) first = down;
    }
    return first;
}

Ticks Facts::carrier_downtime(Index index, Ticks from, Ticks to) {
    const Thing thing = carrier(index);
    if (thing.model.availability <= 0) return to - from;
    std::vector<Downtime> all = thing.spells.scheduled;
    Ticks begins{0};
    for (std::size_t number = 0; thing.model.availability < 1 && begins < to; ++number) {
        const Ticks ends = spell_ends(thing, number, begins);
        if (ends > from && thing.spells.first_is_down == (number % 2 == 0)) all.push_back({begins, ends});
        begins = ends;
    }
    std::sort(all.begin(), all.end(), [](const Downtime& a, const Downtime& b) { return a.from < b.from; });
    Ticks sum{0};
    Ticks counted = from;  // the end of what has been counted
    for (const Downtime& downtime : all) {
        const Ticks since = std::max(downtime.from, counted);
        const Ticks until = std::min(downtime.until, to);
        if (since >= until) continue;
        sum += until - since;
        counted = until;
    }
    return sum;
}

std::optional<Ticks> Facts::site_down(Index index, Ticks from, Ticks to) {
    if (index == kNone) return {};
    return first_down(site(index), from, to);
}

Ticks Facts::site_up(Index index, Ticks from, Ticks to) {
    if (index == kNone) return from;
    const Thing thing = site(index);
    if (thing.model.availability <= 0) return kForever;
    // Moves past each outage at `at`. Another one may be active by then.
    for (Ticks at = from; at <= to;) {
        Ticks until = at;
        const auto consider = [&](Ticks begins, Ticks ends) {
            if (begins <= at && ends > until) until = ends;
        };
        for (const Downtime& outage : thing.spells.scheduled) consider(outage.from, outage.until);
        Ticks begins{0};
        for (std::size_t number = 0; thing.model.availability < 1 && begins <= at; ++number) {
            const Ticks ends = spell_ends(thing, number, begins);
            if (thing.spells.first_is_down == (number % 2 == 0)) consider(begins, ends);
            begins = ends;
        }
        if (until == at) return at;
        at = until;
    }
    return kForever;
}

const std::vector<Facts::Degraded>& Facts::degraded(Index index) {
    Degradations& known = degraded_[index];
    const Carrier& carrier = scenario_.carriers[index];
    if (known.replication_stamp == stamp_ || carrier.degraded.empty()) return known.drawn;
    known.replication_stamp = stamp_;
    known.drawn.clear();
    for (std::size_t number = 0; number < carrier.degraded.size(); ++number) {
        const Degradation& how = carrier.degraded[number];
        const Ticks lasts = luck_.draw(how.lasts, Purpose::degraded_lasts, carrier.identity, 0, number);
        known.drawn.push_back({how.from, how.from + lasts, &how});
    }
    return known.drawn;
}

}  // namespace hotline
