// The answers: a sentence for each protocol, and the table that they are taken from; the curves.
#include <algorithm>
#include <cmath>

#include "analysis/estimates/headline.hpp"
#include "analysis/page/page_parts.hpp"
#include "analysis/pictures/curve_picture.hpp"
#include "analysis/write/answer.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostMarks = 10;  // of an axis of time

/// "; fewer than nine in ten are", or that this cannot be told.
std::string not_reached(const MilestoneSummary& contact, double share, const char* words) {
    return contact.interval.high < share ? fmt::format("fewer than {} are", words)
                                         : fmt::format("these drills are too few to tell whether {} are", words);
}

std::string with_range(const QuantileEstimate& quantile) {
    return fmt::format("{} ({}–{})", time_text(quantile.value), low_text(quantile), high_text(quantile));
}

/// "By 24 h it is 65.8 % (64.9–66.8). Half are reached by 1 h 33 min (1 h 27 min – 1 h 40 min); fewer than nine in
/// ten are."
std::string rest_of_answer(const Scenario& scenario, const MilestoneSummary& contact) {
    const QuantileEstimate& half = contact.quantiles[0];
    const QuantileEstimate& most = contact.quantiles[1];
    const std::string by_horizon = fmt::format("By {} it is {}", duration_text(scenario.horizon),
                                               probability_text(contact.probability, contact.interval));
    if (!half.value) return fmt::format("{}; {}.", by_horizon, not_reached(contact, 0.5, "half"));
    const std::string by_half = fmt::format("{}. Half are reached by {}", by_horizon, with_range(half));
    if (!most.value) return fmt::format("{}; {}.", by_half, not_reached(contact, 0.9, "nine in ten"));
    return fmt::format("{}, nine in ten by {}.", by_half, with_range(most));
}

void add_sentence(const Element& list, const Scenario& scenario, std::size_t series, const CaseSummary& summary,
                  const ReachCurve& curve, Ticks within) {
    const CurvePoint at = curve.at(within);
    const Element card = list.add("li").set("class", "answer");
    const Element figure = card.add("p", "big", whole_percent(at.share) + " %");
    figure.set("aria-hidden", "true");
    const Element words = card.add("div");
    const Element sentence = words.add("p");
    sentence.text("With ");
    add_key(sentence, series);
    sentence.add("strong").name(scenario.protocols[summary.protocol].title);
    sentence.text(", ");
    sentence.add("strong", whole_percent(at.share) + " %");
    sentence.text(fmt::format(" of emergencies {} reach {} within {}.", whole_percent_range(at.interval),
                              goal_text(scenario.protocols[summary.protocol]), duration_text(within)));
    words.add("p", "more", rest_of_answer(scenario, summary.contact()));
}

/// Of many pairs of parties.
void add_mean_of_pairs(const Element& section, const PairsRun& run) {
    const Element list = section.add("ul").set("class", "answers");
    for (std::size_t index = 0; index < run.protocols.size(); ++index) {
        const CellsSummary& pairs = run.pairs.cases[index];
        const Element card = list.add("li").set("class", "answer");
        card.add("p", "big", whole_percent(pairs.reach) + " %").set("aria-hidden", "true");
        const Element sentence = card.add("div").add("p");
        sentence.text("With ");
        sentence.add("strong").name(run.pairs.scenario.protocols[pairs.protocol].title);
        sentence.text(", ");
        sentence.add("strong", whole_percent(pairs.reach) + " %");
        sentence.text(fmt::format(
            " of emergencies {} reach {} within {}, the mean of {} pair{} of parties.",
            whole_percent_range(pairs.interval), goal_text(run.pairs.scenario.protocols[pairs.protocol]),
            duration_text(run.pairs.within), count_text(pairs.cells.size()), pairs.cells.size() == 1 ? "" : "s"));
    }
}

