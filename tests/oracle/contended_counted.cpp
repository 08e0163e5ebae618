// Who counts in a case that must reach several (rules 16 and I5.4).
#include <algorithm>

#include "tests/oracle/contended_drill.hpp"

namespace hotline::contended {

bool ContendedDrill::is_reached(const Branch& branch, Index official) const {
    const Passage& passage = *branch.passage;
    const Search& search = *passage.search;
    const bool together = step_of(branch).all_at_once;
    const Ticks at = together ? passage.began : now_;
    for (std::size_t i = 0; i < (together ? passage.known : search.known.size()); ++i) {
        const Known& known = search.known[i];
        if (known.joined && known.joined->leaves < at) continue;
        if ((known.at < at || known.awaited) && facts_.count_as_one(search.played->goal, known.official, official))
            return true;
    }
    return false;
}

Ticks ContendedDrill::leaves_line(const Played& played, Index official) {
    Ticks leaves = played.goal.hold ? now_ + *played.goal.hold : kForever;
    for (const Index site : {scenario_.officials[official].site, scenario_.parties[played.played->caller].site}) {
        const auto down = facts_.site_down(site, now_, std::min(leaves, played.ends));
        if (down) leaves = std::max(now_, *down - Ticks{1});
    }
    return leaves;
}

void ContendedDrill::join_line(Played& played, const Found& what) {
    const Index official = row_of(*what.finder).official;
    played.joined.push_back({what, now_, leaves_line(played, official)});
    ++reached_.joined;
}

bool ContendedDrill::is_full(const Played& played) {
    std::vector<Index> different;
    for (const Joined& joined : played.joined) {
        const Index official = row_of(*joined.what.finder).official;
        if (joined.leaves >= now_ && std::none_of(different.begin(), different.end(), [&](Index other) {
                return facts_.count_as_one(played.goal, other, official);
            }))
            different.push_back(official);
    }
    return different.size() >= played.goal.count;
}

/// Rule I5.5: the caller is free, and the rest is kept until somebody leaves.
void ContendedDrill::hold_line(Joined& joined) {
    Talk* const talk = joined.what.finder->talk;
    if (!talk || talk->over) return;
    talk->joined = &joined;
    std::erase_if(talk->claims, [&](Claim* claim) {
        if (claim->pool->kind != Pool::Kind::callers) return false;
        if (claim->pool->units > 0) ++reached_.callers_free_in_holds;
        give_back(claim);
        return true;
    });
    plan_end(*talk, joined.leaves, Turn::leaves);
}

/// Those on the line talk, from the contact on.
void ContendedDrill::confer(Played& played) {
    ++reached_.conferences;
    for (const Joined& joined : played.joined) {
        Attempt& finder = *joined.what.finder;
        Talk* const talk = finder.talk;
        if (joined.leaves < now_ || !talk || talk->over) continue;
        talk->joined = nullptr;
        talk->ends = now_ + draw(protocol_of(*finder.search).conversation, Purpose::conversation, finder);
        plan_end(*talk, talk->ends, Turn::ends);
        for (const Index site : std::exchange(talk->sites, {})) mind(*talk, site);
    }
}

void ContendedDrill::settle_finds(Played& played) {
    std::vector<Found> finds = std::exchange(played.finds, {});
    std::sort(finds.begin(), finds.end(), [](const Found& a, const Found& b) {
        const int searches = compare(*a.here->search, *b.here->search);
        return searches != 0 ? searches < 0 : rank(a) < rank(b);
    });
    std::vector<Found> callers;
    for (Found& what : finds) {
        const Index official = row_of(*what.finder).official;
        if (played.goal.conference) {
            begin_talk(*what.here->search, what);
            played.counted.push_back(what);
            if (what.levels == 0) is_result_reached(what);
            join_line(played, what);
            if (!is_full(played)) {
                hold_line(played.joined.back());
                continue;
            }
            confer(played);
            stop(*played.own);
            return conclude(played, what);
        }
        if (std::any_of(played.counted.begin(), played.counted.end(), [&](const Found& other) {
                return facts_.count_as_one(played.goal, row_of(*other.finder).official, official);
            })) {
            ++reached_.reached_again;
            continue;
        }
        begin_talk(*what.here->search, what);
        played.counted.push_back(what);
        if (what.levels == 0) is_result_reached(what);
        callers.push_back(what);
        if (what.here->search->counts && what.here->search->opened_by) ++reached_.counted_by_others;
        if (played.counted.size() < played.goal.count) continue;
        ++reached_.counts_full;
        stop(*played.own);
        return conclude(played, what);
    }
    for (const Found& what : callers) call_on(what);
    for (const Found& what : finds) {
        Search& search = *what.here->search;
        const auto joined = std::find_if(played.joined.begin(), played.joined.end(),
                                         [&](const Joined& other) { return other.what.finder == what.finder; });
        search.known.push_back(
            {now_, row_of(*what.finder).official, what.awaited, joined == played.joined.end() ? nullptr : &*joined});
        if (what.levels == 0) is_result_reached(what);
        if (what.awaited && what.levels > 0) {
            stop_holding(*what.here);
        } else if (what.awaited) {
            leave(*what.here);
            go_on(search, now_, [this, &branch = *what.here->branch] { next_target(branch); });
        } else if (what.levels == 0) {
            Claim* const seat = what.finder->seat_of_call_back;
            if (seat && !seat->talking) give_back(seat);
            nothing_more(search);
        }
        ++reached_.counted;
    }
}

void ContendedDrill::call_on(const Found& what) {
    const Index protocol = step_of(*what.here->branch).then_calls;
    if (protocol == kNone) return;
    ++reached_.call_ons;
    const Attempt& finder = *what.finder;
    Search& search = searches_.emplace_back();
    search.played = finder.search->played;
    search.protocol = protocol;
    search.party = official_of(finder).party;
    search.path = path_of_inner(finder.search->path, row_of(finder).identity, finder.number);
    search.depth = finder.search->depth + 1;
    search.opened = now_;
    search.opened_by = what.finder;
    search.counts = true;
    what.here->search->inner.push_back(&search);
    begin_search(search);
}

void ContendedDrill::is_result_reached(const Found& what) {
    if (what.through == Through::dialled) settle(*what.finder, Result::reached);
    if (what.through == Through::late_reply) what.finder->settled_by_late_reply = Settled{now_, Result::reached};
}

}  // namespace hotline::contended
