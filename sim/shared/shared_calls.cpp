// The half of `SharedCase` that handles contention: the units that the attempts of a case request and hold.

#include <algorithm>
#include <cassert>
#include <iterator>

#include "sim/shared/shared_case.hpp"

namespace hotline {

// ---- Requests

Contention::Answer SharedCase::ask(const Search& search, const Request& request, Limit limit,
                                   const std::function<void(Held)>& take) {
    Pool& pool = request.pool;
    const Pool::Holder holder{precedence(search.index, request.target), request.drop};
    if (pool.gives_at_once()) {
        take({&pool, pool.grant(holder)});
        return Answer::yes;
    }
    const Ticks asked = now();
    Asking asking{search, stage_.running(), pool, {}, Asking::State::waits};
    asking.waiting = pool.ask({holder, request.preempt, [&](Pool::Holding holding) {
                                   asking.state = Asking::State::has_it;
                                   std::erase(asking_, &asking);
                                   take({&pool, holding});
                                   stage_.wake(*asking.branch);
                               }});
    asking_.push_back(&asking);
    const Ticks gives_up = request.patience < kForever ? asked + request.patience : kForever;
    if (limit.goes_down && limit.at <= gives_up) {
        park_in_call(request.attempt, limit.at);
    } else if (limit.at < gives_up) {
        park_in_call(request.attempt, limit.at, Phase::within);
    } else {
        park_in_call(request.attempt, gives_up, Phase::refuses, static_cast<std::uint32_t>(pool.kind()));
    }
    drill_.waited += now() - asked;
    if (asking.state == Asking::State::has_it) return Answer::yes;
    if (asking.state == Asking::State::is_over) return Answer::over;
    std::erase(asking_, &asking);
    pool.refuse(asking.waiting);
    if (is_dropped(request.attempt)) return Answer::dropped;
    return now() == gives_up && !(limit.goes_down && limit.at == gives_up) ? Answer::no : Answer::late;
}

bool SharedCase::is_dropped(std::optional<std::uint32_t> attempt) const {
    if (!attempt) return false;
    const auto call = calls_.find(*attempt);
    return call != calls_.end() && call->second.dropped;
}

void SharedCase::park_in_call(std::optional<std::uint32_t> attempt, Ticks until, Phase phase, std::uint32_t depth) {
    const auto waits = [&](Branch* branch) {
        if (!attempt) return;
        if (const auto call = calls_.find(*attempt); call != calls_.end()) call->second.branch = branch;
    };
    waits(stage_.running());
    park(until, phase, depth);
    waits(nullptr);
}

Contention::Answer SharedCase::ask_for_call(const Search& search, std::uint32_t attempt, Pool& pool, Limit limit,
                                            std::optional<Held> Call::*where) {
    const Attempt& made = drill_.attempts[attempt];
    const Row& row = drill_.scenario.rows[made.row];
    const Channel& channel = drill_.scenario.channels[row.channel];
    const Step& step = search.protocol->steps[made.step];
    const Ticks patience = channel.queue ? patience_of(drill_.scenario, step, row) : Ticks{0};
    return ask(search, {pool, made.target, attempt, channel.preempt, patience, [this, attempt] { drop(attempt); }},
               limit, [this, attempt, where](const Held& held) { calls_.at(attempt).*where = held; });
}

Contention::Answer SharedCase::ask_caller(const Search& search, Index target, Limit limit) {
    Pool& pool = switchboard_->callers(search.party);
    if (search.outer != kNone || !pool.limited()) return Answer::yes;
    return ask(search, {pool, target, {}, false, kForever, {}}, limit, [this](const Held& held) {
        assert(!caller_);
        caller_ = held;
    });
}

void SharedCase::begin_call(const Search& search, std::uint32_t attempt) {
    Call& call = calls_[attempt];
    call.search = search.index;
    call.caller = std::exchange(caller_, {});
}

Contention::Answer SharedCase::ask_line(const Search& search, std::uint32_t attempt, Limit limit) {
    Pool& pool = switchboard_->lines(drill_.scenario.rows[drill_.attempts[attempt].row].channel);
    if (!pool.limited()) return Answer::yes;
    return ask_for_call(search, attempt, pool, limit, &Call::line);
}

Contention::Answer SharedCase::ask_seat(const Search& search, std::uint32_t attempt, Limit limit) {
    Pool& pool = switchboard_->seats(drill_.scenario.rows[drill_.attempts[attempt].row].official);
    return ask_for_call(search, attempt, pool, limit, &Call::seat);
}

void SharedCase::take_seat_for_call_back(const Search& search, std::uint32_t attempt) {
    schedule(drill_.attempts[attempt].answered, [this, &search, attempt] {
        // This includes the instant at which the search finds somebody, because it stops later in that instant.
        if (now() > drill_.stops(search)) return;
        const Attempt& missed = drill_.attempts[attempt];
        Pool& pool = switchboard_->seats(drill_.scenario.rows[missed.row].official);
        Call& call = calls_[attempt];
        call.search = search.index;
        call.seat = Held{&pool, pool.take({precedence(search.index, missed.target), {}})};
    });
}

// ---- During a call

Contention::Answer SharedCase::stay(const Search& search, std::uint32_t attempt, Ticks at, bool through) {
    const Ticks until = std::min(at, drill_.stops(search) + Ticks{1});
    if (until > now() || (through && until == now()))
        park_in_call(attempt, until, through ? Phase::within : Phase::goes_on);
    if (is_dropped(attempt)) return Answer::dropped;
    return now() >= at && at <= drill_.stops(search) && !ending_ ? Answer::yes : Answer::over;
}

void SharedCase::drop(std::uint32_t attempt) {
    const auto found = calls_.find(attempt);
    if (found == calls_.end()) return;  // the call ends at this instant
    Call& call = found->second;
    call.dropped = true;
    give_back(call);
    if (call.branch) stage_.wake(*call.branch);
}

// ---- The end of a call

void SharedCase::give_back(std::optional<Held>& held) {
    if (!held) return;
    const Held given = *std::exchange(held, {});
    given.pool->give_back(given.holding);
}

void SharedCase::give_back(Call& call) {
    give_back(call.seat);
    give_back(call.line);
    give_back(call.caller);
}

void SharedCase::hang_up(std::uint32_t attempt) {
    const auto call = calls_.find(attempt);
    if (call == calls_.end()) return;
    give_back(call->second);
    calls_.erase(call);
}

void SharedCase::end_calls() {
    std::erase_if(asking_, [this](Asking* asking) {
        if (!stops_now(asking->search.index)) return false;
        asking->state = Asking::State::is_over;
        asking->pool.refuse(asking->waiting);
        stage_.wake(*asking->branch);
        return true;
    });
    for (auto call = calls_.begin(); call != calls_.end();) {
        const bool stops = stops_now(call->second.search);
        if (stops) give_back(call->second);
        call = stops ? calls_.erase(call) : std::next(call);
    }
}

bool SharedCase::found_through(const Search& outer, const Search& inner) const {
    if (!outer.counts) return outer.found.inner == inner.index;
    return std::any_of(
        drill_.reached.begin() + static_cast<std::ptrdiff_t>(counted_), drill_.reached.end(),
        [&](const Reached& reached) { return reached.search == outer.index && reached.how.inner == inner.index; });
}

void SharedCase::converse(const Search& search, std::uint32_t found_by) {
    std::vector<Held> held;
    std::vector<const Search*> through;
    const auto keep = [&](std::optional<Held>& unit) {
        if (unit) held.push_back(*std::exchange(unit, {}));
    };
    if (const auto call = calls_.find(found_by); call != calls_.end()) {
        keep(call->second.seat);
        keep(call->second.line);
        keep(call->second.caller);
    }
    for (const Search* inner = &search; inner->outer != kNone && inner->found.at <= inner->held_until;) {
        const Search& outer = drill_.search(inner->outer);
        if (!found_through(outer, *inner)) break;
        // After a reply to a message there is no call.
        if (const auto call = calls_.find(inner->opened_by); call != calls_.end()) {
            if (call->second.dropped) break;
            keep(call->second.line);
            keep(call->second.caller);
            through.push_back(&outer);
        }
        inner = &outer;
    }
    if (held.empty()) return;
    const Ticks until = talks_until(search, found_by, through);
    const auto talk = switchboard_->talk(std::move(held), starts_ + until, place_);
    if (drill_.goal().conference) kept_.insert_or_assign(found_by, Kept{&search, talk, std::move(through)});
}

Ticks SharedCase::talks_until(const Search& search, std::uint32_t found_by,
                              const std::vector<const Search*>& through) const {
    const Attempt& attempt = drill_.attempts[found_by];
    Ticks until = now() + drill_.facts.luck().draw(search.protocol->conversation, Purpose::conversation,
                                                   attempt.row_identity, attempt.path, attempt.number);
    until = escalation_.talk_cut(search, attempt, now(), until).value_or(until);
    for (const Search* outer : through) {
        if (until > now()) until = escalation_.caller_leaves(*outer, now(), until - Ticks{1}).value_or(until);
    }
    return until;
}

void SharedCase::hold_the_line() {
    const auto talk_of = [this](const Reached& reached) { return kept_.find(drill_.finder(reached.how)); };
    const bool contact = drill_.search(0).found.at == now();
    for (std::size_t place = counted_; place < drill_.reached.size(); ++place) {
        const auto kept = talk_of(drill_.reached[place]);
        if (kept == kept_.end()) continue;
        if (contact && place + 1 == drill_.reached.size()) break;  // whoever completes the count is not put on hold
        const Ticks leaves = drill_.reached[place].leaves;
        switchboard_->free_callers(kept->second.talk);
        switchboard_->keep(kept->second.talk, leaves > drill_.scenario.horizon ? kForever : starts_ + leaves, place_,
                           [this, attempt = kept->first] { drill_.drop_from_line(attempt, now()); });
    }
    if (!contact) return;
    for (const Reached& reached : drill_.reached) {
        const auto kept = talk_of(reached);
        if (kept == kept_.end() || reached.leaves < now()) continue;
        const auto& [search, talk, through] = kept->second;
        switchboard_->let_end(talk, starts_ + talks_until(*search, kept->first, through), place_);
    }
}

std::size_t SharedCase::held() const {
    std::size_t units = caller_ ? 1 : 0;
    for (const auto& [attempt, call] : calls_) {
        units += static_cast<std::size_t>(call.caller.has_value()) + static_cast<std::size_t>(call.line.has_value()) +
                 static_cast<std::size_t>(call.seat.has_value());
    }
    return units;
}

}  // namespace hotline
