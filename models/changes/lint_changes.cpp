#include "models/changes/lint_changes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/changes/same_content.hpp"

namespace hotline {

void lint_changes(const Scenario& scenario, const LoadWith& load_with, Diagnostics& diagnostics) {
    for (const Proposal& proposal : scenario.proposals) {
        Diagnostics said;
        const auto changed = load_with(proposal.settings, said);
        if (!changed) {
            const auto& findings = said.findings();
            const auto wrong = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
                return finding.severity == Severity::error;
            });
            diagnostics.warning("wrong-change", proposal.place,
                                fmt::format("the change \"{}\" cannot be played: {}", proposal.title, wrong->message),
                                wrong->hint);
        } else if (changed->interaction != scenario.interaction) {
            diagnostics.warning("wrong-change", proposal.place,
                                fmt::format("the change \"{}\" cannot be played: it changes \"interaction\", so its "
                                            "drills cannot be compared with today's",
                                            proposal.title));
        } else if (same_drills(scenario, *changed)) {
            diagnostics.warning(
                "idle-change", proposal.place,
                fmt::format("the change \"{}\" changes nothing: the scenario says so already", proposal.title));
        }
    }
}

}  // namespace hotline
