// Which entries to test next: what calls are expected to leave unknown, against the sum over all that they may bring;
// the best set of calls, against all sets; and what is believed before.

#include "analysis/laws/next_tests.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "tests/support/three_parties.hpp"

namespace hotline {
namespace {

EntryBelieved entry_believed(double still_right, bool told, double on, double weight_on, double off = 0,
                             double weight_off = 0) {
    EntryBelieved entry;
    entry.still_right = still_right;
    entry.told = told;
    entry.states[0] = AnswersBelieved::beta(on, weight_on, AnswersBelieved::By::scenario);
    if (weight_off > 0) entry.states[1] = AnswersBelieved::beta(off, weight_off, AnswersBelieved::By::scenario);
    return entry;
}

/// ln of the binomial coefficient times a ratio of beta functions.
double chance_of(const AnswersBelieved& answers, std::size_t calls, std::size_t answered) {
    const double a = answers.mean * answers.weight(), b = (1 - answers.mean) * answers.weight();
    const auto n = static_cast<double>(calls), k = static_cast<double>(answered);
    const double ways = 1 / ((n + 1) * boost::math::beta(n - k + 1, k + 1));
    return ways * boost::math::beta(a + k, b + n - k) / boost::math::beta(a, b);
}

/// The moments of both probabilities, with all that may be seen.
struct Moments {
    double chance = 0;
    std::array<double, 2> mean{}, square{};
    double product = 0;
};

Spread by_enumeration(const EntryBelieved& entry, const CallsByState& calls) {
    std::map<std::array<std::size_t, 3>, Moments> seen;
    const bool shows = entry.told && calls[0] + calls[1] > 0;
    const auto answers = [&](std::size_t state) {
        return entry.states[state].value_or(AnswersBelieved::beta(1e-9, 1e6, AnswersBelieved::By::scenario));
    };
    for (std::size_t on = 0; on <= calls[0]; ++on) {
        for (std::size_t off = 0; off <= calls[1]; ++off) {
            Moments& moments = seen[{on, off, shows ? std::size_t{1} : std::size_t{0}}];
            const double chance =
                entry.still_right * chance_of(answers(0), calls[0], on) * chance_of(answers(1), calls[1], off);
            std::array<double, 2> means{};
            const std::array<std::size_t, 2> answered{on, off};
            for (std::size_t state = 0; state < 2; ++state) {
                const double weight = answers(state).weight();
                const double a = answers(state).mean * weight + static_cast<double>(answered[state]);
                const double all = weight + static_cast<double>(calls[state]);
                means[state] = a / all;
                moments.mean[state] += chance * means[state];
                moments.square[state] += chance * a * (a + 1) / (all * (all + 1));
            }
            moments.product += chance * means[0] * means[1];
            moments.chance += chance;
        }
    }
    seen[{0, 0, 0}].chance += 1 - entry.still_right;
    Spread spread;
    for (const auto& [what, moments] : seen) {
        if (moments.chance <= 0) continue;
        for (std::size_t state = 0; state < 2; ++state)
            spread.of[state] += moments.square[state] - moments.mean[state] * moments.mean[state] / moments.chance;
        spread.both += moments.product - moments.mean[0] * moments.mean[1] / moments.chance;
    }
    return spread;
}

TEST(NextTests, expect_of_calls_what_the_sum_over_all_results_says) {
    for (const bool told : {true, false}) {
        for (const double right : {1.0, 0.7, 0.05}) {
            for (const double mean : {0.02, 0.5, 0.95}) {
                for (const double weight : {0.5, 2.0, 40.0}) {
                    const EntryBelieved both = entry_believed(right, told, mean, weight, 0.3, 5);
                    const EntryBelieved one = entry_believed(right, told, mean, weight);
                    for (const CallsByState& calls :
                         {CallsByState{0, 0}, CallsByState{1, 0}, CallsByState{0, 2}, CallsByState{7, 3}}) {
                        const Spread exact = by_enumeration(both, calls), found = expected_spread(both, calls);
                        EXPECT_NEAR(found.of[0], exact.of[0], 1e-11);
                        EXPECT_NEAR(found.of[1], exact.of[1], 1e-11);
                        EXPECT_NEAR(found.both, exact.both, 1e-11);
                        if (calls[1] > 0) continue;
                        EXPECT_NEAR(expected_spread(one, calls).of[0], by_enumeration(one, calls).of[0], 1e-9);
                        EXPECT_EQ(expected_spread(one, calls).of[1], 0);
                    }
                }
            }
        }
    }
}

/// Entries of one figure each with a slope of its own.
std::vector<Testable> random_entries(std::mt19937_64& random, std::size_t count, bool told) {
    const auto uniform = [&] { return static_cast<double>(random() >> 11) / 9007199254740992.0; };
    std::vector<Testable> entries;
    for (std::size_t index = 0; index < count; ++index) {
        Testable entry;
        entry.believed = entry_believed(0.3 + 0.7 * uniform(), told, 0.2 + 0.6 * uniform(), 1 + 9 * uniform());
        entry.slopes = {std::vector<double>{uniform()}, std::vector<double>{0}};
        entry.ear = index;
        entries.push_back(entry);
    }
    return entries;
}

double variance_left(const std::vector<Testable>& entries, const std::vector<std::size_t>& calls) {
    double sum = 0;
    for (std::size_t index = 0; index < entries.size(); ++index) sum += entries[index].variance(0, {calls[index], 0});
    return sum;
}

double least_left(const std::vector<Testable>& entries, std::size_t budget, std::vector<std::size_t>& calls) {
    if (calls.size() + 1 == entries.size()) {
        calls.push_back(budget);
        const double left = variance_left(entries, calls);
        calls.pop_back();
        return left;
    }
    double least = 1e9;
    for (std::size_t some = 0; some <= budget; ++some) {
        calls.push_back(some);
        least = std::min(least, least_left(entries, budget - some, calls));
        calls.pop_back();
    }
    return least;
}

TEST(NextTests, are_the_best_of_all_sets) {
    std::mt19937_64 random(1);
    for (int problem = 0; problem < 40; ++problem) {
        const auto entries = random_entries(random, 4, true);
        std::vector<std::size_t> none;
        const ChosenTests chosen = choose_tests(entries, 7, std::vector<std::size_t>(4, 100));
        ASSERT_EQ(chosen.made, 7U);
        EXPECT_NEAR(chosen.variance_after[0], least_left(entries, 7, none), 1e-12);
        EXPECT_NEAR(chosen.variance_now[0], variance_left(entries, {0, 0, 0, 0}), 1e-12);
        EXPECT_NEAR(chosen.taken[0] + chosen.taken[1] + chosen.taken[2] + chosen.taken[3],
                    chosen.variance_now[0] - chosen.variance_after[0], 1e-12);
    }
}

TEST(NextTests, keep_to_the_room_that_there_is_and_go_where_they_tell_something) {
    std::mt19937_64 random(2);
    auto entries = random_entries(random, 3, false);
    entries[0].believed.dead = true;
    entries[1].slopes[0] = {0};
    const ChosenTests chosen = choose_tests(entries, 10, {4, 4, 4});
    EXPECT_EQ(chosen.calls, (std::vector<CallsByState>{{0, 0}, {0, 0}, {4, 0}}));
    EXPECT_TRUE(chosen.full);
    // Two entries of one number share its room.
    entries[1] = entries[2];
    entries[1].ear = 2;
    const ChosenTests shared = choose_tests(entries, 10, {4, 4, 4});
    EXPECT_EQ(shared.calls[1][0] + shared.calls[2][0], 4U);
    entries[2].open = {false, false};
    entries[1].open = {false, false};
    const ChosenTests closed = choose_tests(entries, 10, {4, 4, 4});
    EXPECT_EQ(closed.made, 0U);
    EXPECT_FALSE(closed.full);
    EXPECT_EQ(choose_tests({}, 10, {}).made, 0U);
}

TEST(NextTests, have_worlds_in_which_the_facts_are_as_often_so_as_is_believed) {
    std::vector<Testable> entries(2);
    entries[0].believed = entry_believed(0.7, true, 0.3, 4, 0.8, 9);
    entries[1].believed = entry_believed(1, true, 0.5, 2);
    entries[1].believed.dead = true;
    double right = 0, on = 0, on_square = 0, off = 0;
    constexpr std::size_t kWorlds = 20'000;
    for (std::size_t world = 0; world < kWorlds; ++world) {
        const std::vector<EntryFacts> facts = facts_of_world(entries, 1, world);
        right += facts[0].right ? 1 : 0;
        on += facts[0].answers[0];
        on_square += facts[0].answers[0] * facts[0].answers[0];
        off += facts[0].answers[1];
        EXPECT_FALSE(facts[1].right);
    }
    EXPECT_NEAR(right / kWorlds, 0.7, 0.02);
    EXPECT_NEAR(on / kWorlds, 0.3, 0.01);
    EXPECT_NEAR(on_square / kWorlds, 0.3 * 0.3 + 0.3 * 0.7 / 5, 0.01);
    EXPECT_NEAR(off / kWorlds, 0.8, 0.01);
}

TEST(NextTests, leave_out_a_twentieth_of_the_worlds) {
    std::vector<double> values;
    values.reserve(kWorldsOfFacts);
    for (std::size_t world = 0; world < kWorldsOfFacts; ++world)
        values.push_back(static_cast<double>(world * 7 % 199));
    EXPECT_EQ(interval_of_worlds(values).low, 4);
    EXPECT_EQ(interval_of_worlds(values).high, 194);
    EXPECT_EQ(interval_of_worlds({3}).low, 3);
}

TEST(NextTests, put_facts_into_a_scenario) {
    const Scenario scenario = loaded(small_scenario());
    std::vector<Testable> entries(2);
    for (std::size_t row = 0; row < 2; ++row) {
        entries[row].believed = entry_believed(0.7, true, 0.3, 4);
        entries[row].believed.row = static_cast<Index>(row);
    }
    const Scenario changed = with_facts(scenario, entries, {{true, {0.4, 0}}, {false, {0.6, 0}}}, 3600);
    EXPECT_EQ(changed.responses[changed.rows[0].response].on_duty.answer, 0.4);
    EXPECT_EQ(changed.responses[changed.rows[1].response].on_duty.answer, 0);
    EXPECT_GT(changed.rows[0].last_verified.value(), scenario.start_last);
    EXPECT_LT(changed.rows[1].last_verified.value(), scenario.start_first);
}

TEST(NextTests, begin_with_what_the_scenario_says) {
    const auto believed_of = [](const std::vector<Edit>& edits) {
        auto files = small_scenario();
        for (const Edit& edit : edits) {
            std::string& text = files.at(edit.file);
            text.replace(text.find(edit.part), edit.part.size(), edit.replacement);
        }
        const Scenario scenario = loaded(files);
        return believe_entries(scenario, {}, {}, 3600, scenario.start_first).front();
    };
    const EntryBelieved plain = believed_of({});
    ASSERT_TRUE(plain.states[0]);
    EXPECT_FALSE(plain.states[1]);  // always on duty
    EXPECT_DOUBLE_EQ(plain.states[0]->mean, 0.9);
    EXPECT_NEAR(plain.states[0]->weight(), 2, 1e-12);
    EXPECT_EQ(plain.still_right, 1);
    EXPECT_FALSE(plain.dead);
    const std::string response = "on_duty = { answer = 0.9, latency = \"10s\" }";
    // Half of the answers come in time.
    const EntryBelieved slow =
        believed_of({{"scenario.toml", response,
                      "present = 0.8\non_duty = { answer = 0.9, latency = { law = \"lognormal\", median = \"30s\", "
                      "sigma = 1 } }\n"
                      "between = { each = \"official\", answer = { law = \"beta\", precision = 7 } }\n"
                      "[staleness.moves]\nper_year = 0.5"},
                     {"scenario.toml", "kind = \"call\"",
                      "kind = \"call\"\npatience = \"30s\"\nstaleness = \"moves\"\nstale = \"silent\""}});
    EXPECT_NEAR(slow.states[0]->mean, 0.36, 1e-9);
    EXPECT_NEAR(slow.states[0]->weight(), 7, 1e-9);
    EXPECT_NEAR(slow.still_right, std::exp(-0.5 * (277 + 2.5 / 24) / 365), 1e-12);
    EXPECT_FALSE(slow.told);
}

TEST(NextTests, change_one_entry_of_a_scenario) {
    const Scenario scenario = loaded(small_scenario());
    const Scenario changed = with_answers(scenario, 1, FoundOn::on_duty, 3600, 0.25);
    EXPECT_EQ(scenario.responses[scenario.rows[1].response].on_duty.answer, 0.9);
    EXPECT_EQ(changed.responses[changed.rows[1].response].on_duty.answer, 0.25);
    EXPECT_EQ(changed.responses[changed.rows[0].response].on_duty.answer, 0.9);
    EXPECT_GT(changed.rows[1].last_verified.value(), scenario.start_last);
}

}  // namespace
}  // namespace hotline
