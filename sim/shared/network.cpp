#include "sim/shared/network.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace hotline {

bool Network::needed(const Scenario& scenario) {
    return scenario.interaction &&
           (std::any_of(scenario.channels.begin(), scenario.channels.end(),
                        [](const Channel& channel) { return channel.size > 0 && !channel.carriers.empty(); }) ||
            std::any_of(scenario.protocols.begin(), scenario.protocols.end(),
                        [](const Protocol& protocol) { return protocol.exchange.has_value(); }));
}

Network::Network(const Scenario& scenario, Facts& facts, Stage& stage)
    : scenario_(scenario), facts_(facts), stage_(stage), links_(Links::instance()) {
    for (const Case& played : scenario.cases) last_ = std::max(last_, played.after + scenario.horizon);
}

void Network::begin(Ticks drill_starts) {
    drill_starts_ = drill_starts;
    slowed_ = 0;
    meters_.assign(scenario_.carriers.size(), {});
    metered_ = Ticks{0};
    set_bandwidths(Ticks{0});
    enter_degradations();
    enter_traffic();
}

void Network::close() {
    read_meters();
    for (Transfer& transfer : transfers_) {
        count_slowness(transfer);
        count_delay(transfer);
    }
    for (Meter& meter : meters_) {
        meter.usage.busy = ticks_of_seconds(meter.used);
        meter.usage.lasted = now();
    }
    for (Transfer& transfer : transfers_) links_.end(transfer.flow);
    transfers_.clear();
    for (Links::Flow& flow : traffic_) links_.end(flow);
    traffic_.clear();
    changed_ = false;
}

Agenda::Ticket Network::enter(Ticks at, Phase phase, Index place, std::function<void()> run) {
    return stage_.agenda.add(drill_starts_ + at, {phase, 0, place}, std::move(run));
}

void Network::enter_degradations() {
    std::set<Ticks> changes;
    for (Index carrier = 0; carrier < scenario_.carriers.size(); ++carrier) {
        for (const Facts::Degraded& degraded : facts_.degraded(carrier)) {
            changes.insert({degraded.from, degraded.until});
        }
    }
    for (const Ticks at : changes) {
        if (at <= Ticks{0} || at > last_) continue;
        enter(at, Phase::carriers, 0, [this, at] {
            set_bandwidths(at);
            share();
        });
    }
}

void Network::set_bandwidths(Ticks at) {
    for (Index carrier = 0; carrier < scenario_.carriers.size(); ++carrier) {
        links_.set_bandwidth(carrier, bandwidth_of(scenario_.carriers[carrier], facts_.degraded(carrier), at));
    }
}

void Network::enter_traffic() {
    traffic_.resize(scenario_.traffic.size());
    for (std::size_t number = 0; number < scenario_.traffic.size(); ++number) {
        const Traffic& traffic = scenario_.traffic[number];
        // Traffic before the start of the drill affects nobody.
        const Ticks begins = std::max(traffic.from, Ticks{0});
        const Ticks ends = traffic.from + facts_.luck().draw(traffic.lasts, Purpose::traffic_lasts, number, 0, 0);
        if (ends <= begins || begins > last_) continue;
        enter(begins, Phase::sends, 0, [this, number, &traffic] {
            traffic_[number] = links_.begin({traffic.carrier}, traffic.flows, traffic.rate);
            change();
        });
        if (ends > last_) continue;
        enter(ends, Phase::ends, 0, [this, number] {
            links_.end(traffic_[number]);
            change();
        });
    }
}

void Network::send(Index place, const Channel& channel, double size, Ticks began, std::function<void(bool)> done) {
    const Ticks alone = arrival_alone(scenario_, facts_, channel, size, now());
    const Way transfer = transfers_.insert(
        transfers_.end(), {place, &channel, Progress(size), std::move(done), {}, 0, false, kForever, {}, {}, alone});
    for (const Index carrier : channel.carriers) ++meters_[carrier].usage.asked;
    if (const auto down = facts_.first_down(channel, began, last_)) {
        transfer->fails = enter(*down, Phase::ends, place, [this, transfer] {
            transfer->fails = {};
            count_failure(*transfer->channel, now());
            end(transfer, true);
        });
    }
    const Ticks begins = now() + latency_of(scenario_, facts_, channel, now());
    if (arrives_at_once(*transfer, begins)) {
        transfer->due = enter(begins, Phase::ends, place, [this, transfer] {
            transfer->due = {};
            end(transfer, false);
        });
    } else if (begins == now()) {
        begin(transfer);
    } else {
        transfer->due = enter(begins, Phase::sends, place, [this, transfer] {
            transfer->due = {};
            begin(transfer);
        });
    }
}

