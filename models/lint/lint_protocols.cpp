// Protocols that exceed the horizon, depend on one carrier, or lead back to themselves.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/base/duration.hpp"
#include "models/lint/linter.hpp"

namespace hotline {

/// Follows the case's own search to the step in which the horizon falls. Nobody answers, and every duration is the
/// median of its law.
void Linter::check_length(const PlayedSearch& search) {
    const Protocol& protocol = scenario_.protocols[search.protocol];
    const double horizon = seconds_of(scenario_.horizon);
    std::vector<double> steps;        // how long each takes
    std::vector<std::size_t> number;  // of each in the protocol
    double round = 0;
    std::uint32_t rounds_of_it = protocol.rounds;
    for (std::size_t step = 0; step < search.steps.size();) {
        const Reach& reach = *search.steps[step];
        const Step& of = protocol.steps[step];
        steps.push_back(reach.anybody ? median(of.before) + reach.calls + median(of.linger) : 0);
        number.push_back(step);
        round += steps.back();
        const FollowUp* after = reach.left ? of.follow_up(Result::no_answer) : nullptr;
        if (after && after->goes == FollowUp::Goes::to_end) rounds_of_it = 1;
        if (after && after->goes >= FollowUp::Goes::to_next_round && after->goes != FollowUp::Goes::to_step) break;
        step = after && after->goes == FollowUp::Goes::to_step ? after->step : step + 1;
    }
    const double prepare = median(protocol.prepare);
    const double gap = median(protocol.round_gap);
    const double takes = prepare + rounds_of_it * round + (rounds_of_it - 1) * gap;
    if (takes <= horizon) return;

    // The number of whole rounds, each with the gap after it, before the horizon.
    const double whole = round + gap > 0 ? std::floor((horizon - prepare) / (round + gap)) : 0;
    auto rounds = static_cast<std::uint32_t>(std::clamp(whole, 0.0, static_cast<double>(rounds_of_it - 1)));
    double at = prepare + rounds * (round + gap);
    std::size_t step = 0;
    while (step < steps.size() && at + steps[step] <= horizon) at += steps[step++];
    if (step == steps.size()) {  // in the gap
        ++rounds;
        step = 0;
    }
    const std::string of_round = protocol.rounds > 1 ? fmt::format(" of round {}", rounds + 1) : "";
    note("protocol-exceeds-horizon", protocol.place,
         fmt::format(
             "when nobody answers, protocol \"{}\" takes {} by the medians of its laws: the horizon of {} comes "
             "before the end of step {}{}",
             protocol.id, moment_text(ticks_of_seconds(takes)), duration_text(scenario_.horizon), number[step] + 1,
             of_round),
         "set a longer horizon, fewer rounds or tries, or shorter gaps");
}

void Linter::check_carriers(const PlayedSearch& search) {
    std::optional<std::vector<Index>> common;
    for (const Reach* reach : search.steps) {
        if (!reach->any_row) continue;
        if (!common) common = reach->carriers;
        std::erase_if(*common, [&](Index carrier) {
            return std::find(reach->carriers.begin(), reach->carriers.end(), carrier) == reach->carriers.end();
        });
    }
    if (!common) return;
    const Protocol& protocol = scenario_.protocols[search.protocol];
    for (const Index carrier : *common) {
        const std::string& id = scenario_.carriers[carrier].id;
        note("single-carrier", protocol.place,
             fmt::format(
                 "every channel over which protocol \"{}\" calls runs over carrier \"{}\": nobody can be reached "
                 "while it is down",
                 protocol.id, id),
             fmt::format("add a channel that does not run over \"{}\"", id), id);
    }
}

std::size_t Linter::most_reached(const std::vector<PlayedSearch>& searches, const Goal& goal, Index callee) const {
    std::set<Index> officials;
    std::set<std::string> organisations;
    for (const PlayedSearch& search : searches) {
        const std::vector<Step>& steps = scenario_.protocols[search.protocol].steps;
        for (std::size_t step = 0; step < steps.size(); ++step) {
            if (steps[step].pass_to != kNone) continue;
            for (const auto& [index, by_call] : search.steps[step]->who) {
                const Official& official = scenario_.officials[index];
                if (official.party != callee || official.authority < goal.authority || (goal.by_call && !by_call))
                    continue;
                if (goal.of_organisations && !official.organisation.empty()) {
                    organisations.insert(official.organisation);
                } else {
                    officials.insert(index);
                }
                if (officials.size() + organisations.size() == goal.count) return goal.count;
            }
        }
    }
    return officials.size() + organisations.size();
}

void Linter::check_count(const std::vector<PlayedSearch>& searches, Index root, Index callee) {
    const Protocol& protocol = scenario_.protocols[root];
    const Goal& goal = *protocol.goal;
    const std::size_t most = most_reached(searches, goal, callee);
    if (most >= goal.count) return;
    const char* const what = goal.of_organisations ? "organisation" : "official";
    note("unreachable-count", protocol.place,
         fmt::format("the goal of protocol \"{}\" needs {} {}s of the callee with authority {} or more, but its "
                     "searches can reach no more than {}{}: there is never contact",
                     protocol.id, goal.count, what, goal.authority, most, goal.by_call ? " by a call" : ""),
         "lower \"count\", or call more people with the authority", fmt::format("{}", most));
}

// Whom one search calls in turn, and only by calls that nobody returns, are found one after the other.
std::optional<double> Linter::too_far_apart(const std::vector<PlayedSearch>& searches, Index root) const {
    const Protocol& protocol = scenario_.protocols[root];
    const Goal& goal = *protocol.goal;
    if (!goal.conference || !goal.hold || searches.size() > 1) return {};
    double apart = std::numeric_limits<double>::infinity();
    for (std::size_t step = 0; step < protocol.steps.size(); ++step) {
        const Reach& reach = *searches.front().steps[step];
        if (reach.unawaited || (protocol.steps[step].all_at_once && reach.any_row)) return {};
        apart = std::min(apart, reach.set_up);
    }
    if (protocol.verify) apart += protocol.verify->latency.least();
    if (!std::isfinite(apart) || static_cast<double>(goal.count - 1) * apart <= seconds_of(*goal.hold)) return {};
    return apart;
}

void Linter::check_hold(const std::vector<PlayedSearch>& searches, Index root) {
    const auto apart = too_far_apart(searches, root);
    if (!apart) return;
    const Protocol& protocol = scenario_.protocols[root];
    note("short-hold", protocol.place,
         fmt::format("the goal of protocol \"{}\" needs {} on the line at once, but each of them holds for {} and is "
                     "found {} or more after the one before: there is never contact",
                     protocol.id, protocol.goal->count, duration_text(*protocol.goal->hold),
                     duration_text(ticks_of_seconds(*apart))),
         "lengthen \"hold\", or call all at once");
}

/// Finds searches that can lead back to their own protocol, through people who may answer but cannot make contact.
/// Such a search ends there. At least one cycle of each strongly connected set of protocols is reported.
void Linter::check_cycles(const std::vector<PlayedSearch>& searches, const Goal& goal, Index callee) {
    std::map<Index, std::set<Index>> leads_to;
    for (const PlayedSearch& search : searches) {
        for (std::size_t step = 0; step < search.steps.size(); ++step) {
            const Index pass_to = scenario_.protocols[search.protocol].steps[step].pass_to;
            for (const auto& [party, answering] : search.steps[step]->answering) {
                const Index hand_over = scenario_.parties[party].hand_over;
                const bool hands_over = party != callee || answering.may_fall_short(goal);
                if (pass_to != kNone) {
                    leads_to[search.protocol].insert(pass_to);
                } else if (hand_over != kNone && hands_over) {
                    leads_to[search.protocol].insert(hand_over);
                }
            }
        }
    }
    // Depth first, without recursion: a file may chain any number of protocols.
    struct Level {
        Index protocol;
        std::set<Index>::const_iterator next;
    };
    std::vector<Level> way;
    std::map<Index, bool> on_way;            // by protocol, once it has been entered
    std::map<Index, std::uint32_t> deepest;  // by protocol, once it has been left: how many searches it nests
    const auto enter = [&](Index protocol) {
        on_way[protocol] = true;
        way.push_back({protocol, leads_to[protocol].begin()});
    };
    // A search of somebody who has been reached begins anew: it may play a protocol that led there.
    for (const PlayedSearch& search : searches) {
        const bool is_own = &search == &searches.front();
        if ((is_own || search.counts) && !on_way.contains(search.protocol)) enter(search.protocol);
        while (!way.empty()) {
            Level& level = way.back();
            if (level.next == leads_to[level.protocol].end()) {
                std::uint32_t& depth = deepest[level.protocol];
                for (const Index next : leads_to[level.protocol]) depth = std::max(depth, deepest[next]);
                ++depth;
                on_way[level.protocol] = false;
                way.pop_back();
                continue;
            }
            const Index next = *level.next++;
            const auto entered = on_way.find(next);
            if (entered == on_way.end()) {
                enter(next);
            } else if (entered->second) {
                std::vector<Index> cycle;
                for (auto back = way.rbegin(); cycle.empty() || cycle.back() != next; ++back) {
                    cycle.push_back(back->protocol);
                }
                std::reverse(cycle.begin(), cycle.end());
                note_cycle(std::move(cycle));
            }
        }
    }
    note_depth(searches.front().protocol, deepest);
}

void Linter::note_depth(Index root, const std::map<Index, std::uint32_t>& deepest) {
    const auto found = deepest.find(root);
    // The case's own search is not nested.
    if (found == deepest.end() || found->second <= kDeepestSearch + 1) return;
    playing_ = root;
    note("hand-overs-too-deep", scenario_.protocols[root].place,
         fmt::format("protocol \"{}\" may nest {} hand-overs: a drill that nests more than {} ends with an error",
                     scenario_.protocols[root].id, found->second - 1, kDeepestSearch),
         "let fewer relays pass a search on");
}

/// The bound counts neither the time that attempts take nor the horizon.
void Linter::check_attempts(Index root) {
    if (bounds_.of(case_, root).attempts < kMostAttempts) return;
    const Protocol& protocol = scenario_.protocols[root];
    note("too-many-attempts", protocol.place,
         fmt::format(
             "protocol \"{}\" may make {} attempts or more: a drill that makes more than {} ends with an error",
             protocol.id, kMostAttempts, kMostAttempts),
         "set fewer rounds or tries, or longer gaps");
}

void Linter::note_cycle(std::vector<Index> cycle) {
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    const Protocol& first = scenario_.protocols[cycle.front()];
    std::string chain;
    for (const Index protocol : cycle) chain += scenario_.protocols[protocol].id + " → ";
    chain += first.id;
    playing_ = cycle.front();
    note("hand-over-cycle", first.place,
         fmt::format("protocol \"{}\" may lead back to itself ({}): it is not started again, and the answer counts "
                     "as \"no authority\"",
                     first.id, chain),
         "hand over to another protocol, or call only people with the authority", chain);
}

}  // namespace hotline
