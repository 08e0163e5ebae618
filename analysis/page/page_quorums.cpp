// Quorums: a sentence for each line-up, the curves, and the cases by deadline.
#include "analysis/page/page_parts.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/quorums.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

/// "By 24 h the quorum is met in 65.8 % (64.9–66.8) of emergencies; half of them meet it by …".
void add_sentence(const Element& list, const Scenario& scenario, std::size_t series, const QuorumSummary& quorum) {
    const Element sentence = list.add("li");
    add_key(sentence, series);
    sentence.add("strong").name(line_up_text(scenario, quorum.protocols));
    const QuantileEstimate& half = quorum.time.quantiles[0];
    sentence.text(fmt::format(": by {} the quorum is met in {} of emergencies; in half of all by {} ({}–{}).",
                              duration_text(scenario.horizon),
                              probability_text(quorum.time.probability, quorum.time.interval), time_text(half.value),
                              low_text(half), high_text(half)));
}

void add_deadlines(const Element& parent, const Scenario& scenario, const QuorumSummary& quorum) {
    Table table(parent, line_up_text(scenario, quorum.protocols),
                {"by", "quorum met", "mean share of the cases", "cases in half of the drills, or more",
                 "cases in 90 % of the drills, or more"});
    for (const QuorumDeadline& by : quorum.by) {
        table.row(duration_text(by.within))
            .cell(probability_text(by.probability, by.interval))
            .cell(probability_text(by.mean_share, by.mean_share_interval))
            .cell(cases_text(by.cases[0]))
            .cell(cases_text(by.cases[1]));
    }
}

}  // namespace

void add_quorums(const Spot& spot, const Page& page, const PageScenario& part) {
    if (part.summary.quorums.empty()) return;
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("quorums", "How many are reached");
    section.add(
        "p",
        "A quorum is met once contact has been made in enough of its cases. The bands are 95 % intervals, each "
        "for one time by itself.");
    const std::vector<QuorumDrills> drills = quorum_drills(scenario, part.outcomes);
    for (const Group& group : groups_of(drills)) {
        const std::string heading = quorum_text(scenario.quorums[group.of]);
        spot.heading(section, 1, heading);
        const Element list = section.add("ul");
        for (std::size_t index = group.first; index < group.last; ++index)
            add_sentence(list, scenario, index - group.first, part.summary.quorums[index]);
        add_chart(spot, section, curve_chart(scenario, drills, group, page.deadlines),
                  fmt::format("quorum-{}", group.of), heading);
        for (std::size_t index = group.first; index < group.last; ++index)
            add_deadlines(section, scenario, part.summary.quorums[index]);
    }
}

}  // namespace hotline
