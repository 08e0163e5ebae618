// Drills of clusters that differ (rule 2.11), against closed forms: the beta-binomial law of answers, the lognormal
// frailty of latencies, and the correlations between those of a cluster.
//
// Tolerances are four and a half standard errors of the simulation. Seeds are fixed.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "sim/draws/facts.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/drill_player.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kPlayed = 20'000;

/// People who answer, but never make contact, so that a drill makes all its calls.
class Clusters : public testing::Test {
protected:
    Clusters() { begin_anew(); }
    void begin_anew() {
        sketch = Sketch();
        sketch.own().goal = Goal{3, false};
        sketch.scenario.horizon = secs(100'000);
    }
    Response& response(Index index) { return sketch.scenario.responses[index]; }
    Index responds_with(double answer, const Between& between) {
        const Index index = sketch.responds(0);
        response(index).on_duty.answer = response(index).off_duty.answer = answer;
        response(index).between = between;
        return index;
    }
    Person member(const char* organisation, Index responds) {
        const Person person = sketch.someone(1, sketch.phone, responds);
        sketch.scenario.officials[person.who].organisation = organisation;
        return person;
    }
    /// Shows all attempts of each drill.
    template <typename Look>
    void play(const Look& look, Index protocol = 0) {
        DrillPlayer player(sketch.scenario, 20121004, make_isolated_world);
        for (std::uint64_t replication = 0; replication < kPlayed; ++replication) {
            player.begin(replication);
            player.play(0, protocol);
            look(replication, player.drill().attempts);
        }
    }
    bool answers(const Attempt& attempt) const { return attempt.answered <= sketch.scenario.horizon; }

    Sketch sketch;
};

double error_of(double share) {
    return 4.5 * std::sqrt(share * (1 - share) / static_cast<double>(kPlayed));
}

Between beta_between(double precision, Between::Each each = Between::Each::official) {
    Between between;
    between.each = each;
    between.answers = Between::Answers::beta;
    between.answer_precision = precision;
    return between;
}

Between odds_between(double sigma, double correlation) {
    Between between;
    between.answers = Between::Answers::logit_normal;
    between.answer_sigma = sigma;
    between.correlation = correlation;
    return between;
}

double log_beta(double a, double b) {
    return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

/// Of `calls` calls, so many are answered.
double beta_binomial(unsigned answered, unsigned calls, double a, double b) {
    const double ways = std::lgamma(calls + 1.0) - std::lgamma(answered + 1.0) - std::lgamma(calls - answered + 1.0);
    return std::exp(ways + log_beta(answered + a, calls - answered + b) - log_beta(a, b));
}

struct Moments {
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

    void add(double first, double second) {
        ++n;
        x += first;
        y += second;
        xx += first * first;
        yy += second * second;
        xy += first * second;
    }
    double variance() const { return xx / n - x / n * (x / n); }
    double correlation() const {
        return (xy / n - x / n * (y / n)) / std::sqrt(variance() * (yy / n - y / n * (y / n)));
    }
    double error() const { return 4.5 * (1 - correlation() * correlation()) / std::sqrt(n); }
};

TEST_F(Clusters, answer_a_beta_binomial_number_of_calls) {
    constexpr unsigned kCalls = 5;
    for (const auto& [answer, precision] : std::vector<std::pair<double, double>>{{0.3, 2}, {0.8, 0.5}, {0.45, 30}}) {
        begin_anew();
        sketch.step({member("cert", responds_with(answer, beta_between(precision)))});
        sketch.own().rounds = kCalls;
        std::vector<double> drills(kCalls + 1);
        play([&](std::uint64_t, const std::vector<Attempt>& attempts) {
            std::size_t answered = 0;
            for (const Attempt& attempt : attempts) answered += answers(attempt) ? 1 : 0;
            ASSERT_EQ(attempts.size(), kCalls);
            ++drills[answered];
        });
        for (unsigned answered = 0; answered <= kCalls; ++answered) {
            const double expected = beta_binomial(answered, kCalls, answer * precision, (1 - answer) * precision);
            EXPECT_NEAR(drills[answered] / static_cast<double>(kPlayed), expected, error_of(expected))
                << answered << " of " << answer;
        }
    }
}

// In a spell that outlasts the drill one number decides on all calls. Ringing again then does not help at all.
TEST_F(Clusters, with_a_spell_answer_all_calls_or_none) {
    const Index responds = responds_with(0.3, beta_between(2));
    response(responds).spell = secs(10'000'000);
    sketch.step({member("cert", responds)});
    sketch.own().rounds = 3;
    double all = 0;
    double some = 0;
    play([&](std::uint64_t, const std::vector<Attempt>& attempts) {
        const auto answered =
            std::count_if(attempts.begin(), attempts.end(), [&](const Attempt& attempt) { return answers(attempt); });
        all += answered == 3 ? 1 : 0;
        some += answered == 1 || answered == 2 ? 1 : 0;
    });
    EXPECT_NEAR(all / static_cast<double>(kPlayed), 0.3, error_of(0.3));
    EXPECT_LT(some, 10);  // a spell ends in the drill
}

TEST_F(Clusters, of_a_logit_normal_law_answer_more_often_on_average_than_their_median) {
    const Between between = odds_between(1.5, 1);
    sketch.step({member("cert", responds_with(0.2, between))});
    double answered = 0;
    play([&](std::uint64_t, const std::vector<Attempt>& attempts) { answered += answers(attempts[0]) ? 1 : 0; });
    const double expected = between.mean_answer(0.2);
    EXPECT_GT(expected, 0.27);
    EXPECT_NEAR(answered / static_cast<double>(kPlayed), expected, error_of(expected));
}

// The logarithm of a latency is the sum of two normal numbers, of which those of a cluster share one.
TEST_F(Clusters, have_a_lognormal_frailty_of_latencies) {
    constexpr double kWithin = 0.6;
    constexpr double kBetween = 0.8;
    Between between;
    between.each = Between::Each::organisation;
    between.latency_sigma = kBetween;
    const Index responds = responds_with(1, between);
    for (Duty* duty : {&response(responds).on_duty, &response(responds).off_duty}) {
        duty->latency.kind = Law::Kind::lognormal;
        duty->latency.a = std::log(60.0);
        duty->latency.b = kWithin;
    }
    sketch.scenario.channels[sketch.phone].patience = secs(20'000);
    sketch.step({member("cert", responds), member("cert", responds), member("ministry", responds)}).all_at_once =
        true;
    Moments together;
    Moments apart;
    play([&](std::uint64_t, const std::vector<Attempt>& attempts) {
        double log_of[3] = {};
        for (const Attempt& attempt : attempts)
            log_of[attempt.target] = std::log(seconds_of(attempt.answered - attempt.reaches));
        together.add(log_of[0], log_of[1]);
        apart.add(log_of[0], log_of[2]);
    });
    constexpr double kAll = kWithin * kWithin + kBetween * kBetween;
    const double n = static_cast<double>(kPlayed);
    EXPECT_NEAR(together.x / n, std::log(60.0), 4.5 * std::sqrt(kAll / n));
    EXPECT_NEAR(together.variance(), kAll, 4.5 * kAll * std::sqrt(2 / n));
    EXPECT_NEAR(together.correlation(), kBetween * kBetween / kAll, together.error());
    EXPECT_NEAR(apart.correlation(), 0, apart.error());
}

// Two calls of a cluster correlate by 1/(precision + 1).
TEST_F(Clusters, are_those_who_share_an_organisation_or_a_party) {
    for (const auto each : {Between::Each::official, Between::Each::organisation, Between::Each::party}) {
        begin_anew();
        const Index responds = responds_with(0.4, beta_between(1, each));
        sketch.step({member("cert", responds), member("cert", responds), member("ministry", responds)}).all_at_once =
            true;
        Moments of_one_organisation;
        Moments of_one_party;
        play([&](std::uint64_t, const std::vector<Attempt>& attempts) {
            double answered[3] = {};
            for (const Attempt& attempt : attempts) answered[attempt.target] = answers(attempt) ? 1 : 0;
            of_one_organisation.add(answered[0], answered[1]);
            of_one_party.add(answered[0], answered[2]);
        });
        const double alike = each == Between::Each::official ? 0 : 0.5;
        EXPECT_NEAR(of_one_organisation.correlation(), alike, of_one_organisation.error());
        EXPECT_NEAR(of_one_party.correlation(), each == Between::Each::party ? 0.5 : 0, of_one_party.error());
    }
}

// With hardly any precision a cluster answers always or never.
TEST_F(Clusters, are_the_same_whatever_protocol_asks) {
    const Index responds = responds_with(0.5, beta_between(0.001, Between::Each::organisation));
    const Person first = member("cert", responds);
    const Person second = member("cert", responds);
    sketch.step({first}).tries = 2;
    const Index other = sketch.protocol("other");
    sketch.scenario.protocols[other].goal = Goal{3, false};
    sketch.step(other, {second}).before = lasts(50);
    sketch.scenario.cases[0].protocols.push_back(other);
    std::vector<bool> answered;
    play([&](std::uint64_t, const std::vector<Attempt>& attempts) { answered.push_back(answers(attempts[0])); });
    std::size_t differ = 0;
    play(
        [&](std::uint64_t replication, const std::vector<Attempt>& attempts) {
            differ += answers(attempts[0]) != answered[replication] ? 1 : 0;
        },
        other);
    // They differ only in the rare drills in which an answer is neither certain nor impossible.
    EXPECT_LT(differ, kPlayed / 500);
    const auto always = static_cast<double>(std::count(answered.begin(), answered.end(), true));
    EXPECT_NEAR(always / static_cast<double>(kPlayed), 0.5, error_of(0.5));
}

TEST_F(Clusters, have_responses_that_correlate_as_stated) {
    const auto normal = [](double answer) { return std::log(answer / (1 - answer)); };
    const auto measured = [&](double one, double other, Between::Each each) {
        begin_anew();
        const Index telephone = responds_with(0.5, odds_between(1, one));
        const Index letters = responds_with(0.5, odds_between(1, other));
        response(letters).between->each = each;
        const Person person = member("cert", telephone);
        const Index letter = sketch.row(person.who, sketch.mail, letters);
        const Timetable timetable(sketch.scenario);
        Facts facts(sketch.scenario, timetable, 7);
        Moments of_both;
        for (std::uint64_t replication = 0; replication < kPlayed; ++replication) {
            facts.begin(replication);
            const double written = facts.answer_of(letter, 0.5);
            const double called = facts.answer_of(person.row, 0.5);
            of_both.add(normal(called), normal(written));
            EXPECT_EQ(facts.answer_of(letter, 0.5), written);
        }
        EXPECT_NEAR(of_both.variance(), 1, 4.5 * std::sqrt(2 / static_cast<double>(kPlayed)));
        return of_both;
    };
    const auto official = Between::Each::official;
    EXPECT_NEAR(measured(1, 1, official).correlation(), 1, 1e-9);
    for (const auto& [one, other] : std::vector<std::pair<double, double>>{{0.6, 0.8}, {1, 0.25}, {0, 1}}) {
        const Moments of_both = measured(one, other, official);
        EXPECT_NEAR(of_both.correlation(), std::sqrt(one * other), of_both.error() + 1e-3) << one << " " << other;
    }
    const Moments of_others = measured(1, 1, Between::Each::party);
    EXPECT_NEAR(of_others.correlation(), 0, of_others.error());
}

// The same number moves the answers of all hours, so whoever is better by day is better by night.
TEST_F(Clusters, are_moved_alike_on_duty_and_off_duty) {
    const Index responds = responds_with(0.5, beta_between(3));
    const Person person = member("cert", responds);
    const Timetable timetable(sketch.scenario);
    Facts facts(sketch.scenario, timetable, 7);
    Moments of_both;
    for (std::uint64_t replication = 0; replication < 1000; ++replication) {
        facts.begin(replication);
        const double by_day = facts.answer_of(person.row, 0.5);
        const double by_night = facts.answer_of(person.row, 0.2);
        EXPECT_LT(by_night, by_day);
        EXPECT_EQ(facts.answer_of(person.row, 0.5), by_day);
        EXPECT_EQ(facts.answer_of(person.row, 0), 0);
        EXPECT_EQ(facts.answer_of(person.row, 1), 1);
        of_both.add(by_day, by_night);
    }
    EXPECT_GT(of_both.correlation(), 0.9);
}

}  // namespace
}  // namespace hotline
