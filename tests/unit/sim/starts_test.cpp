#include "sim/draws/starts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <numeric>

#include "models/scenario/instant_text.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/runner.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kSeed = 11;

Scenario window(const char* first, const char* last) {
    Scenario scenario;
    scenario.start_first = parse_utc(first).value();
    scenario.start_last = parse_utc(last).value();
    return scenario;
}

double sum_of_weights(const CellsOfTime& laid) {
    return std::accumulate(laid.cells.begin(), laid.cells.end(), 0.0,
                           [](double sum, const auto& cell) { return sum + cell.weight; });
}

/// The seconds of the window in each cell, counted by the clocks.
std::vector<std::int64_t> counted(const Scenario& scenario, By by, const std::string& zone, Ticks after) {
    std::vector<std::int64_t> seconds(number_of_cells(scenario, by));
    for (Instant at = scenario.start_first + after; at < scenario.start_last + after; at += 1s) {
        ++seconds[cell_of(by, local_time(zone, at))];
    }
    return seconds;
}

// The clocks are asked at every second of the window.
TEST(Strata, cover_the_window_exactly) {
    struct Example {
        const char* first;
        const char* last;
        const char* zone;
        Ticks after;
    };
    const Example examples[] = {
        {"2012-10-24T10:00:00Z", "2012-11-03T09:30:01Z", "Europe/London", 0s},  // an hour occurs twice
        {"2013-03-29T00:17:00Z", "2013-04-01T00:00:00Z", "Europe/London", 0s},  // an hour is skipped
        {"2012-10-01T00:00:00Z", "2012-10-08T00:00:00Z", "Asia/Kolkata", 0s},   // half past UTC's hours
        {"2012-12-31T23:00:00Z", "2013-01-01T01:00:00Z", "Asia/Kathmandu", 75min},
        {"2013-04-05T00:00:00Z", "2013-04-08T00:00:00Z", "Australia/Lord_Howe", 0s},  // put back by half an hour
        {"2012-10-04T02:30:00Z", "2012-10-04T02:30:01Z", "Asia/Shanghai", 0s},
    };
    for (const Example& example : examples) {
        for (const By by : {By::hour_of_week, By::month}) {
            const Scenario scenario = window(example.first, example.last);
            const CellsOfTime laid = Strata(scenario, by, example.zone, example.after).laid({}, kSeed, 0);
            std::vector<double> weights(number_of_cells(scenario, by));
            for (const auto& cell : laid.cells) weights[cell.cell] = cell.weight;
            const auto seconds = counted(scenario, by, example.zone, example.after);
            const double all = seconds_of(scenario.start_last - scenario.start_first);
            for (Index cell = 0; cell < seconds.size(); ++cell) {
                EXPECT_NEAR(weights[cell], static_cast<double>(seconds[cell]) / all, 1e-12)
                    << example.zone << " " << cell;
            }
            EXPECT_NEAR(sum_of_weights(laid), 1, 1e-12);
            const auto not_empty =
                std::count_if(seconds.begin(), seconds.end(), [](auto count) { return count > 0; });
            EXPECT_EQ(laid.cells.size(), static_cast<std::size_t>(not_empty));
        }
    }
}

TEST(Strata, are_as_long_as_their_hours_are_by_the_clocks) {
    // The night of 28 October 2012: 01:00-02:00 on Sunday occurs twice.
    const Scenario autumn = window("2012-10-28T00:00:00Z", "2012-10-28T03:00:00Z");
    const CellsOfTime twice = Strata(autumn, By::hour_of_week, "Europe/London", 0s).laid({}, kSeed, 0);
    ASSERT_EQ(twice.cells.size(), 2U);
    EXPECT_EQ(twice.cells[0].cell, 6U * 24 + 1);
    EXPECT_DOUBLE_EQ(twice.cells[0].weight, 2.0 / 3);
    EXPECT_EQ(twice.cells[1].cell, 6U * 24 + 2);
    // The night of 31 March 2013: it does not occur.
    const Scenario spring = window("2013-03-31T00:00:00Z", "2013-03-31T02:00:00Z");
    const CellsOfTime never = Strata(spring, By::hour_of_week, "Europe/London", 0s).laid({}, kSeed, 0);
    ASSERT_EQ(never.cells.size(), 2U);
    EXPECT_EQ(never.cells[0].cell, 6U * 24);
    EXPECT_EQ(never.cells[1].cell, 6U * 24 + 2);
}

TEST(Strata, start_drill_after_drill_in_the_next_cell) {
    const Scenario scenario = window("2012-10-20T00:00:00Z", "2013-04-20T00:00:00Z");
    for (const char* zone : {"Europe/London", "Asia/Kolkata"}) {
        const Ticks after = 90min;
        const Strata strata(scenario, By::hour_of_week, zone, after);
        ASSERT_EQ(strata.cells(), kHoursOfWeek);
        for (std::uint64_t drill = 0; drill < 20'000; ++drill) {
            const Instant start = strata.start(Luck(kSeed, drill));
            ASSERT_GE(start, scenario.start_first);
            ASSERT_LT(start, scenario.start_last);
            ASSERT_EQ(cell_of(By::hour_of_week, local_time(zone, start + after)), drill % kHoursOfWeek);
        }
    }
}

