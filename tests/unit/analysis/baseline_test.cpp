#include "analysis/baseline.hpp"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

/// Two thousand drills of the hotline, of which a share makes contact, after a minute or two.
Baseline drills(std::uint64_t seed, double share, Ticks longer = Ticks{0}) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    Outcomes outcomes = small_run_outcomes()[1];
    outcomes.resize(2000);
    for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
        Outcome outcome;
        const double luck = uniform(random);
        const double time = uniform(random);
        if (luck < share) outcome.first_answer = outcome.contact = ticks_of_seconds(60 + 60 * time) + longer;
        outcomes.set(drill, outcome);
    }
    return baseline_of(small_run_scenario(), 7, std::to_string(seed), {outcomes});
}

const Movement& movement(const DriftReport& report, const std::string& what) {
    for (const Movement& movement : report.changed.at(0).movements) {
        if (movement.what == what) return movement;
    }
    throw std::logic_error("no movement of " + what);
}

TEST(Baselines, are_read_as_they_were_written) {
    const Baseline written = baseline_of(small_run_scenario(), 7, "luck", small_run_outcomes());
    std::ostringstream out;
    write_baseline(out, written);
    const Baseline read = read_baseline(out.str());
    EXPECT_EQ(read.luck, "luck");
    EXPECT_EQ(read.seed, 7U);
    EXPECT_EQ(read.replications, 10U);
    ASSERT_EQ(read.cases.size(), 2U);
    EXPECT_EQ(read.cases[0].contact, written.cases[0].contact);
    EXPECT_EQ(read.cases[0].response, written.cases[0].response);
    EXPECT_TRUE(read.cases[1].response.empty());
    EXPECT_EQ(read.cases[1].attempts, written.cases[1].attempts);
    EXPECT_TRUE(compare(read, written).same());
}

TEST(Baselines, that_are_none_are_told_so) {
    const auto said = [](const std::string& text) -> std::string {
        try {
            read_baseline(text);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "nothing";
    };
    EXPECT_EQ(said(""), "it is not JSON");
    EXPECT_EQ(said("[]"), "something in it is missing, or of another kind");
    EXPECT_EQ(said("{}"), "something in it is missing, or of another kind");
    EXPECT_EQ(said(R"({"format": 1, "luck": "", "seed": 1, "horizon_ticks": -5, "replications": 2, "cases": []})"),
              "a time is out of range");
    EXPECT_EQ(said(R"({"format": 1, "luck": "", "seed": 1, "horizon_ticks": 5, "replications": 10000000000000,
                       "cases": []})"),
              "it has more drills than can be played");
    EXPECT_EQ(said(R"({"format": 3})"), "it is of another format");
    const std::string head = R"({"format": 1, "luck": "", "seed": 1, "horizon_ticks": 5, )";
    EXPECT_EQ(said(head + R"("replications": 1, "cases": []})"), "it has fewer than two drills");
    EXPECT_EQ(said(head + R"("replications": 2, "cases": [{"caller": "a", "callee": "b", "after_ticks": 0,
                    "protocol": "p", "fingerprint": "", "first_answer": [], "contact": [], "response": [],
                    "attempts": []}]})"),
              "a case has not as many drills as the baseline says");
    EXPECT_EQ(said(head + R"("replications": 2, "cases": [{"caller": "a", "callee": "b", "after_ticks": 0,
                    "protocol": "p", "fingerprint": "", "first_answer": [-2, 0], "contact": [], "response": [],
                    "attempts": []}]})"),
              "a time is out of range");
}

TEST(Drift, is_none_where_drills_are_the_same) {
    const DriftReport report = compare(drills(1, 0.9), drills(1, 0.9));
    EXPECT_TRUE(report.same());
    EXPECT_FALSE(report.drifted());
}

