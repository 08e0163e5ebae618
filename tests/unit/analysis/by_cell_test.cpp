#include "analysis/estimates/by_cell.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// Three cells of six drills each. All drills of the first make contact, half of the second, none of the third. Drill
/// k makes contact after k + 1 minutes.
struct ThreeCells {
    ThreeCells() : scenario(small_run_scenario()) {
        scenario.cases[0].protocols = {1};
        outcomes.case_index = 0;
        outcomes.protocol = 1;
        outcomes.resize(18);
        for (std::size_t drill = 0; drill < 18; ++drill) {
            const std::size_t cell = drill % 3;
            if (cell == 0 || (cell == 1 && drill < 9)) {
                outcomes.contact[drill] = std::chrono::minutes(static_cast<int>(drill) + 1);
            }
        }
        laid.cells = {{2, 0.5, {0.5, 0, 0, 0}}, {4, 0.3, {0.1, 0, 0.2, 0}}, {9, 0.2, {0, 0, 0.1, 0.1}}};
        // The third cell has drills only at the weekend, and none on the holiday.
        for (std::size_t drill = 0; drill < 18; ++drill) {
            const bool weekend = drill % 3 == 2 || (drill % 3 == 1 && drill >= 9);
            laid.kinds.push_back(weekend ? KindOfTime::weekend : KindOfTime::working_hours);
        }
    }
    CellsSummary summary(Ticks within) const {
        return summarise_by_time(scenario, By::month, within, 1, {outcomes},
                                 [&](Index) -> const CellsOfTime& { return laid; })
            .cases.front();
    }

    Scenario scenario;
    Outcomes outcomes;
    CellsOfTime laid;
};

TEST(ByTime, estimates_every_cell_from_its_own_drills) {
    const CellsSummary summary = ThreeCells().summary(24h);
    ASSERT_EQ(summary.cells.size(), 3U);
    EXPECT_EQ(summary.cells[1].cell, 4U);
    EXPECT_EQ(summary.cells[1].weight, 0.3);
    EXPECT_EQ(summary.cells[1].drills, 6U);
    EXPECT_EQ(summary.cells[1].reach, 0.5);
    EXPECT_EQ(summary.cells[1].interval, clopper_pearson(3, 6));
    EXPECT_EQ(summary.cells[1].together, clopper_pearson(3, 6, 1 - 0.05 / 3));
    // Drills 1, 4 and 7 take 2, 5 and 8 minutes. The third of six is the median.
    EXPECT_EQ(summary.cells[1].median.value, Ticks(8min));
    EXPECT_EQ(summary.cells[1].median.low, Ticks(2min));
    EXPECT_EQ(summary.cells[1].median.high, std::nullopt);
    EXPECT_EQ(summary.cells[2].reach, 0);
    EXPECT_EQ(summary.cells[2].median.value, std::nullopt);
    EXPECT_EQ(summary.worst.index, 2U);
    EXPECT_THAT(summary.worst.candidates,
                ElementsAre(0, 1, 2));  // with six drills even all and none do not differ beyond luck
}

TEST(ByTime, counts_contact_by_the_deadline_that_last_instant_included) {
    const ThreeCells three;
    EXPECT_EQ(three.summary(8min).cells[1].reach, 0.5);
    EXPECT_DOUBLE_EQ(three.summary(Ticks(8min) - Ticks{1}).cells[1].reach, 2.0 / 6);
    EXPECT_EQ(three.summary(8min).cells[1].median.value, Ticks(8min));
}

TEST(ByTime, weights_cells_by_their_share_of_the_time) {
    const CellsSummary summary = ThreeCells().summary(24h);
    EXPECT_DOUBLE_EQ(summary.reach, 0.5 * 1 + 0.3 * 0.5);
    EXPECT_EQ(summary.interval, hoeffding_weighted(summary.reach, (0.25 + 0.09 + 0.04) / 6));
}

TEST(ByTime, weights_the_parts_of_a_kind_of_time_and_allows_for_those_without_drills) {
    const CellsSummary summary = ThreeCells().summary(24h);
    ASSERT_EQ(summary.kinds.size(), 3U);
    EXPECT_EQ(summary.kinds[0].kind, KindOfTime::working_hours);
    EXPECT_DOUBLE_EQ(summary.kinds[0].weight, 0.6);
    EXPECT_EQ(summary.kinds[0].drills, 9U);
    EXPECT_DOUBLE_EQ(*summary.kinds[0].reach, 1);  // (0.5 · 6/6 + 0.1 · 3/3) / 0.6
    EXPECT_EQ(summary.kinds[1].kind, KindOfTime::weekend);
    EXPECT_EQ(summary.kinds[1].reach, 0);
    EXPECT_EQ(summary.worst_kind->index, 1U);
    // No drill fell on the holiday, so its probability may be anything. It may be the worst, too.
    EXPECT_EQ(summary.kinds[2].kind, KindOfTime::holiday);
    EXPECT_NEAR(summary.kinds[2].weight, 0.1, 1e-12);
    EXPECT_EQ(summary.kinds[2].drills, 0U);
    EXPECT_EQ(summary.kinds[2].reach, std::nullopt);
    EXPECT_EQ(summary.kinds[2].together, (Interval{0, 1}));
    EXPECT_TRUE(summary.worst_kind->may_be(2));

    ThreeCells unmet;
    std::fill(unmet.laid.kinds.begin(), unmet.laid.kinds.end(), KindOfTime::working_hours);
    for (std::size_t drill = 2; drill < 18; drill += 3) unmet.laid.kinds[drill] = KindOfTime::weekend;
    const KindSummary weekend = unmet.summary(24h).kinds[1];
    // Drills cover a third of the weekend.
    EXPECT_NEAR(weekend.weight, 0.3, 1e-12);
    EXPECT_EQ(weekend.reach, 0);
    EXPECT_EQ(weekend.together.low, 0);
    EXPECT_NEAR(weekend.together.high, 1.0 / 3 * hoeffding_weighted(0, 1.0 / 6, 1 - 0.05 / 3).high + 2.0 / 3, 1e-12);
}

