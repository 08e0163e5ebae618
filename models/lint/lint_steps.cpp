// Steps that reach nobody, or leave too little time.

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "models/base/duration.hpp"
#include "models/lint/linter.hpp"

namespace hotline {
namespace {

std::string text(double seconds) {
    return duration_text(ticks_of_seconds(seconds));
}

bool always_screened(const Reach& reach) {
    return std::any_of(reach.answering.begin(), reach.answering.end(),
                       [](const auto& answering) { return answering.second.always_screened; });
}

}  // namespace

void Linter::check_step(const Step& step, const Reach& reach, const Goal& goal, Index callee) {
    if (!reach.anybody) {
        if (step.may_be_empty) return;
        Note& of = note("empty-selector", step.place,
                        "nobody on the lists matches this step's \"call\": the step is skipped", {});
        if (of.hint.empty()) of.hint = near_selector(step.call);  // searches the lists, so only once
        return;
    }
    if (!reach.any_row) {
        note("unreachable-step", step.place, "nobody whom this step calls has one of the channels of its \"via\"",
             "add one of their channels to \"via\", or rows for these channels to the lists");
        return;
    }
    check_order(step, reach);
    if (step.within && reach.places > 1 && step.stagger > *step.within / (reach.places - 1)) {
        const auto called = *step.within / step.stagger + 1;
        note("stagger-too-long", step.place,
             fmt::format(
                 "of the {} places of this step only {} may be called: the turn of the next comes {} after that of "
                 "the first, but the step is cut off after {}",
                 reach.places, called, duration_text(called * step.stagger), duration_text(*step.within)),
             "give it a longer \"within\" or a shorter \"stagger\"", std::to_string(reach.places));
    }
    if (reach.impatient != kNone) {
        const Row& row = scenario_.rows[reach.impatient];
        const Channel& channel = channel_of(row);
        note("patience-too-short", step.place,
             fmt::format("the caller hangs up on \"{}\" after {} on {}, but nobody answers there before {}",
                         official_of(row).id, duration_text(patience_of(scenario_, step, row)), channel.id,
                         text(least_latency(reach.impatient))),
             row.patience && !step.patience
                 ? "give the entry a longer \"patience\", or the step its own"
                 : fmt::format("give the step or channel \"{}\" a longer \"patience\"", channel.id));
    }
    if (reach.answering.empty()) {
        if (reach.impatient != kNone) return;
        note("unreachable-step", step.place, "nobody whom this step calls ever answers",
             "these must be above 0: \"present\" of their responses; \"answer\" on or off duty, or \"call_back\"; "
             "their "
             "stance; \"availability\" of carriers and sites");
        return;
    }
    if (std::none_of(reach.answering.begin(), reach.answering.end(), [&](const auto& answering) {
            return leads_on(step, answering.first, answering.second, goal, callee);
        })) {
        note("unreachable-step", step.place,
             fmt::format(
                 "nobody whom this step reaches{} belongs to the callee and has authority {} or more, and none "
                 "of their parties has a \"hand_over\"",
                 goal.by_call ? " by a call" : "", goal.authority),
             always_screened(reach)
                 ? "with \"screened\" = 1 somebody else always answers: lower it, or add a \"hand_over\" to the party"
                 : "call somebody with the authority, or add a \"pass_to\" to the step or a \"hand_over\" to the "
                   "party",
             fmt::format("{} {}", goal.authority, goal.by_call));
        return;
    }
    double soonest = std::numeric_limits<double>::infinity();
    for (const Reach::Soonest& row : reach.soonest) {
        if (leads_on(step, row.party, row.answering, goal, callee)) soonest = std::min(soonest, row.at);
    }
    if (step.within && seconds_of(*step.within) < soonest) {
        note("step-cut-short", step.place,
             fmt::format("the step is cut off after {}, but cannot succeed before {}", duration_text(*step.within),
                         text(soonest)),
             "give it a longer \"within\"");
    }
}

/// Without "via" the order of the list decides, which hardly anybody chose to write before they call.
void Linter::check_order(const Step& step, const Reach& reach) {
    if (reach.written_first == kNone) return;
    const Row& row = scenario_.rows[reach.written_first];
    const Official& official = official_of(row);
    const auto call = std::find_if(official.rows.begin(), official.rows.end(), [&](Index other) {
        return other > reach.written_first && channel_of(scenario_.rows[other]).kind == Channel::Kind::call;
    });
    const std::string& by_call = channel_of(scenario_.rows[*call]).id;
    const Channel& channel = channel_of(row);
    const Ticks waits = step.patience.value_or(channel.patience);
    note("message-before-call", step.place,
         fmt::format("the step writes to \"{}\" on {}{} before it calls on {}: without \"via\" the order of the list "
                     "counts",
                     official.id, channel.id,
                     waits > Ticks{0} ? fmt::format(" and waits up to {} for a reply", duration_text(waits)) : "",
                     by_call),
         fmt::format("name the channels in the order that is meant, such as via = [\"{}\", \"{}\"]", by_call,
                     channel.id));
}

/// The hint for a selector that matches nobody. An organisation or role that is on no list may be a typing mistake.
std::string Linter::near_selector(const Selector& mixed) const {
    const auto near = [&](const std::optional<std::string>& word, std::string Official::*field) -> std::string {
        if (!word) return {};
        std::set<std::string> listed;
        for (const Official& official : scenario_.officials) listed.insert(official.*field);
        return listed.contains(*word) ? std::string{} : did_you_mean(*word, {listed.begin(), listed.end()});
    };
    std::string hint;
    const auto look = [&](const Selector& call) {
        if (hint.empty()) hint = near(call.organisation, &Official::organisation);
        if (hint.empty()) hint = near(call.role, &Official::role);
    };
    look(mixed);
    for (const Selector& part : mixed.parts) look(part);
    return hint.empty() ? "correct the party, organisation or role, or add such officials to the lists" : hint;
}

}  // namespace hotline
