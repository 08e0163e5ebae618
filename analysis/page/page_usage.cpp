// The bottlenecks, if the cases of a drill share desks, lines, callers and carriers.
#include "analysis/page/page_parts.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/resources.hpp"

namespace hotline {
namespace {

void add_resource(const Element& heading, const Scenario& scenario, const Resource& resource) {
    heading.name(id_of(scenario, resource));
    if (resource.kind != Resource::Kind::carrier)
        heading.add("small", fmt::format("{}, {}", name_of(resource.kind), resource.units));
}

void add_table(const Element& section, const Scenario& scenario, const std::string& protocols,
               const UsageTable& worst) {
    const UsageWords& words = worst.words;
    const std::string caption = fmt::format("{}, under {}", words.title, protocols);
    if (worst.rows.empty()) {
        section.add("p").name(caption).text(fmt::format(": {}", words.all_was_well));
        return;
    }
    Table table(section, caption,
                {words.of_carriers ? "carrier" : "resource", std::string(words.asked), std::string(words.refused),
                 std::string(words.refusing), std::string(words.waited), std::string(words.taken)});
    for (const ResourceSummary* resource : worst.rows) {
        add_resource(table.row(), scenario, resource->resource);
        table.cell(number_text(resource->asked))
            .cell(percent(value_of(resource->refused)) + " %")
            .cell(probability_text(resource->refusing, resource->refusing_together))
            .cell(seconds_text(value_of(resource->waiting)))
            .cell(percent(value_of(resource->utilisation)) + " %");
    }
    if (worst.more > 0) section.add("p", "more", fmt::format("{} more caused waits or refusals.", worst.more));
}

}  // namespace

void add_usage(const Spot& spot, const PageScenario& part) {
    if (part.summary.usage.empty()) return;
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("bottlenecks", "Where the bottleneck is");
    section.add("p",
                "Resources that the cases of one emergency share, the worst bottleneck first: by refusals, then by "
                "waiting time.");
    for (const UsageSummary& usage : part.summary.usage) {
        std::string protocols;
        for (const Index protocol : usage.protocols)
            protocols += (protocols.empty() ? "" : " and ") + scenario.protocols[protocol].title;
        for (const UsageTable& table : usage_tables(usage, kBottlenecks))
            add_table(section, scenario, protocols, table);
    }
    section.add("p", "more", usage_notes(part.summary.usage));
}

}  // namespace hotline