// One cell of three pieces, each of which is cut into ten equal parts: a chi-squared test, at one in a million.
TEST(Strata, start_drills_uniformly_within_a_cell) {
    const Scenario scenario = window("2012-10-07T00:00:00Z", "2012-10-22T00:00:00Z");
    const Strata strata(scenario, By::hour_of_week, "Europe/London", 0s);
    std::array<double, 30> parts{};
    const std::uint64_t drills = 30'000;
    const Index cell = 6 * 24 + 3;  // Sundays 03:00
    for (std::uint64_t drill = 0; drill < drills; ++drill) {
        const Instant start = strata.start(Luck(kSeed, cell + drill * kHoursOfWeek));
        const auto since = start - parse_utc("2012-10-07T02:00:00Z").value();
        const auto week = since / Ticks(168h);
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(since - week * Ticks(168h)).count();
        ++parts[static_cast<std::size_t>(week * 10 + minutes / 6)];
    }
    double squares = 0;
    for (const double count : parts) squares += (count - 1000) * (count - 1000) / 1000;
    EXPECT_LT(squares, 78);  // 29 degrees of freedom
}

TEST(Strata, know_the_kinds_of_time_of_cells_and_drills) {
    using std::chrono::sys_days;
    using std::chrono::year;
    // Thursday 4 October is a holiday, Saturday the 6th is worked.
    const SpecialDays special{{sys_days{year{2012} / 10 / 4}, true}, {sys_days{year{2012} / 10 / 6}, false}};
    const Scenario scenario = window("2012-10-03T16:00:00Z", "2012-10-06T16:00:00Z");  // three days in Shanghai
    const Strata strata(scenario, By::hour_of_week, "Asia/Shanghai", 0s);
    const CellsOfTime laid = strata.laid(special, kSeed, 72);
    ASSERT_EQ(laid.cells.size(), 72U);
    for (std::size_t cell = 0; cell < 72; ++cell) {
        const std::size_t hour = cell % 24;
        const KindOfTime expected = cell < 24                ? KindOfTime::holiday
                                    : hour >= 8 && hour < 18 ? KindOfTime::working_hours
                                                             : KindOfTime::night;
        EXPECT_EQ(laid.kinds[cell], expected) << cell;
        for (std::size_t kind = 0; kind < kKindsOfTime; ++kind) {
            EXPECT_EQ(laid.cells[cell].kinds[kind],
                      static_cast<KindOfTime>(kind) == expected ? laid.cells[cell].weight : 0);
        }
    }
}

TEST(Strata, of_twenty_years_cover_them) {
    const Scenario scenario = window("2010-01-01T00:00:00Z", "2029-12-27T00:00:00Z");
    EXPECT_NEAR(sum_of_weights(Strata(scenario, By::month, "Europe/London", 0s).laid({}, kSeed, 0)), 1, 1e-12);
}

/// Two callees in different zones, whose officials answer mostly by day.
Sketch two_callees() {
    Sketch sketch;
    sketch.scenario.start_first = parse_utc("2012-10-01T00:00:00Z").value();
    sketch.scenario.start_last = parse_utc("2013-02-01T00:00:00Z").value();
    sketch.scenario.horizon = 1h;
    const Index response = sketch.responds(3);
    sketch.scenario.responses[response].on_duty.answer = 0.8;
    sketch.scenario.responses[response].off_duty.answer = 0.1;
    const Person here = sketch.someone(1, sketch.phone, response);
    sketch.scenario.officials[here.who].roster = sketch.office_hours(9 * 60, 17 * 60);
    const Index other = sketch.party("other");
    sketch.scenario.parties[other].time_zone = "Asia/Kolkata";
    const Person there = sketch.someone_of(other, 1, sketch.phone, response);
    sketch.scenario.officials[there.who].roster = sketch.scenario.officials[here.who].roster;
    sketch.step({here, there});
    sketch.scenario.cases.push_back(sketch.scenario.cases.front());
    sketch.scenario.cases.back().callee = other;
    return sketch;
}

RunPlan plan_with(std::uint64_t replications, const StratifiedStarts* starts) {
    RunPlan plan;
    plan.seed = kSeed;
    plan.replications = replications;
    plan.starts = starts;
    plan.make_world = make_isolated_world;
    return plan;
}

CellsRun by_hours(const Scenario& scenario, std::uint64_t replications) {
    const StratifiedStarts starts(scenario, By::hour_of_week);
    std::vector<CellsOfTime> laid;
    for (Index index = 0; index < scenario.cases.size(); ++index) {
        laid.push_back(starts.of_case(index).laid({}, kSeed, replications));
    }
    return summarise_by_time(scenario, By::hour_of_week, scenario.horizon, kSeed,
                             run(scenario, plan_with(replications, &starts)).value(),
                             [&](Index index) -> const CellsOfTime& { return laid[index]; });
}

