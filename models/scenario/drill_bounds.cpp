#include "models/scenario/drill_bounds.hpp"

#include <algorithm>
#include <boost/math/distributions/poisson.hpp>
#include <limits>
#include <set>
#include <utility>

namespace hotline {
namespace {

void add_to(RequestBound& bound, double requests, double wait) {
    bound.requests += requests;
    bound.wait = std::max(bound.wait, wait);
}

/// An upper bound on the calls of a load that holds in all but one of 10¹² drills.
double most_calls(const Load& load) {
    const double mean = load.per_hour * seconds_of(load.until - load.from) / 3600;
    if (!(mean > 0)) return 0;
    const boost::math::poisson_distribution<double> law(mean);
    return boost::math::quantile(boost::math::complement(law, 1e-12));
}

/// Adds up all searches that a case can open.
class SearchesOfDrill {
public:
    /// Also adds its requests to `asked`, if given.
    SearchesOfDrill(const Scenario& scenario, const Directory& directory, const Case& played,
                    RequestBounds* asked = nullptr)
        : scenario_(scenario),
          directory_(directory),
          case_(played),
          asked_(asked),
          playing_(scenario.protocols.size(), false) {}

    DrillBound bound(Index protocol) {
        const std::uint64_t own = add(protocol);
        is_own_ = false;
        add_call_ons(protocol);
        const double horizon = seconds_of(scenario_.horizon);
        // Only the case's own search waits for callers.
        if (own > 0 && scenario_.parties[case_.caller].callers > 0) patience_ += horizon * static_cast<double>(own);
        DrillBound bound;
        bound.attempts = static_cast<std::uint32_t>(std::min<std::uint64_t>(attempts_, kMostAttempts));
        bound.waited = std::min(patience_, horizon * static_cast<double>(branches_));
        bound.cost = cost_;
        if (too_many()) {  // an attempt opens at most one search, whose branches are at most as many as the officials
            Cost most = 0;
            for (const Channel& channel : scenario_.channels) most = std::max(most, channel.cost);
            bound.cost = kMostAttempts * units_of(most);
            const double searches = 1.0 + kMostAttempts;
            bound.waited = horizon * searches * static_cast<double>(scenario_.officials.size());
        }
        return bound;
    }

    /// Whether counting stopped early, so that `asked` is incomplete.
    bool too_many() const { return attempts_ >= kMostAttempts; }

private:
    /// Adds the searches of those who call others when they have been reached. The one who completes the count does
    /// not, so that each step adds less than the count.
    void add_call_ons(Index protocol) {
        const auto& goal = scenario_.protocols[protocol].goal;
        if (!goal || !goal->counts()) return;
        std::set<Index> called_on;
        for (const Index reached : reachable_from(scenario_, protocol)) {
            for (const Step& step : scenario_.protocols[reached].steps) {
                if (step.then_calls != kNone) called_on.insert(step.then_calls);
            }
        }
        const auto officials = static_cast<std::uint32_t>(scenario_.officials.size());
        for (const Index by : called_on) {
            for (std::uint32_t calls = 0; calls < std::min(goal->count - 1, officials); ++calls) add(by);
        }
    }

