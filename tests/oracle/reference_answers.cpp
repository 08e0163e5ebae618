// Attempts, what answers lead to, and who is found (rules 2 to 7).
#include <algorithm>

#include "tests/oracle/reference_drill.hpp"
#include "tests/oracle/takers.hpp"

namespace hotline::reference {

void ReferenceDrill::settle(Attempt& attempt, Result result) {
    attempt.settled = Settled{now_, result};
}

void ReferenceDrill::dead_number(Attempt& attempt) {
    ++reached_.told_stale;
    settle(attempt, Result::stale);
    attempt.search->dead.insert(attempt.row);
    if (goes_elsewhere(attempt)) return;
    go_on(*attempt.search, now_, [this, &branch = *attempt.branch] { next_row(branch); });
}

void ReferenceDrill::wait_in_vain(Attempt& attempt, Ticks until, Result result) {
    const std::optional<Ticks> over_at = attempt.branch->passage->over_at;
    const bool taken = result == Result::voice_mail || result == Result::wrong_person;
    if (taken && ((over_at && until > *over_at) || (attempt.cut && until >= *attempt.cut))) ++reached_.cut_when_taken;
    wait(attempt, until, [this, &attempt, result] {
        settle(attempt, result);
        if (result != Result::stale && result != Result::wrong_person) perhaps_call_back(attempt);
        if (!goes_elsewhere(attempt)) try_again(attempt);
    });
}

void ReferenceDrill::fail(Attempt& attempt) {
    ++reached_.channel_down;
    settle(attempt, Result::channel_down);
    if (!goes_elsewhere(attempt)) try_again(attempt);
}

bool ReferenceDrill::reachable(const Attempt& attempt, Ticks at) const {
    return facts_.present(row_of(attempt), at) && facts_.willing(official_of(attempt).party, attempt.search->party) &&
           !facts_.stale(row_of(attempt));
}

bool ReferenceDrill::official_is_there(const Attempt& attempt, Ticks at) {
    if (!facts_.site_down(official_of(attempt).site, at, at)) return true;
    ++reached_.official_gone;
    return false;
}

bool ReferenceDrill::caller_is_there(const Attempt& attempt, Ticks at) {
    if (!facts_.site_down(site_of(*attempt.search), at, at)) return true;
    ++reached_.caller_gone;
    return false;
}

bool ReferenceDrill::would_answer(const Attempt& attempt, Ticks at) {
    const Row& row = row_of(attempt);
    if (!facts_.present(row, at)) ++reached_.absent;
    if (facts_.present(row, at) != facts_.present(row, -case_.after)) ++reached_.presence_changes;
    if (!facts_.willing(official_of(attempt).party, attempt.search->party)) ++reached_.unwilling;
    if (scenario_.responses[row.response].spell > Ticks{0}) ++reached_.spells;
    if (facts_.has_duty(row.official, at)) ++reached_.asked_on_turn;
    if (official_of(attempt).roster == kNone && !facts_.on_duty(official_of(attempt), at) &&
        !facts_.leave(official_of(attempt), at))
        ++reached_.asked_off_turn;
    if (official_of(attempt).roster != kNone) {
        for (const Holiday& day : facts_.days_of(official_of(attempt), at)) {
            if (day.hours) ++reached_.short_days;
            if (day.site != kNone || !day.organisation.empty()) ++reached_.days_of_some;
        }
    }
    for (auto state : {&When::on_duty, &When::off_duty, &When::on_leave}) {
        const auto holding = facts_.by_hours(row, state, at);
        if (std::none_of(holding.begin(), holding.end(),
                         [&](const Duty* duty) { return duty == &facts_.duty(row, at); }))
            continue;
        ++(state == &When::on_duty    ? reached_.hours_on_duty
           : state == &When::off_duty ? reached_.hours_off_duty
                                      : reached_.hours_on_leave);
        if (holding.size() > 1) ++reached_.last_hours_won;
    }
    const bool answers = answered_by_cluster(facts_, row, at, attempt.search->path, attempt.number, reached_);
    return reachable(attempt, at) && official_is_there(attempt, at) && answers;
}

Ticks ReferenceDrill::latency_of(const Attempt& attempt, const Law& law, Purpose purpose) {
    return moved_latency(facts_, row_of(attempt), law, purpose, attempt.search->path, attempt.number,
                         draw(law, purpose, attempt), reached_);
}

bool ReferenceDrill::would_call_back(const Attempt& attempt, double probability) {
    return returned_by_cluster(facts_, row_of(attempt), probability, attempt.search->path, attempt.number, reached_);
}

void ReferenceDrill::called(Attempt& attempt) {
    const Channel& channel = channel_of(attempt);
    if (facts_.first_down(channel, attempt.begins, attempt.begins)) return fail(attempt);
    if (facts_.stale(row_of(attempt))) {
        if (channel.told) return dead_number(attempt);
        ++reached_.silent_stale;
        return wait_in_vain(attempt, now_ + patience(attempt), Result::stale);
    }
    const Response& response = scenario_.responses[row_of(attempt).response];
    const Duty& duty = facts_.duty(row_of(attempt), now_);
    attempt.rang = now_;
    const Ticks latency = latency_of(attempt, duty.latency, Purpose::latency);
    const auto other = other_taker(response, luck_, row_of(attempt).identity, attempt.search->path, attempt.number);
    const bool reacts =
        would_answer(attempt, now_) && latency <= patience(attempt) && official_is_there(attempt, now_ + latency);
    if (reacts && (!other || latency <= other->after)) {  // at the same instant, the official comes first
        if (!happens(duty.declined, Purpose::declined, attempt))
            return wait(attempt, now_ + latency, [this, &attempt] { answered(attempt, Through::dialled); });
        ++reached_.declined;
        return wait_in_vain(attempt, now_ + latency, Result::declined);
    }
    if (other && other->after <= patience(attempt)) {
        ++(other->result == Result::voice_mail ? reached_.voice_mails : reached_.wrong_persons);
        attempt.left_message = other->left_message;
        return wait_in_vain(attempt, now_ + other->ends, other->result);
    }
    wait_in_vain(attempt, now_ + patience(attempt), Result::no_answer);
}

void ReferenceDrill::perhaps_call_back(Attempt& attempt) {
    if (channel_of(attempt).kind != Channel::Kind::call || !reachable(attempt, *attempt.rang)) return;
    if (!official_is_there(attempt, *attempt.rang)) return;
    Search& search = *attempt.search;
    if (search.promised.contains(row_of(attempt).official)) return;
    const CallBack how = how_returned(scenario_.responses[row_of(attempt).response],
                                      facts_.duty(row_of(attempt), now_), attempt.left_message, reached_);
    if (!would_call_back(attempt, how.probability)) return;
    search.promised.insert(row_of(attempt).official);
    std::optional<Ticks> from = now_;
    if (how.from_next_shift) {
        from = facts_.next_shift(official_of(attempt), now_);
        ++(from ? reached_.next_shift_call_backs : reached_.call_backs_without_shift);
    }
    if (!from) return;
    const Ticks comes = *from + latency_of(attempt, how.delay, Purpose::call_back_delay);
    if (comes > scenario_.horizon || !official_is_there(attempt, comes) || !caller_is_there(attempt, comes)) return;
    ++search.pending;
    later(attempt, comes, [this, &attempt] {
        ++reached_.call_backs;
        answered(attempt, Through::call_back);
    });
}

void ReferenceDrill::sent(Attempt& attempt) {
    attempt.cut.reset();
    const Channel& channel = channel_of(attempt);
    const Ticks arrival = facts_.arrival(channel, channel.size, now_);
    const auto down = facts_.first_down(channel, attempt.begins, arrival);
    // The message is under way even if nobody waits for it any more.
    ++attempt.search->pending;
    later(attempt, down ? std::max(now_, *down) : arrival, [this, &attempt] { nothing_more(*attempt.search); });
    if (facts_.degraded(channel, now_)) ++reached_.sent_over_degraded;
    if (arrival > now_ && facts_.degraded(channel, now_) != facts_.degraded(channel, arrival)) {
        ++reached_.degraded_during_travel;
    }
    if (down) {
        if (*down > now_) {
            ++reached_.outages_during_travel;
        } else if (*down > attempt.begins) {
            ++reached_.outages_during_set_up;
        }
        return wait(attempt, std::max(now_, *down), [this, &attempt] { fail(attempt); });
    }
    if (facts_.stale(row_of(attempt))) {
        if (channel.told) return wait(attempt, arrival, [this, &attempt] { dead_number(attempt); });
        ++reached_.silent_stale;
        return wait_in_vain(attempt, arrival + patience(attempt), Result::stale);
    }
    // The reply is up to the official: it comes even if the branch has stopped waiting.
    const auto reply = reply_to(attempt, arrival);
    const std::optional<Ticks> over_at = attempt.branch->passage->over_at;
    if (reply && *reply <= arrival + patience(attempt) && (!over_at || *reply <= *over_at)) {
        return wait(attempt, *reply, [this, &attempt] { answered(attempt, Through::dialled); });
    }
    if (reply && *reply <= scenario_.horizon) {
        ++attempt.search->pending;
        later(attempt, *reply, [this, &attempt, arrival] {
            ++reached_.late_replies;
            if (now_ <= arrival + patience(attempt)) ++reached_.replies_after_within;
            answered(attempt, Through::late_reply);
        });
    }
    wait_in_vain(attempt, arrival + patience(attempt), Result::no_answer);
}

std::optional<Ticks> ReferenceDrill::reply_to(const Attempt& attempt, Ticks arrival) {
    if (!would_answer(attempt, arrival)) return std::nullopt;
    const Duty& duty = facts_.duty(row_of(attempt), arrival);
    std::optional<Ticks> from = arrival;
    if (duty.from_next_shift) from = facts_.next_shift(official_of(attempt), arrival);
    if (!from) return std::nullopt;
    if (duty.from_next_shift) ++reached_.next_shift_replies;
    const Ticks reply = *from + latency_of(attempt, duty.latency, Purpose::latency);
    if (!official_is_there(attempt, reply) || !caller_is_there(attempt, reply)) return std::nullopt;
    return reply;
}

void ReferenceDrill::talk_until(Attempt& attempt, Through through, Ticks at, std::function<void()> closure) {
    if (!attempt.talk_cut || at <= *attempt.talk_cut) return later(attempt, at, std::move(closure));
    later(attempt, *attempt.talk_cut, [this, &attempt, through] {
        ++reached_.talks_cut_by_site;
        end_conversation(attempt, through, Result::cut_off);
    });
}

void ReferenceDrill::answered(Attempt& attempt, Through through) {
    ++reached_.answers;
    const auto& hurdle = protocol_of(*attempt.search).interpreter;
    answers_.push_back({&attempt, now_});
    for (const Index site : {site_of(*attempt.search), official_of(attempt).site}) {
        const auto down = facts_.site_down(site, now_, scenario_.horizon);
        if (down && (!attempt.talk_cut || *down < *attempt.talk_cut)) attempt.talk_cut = down;
    }
    if (through == Through::dialled) attempt.answered = now_;
    if (through == Through::late_reply) attempt.late_reply = now_;
    if (!hurdle || facts_.share_a_language(attempt.search->party, official_of(attempt))) {
        return understood(attempt, through);
    }
    const Ticks helped = now_ + draw(hurdle->latency, Purpose::interpreter_latency, attempt);
    talk_until(attempt, through, helped, [=, this, &attempt] {
        if (!happens(hurdle->failure, Purpose::interpreter_failure, attempt)) return understood(attempt, through);
        ++reached_.no_interpreter;
        end_conversation(attempt, through, Result::no_interpreter);
    });
}

void ReferenceDrill::understood(Attempt& attempt, Through through) {
    const auto& hurdle = protocol_of(*attempt.search).verify;
    if (!hurdle) return verified(attempt, through);
    const Ticks proven = now_ + draw(hurdle->latency, Purpose::verify_latency, attempt);
    talk_until(attempt, through, proven, [=, this, &attempt] {
        if (!happens(hurdle->failure, Purpose::verify_failure, attempt)) return verified(attempt, through);
        ++reached_.not_verified;
        end_conversation(attempt, through, Result::not_verified);
    });
}

void ReferenceDrill::verified(Attempt& attempt, Through through) {
    const Official& official = official_of(attempt);
    const Index relay = step_of(*attempt.branch).pass_to;
    if (relay != kNone) return hand_over(attempt, through, relay);
    const bool screened = happens(scenario_.responses[row_of(attempt).response].screened, Purpose::screened, attempt);
    const bool has_authority = official.party == case_.callee && official.authority >= goal_.authority;
    const bool allowed = !goal_.by_call || channel_of(attempt).kind == Channel::Kind::call;
    if (has_authority && screened) ++reached_.screened;
    if (has_authority && !allowed) ++reached_.written_when_a_call_is_due;
    if (has_authority && allowed && !screened) {
        return found(*attempt.search, {.here = &attempt,
                                       .finder = &attempt,
                                       .through = through,
                                       .waits = through == Through::dialled ? attempt.branch : nullptr});
    }
    const Index internal = scenario_.parties[official.party].hand_over;
    if (internal != kNone) return hand_over(attempt, through, internal);
    end_conversation(attempt, through, Result::no_authority);
}

void ReferenceDrill::hand_over(Attempt& attempt, Through through, Index protocol) {
    Search& outer = *attempt.search;
    for (const Search* search = &outer;; search = search->opened_by->search) {
        if (search->protocol == protocol) {
            ++reached_.protocol_cycles;
            return end_conversation(attempt, through, Result::no_authority);
        }
        if (!search->opened_by || search->counts) break;
    }
    if (!outer.asked.insert({row_of(attempt).official, protocol}).second) {
        ++reached_.asked_again;
        return end_conversation(attempt, through, Result::handed_over);
    }
    ++(step_of(*attempt.branch).pass_to == kNone ? reached_.hand_overs : reached_.relays);
    Search& inner = searches_.emplace_back();
    inner.protocol = protocol;
    inner.party = official_of(attempt).party;
    inner.path = path_of_inner(outer.path, row_of(attempt).identity, attempt.number);
    inner.depth = outer.depth + 1;
    inner.opened_at = now_;
    inner.opened_by = &attempt;
    outer.opened.push_back(&inner);
    ++outer.pending;
    begin_search(inner);
    if (through != Through::dialled) return end_conversation(attempt, through, Result::handed_over);
    settle(attempt, Result::handed_over);
    inner.holding = attempt.branch;
    inner.held_until = now_ + protocol_of(outer).hold;
    if (const auto down = facts_.site_down(site_of(outer), now_, *inner.held_until)) {
        ++reached_.holds_cut_by_site;
        inner.held_until = std::max(now_, *down - Ticks{1});
    }
    go_on(outer, *inner.held_until, [this, &inner] {
        if (inner.holding) ++reached_.holds_ran_out;
        stop_holding(inner);
    });
}

void ReferenceDrill::stop_holding(Search& inner) {
    if (!inner.holding) return;
    Branch& branch = *inner.holding;
    inner.holding = nullptr;
    if (!goes_elsewhere(*inner.opened_by)) next_target_after_talk(branch);
}

void ReferenceDrill::end_conversation(Attempt& attempt, Through through, Result result) {
    if (through == Through::late_reply) attempt.settled_by_late_reply = Settled{now_, result};
    if (through != Through::dialled) return nothing_more(*attempt.search);
    settle(attempt, result);
    go_on(*attempt.search, now_, [this, &attempt] {
        if (!goes_elsewhere(attempt)) next_target_after_talk(*attempt.branch);
    });
}

void ReferenceDrill::next_target_after_talk(Branch& branch) {
    if (is_over(*branch.passage)) ++reached_.conversations_over_within;
    next_target(branch);
}

void ReferenceDrill::found(Search& search, Found what) {
    if (search.counts) {
        if (finds_.empty()) schedule(*own_, now_, kSettlement, [this] { settle_finds(); });
        finds_.push_back(what);
        return;
    }
    if (search.found.empty()) schedule(search, now_, kSettlement, [this, &search] { settle_found(search); });
    search.found.push_back(what);
}

std::tuple<unsigned, std::size_t, std::size_t, std::uint64_t> ReferenceDrill::rank(const Found& what) {
    return {what.levels, what.here->branch->passage->step, what.here->position, what.here->order};
}

void ReferenceDrill::settle_found(Search& search) {
    if (search.found.size() > 1) ++reached_.ties_between_contacts;
    const Found first = *std::min_element(search.found.begin(), search.found.end(),
                                          [](const Found& a, const Found& b) { return rank(a) < rank(b); });
    stop(search);
    if (!search.opened_by) {
        contact_ = first;
        return;
    }
    if (own_->counts && first.levels == 0) is_result_reached(first);
    Attempt& opening = *search.opened_by;
    Search& outer = *opening.search;
    Found through_it{first.levels + 1, &opening, first.finder, first.through};
    if (search.held_until && now_ <= *search.held_until) {
        ++reached_.found_within_hold;
        through_it.waits = std::exchange(search.holding, nullptr);
        return found(outer, through_it);
    }
    ++(search.held_until ? reached_.found_beyond_hold : reached_.found_without_hold);
    const Ticks connect = draw(protocol_of(outer).connect, Purpose::connect, opening);
    later(opening, now_ + connect, [=, this, &outer] {
        if (connect > Ticks{0}) ++reached_.connects;
        found(outer, through_it);
    });
}

}  // namespace hotline::reference
