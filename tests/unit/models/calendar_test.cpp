#include "models/scenario/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hotline {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using ::testing::Contains;
using ::testing::MatchesRegex;

constexpr std::uint8_t kWeekdays = 0b0011111;
constexpr std::uint8_t kEveryDay = 0b1111111;

Instant at(int year, unsigned month, unsigned day, std::chrono::minutes time) {
    return sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} + time;
}

Roster roster_of(std::vector<Shift> shifts, bool works_on_holidays = false) {
    Roster roster;
    roster.shifts = std::move(shifts);
    roster.works_on_holidays = works_on_holidays;
    return roster;
}

DutyHours hours(const Roster& roster, const std::string& zone, const std::vector<Holiday>& holidays = {}) {
    return DutyHours(roster, zone, 0, holidays, at(2011, 1, 1, 0min), at(2014, 12, 31, 0min));
}

DutyHours hours(std::uint8_t days, std::chrono::minutes begins, std::chrono::minutes ends, const std::string& zone,
                const std::vector<Holiday>& holidays = {}, bool works_on_holidays = false) {
    return hours(roster_of({{days, begins, ends}}, works_on_holidays), zone, holidays);
}

/// When the first shift after an instant begins, and when duty then ends.
std::pair<Instant, Instant> next_duty(const DutyHours& duty, Instant after) {
    const Instant begins = duty.next_shift(after);
    return {begins, duty.next_change(begins)};
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

// In London clocks went forward from 01:00 to 02:00 on 25 March 2012, and back from 02:00 to 01:00 on 28 October.
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

TEST(DutyHours, of_a_night_are_shorter_or_longer_when_clocks_change) {
    const DutyHours night = hours(kEveryDay, 22h, 30h, "Europe/London");
    EXPECT_EQ(next_duty(night, at(2012, 3, 24, 12h)), std::pair(at(2012, 3, 24, 22h), at(2012, 3, 25, 5h)));
    EXPECT_EQ(next_duty(night, at(2012, 10, 27, 12h)), std::pair(at(2012, 10, 27, 21h), at(2012, 10, 28, 6h)));
}

// The shift begins at 01:30 by the old clocks and would end at 02:15 by the new clocks, which is earlier.
TEST(DutyHours, of_an_empty_shift_are_worked_by_nobody) {
    const DutyHours early = hours(kEveryDay, 1h + 30min, 2h + 15min, "Europe/London");
    EXPECT_EQ(next_duty(early, at(2012, 3, 24, 12h)), std::pair(at(2012, 3, 26, 30min), at(2012, 3, 26, 1h + 15min)));
    EXPECT_FALSE(early.on_duty(at(2012, 3, 25, 1h + 30min)));
}

TEST(DutyHours, within_a_skipped_hour_are_worked_by_the_old_clocks) {
    const DutyHours early = hours(kEveryDay, 1h + 10min, 1h + 50min, "Europe/London");
    EXPECT_EQ(next_duty(early, at(2012, 3, 24, 12h)),
              std::pair(at(2012, 3, 25, 1h + 10min), at(2012, 3, 25, 1h + 50min)));
}

// Clocks in the south go forward in October, and on Lord Howe by half an hour: from 02:00 to 02:30 on 7 October 2012.
TEST(DutyHours, follow_the_clocks_of_the_south) {
    const DutyHours office = hours(kEveryDay, 9h, 17h, "Australia/Sydney");
    EXPECT_EQ(office.next_shift(at(2012, 10, 5, 12h)), at(2012, 10, 5, 23h));
    EXPECT_EQ(office.next_shift(at(2012, 10, 6, 12h)), at(2012, 10, 6, 22h));
    const DutyHours night = hours(kEveryDay, 2h + 15min, 3h, "Australia/Lord_Howe");
    EXPECT_EQ(next_duty(night, at(2012, 10, 6, 12h)), std::pair(at(2012, 10, 6, 15h + 45min), at(2012, 10, 6, 16h)));
}

// Moscow stayed at UTC+4 from March 2011 on, and at UTC+3 from 26 October 2014 on.
TEST(DutyHours, follow_a_government_that_changes_its_mind) {
    const DutyHours office = hours(kEveryDay, 9h, 17h, "Europe/Moscow");
    EXPECT_EQ(office.next_shift(at(2011, 3, 26, 0min)), at(2011, 3, 26, 6h));
    EXPECT_EQ(office.next_shift(at(2011, 3, 27, 0min)), at(2011, 3, 27, 5h));
    EXPECT_EQ(office.next_shift(at(2012, 1, 15, 0min)), at(2012, 1, 15, 5h));
    EXPECT_EQ(office.next_shift(at(2014, 10, 25, 0min)), at(2014, 10, 25, 5h));
    EXPECT_EQ(office.next_shift(at(2014, 10, 26, 0min)), at(2014, 10, 26, 6h));
}

// In Toronto clocks went from 23:30 on 30 March 1919 to 00:30 on the 31st. A quarter past midnight was skipped and
// follows the old clocks, at UTC-5, whatever was worked out before it.
TEST(DutyHours, know_a_skipped_hour_on_both_sides_of_midnight) {
    const Roster roster = roster_of({{kEveryDay, 23h + 45min, 47h + 30min}, {kEveryDay, 15min, 2h}});
    const DutyHours duty(roster, "America/Toronto", 0, {}, at(1919, 3, 20, 0min), at(1919, 4, 10, 0min));
    EXPECT_EQ(duty.next_shift(at(1919, 3, 31, 4h + 50min)), at(1919, 3, 31, 5h + 15min));
}

TEST(DutyHours, of_several_shifts_run_together_but_each_begins) {
    const DutyHours desk =
        hours(roster_of({{kWeekdays, 14h, 22h}, {kWeekdays, 6h, 14h}, {0b0000100, 12h, 13h}, {0b0000100, 23h, 24h}}),
              "UTC");
    const Instant wednesday = at(2012, 10, 10, 0min);
    EXPECT_EQ(next_duty(desk, wednesday), std::pair(wednesday + 6h, wednesday + 22h));
    EXPECT_EQ(desk.next_shift(wednesday + 6h), wednesday + 12h);
    EXPECT_EQ(desk.next_shift(wednesday + 12h), wednesday + 14h);
    EXPECT_EQ(desk.next_shift(wednesday + 14h - Ticks{1}), wednesday + 14h);
    EXPECT_EQ(next_duty(desk, wednesday + 14h), std::pair(wednesday + 23h, wednesday + 24h));
    EXPECT_EQ(desk.next_shift(wednesday + 23h), wednesday + 30h);
}

TEST(DutyHours, of_nobody_never_come) {
    const DutyHours nobody = hours(roster_of({}), "UTC");
    EXPECT_FALSE(nobody.on_duty(at(2012, 10, 10, 12h)));
    EXPECT_EQ(nobody.next_shift(at(2012, 10, 10, 12h)), Instant::max());
    EXPECT_EQ(nobody.next_change(at(2012, 10, 10, 12h)), Instant::max());
}

TEST(DutyHours, of_a_roster_that_works_on_holidays_are_those_of_the_weekday) {
    const std::vector<Holiday> holidays{{0, sys_days{std::chrono::year{2012} / 10 / 6}, false, ""},   // a Saturday
                                        {0, sys_days{std::chrono::year{2012} / 10 / 8}, false, ""}};  // a Monday
    const DutyHours office = hours(kWeekdays, 9h, 17h, "UTC", holidays, true);
    EXPECT_FALSE(office.on_duty(at(2012, 10, 6, 12h)));
    EXPECT_TRUE(office.on_duty(at(2012, 10, 8, 12h)));
}

// The local date counts: 1 October begins at 16:00 UTC of 30 September in China.
TEST(DutyHours, of_a_holiday_are_those_of_the_local_date) {
    const std::vector<Holiday> holidays{{0, sys_days{std::chrono::year{2012} / 10 / 1}, false, ""}};
    const DutyHours always = hours(kEveryDay, 0h, 24h, "Asia/Shanghai", holidays);
    EXPECT_EQ(always.next_change(at(2012, 9, 30, 0min)), at(2012, 9, 30, 16h));
    EXPECT_EQ(always.next_change(at(2012, 9, 30, 16h)), at(2012, 10, 1, 16h));
}

TEST(DutyHours, past_midnight_belong_to_the_day_on_which_they_begin) {
    const std::vector<Holiday> holidays{{0, sys_days{std::chrono::year{2012} / 10 / 3}, false, ""}};
    const DutyHours night = hours(kWeekdays, 22h, 30h, "UTC", holidays);
    EXPECT_TRUE(night.on_duty(at(2012, 10, 3, 5h)));    // the night that began on the 2nd
    EXPECT_FALSE(night.on_duty(at(2012, 10, 3, 23h)));  // the night of the holiday itself
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
    const std::vector<Holiday> turned{both[1], both[0]};
    EXPECT_FALSE(hours(kWeekdays, 9h, 17h, "UTC", turned).on_duty(at(2012, 4, 1, 10h)));
    const std::vector<Holiday> of_others{{1, sunday, true, ""}};
    EXPECT_FALSE(hours(kWeekdays, 9h, 17h, "UTC", of_others).on_duty(at(2012, 4, 1, 10h)));
}

Holiday day_of(int month, int day, bool worked, std::optional<Hours> hours = {}, const char* organisation = "",
               Index site = kNone) {
    Holiday row;
    row.party = 0;
    row.date = std::chrono::year{2012} / month / day;
    row.worked = worked;
    row.hours = hours;
    row.organisation = organisation;
    row.site = site;
    return row;
}

TEST(DutyHours, of_a_short_day_are_the_parts_of_shifts_within_its_hours) {
    const Hours morning{8h + 30min, 12h};
    const DutyHours office = hours(kWeekdays, 9h, 17h, "UTC", {day_of(10, 3, false, morning)});
    EXPECT_EQ(next_duty(office, at(2012, 10, 3, 0min)), std::pair(at(2012, 10, 3, 9h), at(2012, 10, 3, 12h)));
    const DutyHours late = hours(kWeekdays, 6h, 14h, "UTC", {day_of(10, 3, false, morning)});
    EXPECT_EQ(next_duty(late, at(2012, 10, 3, 0min)), std::pair(at(2012, 10, 3, 8h + 30min), at(2012, 10, 3, 12h)));
    // The night that begins on the day before is worked; that of the day itself is not.
    const DutyHours night = hours(kWeekdays, 22h, 30h, "UTC", {day_of(10, 3, false, morning)});
    EXPECT_TRUE(night.on_duty(at(2012, 10, 3, 5h)));
    EXPECT_FALSE(night.on_duty(at(2012, 10, 3, 23h)));
    const DutyHours through = hours(roster_of({{kWeekdays, 9h, 17h}}, true), "UTC", {day_of(10, 3, false, morning)});
    EXPECT_TRUE(through.on_duty(at(2012, 10, 3, 16h)));
    // Two rows leave the hours that both have. A worked day with hours is a Monday cut down to these hours.
    const DutyHours both =
        hours(kWeekdays, 9h, 17h, "UTC", {day_of(10, 3, false, morning), day_of(10, 3, false, Hours{11h, 20h})});
    EXPECT_EQ(next_duty(both, at(2012, 10, 3, 0min)), std::pair(at(2012, 10, 3, 11h), at(2012, 10, 3, 12h)));
    const DutyHours saturday = hours(kWeekdays, 9h, 17h, "UTC", {day_of(10, 6, true, morning)});
    EXPECT_EQ(next_duty(saturday, at(2012, 10, 6, 0min)), std::pair(at(2012, 10, 6, 9h), at(2012, 10, 6, 12h)));
    // A holiday takes precedence over both.
    const DutyHours off =
        hours(kWeekdays, 9h, 17h, "UTC", {day_of(10, 3, false, morning), day_of(10, 3, false), day_of(10, 3, true)});
    EXPECT_FALSE(off.on_duty(at(2012, 10, 3, 10h)));
}

TEST(DutyHours, follow_the_rows_that_name_most) {
    const auto on_duty = [](const std::vector<Holiday>& rows) {
        return hours(kWeekdays, 9h, 17h, "UTC", rows).on_duty(at(2012, 10, 3, 10h));
    };
    EXPECT_FALSE(on_duty({day_of(10, 3, false), day_of(10, 3, true)}));
    EXPECT_TRUE(on_duty({day_of(10, 3, false), day_of(10, 3, true, {}, "CNCERT")}));
    EXPECT_TRUE(on_duty({day_of(10, 3, true, {}, "", 0), day_of(10, 3, false)}));
    EXPECT_FALSE(on_duty({day_of(10, 3, true, {}, "", 0), day_of(10, 3, false, {}, "CNCERT")}));
    EXPECT_FALSE(on_duty({day_of(10, 3, true, {}, "", 0), day_of(10, 3, false, {}, "CNCERT", 0)}));
    EXPECT_TRUE(on_duty({day_of(10, 3, false, Hours{20h, 21h}), day_of(10, 3, false, Hours{9h, 12h}, "CNCERT")}));
}

TEST(DutyHours, are_cut_by_absences) {
    const Roster office = roster_of({{kWeekdays, 9h, 17h}});
    const Instant first = at(2012, 10, 1, 0min);
    const Instant last = at(2012, 10, 31, 0min);
    const std::vector<Span> away{{at(2012, 10, 3, 11h), at(2012, 10, 3, 12h)},
                                 {at(2012, 10, 3, 16h), at(2012, 10, 4, 10h)}};
    const DutyHours duty(office, "UTC", 0, {}, first, last, away);
    EXPECT_EQ(next_duty(duty, at(2012, 10, 3, 0min)), std::pair(at(2012, 10, 3, 9h), at(2012, 10, 3, 11h)));
    EXPECT_EQ(next_duty(duty, at(2012, 10, 3, 9h)), std::pair(at(2012, 10, 3, 12h), at(2012, 10, 3, 16h)));
    EXPECT_EQ(next_duty(duty, at(2012, 10, 3, 12h)), std::pair(at(2012, 10, 4, 10h), at(2012, 10, 4, 17h)));
    const DutyHours always(first, last, away);
    EXPECT_TRUE(always.on_duty(first));
    EXPECT_EQ(always.next_shift(first), at(2012, 10, 3, 12h));
    EXPECT_EQ(always.next_change(first), at(2012, 10, 3, 11h));
    EXPECT_EQ(always.next_change(at(2012, 10, 4, 10h)), Instant::max());
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

// Every quarter of an hour of two years, by its local time of day and weekday alone. New York's clocks change on
// Sundays, when nobody works.
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

TEST(DutyHours, of_a_century_are_found_all_along) {
    const Roster roster = roster_of({{kWeekdays, 6h, 14h}, {kWeekdays, 15h, 23h}});
    const DutyHours duty(roster, "Asia/Shanghai", 0, {}, at(1970, 1, 1, 0min), at(2070, 1, 1, 0min));
    for (Instant monday = at(1992, 1, 6, 0min); monday < at(2069, 12, 1, 0min); monday += Ticks{168h}) {
        ASSERT_FALSE(duty.on_duty(monday - 2h - Ticks{1}));
        ASSERT_TRUE(duty.on_duty(monday - 2h));
        ASSERT_FALSE(duty.on_duty(monday + 6h));
        ASSERT_EQ(duty.next_shift(monday - 2h), monday + 7h);
        ASSERT_EQ(duty.next_change(monday + 7h), monday + 15h);
        ASSERT_EQ(duty.next_shift(monday + 4 * 24h + 7h), monday + 7 * 24h - 2h);
    }
}

TEST(TimeZones, have_names_and_a_version) {
    EXPECT_THAT(time_zone_names(), Contains("Asia/Shanghai"));
    for (const std::string& name : time_zone_names()) EXPECT_TRUE(known_time_zone(name)) << name;
    EXPECT_THAT(time_zone_version(), MatchesRegex("20[0-9][0-9][a-z].*"));
}

TEST(TimeZones, have_local_times) {
    const Instant instant = at(2012, 7, 1, 12h) + Ticks{1};
    EXPECT_EQ(local_time("Europe/London", instant), instant + 1h);
    EXPECT_EQ(local_time("Asia/Kathmandu", instant), instant + 5h + 45min);
    EXPECT_EQ(local_time("America/St_Johns", instant), instant - 2h - 30min);
}

TEST(TimeZones, are_known_or_not) {
    EXPECT_TRUE(known_time_zone("Asia/Shanghai"));
    EXPECT_FALSE(known_time_zone("Asia/Shangai"));
    EXPECT_FALSE(known_time_zone(""));
    EXPECT_FALSE(known_time_zone("../../etc/passwd"));
}

// The folder of the database has more than its zones.
TEST(TimeZones, are_those_of_the_database) {
    for (const char* name : {"UTC", "Etc/UTC", "Asia/Calcutta", "EST5EDT", "GMT+0"})
        EXPECT_TRUE(known_time_zone(name)) << name;
    for (const char* name : {"localtime", "posixrules", "Factory", "posix/Europe/London", "right/Europe/London",
                             "posix/UTC", "leapseconds", "tzdata.zi", "zone1970.tab", "Europe", "europe/london"}) {
        EXPECT_FALSE(known_time_zone(name)) << name;
        EXPECT_THAT(time_zone_names(), testing::Not(Contains(name)));
    }
}

}  // namespace
}  // namespace hotline
