#include "models/changes/ways.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "models/changes/parts_in_use.hpp"
#include "models/scenario/duty.hpp"
#include "models/scenario/selection.hpp"

namespace hotline {
namespace {

bool is_certain(double probability) {
    return probability <= 0 || probability >= 1;
}

std::string reason_of_response(const Response& response) {
    if (response.spell > Ticks{0} || response.present_for > Ticks{0}) return "answers differently from hour to hour";
    if (!response.when.empty()) return "answers differently by the hour of the week";
    if (response.between) return "answers more or fewer calls than others do";
    if (response.voice_mail || response.wrong_person) return "may not take a call himself";
    if (response.screened > 0) return "may be screened";
    if (any_duty(response, [](const Duty& duty) { return duty.declined > 0; })) return "may decline a call";
    if (any_call_back(response, [](const CallBack& back) { return back.probability > 0; })) return "may call back";
    return {};
}

/// A way from a search on, as pieces.
using Way = std::set<FalliblePiece>;

class WaysFinder {
public:
    WaysFinder(const Scenario& scenario, const Case& played, Ticks within, std::size_t most)
        : scenario_(scenario),
          directory_(scenario),
          case_(played),
          goal_(*scenario.protocols[played.protocols.front()].goal),
          within_(std::min(seconds_of(within), seconds_of(scenario.horizon))),
          most_(most) {}

    std::optional<Ways> find() {
        Found all = search(case_.protocols.front(), case_.caller, 0);
        if (too_many_) return {};
        if (all.longest > within_) because("time may run out before all have been called");
        for (const auto& [row, times] : tried_) {
            if (times > 1 && !certain_.at(row))
                because(fmt::format("{} may be called more than once, and may answer then",
                                    name_of_entry(scenario_, row)));
        }
        for (const auto& [carrier, times] : looks_) {
            if (is_certain(scenario_.carriers[carrier].availability) && !has_outage(&Outage::carrier, carrier))
                continue;
            if (times > 1 || has_outage(&Outage::carrier, carrier))
                because(fmt::format("carrier {} may go down or come back between two calls",
                                    scenario_.carriers[carrier].id));
        }
        Ways ways;
        std::set<FalliblePiece> pieces;
        for (const Way& way : all.ways) pieces.insert(way.begin(), way.end());
        ways.pieces.assign(pieces.begin(), pieces.end());
        for (const FalliblePiece& piece : ways.pieces) {
            if (piece.kind == FalliblePiece::Kind::site &&
                (!is_certain(scenario_.sites[piece.index].availability) || has_outage(&Outage::site, piece.index)))
                because(fmt::format("site {} may go down or come back between two calls", piece.name));
        }
        for (const Way& way : all.ways) {
            auto& set = ways.sets.emplace_back();
            for (const FalliblePiece& piece : way) {
                const auto place = std::lower_bound(ways.pieces.begin(), ways.pieces.end(), piece);
                set.push_back(static_cast<std::uint32_t>(place - ways.pieces.begin()));
            }
        }
        ways.not_static = std::move(reasons_);
        return ways;
    }

private:
    struct Found {
        std::set<Way> ways;
        double longest = 0;  // until everything that follows from the search is over
    };

    void because(std::string reason) {
        if (std::find(reasons_.begin(), reasons_.end(), reason) == reasons_.end())
            reasons_.push_back(std::move(reason));
    }

    bool has_outage(Index Outage::*of, Index index) const {
        return std::any_of(scenario_.outages.begin(), scenario_.outages.end(),
                           [&](const Outage& outage) { return outage.*of == index; });
    }

