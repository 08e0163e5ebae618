// Attempts, what answers lead to, and who is found (rules 2 to 7).
#include <algorithm>

#include "tests/oracle/contended_drill.hpp"
#include "tests/oracle/takers.hpp"

namespace hotline::contended {

void ContendedDrill::settle(Attempt& attempt, Result result) {
    attempt.settled = Settled{now_, result};
}

void ContendedDrill::leave(Attempt& attempt) {
    attempt.awaited = false;
    give_back_all(attempt);
}

void ContendedDrill::dead_number(Attempt& attempt) {
    settle(attempt, Result::stale);
    leave(attempt);
    attempt.search->dead.insert(attempt.row);
    if (goes_elsewhere(attempt)) return;
    go_on(*attempt.search, now_, [this, &branch = *attempt.branch] { next_row(branch); });
}

void ContendedDrill::wait_in_vain(Attempt& attempt, Ticks until, Result result) {
    wait(attempt, until, [this, &attempt, result] {
        if (result != Result::stale && result != Result::wrong_person) perhaps_call_back(attempt);
        fail(attempt, result);
    });
}

void ContendedDrill::fail(Attempt& attempt, Result result) {
    settle(attempt, result);
    leave(attempt);
    if (!goes_elsewhere(attempt)) try_again(attempt);
}

bool ContendedDrill::reachable(const Attempt& attempt, Ticks at) const {
    return facts_.present(row_of(attempt), at) && facts_.willing(official_of(attempt).party, attempt.search->party) &&
           !facts_.stale(row_of(attempt));
}

bool ContendedDrill::official_is_there(const Attempt& attempt, Ticks at) {
    return !facts_.site_down(official_of(attempt).site, at, at);
}

bool ContendedDrill::caller_is_there(const Attempt& attempt, Ticks at) {
    return !facts_.site_down(site_of(*attempt.search), at, at);
}

bool ContendedDrill::would_answer(const Attempt& attempt, Ticks at) {
    const Row& row = row_of(attempt);
    const bool answers = answered_by_cluster(facts_, row, at, attempt.search->path, attempt.number, reached_);
    return reachable(attempt, at) && official_is_there(attempt, at) && answers;
}

Ticks ContendedDrill::latency_of(const Attempt& attempt, const Law& law, Purpose purpose) {
    return moved_latency(facts_, row_of(attempt), law, purpose, attempt.search->path, attempt.number,
                         draw(law, purpose, attempt), reached_);
}

bool ContendedDrill::would_call_back(const Attempt& attempt, double probability) {
    return returned_by_cluster(facts_, row_of(attempt), probability, attempt.search->path, attempt.number, reached_);
}

Ticks ContendedDrill::patience(const Attempt& attempt) {
    const auto& of_step = step_of(*attempt.branch).patience;
    if (of_step) return *of_step;
    return row_of(attempt).patience.value_or(channel_of(attempt).patience);
}

void ContendedDrill::dial(Attempt& attempt) {
    wait(attempt, now_ + draw(channel_of(attempt).set_up, Purpose::set_up, attempt),
         [this, &attempt] { called(attempt); });
}

void ContendedDrill::called(Attempt& attempt) {
    if (facts_.stale(row_of(attempt))) {
        if (channel_of(attempt).told) return dead_number(attempt);
        return wait_in_vain(attempt, now_ + patience(attempt), Result::stale);
    }
    ask_for(
        attempt, seats_[row_of(attempt).official], &Attempt::seat, [this, &attempt] { rings(attempt); },
        [this, &attempt] {
            ++reached_.busy;
            fail(attempt, Result::busy);
        });
}

void ContendedDrill::rings(Attempt& attempt) {
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

void ContendedDrill::perhaps_call_back(Attempt& attempt) {
    if (channel_of(attempt).kind != Channel::Kind::call || !reachable(attempt, *attempt.rang)) return;
    if (!official_is_there(attempt, *attempt.rang)) return;
    Search& search = *attempt.search;
    const Index who = row_of(attempt).official;
    if (search.promised.contains(who)) return;
    const CallBack how = how_returned(scenario_.responses[row_of(attempt).response],
                                      facts_.duty(row_of(attempt), now_), attempt.left_message, reached_);
    if (!would_call_back(attempt, how.probability)) return;
    search.promised.insert(who);
    std::optional<Ticks> from = now_;
    if (how.from_next_shift) from = facts_.next_shift(official_of(attempt), now_);
    if (!from) return;
    const Ticks comes = *from + latency_of(attempt, how.delay, Purpose::call_back_delay);
    if (comes > search.played->ends || !official_is_there(attempt, comes) || !caller_is_there(attempt, comes)) return;
    ++search.pending;
    later(attempt, comes, [this, &attempt, &search, who] {
        ++reached_.call_backs;
        Claim claim = claim_of(search, seats_[who]);
        claim.position = attempt.position;
        claim.droppable = false;
        attempt.seat_of_call_back = &pools_.take(std::move(claim), now_);
        search.claims.push_back(attempt.seat_of_call_back);
        answered(attempt, Through::call_back);
    });
}

void ContendedDrill::talk_until(Attempt& attempt, Through through, Ticks at, std::function<void()> closure) {
    std::optional<Key> next;
    if (!attempt.talk_cut || at <= *attempt.talk_cut) {
        next = later(attempt, at, [&attempt, through, closure = std::move(closure)] {
            if (through == Through::dialled) attempt.next.reset();
            closure();
        });
    } else {
        next = later(attempt, *attempt.talk_cut, [this, &attempt, through] {
            if (through == Through::dialled) attempt.next.reset();
            ++reached_.talks_cut_by_site;
            end_conversation(attempt, through, Result::cut_off);
        });
    }
    if (through == Through::dialled) attempt.next = next;
}

void ContendedDrill::answered(Attempt& attempt, Through through) {
    const auto& hurdle = protocol_of(*attempt.search).interpreter;
    attempt.search->played->answers.push_back({&attempt, now_});
    for (const Index site : {site_of(*attempt.search), official_of(attempt).site}) {
        const auto down = facts_.site_down(site, now_, attempt.search->played->ends);
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
        end_conversation(attempt, through, Result::no_interpreter);
    });
}

void ContendedDrill::understood(Attempt& attempt, Through through) {
    const auto& hurdle = protocol_of(*attempt.search).verify;
    if (!hurdle) return verified(attempt, through);
    const Ticks proven = now_ + draw(hurdle->latency, Purpose::verify_latency, attempt);
    talk_until(attempt, through, proven, [=, this, &attempt] {
        if (!happens(hurdle->failure, Purpose::verify_failure, attempt)) return verified(attempt, through);
        end_conversation(attempt, through, Result::not_verified);
    });
}

void ContendedDrill::verified(Attempt& attempt, Through through) {
    const Played& played = *attempt.search->played;
    const Official& official = official_of(attempt);
    const Index relay = step_of(*attempt.branch).pass_to;
    if (relay != kNone) return hand_over(attempt, through, relay);
    const bool screened = happens(scenario_.responses[row_of(attempt).response].screened, Purpose::screened, attempt);
    const bool has_authority = official.party == played.played->callee && official.authority >= played.goal.authority;
    const bool allowed = !played.goal.by_call || channel_of(attempt).kind == Channel::Kind::call;
    if (has_authority && allowed && !screened) {
        return found(*attempt.search, {.here = &attempt,
                                       .finder = &attempt,
                                       .through = through,
                                       .talk = nullptr,
                                       .awaited = through == Through::dialled});
    }
    const Index internal = scenario_.parties[official.party].hand_over;
    if (internal != kNone) return hand_over(attempt, through, internal);
    end_conversation(attempt, through, Result::no_authority);
}

void ContendedDrill::hand_over(Attempt& attempt, Through through, Index protocol) {
    Search& outer = *attempt.search;
    for (const Search* search = &outer;; search = search->opened_by->search) {
        if (search->protocol == protocol) return end_conversation(attempt, through, Result::no_authority);
        if (!search->opened_by || search->counts) break;
    }
    if (!outer.asked.insert({row_of(attempt).official, protocol}).second) {
        return end_conversation(attempt, through, Result::handed_over);
    }
    ++reached_.hand_overs;
    Search& inner = searches_.emplace_back();
    inner.played = outer.played;
    inner.protocol = protocol;
    inner.party = official_of(attempt).party;
    inner.path = path_of_inner(outer.path, row_of(attempt).identity, attempt.number);
    inner.depth = outer.depth + 1;
    inner.opened = now_;
    inner.opened_by = &attempt;
    outer.inner.push_back(&inner);
    ++outer.pending;
    begin_search(inner);
    if (through != Through::dialled) return end_conversation(attempt, through, Result::handed_over);
    settle(attempt, Result::handed_over);
    attempt.holds = &inner;
    Ticks until = now_ + protocol_of(outer).hold;
    if (const auto down = facts_.site_down(site_of(outer), now_, until)) {
        ++reached_.holds_cut_by_site;
        until = std::max(now_, *down - Ticks{1});
    }
    hold_until(attempt, until);
}

void ContendedDrill::hold_until(Attempt& attempt, Ticks at) {
    Search& outer = *attempt.search;
    attempt.holds->held_until = at;
    attempt.next = schedule({at, Turn::holds, outer.depth, attempt.order}, {outer.played, &outer, [this, &attempt] {
                                                                                attempt.next.reset();
                                                                                if (finds_now(*attempt.holds)) return;
                                                                                ++reached_.holds_ran_out;
                                                                                stop_holding(attempt);
                                                                            }});
}

void ContendedDrill::stop_holding(Attempt& attempt) {
    cancel(attempt.next);
    attempt.holds = nullptr;
    leave(attempt);
    if (!goes_elsewhere(attempt)) next_target(*attempt.branch);
}

bool ContendedDrill::finds_now(const Search& search) const {
    return !search.found.empty() || std::any_of(search.inner.begin(), search.inner.end(), [&](const Search* inner) {
        if (!finds_now(*inner)) return false;
        const Attempt& opening = *inner->opened_by;
        // A search also finds somebody beyond its hold if connecting takes no time.
        return opening.holds == inner || draw(protocol_of(search).connect, Purpose::connect, opening) == Ticks{0};
    });
}

void ContendedDrill::end_conversation(Attempt& attempt, Through through, Result result) {
    if (through == Through::late_reply) attempt.settled_by_late_reply = Settled{now_, result};
    if (through == Through::call_back) give_back(attempt.seat_of_call_back);
    if (through != Through::dialled) return nothing_more(*attempt.search);
    settle(attempt, result);
    leave(attempt);
    go_on(*attempt.search, now_, [this, &attempt] {
        if (!goes_elsewhere(attempt)) next_target(*attempt.branch);
    });
}

bool ContendedDrill::goes_elsewhere(Attempt& attempt) {
    Branch& branch = *attempt.branch;
    Passage& passage = *branch.passage;
    Result heard = attempt.settled->result;
    // Nobody tells the caller.
    if (heard == Result::stale && !channel_of(attempt).told) heard = Result::no_answer;
    for (const FollowUp& says : step_of(branch).on) {
        if (says.after != heard || says.goes == FollowUp::Goes::on) continue;
        ++reached_.went_elsewhere;
        if (heard == Result::busy || heard == Result::no_line || heard == Result::dropped)
            ++reached_.went_elsewhere_without_unit;
        const Official& official = official_of(attempt);
        const bool leaves_step =
            says.goes != FollowUp::Goes::to_next_target && says.goes != FollowUp::Goes::to_next_organisation;
        if (says.goes == FollowUp::Goes::to_next_organisation && !official.organisation.empty())
            passage.left.insert({official.party, official.organisation});
        if (says.goes == FollowUp::Goes::to_next_round) passage.next_step = protocol_of(*attempt.search).steps.size();
        if (says.goes == FollowUp::Goes::to_step) passage.next_step = says.step;
        if (says.goes == FollowUp::Goes::to_end) passage.ends_search = true;
        if (leaves_step) {
            end_branch(branch);
        } else {
            go_on(*attempt.search, now_, [this, &branch] { next_target(branch); });
        }
        return true;
    }
    return false;
}

void ContendedDrill::found(Search& search, Found what) {
    if (search.counts) {
        Played& played = *search.played;
        if (played.finds.empty())
            schedule({now_, Turn::settlements, 0}, {&played, played.own, [this, &played] { settle_finds(played); }});
        played.finds.push_back(what);
        return;
    }
    if (search.found.empty()) {
        schedule({now_, Turn::settlements, search.depth},
                 {search.played, &search, [this, &search] { settle_found(search); }});
    }
    search.found.push_back(what);
}

std::tuple<unsigned, std::size_t, std::size_t, std::uint64_t> ContendedDrill::rank(const Found& what) {
    return {what.levels, what.here->branch->passage->step, what.here->position, what.here->order};
}

void ContendedDrill::settle_found(Search& search) {
    Found first = *std::min_element(search.found.begin(), search.found.end(),
                                    [](const Found& a, const Found& b) { return rank(a) < rank(b); });
    begin_talk(search, first);
    stop(search);
    if (!search.opened_by) return conclude(*search.played, first);
    if (search.played->own->counts && first.levels == 0) is_result_reached(first);
    Attempt& opening = *search.opened_by;
    Search& outer = *opening.search;
    Found through_it{first.levels + 1, &opening, first.finder, first.through, first.talk, opening.holds == &search};
    if (search.held_until && now_ <= *search.held_until) {
        ++reached_.found_within_hold;
        return found(outer, through_it);
    }
    ++(search.held_until ? reached_.found_beyond_hold : reached_.found_without_hold);
    through_it.talk = nullptr;  // nothing is added to it
    through_it.awaited = false;
    const Ticks connect = draw(protocol_of(outer).connect, Purpose::connect, opening);
    if (connect == Ticks{0}) return found(outer, through_it);
    later(opening, now_ + connect, [=, this, &outer] { found(outer, through_it); });
}

void ContendedDrill::begin_talk(Search& search, Found& found) {
    Attempt& here = *found.here;
    if (found.levels == 0) {
        found.talk = &talk_with(found);
    } else if (found.talk && here.holds && !here.dropped && channel_of(here).kind == Channel::Kind::call) {
        ++reached_.talks_through_hand_overs;
        for (Claim* claim : {here.caller, here.line}) join(*found.talk, claim);
        mind(*found.talk, site_of(search));
    }
}

void ContendedDrill::conclude(Played& played, const Found& contact) {
    played.contact = contact;
    played.ended = !protocol_of(*played.own).exchange;
    if (!played.ended) send_evidence(played, 1);
}

void ContendedDrill::stop(Search& search) {
    if (search.stopped) return;
    search.stopped = now_;
    for (Claim* claim : search.claims) {
        if (claim->talking) continue;
        if (claim->waiting()) ++reached_.waits_ended_by_the_stop;
        give_back(claim);
    }
    for (Search* inner : search.inner) stop(*inner);
}

}  // namespace hotline::contended