/// Of many cases and protocols of few pairs: one line each.
void add_overview(const Element& section, const Page& page, const PageScenario& part) {
    const Scenario& scenario = *part.scenario;
    const Ticks within = headline_deadline(page.deadlines, scenario.horizon);
    Table table(section, "Contact by case; each interval by itself has 95 % confidence",
                {"case", "protocol", "by " + duration_text(within), "by " + duration_text(scenario.horizon)});
    for (std::size_t index = 0; index < part.outcomes.size(); ++index) {
        const Outcomes& outcomes = part.outcomes[index];
        const CurvePoint at = ReachCurve(outcomes.contact, scenario.horizon).at(within);
        const MilestoneSummary& contact = part.summary.cases[index].contact();
        table.row(case_text(scenario, outcomes.case_index));
        table.cell_of("words").name(scenario.protocols[outcomes.protocol].title);
        table.cell(probability_text(at.share, at.interval))
            .cell(probability_text(contact.probability, contact.interval));
    }
}

std::string range_text(const QuantileEstimate& quantile) {
    if (!quantile.value && !quantile.low) return std::string(kNotReached);
    return with_range(quantile);
}

void add_milestone(Table& table, const std::string& name, const MilestoneSummary& milestone) {
    table.row(name)
        .cell(probability_text(milestone.probability, milestone.interval))
        .cell(range_text(milestone.quantiles[0]))
        .cell(range_text(milestone.quantiles[1]))
        .cell(range_text(milestone.quantiles[2]))
        .cell(fmt::format("{} {}", seconds_text(milestone.mean_within_horizon),
                          seconds_range(milestone.mean_interval.value())));
}

Json marks_json(const std::vector<TimeMark>& marks) {
    Json json = Json::array();
    for (const TimeMark& mark : marks) json.push_back({seconds_of(mark.at), mark.name});
    return json;
}

constexpr std::size_t kDrawn = 300;  // times at which the script draws a curve of many steps, on either axis
constexpr std::size_t kTold = 60;    // times on either axis at which it shows values

/// Times at which the script shows values: the marks that the arrow keys go to, and enough for the pointer.
std::vector<Ticks> times_told(const CurveChart& chart) {
    std::vector<Ticks> times = chart.deadlines;
    for (const auto& grid : {linear_grid(chart.horizon, kTold), log_grid(chart.least(), chart.horizon, kTold)}) {
        for (const Ticks at : grid) {
            // To the second, or a tenth: a round time reads better, and says as much.
            const double of = at > std::chrono::minutes(1) ? 1 : 10;
            times.push_back(at < std::chrono::seconds(1) ? at
                                                         : ticks_of_seconds(std::floor(seconds_of(at) * of) / of));
        }
    }
    for (const TimeMark& mark : linear_marks(chart.horizon, kMostMarks)) times.push_back(mark.at);
    for (const TimeMark& mark : log_marks(chart.least(), chart.horizon, kMostMarks)) times.push_back(mark.at);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

/// The data of the script's chart, including all its texts. All series have values at the same times.
Json chart_json(const CurveChart& chart, const std::string& id) {
    Json json{{"id", id},
              {"horizon", seconds_of(chart.horizon)},
              {"least", seconds_of(chart.least())},
              {"marks",
               {{"linear", marks_json(linear_marks(chart.horizon, kMostMarks))},
                {"logarithmic", marks_json(log_marks(chart.least(), chart.horizon, kMostMarks))}}},
              {"deadlines", Json::array()},
              {"told", Json::array()},
              {"series", Json::array()}};
    for (const Ticks deadline : chart.deadlines) json["deadlines"].push_back(seconds_of(deadline));
    for (const Ticks time : times_told(chart)) {
        Json values = Json::array();
        for (const CurveChart::Series& series : chart.series) {
            const CurvePoint at = series.curve.at(time);
            values.push_back({at.share, probability_text(at.share, at.interval)});
        }
        json["told"].push_back({seconds_of(time), duration_text(time), std::move(values)});
    }
    std::vector<Ticks> grid = linear_grid(chart.horizon, kDrawn);
    for (const Ticks time : log_grid(chart.least(), chart.horizon, kDrawn)) grid.push_back(time);
    for (std::size_t index = 0; index < chart.series.size(); ++index) {
        const CurveChart::Series& series = chart.series[index];
        Json points = Json::array();
        for (const CurvePoint& at : series.curve.steps(grid)) {
            points.push_back({seconds_of(at.at), at.reached, at.interval.low, at.interval.high});
        }
        const SeriesLook look = look_of(index);
        json["series"].push_back({{"name", series.name},
                                  {"drills", series.curve.drills()},
                                  {"css", look.css_class},
                                  {"mark", static_cast<int>(look.mark)},
                                  {"points", std::move(points)}});
    }
    return json;
}

}  // namespace

