// `compare`: two or three contenders on common luck.

#include <fmt/format.h>

#include <array>
#include <functional>

#include "analysis/estimates/comparison.hpp"
#include "analysis/write/results.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"
#include "tests/support/coverage.hpp"

namespace hotline::audit {
namespace {

using Triple = std::array<Ticks, 3>;
constexpr std::array kDeadlines{60 * kSecond, 600 * kSecond, 3600 * kSecond, kDay};

struct Contest {
    std::string name;
    std::size_t contenders;
    std::size_t drills;
    std::function<Triple(std::mt19937_64&)> draw;
    // The truth of each contender.
    std::function<double(std::size_t, Ticks)> reach;
    std::array<double, 3> mean{};
    std::array<std::array<double, 2>, 3> quantiles{};
    std::array<double, 3> sooner{};  // … than the first contender
};

Contest contest_of(const std::string& name, std::size_t contenders, const Law<Triple>& law, std::size_t drills) {
    Contest contest{name, contenders, drills, [law](auto& random) { return law.draw(random); }, {}};
    std::vector<Law<Ticks>> own;
    for (std::size_t one = 0; one < 3; ++one) {
        std::vector<Law<Ticks>::Atom> atoms;
        for (const auto& [likely, times] : law.atoms()) {
            atoms.push_back({likely, times[one]});
            const auto later = [](Ticks time) { return time == kNever ? kForever : time; };
            contest.sooner[one] += later(times[one]) < later(times[0]) ? likely : 0;
        }
        own.emplace_back(atoms);
        contest.mean[one] = mean_within(own[one], kDay);
        contest.quantiles[one] = {quantile_of(own[one], 0.5, kDay), quantile_of(own[one], 0.9, kDay)};
    }
    contest.reach = [own](std::size_t one, Ticks within) { return reach_of(own[one], within); };
    return contest;
}

constexpr std::array<double, 3> kMeans{3600 * 1024, 5400 * 1024, 1024};  // ticks

/// Two contenders with exponential times, rounded up to ticks. In half of the drills they share their luck, so the
/// second takes half as long again as the first. In the others they are independent.
Contest with_luck_in_common(std::size_t drills) {
    const auto at = [](std::size_t one, double share) {
        const Ticks time{static_cast<std::int64_t>(std::ceil(-kMeans[one] * std::log1p(-share)))};
        return time <= kDay ? time : kNever;
    };
    const auto draw = [at](std::mt19937_64& random) {
        const bool in_common = open_uniform(random) < 0.5;
        const double first = open_uniform(random);
        return Triple{at(0, first), at(1, in_common ? first : open_uniform(random)), kSecond};
    };
    const auto reach = [](std::size_t one, Ticks within) {
        return -std::expm1(-static_cast<double>(std::min(within, kDay).count()) / kMeans[one]);
    };
    Contest contest{fmt::format("half of the luck in common, exponential, {} drills", drills), 2, drills, draw,
                    reach};
    for (std::size_t one = 0; one < 2; ++one) {
        contest.mean[one] = reach(one, kDay) / -std::expm1(-1 / kMeans[one]) / 1024;  // of a geometric law
        contest.quantiles[one] = {seconds_of(at(one, 0.5)), seconds_of(at(one, 0.9))};
    }
    const double either = 1 / kMeans[0] + 1 / kMeans[1];
    contest.sooner[1] = 0.5 / kMeans[1] / either * -std::expm1(-either * static_cast<double>(kDay.count()));
    return contest;
}

/// The joint law of independent contenders.
Law<Triple> independent(const Law<Ticks>& a, const Law<Ticks>& b, const Law<Ticks>& c) {
    std::vector<Law<Triple>::Atom> atoms;
    for (const auto& [likely_a, time_a] : a.atoms()) {
        for (const auto& [likely_b, time_b] : b.atoms()) {
            for (const auto& [likely_c, time_c] : c.atoms())
                atoms.push_back({likely_a * likely_b * likely_c, {time_a, time_b, time_c}});
        }
    }
    return atoms;
}

std::vector<Contest> families_of_compare() {
    const Law<Ticks> coarse = weibull(1, 3600 * kSecond, 1200 * kSecond, 10);
    const Law<Ticks> slower = weibull(1, 5400 * kSecond, 1200 * kSecond, 10);
    const Law<Ticks> half{{{0.5, 300 * kSecond}, {0.5, kNever}}};
    const Law<Ticks> nine{{{0.9, 300 * kSecond}, {0.1, kNever}}};
    const Ticks s = kSecond;
    std::vector<Contest> all;
    const auto add = [&](const std::string& name, std::size_t contenders, const Law<Triple>& law,
                         std::initializer_list<std::size_t> numbers) {
        for (const std::size_t drills : numbers)
            all.push_back(contest_of(fmt::format("{}, {} drills", name, drills), contenders, law, drills));
    };
    add("nothing differs, independent", 2, independent(coarse, coarse, half), {1, 3, 10, 60});
    add("nothing differs, half", 3, independent(half, half, half), {2, 60});
    add("nothing differs, nine of ten", 2, independent(nine, nine, half), {60});
    add("nothing differs, drill by drill", 2, {{{0.5, {60 * s, 60 * s, s}}, {0.5, {kNever, kNever, s}}}}, {3, 60});
    add("slower, independent", 3, independent(coarse, slower, slower), {60});
    add("always 10 s later", 2, {{{0.5, {60 * s, 70 * s, s}}, {0.5, {600 * s, 610 * s, s}}}}, {2, 10, 60});
    add("seconds later, rarely hours sooner", 2, {{{0.998, {10 * s, 20 * s, s}}, {0.002, {kNever, 20 * s, s}}}},
        {3, 10, 400});
    add("one drill in 60 flips", 3, {{{59. / 60, {300 * s, 300 * s, 300 * s}}, {1. / 60, {kNever, 300 * s, kNever}}}},
        {3, 60});
    add("flips both ways", 2,
        {{{0.8, {300 * s, 300 * s, s}}, {0.1, {kNever, 300 * s, s}}, {0.1, {300 * s, kNever, s}}}}, {10, 60});
    add("seconds better, the third hours and rarely", 3,
        {{{0.99, {20 * s, 10 * s, 15 * s}}, {0.01, {20 * s, kNever, 15 * s}}}}, {10, 60});
    add("always against never", 2, {{{1, {60 * s, kNever, s}}}}, {1, 10});
    for (const std::size_t drills : {60U, 400U}) all.push_back(with_luck_in_common(drills));
    return all;
}

struct Watch {
    const Contest& contest;
    double each;
    Table& table;
    bool together = false;  // any interval of a difference has missed
    bool wrong_test = false;

