// How often the intervals that `run`, `run --by` and `compare` print hold what they are of, computed where a finite
// sum will do, and otherwise measured on experiments whose truth is known. What was found is printed;
// HOTLINE_COVERAGE=full as in tests/support/coverage.hpp.
//
// What claims never to cover too little is tested at every point of its grid, by a binomial test where it is
// measured, all tests together at 0.001. What is approximate has to leave out the truth as often as it says, give or
// take a fifth, on average over the points where its claim makes sense; which those are is said beside each.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/by_cell.hpp"
#include "analysis/comparison.hpp"
#include "analysis/confidence_sequence.hpp"
#include "analysis/paired.hpp"
#include "analysis/summary.hpp"
#include "sim/runner.hpp"
#include "tests/support/coverage.hpp"
#include "tests/support/waiting_law.hpp"

namespace hotline {
namespace {

/// Of each of the tests below: so many use the level of 0.001 together.
constexpr double kLevel = 0.001 / 5;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::uint64_t experiments() {
    return full_coverage() ? 10'000 : 300;
}

/// Numbers of drills; the largest takes too long for every test run.
std::vector<std::uint64_t> numbers_of_drills() {
    std::vector<std::uint64_t> numbers{10, 30, 100};
    if (full_coverage()) numbers.push_back(1000);
    return numbers;
}

constexpr std::array<double, 13> kProbabilities{0.001, 0.003, 0.01, 0.03, 0.1,   0.3,  0.5,
                                                0.7,   0.9,   0.97, 0.99, 0.997, 0.999};

/// That of one comparison of two protocols with the usual deadlines.
double confidence_of_each_difference() {
    const ComparisonPlan plan{std::vector<Ticks>(5), 1, {{0, 1}}};
    return plan.confidence_of_each();
}

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
    const std::vector<double> precisions = full_coverage() ? std::vector{0.1, 0.05, 0.02} : std::vector{0.1, 0.05};
    for (const double precision : precisions) {
        for (const double p : kProbabilities) {
            double missed = 0;
            double missed_at_some_look = 0;
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
            play_looks(p, 2'000, [&](std::uint64_t k, std::uint64_t n, double likely) {
                const bool misses = !holds(confidence_sequence(k, n), p);
                if (misses) missed_at_some_look += likely;
                return !misses;
            });
            coverage.of("--precision, at all looks together").know(fmt::format("p = {}", p), 1 - missed_at_some_look);
        }
    }
    coverage.print();
    coverage.expect_never_too_little(kLevel);
}

// ---------------------------------------------------------------------------------------------------------------------
// Times.

constexpr double kTicksOfUnit = 3600 * 1024;

/// Laws take an hour as their unit; a tick is so short that what is rounded up to it is smooth.
Ticks ticks_of(double hours) {
    return Ticks{static_cast<std::int64_t>(std::ceil(hours * kTicksOfUnit - 1e-6))};
}

/// What never happens is later than everything.
double hours_of(std::optional<Ticks> time) {
    return time && *time != kNever ? static_cast<double>(time->count()) / kTicksOfUnit : kInfinity;
}

constexpr std::array<WaitingLaw, 4> kLaws{
    {{"exponential", 1, 0}, {"Weibull 0.7", 0.7, 0}, {"Weibull 2", 2, 0}, {"ties", 1, 0.125}}};
constexpr std::array<double, 3> kReached{0.05, 0.5, 0.95};

/// One law up to a horizon, by which about that share has been reached: a little more, where there are ties.
struct Times {
    WaitingLaw law;
    double reached;
    std::uint64_t drills;

    double horizon() const { return law.quantile(reached); }
    std::string text() const {
        return fmt::format("{}, {} drills, {:.0f} % reached", law.name, drills, 100 * reached);
    }
    Ticks draw(double share) const {
        const double time = law.quantile(share);
        return time <= horizon() ? ticks_of(time) : kNever;
    }
    double quantile(double share) const {
        const Ticks time = ticks_of(law.quantile(share));
        return time <= ticks_of(horizon()) ? hours_of(time) : kInfinity;
    }
};