    /// The ways from a search of the party that begins so late at the earliest.
    Found search(Index protocol, Index party, double begins) {
        const Protocol& model = scenario_.protocols[protocol];
        playing_.insert(protocol);
        Found found;
        double inner = 0;
        double round = 0;
        std::map<std::pair<Index, Index>, Found> opened;  // by official and protocol: once in a search
        for (const Step& step : model.steps) {
            if (step.within) because("a step has a limit of its time");
            if (step.skip_off_duty) because("a step skips whoever is off duty");
            if (!step.on.empty()) because("a result of a call decides where a search goes");
            round += step.before.most() + step.linger.most();
            const double from = begins + model.prepare.least() + step.before.least();
            const auto places = directory_.places(step.call, case_.caller, case_.callee);
            if (directory_.may_change(places)) because("rotas or deputies decide who is called");
            round += seconds_of(step.stagger) * static_cast<double>(places.size());
            for (const CalledPlace& place : places) {
                for (const Index official : directory_.takers(place)) {
                    const std::vector<Index> rows = rows_tried(scenario_, step, official);
                    bool leads_on = false;
                    bool makes_contact = false;
                    for (const Index row : rows) {
                        round += look_at(model, step, row, party);
                        tried_[row] += std::uint64_t{model.rounds} * step.tries;
                        for (const Index carrier : scenario_.channels[scenario_.rows[row].channel].carriers)
                            looks_[carrier] += std::uint64_t{model.rounds} * step.tries;
                        const double at = from + soonest(model, step, row, party);
                        if (at > within_) continue;
                        if (contact_by(step, row)) {
                            makes_contact = true;
                            add_way(found, {}, hop(protocol, step, row, party));
                            continue;
                        }
                        const Index next = step.pass_to != kNone
                                               ? step.pass_to
                                               : scenario_.parties[scenario_.officials[official].party].hand_over;
                        if (next == kNone || playing_.count(next) != 0) continue;
                        leads_on = true;
                        const auto [known, is_new] = opened.try_emplace({official, next});
                        if (is_new) {
                            known->second = search(next, scenario_.officials[official].party, at);
                            inner = std::max(inner, known->second.longest + model.connect.most());
                            round += seconds_of(model.hold);
                        }
                        for (const Way& rest : known->second.ways) {
                            add_way(found, rest, hop(protocol, step, row, party));
                            if (too_many_) return found;
                        }
                    }
                    if (leads_on && makes_contact)
                        because(fmt::format("an answer of {} by one entry keeps others from being called",
                                            scenario_.officials[official].id));
                    check_person(rows);
                }
            }
        }
        playing_.erase(protocol);
        const double gaps = model.rounds > 1 ? (model.rounds - 1) * model.round_gap.most() : 0;
        found.longest = model.prepare.most() + model.rounds * round + gaps + inner;
        return found;
    }

    void add_way(Found& found, Way rest, Way hop) {
        hop.merge(rest);
        found.ways.insert(std::move(hop));
        too_many_ |= found.ways.size() > most_;
    }

    static FalliblePiece piece_of(FalliblePiece::Kind kind, Index index, const std::string& name,
                                  Index towards = kNone) {
        return {kind, index, towards, kNone, Ticks{0}, name};
    }

    /// What must not fail for a conversation by an entry.
    Way hop(Index protocol, const Step& step, Index row, Index party) {
        using Kind = FalliblePiece::Kind;
        const Row& entry = scenario_.rows[row];
        const Official& official = scenario_.officials[entry.official];
        const auto first = entries_.try_emplace(
            row, FalliblePiece{Kind::entry, row, party, protocol, patience_of(scenario_, step, entry),
                               name_of_entry(scenario_, row)});
        Way pieces{first.first->second, piece_of(Kind::person, entry.official, official.id)};
        for (const Index carrier : scenario_.channels[entry.channel].carriers)
            pieces.insert(piece_of(Kind::carrier, carrier, scenario_.carriers[carrier].id));
        for (const Index site : {official.site, scenario_.parties[party].site}) {
            if (site != kNone) pieces.insert(piece_of(Kind::site, site, scenario_.sites[site].id));
        }
        const bool may_refuse = std::any_of(
            scenario_.stances.begin(), scenario_.stances.end(),
            [&](const Stance& of) { return of.party == official.party && of.towards == party && of.willing < 1; });
        if (may_refuse)
            pieces.insert(piece_of(Kind::party, official.party, scenario_.parties[official.party].id, party));
        return pieces;
    }

    bool contact_by(const Step& step, Index row) const {
        const Official& official = scenario_.officials[scenario_.rows[row].official];
        const bool call = scenario_.channels[scenario_.rows[row].channel].kind == Channel::Kind::call;
        return step.pass_to == kNone && official.party == case_.callee && official.authority >= goal_.authority &&
               (call || !goal_.by_call);
    }

    /// Whom a conversation needs an interpreter for.
    bool is_interpreted(const Protocol& protocol, Index row, Index party) const {
        if (!protocol.interpreter) return false;
        const auto& ours = scenario_.parties[party].languages;
        const auto& theirs = scenario_.officials[scenario_.rows[row].official].languages;
        return std::none_of(ours.begin(), ours.end(), [&](const std::string& language) {
            return std::find(theirs.begin(), theirs.end(), language) != theirs.end();
        });
    }

