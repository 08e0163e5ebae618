// What the figures rest on.
#include "analysis/figures.hpp"
#include "analysis/report/page_parts.hpp"
#include "models/duration.hpp"
#include "models/instant_text.hpp"

namespace hotline {

void add_assumptions(const Spot& spot, const PageScenario& part) {
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("assumptions", "What it rests on");
    section.add(
        "p",
        "The intervals say how exact the simulation is, not how true its assumptions are. No response time in "
        "the defaults was measured on a diplomatic hotline. Compare protocols under the same assumptions "
        "rather than quote one number.");
    Table facts(section, "The run", {"what", "value"});
    facts.row("scenario").cell(scenario.file.generic_string(), false);
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
        .cell("taken as verified " + rough_duration_text(scenario.unverified_age) + " ago", false);
    facts.row("interaction")
        .cell(scenario.interaction ? "cases of a drill share people, lines and seats"
                                   : "none: every case is played by itself",
              false);
    Table table(add_details(section, "Every law and rate, where it stands and what is said of its source"),
                "Laws and rates", {"name", "values", "where", "what is said there"});
    for (const Assumption& made : part.assumptions) {
        const Element heading = table.row();
        heading.name(made.name);
        heading.add("small", made.kind);
        table.cell(made.values, false);
        table.cell(made.where, false);
        table.cell().set("class", "words").set("dir", "auto").text(made.source);
    }
    if (!part.warnings.empty()) {
        const Element details = add_details(section, "What is doubtful in the files");
        details.add("pre").set("tabindex", "0").add("code", part.warnings);
    }
}

}  // namespace hotline