std::vector<Times> grid_of_times() {
    std::vector<Times> points;
    for (const WaitingLaw& law : kLaws) {
        for (const double reached : kReached) {
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

/// Numbers of attempts and how likely they are.
struct AttemptsLaw {
    const char* name;
    std::vector<double> likely;  // by number

    double moment(int power, double around) const {
        double sum = 0;
        for (std::size_t number = 0; number < likely.size(); ++number)
            sum += likely[number] * std::pow(static_cast<double>(number) - around, power);
        return sum;
    }
    double mean() const { return moment(1, 0); }
    double skewness() const { return moment(3, mean()) / std::pow(moment(2, mean()), 1.5); }
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
    return laws;
}

struct Attempts {
    AttemptsLaw law;
    std::uint64_t drills;
};

/// Cochran's rule (1977, Sampling Techniques, 3rd ed., 2.15): of more than 25 skewness² drills, intervals of 95 % for
/// a mean, by the central limit theorem, are wrong in no more than 6 %.
bool enough_by_cochran(double skewness, std::uint64_t drills) {
    return static_cast<double>(drills) > 25 * skewness * skewness;
}

TEST(Coverage, of_attempts_is_about_right) {
    std::vector<Attempts> points;
    for (const AttemptsLaw& law : laws_of_attempts()) {
        for (const std::uint64_t drills : numbers_of_drills()) points.push_back({law, drills});
    }
    static const Scenario scenario = scenario_of_parties();
    Coverage coverage = measure(points, experiments(), [](const Attempts& point, auto& random, Coverage& count) {
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
        const CaseSummary summary = summarise(scenario, outcomes, false);
        const bool claimed = enough_by_cochran(point.law.skewness(), point.drills);
        count.of(claimed ? "attempts" : "attempts, of too few")
            .count(fmt::format("{}, {} drills", point.law.name, point.drills),
                   holds(summary.mean_attempts_interval, point.law.mean()));
    });
    coverage.print();
    coverage.of("attempts").expect_about_right();
}

// ---------------------------------------------------------------------------------------------------------------------
// Differences of probabilities.

/// Ends the names of what is measured where the claim does not make sense.
constexpr std::string_view kTooFew = ", of too few";

/// There, differences are still to hold as often as they say, on average.
void expect_as_claimed(const Coverage& coverage) {
    for (const auto& [name, measured] : coverage.all()) {
        SCOPED_TRACE(name);
        name.ends_with(kTooFew) ? measured.expect_enough() : measured.expect_about_right();
    }
}

/// What is true of pairs: how likely it is that both succeed, and so on.
struct PairedTruth {
    double both, first_only, second_only, neither;
    std::string text;

    double difference() const { return second_only - first_only; }
};

/// `tie`: how far towards the most that the pairs can have in common, or, below 0, to the least; at 0 they are
/// independent.
PairedTruth paired_truth(double first, double second, double tie) {
    const double independent = first * second;
    const double most = std::min(first, second);
    const double least = std::max(0.0, first + second - 1);
    const double both = independent + (tie > 0 ? tie * (most - independent) : tie * (independent - least));
    return {both, first - both, second - both, 1 - first - second + both,
            fmt::format("p = {} and {}, tie {}", first, second, tie)};
}

/// Every outcome of n pairs, and Newcombe's interval of it.
class NewcombeTable {
public:
    NewcombeTable(std::uint64_t n, double confidence) : n_(n) {
        log_factorial_.push_back(0);
        for (std::uint64_t k = 1; k <= n; ++k)
            log_factorial_.push_back(log_factorial_.back() + std::log(static_cast<double>(k)));
        for (std::uint64_t both = 0; both <= n; ++both) {
            for (std::uint64_t one = 0; both + one <= n; ++one) {
                for (std::uint64_t other = 0; both + one + other <= n; ++other)
                    intervals_.push_back(newcombe({both, one, other, n - both - one - other}, confidence));
            }
        }
    }
    double coverage(const PairedTruth& truth) const {
        const auto factors = [&](double p) {
            std::vector<double> all;
            for (std::uint64_t k = 0; k <= n_; ++k)
                all.push_back((k == 0 ? 0 : static_cast<double>(k) * std::log(p)) - log_factorial_[k]);
            return all;
        };
        const auto of_both = factors(truth.both), of_one = factors(truth.first_only),
                   of_other = factors(truth.second_only), of_neither = factors(truth.neither);
        double held = 0;
        auto interval = intervals_.begin();
        for (std::uint64_t both = 0; both <= n_; ++both) {
            for (std::uint64_t one = 0; both + one <= n_; ++one) {
                for (std::uint64_t other = 0; both + one + other <= n_; ++other, ++interval) {
                    if (!holds(*interval, truth.difference())) continue;
                    held += std::exp(log_factorial_[n_] + of_both[both] + of_one[one] + of_other[other] +
                                     of_neither[n_ - both - one - other]);
                }
            }
        }
        return held;
    }

private:
    std::uint64_t n_;
    std::vector<double> log_factorial_;
    std::vector<Interval> intervals_;
};

std::vector<PairedTruth> grid_of_paired_truths(std::uint64_t n, bool enough) {
    std::vector<PairedTruth> truths;
    const double all[] = {0.001, 0.01, 0.1, 0.3, 0.5, 0.9, 0.99, 0.999};
    // The usual rule for what is binomial to be near normal: five of both kinds are expected.
    const auto is_enough = [&](double p) { return static_cast<double>(n) * std::min(p, 1 - p) >= 5 - 1e-9; };
    for (const double first : all) {
        for (const double second : all) {
            if (second < first || (is_enough(first) && is_enough(second)) != enough) continue;
            for (const double tie : {0.0, 0.25, 0.8, -0.5}) truths.push_back(paired_truth(first, second, tie));
        }
    }
    return truths;
}

TEST(Coverage, of_differences_of_probabilities_is_about_right) {
    Coverage coverage;
    for (const double confidence : {kConfidence, confidence_of_each_difference()}) {
        for (const bool enough : {true, false}) {
            const std::string name =
                fmt::format("difference of probabilities, {:.4g} %{}", 100 * confidence, enough ? "" : kTooFew);
            for (const std::uint64_t n : {10U, 30U, 100U}) {
                const NewcombeTable table(n, confidence);
                for (const PairedTruth& truth : grid_of_paired_truths(n, enough))
                    coverage.of(name, confidence)
                        .know(fmt::format("{} drills, {}", n, truth.text), table.coverage(truth));
            }
            if (!full_coverage()) continue;
            coverage.merge(measure(
                grid_of_paired_truths(1000, enough), experiments(),
                [&](const PairedTruth& truth, auto& random, Coverage& count) {
                    using Binomial = std::binomial_distribution<std::uint64_t>;
                    PairedCounts counts;
                    counts.both = Binomial(1000, truth.both)(random);
                    counts.first_only = Binomial(1000 - counts.both, truth.first_only / (1 - truth.both))(random);
                    counts.second_only =
                        Binomial(1000 - counts.both - counts.first_only,
                                 std::min(1.0, truth.second_only / (truth.second_only + truth.neither)))(random);
                    counts.neither = 1000 - counts.both - counts.first_only - counts.second_only;
                    count.of(name, confidence)
                        .count(fmt::format("1000 drills, {}", truth.text),
                               holds(newcombe(counts, confidence), truth.difference()));
                }));
        }
    }
    coverage.print();
    expect_as_claimed(coverage);
}

// ---------------------------------------------------------------------------------------------------------------------
// Differences of times.

double normal_share(double z) {
    return std::erfc(-z / std::sqrt(2.0)) / 2;
}

/// Two protocols on common luck: the second has the law of the first, slowed down, and a correlation of normal luck.
struct Pair {
    Times first;
    double slower;
    double correlation;

    Times second() const {
        Times slow = first;
        slow.law.scale = slower;
        return slow;
    }
    double horizon() const { return first.horizon(); }
    std::string text() const {
        return fmt::format("{}, {} times slower, correlation {}", first.text(), slower, correlation);
    }
    Ticks within(const WaitingLaw& law, double share) const {
        const double time = law.quantile(share);
        return time <= horizon() ? ticks_of(time) : kNever;
    }
    double quantile_of_second(double share) const {
        const Ticks time = ticks_of(second().law.quantile(share));
        return time <= ticks_of(horizon()) ? hours_of(time) : kInfinity;
    }
    std::pair<Ticks, Ticks> draw(std::mt19937_64& random) const {
        std::normal_distribution<double> normal;
        const double luck = normal(random);
        const double own = normal(random);
        const double other = correlation * luck + std::sqrt(1 - correlation * correlation) * own;
        return {within(first.law, normal_share(luck)), within(second().law, normal_share(other))};
    }
};

std::vector<Pair> grid_of_pairs(const std::vector<std::uint64_t>& drills) {
    std::vector<Pair> points;
    for (const WaitingLaw& law : {kLaws[1], kLaws[2], kLaws[3]}) {
        for (const double reached : kReached) {
            for (const std::uint64_t number : drills) {
                for (const double slower : {1.0, 1.5}) {
                    for (const double correlation : {0.0, 0.3, 0.9, -0.5})
                        points.push_back({{law, reached, number}, slower, correlation});
                }
            }
        }
    }
    return points;
}

struct PlayedPair {
    PlayedPair(const Pair& pair, std::mt19937_64& random) {
        for (std::uint64_t drill = 0; drill < pair.first.drills; ++drill) {
            const auto [one, other] = pair.draw(random);
            first.push_back(one);
            second.push_back(other);
        }
    }
    std::vector<Ticks> first;
    std::vector<Ticks> second;
};

/// How far the difference of two curves goes from the true one, at all times up to the horizon: just before and at
/// everything that happened, and at times in between.
double farthest(const Pair& pair, std::vector<Ticks> first, std::vector<Ticks> second) {
    const double horizon = pair.horizon();
    const WaitingLaw one = pair.first.law;
    const WaitingLaw other = pair.second().law;
    std::vector<double> times;
    for (const auto* all : {&first, &second}) {
        for (const Ticks time : *all) {
            if (time != kNever) times.push_back(hours_of(time));
        }
    }
    for (int part = 1; part <= 64; ++part) times.push_back(one.noticed(horizon * part / 64));
    std::sort(times.begin(), times.end());
    for (auto* all : {&first, &second}) {
        for (Ticks& time : *all) time = time == kNever ? kForever : time;
        std::sort(all->begin(), all->end());
    }
    const auto drills = static_cast<double>(first.size());
    double distance = 0;
    double before = 0;
    for (const double time : times) {
        if (time > horizon) break;
        const auto reached = [&](const std::vector<Ticks>& all) {
            return static_cast<double>(std::upper_bound(all.begin(), all.end(), ticks_of(time)) - all.begin()) /
                   drills;
        };
        const double now = reached(second) - reached(first);
        distance = std::max({distance, std::abs(before - other.reach_before(time) + one.reach_before(time)),
                             std::abs(now - other.reach(time) + one.reach(time))});
        before = now;
    }
    return distance;
}

/// How likely it is that the second is sooner, within the horizon: over the luck of the first.
double second_sooner(const Pair& pair) {
    constexpr int kParts = 4000;
    const double own = std::sqrt(1 - pair.correlation * pair.correlation);
    double sum = 0;
    for (int part = 0; part < kParts; ++part) {
        const double share = (part + 0.5) / kParts;
        const double z = -std::sqrt(2.0) * boost::math::erfc_inv(2 * share);
        const double time = std::min(pair.first.law.quantile(share), pair.horizon());
        const bool reached = pair.first.law.quantile(share) <= pair.horizon();
        // Not reached by the first: at the horizon the second is still sooner.
        const double sooner = reached ? pair.second().law.reach_before(time) : pair.second().law.reach(time);
        if (sooner <= 0) continue;
        const double limit = -std::sqrt(2.0) * boost::math::erfc_inv(2 * sooner);
        sum += normal_share((limit - pair.correlation * z) / own);
    }
    return sum / kParts;
}

/// A pair, and what is true of it.
struct KnownPair {
    explicit KnownPair(const Pair& is)
        : pair(is),
          text(is.text()),
          mean(is.second().law.restricted_mean(is.horizon()) - is.first.law.restricted_mean(is.horizon())),
          sooner(second_sooner(is)) {
        constexpr int kDraws = 20'000;
        std::mt19937_64 random(1);
        std::vector<double> differences;
        MeanOf of_differences;
        double differing = 0;
        for (int draw = 0; draw < kDraws; ++draw) {
            const auto [one, other] = pair.draw(random);
            differences.push_back(std::min(hours_of(other), pair.horizon()) -
                                  std::min(hours_of(one), pair.horizon()));
            of_differences.add(differences.back());
            differing += differences.back() != 0;
        }
        double cubes = 0;
        for (const double difference : differences) cubes += std::pow(difference - of_differences.mean(), 3);
        const double skewness = cubes / kDraws / std::pow(of_differences.variance(), 1.5);
        enough = enough_by_cochran(skewness, pair.first.drills) &&
                 differing / kDraws * static_cast<double>(pair.first.drills) >= 2 * kFewestThatDiffer;
    }

    Pair pair;
    std::string text;
    double mean;
    double sooner;
    /// For a mean: by Cochran's rule, and so many drills differ that the conservative interval hardly ever takes the
    /// place of Student's.
    bool enough = false;
};

TEST(Coverage, of_pairs_is_as_claimed) {
    std::vector<KnownPair> points;
    for (const Pair& pair : grid_of_pairs(numbers_of_drills())) points.emplace_back(pair);
    const Coverage means = measure(points, experiments(), [](const KnownPair& point, auto& random, Coverage& count) {
        const PlayedPair played(point.pair, random);
        const PairedMean mean = paired_mean(played.first, played.second, ticks_of(point.pair.horizon()));
        for (const double confidence : {kConfidence, confidence_of_each_difference()}) {
            const Interval interval = mean.interval(confidence);
            count
                .of(fmt::format("difference of means, {:.4g} %{}", 100 * confidence, point.enough ? "" : kTooFew),
                    confidence)
                .count(point.text, holds({interval.low / 3600, interval.high / 3600}, point.mean));
        }
    });
    means.print();
    expect_as_claimed(means);

    const Coverage exact = measure(points, experiments(), [](const KnownPair& point, auto& random, Coverage& count) {
        const Pair& pair = point.pair;
        const PlayedPair played(pair, random);
        const Dominance found = dominance(played.first, played.second, ticks_of(pair.horizon()));
        count.of("lead of a curve").count(point.text, farthest(pair, played.first, played.second) <= found.band);
        std::uint64_t sooner = 0;
        for (std::uint64_t drill = 0; drill < pair.first.drills; ++drill)
            sooner += hours_of(played.second[drill]) < hours_of(played.first[drill]);
        count.of("share of drills sooner")
            .count(point.text, holds(clopper_pearson(sooner, pair.first.drills), point.sooner));
    });
    exact.print();
    exact.expect_never_too_little(kLevel);
}

/// Of times, the second slower, that nearly all reach, so that the truth is known; without ties, of which see below.
std::vector<Pair> grid_of_quantiles(const std::vector<WaitingLaw>& laws, std::uint64_t drills) {
    std::vector<Pair> points;
    for (const WaitingLaw& law : laws) {
        for (const double correlation : {0.0, 0.3, 0.9, -0.5})
            points.push_back({{law, 0.99, drills}, 1.5, correlation});
    }
    return points;
}

void measure_quantiles(Coverage& all, const std::vector<Pair>& points, std::uint64_t times, double confidence,
                       const char* note) {
    all.merge(measure(points, times, [&](const Pair& point, auto& random, Coverage& count) {
        const PlayedPair played(point, random);
        const auto found =
            quantile_differences({&played.first, &played.second}, {{0, 1}}, confidence, random()).front();
        for (std::size_t index = 0; index < kComparedShares.size(); ++index) {
            const double share = kComparedShares[index];
            const double truth = point.quantile_of_second(share) - point.first.quantile(share);
            const Interval interval{found[index].low.value_or(-kInfinity) / 3600,
                                    found[index].high.value_or(kInfinity) / 3600};
            count
                .of(fmt::format("difference of times of {:.0f} %, {:.4g} %, {} drills{}", 100 * share,
                                100 * confidence, point.first.drills, note),
                    confidence)
                .count(point.text(), holds(interval, truth));
        }
    }));
}

// Percentiles of a bootstrap of order statistics cover a little too much where drills are few or times tied, as only
// steps from one time to the next are possible: there they are to hold as often as they say, on average. A thousand
// drills take too long for every test run, and so do all experiments.
TEST(Coverage, of_differences_of_times_is_about_right) {
    const std::vector<WaitingLaw> smooth{kLaws[1], kLaws[2]};
    const std::vector<WaitingLaw> ties{kLaws[3]};
    Coverage few;
    const std::uint64_t times = full_coverage() ? 10'000 : 100;
    for (const double confidence : {kConfidence, confidence_of_each_difference()}) {
        measure_quantiles(few, grid_of_quantiles(smooth, 100), times, confidence, "");
        measure_quantiles(few, grid_of_quantiles(ties, 100), times, confidence, ", ties");
    }
    few.print();
    for (const auto& [name, measured] : few.all()) {
        SCOPED_TRACE(name);
        measured.expect_enough();
    }
    if (!full_coverage()) return;
    Coverage many;
    measure_quantiles(many, grid_of_quantiles(smooth, 1000), times, kConfidence, "");
    many.print();
    for (const auto& [name, measured] : many.all()) {
        SCOPED_TRACE(name);
        measured.expect_about_right();
    }
}

}  // namespace
}  // namespace hotline
