#include "tests/oracle/contended_pools.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace hotline::contended {

Claim& Pools::ask(Claim claim, Ticks now) {
    Claim& asked = claims_.emplace_back(std::move(claim));
    asked.asked = now;
    if (asked.pool->units == 0) grant(asked, now);
    return asked;
}

Claim& Pools::take(Claim claim, Ticks now) {
    Claim& taken = claims_.emplace_back(std::move(claim));
    taken.asked = now;
    taken.asks = false;
    grant(taken, now);
    return taken;
}

void Pools::give_back(Claim& claim, Ticks now) {
    if (claim.state == Claim::State::over) return;
    claim.state = Claim::State::over;
    claim.ended_at = now;
}

std::size_t Pools::taken(const Pool& pool) const {
    return static_cast<std::size_t>(std::count_if(
        claims_.begin(), claims_.end(), [&](const Claim& claim) { return claim.pool == &pool && claim.held(); }));
}

void Pools::grant(Claim& claim, Ticks now) {
    claim.state = Claim::State::held;
    claim.granted_at = now;
    claim.taken = ++granted_;
    if (claim.granted) claim.granted(claim);
}

std::vector<Claim*> Pools::queue(Ticks now) {
    std::vector<Claim*> queue;
    for (Claim& claim : claims_) {
        if (claim.waiting()) queue.push_back(&claim);
    }
    const auto place = [](const Claim& claim) { return std::tuple(claim.pool->kind, claim.pool->index); };
    std::sort(queue.begin(), queue.end(), [&](const Claim* a, const Claim* b) {
        if (place(*a) != place(*b)) return place(*a) < place(*b);
        if ((a->asked == now) != (b->asked == now)) return b->asked == now;
        if (a->priority != b->priority) return a->priority > b->priority;
        if (a->asked != b->asked) return a->asked < b->asked;
        return before_(*a, *b);
    });
    return queue;
}

void Pools::count_order(const Claim& served) {
    for (const Claim& other : claims_) {
        if (!other.waiting() || other.pool != served.pool) continue;
        if (other.priority < served.priority && other.asked < served.asked) ++reached_.served_by_priority;
        if (other.priority == served.priority && other.asked == served.asked) ++reached_.asked_at_one_instant;
    }
}

bool Pools::give_out_one(Ticks now) {
    for (Claim* claim : queue(now)) {
        if (!free(*claim->pool)) continue;
        if (claim->asked < now) ++reached_.granted_after_waiting;
        if (claim->asked < now && claim->patient_until == now) ++reached_.granted_at_the_last_instant;
        grant(*claim, now);
        count_order(*claim);
        return true;
    }
    return false;
}

bool Pools::drop_for_one(Ticks now) {
    for (Claim* claim : queue(now)) {
        if (!claim->preempts || claim->asked < now || claim->tried_to_drop) continue;
        claim->tried_to_drop = true;
        std::vector<Claim*> lower;
        for (Claim& other : claims_) {
            if (other.pool != claim->pool || !other.held()) continue;
            if (other.droppable && other.priority < claim->priority) lower.push_back(&other);
        }
        if (taken(*claim->pool) - lower.size() >= claim->pool->units) {
            if (!lower.empty()) ++reached_.dropping_would_not_do;
            continue;
        }
        std::sort(lower.begin(), lower.end(), [&](const Claim* a, const Claim* b) {
            if (a->priority != b->priority) return a->priority < b->priority;
            if (a->granted_at != b->granted_at) return a->granted_at > b->granted_at;
            return before_(*b, *a);
        });
        for (auto next = lower.begin(); !free(*claim->pool); ++next) {
            if (!(*next)->held()) continue;  // its conversation was dropped just now
            if (next != lower.begin()) ++reached_.several_dropped;
            give_back(**next, now);
            (*next)->dropped();
        }
        grant(*claim, now);
        return true;
    }
    return false;
}

bool Pools::end_patience(Pool::Kind kind, Ticks now) {
    std::vector<Claim*> over;
    for (Claim* claim : queue(now)) {
        if (claim->pool->kind == kind && claim->patient_until <= now) over.push_back(claim);
    }
    for (Claim* claim : over) {
        give_back(*claim, now);
        claim->refused();
    }
    return !over.empty();
}

}  // namespace hotline::contended
