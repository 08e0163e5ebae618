#include "analysis/estimates/cures_by_hour.hpp"

#include <gtest/gtest.h>

#include "analysis/estimates/betting.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

constexpr Ticks kHourOfCures{3600 * 1024};

/// Times of contact in hours; below 0: none.
Outcomes contacts_after(const Scenario& scenario, const std::vector<int>& hours) {
    Outcomes outcomes(scenario, 0, 0);
    outcomes.resize(hours.size());
    for (std::size_t drill = 0; drill < hours.size(); ++drill) {
        Outcome outcome;
        if (hours[drill] >= 0) outcome.first_answer = outcome.contact = hours[drill] * kHourOfCures;
        outcomes.set(drill, outcome);
    }
    return outcomes;
}

TEST(CuresByHour, count_what_meets_the_deadline_only_with_the_change) {
    const Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    const HoursOfStarts hours{{3, 3, 3, 9, 9, 23}};
    const std::vector<Outcomes> today{contacts_after(scenario, {0, 5, -1, 2, 1, 3})};
    const std::vector<Outcomes> changed{contacts_after(scenario, {2, 1, -1, -1, 0, 1})};
    const CuresByHour cures = cures_by_hour(hours, today, changed, kHourOfCures, kConfidence);
    // At three: the first one is spoilt, which is no cure; the second is cured; the third misses it anyway.
    EXPECT_EQ(cures[3].drills, 3U);
    EXPECT_DOUBLE_EQ(cures[3].missed, 2.0 / 3);
    EXPECT_DOUBLE_EQ(cures[3].cured.value, 1.0 / 3);
    EXPECT_EQ(cures[3].cured.interval, MeanBets({0, 1, 0}, 0, 1).interval());
    EXPECT_EQ(cures[9].drills, 2U);
    EXPECT_DOUBLE_EQ(cures[9].missed, 0.5);
    EXPECT_DOUBLE_EQ(cures[9].cured.value, 0);
    EXPECT_EQ(cures[23].drills, 1U);
    EXPECT_DOUBLE_EQ(cures[23].missed, 1);
    EXPECT_DOUBLE_EQ(cures[23].cured.value, 1);
    EXPECT_EQ(cures[0].drills, 0U);
}

TEST(CuresByHour, of_several_cases_have_the_mean_of_those_that_begin_in_the_hour) {
    const Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    const HoursOfStarts hours{{3, 3}, {3, 11}, {3, 3}};
    const std::vector<Outcomes> today{contacts_after(scenario, {-1, -1}), contacts_after(scenario, {-1, -1}),
                                      contacts_after(scenario, {0, 0})};
    const std::vector<Outcomes> changed{contacts_after(scenario, {1, -1}), contacts_after(scenario, {2, 1}),
                                        contacts_after(scenario, {0, 0})};
    const CuresByHour cures = cures_by_hour(hours, today, changed, kHourOfCures, kConfidence);
    EXPECT_EQ(cures[3].drills, 2U);
    EXPECT_DOUBLE_EQ(cures[3].missed, (2.0 / 3 + 1.0 / 2) / 2);
    EXPECT_DOUBLE_EQ(cures[3].cured.value, 1.0 / 3 / 2);
    EXPECT_EQ(cures[11].drills, 1U);
    EXPECT_DOUBLE_EQ(cures[11].cured.value, 1);
}

}  // namespace
}  // namespace hotline
