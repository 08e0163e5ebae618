// The assumptions.
#include "analysis/page/page_parts.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

/// The comments on it, or that it is an assumption; the places; and the published figures that it names.
void add_source(const Element& cell, const Assumption& made) {
    for (const std::string& said : made.said) cell.add("p", said).set("dir", "auto");
    if (made.is_silent()) cell.add("p", "assumption");
    for (const std::string& place : made.where) cell.add("small", place);
    if (made.figures.empty()) return;
    const Element list = cell.add("ul").set("class", "sources");
    for (const PublishedFigure& figure : made.figures) {
        const Element item = list.add("li").set("dir", "auto");
        item.add("strong", figure.key);
        item.text(fmt::format(": {}: {}. ", figure.quantity, figure.figure));
        item.add("cite", figure.source);
        if (!figure.standing.empty()) item.text(fmt::format(" ({})", figure.standing));
    }
}

}  // namespace

void add_assumptions(const Spot& spot, const PageScenario& part) {
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("assumptions", "What the figures rest on");
    section.add(
        "p",
        "The intervals measure the precision of the simulation, not the truth of its assumptions. No response time "
        "in the defaults was measured on a diplomatic hotline. Compare protocols under the same assumptions "
        "rather than quote one number.");
    Table facts(section, "The run", {"what", "value"});
    facts.row("scenario").cell(printable(scenario.file.generic_string()), false);
    facts.row("drills").cell(fmt::format("{} of each case and protocol", count_text(part.summary.replications)),
                             false);
    facts.row("seed").cell(fmt::format("{}", part.summary.seed), false);
    facts.row("horizon").cell(duration_text(scenario.horizon), false);
    facts.row("emergencies begin")
        .cell(scenario.start_first == scenario.start_last
                  ? fmt::format("{} UTC", utc_text(scenario.start_first))
                  : fmt::format("at any time from {} to {} UTC", utc_text(scenario.start_first),
                                utc_text(scenario.start_last)),
              false);
    facts.row("entries never verified")
        .cell(fmt::format("taken as verified {} ago: an assumption", duration_text(scenario.unverified_age)), false);
    facts.row("interaction")
        .cell(scenario.interaction ? "the cases of a drill share callers, lines and seats"
                                   : "none: every case is played by itself",
              false);
    // Open, so that it is printed.
    const Element all = add_details(section, "Every law and rate, with its source").set("open", "");
    all.add(
        "p",
        "The source is the comment beside the law in its file. The published figures that it names follow; none of "
        "them was measured for this scenario. A value without a source is an assumption, and so is every default "
        "of the program.");
    Table table(all, "Laws and rates", {"name", "what", "value", "source"});
    for (const Assumption& made : part.assumptions) {
        if (!made.is_law_or_rate()) continue;
        table.row(made.name).cell(made.kind, false).cell(made.values, false);
        add_source(table.cell_of("words"), made);
    }
    Table people(add_details(section, "Cases, parties, officials and expectations").set("open", ""),
                 "Cases, parties, officials and expectations", {"name", "what", "value", "where"});
    for (const Assumption& made : part.assumptions) {
        if (made.is_law_or_rate()) continue;
        people.row(made.name).cell(made.kind, false).cell(made.values, false);
        const Element where = people.cell_of("words");
        for (const std::string& place : made.where) where.add("small", place);
    }
    if (!part.warnings.empty()) {
        const Element details = add_details(section, "Warnings about the files");
        details.add("pre").set("tabindex", "0").add("code", part.warnings);
    }
}

}  // namespace hotline
