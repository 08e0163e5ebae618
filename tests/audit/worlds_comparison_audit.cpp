// `compare --doubts`, and expectations that ask for a share of worlds. The truth of a difference is that of one more
// world, with infinitely many drills; the truth of a share is that of infinitely many worlds.

#include <fmt/format.h>

#include <cmath>
#include <random>

#include "analysis/estimates/expectation.hpp"
#include "analysis/estimates/worlds_comparison.hpp"
#include "analysis/write/worlds.hpp"
#include "models/scenario/horizon.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"
#include "tests/support/coverage.hpp"

namespace hotline::audit {
namespace {

constexpr std::size_t kWorldsCompared = 100;

/// Contact by the second comes after an exponential time of one hour on average. That by the first is longer by a
/// factor of e to `shift` + `spread` · ln(u / (1 − u)), so the second is the better one in a share of 1 / (1 + e to
/// −`shift` / `spread`) of worlds.
struct Contested {
    double shift;
    double spread;
    std::size_t drills;
    bool common;  // whether the two share their luck in a drill
};

constexpr double kMean = 3600;

double logit_of(double u) {
    return std::log(u / (1 - u));
}
double factor_of(const Contested& contested, double u) {
    return std::exp(contested.shift + contested.spread * logit_of(u));
}
double share_reached(double mean, Ticks within) {
    return -std::expm1(-seconds_of(within) / mean);
}

void count_comparisons(const Scenario& scenario, const Contested& contested, std::mt19937_64& random, Table& table) {
    std::vector<double> first_luck;
    std::vector<double> second_luck;
    for (std::size_t drill = 0; drill < contested.drills; ++drill) {
        first_luck.push_back(-std::log(open_uniform(random)));
        second_luck.push_back(contested.common ? first_luck.back() : -std::log(open_uniform(random)));
    }
    const auto outcomes_with = [&](Index protocol, const std::vector<double>& luck, double mean) {
        std::vector<Ticks> contact;
        for (const double of_drill : luck) {
            const Ticks time = ticks_of_seconds(mean * of_drill);
            contact.push_back(time <= scenario.horizon ? time : kNever);
        }
        return outcomes_of(scenario, protocol, contact);
    };
    const Outcomes second = outcomes_with(1, second_luck, kMean);
    const auto play = [&](double factor, const auto& use) {
        const Outcomes first = outcomes_with(0, first_luck, kMean * factor);
        use({{{"p0", &scenario, &first}, {"p1", &scenario, &second}}});
    };
    WorldsComparison told{
        scenario, 1,  contested.drills, kWorldsCompared, {usual_deadlines(scenario.horizon), {{0, 1}}},
        {},       {}, {"time"},         {"p0", "p1"},    {}};
    std::optional<ComparisonCollector> collector;
    play(std::exp(contested.shift),
         [&](const std::vector<std::vector<Contender>>& world) { collector.emplace(told.plan, world); });
    std::vector<std::vector<double>> quantiles;
    std::vector<double> factors;
    for (std::size_t world = 0; world < kWorldsCompared; ++world) {
        quantiles.push_back({open_uniform(random)});
        factors.push_back(factor_of(contested, quantiles.back().front()));
        play(factors.back(), [&](const std::vector<std::vector<Contender>>& played) { collector->add(played); });
    }
    told.cases = collector->cases(quantiles, {SourceKind{}});
    const Json pair = json_of(told)["cases"][0]["pairs"][0];

    const std::string family = fmt::format("shift {}, spread {}, {} drills, {} luck", contested.shift,
                                           contested.spread, contested.drills, contested.common ? "common" : "own");
    const double truth = factor_of(contested, open_uniform(random));
    const double better = contested.spread > 0 ? 1 / (1 + std::exp(-contested.shift / contested.spread))
                                               : (contested.shift > 0 ? 1.0 : 0.0);
    const double worse = contested.spread > 0 ? 1 - better : (contested.shift < 0 ? 1.0 : 0.0);
    const auto count = [&](const Json& figure, const std::string& name, const auto& difference) {
        double average = 0;
        for (const double factor : factors) average += difference(factor) / kWorldsCompared;
        table.interval("compare --doubts: " + name + ", best values", family, interval_of(figure["best_interval"]),
                       difference(std::exp(contested.shift)));
        table.event("compare --doubts: " + name + ", simulation", family,
                    !holds(interval_of(figure["simulation_interval"]), average));
        table.event("compare --doubts: " + name + ", worlds", family,
                    !holds(interval_of(figure["worlds_interval"]), difference(truth)));
        table.event("compare --doubts: share of worlds, second better", family,
                    !holds(interval_of(figure["second_better"]["interval"]), better));
        table.event("compare --doubts: share of worlds, first better", family,
                    !holds(interval_of(figure["first_better"]["interval"]), worse));
    };
    for (const Json& figure : pair["reach"]) {
        const Ticks within = ticks_of_seconds(figure["within"].get<double>());
        count(figure, "difference of shares",
              [&](double factor) { return share_reached(kMean, within) - share_reached(kMean * factor, within); });
    }
    count(pair["mean_within_horizon"], "difference of mean times", [&](double factor) {
        return kMean * share_reached(kMean, scenario.horizon) -
               kMean * factor * share_reached(kMean * factor, scenario.horizon);
    });
}

/// Contact by the hour has the log-odds `shift` + `spread` · ln(u / (1 − u)) in a world, and must have a probability
/// of one half or more in 90 % of worlds.
struct AskedOfWorlds {
    double shift;
    double spread;
    std::size_t worlds;
};

void count_verdicts(const AskedOfWorlds& asked, std::mt19937_64& random, Table& table) {
    constexpr std::uint64_t kMostDrillsOfWorld = 300;
    Expectation expectation;
    ClaimError error;
    expectation.that = "P(contact <= 1h) >= 0.5";
    expectation.claim = parse_claim(expectation.that, {}, error).value();
    expectation.in_worlds = 0.9;
    Expectation of_world = expectation;
    of_world.confidence = confidence_in_each_world(expectation.confidence);
    std::vector<double> luck;
    for (std::uint64_t drill = 0; drill < kMostDrillsOfWorld; ++drill) luck.push_back(open_uniform(random));
    std::vector<CheckedExpectation> checked;
    double indifference = 0;
    for (std::size_t world = 0; world < asked.worlds; ++world) {
        const double reached = 1 / (1 + std::exp(-asked.shift - asked.spread * logit_of(open_uniform(random))));
        ExpectationTest test(of_world, 1);
        for (const double of_drill : luck) {
            if (test.verdict() != Verdict::undecided) break;
            test.add(of_drill < reached ? 1 : 0);
        }
        CheckedExpectation& one = checked.emplace_back();
        one.verdict = test.verdict();
        indifference = test.indifference().value_or(0);
    }
    const CheckedExpectation verdict = checked_in_worlds(expectation, checked);
    const auto share_at_least = [&](double probability) {
        return 1 / (1 + std::exp(-(asked.shift - logit_of(probability)) / asked.spread));
    };
    const double share = share_at_least(0.5);
    const double with_indifference = share_at_least(0.5 - indifference);
    const std::string family =
        fmt::format("{:.1f} % of worlds, spread {}, {} worlds", 100 * share, asked.spread, asked.worlds);
    if (share >= 0.9)
        table.event("check, in_worlds: a verdict of fail where it holds", family, verdict.verdict == Verdict::fail);
    if (with_indifference < 0.9)
        table.event("check, in_worlds: a verdict of pass where it does not hold", family,
                    verdict.verdict == Verdict::pass);
    // A world that misses the bound by less than the indifference may pass.
    table.event("check, in_worlds: the interval of a verdict", family,
                verdict.interval.low > with_indifference || verdict.interval.high < share);
}

}  // namespace

Table of_worlds_compared(std::uint64_t experiments) {
    const Scenario scenario = audited_scenario(2);
    const std::vector<Contested> families{{0.2, 0.3, 1000, true}, {0.2, 0.3, 100, true}, {0.2, 0.3, 100, false},
                                          {0, 0.1, 100, false},   {0, 0, 100, true},     {0, 0, 100, false},
                                          {0.5, 0.1, 100, false}, {-1, 1, 100, true}};
    return audit(families, experiments, [&](const Contested& contested, std::mt19937_64& random, Table& table) {
        count_comparisons(scenario, contested, random, table);
    });
}

Table of_check_in_worlds(std::uint64_t experiments) {
    std::vector<AskedOfWorlds> families;
    for (const double share : {0.8, 0.895, 0.9, 0.97, 1 - 1e-9}) {
        for (const double spread : {0.3, 2.0}) {
            for (const std::size_t worlds : {std::size_t{40}, std::size_t{200}})
                families.push_back({spread * logit_of(share), spread, worlds});
        }
    }
    return audit(families, experiments, count_verdicts);
}

}  // namespace hotline::audit