void add_answer(const Spot& spot, const Page& page, const PageScenario& part, const std::string& heading) {
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("answer", heading);
    if (part.summary.pairs) return add_mean_of_pairs(section, *part.summary.pairs);
    if (!in_full(part)) return add_overview(section, page, part);
    const auto groups = groups_of(part.outcomes);
    for (const Group& group : groups) {
        if (groups.size() > 1) spot.heading(section, 1, case_text(scenario, group.of));
        const Element list = section.add("ul").set("class", "answers");
        for (std::size_t index = group.first; index < group.last; ++index) {
            add_sentence(list, scenario, index - group.first, part.summary.cases[index],
                         ReachCurve(part.outcomes[index].contact, scenario.horizon),
                         headline_deadline(page.deadlines, scenario.horizon));
        }
        const std::string better = better_text(scenario, part.summary.cases, group.first, group.last, title_of);
        const Element words = section.add("p", fmt::format("{}{}{}", better, better.empty() ? "" : " ",
                                                           if_right(part.summary.cases, group.first, group.last)));
        words.add("a", "the scenario's values").set("href", "#" + spot.prefix + "assumptions");
        words.text(" are right.");
        for (std::size_t index = group.first; index < group.last; ++index) {
            const CaseSummary& summary = part.summary.cases[index];
            const std::string name = cut(scenario.protocols[summary.protocol].title, 60);
            Table table(add_details(section, "All figures of " + name), name,
                        {"milestone", "by " + duration_text(scenario.horizon), "half by", "90 % by", "95 % by",
                         "mean (the horizon where not reached)"});
            for (const Milestone milestone : kMilestones) {
                if (summary.milestones[milestone])
                    add_milestone(table, std::string(name_of(milestone)), *summary.milestones[milestone]);
            }
        }
    }
}

void add_chart(const Spot& spot, const Element& section, const CurveChart& chart, const std::string& name,
               const std::string& caption) {
    const std::string id = spot.prefix + name;
    const Element figure = add_figure(section, caption).set("id", id);
    const Element still = figure.add("div").set("class", "still");
    draw(still, Width::wide, chart, TimeScale::logarithmic);
    draw(still, Width::narrow, chart, TimeScale::logarithmic);
    const Element legend = figure.add("ul").set("class", "legend");
    for (std::size_t index = 0; index < chart.series.size(); ++index) {
        const Element item = legend.add("li");
        add_key(item, index);
        item.add("bdi", chart.series[index].name);
    }
    std::vector<std::string> heads{"by"};
    for (const CurveChart::Series& series : chart.series) heads.push_back(series.name);
    Table table(add_details(figure, "The figures"), "Reach by time, in % of drills (interval of 95 %)", heads);
    std::vector<Ticks> times = chart.deadlines;
    for (const TimeMark& mark : log_marks(chart.least(), chart.horizon, 12)) times.push_back(mark.at);
    times.push_back(chart.horizon);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    for (const Ticks time : times) {
        table.row(duration_text(time));
        for (const CurveChart::Series& series : chart.series) {
            const CurvePoint at = series.curve.at(time);
            table.cell(probability_text(at.share, at.interval));
        }
    }
    spot.data["charts"].push_back(chart_json(chart, id));
}

void add_curves(const Spot& spot, const Page& page, const PageScenario& part) {
    if (!in_full(part)) return;
    const Scenario& scenario = *part.scenario;
    const Element section = spot.section("reach", "Reach over time");
    section.add("p",
                "The share of emergencies in which somebody with authority has been reached, by the time since the "
                "emergency. The bands are 95 % intervals, each for one time by itself; dotted lines mark deadlines.");
    for (const Group& group : groups_of(part.outcomes)) {
        const CurveChart chart = curve_chart(*part.scenario, part.outcomes, group, page.deadlines);
        add_chart(spot, section, chart, fmt::format("curve-{}", group.of), case_text(scenario, group.of));
    }
}

}  // namespace hotline