    void difference(const std::string& row, const Json& interval, double truth) {
        const Interval is = interval_of(interval);
        table.interval("compare: difference of " + row, contest.name, is, truth, each);
        together |= !holds(is, truth);
    }
    void test(const std::string& row, const Json& told, double truth) {
        if (std::abs(truth) > 1e-12) return;
        table.event("compare: p of " + row + " below 0.05 where there is no difference", contest.name,
                    told["p"].get<double>() < 0.05);
        wrong_test |= told["p_together"].get<double>() < 0.05;
    }
    /// Whether the contender that is called the best is not. Larger truths are better.
    void best(const std::string& row, const Json& told, const std::vector<double>& truths) {
        const std::size_t picked = static_cast<std::size_t>(told["name"].get<std::string>().back() - '0');
        bool best = true;
        for (std::size_t one = 0; one < contest.contenders; ++one)
            best &= one == picked || truths[picked] > truths[one] + 1e-12;
        const double confidence = told["confidence"].get<double>();
        table.event("compare: best by " + row + ", with 95 %", contest.name, !best && confidence >= 0.95);
        table.event("compare: best by " + row + ", with 99 %", contest.name, !best && confidence >= 0.99, 0.01);
    }
};

/// Leads: who is ahead at the beginning and end of each stretch and in between, and how large the largest lead is.
void count_leads(const Contest& contest, const Json& pair, std::size_t second, Table& table) {
    bool missed = false;
    for (const Json& stretch : pair["ahead"]) {
        const double sign = stretch["name"] == pair["second"] ? 1 : -1;
        const auto lead_at = [&](double seconds) {
            const Ticks at = ticks_of_seconds(seconds);
            return sign * (contest.reach(second, at) - contest.reach(0, at));
        };
        missed |= !holds(interval_of(stretch["lead"]["interval"]), lead_at(stretch["lead"]["at"].get<double>()));
        constexpr int kParts = 16;
        const double from = stretch["from"].get<double>();
        const double to = stretch["to"].get<double>();
        for (int part = 0; part <= kParts; ++part) missed |= lead_at(from + (to - from) * part / kParts) <= 1e-12;
    }
    table.event("compare: lead of curves", contest.name, missed);
}

void play_contest(const Scenario& scenario, const Contest& contest, std::mt19937_64& random, Table& table) {
    std::vector<std::vector<Ticks>> played(contest.contenders);
    for (std::size_t drill = 0; drill < contest.drills; ++drill) {
        const Triple& times = contest.draw(random);
        for (std::size_t one = 0; one < contest.contenders; ++one) played[one].push_back(times[one]);
    }
    std::vector<Outcomes> outcomes;
    for (std::size_t one = 0; one < contest.contenders; ++one)
        outcomes.push_back(outcomes_of(scenario, static_cast<Index>(one), played[one]));
    std::vector<Contender> contenders;
    ComparisonPlan plan;
    plan.deadlines.assign(kDeadlines.begin(), kDeadlines.end());
    for (std::size_t one = 0; one < contest.contenders; ++one) {
        contenders.push_back({fmt::format("p{}", one), &scenario, &outcomes[one]});
        if (one > 0) plan.pairs.emplace_back(0, one);
    }
    const Json told =
        json_of(Comparison{scenario, 1, contest.drills, plan, {compare(contenders, plan)}, {}, {}, {}, {}});
    const Json& of_case = told["cases"][0];

    for (std::size_t one = 0; one < contest.contenders; ++one) {
        const Json& standing = of_case["contenders"][one];
        for (std::size_t index = 0; index < kDeadlines.size(); ++index) {
            table.interval("compare: share by a deadline", contest.name,
                           interval_of(standing["reach"][index]["interval"]), contest.reach(one, kDeadlines[index]));
        }
        table.interval("compare: mean time", contest.name, interval_of(standing["mean_within_horizon_interval"]),
                       contest.mean[one]);
    }
    Watch watch{contest, told["confidence_of_each_difference"].get<double>(), table};
    for (const Json& pair : of_case["pairs"]) {
        const auto second = static_cast<std::size_t>(pair["second"].get<std::string>().back() - '0');
        for (std::size_t index = 0; index < kDeadlines.size(); ++index) {
            const double truth = contest.reach(second, kDeadlines[index]) - contest.reach(0, kDeadlines[index]);
            watch.difference("shares", pair["reach"][index]["interval"], truth);
            watch.test("shares", pair["reach"][index], truth);
        }
        const double truth = contest.mean[second] - contest.mean[0];
        watch.difference("mean times", pair["mean_within_horizon"]["interval"], truth);
        watch.test("mean times", pair["mean_within_horizon"], truth);
        for (std::size_t index = 0; index < 2; ++index) {
            // A quantile that is not reached has no difference.
            const double later = contest.quantiles[second][index] - contest.quantiles[0][index];
            if (std::isnan(later)) continue;
            watch.difference("times of 50 and 90 %", pair[index == 0 ? "p50" : "p90"]["interval"], later);
        }
        const Interval sooner = clopper_pearson(pair["sooner"]["second"].get<std::uint64_t>(), contest.drills);
        table.interval("compare: share of drills in which one is sooner", contest.name, sooner,
                       contest.sooner[second]);
        count_leads(contest, pair, second, table);
    }
    table.event("compare: all differences of a case together", contest.name, watch.together);
    table.event("compare: any corrected p below 0.05 where there is no difference", contest.name, watch.wrong_test);
    for (std::size_t index = 0; index < kDeadlines.size(); ++index) {
        std::vector<double> truths;
        for (std::size_t one = 0; one < contest.contenders; ++one)
            truths.push_back(contest.reach(one, kDeadlines[index]));
        watch.best("a deadline", of_case["best_reach"][index], truths);
    }
    std::vector<double> truths;
    for (std::size_t one = 0; one < contest.contenders; ++one) truths.push_back(-contest.mean[one]);
    watch.best("mean time", of_case["best_mean_within_horizon"], truths);
}

}  // namespace

Table of_compare(std::uint64_t experiments) {
    const Scenario scenario = audited_scenario(3);
    return audit(families_of_compare(), experiments,
                 [&](const Contest& contest, std::mt19937_64& random, Table& table) {
                     play_contest(scenario, contest, random, table);
                 });
}

}  // namespace hotline::audit
