#include "analysis/laws/scores.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/laws/rows_tested.hpp"

namespace hotline {
namespace {

constexpr double kMostPrecision = 1e6;

/// How somebody answers who is believed to.
void believe(Duty& duty, Between& between, const FittedClass& fitted, const ContactsFit::Belief& belief,
             double present) {
    const Law before = duty.latency;
    // Whoever is absent answers no test either.
    const double here = std::max(present, 1e-6);
    duty.answer = std::clamp(belief.answer / here, 1e-6, 1 - 1e-6);
    duty.latency = fitted.belief->best().law.shifted(belief.factor).law();
    duty.latency.at_least = before.at_least;
    duty.latency.at_most = before.at_most;
    const double spread = duty.answer * (1 - duty.answer);
    const double variance = belief.answer_variance / (here * here);
    if (variance > 0 && variance < spread) {
        between.answers = Between::Answers::beta;
        between.answer_precision = std::clamp(spread / variance - 1, 0.001, kMostPrecision);
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
    const std::vector<RowTested> on_duty = rows_tested(scenario, classed, fit, FoundOn::on_duty);
    const std::vector<RowTested> off_duty = rows_tested(scenario, classed, fit, FoundOn::off_duty);
    const std::vector<ProofOfRow> proofs = proofs_of_rows(scenario, classed);
    for (Index row = 0; row < scenario.rows.size(); ++row) {
        EntryScore entry;
        entry.row = row;
        const bool off = on_duty[row].tests.empty() && !off_duty[row].tests.empty();
        const RowTested& tests = off ? off_duty[row] : on_duty[row];
        entry.state = off ? FoundOn::off_duty : FoundOn::on_duty;
        entry.tests = tests.count();
        entry.answered = tests.answered();
        entry.last_proven = proofs[row].last;
        entry.dead = proofs[row].dead;
        entry.still_right = still_right(scenario, row, entry.last_proven, on);
        entry.belief = tests.belief(within);
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
    const std::vector<RowTested> on_duty = rows_tested(scenario, classed, fit, FoundOn::on_duty);
    const std::vector<RowTested> off_duty = rows_tested(scenario, classed, fit, FoundOn::off_duty);
    const std::vector<ProofOfRow> proofs = proofs_of_rows(scenario, classed);
    for (Index row = 0; row < scenario.rows.size(); ++row) {
        believed.rows[row].last_verified = proofs[row].last;
        const auto known = [&](const RowTested& of) {
            return of.fitted != nullptr && of.fitted->belief && !of.tests.empty();
        };
        if (!known(on_duty[row]) && !known(off_duty[row])) continue;
        Response response = believed.responses[scenario.rows[row].response];
        Between between;
        between.correlation = 0;
        // The differences of the state with more tests hold for both.
        const bool off_last = off_duty[row].count() > on_duty[row].count();
        for (const bool off : {!off_last, off_last}) {
            const RowTested& of = off ? off_duty[row] : on_duty[row];
            if (known(of))
                believe(off ? response.off_duty : response.on_duty, between, *of.fitted,
                        of.fitted->belief->belief(of.tests, within), response.present);
        }
        response.between = between;
        believed.rows[row].response = static_cast<Index>(believed.responses.size());
        believed.responses.push_back(std::move(response));
    }
    return believed;
}

}  // namespace hotline
