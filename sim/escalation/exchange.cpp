#include "sim/escalation/exchange.hpp"

#include <algorithm>

#include "sim/escalation/travel.hpp"

namespace hotline {
namespace {

const Exchange& exchange_of(const Drill& drill) {
    return *drill.scenario.protocols[drill.protocol].exchange;
}

ExchangeTry make_try(const Drill& drill, std::uint32_t number, Ticks begins) {
    const Channel& channel = drill.scenario.channels[exchange_of(drill).via];
    return {
        number, begins,
        begins + drill.facts.luck().draw(channel.set_up, Purpose::exchange_set_up, 0, drill.search(0).path, number)};
}

}  // namespace

ExchangeTry first_try(const Drill& drill, Ticks begins) {
    return make_try(drill, 1, begins);
}

std::optional<ExchangeTry> next_try(const Drill& drill, const ExchangeTry& last, Ticks failed) {
    const Exchange& exchange = exchange_of(drill);
    if (last.number == exchange.tries) return {};
    const Ticks gap =
        drill.facts.luck().draw(exchange.gap, Purpose::exchange_gap, 0, drill.search(0).path, last.number);
    return make_try(drill, last.number + 1, failed + gap);
}

Ticks shared_alone(const Drill& drill) {
    const Ticks horizon = drill.scenario.horizon;
    const Ticks contact = drill.search(0).found.at;
    if (!drill.scenario.protocols[drill.protocol].exchange || contact > horizon) return kNever;
    const Exchange& exchange = exchange_of(drill);
    const Channel& channel = drill.scenario.channels[exchange.via];
    const Ticks after = drill.played().after;
    for (std::optional<ExchangeTry> made = first_try(drill, contact); made && made->sent <= horizon;) {
        const Ticks arrives =
            arrival_alone(drill.scenario, drill.facts, channel, exchange.size, after + made->sent) - after;
        const auto down = drill.facts.first_down(channel, after + made->begins, after + std::min(arrives, horizon));
        if (!down) return arrives <= horizon ? arrives : kNever;
        made = next_try(drill, *made, std::max(made->sent, *down - after));
    }
    return kNever;
}

}  // namespace hotline
