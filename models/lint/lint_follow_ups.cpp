// What a step says of results of its attempts: results that none of them can have, and steps that are always left
// out.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/lint/linter.hpp"

namespace hotline {
namespace {

/// The results of attempts after which a branch goes on and of which the caller hears.
constexpr std::array kHeard{Result::handed_over,  Result::no_authority, Result::no_answer,    Result::stale,
                            Result::busy,         Result::no_line,      Result::channel_down, Result::no_interpreter,
                            Result::not_verified, Result::dropped,      Result::voice_mail,   Result::wrong_person,
                            Result::declined};

bool may_decline(const Response& response) {
    const auto declines = [](const Duty& duty) { return duty.answer > 0 && duty.declined > 0; };
    const auto perhaps = [&](const std::optional<Duty>& duty) { return duty && declines(*duty); };
    return declines(response.on_duty) || declines(response.off_duty) || perhaps(response.on_leave) ||
           std::any_of(response.when.begin(), response.when.end(), [&](const When& when) {
               return perhaps(when.on_duty) || perhaps(when.off_duty) || perhaps(when.on_leave);
           });
}

}  // namespace

void Linter::check_follow_ups(const PlayedSearch& search, const Case& of, const Goal& goal) {
    const Protocol& protocol = scenario_.protocols[search.protocol];
    std::set<Index> reached{0};
    for (Index index = 0; index < protocol.steps.size(); ++index) {
        const Step& step = protocol.steps[index];
        if (!reached.contains(index)) {
            note("step-left-out", step.place,
                 "no search comes to this step: after each result of an attempt the steps before it go elsewhere",
                 "let the \"on\" of an earlier step lead here, or remove the step");
            continue;
        }
        reached.merge(exits(protocol, index, of, goal));
        if (!search.steps[index]->any_row) continue;
        for (const FollowUp& follow : step.on) {
            const std::vector<CalledPlace> places = directory_.places(step.call, of.caller, of.callee);
            const bool occurs = std::any_of(places.begin(), places.end(), [&](const CalledPlace& place) {
                const std::vector<Index> takers = directory_.takers(place);
                return std::any_of(takers.begin(), takers.end(), [&](Index taker) {
                    const std::vector<Index> rows = rows_tried(scenario_, step, taker);
                    return std::any_of(rows.begin(), rows.end(), [&](Index row) {
                        return may_end(protocol, step, row, follow.after, goal, of.callee);
                    });
                });
            });
            if (occurs) continue;
            const bool of_units =
                follow.after == Result::busy || follow.after == Result::no_line || follow.after == Result::dropped;
            note("on-unseen", follow.place,
                 fmt::format("no attempt of this step ends with \"{}\"", name_of(follow.after)),
                 of_units && !scenario_.interaction ? "set interaction = true in [simulation], so that cases compete"
                                                    : "remove it from \"on\"");
        }
    }
}

bool Linter::may_end(const Protocol& protocol, const Step& step, Index index, Result result, const Goal& goal,
                     Index callee) const {
    const Row& row = scenario_.rows[index];
    const Channel& channel = channel_of(row);
    const Response& response = response_of(row);
    const Official& official = official_of(row);
    const bool call = channel.kind == Channel::Kind::call;
    const bool by_call = call && scenario_.interaction;
    const bool is_contact = step.pass_to == kNone && official.party == callee &&
                            official.authority >= goal.authority && (call || !goal.by_call) && response.screened <= 0;
    const Index opens = step.pass_to != kNone ? step.pass_to : scenario_.parties[official.party].hand_over;
    switch (result) {
        case Result::handed_over:
            return !is_contact && opens != kNone;
        case Result::no_authority: {
            if (is_contact || opens == kNone) return !is_contact;
            const std::vector<Index> within = reachable_from(scenario_, opens);
            const auto index_of = static_cast<Index>(&protocol - scenario_.protocols.data());
            return std::find(within.begin(), within.end(), index_of) != within.end();
        }
        case Result::stale:
            return channel.told && (channel.staleness != kNone || official.staleness != kNone);
        case Result::busy:
            return by_call;
        case Result::no_line:
            return by_call && channel.lines > 0;
        case Result::dropped:
            return by_call && std::any_of(scenario_.channels.begin(), scenario_.channels.end(),
                                          [](const Channel& other) { return other.preempt; });
        case Result::channel_down:
            return std::any_of(channel.carriers.begin(), channel.carriers.end(), [&](Index carrier) {
                return scenario_.carriers[carrier].availability < 1 ||
                       std::any_of(scenario_.outages.begin(), scenario_.outages.end(),
                                   [carrier](const Outage& outage) { return outage.carrier == carrier; });
            });
        case Result::no_interpreter:
            return protocol.interpreter && protocol.interpreter->failure > 0;
        case Result::not_verified:
            return protocol.verify && protocol.verify->failure > 0;
        case Result::voice_mail:
            return call && response.voice_mail && response.voice_mail->probability > 0;
        case Result::wrong_person:
            return call && response.wrong_person && response.wrong_person->probability > 0;
        case Result::declined:
            return call && may_decline(response);
        case Result::no_answer:
        case Result::contact:
        case Result::reached:
        case Result::cut_off:
            break;
    }
    return true;
}

/// A step is surely left by its `on` if its first target is surely called, and its `on` leads elsewhere after each
/// result that the first attempt may have.
std::set<Index> Linter::exits(const Protocol& protocol, Index index, const Case& of, const Goal& goal) const {
    const Step& step = protocol.steps[index];
    std::set<Index> exits{index + 1};
    if (step.on.empty()) return exits;
    const auto leads_to = [&](const FollowUp& follow) -> std::optional<Index> {
        switch (follow.goes) {
            case FollowUp::Goes::to_next_step:
                return index + 1;
            case FollowUp::Goes::to_step:
                return follow.step;
            case FollowUp::Goes::to_next_round:
            case FollowUp::Goes::to_end:
                return static_cast<Index>(protocol.steps.size());
            case FollowUp::Goes::on:
            case FollowUp::Goes::to_next_target:
            case FollowUp::Goes::to_next_organisation:
                break;
        }
        return {};
    };
    for (const FollowUp& follow : step.on) {
        if (const auto to = leads_to(follow)) exits.insert(*to);
    }
    const std::vector<CalledPlace> places = directory_.places(step.call, of.caller, of.callee);
    if (places.empty() || step.within || step.skip_off_duty || !scenario_.sites.empty()) return exits;
    const CalledPlace& first = places.front();
    if (first.rota != kNone || directory_.takers(first).size() > 1) return exits;
    const std::vector<Index> rows = rows_tried(scenario_, step, first.official);
    if (goal.counts()) return exits;  // the search goes on after a find, whatever `on` says
    if (rows.empty() || may_end(protocol, step, rows.front(), Result::stale, goal, of.callee)) return exits;
    std::set<Index> sure;
    for (const Result result : kHeard) {
        if (!may_end(protocol, step, rows.front(), result, goal, of.callee)) continue;
        const FollowUp* follow = step.follow_up(result);
        const auto to = follow ? leads_to(*follow) : std::nullopt;
        if (!to) return exits;
        sure.insert(*to);
    }
    return sure;
}

void Linter::check_patience_of_rows() {
    std::vector<Index> idle;
    for (Index row = 0; row < scenario_.rows.size(); ++row) {
        const Row& of = scenario_.rows[row];
        if (of.patience && official_called_[of.official] && !patience_counts_[row]) idle.push_back(row);
    }
    warn_of_rows(
        "no-effect", idle, "leave the field empty, or call it in a step without a \"patience\"", [&](Index row) {
            return fmt::format("\"patience\" of {} does nothing: no step that calls it is without a \"patience\"",
                               entry(scenario_.rows[row]));
        });
}

}  // namespace hotline
