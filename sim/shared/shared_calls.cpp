// What the attempts of a case hold while others want it: the contended half of `SharedCase`.

#include <algorithm>
#include <memory>

#include "sim/shared/shared_case.hpp"

namespace hotline {

// ---- Asking

World::Answer SharedCase::ask(const Search& search, const Request& request, Ticks until, std::optional<Held>& into) {
    Pool& pool = request.pool;
    const Ticks asked = now();
    const std::uint32_t priority = drill_.played().priority;
    const auto take = [&] { into = Held{&pool, pool.take({priority, stage_.now(), request.drop})}; };
    if (pool.has_free()) {
        pool.asked();
        take();
        return Answer::yes;
    }
    // After everything else of the instant: what is given back at it is free.
    park(asked, Phase::asks);
    if (has_stopped(search, request.begun)) return Answer::over;
    if (is_dropped(request.attempt)) return Answer::dropped;
    pool.asked();
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
    if (request.preempt) pool.make_room(waiting);
    const Ticks gives_up = request.queue ? asked + request.patience : asked;
    if (!granted && request.queue) {
        park_in_call(request.attempt, std::min({gives_up, until, drill_.scenario.horizon}));
        drill_.waited += now() - asked;
    }
    if (granted) {
        if (now() > asked) pool.waited(now() - asked);
        if (has_stopped(search, request.begun)) {
            give_back(into);
            return Answer::over;
        }
        if (!is_dropped(request.attempt)) return Answer::yes;
        give_back(into);
        return Answer::dropped;
    }
    pool.leave(waiting);
    pool.refused();
    pool.gave_up(now() - asked);
    if (has_stopped(search, request.begun)) return Answer::over;
    if (is_dropped(request.attempt)) return Answer::dropped;
    return gives_up <= until ? Answer::no : Answer::late;
}

bool SharedCase::is_dropped(std::optional<std::uint32_t> attempt) const {
    if (!attempt) return false;
    const auto call = calls_.find(*attempt);
    return call != calls_.end() && call->second.dropped;
}

void SharedCase::park_in_call(std::optional<std::uint32_t> attempt, Ticks until) {
    const auto waits = [&](Branch* branch) {
        if (!attempt) return;
        if (const auto call = calls_.find(*attempt); call != calls_.end()) call->second.branch = branch;
    };
    waits(stage_.running());
    park(until);
    waits(nullptr);
}

/// Puts a unit where the call keeps it; the call may have ended while its branch waited.
World::Answer SharedCase::ask_for_call(const Search& search, std::uint32_t attempt, Pool& pool, Ticks until,
                                       std::optional<Held> Call::*where) {
    std::optional<Held> got;
    const Answer answer = ask(search, request(pool, attempt), until, got);
    if (!got) return answer;
    if (const auto call = calls_.find(attempt); call != calls_.end()) {
        call->second.*where = got;
        return answer;
    }
    give_back(got);
    return Answer::over;
}

SharedCase::Request SharedCase::request(Pool& pool, std::uint32_t attempt) {
    const Attempt& made = drill_.attempts[attempt];
    const Channel& channel = drill_.scenario.channels[drill_.scenario.rows[made.row].channel];
    const Step& step = drill_.search(made.search).protocol->steps[made.step];
    return {pool,
            channel.queue,
            channel.preempt,
            step.patience.value_or(channel.patience),
            made.begins,
            attempt,
            [this, attempt] { drop(attempt); }};
}

World::Answer SharedCase::ask_caller(const Search& search, Ticks until) {
    Pool& pool = switchboard_->callers(search.party);
    if (search.outer != kNone || !pool.limited()) return Answer::yes;
    return ask(search, {pool, true, false, kForever, now(), {}, {}}, until, caller_);
}

void SharedCase::begin_call(const Search& search, std::uint32_t attempt) {
    Call& call = calls_[attempt];
    call.search = search.index;
    call.caller = std::exchange(caller_, {});
}

World::Answer SharedCase::ask_line(const Search& search, std::uint32_t attempt, Ticks until) {
    Pool& pool = switchboard_->lines(drill_.scenario.rows[drill_.attempts[attempt].row].channel);
    if (!pool.limited()) return Answer::yes;
    return ask_for_call(search, attempt, pool, until, &Call::line);
}

World::Answer SharedCase::ask_seat(const Search& search, std::uint32_t attempt, Ticks until) {
    Pool& pool = switchboard_->seats(drill_.scenario.rows[drill_.attempts[attempt].row].official);
    return ask_for_call(search, attempt, pool, until, &Call::seat);
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
    if (!is_dropped(attempt)) {
        const Ticks until = std::min(at, drill_.stops(search) + Ticks{1});
        if (until > now()) park_in_call(attempt, until);
        if (now() >= at && at <= drill_.stops(search) && !is_dropped(attempt)) return Answer::yes;
    }
    // The calls of a search that has stopped are gone.
    return is_dropped(attempt) && !has_stopped(search, drill_.attempts[attempt].begins) ? Answer::dropped
                                                                                        : Answer::over;
}

void SharedCase::drop(std::uint32_t attempt) {
    const auto found = calls_.find(attempt);
    if (found == calls_.end()) return;  // it ends at this instant
    Call& call = found->second;
    call.dropped = true;
    give_back(call);
    if (call.branch) stage_.wake(*call.branch);
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
    Call ended = call->second;
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
