#include "sim/shared/switchboard.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>

namespace hotline {

Switchboard::Switchboard(const Scenario& scenario, Facts& facts, Stage& stage)
    : scenario_(scenario), facts_(facts), stage_(stage) {
    const auto make = [&](std::vector<Pool>& pools, Pool::Kind kind, const auto& things, const auto& units_of) {
        pools.reserve(things.size());
        for (const auto& thing : things)
            pools.emplace_back(stage.agenda, kind, static_cast<Index>(pools.size()), units_of(thing));
    };
    make(seats_, Pool::Kind::seats, scenario.officials, [](const Official& official) { return official.seats; });
    make(lines_, Pool::Kind::lines, scenario.channels, [](const Channel& channel) { return channel.lines; });
    make(callers_, Pool::Kind::callers, scenario.parties, [](const Party& party) { return party.callers; });
}

void Switchboard::begin(Ticks drill_starts) {
    for (auto* pools : {&seats_, &lines_, &callers_}) {
        for (Pool& pool : *pools) pool.begin();
    }
    talking_ = 0;
    closed_ = false;
    for (std::size_t load = 0; load < scenario_.loads.size(); ++load)
        enter_next(load, 0, scenario_.loads[load].from, drill_starts);
}

void Switchboard::close() {
    for (auto* pools : {&seats_, &lines_, &callers_}) {
        for (Pool& pool : *pools) pool.close();
    }
    lasted_ = stage_.now();
    closed_ = true;
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

void Switchboard::enter_next(std::size_t number, std::uint64_t call, Ticks last, Ticks drill_starts) {
    const Load& load = scenario_.loads[number];
    Law gap;
    gap.kind = Law::Kind::exponential;
    gap.a = 3600 / load.per_hour;
    const Ticks at = last + facts_.luck().draw(gap, Purpose::load_gap, number, 0, call);
    if (at >= load.until) return;
    stage_.agenda.add(drill_starts + at, {Phase::goes_on, 0, place_of(number)},
                      [this, number, call, at, drill_starts] {
                          enter_next(number, call + 1, at, drill_starts);
                          call_comes(number, call);
                      });
}

void Switchboard::call_comes(std::size_t number, std::uint64_t call) {
    const Load& load = scenario_.loads[number];
    Pool& pool = load.official != kNone ? seats(load.official) : lines(load.channel);
    const Ticks lasts = facts_.luck().draw(load.lasts, Purpose::load_lasts, number, 0, call);
    const Pool::Holder holder{{load.priority, stage_.now(), place_of(number), nullptr, 0, static_cast<Index>(call)},
                              {}};
    if (pool.gives_at_once()) return take_call(number, pool, pool.grant(holder), lasts);
    const auto gives_up = std::make_shared<Agenda::Ticket>();
    const Pool::Waiting waiting =
        pool.ask({holder, false, [this, number, &pool, lasts, gives_up](Pool::Holding holding) {
                      stage_.agenda.remove(*gives_up);
                      take_call(number, pool, holding, lasts);
                  }});
    *gives_up = stage_.agenda.add(stage_.now() + load.patience,
                                  {Phase::refuses, static_cast<std::uint32_t>(pool.kind()), place_of(number)},
                                  [&pool, waiting] { pool.refuse(waiting); });
}

void Switchboard::take_call(std::size_t number, Pool& pool, Pool::Holding holding, Ticks lasts) {
    talk({{&pool, holding}}, stage_.now() + lasts, place_of(number));
}

std::shared_ptr<Switchboard::Talk> Switchboard::talk(std::vector<Held> held, Ticks until, Index place) {
    auto talk = std::make_shared<Talk>();
    talk->held_ = std::move(held);
    talking_ += talk->held_.size();
    const auto drop = [this, talk] {
        const auto dropped = std::exchange(talk->dropped_, {});
        end(*talk);
        if (dropped) dropped();
    };
    for (const Held& unit : talk->held_) unit.holding->drop = drop;
    talk->ends_ = stage_.agenda.add(until, {Phase::ends, 0, place}, [this, talk] { end(*talk); });
    return talk;
}

void Switchboard::keep(const std::shared_ptr<Talk>& talk, Ticks until, Index place, std::function<void()> dropped) {
    if (talk->held_.empty()) return;
    stage_.agenda.remove(talk->ends_);
    talk->ends_ = {};
    talk->dropped_ = std::move(dropped);
    if (until == kForever) return;
    talk->ends_ = stage_.agenda.add(until, {Phase::leaves, 0, place}, [this, talk] { end(*talk); });
}

void Switchboard::free_callers(const std::shared_ptr<Talk>& talk) {
    std::erase_if(talk->held_, [this](const Held& unit) {
        if (unit.pool->kind() != Pool::Kind::callers) return false;
        unit.pool->give_back(unit.holding);
        --talking_;
        return true;
    });
}

void Switchboard::let_end(const std::shared_ptr<Talk>& talk, Ticks until, Index place) {
    if (talk->held_.empty()) return;
    stage_.agenda.remove(talk->ends_);
    talk->dropped_ = {};
    talk->ends_ = stage_.agenda.add(until, {Phase::ends, 0, place}, [this, talk] { end(*talk); });
}

void Switchboard::end(Talk& talk) {
    stage_.agenda.remove(talk.ends_);
    talk.dropped_ = {};
    for (const Held& unit : std::exchange(talk.held_, {})) {
        unit.pool->give_back(unit.holding);
        --talking_;
    }
}

void Switchboard::audit([[maybe_unused]] std::size_t held_by_cases) const {
    if (closed_) return;
    std::size_t held = 0;
    for (const std::vector<Pool>* const pools : pools()) {
        for (const Pool& pool : *pools) {
            pool.audit();
            held += pool.held();
        }
    }
    assert(held == held_by_cases + talking_);
}

}  // namespace hotline
