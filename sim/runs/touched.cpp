#include "sim/runs/touched.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>
#include <utility>

#include "models/changes/same_content.hpp"
#include "models/scenario/selection.hpp"

namespace hotline {
namespace {

/// Which of two lists' parts differ, by the index of the first list. More parts at the end of the second do not
/// matter: nothing in the first refers to them.
template <class Part>
std::vector<bool> differing(const std::vector<Part>& today, const std::vector<Part>& changed) {
    std::vector<bool> differ(today.size());
    for (std::size_t at = 0; at < today.size(); ++at)
        differ[at] = at >= changed.size() || !same_content(today[at], changed[at]);
    return differ;
}

bool is_among(const std::vector<bool>& some, Index index) {
    return index != kNone && some[index];
}

class DifferenceOfScenarios {
public:
    DifferenceOfScenarios(const Scenario& today, const Scenario& changed)
        : today_(today), changed_(changed), things_(today) {}

    /// False if any drill may go otherwise.
    bool compare() {
        if (is_all_different()) return false;
        compare_carriers();
        compare_officials();
        compare_rows();
        compare_protocols();
        return !everything_;
    }
    Touched& touched() { return touched_; }

private:
    template <class Part>
    bool same(Part Scenario::*part) const {
        return same_content(today_.*part, changed_.*part);
    }

    bool is_all_different() const {
        if (today_.interaction || changed_.interaction) return true;
        if (changed_.rows.size() < today_.rows.size() || changed_.officials.size() < today_.officials.size() ||
            changed_.protocols.size() != today_.protocols.size())
            return true;
        return !(same(&Scenario::horizon) && same(&Scenario::unverified_age) && same(&Scenario::start_first) &&
                 same(&Scenario::start_last) && same(&Scenario::parties) && same(&Scenario::groups) &&
                 same(&Scenario::holidays) && same(&Scenario::leaves) && same(&Scenario::rotas) &&
                 same(&Scenario::overrides) && same(&Scenario::stances) && same(&Scenario::cases));
    }

    void touch(Index thing) { touched_.things.add(thing); }

    /// The outages of a carrier or site, and their places on the list, by which their luck is keyed.
    static std::vector<std::pair<std::size_t, Outage>> outages_of(const Scenario& scenario, Index Outage::*of,
                                                                  Index index) {
        std::vector<std::pair<std::size_t, Outage>> found;
        for (std::size_t number = 0; number < scenario.outages.size(); ++number) {
            if (scenario.outages[number].*of == index) found.emplace_back(number, scenario.outages[number]);
        }
        return found;
    }
    void compare_outages(Index Outage::*of, std::vector<bool>& differ) const {
        if (same(&Scenario::outages)) return;
        for (Index index = 0; index < differ.size(); ++index) {
            const auto before = outages_of(today_, of, index);
            const auto after = outages_of(changed_, of, index);
            if (!std::equal(before.begin(), before.end(), after.begin(), after.end(),
                            [](const auto& a, const auto& b) {
                                return a.first == b.first && same_content(a.second, b.second);
                            }))
                differ[index] = true;
        }
    }

    void compare_carriers() {
        std::vector<bool> carriers = differing(today_.carriers, changed_.carriers);
        compare_outages(&Outage::carrier, carriers);
        channels_ = differing(today_.channels, changed_.channels);
        for (std::size_t channel = 0; channel < channels_.size(); ++channel) {
            for (const Index carrier : today_.channels[channel].carriers)
                if (carriers[carrier]) channels_[channel] = true;
        }
        sites_ = differing(today_.sites, changed_.sites);
        compare_outages(&Outage::site, sites_);
        // Whoever searches from a site is bound to it in every drill.
        for (const Party& party : today_.parties) everything_ |= is_among(sites_, party.site);
        stalenesses_ = differing(today_.stalenesses, changed_.stalenesses);
        rosters_ = differing(today_.rosters, changed_.rosters);
        for (const Rota& rota : today_.rotas) {
            for (const RotaLayer& layer : rota.layers) everything_ |= is_among(rosters_, layer.hours);
        }
        responses_ = differing(today_.responses, changed_.responses);
    }

