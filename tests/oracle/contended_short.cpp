// Scarce resources: requests, waits, drops and conversations; and other calls (rules I1 to I9).
#include <algorithm>

#include "tests/oracle/contended_drill.hpp"

namespace hotline::contended {

/// Rule I6.2, between searches of one case: the one that was opened earlier comes first; at one instant, the one that
/// an earlier attempt opened.
int ContendedDrill::compare(const Search& one, const Search& other) {
    if (&one == &other) return 0;
    if (one.opened != other.opened) return one.opened < other.opened ? -1 : 1;
    if (!one.opened_by || !other.opened_by) return !one.opened_by ? -1 : 1;
    if (const int outer = compare(*one.opened_by->search, *other.opened_by->search)) return outer;
    const auto place = [](const Attempt& attempt) {
        return std::tuple(attempt.branch->passage->step, attempt.position, attempt.order);
    };
    return place(*one.opened_by) < place(*other.opened_by) ? -1 : 1;
}

bool ContendedDrill::asks_before(const Claim& one, const Claim& other) {
    if (!one.search || !other.search) {
        if (one.search || other.search) return one.search;
        return std::tuple(one.position, one.number) < std::tuple(other.position, other.number);
    }
    const auto place = [](const Claim& claim) {
        const Played& played = *claim.search->played;
        return std::tuple(played.played->caller, played.played->callee, played.played->after, played.own->protocol,
                          played.index);
    };
    if (place(one) != place(other)) return place(one) < place(other);
    if (const int searches = compare(*one.search, *other.search)) return searches < 0;
    return one.position < other.position;
}

Claim ContendedDrill::claim_of(const Search& search, const Pool& pool) const {
    Claim claim;
    claim.pool = &pool;
    claim.search = &search;
    claim.priority = search.played->played->priority;
    return claim;
}

void ContendedDrill::ask_for(Attempt& attempt, const Pool& pool, Claim* Attempt::*unit, std::function<void()> granted,
                             std::function<void()> refused) {
    const Channel& channel = channel_of(attempt);
    Search& search = *attempt.search;
    Claim claim = claim_of(search, pool);
    claim.position = attempt.position;
    claim.preempts = channel.preempt;
    claim.patient_until = channel.queue ? now_ + patience(attempt) : now_;
    claim.granted = [this, &attempt, unit, granted = std::move(granted)](Claim& of) {
        attempt.*unit = &of;
        cancel(attempt.next);
        granted();
    };
    claim.refused = [this, &attempt, refused = std::move(refused)] {
        cancel(attempt.next);
        refused();
    };
    claim.dropped = [this, &attempt] { drop(attempt); };
    Claim& asked = pools_.ask(std::move(claim), now_);
    search.claims.push_back(&asked);
    if (!asked.waiting()) return;
    attempt.*unit = &asked;
    const std::optional<Ticks>& over = over_at(attempt);
    if (attempt.cut && *attempt.cut <= asked.patient_until && (!over || *attempt.cut <= *over)) {
        attempt.next = later(attempt, *attempt.cut, [this, &attempt] {
            ++reached_.calls_left_the_queue_for_their_site;
            cut_by_site(attempt);
        });
    } else if (over && *over < asked.patient_until) {
        attempt.next = at_the_end_of(*attempt.branch->passage, [this, &attempt] {
            ++reached_.waits_of_calls_cut_by_within;
            cut_by_within(attempt);
        });
    } else if (asked.patient_until > now_) {
        attempt.next = later(attempt, asked.patient_until, [&attempt] { attempt.next.reset(); });
    }
}

void ContendedDrill::give_back(Claim* claim) {
    if (claim) pools_.give_back(*claim, now_);
}

void ContendedDrill::give_back_all(Attempt& attempt) {
    for (Claim* claim : {attempt.caller, attempt.line, attempt.seat}) {
        if (claim && !claim->talking) give_back(claim);
    }
}

void ContendedDrill::drop(Attempt& attempt) {
    attempt.dropped = true;
    give_back_all(attempt);
    cancel(attempt.next);
    if (attempt.holds) {
        ++reached_.dropped_in_hold;
        return hold_until(attempt, now_);
    }
    ++(attempt.answered ? reached_.dropped_in_conversation : reached_.dropped_before_the_answer);
    fail(attempt, Result::dropped);
}

Talk& ContendedDrill::talk_with(const Found& what) {
    Talk& talk = talks_.emplace_back();
    Attempt& finder = *what.finder;
    talk.ends = now_ + draw(protocol_of(*finder.search).conversation, Purpose::conversation, finder);
    if (what.through == Through::call_back) {
        join(talk, finder.seat_of_call_back);
    } else if (what.through == Through::dialled) {
        for (Claim* claim : {finder.caller, finder.line, finder.seat}) join(talk, claim);
    }
    mind(talk, site_of(*finder.search));
    mind(talk, official_of(finder).site);
    plan_end(talk, talk.ends, Turn::ends);
    finder.talk = &talk;
    return talk;
}

void ContendedDrill::join(Talk& talk, Claim* claim) {
    if (!claim || !claim->held()) return;
    claim->talking = true;
    claim->droppable = true;
    claim->dropped = [this, &talk] {
        ++reached_.talks_dropped;
        if (talk.joined) {
            ++reached_.dropped_from_the_line;
            talk.joined->leaves = now_ - Ticks{1};
        }
        end_talk(talk);
    };
    talk.claims.push_back(claim);
}

void ContendedDrill::mind(Talk& talk, Index site) {
    talk.sites.push_back(site);
    const auto down = facts_.site_down(site, now_, talk.ends);
    if (!down) return;
    schedule({*down, Turn::ends}, {nullptr, nullptr, [this, &talk, planned = talk.planned] {
                                       if (talk.planned > std::max(planned, 1U)) return;
                                       if (!talk.over && now_ < talk.ends) ++reached_.found_talks_cut_by_site;
                                       end_talk(talk);
                                   }});
}

void ContendedDrill::plan_end(Talk& talk, Ticks at, Turn turn) {
    ++talk.planned;
    schedule({at, turn}, {nullptr, nullptr, [this, &talk, planned = talk.planned] {
                              if (talk.planned == planned) end_talk(talk);
                          }});
}

void ContendedDrill::end_talk(Talk& talk) {
    if (talk.over) return;
    talk.over = true;
    for (Claim* claim : talk.claims) give_back(claim);
}

void ContendedDrill::end_case(Played& played) {
    played.over = played.ended = true;
    for (const Joined& joined : played.joined) {
        Talk* const talk = joined.what.finder->talk;
        if (!talk || talk->over || !talk->joined) continue;
        ++reached_.let_go_at_the_horizon;
        end_talk(*talk);
    }
    for (Search& search : searches_) {
        if (search.played != &played || search.stopped) continue;
        for (Claim* claim : search.claims) {
            if (claim->talking) continue;
            if (claim->waiting()) ++reached_.waits_ended_by_the_horizon;
            give_back(claim);
        }
    }
}

void ContendedDrill::start_load(std::size_t number) {
    const Load& load = scenario_.loads[number];
    next_load_call(number, 0, load.from);
}

void ContendedDrill::next_load_call(std::size_t number, std::uint64_t call, Ticks after) {
    const Load& load = scenario_.loads[number];
    Law gap;
    gap.kind = Law::Kind::exponential;
    gap.a = 3600 / load.per_hour;
    const Ticks comes = after + luck_.draw(gap, Purpose::load_gap, number, 0, call);
    if (comes >= load.until) return;
    schedule({comes, Turn::ends},
             {nullptr, nullptr, [this, &load, number, call] {
                  next_load_call(number, call + 1, now_);
                  ++reached_.load_calls;
                  Claim claim;
                  claim.pool = load.official != kNone ? &seats_[load.official] : &lines_[load.channel];
                  claim.position = number;
                  claim.number = call;
                  claim.priority = load.priority;
                  claim.patient_until = now_ + load.patience;
                  claim.granted = [this, &load, number, call](Claim& of) {
                      const Ticks ends = now_ + luck_.draw(load.lasts, Purpose::load_lasts, number, 0, call);
                      schedule({ends, Turn::ends}, {nullptr, nullptr, [this, &of] { give_back(&of); }});
                  };
                  claim.refused = [this] { ++reached_.load_calls_refused; };
                  claim.dropped = [this] { ++reached_.load_calls_dropped; };
                  const Claim& asked = pools_.ask(std::move(claim), now_);
                  if (asked.waiting()) schedule({asked.patient_until, Turn::ends}, {nullptr, nullptr, [] {}});
              }});
}

}  // namespace hotline::contended
