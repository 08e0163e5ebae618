#include "models/calendar.hpp"

#include <gtest/gtest.h>

namespace hotline {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

constexpr std::uint8_t kWeekdays = 0b0011111;
constexpr std::uint8_t kEveryDay = 0b1111111;

Instant at(int year, unsigned month, unsigned day, std::chrono::minutes time) {
    return sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} + time;
}

DutyHours hours(std::uint8_t days, std::chrono::minutes begins, std::chrono::minutes ends, const std::string& zone,
                const std::vector<Holiday>& holidays = {}, bool works_on_holidays = false) {
    Roster roster;
    roster.shifts.push_back({days, begins, ends});
    roster.works_on_holidays = works_on_holidays;
    return DutyHours(roster, zone, 0, holidays, at(2011, 1, 1, 0min), at(2014, 12, 31, 0min));
}

TEST(DutyHours, are_local_and_half_open) {
    const DutyHours office = hours(kWeekdays, 9h, 17h + 30min, "Asia/Shanghai");
    EXPECT_FALSE(office.on_duty(at(2012, 10, 10, 1h) - Ticks{1}));
    EXPECT_TRUE(office.on_duty(at(2012, 10, 10, 1h)));
    EXPECT_TRUE(office.on_duty(at(2012, 10, 10, 9h + 30min) - Ticks{1}));
    EXPECT_FALSE(office.on_duty(at(2012, 10, 10, 9h + 30min)));
    EXPECT_FALSE(office.on_duty(at(2012, 10, 13, 3h)));  // a Saturday
    EXPECT_EQ(office.next_shift(at(2012, 10, 12, 1h)), at(2012, 10, 15, 1h));
    EXPECT_EQ(office.next_change(at(2012, 10, 12, 1h)), at(2012, 10, 12, 9h + 30min));
}

TEST(DutyHours, follow_daylight_saving) {
    const DutyHours office = hours(kWeekdays, 9h, 17h, "Europe/London");
    EXPECT_TRUE(office.on_duty(at(2012, 10, 26, 8h)));   // summer time: 09:00 is 08:00 UTC
    EXPECT_FALSE(office.on_duty(at(2012, 10, 29, 8h)));  // from 28 October on it is not
    EXPECT_TRUE(office.on_duty(at(2012, 10, 29, 9h)));
}

// In London clocks went from 01:00 to 02:00 on 25 March 2012, and from 02:00 back to 01:00 on 28 October.
TEST(DutyHours, that_begin_or_end_in_a_skipped_hour_keep_the_old_clocks) {
    const DutyHours begins = hours(kEveryDay, 1h + 30min, 5h, "Europe/London");
    EXPECT_EQ(begins.next_shift(at(2012, 3, 25, 0min)), at(2012, 3, 25, 1h + 30min));
    const DutyHours ends = hours(kEveryDay, 0h, 1h + 30min, "Europe/London");
    EXPECT_TRUE(ends.on_duty(at(2012, 3, 25, 1h + 29min)));
    EXPECT_FALSE(ends.on_duty(at(2012, 3, 25, 1h + 30min)));
}

TEST(DutyHours, that_begin_or_end_in_a_doubled_hour_mean_the_first) {
    const DutyHours begins = hours(kEveryDay, 1h + 30min, 5h, "Europe/London");
    EXPECT_EQ(begins.next_shift(at(2012, 10, 28, 0min)), at(2012, 10, 28, 30min));
    const DutyHours ends = hours(kEveryDay, 0h, 1h + 30min, "Europe/London");
    EXPECT_FALSE(ends.on_duty(at(2012, 10, 28, 30min)));
}