    bool staleness_differs(Index before, Index after) const {
        return before != after || is_among(stalenesses_, before);
    }

    void compare_officials() {
        conduct_.resize(today_.officials.size());
        holders_.resize(today_.officials.size());
        for (Index index = 0; index < today_.officials.size(); ++index) {
            const Official& before = today_.officials[index];
            const Official& after = changed_.officials[index];
            // The others are hours, seats and sites.
            if (before.id != after.id || before.identity != after.identity || before.party != after.party ||
                before.organisation != after.organisation || before.role != after.role)
                everything_ = true;
            const bool moved =
                !same_content(before, after) || is_among(rosters_, before.roster) || is_among(sites_, before.site);
            if (moved) touch(things_.hours(index));
            if (before.rows != after.rows) compare_lists(index, before.rows, after.rows);
            conduct_[index] = moved || before.authority != after.authority || before.languages != after.languages;
            holders_[index] =
                staleness_differs(before.staleness, after.staleness) ||
                (before.staleness != kNone && last_verified(today_, before) != last_verified(changed_, after));
        }
    }

    /// The entries of an official: those that are gone, and those that are new.
    void compare_lists(Index official, const std::vector<Index>& before, const std::vector<Index>& after) {
        std::vector<Index> left;
        for (const Index row : before) {
            if (std::find(after.begin(), after.end(), row) != after.end()) {
                left.push_back(row);
            } else {
                touch(things_.row(row));
            }
        }
        // Those that are left and come first are called as before.
        const bool first =
            std::equal(left.begin(), left.end(), after.begin(),
                       after.begin() + static_cast<std::ptrdiff_t>(std::min(left.size(), after.size())));
        if (!first) return touch(things_.turn(official));
        if (left.size() == after.size()) return;
        touch(things_.turn_over(official));
        // With `via`, the new ones may be called before others.
        for (const Protocol& protocol : changed_.protocols) {
            for (const Step& step : protocol.steps) {
                const std::vector<Index> tried = rows_tried(changed_, step, official);
                if (!std::is_sorted(tried.begin(), tried.end(),
                                    [&](Index a, Index b) { return is_new(a, left) < is_new(b, left); }))
                    touch(things_.turn(official));
            }
        }
    }
    static bool is_new(Index row, const std::vector<Index>& left) {
        return std::find(left.begin(), left.end(), row) == left.end();
    }
    /// The age of a holder is that of the entry that was verified last.
    static std::optional<Instant> last_verified(const Scenario& scenario, const Official& official) {
        std::optional<Instant> last;
        for (const Index row : official.rows) last = std::max(last, scenario.rows[row].last_verified);
        return last;
    }

    void compare_rows() {
        for (Index index = 0; index < today_.rows.size(); ++index) {
            const Row& before = today_.rows[index];
            const Row& after = changed_.rows[index];
            // Where the site is down, the wait for it comes before the attempt.
            if (!same_content(before, after) || channels_[before.channel] ||
                is_among(sites_, today_.officials[before.official].site)) {
                touch(things_.row(index));
                continue;
            }
            if (before.response != after.response || responses_[before.response] || conduct_[before.official])
                touch(things_.reached(index));
            if (before.last_verified != after.last_verified || holders_[before.official] ||
                staleness_differs(today_.channels[before.channel].staleness,
                                  changed_.channels[before.channel].staleness)) {
                touched_.aged.push_back(index);
                touched_.of_aged.add(things_.row(index));
            }
        }
    }

