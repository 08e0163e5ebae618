// What the scenario does not know: a sentence for each protocol, the curves with the bands of the worlds, and which
// doubt to settle first.
#include <algorithm>

#include "analysis/estimates/headline.hpp"
#include "analysis/page/page_parts.hpp"
#include "analysis/pictures/curve_picture.hpp"
#include "analysis/pictures/tornado_picture.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/worlds.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

/// The probability by the deadline of the answers.
const WorldsFigure& headline_figure(const WorldsRow& row, Ticks within) {
    return *std::find_if(row.figures.begin(), row.figures.end(),
                         [&](const WorldsFigure& figure) { return !figure.within || *figure.within >= within; });
}

std::string name_of(const Scenario& scenario, const WorldsRow& row) {
    return line_up_text(scenario, row.protocols);
}

/// "With The existing lists, somebody with authority is reached by 30 min in 41.2 % of emergencies if the best values
/// are right. …"
void add_sentence_of_doubts(const Element& list, const PageScenario& part, const WorldsRow& row, std::size_t series,
                            Ticks headline) {
    const WorldsRun& run = *part.doubts;
    const WorldsFigure& figure = headline_figure(row, headline);
    const TwoLevelEstimate& over = figure.over_worlds;
    const Element sentence = list.add("li");
    sentence.text("With ");
    add_key(sentence, series);
    sentence.add("strong").name(name_of(run.scenario, row));
    sentence.text(fmt::format(
        ", somebody with authority is reached by {} in {} % of emergencies if the best values are right. If no more "
        "than "
        "the doubts is right, the true share may lie anywhere in {}. The finite number of drills alone leaves {}. ",
        duration_text(*figure.within), percent(figure.best), range_text(over.band), range_text(over.simulation)));
    const std::vector<std::size_t> important = most_important(figure.sensitivity);
    if (important.empty()) {
        sentence.text("No doubt changes it more than chance does.");
        return;
    }
    sentence.text("Measure first ");
    sentence.add("strong").name(run.sources[important.front()]);
    sentence.text(
        fmt::format(": with it, the {} points would be about {}.", percent(over.band.high - over.band.low),
                    percent(width_if_settled(over.band, figure.sensitivity.of_sources[important.front()]))));
}

void add_tornado(const Element& section, const Tornado& tornado, const WorldsRun& run, const WorldsFigure& figure) {
    if (tornado.bars.empty()) return;
    const Element shown = add_figure(section, tornado.title);
    draw(shown, Width::wide, tornado);
    draw(shown, Width::narrow, tornado);
    Table table(add_details(shown, "The figures"), "Shares of the variance over the worlds, with standard errors",
                {"doubt", "alone", "alone and with others", "the width would be about"});
    const auto share_text = [](double share, double error) {
        return fmt::format("{} % ± {}", percent(std::clamp(share, 0.0, 1.0)), percent(error, Rounding::up));
    };
    for (const std::size_t source : most_important(figure.sensitivity)) {
        const SourceShare& share = figure.sensitivity.of_sources[source];
        table.row(run.sources[source])
            .cell(share_text(share.first, share.first_error))
            .cell(share_text(share.total, share.total_error))
            .cell(percent(width_if_settled(figure.over_worlds.band, share)) + " points");
    }
}

void add_bands(const Element& section, const CurveChart& chart, const WorldsRun& run, std::size_t first) {
    const Element figure = add_figure(section, chart.title);
    draw(figure, Width::wide, chart, TimeScale::logarithmic);
    draw(figure, Width::narrow, chart, TimeScale::logarithmic);
    std::vector<std::string> heads{"by"};
    for (const CurveChart::Series& series : chart.series) heads.push_back(series.name);
    Table table(add_details(figure, "The figures"),
                "With the best values; where it lies in 95 % of the worlds in brackets", heads);
    for (std::size_t by = 0; by < run.deadlines.size(); ++by) {
        table.row(duration_text(run.deadlines[by]));
        for (std::size_t index = 0; index < chart.series.size(); ++index) {
            const WorldsFigure& of = run.rows[first + index].figures[by];
            table.cell(probability_text(of.best, of.over_worlds.band));
        }
    }
}

}  // namespace

CurveChart chart_with_doubts(const Page& page, const PageScenario& part, const Group& group) {
    CurveChart chart = curve_chart(*part.scenario, part.outcomes, group, page.deadlines);
    chart.title = "With what is in doubt: " + case_text(*part.scenario, group.of);
    for (std::size_t index = group.first; index < group.last; ++index) {
        for (const WorldsPoint& at : part.doubts->rows[index].curve)
            chart.series[index - group.first].worlds.push_back({at.at, 0, at.best, at.band});
    }
    return chart;
}

Tornado tornado_of(const Page& page, const PageScenario& part, std::size_t row) {
    const WorldsRun& run = *part.doubts;
    const Ticks headline = headline_deadline(page.deadlines, run.scenario.horizon);
    const WorldsFigure& figure = headline_figure(run.rows[row], headline);
    Tornado tornado{fmt::format("Which doubt matters: {}, by {}", name_of(run.scenario, run.rows[row]),
                                duration_text(*figure.within)),
                    {}};
    for (const std::size_t source : most_important(figure.sensitivity)) {
        const SourceShare& share = figure.sensitivity.of_sources[source];
        tornado.bars.push_back({run.sources[source], share.first, share.first_error, share.total});
    }
    return tornado;
}

void add_doubts(const Spot& spot, const Page& page, const PageScenario& part) {
    if (!part.doubts || !in_full(part)) return;
    const WorldsRun& run = *part.doubts;
    const Element section = spot.section("doubts", "What we do not know");
    section.add(
        "p", fmt::format("{} of this scenario {} in doubt. {} worlds were played, each with other values. The wide "
                         "bands hold 95 % of the worlds: what our ignorance makes of the result. The narrow bands "
                         "are what the finite number of drills makes of it, with the best values. More drills "
                         "narrow these, and only better knowledge narrows the others.",
                         counted(run.doubts.size(), "value"), run.doubts.size() == 1 ? "is" : "are",
                         count_text(run.quantiles.size())));
    const std::vector<Group> groups = groups_of(part.outcomes);
    for (const Group& group : groups) {
        if (groups.size() > 1) spot.heading(section, 1, case_text(run.scenario, group.of));
        const Ticks headline = headline_deadline(page.deadlines, run.scenario.horizon);
        const Element list = section.add("ul");
        for (std::size_t index = group.first; index < group.last; ++index)
            add_sentence_of_doubts(list, part, run.rows[index], index - group.first, headline);
        add_bands(section, chart_with_doubts(page, part, group), run, group.first);
        for (std::size_t index = group.first; index < group.last; ++index) {
            add_tornado(section, tornado_of(page, part, index), run, headline_figure(run.rows[index], headline));
        }
    }
    section.add("p",
                "The shares are of the variance from world to world; they are estimates with standard errors. A band "
                "is drawn together by the noise of its drills (analysis of variance of worlds and drills).");
}

}  // namespace hotline
