// Who has the duty of a rota: hand-offs by the wall clock, layers, hours, overrides.

#include "models/scenario/rota_duty.hpp"

#include <date/date.h>
#include <gtest/gtest.h>

#include "models/scenario/timetable.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

using namespace std::chrono;
using Unit = TurnLength::Unit;

/// Rotas of three officials, over some days.
class DutyOfARota : public testing::Test {
protected:
    DutyOfARota() {
        for (int more = 0; more < 3; ++more) people.push_back(sketch.someone(1, sketch.phone, sketch.responds(1)));
        sketch.rota({people[0], people[1], people[2]}, 0);
    }
    Rota& rota() { return sketch.scenario.rotas[0]; }
    RotaLayer& layer() { return rota().layers[0]; }
    void turns(Unit unit, std::uint32_t count, sys_seconds first) {
        layer().turn = {unit, count};
        layer().first = first;
    }
    /// "10-28 00:30 012": from when on, in UTC, who has the duty, is next, and is the one after.
    std::string told(sys_seconds first, sys_seconds last) {
        const RotaDuty duty(sketch.scenario, 0, first, last);
        std::string text;
        for (const RotaDuty::Period& period : duty.periods()) {
            if (period.from < first || period.from > last) continue;
            text += date::format("%m-%d %H:%M ", floor<minutes>(period.from));
            for (const Index who : period.people) text += who == kNone ? "-" : std::to_string(who);
            text += '\n';
        }
        return text;
    }

    Sketch sketch;
    std::vector<Person> people;
};

