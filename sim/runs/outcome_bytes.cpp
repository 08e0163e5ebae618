#include "sim/runs/outcome_bytes.hpp"

#include <span>

namespace hotline {
namespace {

/// Calls `visit` with the drills [from, to) of every column.
template <class AnyOutcomes, class Visit>
void visit_columns(AnyOutcomes& outcomes, std::size_t from, std::size_t to, const Visit& visit) {
    const auto part = [&](auto& column, std::size_t width = 1) {
        visit(std::span(column).subspan(from * width, (to - from) * width));
    };
    for (const Milestone milestone : kMilestones)
        part(times_of(outcomes, milestone), outcomes.can_reach[milestone] ? 1 : 0);
    part(outcomes.made_by);
    part(outcomes.attempts);
    part(outcomes.waited, outcomes.interaction ? 1 : 0);
    part(outcomes.cost, outcomes.costs ? 1 : 0);
    part(outcomes.usage, outcomes.resources);
}

}  // namespace

void put_outcomes(std::string& bytes, const std::vector<Outcomes>& all, std::size_t from, std::size_t to) {
    for (const Outcomes& outcomes : all) {
        visit_columns(outcomes, from, to, [&](auto values) { put_all(bytes, values); });
    }
}

void take_outcomes(Bytes& bytes, std::vector<Outcomes>& all, std::size_t from, std::size_t to) {
    for (Outcomes& outcomes : all) {
        visit_columns(outcomes, from, to, [&](auto values) { bytes.take_all(values); });
    }
}

}  // namespace hotline