    void compare_protocols() {
        for (Index index = 0; index < today_.protocols.size(); ++index) {
            const Protocol& before = today_.protocols[index];
            const Protocol& after = changed_.protocols[index];
            if (before.id != after.id || !same_content(before.goal, after.goal)) everything_ = true;
            const bool fewer = after.rounds < before.rounds;
            if (fewer || before.prepare != after.prepare || before.conversation != after.conversation ||
                !same_content(before.request, after.request) || !same_content(before.exchange, after.exchange) ||
                (before.exchange && channels_[before.exchange->via]))
                touch(things_.opened(index));
            if (after.rounds > before.rounds) touch(things_.over(index));
            if (before.round_gap != after.round_gap) touch(things_.step(index, before.steps.size()));
            if (!same_content(before.verify, after.verify) || !same_content(before.interpreter, after.interpreter))
                touch(things_.talks(index));
            if (before.hold != after.hold || before.connect != after.connect) touch(things_.opens(index));
            compare_steps(index, before.steps, after.steps);
        }
        if (!everything_ && changed_.officials.size() > today_.officials.size()) compare_called();
    }

    void compare_steps(Index protocol, const std::vector<Step>& before, const std::vector<Step>& after) {
        if (before.size() == after.size()) {
            for (std::size_t step = 0; step < before.size(); ++step)
                compare_step(protocol, step, before[step], after[step]);
            return;
        }
        // From the first step that differs on, all have other numbers.
        std::size_t first = 0;
        while (first < before.size() && first < after.size() && same_content(before[first], after[first])) ++first;
        for (std::size_t step = first; step <= before.size(); ++step) touch(things_.step(protocol, step));
    }

    /// Whether no entry was waited for longer.
    bool is_longer(const Step& before, Ticks patience) const {
        return std::all_of(today_.rows.begin(), today_.rows.end(),
                           [&](const Row& row) { return patience_of(today_, before, row) <= patience; });
    }

    void compare_step(Index protocol, std::size_t number, const Step& before, Step after) {
        const bool gap = before.gap != after.gap;
        const bool longer = after.patience && before.patience != after.patience && is_longer(before, *after.patience);
        if (gap || after.tries < before.tries) touch(things_.again(protocol, number));
        if (after.tries > before.tries) touch(things_.tried(protocol, number));
        if (before.linger != after.linger) touch(things_.lingers(protocol, number));
        if (longer) touch(things_.waited(protocol, number));
        after.gap = before.gap;
        after.tries = before.tries;
        after.linger = before.linger;
        if (longer) after.patience = before.patience;
        if (!same_content(before, after)) touch(things_.step(protocol, number));
    }

    /// Whom steps call: somebody new may match.
    void compare_called() {
        const Directory before(today_);
        const Directory after(changed_);
        std::set<std::tuple<Index, Index, Index>> seen;  // protocol, caller, callee; kNone where it does not matter
        for (const Case& played : today_.cases) {
            for (const Index root : played.protocols) {
                for (const Index protocol : reachable_from(today_, root)) {
                    const Protocol& model = today_.protocols[protocol];
                    if (seen.emplace(protocol, depends_on(model, Selector::Side::caller) ? played.caller : kNone,
                                     depends_on(model, Selector::Side::callee) ? played.callee : kNone)
                            .second)
                        compare_called(protocol, played, before, after);
                }
            }
        }
    }
    void compare_called(Index protocol, const Case& played, const Directory& before, const Directory& after) {
        const auto& steps = today_.protocols[protocol].steps;
        for (std::size_t step = 0; step < steps.size(); ++step) {
            if (before.places(steps[step].call, played.caller, played.callee) !=
                after.places(steps[step].call, played.caller, played.callee))
                touch(things_.step(protocol, step));
        }
    }

    const Scenario& today_;
    const Scenario& changed_;
    const Things things_;
    Touched touched_;
    bool everything_ = false;
    std::vector<bool> channels_;
    std::vector<bool> sites_;
    std::vector<bool> stalenesses_;
    std::vector<bool> rosters_;
    std::vector<bool> responses_;
    std::vector<bool> conduct_;  // of officials whom a call reaches
    std::vector<bool> holders_;  // how probably they still hold their posts
};

}  // namespace

std::optional<Touched> touched_by(const Scenario& today, const Scenario& changed) {
    DifferenceOfScenarios comparison(today, changed);
    if (!comparison.compare()) return {};
    return std::move(comparison.touched());
}

}  // namespace hotline
