// When carriers and sites are down, and how long messages travel: rules 4, 10 and 11.

#include <algorithm>
#include <cmath>

#include "tests/oracle/reference_facts.hpp"

namespace hotline {

/// Half-open spells, counted from the drill's start: all that begin at `until` or before.
ReferenceFacts::Spells ReferenceFacts::down_spells(const Fallible& what, Identity identity,
                                                   const std::vector<std::pair<std::size_t, Outage>>& outages,
                                                   Purpose first, Purpose spell, Purpose lasts, Ticks until) const {
    Spells down;
    for (const auto& [number, outage] : outages) {
        down.push_back({outage.from, outage.from + luck_.draw(outage.lasts, lasts, identity, 0, number)});
    }
    if (what.availability <= 0) down.push_back({Ticks{0}, kForever});
    if (what.availability <= 0 || what.availability >= 1) return down;

    Law while_down;
    while_down.kind = Law::Kind::exponential;
    while_down.a = seconds_of(what.mean_outage);
    Law while_up = while_down;
    while_up.a = seconds_of(what.mean_outage) * what.availability / (1 - what.availability);
    bool is_down = luck_.happens(1 - what.availability, first, identity, 0, 0);
    Ticks begins{0};
    for (std::uint64_t n = 0; begins <= until; ++n) {
        const Ticks length = luck_.draw(is_down ? while_down : while_up, spell, identity, 0, n);
        if (is_down) down.push_back({begins, begins + length});
        begins += length;
        is_down = !is_down;
    }
    return down;
}

ReferenceFacts::Spells ReferenceFacts::down_spells_of_carrier(Index index, Ticks until) const {
    std::vector<std::pair<std::size_t, Outage>> outages;
    for (std::size_t i = 0; i < scenario_.outages.size(); ++i) {
        if (scenario_.outages[i].carrier == index) outages.emplace_back(i, scenario_.outages[i]);
    }
    const Carrier& carrier = scenario_.carriers[index];
    return down_spells(carrier, carrier.identity, outages, Purpose::carrier_first, Purpose::carrier_spell,
                       Purpose::outage_lasts, until);
}

ReferenceFacts::Spells ReferenceFacts::down_spells_of_site(Index index, Ticks until) const {
    std::vector<std::pair<std::size_t, Outage>> outages;
    for (std::size_t i = 0; i < scenario_.outages.size(); ++i) {
        if (scenario_.outages[i].site == index) outages.emplace_back(i, scenario_.outages[i]);
    }
    const Site& site = scenario_.sites[index];
    return down_spells(site, site.identity, outages, Purpose::site_first, Purpose::site_spell,
                       Purpose::site_outage_lasts, until);
}

std::optional<Ticks> ReferenceFacts::site_down(Index site, Ticks from, Ticks to) const {
    if (site == kNone) return std::nullopt;
    std::optional<Ticks> first;
    for (const Spell& spell : down_spells_of_site(site, after_ + to)) {
        const Ticks down = std::max(spell.begins - after_, from);
        if (down > to || down >= spell.ends - after_) continue;
        if (!first || down < *first) first = down;
    }
    return first;
}

std::optional<Ticks> ReferenceFacts::site_up(Index site, Ticks from) const {
    if (site == kNone) return from;
    // The site is up at `from`, or else at the end of a down spell.
    const Ticks horizon = scenario_.horizon;
    std::set<Ticks> candidates{from};
    for (const Spell& spell : down_spells_of_site(site, after_ + horizon)) candidates.insert(spell.ends - after_);
    for (auto at = candidates.lower_bound(from); at != candidates.end() && *at <= horizon; ++at) {
        if (!site_down(site, *at, *at)) return *at;
    }
    return std::nullopt;
}

std::optional<Ticks> ReferenceFacts::first_down(const Channel& channel, Ticks from, Ticks to) const {
    std::optional<Ticks> first;
    for (const Index carrier : channel.carriers) {
        for (const Spell& spell : down_spells_of_carrier(carrier, after_ + to)) {
            const Ticks down = std::max(spell.begins - after_, from);
            if (down > to || down >= spell.ends - after_) continue;
            if (!first || down < *first) first = down;
        }
    }
    return first;
}

ReferenceFacts::Spell ReferenceFacts::spell_of(const Carrier& carrier, std::size_t degradation) const {
    const Degradation& how = carrier.degraded[degradation];
    const Ticks begins = how.from - after_;
    return {begins, begins + luck_.draw(how.lasts, Purpose::degraded_lasts, carrier.identity, 0, degradation)};
}

double ReferenceFacts::bandwidth(Index carrier, Ticks at) const {
    Channel over_it;
    over_it.carriers = {carrier};
    return bandwidth_and_latency(over_it, at).first;
}

std::set<Ticks> ReferenceFacts::changes(Index carrier) const {
    std::set<Ticks> changes;
    for (std::size_t i = 0; i < scenario_.carriers[carrier].degraded.size(); ++i) {
        const Spell spell = spell_of(scenario_.carriers[carrier], i);
        changes.insert({spell.begins, spell.ends});
    }
    return changes;
}

std::pair<double, Ticks> ReferenceFacts::bandwidth_and_latency(const Channel& channel, Ticks at) const {
    double bandwidth = std::numeric_limits<double>::infinity();
    Ticks latencies{0};
    for (const Index index : channel.carriers) {
        const Carrier& carrier = scenario_.carriers[index];
        double of_carrier = carrier.bandwidth;
        Ticks latency = carrier.latency;
        for (std::size_t i = 0; i < carrier.degraded.size(); ++i) {
            const Spell spell = spell_of(carrier, i);
            if (at < spell.begins || at >= spell.ends) continue;
            of_carrier = std::min(of_carrier, carrier.degraded[i].bandwidth);
            latency = std::max(latency, carrier.degraded[i].latency);
        }
        bandwidth = std::min(bandwidth, of_carrier);
        latencies += latency;
    }
    return {bandwidth, latencies};
}

bool ReferenceFacts::degraded(const Channel& channel, Ticks at) const {
    return std::any_of(channel.carriers.begin(), channel.carriers.end(), [&](Index index) {
        const Carrier& carrier = scenario_.carriers[index];
        for (std::size_t i = 0; i < carrier.degraded.size(); ++i) {
            const Spell spell = spell_of(carrier, i);
            if (spell.begins <= at && at < spell.ends) return true;
        }
        return false;
    });
}

Ticks ReferenceFacts::arrival(const Channel& channel, double bytes, Ticks sent) const {
    if (bytes <= 0 || channel.carriers.empty()) return sent;
    std::set<Ticks> changes;
    for (const Index carrier : channel.carriers) changes.merge(this->changes(carrier));
    Ticks since = sent + bandwidth_and_latency(channel, sent).second;
    double bits = bytes * 8;
    double bandwidth = bandwidth_and_latency(channel, since).first;
    for (auto change = changes.upper_bound(since); change != changes.end(); ++change) {
        if (since + ticks_of_seconds(bits / bandwidth) <= *change) break;
        const double now = bandwidth_and_latency(channel, *change).first;
        if (now == bandwidth) continue;
        bits -= bandwidth * seconds_of(*change - since);
        bandwidth = now;
        since = *change;
    }
    return since + ticks_of_seconds(bits / bandwidth);
}

}  // namespace hotline
