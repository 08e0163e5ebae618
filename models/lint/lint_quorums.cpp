// Quorums that can never be met, because too few of their cases can ever make contact.

#include <fmt/format.h>

#include <algorithm>

#include "models/lint/linter.hpp"
#include "models/scenario/line_up.hpp"

namespace hotline {

void Linter::note_contact(const Case& of, Index root, const std::vector<PlayedSearch>& searches) {
    const Goal& goal = *scenario_.protocols[root].goal;
    if (!too_far_apart(searches, root) && most_reached(searches, goal, of.callee) >= goal.count) return;
    without_contact_.insert({case_, root});
}

void Linter::check_quorums() {
    for (const Quorum& quorum : scenario_.quorums) {
        for (const LineUp& line_up : line_ups(scenario_, quorum.cases)) {
            const auto possible =
                std::count_if(line_up.played.begin(), line_up.played.end(),
                              [&](const auto& played) { return !without_contact_.contains(played); });
            if (static_cast<std::size_t>(possible) >= quorum.needed()) continue;
            diagnostics_.warning("unreachable-quorum", quorum.place,
                                 fmt::format("quorum \"{}\" needs contact in {} of its {} cases, but under protocol "
                                             "\"{}\" contact is possible in no more than {}: it is never met",
                                             quorum.id, quorum.needed(), quorum.cases.size(),
                                             scenario_.protocols[line_up.protocols.front()].id, possible),
                                 "lower \"at_least\", or see which steps of these cases are unreachable");
        }
    }
}

}  // namespace hotline
