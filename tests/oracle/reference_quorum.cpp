// Quorums by rules Q1 to Q4. At every instant at which a case makes contact: have enough of them done so?
#include <algorithm>
#include <optional>

#include "tests/oracle/reference.hpp"

namespace hotline {
namespace {

/// Rule Q2.
std::size_t enough(const Quorum& quorum) {
    std::size_t k = 1;
    const auto n = static_cast<double>(quorum.cases.size());
    while (quorum.at_least.number > 0 ? k < quorum.at_least.number
                                      : static_cast<double>(k) / n < quorum.at_least.share)
        ++k;
    return k;
}

}  // namespace

Ticks reference_quorum(const Scenario& scenario, const Quorum& quorum, std::size_t line_up, std::uint64_t seed,
                       std::uint64_t replication, QuorumCounts* reached) {
    std::vector<Ticks> contacts;
    for (const Index index : quorum.cases) {
        const Index protocol = scenario.cases[index].protocols[line_up];
        const Ticks contact = reference_drill(scenario, index, protocol, seed, replication).outcome.contact;
        if (contact != kNever) contacts.push_back(contact);
    }
    std::optional<Ticks> met;
    for (const Ticks candidate : contacts) {
        const auto there = std::count_if(contacts.begin(), contacts.end(), [&](Ticks at) { return at <= candidate; });
        if (static_cast<std::size_t>(there) >= enough(quorum) && (!met || candidate < *met)) met = candidate;
    }
    if (reached) {
        const bool some = !contacts.empty();
        reached->met += met ? 1 : 0;
        reached->missed_by_some += !met && some ? 1 : 0;
        reached->missed_by_all += some ? 0 : 1;
        reached->more_than_enough += contacts.size() > enough(quorum) ? 1 : 0;
        reached->met_together += met && std::count(contacts.begin(), contacts.end(), *met) > 1 ? 1 : 0;
        reached->by_share += met && quorum.at_least.number == 0 ? 1 : 0;
        reached->by_all += met && enough(quorum) == quorum.cases.size() && quorum.cases.size() > 1 ? 1 : 0;
        reached->in_later_line_ups += met && line_up > 0 ? 1 : 0;
        const auto differs = [&](const auto& of) {
            return std::any_of(quorum.cases.begin(), quorum.cases.end(), [&](Index index) {
                return of(scenario.cases[index]) != of(scenario.cases[quorum.cases.front()]);
            });
        };
        reached->of_several_protocols +=
            met && differs([&](const Case& of) { return of.protocols[line_up]; }) ? 1 : 0;
        reached->of_several_starts += met && differs([](const Case& of) { return of.after; }) ? 1 : 0;
    }
    return met.value_or(kNever);
}

const std::vector<std::pair<const char*, std::uint64_t QuorumCounts::*>>& rules_of_quorums() {
    static const std::vector<std::pair<const char*, std::uint64_t QuorumCounts::*>> all{
        {"met", &QuorumCounts::met},                                    // rule Q3
        {"missed_by_some", &QuorumCounts::missed_by_some},              // rule Q3
        {"missed_by_all", &QuorumCounts::missed_by_all},                // rule Q3
        {"more_than_enough", &QuorumCounts::more_than_enough},          // rule Q3
        {"met_together", &QuorumCounts::met_together},                  // rule Q3
        {"by_share", &QuorumCounts::by_share},                          // rule Q2
        {"by_all", &QuorumCounts::by_all},                              // rule Q2
        {"in_later_line_ups", &QuorumCounts::in_later_line_ups},        // rule Q1
        {"of_several_protocols", &QuorumCounts::of_several_protocols},  // rule Q1
        {"of_several_starts", &QuorumCounts::of_several_starts},        // rule Q4
    };
    return all;
}

}  // namespace hotline
