#include "analysis/laws/scores.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <utility>

namespace hotline {
namespace {

constexpr double kSecondsOfYear = 365 * 86400.0;
constexpr double kMostPrecision = 1e6;

/// What the log holds of a row in one state of duty.
struct OfRow {
    const FittedClass* fitted = nullptr;
    TestsOfContact tests;  // of all its entries in the log

    std::size_t count() const {
        double sum = 0;
        for (const ObservedTime& test : tests) sum += test.weight;
        return static_cast<std::size_t>(std::lround(sum));
    }
    std::size_t answered() const {
        double sum = 0;
        for (const ObservedTime& test : tests) sum += test.given_up() ? 0 : test.weight;
        return static_cast<std::size_t>(std::lround(sum));
    }
};

/// Where no law was found, as nobody of the class answered: by its own tests, and a uniform prior.
ContactsFit::Belief by_itself(const OfRow& row) {
    const auto answered = static_cast<double>(row.answered());
    const double a = answered + 1, b = static_cast<double>(row.count()) - answered + 1;
    ContactsFit::Belief belief;
    belief.mean = belief.answer = a / (a + b);
    belief.interval = {boost::math::ibeta_inv(a, b, (1 - kConfidence) / 2),
                       boost::math::ibeta_inv(a, b, (1 + kConfidence) / 2)};
    return belief;
}

/// By row, for a state. A row that was never tested has the class of its response.
std::vector<OfRow> tests_of_rows(const Scenario& scenario, const ClassedLog& classed, const LogFit& fit,
                                 FoundOn state) {
    std::vector<OfRow> rows(scenario.rows.size());
    for (const FittedClass& fitted : fit.classes) {
        if (fitted.tests.state != state) continue;
        for (Index row = 0; row < rows.size(); ++row) {
            if (scenario.responses[scenario.rows[row].response].id == fitted.tests.response)
                rows[row].fitted = &fitted;
        }
        for (std::size_t contact = 0; contact < fitted.tests.entries.size(); ++contact) {
            const Index row = classed.rows[fitted.tests.entries[contact]];
            if (row == kNone) continue;
            TestsOfContact& tests = rows[row].tests;
            const TestsOfContact& more = fitted.tests.contacts[contact];
            tests.insert(tests.end(), more.begin(), more.end());
        }
    }
    for (OfRow& row : rows) row.tests = merged(std::move(row.tests));
    return rows;
}

/// By row, what the last test of each says.
struct Proof {
    std::optional<Instant> last;
    bool dead = false;
};
std::vector<Proof> proofs_of_rows(const Scenario& scenario, const ClassedLog& classed) {
    std::vector<Proof> proofs(scenario.rows.size());
    for (Index row = 0; row < proofs.size(); ++row) proofs[row].last = scenario.rows[row].last_verified;
    for (std::size_t entry = 0; entry < classed.rows.size(); ++entry) {
        const Index row = classed.rows[entry];
        if (row == kNone) continue;
        proofs[row].last = std::max(proofs[row].last, classed.last_proven[entry]);
        proofs[row].dead |= classed.found_dead[entry];
    }
    return proofs;
}

double age_in_years(const Scenario& scenario, const std::optional<Instant>& proven, Instant on) {
    const Ticks age = proven ? std::max(on - *proven, Ticks{0}) : scenario.unverified_age;
    return seconds_of(age) / kSecondsOfYear;
}

double rate_of(const Scenario& scenario, Index staleness) {
    return staleness == kNone ? 0 : scenario.stalenesses[staleness].per_year;
}

/// How somebody answers who is believed to.
void believe(Duty& duty, Between& between, const FittedClass& fitted, const ContactsFit::Belief& belief) {
    const Law before = duty.latency;
    duty.answer = std::clamp(belief.answer, 1e-6, 1 - 1e-6);
    duty.latency = fitted.belief->best().law.shifted(belief.factor).law();
    duty.latency.at_least = before.at_least;
    duty.latency.at_most = before.at_most;
    const double spread = duty.answer * (1 - duty.answer);
    if (belief.answer_variance > 0 && belief.answer_variance < spread) {
        between.answers = Between::Answers::beta;
        between.answer_precision = std::clamp(spread / belief.answer_variance - 1, 0.001, kMostPrecision);
    }
    between.latency_sigma = std::sqrt(belief.factor_variance);
}

}  // namespace

std::vector<const EntryScore*> Scores::ranked() const {
    std::vector<const EntryScore*> all;
    all.reserve(entries.size());
    for (const EntryScore& entry : entries) all.push_back(&entry);
    std::stable_sort(all.begin(), all.end(), [](const EntryScore* one, const EntryScore* other) {
        if ((one->rank == 0) != (other->rank == 0)) return other->rank == 0;
        return one->rank < other->rank;
    });
    return all;
}

Scores score_entries(const Scenario& scenario, const ClassedLog& classed, const LogFit& fit, double within,
                     Instant on) {
    Scores scores;
    scores.within = within;
    scores.on = on;
    const std::vector<OfRow> on_duty = tests_of_rows(scenario, classed, fit, FoundOn::on_duty);
    const std::vector<OfRow> off_duty = tests_of_rows(scenario, classed, fit, FoundOn::off_duty);
    const std::vector<Proof> proofs = proofs_of_rows(scenario, classed);
    for (Index row = 0; row < scenario.rows.size(); ++row) {
        EntryScore entry;
        entry.row = row;
        const bool off = on_duty[row].tests.empty() && !off_duty[row].tests.empty();
        const OfRow& tests = off ? off_duty[row] : on_duty[row];
        entry.state = off ? FoundOn::off_duty : FoundOn::on_duty;
        entry.tests = tests.count();
        entry.answered = tests.answered();
        entry.last_proven = proofs[row].last;
        entry.dead = proofs[row].dead;
        const Official& official = scenario.officials[scenario.rows[row].official];
        const double rate = rate_of(scenario, scenario.channels[scenario.rows[row].channel].staleness) +
                            rate_of(scenario, official.staleness);
        entry.still_right = std::exp(-rate * age_in_years(scenario, entry.last_proven, on));
        if (tests.fitted != nullptr && tests.fitted->belief) {
            entry.belief = tests.fitted->belief->belief(tests.tests, within);
        } else if (tests.fitted != nullptr) {
            entry.belief = by_itself(tests);
        }
        scores.entries.push_back(entry);
    }
    std::vector<EntryScore*> order;
    for (EntryScore& entry : scores.entries) {
        if (entry.belief || entry.dead) order.push_back(&entry);
    }
    std::stable_sort(order.begin(), order.end(), [](const EntryScore* one, const EntryScore* other) {
        return one->answers() < other->answers();
    });
    for (std::size_t index = 0; index < order.size(); ++index) order[index]->rank = index + 1;
    return scores;
}

Scenario as_believed(const Scenario& scenario, const ClassedLog& classed, const LogFit& fit, double within) {
    Scenario believed = scenario;
    const std::vector<OfRow> on_duty = tests_of_rows(scenario, classed, fit, FoundOn::on_duty);
    const std::vector<OfRow> off_duty = tests_of_rows(scenario, classed, fit, FoundOn::off_duty);
    const std::vector<Proof> proofs = proofs_of_rows(scenario, classed);
    for (Index row = 0; row < scenario.rows.size(); ++row) {
        believed.rows[row].last_verified = proofs[row].last;
        const auto known = [&](const OfRow& of) {
            return of.fitted != nullptr && of.fitted->belief && !of.tests.empty();
        };
        if (!known(on_duty[row]) && !known(off_duty[row])) continue;
        Response response = believed.responses[scenario.rows[row].response];
        Between between;
        between.correlation = 0;
        // The differences of the state with more tests hold for both.
        const bool off_last = off_duty[row].count() > on_duty[row].count();
        for (const bool off : {!off_last, off_last}) {
            const OfRow& of = off ? off_duty[row] : on_duty[row];
            if (known(of))
                believe(off ? response.off_duty : response.on_duty, between, *of.fitted,
                        of.fitted->belief->belief(of.tests, within));
        }
        response.between = between;
        believed.rows[row].response = static_cast<Index>(believed.responses.size());
        believed.responses.push_back(std::move(response));
    }
    return believed;
}

}  // namespace hotline