    /// Adds the search. Returns the largest number of its branches in parallel.
    std::uint64_t add(Index protocol) {
        if (playing_[protocol] || too_many()) return 0;
        playing_[protocol] = true;
        std::uint64_t branches = 0;
        std::set<std::pair<Index, Index>> opened;  // an official opens a search once
        for (const Step& step : scenario_.protocols[protocol].steps) {
            const std::vector<CalledPlace> places = directory_.places(step.call, case_.caller, case_.callee);
            branches = std::max<std::uint64_t>(branches, step.all_at_once ? places.size() : 1);
            std::vector<Index> takers;  // of each place
            for (const CalledPlace& place : places) {
                for (const Index taker : directory_.takers(place)) takers.push_back(taker);
            }
            for (const Index index : takers) {
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
        cost_ += static_cast<double>(tries) * units_of(channel.cost);
        const bool waits = channel.kind == Channel::Kind::call && channel.queue;
        const double of_each = waits ? seconds_of(patience_of(scenario_, step, scenario_.rows[row])) : 0;
        if (asked_) ask(row, static_cast<double>(tries), of_each);
        if (!waits) return;
        patience_ += static_cast<double>(tries) * of_each * (channel.lines > 0 ? 2 : 1);  // a line and a seat
    }

    void ask(Index row, double tries, double wait) {
        add_to(asked_->officials[scenario_.rows[row].official], tries, wait);
        add_to(asked_->channels[scenario_.rows[row].channel], tries, wait);
        // Only the case's own search asks for callers, and it is never nested in itself.
        if (is_own_ && std::count(playing_.begin(), playing_.end(), true) == 1)
            add_to(asked_->parties[case_.caller], tries, seconds_of(scenario_.horizon));
    }

    const Scenario& scenario_;
    const Directory& directory_;
    const Case& case_;
    RequestBounds* asked_;
    std::vector<bool> playing_;
    bool is_own_ = true;  // the case's own search is added
    std::uint64_t attempts_ = 0;
    std::uint64_t branches_ = 0;
    double patience_ = 0;
    double cost_ = 0;
};

}  // namespace

double longest_drill(const Scenario& scenario) {
    Ticks first{0};
    for (const Load& load : scenario.loads) first = std::min(first, load.from);
    Ticks last{0};
    for (const Case& played : scenario.cases) last = std::max(last, played.after);
    return seconds_of(last - first + scenario.horizon);
}

RequestBounds most_requests(const Scenario& scenario, std::size_t number) {
    const Directory directory(scenario);
    RequestBounds bounds;
    bounds.officials.resize(scenario.officials.size());
    bounds.channels.resize(scenario.channels.size());
    bounds.parties.resize(scenario.parties.size());
    const double longest = longest_drill(scenario);
    double of_any = 0;  // requests of cases with too many attempts to count one by one
    for (const Case& played : scenario.cases) {
        const Index protocol = played.protocols[number];
        SearchesOfDrill searches(scenario, directory, played, &bounds);
        searches.bound(protocol);
        if (searches.too_many()) of_any += kMostAttempts;
        if (const auto& exchange = scenario.protocols[protocol].exchange)
            bounds.channels[exchange->via].requests += exchange->tries;
    }
    for (const Load& load : scenario.loads) {
        RequestBound& of = load.official != kNone ? bounds.officials[load.official] : bounds.channels[load.channel];
        add_to(of, most_calls(load), seconds_of(load.patience));
    }
    for (auto* const all : {&bounds.officials, &bounds.channels, &bounds.parties}) {
        for (RequestBound& bound : *all) {
            if (of_any > 0) add_to(bound, of_any, longest);
            bound.wait = std::min(bound.wait, longest);
        }
    }
    // A caller at a site asks again whenever the site comes back up.
    for (std::size_t index = 0; index < scenario.parties.size(); ++index) {
        if (scenario.parties[index].site != kNone)
            bounds.parties[index].requests = std::numeric_limits<double>::infinity();
    }
    return bounds;
}

DrillBounds::Parties DrillBounds::depends_on(Index protocol) const {
    Parties parties;
    for (const Index reached : reachable_from(scenario_, protocol)) {
        parties.caller |= hotline::depends_on(scenario_.protocols[reached], Selector::Side::caller);
        parties.callee |= hotline::depends_on(scenario_.protocols[reached], Selector::Side::callee);
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
    // With interaction, the limit on callers also depends on the calling party.
    const bool of_caller = parties->caller || scenario_.interaction;
    const Key key{protocol, of_caller ? played.caller : kNone, parties->callee ? played.callee : kNone};
    const auto [known, fresh] = known_.try_emplace(key);
    if (fresh) known->second = SearchesOfDrill(scenario_, *directory_, played).bound(protocol);
    return known->second;
}

}  // namespace hotline
