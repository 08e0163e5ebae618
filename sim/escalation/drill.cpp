#include "sim/escalation/drill.hpp"

#include <algorithm>
#include <tuple>

#include "models/scenario/drill_bounds.hpp"
#include "sim/escalation/simulation_error.hpp"

namespace hotline {

void Search::begin(const Plan& with, const Scenario& scenario) {
    plan = &with;
    protocol = &scenario.protocols[with.protocol];
    held_until = kForever;
    found = Discovery{};
    finds.clear();
    openings.clear();
    if (++stamp_ == 0) {  // after four billion searches old stamps would look new
        rows_.clear();
        promises_.clear();
        stamp_ = 1;
    }
    if (rows_.size() < with.rows) rows_.resize(with.rows);
    if (promises_.size() < with.officials) promises_.resize(with.officials);
}

void Drill::begin(Index of_case, Index with_protocol) {
    case_index = of_case;
    played_ = &scenario.cases[of_case];
    protocol = with_protocol;
    consulted.clear();
    attempts.clear();
    waits.clear();
    duty_waits.clear();
    waited = Ticks{0};
    reached.clear();
    shared = kNever;
    used_ = 0;
    const Case& now_played = played();
    open(with_protocol, now_played.caller,
         path_of_case(scenario.parties[now_played.caller], scenario.parties[now_played.callee], now_played.number))
        .counts = goal().counts();
}

Search& Drill::open(Index with_protocol, Index party, Identity path) {
    if (used_ == searches_.size()) searches_.push_back(std::make_unique<Search>());
    Search& search = *searches_[used_];
    search.begin(plans.plan(case_index, with_protocol), scenario);
    search.index = used_++;
    search.outer = kNone;
    search.depth = 0;
    search.party = party;
    search.path = path;
    search.opened = Ticks{0};
    search.over = kForever;
    search.counts = false;
    return search;
}

Attempt& Drill::attempt(const Search& search, const PlannedRow& row, std::uint32_t number, Ticks begins) {
    if (attempts.size() >= kMostAttempts) {
        throw SimulationError(
            SimulationError::Cause::scenario,
            "a drill must make at most 65535 attempts, but makes more: its protocols call too many people too often",
            facts.luck().seed(), facts.replication(), seconds_of(played().after + begins));
    }
    Attempt& made = attempts.emplace_back(row, search.path, number, facts.luck());
    made.begins = begins;
    made.search = search.index;
    return made;
}

bool Drill::comes_before(const Search& a, const Search& b) const {
    if (a.index == b.index) return false;
    if (a.opened != b.opened) return a.opened < b.opened;
    if (a.outer == kNone || b.outer == kNone) return a.outer == kNone;
    const Attempt& left = attempts[a.opened_by];
    const Attempt& right = attempts[b.opened_by];
    if (left.search != right.search) return comes_before(search(left.search), search(right.search));
    return std::tie(left.step, left.target, a.opened_by) < std::tie(right.step, right.target, b.opened_by);
}

void Drill::count(const Reached& found) {
    if (goal().conference) return join(found);
    const auto same = std::find_if(reached.begin(), reached.end(), [&](const Reached& other) {
        return count_as_one(found.official, other.official);
    });
    if (same != reached.end()) {
        if (!counts_before(found, *same)) return;
        reached.erase(same);
    }
    reached.insert(std::upper_bound(reached.begin(), reached.end(), found,
                                    [this](const Reached& a, const Reached& b) { return counts_before(a, b); }),
                   found);
    if (reached.size() < goal().count) return;
    reached.resize(goal().count);
    search(0).found = reached.back().how;
}

// Whoever is on the line at an instant was found at most a `hold` before. Adding somebody never takes anybody off the
// line, so that a contact, once found, can only become earlier.
void Drill::join(const Reached& found) {
    const auto before = [this](const Reached& a, const Reached& b) { return counts_before(a, b); };
    const auto place = reached.insert(std::upper_bound(reached.begin(), reached.end(), found, before), found);
    const bool decided = search(0).found.at < kForever;
    if (decided && place + 1 == reached.end()) return reached.pop_back();
    for (auto next = place; next != reached.end() && next->how.at <= found.leaves; ++next) {
        const auto joined = static_cast<std::size_t>(next - reached.begin()) + 1;
        if (on_the_line(joined, next->how.at) < goal().count) continue;
        reached.erase(next + 1, reached.end());
        search(0).found = reached.back().how;
        return;
    }
}

std::uint32_t Drill::on_the_line(std::size_t joined, Ticks at) const {
    const auto& hold = goal().hold;
    std::vector<Index> different;
    while (joined > 0) {
        const Reached& other = reached[--joined];
        if (hold && other.how.at + *hold < at) break;
        if (other.leaves < at) continue;
        const bool known = std::any_of(different.begin(), different.end(),
                                       [&](Index official) { return count_as_one(official, other.official); });
        if (!known) different.push_back(other.official);
    }
    return static_cast<std::uint32_t>(different.size());
}

void Drill::drop_from_line(std::uint32_t attempt, Ticks now) {
    const Ticks leaves = now - Ticks{1};
    for (Reached& other : reached) {
        if (finder(other.how) == attempt) other.leaves = std::min(other.leaves, leaves);
    }
    for (Find& find : search(0).finds) {
        if (finder(find.how) == attempt) find.leaves = std::min(find.leaves, leaves);
    }
}

bool Drill::counts_before(const Reached& a, const Reached& b) const {
    const auto moment = [](const Reached& of) { return std::tie(of.how.at, of.how.wave); };
    if (moment(a) != moment(b)) return moment(a) < moment(b);
    return a.search == b.search ? a.how < b.how : comes_before(search(a.search), search(b.search));
}

bool Drill::count_as_one(Index a, Index b) const {
    if (a == b) return true;
    if (!goal().of_organisations) return false;
    const Official& one = scenario.officials[a];
    const Official& other = scenario.officials[b];
    return !one.organisation.empty() && one.party == other.party && one.organisation == other.organisation;
}

Index Drill::found_by_way_of(const Discovery& how) const {
    return scenario.rows[attempts[finder(how)].row].official;
}

std::uint32_t Drill::finder(const Discovery& how) const {
    const Discovery* found = &how;
    while (found->inner != kNone) found = &search(found->inner).found;
    return found->attempt;
}

bool Drill::playing(const Search& search, Index with_protocol) const {
    for (const Search* at = &search;; at = searches_[at->outer].get()) {
        if (at->plan->protocol == with_protocol) return true;
        if (at->counts || at->outer == kNone) return false;
    }
}

bool Drill::needs_interpreter(const Search& search, Index row) const {
    return search.protocol->interpreter && !share_a_language(scenario, search.party, row);
}

bool share_a_language(const Scenario& scenario, Index party, Index row) {
    const std::vector<std::string>& theirs = scenario.officials[scenario.rows[row].official].languages;
    const std::vector<std::string>& ours = scenario.parties[party].languages;
    return std::any_of(ours.begin(), ours.end(), [&](const std::string& language) {
        return std::find(theirs.begin(), theirs.end(), language) != theirs.end();
    });
}

}  // namespace hotline