/// The small run, and two more cases: one of the second party, one of the first party. In each the lists fail in one
/// drill more.
struct TwoCallers {
    TwoCallers() : scenario(small_run_scenario()), outcomes(small_run_outcomes()) {
        scenario.cases.push_back(scenario.cases.front());
        scenario.cases.push_back(scenario.cases.front());
        std::swap(scenario.cases[1].caller, scenario.cases[1].callee);
        for (Index index = 1; index < 3; ++index) {
            Outcomes more = small_run_outcomes()[0];
            more.case_index = index;
            more.contact[0] = kNever;
            outcomes.push_back(std::move(more));
        }
    }

    Scenario scenario;
    std::vector<Outcomes> outcomes;
};

TEST(ByParty, pools_cases_and_treats_replications_as_independent) {
    const TwoCallers two;
    const CellsRun run = summarise_by_party(two.scenario, By::caller, 24h, 1, two.outcomes);
    EXPECT_EQ(run.replications, 10U);
    ASSERT_EQ(run.cases.size(), 2U);
    const CellsSummary& lists = run.cases[0];
    EXPECT_EQ(lists.case_index, kNone);
    ASSERT_EQ(lists.cells.size(), 2U);
    const CellSummary& uk = lists.cells[0];
    EXPECT_EQ(uk.cell, 0U);
    EXPECT_EQ(uk.cases, 2U);
    EXPECT_EQ(uk.drills, 20U);
    EXPECT_DOUBLE_EQ(uk.weight, 2.0 / 3);
    EXPECT_DOUBLE_EQ(uk.reach, 13.0 / 20);
    EXPECT_EQ(uk.interval, hoeffding(13.0 / 20, 10));
    // There are three rows: both callers of the lists, and the only caller of the hotline.
    EXPECT_EQ(uk.together, hoeffding(13.0 / 20, 10, 1 - 0.05 / 3));
    // The times are 30, 30, 60, 60, … 180, 180 and 210 minutes. The tenth of twenty is the median.
    EXPECT_EQ(uk.median.value, Ticks(150min));
    EXPECT_EQ(uk.median.low, std::nullopt);
    EXPECT_EQ(uk.median.high, std::nullopt);
    const CellSummary& cn = lists.cells[1];
    EXPECT_EQ(cn.cases, 1U);
    EXPECT_EQ(cn.interval, clopper_pearson(6, 10));
    EXPECT_EQ(cn.median.low, Ticks(60min));
    EXPECT_DOUBLE_EQ(lists.reach, 19.0 / 30);
    EXPECT_EQ(lists.interval, hoeffding(19.0 / 30, 10));
    EXPECT_EQ(lists.worst.index, 1U);
    EXPECT_FALSE(lists.worst_kind);
    // Only one case plays the hotline.
    EXPECT_EQ(run.cases[1].cells.size(), 1U);
    EXPECT_EQ(run.cases[1].interval, clopper_pearson(10, 10));
}

TEST(ByTime, cells_of_all_cases_and_protocols_cover_together) {
    const ThreeCells three;
    Outcomes again = three.outcomes;
    again.protocol = 0;
    const CellsRun run = summarise_by_time(three.scenario, By::month, 24h, 1, {three.outcomes, again},
                                           [&](Index) -> const CellsOfTime& { return three.laid; });
    EXPECT_EQ(run.rows().size(), 6U);
    EXPECT_EQ(run.rows()[4].estimate, 0.5);
    EXPECT_EQ(run.cases[0].cells[1].together, clopper_pearson(3, 6, 1 - 0.05 / 6));
    EXPECT_EQ(run.cases[0].cells[1].interval, clopper_pearson(3, 6));
    const KindSummary alone = three.summary(24h).kinds[0];
    EXPECT_LT(run.cases[1].kinds[0].together.low, alone.together.low);
}

TEST(ByParty, counts_contact_by_the_deadline) {
    const TwoCallers two;
    const CellsRun run = summarise_by_party(two.scenario, By::callee, 60min, 1, two.outcomes);
    EXPECT_EQ(run.cases[0].cells[0].cell, 0U);
    EXPECT_DOUBLE_EQ(run.cases[0].cells[0].reach, 0.2);
    EXPECT_DOUBLE_EQ(run.cases[0].cells[1].reach, 0.2);
}

}  // namespace
}  // namespace hotline