TEST(DutyHours, past_midnight_belong_to_the_day_on_which_they_begin) {
    const std::vector<Holiday> holidays{{0, sys_days{std::chrono::year{2012} / 10 / 3}, false, ""}};
    const DutyHours night = hours(kWeekdays, 22h, 30h, "UTC", holidays);
    EXPECT_TRUE(night.on_duty(at(2012, 10, 3, 5h)));    // the night of the second
    EXPECT_FALSE(night.on_duty(at(2012, 10, 3, 23h)));  // the holiday's own
    EXPECT_FALSE(night.on_duty(at(2012, 10, 4, 5h)));
    EXPECT_TRUE(night.on_duty(at(2012, 10, 6, 5h)));  // Saturday morning, of Friday's night
}

TEST(DutyHours, of_worked_days_are_those_of_a_monday) {
    const sys_days sunday = std::chrono::year{2012} / 4 / 1;
    const std::vector<Holiday> worked{{0, sunday, true, ""}};
    EXPECT_TRUE(hours(kWeekdays, 9h, 17h, "UTC", worked).on_duty(at(2012, 4, 1, 10h)));
    EXPECT_FALSE(hours(0b1100000, 9h, 17h, "UTC", worked).on_duty(at(2012, 4, 1, 10h)));
    const std::vector<Holiday> both{{0, sunday, true, ""}, {0, sunday, false, ""}};
    EXPECT_FALSE(hours(kWeekdays, 9h, 17h, "UTC", both).on_duty(at(2012, 4, 1, 10h)));
    const std::vector<Holiday> of_others{{1, sunday, true, ""}};
    EXPECT_FALSE(hours(kWeekdays, 9h, 17h, "UTC", of_others).on_duty(at(2012, 4, 1, 10h)));
}

TEST(DutyHours, round_the_clock_has_no_seams_but_a_beginning_each_day) {
    const DutyHours always = hours(kEveryDay, 0h, 24h, "Europe/Moscow", {}, true);
    EXPECT_TRUE(always.on_duty(at(2011, 3, 26, 23h)));
    EXPECT_EQ(always.next_change(at(2012, 10, 10, 0min)), Instant::max());
    EXPECT_EQ(always.next_shift(at(2012, 10, 10, 0min)),
              at(2012, 10, 10, 20h));  // midnight at UTC+4, all year in 2012
}

// Samoa had no 30 December 2011.
TEST(DutyHours, survive_a_day_that_does_not_exist) {
    const DutyHours office = hours(kEveryDay, 9h, 17h, "Pacific/Apia");
    std::size_t shifts = 0;
    for (Instant next = office.next_shift(at(2011, 12, 28, 0min)); next < at(2012, 1, 3, 0min);
         next = office.next_shift(next)) {
        EXPECT_TRUE(office.on_duty(next));
        ++shifts;
    }
    EXPECT_EQ(shifts, 6U);  // 28 to 31 of December less the 30th, seen from UTC, and 1 to 3 of January
}

// The same, minute by minute: every quarter of an hour of two years, by its local time of day and weekday alone,
// where no clock changes within two days.
TEST(DutyHours, agree_with_the_clock_on_the_wall) {
    const DutyHours office = hours(kWeekdays, 9h, 17h, "America/New_York");
    std::size_t asked = 0;
    for (Instant now = at(2012, 1, 1, 0min); now < at(2013, 12, 31, 0min); now += Ticks{15min}) {
        const auto local = local_time("America/New_York", now);
        const auto day = std::chrono::floor<std::chrono::days>(local);
        const bool weekday = std::chrono::weekday{day}.iso_encoding() <= 5;
        const bool daytime = local - day >= 9h && local - day < 17h;
        ASSERT_EQ(office.on_duty(now), weekday && daytime) << now.time_since_epoch().count();
        ++asked;
    }
    EXPECT_GT(asked, 60'000U);
}

TEST(TimeZones, are_known_or_not) {
    EXPECT_TRUE(known_time_zone("Asia/Shanghai"));
    EXPECT_FALSE(known_time_zone("Asia/Shangai"));
    EXPECT_FALSE(known_time_zone(""));
    EXPECT_FALSE(known_time_zone("../../etc/passwd"));
}

}  // namespace
}  // namespace hotline
