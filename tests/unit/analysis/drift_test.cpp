#include "analysis/estimates/drift.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "analysis/write/check.hpp"
#include "tests/unit/analysis/small_baselines.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

const Movement& movement(const DriftFindings& report, const std::string& what) {
    for (const Movement& movement : report.changed.at(0).movements) {
        if (movement.what == what) return movement;
    }
    throw std::logic_error("no movement of " + what);
}

std::string lines_of(const DriftFindings& report) {
    return fmt::format("{}\n", fmt::join(drift_lines(report), "\n"));
}

Baseline small_baseline(const std::vector<Outcomes>& outcomes) {
    return baseline_of(small_run_scenario(), 7, "luck", outcomes, Keeping::each);
}

TEST(Drift, is_none_where_drills_are_the_same) {
    const DriftFindings report = compare(drills(1, 0.9), drills(1, 0.9));
    EXPECT_TRUE(report.same());
    EXPECT_FALSE(report.drifted());
    EXPECT_EQ(lines_of(report), "\n");
}

TEST(Drift, is_found_in_pairs_and_without) {
    const DriftFindings paired = compare(drills(1, 0.9), drills(1, 0.86));
    EXPECT_TRUE(paired.paired);
    EXPECT_TRUE(paired.drifted());
    EXPECT_NEAR(movement(paired, "contact by 24 h").now, 0.86, 0.02);
    EXPECT_TRUE(movement(paired, "contact by 24 h").beyond_chance());
    EXPECT_TRUE(movement(paired, "mean time to contact").beyond_chance());
    EXPECT_FALSE(movement(paired, "attempts").beyond_chance());
    EXPECT_GT(paired.changed[0].first, 0U);
    EXPECT_EQ(paired.changed[0].differing,
              static_cast<std::uint64_t>(std::lround(
                  2000 * (movement(paired, "contact by 24 h").before - movement(paired, "contact by 24 h").now))));

    const DriftFindings unpaired = compare(drills(1, 0.9), drills(2, 0.8));
    EXPECT_FALSE(unpaired.paired);
    EXPECT_TRUE(unpaired.drifted());
}

// A second hardly changes a mean within 24 hours, but here every drill is a second later.
TEST(Drift, of_a_second_in_every_drill_is_found_in_pairs) {
    const DriftFindings report = compare(drills(1, 0.9), drills(1, 0.9, 1s));
    EXPECT_TRUE(report.drifted());
    EXPECT_FALSE(movement(report, "mean time to contact").beyond_chance());
    const Movement& times = movement(report, "time to contact");
    EXPECT_TRUE(times.beyond_chance());
    EXPECT_EQ(times.less, 0);
    EXPECT_NEAR(times.more, 0.9, 0.03);
}

// Another seed gives other drills, but no drift.
TEST(Drift, is_not_found_where_there_is_none) {
    int drifted = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed)
        drifted += compare(drills(2 * seed, 0.9), drills(2 * seed + 1, 0.9)).drifted() ? 1 : 0;
    EXPECT_LE(drifted, 1);  // two or more of forty at 0.001 each: once in 1 300
}

// Twelve drills or fewer can show nothing beyond chance, however much they differ.
TEST(Drift, is_never_found_in_a_handful_of_drills) {
    for (std::size_t count = 2; count <= 12; ++count) {
        std::vector<Outcomes> before = {small_run_outcomes()[1]};
        before[0].resize(count);
        std::vector<Outcomes> now = before;
        for (std::size_t drill = 0; drill < count; ++drill) {
            Outcome outcome;
            before[0].set(drill, outcome);
            outcome.first_answer = outcome.contact = Ticks{1s};
            outcome.attempts[0] = 1;
            now[0].set(drill, outcome);
        }
        const DriftFindings report = compare(small_baseline(before), small_baseline(now));
        EXPECT_FALSE(report.drifted());
        EXPECT_EQ(lines_of(report), fmt::format(R"(uk → cn, hotline: {0} of {0} drills differ; the first is drill 0
  too few drills to find any change: at least 14 would have to differ one way
)",
                                                count));
    }
}

// A change of the size that would be found with 90 % must be found that often: without common luck, where nearly all
// drills differ, and with common luck, where hardly any does.
TEST(Drift, says_what_share_it_would_have_found) {
    int found_without = 0;
    int found_with = 0;
    constexpr int kTimes = 20;
    for (std::uint64_t seed = 1; seed <= kTimes; ++seed) {
        const Baseline before = drills(seed, 0.8);
        const double without =
            movement(compare(before, drills(seed + 1000, 0.8)), "contact by 24 h").smallest_found.value();
        found_without +=
            movement(compare(before, drills(seed + 2000, 0.8 - without)), "contact by 24 h").beyond_chance();
        const double with = movement(compare(before, drills(seed, 0.795)), "contact by 24 h").smallest_found.value();
        found_with += movement(compare(before, drills(seed, 0.8 - with)), "contact by 24 h").beyond_chance();
    }
    EXPECT_GE(found_without, 15);  // at 90 %, fewer of 20: once in 90
    EXPECT_GE(found_with, 15);
}

