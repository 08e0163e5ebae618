// Steps: who cannot be reached, and what has no time.

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
        Note& of = note("empty-selector", step.place,
                        "nobody on the lists matches this step's \"call\": the step is passed over", {});
        if (of.hint.empty()) of.hint = near_selector(step.call);  // looks through the lists: once
        return;
    }
    if (!reach.any_row) {
        note("unreachable-step", step.place, "nobody whom this step calls has a channel of its \"via\"",
             "add a channel that they have to \"via\", or such rows to the lists");
        return;
    }
    if (reach.impatient != kNone) {
        const Row& row = scenario_.rows[reach.impatient];
        const Channel& channel = channel_of(row);
        note("patience-too-short", step.place,
             fmt::format("the caller hangs up on \"{}\" after {} on {}, but nobody answers there before {}",
                         official_of(row).id, duration_text(step.patience.value_or(channel.patience)), channel.id,
                         text(least_latency(row))),
             fmt::format("a longer \"patience\" of the step or of channel \"{}\"", channel.id));
    }
    if (reach.answering.empty()) {
        if (reach.impatient != kNone) return;
        note("unreachable-step", step.place, "nobody whom this step calls ever answers",
             "\"present\" of their responses must be above 0, and \"call_back\", or \"answer\" for when they are on "
             "or off "
             "duty; so must their stance, and \"availability\" of carriers and sites");
        return;
    }
    if (std::none_of(reach.answering.begin(), reach.answering.end(), [&](const auto& answering) {
            return leads_on(step, answering.first, answering.second, goal, callee);
        })) {
        note(
            "unreachable-step", step.place,
            fmt::format("nobody whom this step reaches{} is of the callee with authority {} or more, and no party of "
                        "theirs hands over",
                        goal.by_call ? " by a call" : "", goal.authority),
            always_screened(reach)
                ? "\"screened\" of 1 has somebody else answer, always: lower it, or add a \"hand_over\" to the party"
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
             fmt::format("the step is cut off after {}, but nothing can come of it before {}",
                         duration_text(*step.within), text(soonest)),
             "a longer \"within\"");
    }
}

/// A hint for a selector that matches nobody: an organisation or a role that is on no list may be a typing mistake.
std::string Linter::near_selector(const Selector& call) const {
    const auto near = [&](const std::optional<std::string>& word, std::string Official::*field) -> std::string {
        if (!word) return {};
        std::set<std::string> listed;
        for (const Official& official : scenario_.officials) listed.insert(official.*field);
        return listed.contains(*word) ? std::string{} : did_you_mean(*word, {listed.begin(), listed.end()});
    };
    std::string hint = near(call.organisation, &Official::organisation);
    if (hint.empty()) hint = near(call.role, &Official::role);
    return hint.empty() ? "correct the party, organisation or role, or add such officials to the lists" : hint;
}

}  // namespace hotline