// If both estimate the same, each of 4 comparisons fails with a probability of 1e-6.
TEST(StratifiedStarts, estimate_what_a_plain_run_does) {
    const Sketch sketch = two_callees();
    constexpr std::uint64_t kDrills = 168'000;
    const auto plain = run(sketch.scenario, plan_with(kDrills, nullptr)).value();
    const CellsRun cells = by_hours(sketch.scenario, kDrills);
    for (std::size_t index = 0; index < plain.size(); ++index) {
        const auto reached = static_cast<std::uint64_t>(std::count_if(
            plain[index].contact.begin(), plain[index].contact.end(), [](Ticks at) { return at != kNever; }));
        const Interval truth = clopper_pearson(reached, kDrills, 1 - 1e-6);
        const Interval stratified = hoeffding(cells.cases[index].reach, kDrills, 1 - 1e-6);
        EXPECT_LT(stratified.low, truth.high);
        EXPECT_GT(stratified.high, truth.low);
    }
    EXPECT_GT(std::abs(cells.cases[0].cells[10].reach - cells.cases[0].cells[0].reach), 0.2);
}

TEST(StratifiedStarts, are_each_callees_own_and_do_not_depend_on_the_other_cases) {
    Sketch sketch = two_callees();
    const CellsRun both = by_hours(sketch.scenario, 1680);
    std::swap(sketch.scenario.cases[0], sketch.scenario.cases[1]);
    const CellsRun swapped = by_hours(sketch.scenario, 1680);
    for (std::size_t index = 0; index < 2; ++index) {
        EXPECT_EQ(both.cases[index].reach, swapped.cases[1 - index].reach);
        EXPECT_EQ(both.cases[index].case_index, static_cast<Index>(index));
    }
    EXPECT_NE(both.cases[0].reach, both.cases[1].reach);
}

// A window of whole minutes, whose middle of each minute is one of as many even shares: each minute is met once.
TEST(Strata, arrange_the_window_without_gaps_or_overlaps) {
    const Scenario scenario = window("2012-10-20T10:07:00Z", "2012-11-03T09:30:00Z");
    for (const char* zone : {"Europe/London", "Asia/Kathmandu", "Australia/Lord_Howe"}) {
        const Strata strata(scenario, By::hour_of_week, zone, 0s);
        const auto minutes = (scenario.start_last - scenario.start_first) / Ticks(1min);
        std::vector<Instant> met;
        Index last = 0;
        for (std::int64_t minute = 0; minute < minutes; ++minute) {
            met.push_back(strata.start_at((static_cast<double>(minute) + 0.5) / static_cast<double>(minutes)));
            const Index cell = cell_of(By::hour_of_week, local_time(zone, met.back()));
            ASSERT_GE(cell, last);
            last = cell;
        }
        std::sort(met.begin(), met.end());
        for (std::int64_t minute = 0; minute < minutes; ++minute)
            ASSERT_EQ(std::chrono::floor<std::chrono::minutes>(met[static_cast<std::size_t>(minute)]),
                      scenario.start_first + std::chrono::minutes(minute));
    }
}

// The chi-squared test of 18 parts of the window, at one in a million.
TEST(EvenStarts, start_drills_uniformly_in_the_window) {
    Scenario scenario = two_callees().scenario;
    scenario.start_first = parse_utc("2012-10-04T05:00:00Z").value();
    scenario.start_last = parse_utc("2012-10-22T05:00:00Z").value();
    const EvenStarts starts(scenario);
    std::array<double, 18> days{};
    constexpr std::uint64_t kDrills = 36'000;
    for (std::uint64_t drill = 0; drill < kDrills; ++drill) {
        const Ticks since = starts.start(Luck(kSeed, drill)) - scenario.start_first;
        ++days.at(static_cast<std::size_t>(since / Ticks(24h)));
    }
    double squares = 0;
    for (const double count : days) squares += (count - 2000) * (count - 2000) / 2000;
    EXPECT_LT(squares, 61.5);
}

TEST(EvenStarts, are_the_same_however_many_jobs_play) {
    const Sketch sketch = two_callees();
    const EvenStarts starts(sketch.scenario);
    RunPlan plan = plan_with(200, nullptr);
    const auto plain = run(sketch.scenario, plan).value();
    plan.even_starts = &starts;
    const auto alone = run(sketch.scenario, plan).value();
    plan.jobs = 3;
    EXPECT_EQ(alone[0].contact, run(sketch.scenario, plan).value()[0].contact);
    EXPECT_NE(alone[0].contact, plain[0].contact);
    plan.first = 100;
    plan.replications = 100;
    const auto later = run(sketch.scenario, plan).value();
    for (std::size_t drill = 0; drill < 100; ++drill)
        EXPECT_EQ(later[0].contact[drill], alone[0].contact[100 + drill]);
}

}  // namespace
}  // namespace hotline