// A drill without contact counts as 24 hours, so a larger change makes more drills differ.
TEST(Drift, says_what_mean_it_would_have_found) {
    int found = 0;
    constexpr int kTimes = 20;
    double smallest_of_all = 1e9;
    double largest_of_all = 0;
    for (std::uint64_t seed = 1; seed <= kTimes; ++seed) {
        const Baseline before = drills(seed, 0.8);
        const double smallest =
            movement(compare(before, drills(seed, 0.795)), "mean time to contact").smallest_found.value_or(0);
        smallest_of_all = std::min(smallest_of_all, smallest);
        largest_of_all = std::max(largest_of_all, smallest);
        const double share = smallest / (86400 - 90);
        found += movement(compare(before, drills(seed, 0.8 - share)), "mean time to contact").beyond_chance();
    }
    EXPECT_GE(found, 15);
    // Without chance differences 20 of 2000 drills have to differ. Here some ten differ by chance, half of them the
    // other way.
    EXPECT_GT(smallest_of_all, 18 * 43.2);
    EXPECT_LT(largest_of_all, 60 * 43.2);
}

TEST(Drift, is_a_case_that_is_gone_or_new) {
    const Baseline both = small_baseline(small_run_outcomes());
    Baseline one = both;
    one.cases.pop_back();
    EXPECT_EQ(lines_of(compare(both, one)), "uk → cn, hotline: is gone\n");
    EXPECT_EQ(lines_of(compare(one, both)), "uk → cn, hotline: is not in the baseline\n");
    EXPECT_TRUE(compare(one, both).drifted());
}

TEST(Drift, is_none_where_only_the_horizon_is_another) {
    DriftFindings report = compare(drills(1, 0.9), drills(1, 0.9));
    report.horizon_now = 1h;
    EXPECT_FALSE(report.drifted());
    EXPECT_EQ(lines_of(report), "the horizon was 24 h and is now 1 h: drills are compared up to 24 h\n");
}

TEST(PooledDrift, says_whose_cases_have_changed_and_what_has_moved) {
    const DriftFindings one = compare(drills_of_many(0.5), drills_of_many(0.5, "p3"));
    EXPECT_TRUE(one.drifted());
    EXPECT_EQ(lines_of(one), R"(lists, 110 cases: 40 of 40 drills differ; the first is drill 0
  the changed cases are of 1 of 11 callers and 10 of 11 callees
    p3 → p0, lists
    p3 → p1, lists
    p3 → p10, lists
    p3 → p2, lists
    p3 → p4, lists
    p3 → p5, lists
    p3 → p6, lists
    p3 → p7, lists
    p3 → p8, lists
    p3 → p9, lists
  time to contact: shorter in 0.0 % of drills, longer in 100.0 % (p < 0.0001)
)");
    const DriftFindings all = compare(drills_of_many(0.5), drills_of_many(0.6));
    EXPECT_TRUE(all.drifted());
    EXPECT_EQ(lines_of(all), R"(lists, 110 cases: 40 of 40 drills differ; the first is drill 0
  the changed cases are of 11 of 11 callers and 11 of 11 callees
    p0 → p1, lists
    p0 → p10, lists
    p0 → p2, lists
    p0 → p3, lists
    p0 → p4, lists
    p0 → p5, lists
    p0 → p6, lists
    p0 → p7, lists
    p0 → p8, lists
    p0 → p9, lists
    and 100 more
  cases with contact: fewer in 0.0 % of drills, more in 100.0 % (p < 0.0001)
  time to contact: shorter in 100.0 % of drills, longer in 0.0 % (p < 0.0001)
)");
}

// Cases are named, as with few cases, however many there are.
TEST(PooledDrift, names_cases_that_are_gone_or_new) {
    const auto without = [](std::initializer_list<std::size_t> places) {
        return drills_of_many(0.5, {}, [&](Scenario&, std::vector<Outcomes>& all) {
            for (const std::size_t place : places) all.erase(all.begin() + static_cast<std::ptrdiff_t>(place));
        });
    };
    const Baseline whole = drills_of_many(0.5);
    EXPECT_EQ(lines_of(compare(whole, without({109}))), "p10 → p9, lists: is gone\n");
    EXPECT_TRUE(compare(whole, without({109})).drifted());
    EXPECT_EQ(lines_of(compare(whole, without({109, 50, 0}))), R"(p0 → p1, lists: is gone
p10 → p9, lists: is gone
p5 → p0, lists: is gone
)");
    EXPECT_EQ(lines_of(compare(without({109}), without({0}))), R"(p0 → p1, lists: is gone
p10 → p9, lists: is not in the baseline
)");
}

TEST(PooledDrift, of_other_cases_names_those_that_have_changed) {
    const Baseline fewer = drills_of_many(0.5, "p3", [](Scenario&, std::vector<Outcomes>& all) { all.pop_back(); });
    const DriftFindings report = compare(drills_of_many(0.5), fewer);
    EXPECT_TRUE(report.drifted());
    EXPECT_EQ(lines_of(report), R"(p10 → p9, lists: is gone
lists, 109 cases: the cases are not the same, so their sums cannot be compared
    p3 → p0, lists
    p3 → p1, lists
    p3 → p10, lists
    p3 → p2, lists
    p3 → p4, lists
    p3 → p5, lists
    p3 → p6, lists
    p3 → p7, lists
    p3 → p8, lists
    p3 → p9, lists
)");
}

TEST(PooledDrift, is_a_protocol_that_vanishes) {
    Baseline none = drills_of_many(0.5);
    none.pooled.clear();
    const DriftFindings report = compare(drills_of_many(0.5), none);
    EXPECT_EQ(report.vanished.size(), 110U);
    EXPECT_EQ(lines_of(report), R"(p0 → p1, lists: is gone
p0 → p10, lists: is gone
p0 → p2, lists: is gone
p0 → p3, lists: is gone
p0 → p4, lists: is gone
p0 → p5, lists: is gone
p0 → p6, lists: is gone
p0 → p7, lists: is gone
p0 → p8, lists: is gone
p0 → p9, lists: is gone
and 100 cases more: gone
)");
}

}  // namespace
}  // namespace hotline
