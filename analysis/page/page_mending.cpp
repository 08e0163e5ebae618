// What to mend first: the sentence, bars of what changes bring, what the best of them cure by the hour of the day,
// and what each budget buys.
#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/page/page_parts.hpp"
#include "analysis/pictures/effects_picture.hpp"
#include "analysis/write/effect_text.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/frontier.hpp"
#include "analysis/write/mending.hpp"
#include "models/base/duration.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

/// An effect as a number of which more is better, as the pictures show it.
struct Gain {
    double size;
    Interval interval;
};
Gain gain_of(const Effect& effect, RankBy by) {
    if (by == RankBy::mean) return {-effect.time.value, {-effect.time.interval.high, -effect.time.interval.low}};
    const Estimate& reached = effect.reached;
    return {100 * reached.value, {100 * reached.interval.low, 100 * reached.interval.high}};
}

/// "7 h", "2 h later"; "9.0" of 100, "1.0 fewer".
std::string gain_text(const Effect& effect, RankBy by) {
    const double size = gain_of(effect, by).size;
    const bool worse = size < 0;
    if (size == 0) return "no difference";
    if (by == RankBy::mean) return fmt::format("{}{}", seconds_text(std::abs(size)), worse ? " later" : "");
    return fmt::format("{}{}", percent(std::abs(effect.reached.value)), worse ? " fewer" : "");
}

std::string better_text(RankBy by, const std::string& within) {
    return by == RankBy::mean ? "sooner on average" : "more of 100 emergencies in contact by " + within;
}
std::string worse_text(RankBy by, const std::string& within) {
    return by == RankBy::mean ? "later on average" : "fewer of 100 emergencies in contact by " + within;
}

Scale scale_of(RankBy by) {
    return by == RankBy::mean ? Scale::seconds : Scale::numbers;
}

EffectBars bars_of(const Mending& mending, const std::vector<std::size_t>& shown, RankBy by,
                   const std::string& title) {
    EffectBars chart{title,
                     better_text(by, duration_text(mending.within)),
                     by == RankBy::mean ? "later" : "fewer",
                     scale_of(by),
                     {}};
    for (const std::size_t change : shown) {
        const Effect& effect = mending.effects[change];
        const auto [size, interval] = gain_of(effect, by);
        chart.bars.push_back({mending.changes[change].title, gain_text(effect, by), size, interval});
    }
    return chart;
}

void add_bars(const Element& section, const EffectBars& chart) {
    const Element figure = add_figure(section, chart.title);
    draw(figure, Width::wide, chart);
    draw(figure, Width::narrow, chart);
}

// ---- Tables

std::vector<std::string> heads_of_effects(const std::string& first, const std::string& within) {
    return {first, "mean*", "by " + within, "90 % by", "cures"};
}

std::string points_cell(const Estimate& reached) {
    return fmt::format("{} points ({} to {})", points_text(reached.value),
                       points_text(reached.interval.low, Rounding::down),
                       points_text(reached.interval.high, Rounding::up));
}

void add_effect_cells(Table& table, const Effect& effect) {
    const QuantileEstimate& p90 = effect.p90;
    table
        .cell(fmt::format("{} ({} to {})", signed_seconds_text(effect.time.value),
                          signed_seconds_text(effect.time.interval.low, Rounding::down),
                          signed_seconds_text(effect.time.interval.high, Rounding::up)))
        .cell(points_cell(effect.reached))
        .cell(p90.value ? fmt::format("{} ({}–{})", time_text(p90.value), low_text(p90), high_text(p90))
                        : std::string(kNotReached))
        .cell(effect.cured ? probability_text(effect.cured->value, effect.cured->interval) : "–");
}

