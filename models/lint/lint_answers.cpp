// Who may answer on a row, and how soon: by duty, by the hours of the week, and by who may take the call first.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/base/duration.hpp"
#include "models/lint/linter.hpp"

namespace hotline {
namespace {

constexpr double kNeverTaken = std::numeric_limits<double>::infinity();
// The changes of duty and hours that are examined. After these, whatever may hold counts as holding.
constexpr std::size_t kMostChanges = 500;

/// When a wrong person or the voice mail is sure to have taken the call, in seconds after it begins to ring.
double surely_taken(const Response& response) {
    double taken = kNeverTaken;
    if (const auto& person = response.wrong_person; person && person->probability >= 1)
        taken = person->latency.most();
    if (const auto& machine = response.voice_mail; machine && machine->probability >= 1)
        taken = std::min(taken, machine->after.most());
    return taken;
}

/// Whether an outage may keep somebody from the site.
bool may_go_down(const Scenario& scenario, Index site) {
    return site != kNone && (scenario.sites[site].availability < 1 ||
                             std::any_of(scenario.outages.begin(), scenario.outages.end(),
                                         [&](const Outage& outage) { return outage.site == site; }));
}

/// Whether a call-back may wait for a shift.
bool may_wait_for_a_shift(const Response& response) {
    return any_call_back(response, [](const CallBack& call_back) { return call_back.from_next_shift; });
}

}  // namespace

Linter::States Linter::states_of(Index official) const {
    const Instant first = scenario_.start_first;
    const Instant change = timetable_.next_change(official, first);
    const std::optional<Instant> other = change <= end_ ? std::optional(change) : std::nullopt;
    if (timetable_.on_duty(official, first)) return {first, other};
    return {other, first};
}

std::vector<Linter::InEffect> Linter::in_effect(Index row) const {
    const Response& response = response_of(scenario_.rows[row]);
    const Index official = scenario_.rows[row].official;
    const States states = states_of(official);
    std::vector<InEffect> may_be;
    if (states.on) may_be.push_back({&response.on_duty, *states.on});
    if (states.off) may_be.push_back({&response.off_duty, *states.off});
    // If nobody goes on leave, this is one state too many.
    if (states.off && response.on_leave) may_be.push_back({&*response.on_leave, *states.off});
    if (response.when.empty()) return may_be;
    for (const When& when : response.when) {
        if (states.on && when.on_duty) may_be.push_back({&*when.on_duty, *states.on});
        if (states.off && when.off_duty) may_be.push_back({&*when.off_duty, *states.off});
        if (states.off && when.on_leave) may_be.push_back({&*when.on_leave, *states.off});
    }
    std::vector<InEffect> all;
    Instant at = scenario_.start_first;
    for (std::size_t change = 0; at <= end_ && all.size() < may_be.size(); ++change) {
        if (change == kMostChanges) return may_be;
        const Duty* duty = &timetable_.duty(row, at);
        if (std::none_of(all.begin(), all.end(), [duty](const InEffect& known) { return known.duty == duty; }))
            all.push_back({duty, at});
        Instant next = std::min(timetable_.next_change(official, at), timetable_.next_change_of_hours(row, at));
        for (const Leave& leave : scenario_.leaves) {
            if (leave.official != official) continue;
            for (const Instant turn : {leave.from, leave.until}) {
                if (turn > at) next = std::min(next, turn);
            }
        }
        at = next;
    }
    return all;
}

/// The least latency of an answer, in seconds; infinite if none ever comes.
double Linter::least_latency(Index index) const {
    const Row& row = scenario_.rows[index];
    const bool call = channel_of(row).kind == Channel::Kind::call;
    const double taken = call ? surely_taken(response_of(row)) : kNeverTaken;
    double least = std::numeric_limits<double>::infinity();
    for (const auto& [duty, from] : in_effect(index)) {
        if (duty->answer <= 0 || (call && duty->declined >= 1)) continue;
        const bool never = !call && duty->from_next_shift && timetable_.next_shift(row.official, from) > end_;
        const double soonest = duty->latency.least(response_of(row).moves_latencies());
        // At the same instant, the official comes first.
        if (!never && soonest <= taken) least = std::min(least, soonest);
    }
    return least;
}

/// The end of the earliest call that the official may return, in seconds after the ringing began; empty if there is
/// none.
std::optional<double> Linter::soonest_call_back(Index index, double patience) const {
    const Row& row = scenario_.rows[index];
    const Response& response = response_of(row);
    const double taken = surely_taken(response);
    double missed = kNeverTaken;
    if (taken > patience) missed = patience;
    bool returned = false;
    double surely_reacts = 0;  // whoever is there, in any state of duty; no machine takes the call later
    for (const auto& [duty, from] : in_effect(index)) {
        const double reacts = duty->latency.least(response.moves_latencies());
        surely_reacts = std::max(surely_reacts, duty->latency.most(response.moves_latencies()));
        if (duty->answer < 1) surely_reacts = kNeverTaken;
        if (duty->answer > 0 && duty->declined > 0 && reacts <= std::min(taken, patience))
            missed = std::min(missed, reacts);
        returned |= is_returned(duty->call_back.value_or(response.call_back), index, from);
    }
    std::optional<double> soonest;
    const auto consider = [&](double ends) { soonest = std::min(soonest.value_or(ends), ends); };
    if (const auto& machine = response.voice_mail; machine && machine->probability > 0) {
        const double picks_up = machine->after.least();
        const auto& person = response.wrong_person;
        const bool too_late = picks_up > patience ||
                              (person && person->probability >= 1 && person->latency.most() <= picks_up) ||
                              (!may_go_down(scenario_, official_of(row).site) && surely_reacts <= picks_up);
        const double heard = picks_up + machine->greeting.least();
        const double left = heard + machine->message.least();
        if (!too_late && machine->leave < 1) missed = std::min(missed, heard);
        if (!too_late && machine->leave > 0) {
            if (!machine->call_back) missed = std::min(missed, left);
            if (machine->call_back && is_returned(*machine->call_back, index, scenario_.start_first)) consider(left);
        }
    }
    if (returned && std::isfinite(missed)) consider(missed);
    return soonest;
}

bool Linter::is_returned(const CallBack& call_back, Index row, Instant from) const {
    if (call_back.probability <= 0) return false;
    return !call_back.from_next_shift || timetable_.next_shift(scenario_.rows[row].official, from) <= end_;
}

/// Hours in which answers come at once, where they take time at others. The author probably expected these hours to
/// inherit the latency.
void Linter::check_latency(const char* key, const Response& response, const When& when, const Duty& duty) {
    if (duty.latency_is_given || duty.answer == 0) return;
    if (!any_duty(response, [](const Duty& other) { return other.answer > 0 && other.latency.most() > 0; })) return;
    diagnostics_.warning("when-at-once", when.place,
                         fmt::format("the \"{}\" of these hours of response \"{}\" has no \"latency\": answers "
                                     "come at once in them, but take time at other hours",
                                     key, response.id),
                         "repeat the \"latency\" of the other hours, or write latency = \"0s\"");
}

/// Hours of responses that never change how anybody responds. Those of a file that is extended are for others, too.
void Linter::check_hours() {
    std::set<const Duty*> seen;
    for (Index index = 0; index < scenario_.rows.size(); ++index) {
        if (response_of(scenario_.rows[index]).when.empty()) continue;
        for (const auto& [duty, from] : in_effect(index)) seen.insert(duty);
    }
    for (const Response& response : scenario_.responses) {
        if (response.when.empty()) continue;
        const bool used = std::any_of(scenario_.rows.begin(), scenario_.rows.end(),
                                      [&](const Row& row) { return &response_of(row) == &response; });
        if (!used) continue;
        for (const When& when : response.when) {
            if (when.place.file != 0) continue;
            const auto check = [&](const char* key, const char* state, const std::optional<Duty>& duty) {
                if (!duty) return;
                if (seen.contains(&*duty)) return check_latency(key, response, when, *duty);
                diagnostics_.warning("when-unseen", when.place,
                                     fmt::format("the \"{}\" of these hours of response \"{}\" never counts: while "
                                                 "drills run no official who responds so is {} in them, or later "
                                                 "hours win",
                                                 key, response.id, state),
                                     "correct the \"days\" and \"hours\", or leave it out");
            };
            check("on_duty", "on duty", when.on_duty);
            check("off_duty", "off duty", when.off_duty);
            check("on_leave", "on leave", when.on_leave);
        }
    }
}

/// Rows on which every call-back would wait for a shift that never begins.
void Linter::check_call_backs() {
    std::vector<Index> rows;
    for (Index index = 0; index < scenario_.rows.size(); ++index) {
        const Row& row = scenario_.rows[index];
        const Response& response = response_of(row);
        if (channel_of(row).kind != Channel::Kind::call || !may_wait_for_a_shift(response)) continue;
        bool waits = false;
        bool comes = false;
        const auto add = [&](const CallBack& call_back, Instant from) {
            waits |= call_back.probability > 0;
            comes |= is_returned(call_back, index, from);
        };
        for (const auto& [duty, from] : in_effect(index)) add(duty->call_back.value_or(response.call_back), from);
        if (response.voice_mail && response.voice_mail->call_back)
            add(*response.voice_mail->call_back, scenario_.start_first);
        if (waits && !comes) rows.push_back(index);
    }
    warn_of_rows("call-back-without-shift", rows, "give the official a roster with shifts, or leave \"from\" out",
                 [&](Index index) {
                     const Row& row = scenario_.rows[index];
                     return fmt::format(
                         "{} has response \"{}\", whose call-backs wait for the next shift, but none "
                         "begins while drills run: nobody calls back",
                         entry(row), response_of(row).id);
                 });
}

/// Rows that somebody would answer if others did not take every call first.
void Linter::check_takers() {
    std::vector<Index> rows;
    for (Index index = 0; index < scenario_.rows.size(); ++index) {
        const Row& row = scenario_.rows[index];
        if (channel_of(row).kind != Channel::Kind::call) continue;
        const double taken = surely_taken(response_of(row));
        if (!std::isfinite(taken)) continue;
        bool answers = false;
        bool in_time = false;
        for (const auto& [duty, from] : in_effect(index)) {
            answers |= duty->answer > 0;
            in_time |= duty->answer > 0 && duty->latency.least(response_of(row).moves_latencies()) <= taken;
        }
        if (answers && !in_time) rows.push_back(index);
    }
    warn_of_rows(
        "always-taken", rows,
        "give the \"voice_mail\" or \"wrong_person\" of the response a \"probability\" below 1, or let it take "
        "calls later",
        [&](Index index) {
            const Row& row = scenario_.rows[index];
            const double taken = surely_taken(response_of(row));
            return fmt::format("{} is never answered: every call has been taken by another after {}", entry(row),
                               duration_text(ticks_of_seconds(taken)));
        });
}

}  // namespace hotline
