// How wide intervals of means are, and how many drills `check` needs, against methods of a fixed size that know more:
// tests/audit/README.md.
//
// HOTLINE_DRILLS=1 prints the tables there, in full. Otherwise two scenarios are played, and little is measured.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <random>

#include "analysis/estimates/milestone_summary.hpp"
#include "analysis/estimates/paired_differences.hpp"
#include "analysis/estimates/sequential.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/runner.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace hotline {
namespace {

constexpr double kOneSided = 1.6448536269514722;  // the normal quantile of 95 %

bool in_full() {
    return std::getenv("HOTLINE_DRILLS") != nullptr;
}

std::vector<Outcomes> played(const Scenario& scenario) {
    RunPlan plan;
    plan.seed = scenario.seed;
    plan.replications = scenario.replications;
    plan.make_world = make_isolated_world;
    plan.jobs = 2;
    return run(scenario, plan).value();
}

std::vector<double> seconds_within(const std::vector<Ticks>& times, Ticks horizon) {
    std::vector<double> seconds;
    for (const Ticks time : times) seconds.push_back(seconds_of(time == kNever ? horizon : std::min(time, horizon)));
    return seconds;
}

MeanOf mean_of(const std::vector<double>& values) {
    MeanOf mean;
    for (const double value : values) mean.add(value);
    return mean;
}

/// The width of an interval, as a multiple of that of Student's t.
double of_student(const Interval& interval, const MeanOf& mean) {
    const auto drills = static_cast<std::uint64_t>(mean.count());
    return (interval.high - interval.low) / (2 * student_reach(drills) * mean.standard_error());
}

void print_row(const std::string& name, std::uint64_t drills, std::vector<double> widths) {
    if (widths.empty()) return;
    std::sort(widths.begin(), widths.end());
    const auto at = [&](double share) {
        return widths[static_cast<std::size_t>(share * static_cast<double>(widths.size() - 1))];
    };
    const auto wide = std::count_if(widths.begin(), widths.end(), [](double width) { return width > 1.1; });
    fmt::print("| {} | {} | {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} | {} |\n", name, drills, widths.size(), at(0),
               at(0.5), at(0.9), at(1), wide);
}

// Student's t is too narrow where rare, large values are unseen, so it is no alternative, but a measure.
TEST(IntervalsOfMeans, are_about_as_wide_as_students) {
    fmt::print(
        "| of | drills | intervals | least | median | 90 % | most | above 1.1 "
        "|\n|---|---|---|---|---|---|---|---|\n");
    std::vector<double> logs;
    for (const std::filesystem::path& folder : shipped_scenario_folders()) {
        const std::string name = folder.filename();
        if (!in_full() && name != "uk-china-2012" && name != "uk-russia-2012") continue;
        const Scenario scenario = load_shipped(folder);
        if (scenario.cases.size() > 300 || scenario.interaction) continue;
        const std::vector<Outcomes> outcomes = played(scenario);
        std::vector<double> of_times;
        std::vector<double> of_differences;
        for (std::size_t index = 0; index < outcomes.size(); ++index) {
            const Outcomes& one = outcomes[index];
            for (const std::vector<Ticks>* times : {&one.first_answer, &one.contact}) {
                const MeanOf mean = mean_of(seconds_within(*times, scenario.horizon));
                if (!(mean.variance() > 0)) continue;
                of_times.push_back(
                    of_student(summarise_milestone(*times, scenario.horizon).mean_interval.value(), mean));
            }
            for (std::size_t other = index + 1;
                 other < outcomes.size() && outcomes[other].case_index == one.case_index; ++other) {
                const PairedMean paired = paired_mean(one.contact, outcomes[other].contact, scenario.horizon);
                if (!(paired.error > 0)) continue;
                of_differences.push_back((paired.interval.high - paired.interval.low) /
                                         (2 * student_reach(one.size()) * paired.error));
            }
        }
        for (const double width : of_times) logs.push_back(std::log(width));
        print_row(fmt::format("`{}`, times", name), scenario.replications, std::move(of_times));
        print_row(fmt::format("`{}`, differences", name), scenario.replications, std::move(of_differences));
    }
    const double typical = std::exp(mean_of(logs).mean());
    fmt::print("All {} intervals of times: {:.3f} times as wide, by the geometric mean\n", logs.size(), typical);
    EXPECT_LT(typical, 1.1);
}

/// Drills with the values of an earlier run, drawn anew.
struct Population {
    std::string name;
    std::vector<double> values;
    double low, high;
};

std::vector<Population> populations() {
    std::vector<Population> all;
    const Scenario scenario = load_shipped(HOTLINE_SOURCE_DIR "/scenarios/uk-china-2012");
    const std::vector<Outcomes> outcomes = played(scenario);
    const double horizon = seconds_of(scenario.horizon);
    const std::vector<double> lists = seconds_within(outcomes[0].contact, scenario.horizon);
    const std::vector<double> hotline = seconds_within(outcomes[1].contact, scenario.horizon);
    all.push_back({"rmst of `lists`", lists, 0, horizon});
    all.push_back({"rmst of `hotline`", hotline, 0, horizon});
    all.push_back({"difference of rmst", {}, -horizon, horizon});
    std::transform(hotline.begin(), hotline.end(), lists.begin(), std::back_inserter(all.back().values),
                   std::minus<>());
    std::vector<double> reached;
    for (const Ticks time : outcomes[0].contact) reached.push_back(time == kNever ? 0 : 1);
    std::vector<double> more;
    for (std::size_t drill = 0; drill < reached.size(); ++drill)
        more.push_back((outcomes[1].contact[drill] == kNever ? 0 : 1) - reached[drill]);
    all.push_back({"difference of P(contact)", std::move(more), -1, 1});
    return all;
}

/// The mean number of drills to a verdict.
double drills_to_verdict(const std::function<std::uint64_t(std::mt19937_64&)>& once, int experiments) {
    std::mt19937_64 random(20121004);
    double sum = 0;
    for (int experiment = 0; experiment < experiments; ++experiment) sum += static_cast<double>(once(random));
    return sum / experiments;
}

// The fixed size is that of a one-sided test that knows the spread, and errs with 5 % on either side.
TEST(DrillsOfCheck, are_about_those_of_a_test_of_fixed_size) {
    const int experiments = in_full() ? 200 : 10;
    fmt::print("| claim | from the bound | fixed size | `check` | times |\n|---|---|---|---|---|\n");
    const auto print = [](const std::string& claim, const std::string& from, double fixed, double drills) {
        fmt::print("| {} | {} | {:.0f} | {:.0f} | {:.2f} |\n", claim, from, fixed, drills, drills / fixed);
    };
    for (const Population& population : populations()) {
        const MeanOf mean = mean_of(population.values);
        const double sigma = std::sqrt(mean.variance());
        for (const double distance : {0.3, 0.1, 0.03}) {
            if (!in_full() && distance < 0.1) continue;
            for (const bool at_least : {true, false}) {
                const double bound = mean.mean() + (at_least ? -1 : 1) * distance * sigma;
                if (bound <= population.low || bound >= population.high) continue;
                const double drills = drills_to_verdict(
                    [&](std::mt19937_64& random) {
                        MeanTest test(population.low, population.high, bound, at_least, 0.95);
                        std::uniform_int_distribution<std::size_t> any(0, population.values.size() - 1);
                        while (test.verdict() == Verdict::undecided) test.add(population.values[any(random)]);
                        return test.drills();
                    },
                    experiments);
                const double fixed = std::pow(2 * kOneSided / distance, 2);
                print(fmt::format("{} {} bound", population.name, at_least ? "≥" : "≤"),
                      fmt::format("{} σ", distance), fixed, drills);
                if (distance < 0.3) {
                    EXPECT_LT(drills, 1.6 * fixed) << population.name;
                }
            }
        }
    }
    const struct {
        const char* claim;
        double bound, indifference;
    } kShares[] = {{"P ≥ 0.9", 0.9, 0.005}, {"P ≥ 0.99", 0.99, 0.0025}, {"median", 0.5, 0.005}};
    for (const auto& share : kShares) {
        const double missed = share.bound - share.indifference;
        const auto deviation = [](double p) { return std::sqrt(p * (1 - p)); };
        const double fixed =
            std::pow(kOneSided * (deviation(share.bound) + deviation(missed)) / share.indifference, 2);
        for (const double truth : {share.bound, missed}) {
            const double drills = drills_to_verdict(
                [&](std::mt19937_64& random) {
                    ProbabilityTest test(share.bound, true, share.indifference, 0.95);
                    std::bernoulli_distribution reached(truth);
                    while (test.verdict() == Verdict::undecided) test.add(reached(random));
                    return test.drills();
                },
                experiments);
            print(share.claim, truth == share.bound ? "at it" : "missed by the indifference", fixed, drills);
            EXPECT_LT(drills, 1.6 * fixed) << share.claim;
        }
    }
}

}  // namespace
}  // namespace hotline
