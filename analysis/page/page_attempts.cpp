// Results of attempts, who makes contact, and the results of every entry of the list.
#include <algorithm>

#include "analysis/page/page_parts.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

std::string share_of(std::uint64_t count, std::uint64_t all) {
    return all == 0 ? "–" : percent_of(count, all) + " %";
}

/// A share as a bar, beside its figure.
void add_bar(const Element& cell, double share) {
    const Element bar = cell.add("svg").set("class", "bar").set("viewBox", "0 0 100 8").set("aria-hidden", "true");
    bar.set("preserveAspectRatio", "none");
    bar.add("rect").set("class", "track").set("width", "100").set("height", "8");
    bar.add("rect").set("class", "share").set("width", fmt::format("{:.1f}", 100 * share)).set("height", "8");
}

void add_share(Table& table, std::uint64_t count, std::uint64_t all) {
    const Element cell = table.cell_of("number");
    cell.add("span", share_of(count, all));
    add_bar(cell, all == 0 ? 0 : static_cast<double>(count) / static_cast<double>(all));
}

void add_official(const Element& heading, const Official& official) {
    heading.name(official.id);
    if (!official.role.empty()) heading.add("small").name(official.role);
}

std::string name_of(const PageScenario& part, std::size_t index) {
    const Scenario& scenario = *part.scenario;
    const std::string& title = scenario.protocols[part.outcomes[index].protocol].title;
    return groups_of(part.outcomes).size() == 1
               ? title
               : fmt::format("{}: {}", case_text(scenario, part.outcomes[index].case_index), title);
}

std::vector<std::string> heads_of(const PageScenario& part, const std::string& first) {
    std::vector<std::string> heads{first};
    for (std::size_t index = 0; index < part.outcomes.size(); ++index) heads.push_back(name_of(part, index));
    return heads;
}

}  // namespace

void add_endings(const Spot& spot, const PageScenario& part) {
    if (!in_full(part)) return;
    const Element section = spot.section("endings", "What attempts end in");
    section.add("p",
                "The true result of every call and message. A dead number counts as “stale” even where the caller "
                "could not tell it from one that nobody answered. Shares are rounded one by one, so a column may not "
                "add up to 100 %.");
    Table table(section, "Results of attempts", heads_of(part, "result"));
    for (std::size_t result = 0; result < kResults; ++result) {
        const bool any = std::any_of(part.summary.cases.begin(), part.summary.cases.end(),
                                     [&](const CaseSummary& summary) { return summary.attempts[result] > 0; });
        if (!any) continue;
        table.row(std::string(hotline::name_of(static_cast<Result>(result))));
        for (const CaseSummary& summary : part.summary.cases) {
            std::uint64_t all = 0;
            for (const std::uint64_t count : summary.attempts) all += count;
            add_share(table, summary.attempts[result], all);
        }
    }
    table.row("attempts a drill");
    for (const CaseSummary& summary : part.summary.cases) {
        table.cell(fmt::format("{} {}", number_text(summary.mean_attempts),
                               number_range(summary.mean_attempts_interval.value())));
    }
    if (!has_costs(*part.scenario)) return;
    table.row("cost a drill");
    for (const CaseSummary& summary : part.summary.cases) {
        table.cell(fmt::format("{} {}", number_text(summary.mean_cost.value()),
                               number_range(summary.mean_cost_interval.value())));
    }
}

void add_makers(const Spot& spot, const PageScenario& part) {
    if (!in_full(part)) return;
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("makers", "Who makes contact");
    for (std::size_t index = 0; index < part.summary.cases.size(); ++index) {
        const CaseSummary& summary = part.summary.cases[index];
        if (summary.made_by.empty()) {
            section.add("p").text("Nobody makes contact with ").name(name_of(part, index));
            continue;
        }
        Table table(section, name_of(part, index), {"official", "channel", "share of contacts"});
        for (const ContactMadeBy& made : summary.made_by) {
            const Official& official = scenario.officials[made.official];
            add_official(table.row(), official);
            table.cell(scenario.channels[made.channel].id, false);
            add_share(table, made.count, summary.contact().reached);
        }
    }
}

void add_entries(const Spot& spot, const PageScenario& part) {
    if (part.tallies.empty()) return;
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("list", "The list, entry by entry");
    section.add(
        "p",
        "For each entry: attempts a drill; the shares of these that were answered (in time, by a late reply or "
        "by a call back) and that met a dead number; and the share of all contacts that the entry made.");
    for (std::size_t index = 0; index < part.tallies.size(); ++index) {
        const auto drills = static_cast<double>(part.outcomes[index].size());
        const std::uint64_t contacts = part.summary.cases[index].contact().reached;
        Table table(section, name_of(part, index),
                    {"entry", "channel", "attempts a drill", "answered", "stale", "share of contacts"});
        for (const auto& [row, entry] : part.tallies[index].entries) {
            const Official& official = scenario.officials[scenario.rows[row].official];
            add_official(table.row(), official);
            table.cell(scenario.channels[scenario.rows[row].channel].id, false)
                .cell(number_text(static_cast<double>(entry.attempts) / drills))
                .cell(share_of(entry.answered, entry.attempts))
                .cell(share_of(entry.stale, entry.attempts));
            add_share(table, entry.contacts, contacts);
        }
    }
}

}  // namespace hotline