TEST(Drift, is_found_in_pairs_and_without) {
    const DriftReport paired = compare(drills(1, 0.9), drills(1, 0.86));
    EXPECT_TRUE(paired.paired);
    EXPECT_TRUE(paired.drifted());
    EXPECT_NEAR(movement(paired, "contact by 24 h").now, 0.86, 0.02);
    EXPECT_TRUE(movement(paired, "contact by 24 h").beyond_chance());
    EXPECT_FALSE(movement(paired, "attempts").beyond_chance());
    EXPECT_GT(paired.changed[0].first, 0U);
    EXPECT_EQ(paired.changed[0].differing,
              static_cast<std::uint64_t>(std::lround(
                  2000 * (movement(paired, "contact by 24 h").before - movement(paired, "contact by 24 h").now))));

    const DriftReport unpaired = compare(drills(1, 0.9), drills(2, 0.8));
    EXPECT_FALSE(unpaired.paired);
    EXPECT_TRUE(unpaired.drifted());
}

TEST(Drift, of_a_second_in_every_drill_is_found_in_pairs) {
    EXPECT_TRUE(compare(drills(1, 0.9), drills(1, 0.9, 1s)).drifted());
}

// Other luck makes other drills, and no drift.
TEST(Drift, is_not_found_where_there_is_none) {
    int drifted = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed)
        drifted += compare(drills(2 * seed, 0.9), drills(2 * seed + 1, 0.9)).drifted() ? 1 : 0;
    EXPECT_LE(drifted, 2);  // three or more of a hundred at 0.001 each: once in 6 000
}

// A change of the size that is said to be found with 90 % is found about so often.
TEST(Drift, says_what_it_would_have_found) {
    const double smallest = movement(compare(drills(1, 0.8), drills(1000, 0.8)), "contact by 24 h").smallest_found;
    int found = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed)
        found += compare(drills(2 * seed, 0.8), drills(2 * seed + 1, 0.8 - smallest)).drifted() ? 1 : 0;
    EXPECT_GE(found, 78);
    EXPECT_LE(found, 99);
}

TEST(Drift, is_what_vanishes_and_what_is_new) {
    const Baseline both = baseline_of(small_run_scenario(), 7, "luck", small_run_outcomes());
    Baseline one = both;
    one.cases.pop_back();
    EXPECT_EQ(compare(both, one).vanished, std::vector<std::string>{"uk → cn, hotline"});
    EXPECT_EQ(compare(one, both).added, std::vector<std::string>{"uk → cn, hotline"});
    EXPECT_TRUE(compare(one, both).drifted());
}

// The same drills, played on until a later horizon: what comes then is no change.
TEST(Drift, is_none_where_only_the_horizon_is_another) {
    Baseline longer = drills(1, 0.9);
    Baseline shorter = longer;
    shorter.horizon = 90s;
    StoredDrills& stored = shorter.cases[0];
    stored.fingerprint = "another";
    for (std::vector<Ticks>* times : {&stored.first_answer, &stored.contact}) {
        for (Ticks& time : *times) {
            if (time > shorter.horizon) time = kNever;
        }
    }
    for (std::uint32_t& count : stored.attempts) count = 1;
    for (const DriftReport& report : {compare(shorter, longer), compare(longer, shorter)}) {
        EXPECT_FALSE(report.drifted());
        EXPECT_EQ(report.changed.at(0).differing, 0U);
        EXPECT_EQ(movement(report, "contact by 1 min 30 s").p_value, 1);
        EXPECT_NEAR(movement(report, "contact by 1 min 30 s").now, 0.45, 0.05);
    }
    stored.contact[7] = 10s;
    EXPECT_EQ(compare(shorter, longer).changed.at(0).first, 7U);
}