sys_days date_of(int year, unsigned month, unsigned day) {
    return sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

TEST_F(DutyOfARota, goes_by_the_wall_clock_over_the_hour_that_occurs_twice) {
    rota().time_zone = "Europe/London";
    turns(Unit::hours, 1, date_of(2012, 10, 27) + 23h);
    EXPECT_EQ(told(date_of(2012, 10, 27) + 23h, date_of(2012, 10, 28) + 4h), R"(10-27 23:00 120
10-28 00:00 201
10-28 02:00 012
10-28 03:00 120
10-28 04:00 201
)");
    turns(Unit::hours, 12, date_of(2012, 10, 27) + 1h + 30min);
    EXPECT_EQ(told(date_of(2012, 10, 27), date_of(2012, 10, 29)), R"(10-27 00:30 012
10-27 12:30 120
10-28 00:30 201
10-28 13:30 012
)");
}

TEST_F(DutyOfARota, goes_by_the_wall_clock_over_the_hour_that_does_not_occur) {
    rota().time_zone = "Europe/London";
    turns(Unit::hours, 1, date_of(2013, 3, 30) + 23h);
    EXPECT_EQ(told(date_of(2013, 3, 30) + 23h, date_of(2013, 3, 31) + 3h), R"(03-30 23:00 012
03-31 00:00 120
03-31 01:00 012
03-31 02:00 120
03-31 03:00 201
)");
    turns(Unit::days, 1, date_of(2013, 3, 30) + 1h + 30min);
    EXPECT_EQ(told(date_of(2013, 3, 30), date_of(2013, 4, 1) + 2h), R"(03-30 01:30 012
03-31 01:30 120
04-01 00:30 201
)");
}

TEST_F(DutyOfARota, takes_the_last_turn_that_has_begun_where_a_whole_day_is_left_out) {
    rota().time_zone = "Pacific/Apia";  // no 30 December 2011
    turns(Unit::hours, 6, date_of(2011, 12, 29));
    EXPECT_EQ(told(date_of(2011, 12, 29), date_of(2011, 12, 31)), R"(12-29 10:00 012
12-29 16:00 120
12-29 22:00 201
12-30 04:00 012
12-30 10:00 201
12-30 16:00 012
12-30 22:00 120
)");
}

TEST_F(DutyOfARota, has_turns_of_weeks_and_months) {
    turns(Unit::weeks, 2, date_of(2012, 2, 6) + 9h);
    EXPECT_EQ(told(date_of(2012, 2, 1), date_of(2012, 3, 20)), R"(02-06 09:00 012
02-20 09:00 120
03-05 09:00 201
03-19 09:00 012
)");
    turns(Unit::months, 1, date_of(2012, 1, 31) + 9h);
    EXPECT_EQ(told(date_of(2012, 1, 1), date_of(2012, 5, 31)), R"(01-31 09:00 012
02-29 09:00 120
03-31 09:00 201
04-30 09:00 012
)");
    turns(Unit::months, 12, date_of(2004, 2, 29));
    EXPECT_EQ(told(date_of(2011, 1, 1), date_of(2013, 1, 1)), "02-28 00:00 120\n02-29 00:00 201\n");
}

TEST_F(DutyOfARota, comes_to_those_whom_layers_and_overrides_name) {
    turns(Unit::days, 1, date_of(2012, 10, 1));
    RotaLayer nights = layer();
    nights.members = {people[2].who, people[1].who};
    nights.hours = sketch.office_hours(18 * 60, 30 * 60);  // Mondays to Fridays
    rota().layers.push_back(nights);
    sketch.overrides(0, people[0], -3600, 3600);  // 4 October 01:30 to 03:30
    sketch.overrides(0, people[1], 0, 1800);
    EXPECT_EQ(told(date_of(2012, 10, 3), date_of(2012, 10, 7)), R"(10-03 00:00 21-
10-03 06:00 201
10-03 18:00 21-
10-04 00:00 12-
10-04 01:30 02-
10-04 02:30 12-
10-04 03:00 02-
10-04 03:30 12-
10-04 06:00 012
10-04 18:00 12-
10-05 00:00 21-
10-05 06:00 120
10-05 18:00 21-
10-06 00:00 12-
10-06 06:00 201
10-07 00:00 012
)");
}

TEST_F(DutyOfARota, goes_by_the_events_of_a_calendar) {
    const sys_days day = date_of(2012, 10, 4);
    const auto turn = [&](std::size_t who, seconds from, seconds until) {
        return CalendarTurn{people[who].who, Instant(day + from), Instant(day + until)};
    };
    // The last to begin counts, and then the one before again. Of those that begin together the first in the file,
    // which is the later one here, counts and comes next.
    layer().calendar = {turn(0, 0h, 10h),  turn(1, 2h, 3h),   turn(0, 12h, 20h),
                        turn(2, 14h, 15h), turn(1, 14h, 16h), turn(1, 30h, 31h)};
    EXPECT_EQ(told(day - days{1}, day + days{2}), R"(10-04 00:00 012
10-04 02:00 102
10-04 03:00 012
10-04 10:00 ---
10-04 12:00 012
10-04 14:00 1--
10-04 16:00 01-
10-04 20:00 ---
10-05 06:00 1--
10-05 07:00 ---
)");
    // Where the calendar has no turn, an earlier layer counts.
    RotaLayer all = layer();
    all.calendar.reset();
    all.members = {people[2].who};
    all.turn = {Unit::days, 1};
    all.first = date_of(2012, 10, 1);
    rota().layers.insert(rota().layers.begin(), all);
    EXPECT_EQ(told(day + 9h, day + 13h), "10-04 10:00 2--\n10-04 12:00 012\n");
}

TEST_F(DutyOfARota, is_nobodys_before_the_first_turn) {
    turns(Unit::days, 1, date_of(2012, 10, 4));
    const RotaDuty duty(sketch.scenario, 0, date_of(2012, 10, 1), date_of(2012, 10, 6));
    const Instant before = date_of(2012, 10, 2);
    EXPECT_EQ(duty.who(0, before), kNone);
    EXPECT_EQ(duty.who(1, before), kNone);
    EXPECT_EQ(duty.first_with(1, before), Instant(date_of(2012, 10, 4)));
    EXPECT_EQ(duty.first_with(0, date_of(2012, 10, 5)), Instant(date_of(2012, 10, 5)));
    EXPECT_EQ(duty.next_change(0, before), Instant(date_of(2012, 10, 4)));
    EXPECT_EQ(duty.next_change(0, date_of(2012, 10, 6)), Instant::max());
}

TEST_F(DutyOfARota, is_a_shift_of_whoever_has_it) {
    turns(Unit::days, 1, date_of(2012, 10, 1));
    const Index nights = sketch.office_hours(22 * 60, 26 * 60);
    sketch.scenario.officials[people[1].who].roster = nights;
    Leave leave;
    leave.official = people[0].who;
    leave.deputy = people[1].who;
    leave.from = Instant(date_of(2012, 10, 4) + 6h);
    leave.until = Instant(date_of(2012, 10, 4) + 12h);
    sketch.scenario.leaves = {leave};
    const Timetable timetable(sketch.scenario, date_of(2012, 10, 1), date_of(2012, 10, 8));
    const auto shifts = [&](Index official) {
        std::string text;
        for (Instant at = timetable.next_shift(official, date_of(2012, 10, 3)); at < Instant(date_of(2012, 10, 8));
             at = timetable.next_shift(official, at)) {
            text += date::format("%d %H:%M", floor<minutes>(at)) +
                    date::format("-%d %H:%M\n", floor<minutes>(timetable.next_change(official, at)));
        }
        return text;
    };
    // The first has the 4th and the 7th, but for the leave; the second the 5th, nights, and the place of the first.
    EXPECT_EQ(shifts(people[0].who), "04 00:00-04 06:00\n04 12:00-05 00:00\n07 00:00-08 00:00\n");
    EXPECT_EQ(shifts(people[1].who),
              "03 22:00-04 02:00\n04 06:00-04 12:00\n04 22:00-06 02:00\n05 00:00-06 02:00\n"
              "05 22:00-06 02:00\n");
    EXPECT_FALSE(timetable.on_duty(people[2].who, date_of(2012, 10, 4)));
    EXPECT_TRUE(timetable.on_duty(people[2].who, date_of(2012, 10, 3)));
}

}  // namespace
}  // namespace hotline
