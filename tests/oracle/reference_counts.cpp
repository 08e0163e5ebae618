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
        if ((known[i].at < at || known[i].awaited) && count_as_one(known[i].official, official)) return true;
    }
    return false;
}

void ReferenceDrill::settle_finds() {
    std::vector<Found> finds = std::exchange(finds_, {});
    std::sort(finds.begin(), finds.end(), [](const Found& a, const Found& b) { return rank(a) < rank(b); });
    if (finds.size() > 1) ++reached_.counted_together;
    if (!counted_.empty() && last_settled_ == now_) ++reached_.counted_in_waves;
    last_settled_ = now_;
    for (const Found& what : finds) {
        const Index official = row_of(*what.finder).official;
        const auto same = std::find_if(counted_.begin(), counted_.end(), [&](const Found& other) {
            return count_as_one(row_of(*other.finder).official, official);
        });
        if (same != counted_.end()) {
            ++(row_of(*same->finder).official == official ? reached_.reached_again : reached_.organisations_again);
            continue;
        }
        if (what.levels > 0) ++reached_.counted_through_levels;
        if (!what.waits) ++reached_.counted_without_a_branch;
        counted_.push_back(what);
        if (what.levels == 0) is_result_reached(what);
        if (counted_.size() < goal_.count) continue;
        ++reached_.counts_full;
        contact_ = what;
        return stop(*own_);
    }
    for (const Found& what : finds) {
        Search& search = *what.here->search;
        search.known.push_back({now_, row_of(*what.finder).official, what.waits != nullptr});
        if (what.levels == 0) is_result_reached(what);
        if (what.waits) {
            go_on(search, now_, [this, &branch = *what.waits] { next_target_after_talk(branch); });
        } else if (what.levels == 0) {
            nothing_more(search);
        }
    }
}

bool ReferenceDrill::count_as_one(Index one, Index other) const {
    if (one == other) return true;
    const Official& a = scenario_.officials[one];
    const Official& b = scenario_.officials[other];
    return goal_.of_organisations && a.party == b.party && !a.organisation.empty() &&
           a.organisation == b.organisation;
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
