// Messages, evidence and traffic on their way over carriers (rules 4, 9.2 and I11 to I14).
#include <algorithm>
#include <limits>

#include "tests/oracle/contended_drill.hpp"

namespace hotline::contended {

void ContendedDrill::sent(Attempt& attempt) {
    attempt.cut.reset();
    give_back(attempt.caller);
    // The message is under way even if nobody waits for it any more.
    ++attempt.search->pending;
    Message message;
    message.channel = &channel_of(attempt);
    message.bytes = message.channel->size;
    message.played = attempt.search->played;
    message.search = attempt.search;
    message.order = attempt.order;
    message.arrived = [this, &attempt] {
        arrived(attempt);
        nothing_more(*attempt.search);
    };
    message.failed = [this, &attempt] {
        nothing_more(*attempt.search);
        if (!attempt.awaited) return;
        cancel(attempt.next);
        fail(attempt, Result::channel_down);
    };
    if (over_at(attempt)) {
        attempt.next = at_the_end_of(*attempt.branch->passage, [this, &attempt] { cut_by_within(attempt); });
    }
    send(attempt.begins, std::move(message));
}

void ContendedDrill::send(Ticks begins, Message message) {
    const Channel& channel = *message.channel;
    const auto down_before = facts_.first_down(channel, begins, now_);
    if (message.bytes <= 0 || channel.carriers.empty()) return down_before ? message.failed() : message.arrived();
    Message& sent = messages_.emplace_back(std::move(message));
    sent.sent = now_;
    sent.failed_at = down_before;
    if (down_before) return sent.failed();
    Key key{now_, Turn::ends, sent.search ? sent.search->depth : 0, sent.order};
    if (const auto down = facts_.first_down(channel, now_, scenario_.horizon)) {
        key.at = *down;
        sent.failure = schedule(key, {nullptr, nullptr, [this, &sent] {
                                          ++reached_.failed_under_way;
                                          end_journey(sent, false);
                                      }});
    }
    key.at = facts_.arrival(channel, sent.bytes, now_);
    if (key.at > now_ && scenario_.interaction) {
        schedule({now_, Turn::flows}, {nullptr, nullptr, [this, &sent] { set_out(sent); }});
    } else {
        sent.arrival = schedule(key, {nullptr, nullptr, [this, &sent] { end_journey(sent, true); }});
    }
}

void ContendedDrill::end_journey(Message& message, bool arrives) {
    cancel(message.failure);
    cancel(message.arrival);
    (arrives ? message.arrived_at : message.failed_at) = now_;
    note_slowness(message);
    if (message.flow) {
        network_.end(*message.flow);
        message.flow = nullptr;
        flows_changed_ = true;
    }
    // The sender learns of it only while the search goes on.
    if (message.played->over || (message.search && message.search->stopped)) return;
    arrives ? message.arrived() : message.failed();
}

void ContendedDrill::set_out(Message& message) {
    if (message.search && (message.search->stopped == now_ || message.played->ends == now_)) {
        ++reached_.not_sent_at_the_stop;
        message.sent_at_all = false;
        return cancel(message.failure);
    }
    const Channel& channel = *message.channel;
    const Ticks starts = now_ + facts_.latencies(channel, now_);
    const unsigned depth = message.search ? message.search->depth : 0;
    if (facts_.arrival(channel, message.bytes, now_) == starts) {
        message.arrival = schedule({starts, Turn::ends, depth, message.order},
                                   {nullptr, nullptr, [this, &message] { end_journey(message, true); }});
    } else {
        message.arrival =
            schedule({starts, Turn::flows}, {nullptr, nullptr, [this, &message] { begin_flow(message); }});
    }
}

void ContendedDrill::begin_flow(Message& message) {
    message.arrival.reset();
    if (!network_.flows().empty()) ++reached_.shared_bandwidth;
    message.flow =
        &network_.begin(now_, message.channel->carriers, std::numeric_limits<double>::infinity(), message.bytes * 8);
    flows_changed_ = true;
}

void ContendedDrill::note_slowness(Message& message) const {
    if (message.slow_since && *message.slow_since < now_) message.slowed = true;
    message.slow_since.reset();
}

void ContendedDrill::reckon_arrivals() {
    network_.share(now_);
    for (Message& message : messages_) {
        if (!message.flow) continue;
        double alone = std::numeric_limits<double>::infinity();
        for (const Index carrier : message.channel->carriers)
            alone = std::min(alone, facts_.bandwidth(carrier, now_));
        note_slowness(message);
        if (message.flow->rate < alone) message.slow_since = now_;
        if (message.arrival && message.arrival->at == *message.flow->arrival) continue;
        if (message.arrival) ++reached_.rates_changed;
        cancel(message.arrival);
        const unsigned depth = message.search ? message.search->depth : 0;
        message.arrival = schedule({*message.flow->arrival, Turn::ends, depth, message.order},
                                   {nullptr, nullptr, [this, &message] { end_journey(message, true); }});
    }
}

void ContendedDrill::begin_traffic(const Traffic& traffic, std::size_t number) {
    const Ticks lasts = luck_.draw(traffic.lasts, Purpose::traffic_lasts, number, 0, 0);
    if (lasts <= Ticks{0}) return;
    schedule({traffic.from, Turn::flows},
             {nullptr, nullptr, [this, &traffic, lasts] {
                  constexpr double kEndless = std::numeric_limits<double>::infinity();
                  for (std::uint32_t flow = 0; flow < traffic.flows; ++flow) {
                      const Flow& begun = network_.begin(now_, {traffic.carrier}, traffic.rate, kEndless);
                      schedule({now_ + lasts, Turn::ends}, {nullptr, nullptr, [this, &begun] {
                                                                network_.end(begun);
                                                                flows_changed_ = true;
                                                            }});
                  }
                  flows_changed_ = true;
              }});
}

void ContendedDrill::arrived(Attempt& attempt) {
    const Ticks until = now_ + patience(attempt);
    if (facts_.stale(row_of(attempt))) {
        if (!attempt.awaited) return;
        cancel(attempt.next);
        if (channel_of(attempt).told) return dead_number(attempt);
        return wait_in_vain(attempt, until, Result::stale);
    }
    const auto reply = reply_to(attempt, now_);
    const std::optional<Ticks>& over = over_at(attempt);
    if (attempt.awaited) cancel(attempt.next);
    if (attempt.awaited && reply && *reply <= until && (!over || *reply <= *over)) {
        return wait(attempt, *reply, [this, &attempt] { answered(attempt, Through::dialled); });
    }
    if (reply && *reply <= attempt.search->played->ends) {
        ++attempt.search->pending;
        later(attempt, *reply, [this, &attempt] {
            ++reached_.late_replies;
            answered(attempt, Through::late_reply);
        });
    }
    if (attempt.awaited) wait_in_vain(attempt, until, Result::no_answer);
}

std::optional<Ticks> ContendedDrill::reply_to(const Attempt& attempt, Ticks arrival) {
    if (!would_answer(attempt, arrival)) return std::nullopt;
    const Duty& duty = facts_.duty(row_of(attempt), arrival);
    std::optional<Ticks> from = arrival;
    if (duty.from_next_shift) from = facts_.next_shift(official_of(attempt), arrival);
    if (!from) return std::nullopt;
    const Ticks reply = *from + latency_of(attempt, duty.latency, Purpose::latency);
    if (!official_is_there(attempt, reply) || !caller_is_there(attempt, reply)) return std::nullopt;
    return reply;
}

void ContendedDrill::send_evidence(Played& played, std::uint32_t number) {
    const Exchange& exchange = *protocol_of(*played.own).exchange;
    const Channel& channel = scenario_.channels[exchange.via];
    const Identity path = played.own->path;
    const Ticks begins = now_;
    const Ticks sent = now_ + luck_.draw(channel.set_up, Purpose::exchange_set_up, 0, path, number);
    schedule({sent, Turn::ends},
             {&played, nullptr, [=, this, &played, &exchange, &channel] {
                  Message message;
                  message.channel = &channel;
                  message.bytes = exchange.size;
                  message.played = &played;
                  message.arrived = [this, &played] {
                      ++reached_.evidence_shared;
                      played.shared = now_;
                      played.ended = true;
                  };
                  message.failed = [=, this, &played, &exchange] {
                      ++reached_.evidence_lost;
                      played.ended = number == exchange.tries;
                      if (played.ended) return;
                      const Ticks gap = luck_.draw(exchange.gap, Purpose::exchange_gap, 0, path, number);
                      schedule({now_ + gap, Turn::ends},
                               {&played, nullptr, [=, this, &played] { send_evidence(played, number + 1); }});
                  };
                  send(begins, std::move(message));
              }});
}

}  // namespace hotline::contended
