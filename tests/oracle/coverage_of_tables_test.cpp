// How often all rows of a table hold the truth at once, where a reader picks the worst row. As in coverage_test.cpp.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "analysis/estimates/lead.hpp"
#include "analysis/estimates/paired_differences.hpp"
#include "analysis/estimates/pairs.hpp"
#include "analysis/estimates/summary.hpp"
#include "tests/oracle/coverage_grid.hpp"

namespace hotline {
namespace {

constexpr Ticks kOneSecond{1024};

std::uint64_t tables() {
    return full_coverage() ? 10'000 : 100;
}

/// That many callers and callees, with a case for each pair, under that many protocols. All rows are alike, which
/// leaves the choice of the worst to luck.
struct Alike {
    Index parties;
    Index protocols;
    double chance;
    std::uint64_t drills;

    std::string text() const {
        return fmt::format("{} × {} pairs, {} protocols, p = {}, {} drills", parties, parties, protocols, chance,
                           drills);
    }
};

struct Table {
    explicit Table(const Alike& is) : alike(is) {
        scenario.horizon = kOneSecond;
        scenario.parties.resize(std::size_t{2} * is.parties);
        scenario.protocols.resize(is.protocols);
        for (Index caller = 0; caller < is.parties; ++caller) {
            for (Index callee = 0; callee < is.parties; ++callee) {
                Case& one = scenario.cases.emplace_back();
                one.caller = caller;
                one.callee = is.parties + callee;
                for (Index protocol = 0; protocol < is.protocols; ++protocol) one.protocols.push_back(protocol);
            }
        }
    }
    std::vector<Outcomes> play(std::mt19937_64& random) const {
        std::vector<Outcomes> all;
        std::bernoulli_distribution made(alike.chance);
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            for (Index protocol = 0; protocol < alike.protocols; ++protocol) {
                Outcomes& outcomes = all.emplace_back();
                outcomes.case_index = index;
                outcomes.protocol = protocol;
                outcomes.resize(alike.drills);
                for (Ticks& contact : outcomes.contact) contact = made(random) ? kOneSecond : kNever;
            }
        }
        return all;
    }