void add_table(const Element& section, const Mending& mending, const std::vector<std::size_t>& shown) {
    Table table(add_details(section, "The figures"),
                "With the change minus today; all intervals of all changes together 95 %",
                heads_of_effects("change", duration_text(mending.within)));
    for (const std::size_t change : shown) {
        const Change& of = mending.changes[change];
        table.row(of.cost ? fmt::format("{} (cost {})", of.title, cost_text(*of.cost)) : of.title);
        add_effect_cells(table, mending.effects[change]);
    }
}

void add_rest(const Element& section, const Mending& mending, const std::vector<std::size_t>& list, From first,
              std::size_t shown) {
    const auto sure = static_cast<std::size_t>(std::count_if(
        list.begin(), list.end(), [&](std::size_t change) { return is_certain(mending, change, first); }));
    const char* verdict = first == From::best ? "help" : "harm";
    const std::size_t left = list.size() - shown;
    if (left == 0) return;
    const std::size_t more = sure > shown ? sure - shown : 0;
    std::string text;
    if (more > 0) text = fmt::format("{} more {} certain to {}. ", more, more == 1 ? "is" : "are", verdict);
    if (left > more)
        text += fmt::format("{} {} not certain to {}. ", left - more, left - more == 1 ? "is" : "are", verdict);
    section.add("p", "more", text + "hotline mend --all lists every change.");
}

void add_list(const Spot& spot, const Element& section, const Mending& mending, const std::string& heading,
              const std::vector<std::size_t>& list, From first) {
    if (list.empty()) return;
    spot.heading(section, 1, heading);
    const std::vector<std::size_t> shown = shown_of(mending, list, first);
    if (!shown.empty()) {
        const RankBy other = mending.by == RankBy::mean ? RankBy::reach : RankBy::mean;
        const auto title = [&](RankBy by) {
            const std::string within = duration_text(mending.within);
            return fmt::format("{}: {}", heading,
                               first == From::best ? better_text(by, within) : worse_text(by, within));
        };
        add_bars(section, bars_of(mending, shown, mending.by, title(mending.by)));
        add_bars(section, bars_of(mending, shown, other, title(other)));
        add_table(section, mending, shown);
    }
    add_rest(section, mending, list, first, shown.size());
}

// ---- By the hour

HourBars hours_of(const CuresByHour& cures, const std::string& title, const std::string& clock, double most) {
    HourBars chart{title, clock, most, {}};
    for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
        const CuresOfHour& of = cures[hour];
        chart.hours[hour] = {of.drills > 0, of.missed, of.cured.value, of.cured.interval};
    }
    return chart;
}

/// "the hour in Beijing", or that of the callees, where they are several.
std::string clock_of(const Scenario& scenario) {
    const Party& callee = scenario.parties[scenario.cases.front().callee];
    const bool alike = std::all_of(scenario.cases.begin(), scenario.cases.end(), [&](const Case& played) {
        return scenario.parties[played.callee].time_zone == callee.time_zone;
    });
    return alike ? "the hour in " + clock_place(callee) : "the hour of each callee’s clocks";
}

void add_hours_table(const Element& section, const PageMending& page) {
    std::vector<std::string> heads{"from", "missed today, %"};
    for (const std::size_t change : page.by_hour_of) heads.push_back(page.mending.changes[change].title);
    Table table(add_details(section, "The figures"),
                "% of the emergencies that begin in the hour; cured by a change: all intervals together 95 %", heads);
    for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
        const CuresOfHour& today = page.by_hour.front()[hour];
        if (today.drills == 0) continue;
        table.row(fmt::format("{:02}:00", hour)).cell(percent(today.missed));
        for (const CuresByHour& cures : page.by_hour) {
            const Estimate& cured = cures[hour].cured;
            table.cell(fmt::format("{} ({}–{})", percent(cured.value), percent(cured.interval.low, Rounding::down),
                                   percent(cured.interval.high, Rounding::up)));
        }
    }
}