void Network::sent_at_once(const Channel& channel, Ticks began) {
    for (const Index carrier : channel.carriers) ++meters_[carrier].usage.asked;
    if (const auto down = facts_.first_down(channel, began, now())) count_failure(channel, *down);
}

void Network::count_failure(const Channel& channel, Ticks at) {
    for (const Index carrier : channel.carriers) {
        if (facts_.carrier_down(carrier, at)) ++meters_[carrier].usage.refused;
    }
}

void Network::count_slowness(Transfer& transfer) {
    const Ticks since = std::exchange(transfer.slow_since, kForever);
    if (since >= now() || std::exchange(transfer.slowed, true)) return;
    ++slowed_;
    for (const Index carrier : transfer.channel->carriers) ++meters_[carrier].usage.waited;
}

void Network::count_delay(const Transfer& transfer) {
    const Ticks late = now() - transfer.alone;
    if (!transfer.slowed || late <= Ticks{0}) return;
    for (const Index carrier : transfer.channel->carriers) meters_[carrier].usage.waiting += late;
}

bool Network::arrives_at_once(const Transfer& transfer, Ticks at) {
    Progress alone = transfer.progress;
    alone.go_on(at, bandwidth_of(scenario_, facts_, *transfer.channel, at));
    return alone.arrives() == at;
}

void Network::begin(Way transfer) {
    transfer->flow = links_.begin(transfer->channel->carriers, 1, std::numeric_limits<double>::infinity());
    change();
}

void Network::end(Way transfer, bool failed) {
    for (const Agenda::Ticket ticket : {transfer->due, transfer->fails}) {
        if (ticket.number != 0) stage_.agenda.remove(ticket);
    }
    if (transfer->flow.message) {
        links_.end(transfer->flow);
        change();
    }
    count_slowness(*transfer);
    if (!failed) count_delay(*transfer);
    const auto done = std::move(transfer->done);
    transfers_.erase(transfer);
    done(failed);
}

void Network::change() {
    if (std::exchange(changed_, true)) return;
    enter(now(), Phase::shares, 0, [this] { share(); });
}

void Network::share() {
    changed_ = false;
    read_meters();
    links_.share();
    for (Way transfer = transfers_.begin(); transfer != transfers_.end(); ++transfer) {
        if (!transfer->flow.message) continue;
        const double rate = links_.rate(transfer->flow);
        const double alone = bandwidth_of(scenario_, facts_, *transfer->channel, now());
        const bool anew = rate != std::exchange(transfer->rate, rate);
        if (anew) transfer->progress.go_on(now(), rate);
        count_slowness(*transfer);
        if (rate < alone) transfer->slow_since = now();
        if (!anew) continue;
        if (transfer->due.number != 0) stage_.agenda.remove(std::exchange(transfer->due, {}));
        if (transfer->progress.arrives() > last_) continue;
        transfer->due = enter(transfer->progress.arrives(), Phase::ends, transfer->place, [this, transfer] {
            transfer->due = {};
            end(transfer, false);
        });
    }
    set_meters();
}

void Network::read_meters() {
    for (Index carrier = 0; carrier < meters_.size(); ++carrier) {
        Meter& meter = meters_[carrier];
        if (meter.share <= 0 || now() == metered_) continue;
        // Traffic continues during outages, but uses no bandwidth.
        const Ticks down = facts_.carrier_downtime(carrier, metered_, now());
        meter.used += meter.share * seconds_of(now() - metered_ - down);
    }
    metered_ = now();
}

void Network::set_meters() {
    for (Meter& meter : meters_) meter.share = 0;
    for (const Transfer& transfer : transfers_) {
        if (!transfer.flow.message) continue;
        for (const Index carrier : transfer.channel->carriers) meters_[carrier].share += transfer.rate;
    }
    for (std::size_t number = 0; number < traffic_.size(); ++number) {
        if (traffic_[number].message)
            meters_[scenario_.traffic[number].carrier].share += links_.rate(traffic_[number]);
    }
    for (Index carrier = 0; carrier < meters_.size(); ++carrier) {
        const double bandwidth = bandwidth_of(scenario_.carriers[carrier], facts_.degraded(carrier), now());
        meters_[carrier].share = std::min(meters_[carrier].share / bandwidth, 1.0);
    }
}

}  // namespace hotline
