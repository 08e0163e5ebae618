// Steps and protocols: what nobody can reach, what has no time, what starts itself.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <set>

#include "models/duration.hpp"
#include "models/linter.hpp"

namespace hotline {
namespace {

/// The least that a law gives, in seconds.
double least(const Law& law) {
    return law.seconds(std::numeric_limits<double>::min());
}

double median(const Law& law) {
    return law.seconds(0.5);
}

std::string text(double seconds) {
    return duration_text(ticks_of_seconds(seconds));
}

bool never_answers(const Response& response) {
    return response.present <= 0 ||
           (response.on_duty.answer <= 0 && response.off_duty.answer <= 0 && response.call_back <= 0);
}

}  // namespace

void Linter::check_steps() {
    struct Seen {
        std::string message;
        std::string first;
        std::size_t cases = 0;
    };
    std::map<std::tuple<Index, std::size_t, std::string>, Seen> found;  // protocol, step, code
    std::set<const Step*> timed;
    for (const Played& played : played_) {
        const Protocol& protocol = scenario_.protocols[played.protocol];
        for (std::size_t index = 0; index < protocol.steps.size(); ++index) {
            const auto note = [&](const char* code, std::string message) {
                Seen& seen = found[{played.protocol, index, code}];
                if (seen.cases++ == 0) seen = {std::move(message), names(played), 1};
            };
            const auto& called = played.called[index];
            if (called.empty()) {
                note("empty-selector", "nobody on the lists matches the selector of this step");
                continue;
            }
            if (const std::string why = why_unreachable(played, protocol.steps[index], called); !why.empty()) {
                note("unreachable-step", why);
            } else if (timed.insert(&protocol.steps[index]).second) {
                check_time(played, protocol.steps[index], called);
            }
        }
    }
    for (const auto& [key, seen] : found) {
        const Step& step = scenario_.protocols[std::get<0>(key)].steps[std::get<1>(key)];
        const std::string where = seen.cases == 1 ? fmt::format("({})", seen.first)
                                                  : fmt::format("({} and {} more)", seen.first, seen.cases - 1);
        warn(std::get<2>(key).c_str(), step.place, fmt::format("{} {}", seen.message, where));
    }
}

std::string Linter::why_unreachable(const Played& played, const Step& step, const std::vector<Index>& called) const {
    bool any_row = false;
    bool any_answer = false;
    bool any_use = step.pass_to != kNone;
    for (const Index official : called) {
        for (const Index row : rows_tried(scenario_, step, official)) {
            any_row = true;
            any_answer |= !never_answers(response_of(row));
            const bool does = channel_of(row).kind == Channel::Kind::call || !goal(played).by_call;
            any_use |= can_make_contact(played, official) && does;
        }
        any_use |= scenario_.parties[scenario_.officials[official].party].hand_over != kNone;
    }
    if (!any_row) return "none of those whom this step calls has a channel of its \"via\"";
    if (!any_answer) return "none of those whom this step calls ever answers";
    if (!any_use) {
        return fmt::format(
            "none of those whom this step calls can decide (authority {}{} of the callee), and nobody hands over",
            goal(played).authority, goal(played).by_call ? " by a call" : "");
    }
    return {};
}

/// Warns where the step's time, or its patience, is too short for anything to come of it.
void Linter::check_time(const Played&, const Step& step, const std::vector<Index>& called) {
    double first_attempt = std::numeric_limits<double>::infinity();
    bool patient_enough = false;
    double quickest = std::numeric_limits<double>::infinity();
    for (const Index official : called) {
        for (const Index row : rows_tried(scenario_, step, official)) {
            const Channel& channel = channel_of(row);
            const double patience = seconds_of(step.patience.value_or(channel.patience));
            first_attempt = std::min(first_attempt, least(channel.set_up) + patience);
            const Response& response = response_of(row);
            for (const Duty* duty : {&response.on_duty, &response.off_duty}) {
                if (duty->answer <= 0) continue;
                quickest = std::min(quickest, least(duty->latency));
                patient_enough |= least(duty->latency) <= patience || channel.kind == Channel::Kind::message;
            }
            patient_enough |= response.call_back > 0;
        }
    }
    if (step.within && seconds_of(*step.within) < first_attempt) {
        warn("step-cut-short", step.place,
             fmt::format("the step is cut off after {}, before its first attempt can end by itself ({})",
                         duration_text(*step.within), text(first_attempt)),
             "a longer \"within\" or a shorter \"patience\"");
    }
    if (!patient_enough) {
        warn("patience-too-short", step.place,
             fmt::format("nobody answers before {}, when the caller has hung up already", text(quickest)));
    }
}

/// How long a protocol takes when nobody answers, by the medians of its laws, in seconds.
double Linter::length(const Played& played) const {
    const Protocol& protocol = scenario_.protocols[played.protocol];
    double round = 0;
    for (std::size_t index = 0; index < protocol.steps.size(); ++index) {
        const Step& step = protocol.steps[index];
        if (played.called[index].empty()) continue;
        double together = 0;
        double in_turn = 0;
        for (const Index official : played.called[index]) {
            double branch = 0;
            for (const Index row : rows_tried(scenario_, step, official)) {
                const Channel& channel = channel_of(row);
                branch +=
                    step.tries * (median(channel.set_up) + seconds_of(step.patience.value_or(channel.patience))) +
                    (step.tries - 1) * median(step.gap);
            }
            in_turn += branch;
            together = std::max(together, branch);
        }
        double calling = step.all_at_once ? together : in_turn;
        if (step.within) calling = std::min(calling, seconds_of(*step.within));
        round += median(step.before) + calling + median(step.linger);
    }
    return median(protocol.prepare) + protocol.rounds * round + (protocol.rounds - 1) * median(protocol.round_gap);
}

void Linter::check_length() {
    std::set<Index> warned;
    for (const Played& played : played_) {
        if (played.protocol != played.root) continue;
        const double takes = length(played);
        if (takes <= seconds_of(scenario_.horizon) || !warned.insert(played.protocol).second) continue;
        const Protocol& protocol = scenario_.protocols[played.protocol];
        warn("protocol-exceeds-horizon", protocol.place,
             fmt::format(
                 "protocol \"{}\" takes {} when nobody answers, longer than the horizon of {}: it is never played to "
                 "its end",
                 protocol.id, text(takes), duration_text(scenario_.horizon)));
    }
}

/// Whether a protocol can lead back to itself through people who cannot decide: there the search ends.
void Linter::check_cycles() {
    std::map<Index, std::set<Index>> leads_to;
    for (const Played& played : played_) {
        const Protocol& protocol = scenario_.protocols[played.protocol];
        for (std::size_t index = 0; index < protocol.steps.size(); ++index) {
            if (protocol.steps[index].pass_to != kNone)
                leads_to[played.protocol].insert(protocol.steps[index].pass_to);
            if (protocol.steps[index].pass_to != kNone) continue;
            for (const Index official : played.called[index]) {
                const Index next = scenario_.parties[scenario_.officials[official].party].hand_over;
                if (next != kNone && !can_make_contact(played, official)) leads_to[played.protocol].insert(next);
            }
        }
    }
    for (const auto& [start, ignored] : leads_to) {
        // The shortest way from the protocol back to itself.
        std::map<Index, Index> came_from;
        std::vector<Index> open{start};
        for (std::size_t done = 0; done < open.size() && !came_from.contains(start); ++done) {
            for (const Index next : leads_to[open[done]]) {
                if (came_from.try_emplace(next, open[done]).second) open.push_back(next);
            }
        }
        if (!came_from.contains(start)) continue;
        std::vector<Index> way{start};
        for (Index at = came_from[start]; at != start; at = came_from[at]) way.push_back(at);
        if (*std::min_element(way.begin(), way.end()) != start) continue;  // said once for each cycle
        std::string chain = scenario_.protocols[start].id;
        for (auto it = way.rbegin(); it != way.rend(); ++it) chain += " → " + scenario_.protocols[*it].id;
        warn("hand-over-cycle", scenario_.protocols[start].place,
             fmt::format("the protocol may come to start itself ({}): there the search ends with \"no authority\"",
                         chain));
    }
}

}  // namespace hotline
