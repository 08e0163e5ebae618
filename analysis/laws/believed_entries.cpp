// What is believed of each entry before the next tests.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "analysis/laws/next_tests.hpp"
#include "analysis/laws/rows_tested.hpp"
#include "models/scenario/duty.hpp"

namespace hotline {
namespace {

/// Where a scenario says how likely an answer is, and not how sure that is: as if it were known from two calls.
constexpr double kWeightOfAssumption = 2;
constexpr double kLeastProbability = 1e-3;
constexpr Ticks kWrongFor = std::chrono::years{5000};

/// P(the duration is at most `seconds`), by halving.
double share_below(const Law& law, double seconds) {
    if (law.least() > seconds) return 0;
    if (law.most() <= seconds) return 1;
    double low = 0, high = 1;
    for (int step = 0; step < 40; ++step) {
        const double middle = (low + high) / 2;
        (law.seconds(middle) <= seconds ? low : high) = middle;
    }
    return low;
}

/// The weight of the beta law that contacts of a response have by themselves.
double weight_of_between(const std::optional<Between>& between, double mean) {
    if (!between || !between->moves_answers()) return kWeightOfAssumption;
    if (between->answers == Between::Answers::beta) return between->answer_precision;
    // The log-odds' deviation makes one of the probability, to first order.
    const double spread = mean * (1 - mean) * between->answer_sigma * between->answer_sigma;
    return std::clamp(1 / spread - 1, kWeightOfAssumption, 1000.0);
}

/// What the scenario says.
AnswersBelieved by_scenario(const Response& response, const Duty& duty, double seconds) {
    const double answer = response.between && response.between->moves_answers()
                              ? response.between->mean_answer(duty.answer)
                              : duty.answer;
    const double mean = std::clamp(response.present * answer * share_below(duty.latency, seconds), kLeastProbability,
                                   1 - kLeastProbability);
    return AnswersBelieved::beta(mean, weight_of_between(response.between, mean), AnswersBelieved::By::scenario);
}

/// Until when a call of a row waits for an answer.
double waits(const Scenario& scenario, const Row& row, double within) {
    const Channel& channel = scenario.channels[row.channel];
    if (channel.kind == Channel::Kind::message) return within;
    return std::min(within, seconds_of(row.patience.value_or(channel.patience)));
}

}  // namespace

std::vector<EntryBelieved> believe_entries(const Scenario& scenario, const ClassedLog& classed, const LogFit& fit,
                                           double within, Instant on) {
    const std::array<std::vector<RowTested>, 2> tested{rows_tested(scenario, classed, fit, FoundOn::on_duty),
                                                       rows_tested(scenario, classed, fit, FoundOn::off_duty)};
    const std::vector<ProofOfRow> proofs = proofs_of_rows(scenario, classed);
    std::vector<EntryBelieved> entries;
    entries.reserve(scenario.rows.size());
    for (Index index = 0; index < scenario.rows.size(); ++index) {
        const Row& row = scenario.rows[index];
        const Response& response = scenario.responses[row.response];
        EntryBelieved entry;
        entry.row = index;
        entry.still_right = still_right(scenario, index, proofs[index].last, on);
        entry.told = scenario.channels[row.channel].told;
        entry.dead = proofs[index].dead;
        const double seconds = waits(scenario, row, within);
        const bool shifts = keeps_shifts(scenario, scenario.officials[row.official]);
        for (std::size_t state = 0; state < kStatesOfDuty.size(); ++state) {
            const Duty& duty = state == 0 ? response.on_duty : response.off_duty;
            // Times that count from the next shift say nothing within a call.
            if ((state == 1 && !shifts) || duty.from_next_shift) continue;
            const RowTested& of = tested[state][index];
            if (const auto belief = of.belief(seconds)) {
                AnswersBelieved& answers = entry.states[state].emplace();
                answers.mean = std::clamp(belief->mean, kLeastProbability, 1 - kLeastProbability);
                answers.variance = belief->variance;
                answers.interval = belief->interval;
                answers.tests = of.count();
                answers.answered = of.answered();
                answers.by = of.tests.empty() ? AnswersBelieved::By::tests_of_others : AnswersBelieved::By::own_tests;
            } else {
                entry.states[state] = by_scenario(response, duty, seconds);
            }
        }
        entries.push_back(entry);
    }
    return entries;
}

namespace {

/// How likely an official answers on a row at all who answers a call with this probability.
double answer_at_all(const Scenario& scenario, const Row& row, const Response& response, const Duty& duty,
                     double within, double probability) {
    const double others = response.present * share_below(duty.latency, waits(scenario, row, within));
    return std::min(probability / std::max(others, kLeastProbability), 1.0);
}

}  // namespace

Scenario with_facts(Scenario scenario, const std::vector<Testable>& entries, const std::vector<EntryFacts>& facts,
                    double within) {
    for (std::size_t index = 0; index < entries.size(); ++index) {
        Row& row = scenario.rows[entries[index].believed.row];
        // A wrong entry is older than any number lives.
        row.last_verified = facts[index].right ? end_of_last_drill(scenario) : scenario.start_first - kWrongFor;
        Response response = scenario.responses[row.response];
        for (std::size_t state = 0; state < kStatesOfDuty.size(); ++state) {
            if (!entries[index].believed.states[state]) continue;
            Duty& duty = state == 0 ? response.on_duty : response.off_duty;
            duty.answer = facts[index].right
                              ? answer_at_all(scenario, row, response, duty, within, facts[index].answers[state])
                              : 0;
        }
        if (response.between) response.between->answers = Between::Answers::alike;
        row.response = static_cast<Index>(scenario.responses.size());
        scenario.responses.push_back(std::move(response));
    }
    return scenario;
}

Scenario with_answers(const Scenario& scenario, Index row, FoundOn state, double within, double probability) {
    Scenario changed = scenario;
    Row& entry = changed.rows[row];
    // Right for certain, at whatever instant somebody calls.
    entry.last_verified = end_of_last_drill(scenario);
    Response response = scenario.responses[entry.response];
    Duty& duty = state == FoundOn::off_duty ? response.off_duty : response.on_duty;
    duty.answer = answer_at_all(scenario, entry, response, duty, within, probability);
    if (response.between) response.between->answers = Between::Answers::alike;
    entry.response = static_cast<Index>(changed.responses.size());
    changed.responses.push_back(std::move(response));
    return changed;
}

}  // namespace hotline
