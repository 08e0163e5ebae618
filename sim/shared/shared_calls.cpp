// What the attempts of a case hold while others want it: the contended half of `SharedCase`.

#include <algorithm>
#include <memory>

#include "sim/shared/shared_case.hpp"

namespace hotline {

// ---- Asking

World::Answer SharedCase::ask(const Search& search, const Request& request, Ticks until, std::optional<Held>& into,
                              const bool& dropped) {
    Pool& pool = request.pool;
    const Ticks asked = now();
    // After everything else of the instant: what is given back at it is free.
    park(asked, Phase::asks);
    if (has_stopped(search, request.begun)) return Answer::over;
    if (dropped) return Answer::dropped;
    pool.asked();
    const std::uint32_t priority = drill_.played().priority;
    const auto take = [&] { into = Held{&pool, pool.take({priority, stage_.now(), request.drop})}; };
    if (pool.has_free()) {
        take();
        return Answer::yes;
    }
    bool granted = false;
    Branch& self = *stage_.running();
    const Pool::Waiting waiting = pool.wait({priority, [&] {
                                                 granted = true;
                                                 take();
                                                 stage_.wake(self);
                                             }});
    if (request.preempt) pool.drop_below(priority);
    const Ticks gives_up = request.queue ? asked + request.patience : asked;
    if (!granted && request.queue) {
        park(std::min({gives_up, until, drill_.scenario.horizon}));
        drill_.waited += now() - asked;
    }
    if (granted) {
        if (now() > asked) pool.waited(now() - asked);
        if (!has_stopped(search, request.begun)) return dropped ? Answer::dropped : Answer::yes;
        give_back(into);
        return Answer::over;
    }
    pool.leave(waiting);
    pool.refused();
    pool.gave_up(now() - asked);
    if (has_stopped(search, request.begun)) return Answer::over;
    if (dropped) return Answer::dropped;
    return gives_up <= until ? Answer::no : Answer::late;
}

SharedCase::Request SharedCase::request(Pool& pool, std::uint32_t attempt) {
    const Attempt& made = drill_.attempts[attempt];
    const Channel& channel = drill_.scenario.channels[drill_.scenario.rows[made.row].channel];
    const Step& step = drill_.search(made.search).protocol->steps[made.step];
    return {
        pool, channel.queue, channel.preempt, step.patience.value_or(channel.patience), made.begins, [this, attempt] {
            drop(attempt);
        }};
}

World::Answer SharedCase::ask_caller(const Search& search, Ticks until) {
    Pool& pool = switchboard_->callers(search.party);
    if (search.outer != kNone || !pool.limited()) return Answer::yes;
    const bool dropped = false;
    return ask(search, {pool, true, false, kForever, now(), {}}, until, caller_, dropped);
}

void SharedCase::begin_call(const Search& search, std::uint32_t attempt) {
    Call& call = calls_[attempt];
    call.search = search.index;
    call.branch = stage_.running();
    call.caller = std::exchange(caller_, {});
}

World::Answer SharedCase::ask_line(const Search& search, std::uint32_t attempt, Ticks until) {
    Pool& pool = switchboard_->lines(drill_.scenario.rows[drill_.attempts[attempt].row].channel);
    if (!pool.limited()) return Answer::yes;
    Call& call = calls_[attempt];
    return ask(search, request(pool, attempt), until, call.line, call.dropped);
}

World::Answer SharedCase::ask_seat(const Search& search, std::uint32_t attempt, Ticks until) {
    Pool& pool = switchboard_->seats(drill_.scenario.rows[drill_.attempts[attempt].row].official);
    Call& call = calls_[attempt];
    return ask(search, request(pool, attempt), until, call.seat, call.dropped);
}

void SharedCase::take_seat_for_call_back(const Search& search, std::uint32_t attempt) {
    schedule(drill_.attempts[attempt].answered, [this, &search, attempt] {
        if (has_stopped(search, now())) return;
        Pool& pool = switchboard_->seats(drill_.scenario.rows[drill_.attempts[attempt].row].official);
        Call& call = calls_[attempt];
        call = Call{};
        call.search = search.index;
        call.seat = Held{&pool, pool.take({drill_.played().priority, stage_.now(), {}})};
    });
}

// ---- While it lasts

World::Answer SharedCase::stay(const Search& search, std::uint32_t attempt, Ticks at) {
    const auto call = calls_.find(attempt);
    if (call == calls_.end()) return wait_until(search, at) ? Answer::yes : Answer::over;
    if (!call->second.dropped) {
        call->second.branch = stage_.running();
        if (wait_until(search, at)) return Answer::yes;
    }
    // The calls of a search that has stopped are gone.
    const auto still = calls_.find(attempt);
    return still != calls_.end() && still->second.dropped && !has_stopped(search, drill_.attempts[attempt].begins)
               ? Answer::dropped
               : Answer::over;
}

void SharedCase::drop(std::uint32_t attempt) {
    Call& call = calls_.at(attempt);
    call.dropped = true;
    give_back(call);
    stage_.wake(*call.branch);
}

// ---- And ends

void SharedCase::give_back(std::optional<Held>& held) {
    if (!held) return;
    const Held given = *std::exchange(held, {});
    given.pool->give_back(given.holding, stage_.now());
}

void SharedCase::give_back(Call& call) {
    give_back(call.seat);
    give_back(call.line);
    give_back(call.caller);
}

void SharedCase::hang_up(std::uint32_t attempt) {
    const auto call = calls_.find(attempt);
    if (call == calls_.end()) return;
    Call ended = std::move(call->second);
    calls_.erase(call);
    give_back(ended);
}

void SharedCase::end_calls() {
    for (auto call = calls_.begin(); call != calls_.end();) {
        auto& [attempt, held] = *call;
        const Search& search = drill_.search(held.search);
        if (drill_.stops(search) > now()) {
            ++call;
            continue;
        }
        const Discovery& found = search.found;
        if (found.at == now() && found.attempt == attempt) {
            // Who only passed the call on is free again.
            std::vector<Held> lasting;
            if (found.inner == kNone && held.seat) lasting.push_back(*std::exchange(held.seat, {}));
            if (held.line) lasting.push_back(*std::exchange(held.line, {}));
            if (held.caller) lasting.push_back(*std::exchange(held.caller, {}));
            last(std::move(lasting), state(search).talks_until);
        }
        give_back(held);
        call = calls_.erase(call);
    }
}

void SharedCase::last(std::vector<Held> held, Ticks until) {
    struct Lasting {
        std::vector<Held> held;
        Agenda::Ticket ends;
    };
    const auto lasting = std::make_shared<Lasting>();
    lasting->held = std::move(held);
    const auto end = [stage = &stage_, lasting] {
        for (const Held& unit : std::exchange(lasting->held, {})) unit.pool->give_back(unit.holding, stage->now());
    };
    for (const Held& unit : lasting->held) {
        unit.holding->drop = [stage = &stage_, lasting, end] {
            stage->agenda.remove(lasting->ends);
            end();
        };
    }
    lasting->ends = stage_.agenda.add(starts_ + until, {Phase::ends, 0, drill_.case_index}, end);
}

}  // namespace hotline
