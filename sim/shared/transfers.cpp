// The part of `SharedCase` that sends messages over shared carriers.

#include <algorithm>
#include <memory>

#include "sim/shared/shared_case.hpp"

namespace hotline {

Contention::Answer SharedCase::travel(const Search& search, std::uint32_t attempt, Ticks until, Delivery& delivery,
                                      const Late& late) {
    struct Wait {
        Branch* branch;
        std::optional<Delivery> came;
    };
    const auto wait = std::make_shared<Wait>(Wait{stage_.running(), {}});
    const Attempt& made = drill_.attempts[attempt];
    const Channel& channel = drill_.scenario.channels[drill_.scenario.rows[made.row].channel];
    const Ticks began = drill_.played().after + made.begins;
    ++state(search).under_way;
    const auto done = [this, &search, wait, late](bool failed) {
        if (ending_ || now() > drill_.stops(search)) return;
        const Delivery came{now(), failed};
        if (wait->branch) {
            wait->came = came;
            stage_.wake(*wait->branch);
        } else {
            guarded([&] { late(came); });
        }
        over(drill_.search(search.index));
    };
    // A search that stops at this instant does not send the message.
    stage_.agenda.add(stage_.now(), rank(Phase::sends), [this, &search, &channel, began, done] {
        if (ending_ || drill_.found_by(search) <= now()) return;
        network_->send(place_, channel, channel.size, began, done);
    });
    park(std::min(until, drill_.stops(search) + Ticks{1}), Phase::within);
    wait->branch = nullptr;
    if (ending_ || now() > drill_.stops(search)) return Answer::over;
    if (!wait->came) return Answer::late;
    delivery = *wait->came;
    return Answer::yes;
}

void SharedCase::sent(std::uint32_t attempt) {
    const Attempt& made = drill_.attempts[attempt];
    const Channel& channel = drill_.scenario.channels[drill_.scenario.rows[made.row].channel];
    if (network_ && channel.size > 0) network_->sent_at_once(channel, drill_.played().after + made.begins);
}

void SharedCase::exchange() {
    exchanging_ = true;
    // After messages that are sent at the horizon and arrive at once.
    horizon_ = stage_.agenda.add(starts_ + drill_.scenario.horizon, rank(Phase::shares), [this] {
        horizon_.reset();
        end_exchange();
    });
    send_evidence(first_try(drill_, now()));
}

void SharedCase::send_evidence(const ExchangeTry& made) {
    if (made.sent > drill_.scenario.horizon) return;
    stage_.agenda.add(starts_ + made.sent, rank(Phase::sends), [this, made] {
        if (!exchanging_) return;
        const Exchange& exchange = *drill_.scenario.protocols[drill_.protocol].exchange;
        const Channel& channel = drill_.scenario.channels[exchange.via];
        const Ticks after = drill_.played().after;
        if (drill_.facts.first_down(channel, after + made.begins, after + now())) {
            network_->sent_at_once(channel, after + made.begins);
            return evidence_lost(made);
        }
        network_->send(place_, channel, exchange.size, after + made.begins, [this, made](bool failed) {
            if (!exchanging_) return;
            if (failed) return evidence_lost(made);
            drill_.shared = now();
            end_exchange();
        });
    });
}

void SharedCase::evidence_lost(const ExchangeTry& made) {
    if (const auto next = next_try(drill_, made, now())) return send_evidence(*next);
    end_exchange();
}

void SharedCase::end_exchange() {
    exchanging_ = false;
    if (horizon_) stage_.agenda.remove(*std::exchange(horizon_, {}));
    if (ended_) ended_();
}

void SharedCase::under_way(const Search& search, Ticks until) {
    ++state(search).under_way;
    schedule(until, [this, &search] { over(drill_.search(search.index)); });
}

}  // namespace hotline
