#include "models/scenario/drill_bounds.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace hotline {
namespace {

/// Adds up all searches that a case can open.
class SearchesOfDrill {
public:
    SearchesOfDrill(const Scenario& scenario, const Directory& directory, const Case& played)
        : scenario_(scenario), directory_(directory), case_(played), playing_(scenario.protocols.size(), false) {}

    DrillBound bound(Index protocol) {
        const std::uint64_t own = add(protocol);
        const double horizon = seconds_of(scenario_.horizon);
        // Only the case's own search waits for people to call with.
        if (own > 0 && scenario_.parties[case_.caller].callers > 0) patience_ += horizon * static_cast<double>(own);
        DrillBound bound;
        bound.attempts = static_cast<std::uint32_t>(std::min<std::uint64_t>(attempts_, kMostAttempts));
        bound.waited = std::min(patience_, horizon * static_cast<double>(branches_));
        if (too_many()) {  // each attempt opens one search at most, of which no more branches wait than there are
                           // officials
            const double searches = 1.0 + kMostAttempts;
            bound.waited = horizon * searches * static_cast<double>(scenario_.officials.size());
        }
        return bound;
    }

private:
    bool too_many() const { return attempts_ >= kMostAttempts; }

    /// How many branches of the search there are at most side by side.
    std::uint64_t add(Index protocol) {
        if (playing_[protocol] || too_many()) return 0;
        playing_[protocol] = true;
        std::uint64_t branches = 0;
        std::set<std::pair<Index, Index>> opened;  // an official opens a search once
        for (const Step& step : scenario_.protocols[protocol].steps) {
            const std::vector<Index> called = directory_.called(step.call, case_.caller, case_.callee);
            branches = std::max<std::uint64_t>(branches, step.all_at_once ? called.size() : 1);
            for (const Index index : called) {
                const std::vector<Index> rows = rows_tried(scenario_, step, index);
                for (const Index row : rows) add_row(protocol, step, row);
                const Index inner = step.pass_to != kNone
                                        ? step.pass_to
                                        : scenario_.parties[scenario_.officials[index].party].hand_over;
                if (inner != kNone && !rows.empty() && opened.insert({index, inner}).second) add(inner);
            }
        }
        branches_ += branches;
        playing_[protocol] = false;
        return branches;
    }

    void add_row(Index protocol, const Step& step, Index row) {
        const std::uint64_t tries = std::uint64_t{scenario_.protocols[protocol].rounds} * step.tries;
        attempts_ += tries;
        const Channel& channel = scenario_.channels[scenario_.rows[row].channel];
        if (channel.kind != Channel::Kind::call || !channel.queue) return;
        const double of_each = seconds_of(step.patience.value_or(channel.patience));
        patience_ += static_cast<double>(tries) * of_each * (channel.lines > 0 ? 2 : 1);  // a line, and a seat
    }

    const Scenario& scenario_;
    const Directory& directory_;
    const Case& case_;
    std::vector<bool> playing_;
    std::uint64_t attempts_ = 0;
    std::uint64_t branches_ = 0;
    double patience_ = 0;
};

}  // namespace

DrillBounds::Parties DrillBounds::depends_on(Index protocol) const {
    std::vector<Index> reached{protocol};
    std::vector<bool> seen(scenario_.protocols.size(), false);
    seen[protocol] = true;
    const auto reach = [&](Index next) {
        if (next == kNone || seen[next]) return;
        seen[next] = true;
        reached.push_back(next);
    };
    for (const Party& party : scenario_.parties) reach(party.hand_over);
    Parties parties;
    for (std::size_t done = 0; done < reached.size(); ++done) {
        for (const Step& step : scenario_.protocols[reached[done]].steps) {
            reach(step.pass_to);
            if (!step.call.officials.empty()) continue;
            parties.caller |= step.call.side == Selector::Side::caller;
            parties.callee |= step.call.side == Selector::Side::callee;
        }
    }
    return parties;
}

const DrillBound& DrillBounds::of(Index case_index, Index protocol) {
    if (!directory_) {
        directory_.emplace(scenario_);
        depends_on_.resize(scenario_.protocols.size());
    }
    std::optional<Parties>& parties = depends_on_[protocol];
    if (!parties) parties = depends_on(protocol);
    const Case& played = scenario_.cases[case_index];
    // Whether people to call with are limited is the caller's too.
    const bool of_caller = parties->caller || scenario_.interaction;
    const Key key{protocol, of_caller ? played.caller : kNone, parties->callee ? played.callee : kNone};
    const auto [known, fresh] = known_.try_emplace(key);
    if (fresh) known->second = SearchesOfDrill(scenario_, *directory_, played).bound(protocol);
    return known->second;
}

}  // namespace hotline