void add_by_hour(const Spot& spot, const Element& section, const PageMending& page) {
    if (page.by_hour.empty()) return;
    const std::string within = duration_text(page.mending.within);
    spot.heading(section, 1, "What they cure, by the hour");
    section.add("p",
                fmt::format("Of the emergencies that begin in an hour, the grey bars miss {} today. The blue part "
                            "would make it with the change; the strokes are its intervals, all together with "
                            "95 %.",
                            within));
    // All have the same scale.
    double most = 0;
    for (const CuresByHour& cures : page.by_hour) {
        for (const CuresOfHour& hour : cures) {
            if (hour.drills > 0) most = std::max({most, hour.missed, hour.cured.interval.high});
        }
    }
    for (std::size_t place = 0; place < page.by_hour.size(); ++place) {
        const HourBars chart = hours_of(page.by_hour[place], page.mending.changes[page.by_hour_of[place]].title,
                                        clock_of(page.mending.scenario), most);
        const Element figure = add_figure(section, chart.title);
        draw(figure, Width::wide, chart);
        draw(figure, Width::narrow, chart);
    }
    add_hours_table(section, page);
}

// ---- Budgets

std::string letter_of(std::size_t place) {
    return place < 26 ? std::string(1, static_cast<char>('A' + place)) : fmt::format("{}", place + 1);
}

BudgetStair stair_of(const Frontier& frontier, RankBy by) {
    const std::string better = better_text(by, duration_text(frontier.within));
    BudgetStair chart{"What each budget buys: " + better, better, scale_of(by), frontier.bundles.budget(), {}};
    for (std::size_t place = 0; place < frontier.bought.size(); ++place) {
        const Bought& bought = frontier.bought[place];
        const auto [size, interval] = gain_of(bought.effect, by);
        chart.steps.push_back({letter_of(place), bought.cost, size, interval});
    }
    return chart;
}

void add_frontier(const Spot& spot, const Element& section, const Frontier& frontier) {
    spot.heading(section, 1, "What a budget buys");
    section.add("p", best_bundle(frontier)).set("dir", "auto");
    if (frontier.bought.empty()) return;
    for (const RankBy by : {RankBy::reach, RankBy::mean}) {
        const BudgetStair chart = stair_of(frontier, by);
        const Element figure = add_figure(section, chart.title);
        draw(figure, Width::wide, chart);
        draw(figure, Width::narrow, chart);
    }
    Table table(section, "The bundles that are better than all cheaper ones; all intervals of bundles together 95 %",
                heads_of_effects("bundle", duration_text(frontier.within)));
    for (std::size_t place = 0; place < frontier.bought.size(); ++place) {
        const Bought& bought = frontier.bought[place];
        table.row(fmt::format("{}, cost {}: {}", letter_of(place), cost_text(bought.cost),
                              frontier.bundles.title(bought.bundle)));
        add_effect_cells(table, bought.effect);
    }
    section.add("p", "more",
                "Some drills chose the bundles; these figures are of others, so they are not too good because a "
                "bundle was picked.");
}

}  // namespace

void add_mending(const Spot& spot, const PageMending& page) {
    const Mending& mending = page.mending;
    const Element section = spot.section("mend", "What to mend first");
    section.add("p").set("dir", "auto").add("strong", first_to_mend(mending));
    section.add("p", fmt::format("{} of each of {}, on the same luck as those of today. {}",
                                 counted(mending.replications, "drill"), counted(mending.changes.size(), "change"),
                                 today_text(mending.today, duration_text(mending.within))));
    add_list(spot, section, mending, "What an office can do", mending.measures, From::best);
    add_by_hour(spot, section, page);
    if (page.frontier) add_frontier(spot, section, *page.frontier);
    add_list(spot, section, mending, "If a part never failed, or failed half as often", mending.better, From::best);
    add_list(spot, section, mending, "If a part were not there", mending.gone, From::worst);
    section.add("p", "more",
                fmt::format("{} “Cures”: of the cases that miss the deadline today, the share that meets it with the "
                            "change.",
                            kRestrictedMean));
}

}  // namespace hotline
