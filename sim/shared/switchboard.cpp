#include "sim/shared/switchboard.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>

namespace hotline {

Switchboard::Switchboard(const Scenario& scenario, Facts& facts, Stage& stage)
    : scenario_(scenario), facts_(facts), stage_(stage) {
    for (const Official& official : scenario.officials) seats_.emplace_back(official.seats);
    for (const Channel& channel : scenario.channels) lines_.emplace_back(channel.lines);
    for (const Party& party : scenario.parties) callers_.emplace_back(party.callers);
}

void Switchboard::begin(Ticks drill_starts) {
    for (auto* pools : {&seats_, &lines_, &callers_}) {
        for (Pool& pool : *pools) pool.begin();
    }
    for (std::size_t load = 0; load < scenario_.loads.size(); ++load)
        enter_next(load, 0, scenario_.loads[load].from, drill_starts);
}

void Switchboard::close() {
    for (auto* pools : {&seats_, &lines_, &callers_}) {
        for (Pool& pool : *pools) pool.close(stage_.now());
    }
    lasted_ = stage_.now();
}

Usage Switchboard::usage(const Resource& resource) const {
    Usage usage = pool(resource).usage();
    usage.lasted = lasted_;
    return usage;
}

const Pool& Switchboard::pool(const Resource& resource) const {
    switch (resource.kind) {
        case Resource::Kind::desk:
            return seats_[resource.index];
        case Resource::Kind::lines:
            return lines_[resource.index];
        case Resource::Kind::callers:
        case Resource::Kind::carrier:
            break;
    }
    assert(resource.kind == Resource::Kind::callers);
    return callers_[resource.index];
}

Ticks Switchboard::earliest() const {
    Ticks earliest{0};
    for (const Load& load : scenario_.loads) earliest = std::min(earliest, load.from);
    return earliest;
}

Agenda::Rank Switchboard::rank(Phase phase) const {
    return {phase, 0, static_cast<Index>(scenario_.cases.size())};
}

void Switchboard::enter_next(std::size_t number, std::uint64_t call, Ticks last, Ticks drill_starts) {
    const Load& load = scenario_.loads[number];
    Law gap;
    gap.kind = Law::Kind::exponential;
    gap.a = 3600 / load.per_hour;
    const Ticks at = last + facts_.luck().draw(gap, Purpose::load_gap, number, 0, call);
    if (at >= load.until) return;
    stage_.agenda.add(drill_starts + at, rank(Phase::goes_on), [this, number, call, at, drill_starts] {
        call_comes(number, call);
        enter_next(number, call + 1, at, drill_starts);
    });
}

void Switchboard::call_comes(std::size_t number, std::uint64_t call) {
    const Load& load = scenario_.loads[number];
    Pool& pool = load.official != kNone ? seats(load.official) : lines(load.channel);
    const Ticks lasts = facts_.luck().draw(load.lasts, Purpose::load_lasts, number, 0, call);
    // Like all others it asks after everything else of the instant.
    stage_.agenda.add(stage_.now(), rank(Phase::asks), [this, &load, &pool, lasts] {
        pool.asked();
        if (pool.has_free()) {
            talk(load, pool, lasts);
            return;
        }
        if (load.patience == Ticks{0}) {
            pool.refused();
            return;
        }
        const Ticks asked = stage_.now();
        struct Patience {
            Pool::Waiting waiting;
            Agenda::Ticket ends;
        };
        const auto patience = std::make_shared<Patience>();
        patience->waiting = pool.wait({load.priority, [this, &load, &pool, lasts, asked, patience] {
                                           stage_.agenda.remove(patience->ends);
                                           pool.waited(stage_.now() - asked);
                                           talk(load, pool, lasts);
                                       }});
        patience->ends = stage_.agenda.add(asked + load.patience, rank(Phase::asks), [this, &pool, asked, patience] {
            pool.leave(patience->waiting);
            pool.refused();
            pool.gave_up(stage_.now() - asked);
        });
    });
}

void Switchboard::talk(const Load& load, Pool& pool, Ticks lasts) {
    struct Call {
        Pool::Holding holding;
        Agenda::Ticket ends;
    };
    const auto call = std::make_shared<Call>();
    call->holding = pool.take({load.priority, stage_.now(), [this, &pool, call] {
                                   stage_.agenda.remove(call->ends);
                                   pool.give_back(call->holding, stage_.now());
                               }});
    call->ends = stage_.agenda.add(stage_.now() + lasts, rank(Phase::ends),
                                   [this, &pool, call] { pool.give_back(call->holding, stage_.now()); });
}

}  // namespace hotline
