#include "analysis/drills/cells.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <numeric>

#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;

const Instant kMonday = sys_days{year{2012} / 10 / 1};

std::string hours_text(const std::vector<Index>& cells, std::size_t most = 8) {
    return cells_text(small_run_scenario(), By::hour_of_week, cells, most);
}

std::vector<Index> from_to(Index first, Index last) {
    std::vector<Index> cells(last - first);
    std::iota(cells.begin(), cells.end(), first);
    return cells;
}

TEST(Cells, are_hours_of_a_week_that_begins_on_monday) {
    const Scenario scenario = small_run_scenario();
    EXPECT_EQ(cell_of(By::hour_of_week, kMonday), 0U);
    EXPECT_EQ(cell_of(By::hour_of_week, kMonday + 1h - Ticks{1}), 0U);
    EXPECT_EQ(cell_of(By::hour_of_week, kMonday - Ticks{1}), 167U);
    EXPECT_EQ(cell_name(scenario, By::hour_of_week, 5 * 24 + 3), "Sat 03:00");
    EXPECT_EQ(cell_of(By::month, kMonday), 9U);
    EXPECT_EQ(cell_of(By::month, kMonday - Ticks{1}), 8U);
    EXPECT_EQ(cell_name(scenario, By::month, 8), "September");
    EXPECT_EQ(cell_name(scenario, By::callee, 1), "cn");
    EXPECT_EQ(number_of_cells(scenario, By::caller), 2U);
}

TEST(Cells, are_told_in_few_words) {
    std::vector<Index> nights_and_weekend;
    for (Index day = 0; day < 5; ++day) {
        for (Index hour = 0; hour < 24; ++hour) {
            if (hour < 8 || hour >= 18) nights_and_weekend.push_back(24 * day + hour);
        }
    }
    for (const Index cell : from_to(120, 168)) nights_and_weekend.push_back(cell);
    EXPECT_EQ(hours_text(nights_and_weekend), "Mon-Thu 18:00-08:00, Fri 18:00 to Mon 08:00");
    EXPECT_EQ(hours_text({9}), "Mon 09:00-10:00");
    EXPECT_EQ(hours_text(from_to(0, 168)), "every hour of the week");
    EXPECT_EQ(hours_text({0, 3, 4, 30, 50}), "Mon 00:00-01:00, Mon 03:00-05:00, Tue 06:00-07:00, Wed 02:00-03:00");
    EXPECT_EQ(hours_text({0, 3, 4, 30, 50}, 2), "Mon 00:00-01:00, Mon 03:00-05:00 and 2 more");
    const Scenario scenario = small_run_scenario();
    EXPECT_EQ(cells_text(scenario, By::month, {0, 2, 3, 4, 11}, 8), "January, March to May, December");
    EXPECT_EQ(cells_text(scenario, By::caller, {0, 1}, 8), "uk, cn");
}

TEST(KindOfTime, is_that_of_the_day_before_that_of_the_hour) {
    const SpecialDays special{{sys_days{year{2012} / 10 / 3}, true}, {sys_days{year{2012} / 10 / 6}, false}};
    EXPECT_EQ(kind_of(kMonday + 8h, special), KindOfTime::working_hours);
    EXPECT_EQ(kind_of(kMonday + 8h - Ticks{1}, special), KindOfTime::night);
    EXPECT_EQ(kind_of(kMonday + 18h, special), KindOfTime::night);
    EXPECT_EQ(kind_of(kMonday + 48h + 10h, special), KindOfTime::holiday);
    EXPECT_EQ(kind_of(kMonday + 5 * 24h + 10h, special), KindOfTime::working_hours);  // a worked Saturday
    EXPECT_EQ(kind_of(kMonday + 5 * 24h + 20h, special), KindOfTime::night);
    EXPECT_EQ(kind_of(kMonday + 6 * 24h + 10h, special), KindOfTime::weekend);
}

}  // namespace
}  // namespace hotline