    Alike alike;
    Scenario scenario;
};

bool rows_hold(const std::vector<TableRow>& rows, double truth) {
    const Worst worst = worst_of(rows);
    return holds(worst.reach, truth) && holds(reach_of_best(rows), truth) &&
           std::all_of(rows.begin(), rows.end(), [&](const TableRow& row) { return holds(row.together, truth); });
}

TEST(Coverage, of_the_worst_of_many_rows_is_never_too_little) {
    std::vector<Alike> points;
    for (const double chance : {0.5, 0.02}) {
        points.push_back({5, 2, chance, 200});
        points.push_back({3, 10, chance, 30});
        points.push_back({7, 1, chance, 100});
    }
    const Coverage coverage = measure(points, tables(), [](const Alike& point, auto& random, Coverage& count) {
        const Table table(point);
        const std::vector<Outcomes> outcomes = table.play(random);
        const std::string at = point.text();
        std::vector<TableRow> rows;
        for (const CaseSummary& summary : summarise(table.scenario, 1, {}, outcomes).cases)
            rows.push_back({summary.contact().probability, summary.contact_together});
        count.of("rows of a run").count(at, rows_hold(rows, point.chance));
        const PairsRun pairs = summarise_pairs(table.scenario, kOneSecond, 1, outcomes);
        count.of("pairs").count(at, rows_hold(pairs.pairs.rows(), point.chance));
        count.of("callers").count(at, rows_hold(pairs.callers.rows(), point.chance));
        count.of("callees").count(at, rows_hold(pairs.callees.rows(), point.chance));
        const double mean = 1;  // seconds; no contact counts as one second, too
        bool waits = true;
        for (const PairsSummary& of_protocol : pairs.protocols) {
            for (const Wait& wait : of_protocol.waits) waits &= holds(wait.together, mean);
        }
        count.of("waits").count(at, waits);
    });
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

/// Every pair in both directions, some of them twice. The cases of a replication share half of their luck.
TEST(Coverage, of_asymmetries_of_several_cases_is_never_too_little) {
    constexpr Index kParties = 6;
    Scenario scenario;
    scenario.horizon = kOneSecond;
    scenario.parties.resize(kParties);
    scenario.protocols.resize(2);
    for (Index caller = 0; caller < kParties; ++caller) {
        for (Index callee = 0; callee < kParties; ++callee) {
            if (caller == callee) continue;
            const int times = caller == 0 ? 2 : 1;
            for (int time = 0; time < times; ++time) {
                Case& one = scenario.cases.emplace_back();
                one.caller = caller;
                one.callee = callee;
                one.protocols = {0, 1};
            }
        }
    }
    const std::vector<std::uint64_t> points{20, 200};
    const Coverage coverage = measure(points, tables(), [&](std::uint64_t drills, auto& random, Coverage& count) {
        std::vector<Outcomes> outcomes;
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            for (const Index protocol : scenario.cases[index].protocols) {
                outcomes.emplace_back();
                outcomes.back().case_index = index;
                outcomes.back().protocol = protocol;
                outcomes.back().resize(drills);
            }
        }
        for (std::uint64_t drill = 0; drill < drills; ++drill) {
            const double common = open_uniform(random);
            for (Outcomes& of_case : outcomes) {
                const double luck = open_uniform(random) < 0.5 ? common : open_uniform(random);
                if (luck < 0.3) of_case.contact[drill] = kOneSecond;
            }
        }
        bool together = true;
        for (const PairsSummary& summary : summarise_pairs(scenario, kOneSecond, 1, outcomes).protocols) {
            EXPECT_EQ(summary.asymmetries.size(), kParties * (kParties - 1) / 2);
            for (const Asymmetry& found : summary.asymmetries) together &= holds(found.together, 0);
        }
        count.of("asymmetries").count(fmt::format("{} drills", drills), together);
    });
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

// A holiday takes a thousandth of the time, and nobody is ever reached on it. At weekends some are reached.
TEST(Coverage, of_the_worst_kind_of_time_is_never_too_little) {
    Scenario scenario;
    scenario.protocols.resize(1);
    scenario.cases.resize(1);
    scenario.cases[0].protocols = {0};
    const std::array<double, kKindsOfTime> weights{0.4, 0.35, 0.249, 0.001};
    const std::array<double, kKindsOfTime> truths{0.99, 0.98, 0.5, 0};
    const std::vector<std::uint64_t> points{12, 1000};
    const Coverage coverage = measure(points, tables(), [&](std::uint64_t drills, auto& random, Coverage& count) {
        CellsOfTime laid;
        laid.cells = {{0, 1, weights}};
        Outcomes outcomes;
        outcomes.case_index = outcomes.protocol = 0;
        outcomes.resize(drills);
        std::discrete_distribution<std::size_t> kinds(weights.begin(), weights.end());
        for (std::uint64_t drill = 0; drill < drills; ++drill) {
            const std::size_t kind = kinds(random);
            laid.kinds.push_back(static_cast<KindOfTime>(kind));
            if (open_uniform(random) < truths[kind]) outcomes.contact[drill] = kOneSecond;
        }
        const CellsSummary summary =
            summarise_by_time(scenario, By::month, kOneSecond, 1, {outcomes}, [&](Index) -> const CellsOfTime& {
                return laid;
            }).cases.front();
        count.of("the worst kind").count(fmt::format("{} drills", drills), summary.worst_kind->may_be(3));
    });
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

// Forty protocols that are all alike, with 1560 differences of quantiles. None of them may be called certain.
TEST(Coverage, of_quantiles_of_many_protocols_is_never_too_little) {
    constexpr std::size_t kProtocols = 40;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t first = 0; first < kProtocols; ++first) {
        for (std::size_t second = first + 1; second < kProtocols; ++second) pairs.emplace_back(first, second);
    }
    const std::size_t family = pairs.size() * 4;
    const std::vector<std::uint64_t> points{300, 1000};
    const Coverage coverage =
        measure(points, full_coverage() ? 2000 : 40, [&](std::uint64_t drills, auto& random, Coverage& count) {
            std::vector<std::vector<Ticks>> times(kProtocols);
            std::vector<const std::vector<Ticks>*> all;
            for (auto& of_one : times) {
                for (std::uint64_t drill = 0; drill < drills; ++drill)
                    of_one.push_back(open_uniform(random) < 0.97 ? ticks_of(open_uniform(random)) : kNever);
                all.push_back(&of_one);
            }
            bool together = true;
            for (const auto& of_pair : quantile_differences(all, pairs, confidence_of_each(family))) {
                for (const QuantileDifference& found : of_pair) {
                    if (found.low && *found.low > 0) together = false;
                    if (found.high && *found.high < 0) together = false;
                }
            }
            count.of("differences of quantiles").count(fmt::format("{} drills", drills), together);
        });
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

// Each protocol is early with probability ½: the first evenly within ten minutes, the second at five minutes.
// Otherwise contact comes evenly between 15 and 195 minutes. So the second is behind until five minutes, then ahead
// until ten, and then both are alike.
TEST(Coverage, of_curves_that_cross_once_is_never_too_little) {
    const auto minutes = [](double number) { return Ticks{static_cast<std::int64_t>(number * 60 * 1024)}; };
    const std::vector<std::uint64_t> points{100, 2000};
    const Coverage coverage = measure(points, tables(), [&](std::uint64_t drills, auto& random, Coverage& count) {
        std::vector<Ticks> first;
        std::vector<Ticks> second;
        for (std::uint64_t drill = 0; drill < drills; ++drill) {
            const auto late = [&] { return minutes(15 + 180 * open_uniform(random)); };
            first.push_back(open_uniform(random) < 0.5 ? minutes(10 * open_uniform(random)) : late());
            second.push_back(open_uniform(random) < 0.5 ? minutes(5) : late());
        }
        bool right = true;
        for (const Stretch& stretch : leads_of(first, second, minutes(300))) {
            right &= stretch.is_of_second ? stretch.from >= minutes(5) && stretch.to < minutes(10)
                                          : stretch.to < minutes(5);
        }
        count.of("who is ahead").count(fmt::format("{} drills", drills), right);
    });
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

}  // namespace
}  // namespace hotline
