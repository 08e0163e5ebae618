// How often the intervals that `run` and `run --by` print hold what they are of, computed where a finite sum will do,
// and otherwise measured on experiments whose truth is known; those of `compare`: coverage_of_differences_test.cpp.
// What was found is printed; HOTLINE_COVERAGE=full as in tests/support/coverage.hpp.
//
// What claims never to cover too little is tested at every point of its grid, by a binomial test where it is
// measured, all tests together at 0.001. What is approximate has to leave out the truth as often as it says, give or
// take a fifth, on average over the points where its claim makes sense; which those are is said beside each.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <vector>

#include "analysis/estimates/by_cell.hpp"
#include "analysis/estimates/confidence_sequence.hpp"
#include "analysis/estimates/summary.hpp"
#include "sim/runs/runner.hpp"
#include "tests/oracle/coverage_grid.hpp"

namespace hotline {
namespace {

constexpr std::array<double, 13> kProbabilities{0.001, 0.003, 0.01, 0.03, 0.1,   0.3,  0.5,
                                                0.7,   0.9,   0.97, 0.99, 0.997, 0.999};

// ---------------------------------------------------------------------------------------------------------------------
// Probabilities, computed.

/// P(k successes of n).
std::vector<double> binomial(std::uint64_t n, double p) {
    const boost::math::binomial_distribution<double> law(static_cast<double>(n), p);
    std::vector<double> likely;
    for (std::uint64_t k = 0; k <= n; ++k) likely.push_back(boost::math::pdf(law, static_cast<double>(k)));
    return likely;
}

TEST(Coverage, of_probabilities_is_never_too_little) {
    Coverage coverage;
    for (const std::uint64_t n : {10U, 30U, 100U, 1000U}) {
        for (const std::size_t together : {1U, 12U, 168U}) {
            const double confidence = confidence_of_each(together);
            std::vector<Interval> intervals;
            for (std::uint64_t k = 0; k <= n; ++k) intervals.push_back(clopper_pearson(k, n, confidence));
            for (const double p : kProbabilities) {
                const std::vector<double> likely = binomial(n, p);
                double held = 0;
                for (std::uint64_t k = 0; k <= n; ++k)
                    held += intervals[k].low <= p && p <= intervals[k].high ? likely[k] : 0;
                coverage.of(fmt::format("probability, of {} together", together), confidence)
                    .know(fmt::format("{} drills, p = {}", n, p), held);
            }
        }
    }
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

/// How likely each number of successes is, look by look, as long as the run goes on.
template <class GoesOn>
void play_looks(double p, std::uint64_t most, const GoesOn& goes_on) {
    std::uint64_t played = 0;
    std::vector<double> likely{1};
    for (std::uint64_t next = kFirstLook; next <= most; next = next_look(next)) {
        const std::vector<double> more = binomial(next - played, p);
        std::vector<double> now(next + 1);
        for (std::uint64_t k = 0; k <= played; ++k) {
            if (likely[k] < 1e-14) continue;
            for (std::uint64_t further = 0; further < more.size(); ++further)
                now[k + further] += likely[k] * more[further];
        }
        likely = std::move(now);
        played = next;
        for (std::uint64_t k = 0; k <= played; ++k) {
            if (likely[k] >= 1e-14 && !goes_on(k, played, likely[k])) likely[k] = 0;
        }
    }
}

// A run stops at the look at which its own interval, and those of all other protocols, are precise enough: that of
// one protocol alone is computed, and, whatever the others do, the chance that any look misses.
TEST(Coverage, of_precision_is_never_too_little) {
    Coverage coverage;
    const std::vector<double> precisions = full_coverage() ? std::vector{0.1, 0.05, 0.02} : std::vector{0.1};
    for (const double p : kProbabilities) {
        double missed_at_some_look = 0;
        play_looks(p, 2'000, [&](std::uint64_t k, std::uint64_t n, double likely) {
            const bool misses = !holds(confidence_sequence(k, n), p);
            if (misses) missed_at_some_look += likely;
            return !misses;
        });
        coverage.of("--precision, at all looks together").know(fmt::format("p = {}", p), 1 - missed_at_some_look);
        for (const double precision : precisions) {
            double missed = 0;
            double stopped = 0;
            play_looks(p, 20'000, [&](std::uint64_t k, std::uint64_t n, double likely) {
                const Interval interval = confidence_sequence(k, n);
                const bool stops = half_width(interval, k, n) <= precision;
                if (stops) stopped += likely;
                if (stops && !holds(interval, p)) missed += likely;
                return !stops;
            });
            EXPECT_NEAR(stopped, 1, 1e-9);
            coverage.of("--precision, where it stops").know(fmt::format("± {}, p = {}", precision, p), 1 - missed);
        }
    }
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

// ---------------------------------------------------------------------------------------------------------------------
// Times.

std::vector<Times> grid_of_times() {
    std::vector<Times> points;
    for (const WaitingLaw& law : kLaws) {
        // Without the last, the time of 99 % would always be beyond the horizon.
        for (const double reached : {0.05, 0.5, 0.95, 0.999}) {
            for (const std::uint64_t drills : numbers_of_drills()) points.push_back({law, reached, drills});
        }
    }
    return points;
}

bool quantile_holds(const QuantileEstimate& estimate, double truth) {
    const double low = hours_of(estimate.low);
    const double high = hours_of(estimate.high);
    return low <= truth && truth <= high;
}

TEST(Coverage, of_times_is_never_too_little) {
    const Coverage coverage =
        measure(grid_of_times(), experiments(), [](const Times& point, auto& random, Coverage& count) {
            std::vector<Ticks> times;
            for (std::uint64_t drill = 0; drill < point.drills; ++drill) times.push_back(point.draw(uniform(random)));
            const MilestoneSummary summary = summarise_milestone(times, ticks_of(point.horizon()));
            const std::string at = point.text();
            count.of("probability by the horizon")
                .count(at, holds(summary.interval, point.law.reach(point.horizon())));
            for (const QuantileEstimate& estimate : summary.quantiles)
                count.of(fmt::format("time of {:.0f} %", 100 * estimate.share))
                    .count(at, quantile_holds(estimate, point.quantile(estimate.share)));
            const Interval& mean = summary.mean_interval;
            count.of("mean within the horizon")
                .count(at, holds({mean.low / 3600, mean.high / 3600}, point.law.restricted_mean(point.horizon())));
        });
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

// ---------------------------------------------------------------------------------------------------------------------
// Cells.

/// Six months with chances of their own, a little worse at night; three parties with one chance each.
struct Cells {
    double chance;
    double spread;  // of the last cell's chance from the first one's
    std::uint64_t drills;

    std::string text() const { return fmt::format("{} drills, p = {} to {}", drills, chance, chance + spread); }
};

std::vector<Cells> grid_of_cells() {
    std::vector<Cells> points;
    for (const std::uint64_t drills : numbers_of_drills()) {
        for (const double chance : {0.001, 0.1, 0.5, 0.9, 0.999}) points.push_back({chance, 0, drills});
        points.push_back({0.1, 0.8, drills});
        points.push_back({0.001, 0.998, drills});
    }
    return points;
}

constexpr std::size_t kCells = 6;
constexpr Ticks kContact{3600 * 1024};

/// How six cells are laid, and what is true in each.
struct LaidCells {
    explicit LaidCells(const Cells& point) {
        for (std::size_t cell = 0; cell < kCells; ++cell) {
            const double weight = (1 + static_cast<double>(cell)) / 21;
            // A holiday fills hardly any of the time, and is missed by most drills.
            const std::array<double, kKindsOfTime> shares{0.3, 0.45, 0.24, 0.01};
            CellsOfTime::Cell& is = laid.cells.emplace_back();
            is.cell = static_cast<Index>(cell);
            is.weight = weight;
            const double chance = point.chance + point.spread * static_cast<double>(cell) / (kCells - 1);
            double of_cell = 0;
            for (std::size_t kind = 0; kind < kKindsOfTime; ++kind) {
                is.kinds[kind] = weight * shares[kind];
                const double truth = kind == 1 ? chance * 0.8 : chance;
                truths[cell][kind] = truth;
                of_cell += shares[kind] * truth;
                of_kinds[kind] += is.kinds[kind] * truth;
                weights[kind] += is.kinds[kind];
            }
            of_cells[cell] = of_cell;
            overall += weight * of_cell;
        }
        for (std::size_t kind = 0; kind < kKindsOfTime; ++kind) of_kinds[kind] /= weights[kind];
    }

    Outcomes play(std::uint64_t drills, std::mt19937_64& random) {
        Outcomes outcomes;
        outcomes.case_index = outcomes.protocol = 0;
        outcomes.resize(drills);
        laid.kinds.clear();
        for (std::uint64_t drill = 0; drill < drills; ++drill) {
            const CellsOfTime::Cell& cell = laid.cells[drill % kCells];
            double left = uniform(random) * cell.weight;
            std::size_t kind = 0;
            for (; kind + 1 < kKindsOfTime && left >= cell.kinds[kind]; ++kind) left -= cell.kinds[kind];
            laid.kinds.push_back(static_cast<KindOfTime>(kind));
            if (uniform(random) < truths[drill % kCells][kind]) outcomes.contact[drill] = kContact;
        }
        return outcomes;
    }

    CellsOfTime laid;
    std::array<std::array<double, kKindsOfTime>, kCells> truths{};
    std::array<double, kCells> of_cells{};
    std::array<double, kKindsOfTime> of_kinds{};
    std::array<double, kKindsOfTime> weights{};
    double overall = 0;
};

Scenario scenario_of_parties() {
    Scenario scenario;
    scenario.protocols.resize(1);
    scenario.cases.resize(3);
    for (Index index = 0; index < 3; ++index) {
        scenario.cases[index].caller = index / 2;
        scenario.cases[index].callee = 1 - index / 2;
    }
    return scenario;
}

TEST(Coverage, of_cells_is_never_too_little) {
    static const Scenario scenario = scenario_of_parties();
    const Coverage coverage =
        measure(grid_of_cells(), experiments(), [](const Cells& point, auto& random, Coverage& count) {
            const std::string at = point.text();
            LaidCells laid(point);
            const std::vector<Outcomes> outcomes{laid.play(point.drills, random)};
            const CellsSummary by_time =
                summarise_by_time(scenario, By::month, kContact, 1, outcomes, [&](Index) -> const CellsOfTime& {
                    return laid.laid;
                }).cases.front();
            count.of("by time, overall").count(at, holds(by_time.interval, laid.overall));
            bool together = true;
            for (const CellSummary& cell : by_time.cells) together &= holds(cell.together, laid.of_cells[cell.cell]);
            count.of("by time, all cells together").count(at, together);
            count.of("by time, one cell").count(at, holds(by_time.cells[2].interval, laid.of_cells[2]));
            const double half_by = laid.of_cells[2] >= 0.5 ? hours_of(kContact) : kInfinity;
            count.of("by time, half by, of one cell").count(at, quantile_holds(by_time.cells[2].median, half_by));
            together = true;
            for (const KindSummary& kind : by_time.kinds)
                together &= holds(kind.together, laid.of_kinds[static_cast<std::size_t>(kind.kind)]);
            count.of("by time, all kinds together").count(at, together);

            // Of a replication, half of the cases' luck is common: its contacts come all at once or not at all.
            std::vector<Outcomes> of_cases(3);
            for (Index index = 0; index < 3; ++index) {
                of_cases[index].case_index = index;
                of_cases[index].protocol = 0;
                of_cases[index].resize(point.drills);
            }
            for (std::uint64_t drill = 0; drill < point.drills; ++drill) {
                const double common = uniform(random);
                const bool is_common = uniform(random) < 0.5;
                for (Outcomes& of_case : of_cases) {
                    const double chance = point.chance + point.spread * of_case.case_index / 2;
                    if ((is_common ? common : uniform(random)) < chance) of_case.contact[drill] = kContact;
                }
            }
            const CellsSummary by_party =
                summarise_by_party(scenario, By::caller, kContact, 1, of_cases).cases.front();
            count.of("by party, overall").count(at, holds(by_party.interval, point.chance + point.spread / 2));
            count.of("by party, of two cases")
                .count(at, holds(by_party.cells[0].interval, point.chance + point.spread / 4));
            count.of("by party, both together")
                .count(at, holds(by_party.cells[0].together, point.chance + point.spread / 4) &&
                               holds(by_party.cells[1].together, point.chance + point.spread));
        });
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

// ---------------------------------------------------------------------------------------------------------------------
// Attempts.

/// Numbers of attempts and how likely they are; there can be no more than they tell.
struct AttemptsLaw {
    const char* name;
    std::vector<double> likely;  // by number

    std::uint32_t most() const { return static_cast<std::uint32_t>(likely.size() - 1); }
    double mean() const {
        double sum = 0;
        for (std::size_t number = 0; number < likely.size(); ++number)
            sum += likely[number] * static_cast<double>(number);
        return sum;
    }
};

std::vector<AttemptsLaw> laws_of_attempts() {
    std::vector<AttemptsLaw> laws;
    std::vector<double> even(26);
    for (std::size_t number = 5; number <= 25; ++number) even[number] = 1.0 / 21;
    laws.push_back({"5 to 25", even});
    std::vector<double> geometric(201);
    double left = 1;
    for (std::size_t number = 1; number < 200; ++number) left -= geometric[number] = 0.3 * left;
    geometric[200] = left;
    laws.push_back({"until one in three succeeds", geometric});
    std::vector<double> two(31);
    two[1] = 0.7;
    two[30] = 0.3;
    laws.push_back({"1, or 30 in 30 %", two});
    two[1] = 0.98;
    two[30] = 0.02;
    laws.push_back({"1, or 30 in 2 %", two});
    std::vector<double> rare(1001);
    rare[1] = 0.9999;
    rare[1000] = 0.0001;
    laws.push_back({"1, or 1000 in 0.01 %", rare});
    return laws;
}

/// One official, who may be called so often.
Scenario scenario_of_tries(std::uint32_t tries) {
    Scenario scenario;
    scenario.parties.resize(2);
    scenario.channels.resize(1);
    scenario.officials.resize(1);
    scenario.officials[0].party = 1;
    scenario.officials[0].rows = {0};
    scenario.rows.resize(1);
    scenario.rows[0].official = scenario.rows[0].channel = 0;
    scenario.protocols.resize(1);
    Step step;
    step.tries = tries;
    scenario.protocols[0].steps = {step};
    scenario.cases.resize(1);
    scenario.cases[0].caller = 0;
    scenario.cases[0].callee = 1;
    return scenario;
}

struct Attempts {
    AttemptsLaw law;
    std::uint64_t drills;
};

TEST(Coverage, of_attempts_is_never_too_little) {
    std::vector<Attempts> points;
    for (const AttemptsLaw& law : laws_of_attempts()) {
        for (const std::uint64_t drills : {1U, 2U, 3U}) points.push_back({law, drills});
        for (const std::uint64_t drills : numbers_of_drills()) points.push_back({law, drills});
    }
    const Coverage coverage =
        measure(points, experiments(), [](const Attempts& point, auto& random, Coverage& count) {
            Outcomes outcomes;
            outcomes.case_index = outcomes.protocol = 0;
            outcomes.resize(point.drills);
            for (auto& of_drill : outcomes.attempts) {
                double left = uniform(random);
                std::uint16_t number = 0;
                while (number + 1U < point.law.likely.size() && left >= point.law.likely[number])
                    left -= point.law.likely[number++];
                of_drill[0] = number;
            }
            const CaseSummary summary = summarise(scenario_of_tries(point.law.most()), outcomes, false);
            count.of("attempts")
                .count(fmt::format("{}, {} drills", point.law.name, point.drills),
                       holds(summary.mean_attempts_interval, point.law.mean()));
        });
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

}  // namespace
}  // namespace hotline