/// Eleven parties, each against each: forty drills of every case, of which a share makes contact within the hour. One
/// caller's are a minute longer.
Baseline drills_of_many(double share, const std::string& slow_caller = {}) {
    Scenario scenario = small_run_scenario();
    scenario.parties.clear();
    scenario.cases.clear();
    for (int party = 0; party < 11; ++party) {
        Party& added = scenario.parties.emplace_back();
        added.id = "p" + std::to_string(party);
        added.identity = identity_of(added.id);
    }
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::vector<Outcomes> all;
    for (Index caller = 0; caller < 11; ++caller) {
        for (Index callee = 0; callee < 11; ++callee) {
            if (caller == callee) continue;
            Outcomes& outcomes = all.emplace_back();
            outcomes.case_index = static_cast<Index>(scenario.cases.size());
            outcomes.protocol = 0;
            scenario.cases.push_back({caller, callee, {0}, Ticks{0}, 0, {}});
            for (std::size_t drill = 0; drill < 40; ++drill) {
                Outcome outcome;
                const double luck = uniform(random);
                const double time = uniform(random);
                if (luck < share) outcome.contact = ticks_of_seconds(3600 * time);
                if (luck < share && scenario.parties[caller].id == slow_caller) outcome.contact += Ticks{1min};
                outcome.attempts[0] = 2;
                outcomes.resize(drill + 1);
                outcomes.set(drill, outcome);
            }
        }
    }
    return baseline_of(scenario, 7, "luck", all);
}

TEST(PooledBaselines, keep_the_sums_of_many_cases) {
    const Baseline written = drills_of_many(0.5);
    EXPECT_TRUE(written.cases.empty());
    ASSERT_EQ(written.pooled.size(), 1U);
    EXPECT_EQ(written.pooled[0].cases, 110U);
    EXPECT_EQ(written.pooled[0].callers.size(), 11U);
    EXPECT_EQ(written.pooled[0].attempts, std::vector<std::uint64_t>(40, 220));
    EXPECT_EQ(written.pooled[0].first_answer.ticks, std::vector<std::int64_t>(40, 110 * Ticks{24h}.count()));
    std::ostringstream out;
    write_baseline(out, written);
    EXPECT_LT(out.str().size(), 5000U);
    const Baseline read = read_baseline(out.str());
    EXPECT_EQ(read.pooled[0].contact.ticks, written.pooled[0].contact.ticks);
    EXPECT_TRUE(compare(read, written).same());
}

TEST(PooledBaselines, that_are_none_are_told_so) {
    std::ostringstream out;
    write_baseline(out, drills_of_many(0.5));
    std::string text = out.str();
    text.replace(text.find("[220,"), 5, "[");
    EXPECT_THROW(
        try { read_baseline(text); } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "a protocol has not as many drills as the baseline says");
            throw;
        },
        std::runtime_error);
}

TEST(PooledDrift, says_whose_cases_have_changed_and_what_has_moved) {
    const DriftReport one = compare(drills_of_many(0.5), drills_of_many(0.5, "p3"));
    ASSERT_EQ(one.changed.size(), 1U);
    EXPECT_EQ(one.changed[0].name, "lists, 110 cases");
    EXPECT_EQ(one.changed[0].whose, "1 of 11 callers and 10 of 11 callees");
    EXPECT_EQ(one.changed[0].differing, 40U);
    EXPECT_TRUE(movement(one, "mean time to contact").beyond_chance());
    EXPECT_FALSE(movement(one, "contact by 24 h").beyond_chance());

    const DriftReport all = compare(drills_of_many(0.5), drills_of_many(0.6));
    EXPECT_EQ(all.changed[0].whose, "11 of 11 callers and 11 of 11 callees");
    EXPECT_TRUE(movement(all, "contact by 24 h").beyond_chance());
    EXPECT_NEAR(movement(all, "contact by 24 h").now, 0.6, 0.05);
    EXPECT_TRUE(all.drifted());
}

TEST(PooledDrift, is_another_horizon_of_which_sums_say_nothing) {
    Baseline longer = drills_of_many(0.5);
    longer.horizon += 1h;
    const DriftReport report = compare(drills_of_many(0.5), longer);
    EXPECT_EQ(report.vanished, std::vector<std::string>{"lists, 110 cases"});
    EXPECT_EQ(report.added, std::vector<std::string>{"lists, 110 cases"});
    EXPECT_TRUE(report.changed.empty());
}

TEST(PooledDrift, is_a_protocol_that_vanishes) {
    Baseline none = drills_of_many(0.5);
    none.pooled.clear();
    EXPECT_EQ(compare(drills_of_many(0.5), none).vanished, std::vector<std::string>{"lists, 110 cases"});
}

}  // namespace
}  // namespace hotline
