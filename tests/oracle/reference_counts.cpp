// Who counts in a case that must reach several (rule 16), and the end of searches (rule 7).
#include <algorithm>

#include "tests/oracle/reference_drill.hpp"

namespace hotline::reference {

bool ReferenceDrill::is_reached(const Branch& branch, Index official) const {
    const Passage& passage = *branch.passage;
    const std::vector<Known>& known = passage.search->known;
    const bool together = step_of(branch).all_at_once;
    const Ticks at = together ? passage.began : now_;
    for (std::size_t i = 0; i < (together ? passage.known : known.size()); ++i) {
        if (!(known[i].at < at || known[i].awaited) || !facts_.count_as_one(goal_, known[i].official, official))
            continue;
        if (known[i].leaves >= at) return true;
        ++reached_.called_after_leaving;
    }
    return false;
}

Ticks ReferenceDrill::leaves_line(Index official) {
    Ticks leaves = goal_.hold ? now_ + *goal_.hold : kForever;
    for (const Index site : {scenario_.officials[official].site, scenario_.parties[case_.caller].site}) {
        const auto down = facts_.site_down(site, now_, std::min(leaves, scenario_.horizon));
        if (!down) continue;
        ++reached_.left_for_a_site;
        leaves = std::max(now_, *down - Ticks{1});
    }
    return leaves;
}

bool ReferenceDrill::completes_conference(const Found& what, Index official) {
    bool had_left = false;
    for (const Known& other : joined_) {
        if (!facts_.count_as_one(goal_, other.official, official)) continue;
        if (other.leaves < now_) {
            had_left |= other.official == official;
        } else {
            ++(other.official == official ? reached_.joined_again : reached_.colleagues_joined);
        }
    }
    if (had_left) ++reached_.joined_after_leaving;
    if (what.levels > 0) ++reached_.joined_through_levels;
    if (what.through == Through::call_back) ++reached_.joined_by_call_back;
    if (what.through == Through::late_reply) ++reached_.joined_by_late_reply;
    if (!joined_.empty() && joined_.back().at == now_) ++reached_.joined_together;
    joined_.push_back({now_, official, what.waits != nullptr, leaves_line(official)});
    std::vector<Index> different;
    bool some_left = false;
    for (const Known& other : joined_) {
        some_left |= other.leaves < now_;
        if (other.leaves < now_) continue;
        if (std::none_of(different.begin(), different.end(),
                         [&](Index one) { return facts_.count_as_one(goal_, one, other.official); }))
            different.push_back(other.official);
    }
    if (different.size() < goal_.count) return false;
    ++reached_.conferences;
    if (some_left) ++reached_.conferences_after_some_left;
    return true;
}

void ReferenceDrill::settle_finds() {
    std::vector<Found> finds = std::exchange(finds_, {});
    std::sort(finds.begin(), finds.end(), [](const Found& a, const Found& b) {
        const int searches = compare(*a.here->search, *b.here->search);
        return searches != 0 ? searches < 0 : rank(a) < rank(b);
    });
    std::vector<Found> callers;
    if (finds.size() > 1) ++reached_.counted_together;
    if (finds.front().here->search != finds.back().here->search) ++reached_.found_by_several;
    if (!counted_.empty() && last_settled_ == now_) ++reached_.counted_in_waves;
    last_settled_ = now_;
    for (const Found& what : finds) {
        const Index official = row_of(*what.finder).official;
        if (goal_.conference) {
            counted_.push_back(what);
            if (what.levels == 0) is_result_reached(what);
            if (!completes_conference(what, official)) continue;
            contact_ = what;
            return stop(*own_);
        }
        const auto same = std::find_if(counted_.begin(), counted_.end(), [&](const Found& other) {
            return facts_.count_as_one(goal_, row_of(*other.finder).official, official);
        });
        if (same != counted_.end()) {
            ++(row_of(*same->finder).official == official ? reached_.reached_again : reached_.organisations_again);
            continue;
        }
        if (what.levels > 0) ++reached_.counted_through_levels;
        if (!what.waits) ++reached_.counted_without_a_branch;
        counted_.push_back(what);
        if (what.levels == 0) is_result_reached(what);
        callers.push_back(what);
        if (what.here->search->opened_by) ++reached_.counted_by_others;
        if (counted_.size() < goal_.count) continue;
        ++reached_.counts_full;
        contact_ = what;
        return stop(*own_);
    }
    for (const Found& what : callers) call_on(what);
    for (const Found& what : finds) {
        Search& search = *what.here->search;
        const Index official = row_of(*what.finder).official;
        search.known.push_back(
            {now_, official, what.waits != nullptr, goal_.conference ? leaves_line(official) : kForever});
        if (what.levels == 0) is_result_reached(what);
        if (what.waits) {
            go_on(search, now_, [this, what] {
                if (what.levels == 0 || !goes_elsewhere(*what.here)) next_target_after_talk(*what.waits);
            });
        } else if (what.levels == 0) {
            nothing_more(search);
        }
    }
}

/// Rule I6.2, between searches of one case.
int ReferenceDrill::compare(const Search& one, const Search& other) {
    if (&one == &other) return 0;
    if (one.opened_at != other.opened_at) return one.opened_at < other.opened_at ? -1 : 1;
    if (!one.opened_by || !other.opened_by) return !one.opened_by ? -1 : 1;
    if (const int openers = compare(*one.opened_by->search, *other.opened_by->search)) return openers;
    const auto place = [](const Attempt& attempt) {
        return std::tuple(attempt.branch->passage->step, attempt.position, attempt.order);
    };
    return place(*one.opened_by) < place(*other.opened_by) ? -1 : 1;
}

void ReferenceDrill::call_on(const Found& what) {
    const Index protocol = step_of(*what.here->branch).then_calls;
    if (protocol == kNone) return;
    ++reached_.call_ons;
    if (what.levels > 0) ++reached_.call_ons_through_levels;
    if (!what.waits) ++reached_.call_ons_without_a_branch;
    const Attempt& finder = *what.finder;
    for (const Search* search = what.here->search; search;
         search = search->opened_by ? search->opened_by->search : nullptr) {
        if (search->protocol != protocol) continue;
        ++reached_.call_ons_within_themselves;
        break;
    }
    Search& search = searches_.emplace_back();
    search.protocol = protocol;
    search.party = official_of(finder).party;
    search.path = path_of_inner(finder.search->path, row_of(finder).identity, finder.number);
    search.depth = finder.search->depth + 1;
    search.opened_at = now_;
    search.opened_by = what.finder;
    search.counts = true;
    what.here->search->opened.push_back(&search);
    begin_search(search);
}

void ReferenceDrill::is_result_reached(const Found& what) {
    if (what.through == Through::dialled) settle(*what.finder, Result::reached);
    if (what.through == Through::late_reply) what.finder->settled_by_late_reply = Settled{now_, Result::reached};
}

void ReferenceDrill::stop(Search& search) {
    if (search.stopped) return;
    search.stopped = now_;
    for (Search* inner : search.opened) stop(*inner);
}

}  // namespace hotline::reference