    /// The least time from the beginning of a call to the end of its conversation.
    double soonest(const Protocol& protocol, const Step& step, Index row, Index party) const {
        const Row& entry = scenario_.rows[row];
        const Response& response = scenario_.responses[entry.response];
        double answered = std::numeric_limits<double>::infinity();
        any_duty(response, [&](const Duty& duty) {
            if (duty.answer > 0) answered = std::min(answered, duty.latency.least());
            return false;
        });
        const Channel& channel = scenario_.channels[entry.channel];
        if (channel.kind == Channel::Kind::call && answered > seconds_of(patience_of(scenario_, step, entry)) &&
            !any_call_back(response, [](const CallBack& back) { return back.probability > 0; }))
            return std::numeric_limits<double>::infinity();
        answered += channel.set_up.least();
        if (is_interpreted(protocol, row, party)) answered += protocol.interpreter->latency.least();
        if (protocol.verify) answered += protocol.verify->latency.least();
        return answered;
    }

    /// Notes why a call may make the protocol other than static. The longest time that the calls of an entry take.
    double look_at(const Protocol& protocol, const Step& step, Index row, Index party) {
        const Row& entry = scenario_.rows[row];
        const Official& official = scenario_.officials[entry.official];
        const Response& response = scenario_.responses[entry.response];
        const Channel& channel = scenario_.channels[entry.channel];
        const std::string name = name_of_entry(scenario_, row);
        if (const std::string why = reason_of_response(response); !why.empty())
            because(fmt::format("{} {}", official.id, why));
        const Duty& on = response.on_duty;
        const Duty& off = response.on_leave.value_or(response.off_duty);
        const bool has_leave = std::any_of(scenario_.leaves.begin(), scenario_.leaves.end(),
                                           [&](const Leave& leave) { return leave.official == entry.official; });
        if ((keeps_shifts(scenario_, official) || has_leave) &&
            (on.answer != off.answer || on.latency != off.latency || on.answer != response.off_duty.answer ||
             on.latency != response.off_duty.latency))
            because(fmt::format("{} answers differently off duty", official.id));
        if (channel.kind == Channel::Kind::message &&
            (channel.size > 0 || on.from_next_shift || off.from_next_shift ||
             on.latency.most() > seconds_of(patience_of(scenario_, step, entry))))
            because(fmt::format("{} may bring a late reply", name));
        double talk = 0;
        bool certain = is_certain(on.answer) && on.latency.most() <= seconds_of(patience_of(scenario_, step, entry));
        const auto add = [&](const std::optional<Hurdle>& hurdle) {
            talk += hurdle->latency.most();
            certain &= is_certain(hurdle->failure);
            if (!is_certain(hurdle->failure) && rows_tried(scenario_, step, entry.official).size() > 1)
                because(fmt::format("{} is not called again after a conversation that fails", official.id));
        };
        if (is_interpreted(protocol, row, party)) add(protocol.interpreter);
        if (protocol.verify) add(protocol.verify);
        const auto known = certain_.find(row);
        certain_[row] = certain && (known == certain_.end() || known->second);
        const double call =
            channel.set_up.most() + std::max(seconds_of(patience_of(scenario_, step, entry)), 0.0) + talk;
        return step.tries * call + (step.tries > 1 ? (step.tries - 1) * step.gap.most() : 0);
    }

    void check_person(const std::vector<Index>& rows) {
        for (const Index row : rows) {
            if (scenario_.responses[scenario_.rows[row].response].present !=
                scenario_.responses[scenario_.rows[rows.front()].response].present)
                because(fmt::format("{} may be there for one entry only",
                                    scenario_.officials[scenario_.rows[row].official].id));
        }
    }

    const Scenario& scenario_;
    const Directory directory_;
    const Case& case_;
    const Goal& goal_;
    const double within_;
    const std::size_t most_;
    bool too_many_ = false;
    std::set<Index> playing_;                 // protocols of this search and those that led to it
    std::map<Index, FalliblePiece> entries_;  // by row, as they are called first
    std::map<Index, std::uint64_t> tried_;    // by row: how often at most
    std::map<Index, bool> certain_;           // by row: whether a right entry is certain to be answered, or not
    std::map<Index, std::uint64_t> looks_;    // by carrier: calls over it
    std::vector<std::string> reasons_;
};

}  // namespace

std::optional<Ways> ways_to_contact(const Scenario& scenario, Index case_index, Ticks within, std::size_t most) {
    return WaysFinder(scenario, scenario.cases[case_index], within, most).find();
}

}  // namespace hotline
