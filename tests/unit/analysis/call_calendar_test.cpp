// When calls are made: nobody twice within a distance, at night, on leave or on a holiday; and the calendar, as
// libical reads it.

#include "analysis/laws/call_calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include "analysis/write/next_tests.hpp"
#include "models/calendars/calendar_file.hpp"
#include "models/scenario/instant_text.hpp"
#include "tests/support/three_parties.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

/// A desk that is always on duty, and a director in an office, who is on leave for two days and has two days off.
std::map<std::string, std::string> desk_and_office(const std::string& shifts = "Mon-Fri\", hours = \"09:00-17:00") {
    auto files = small_scenario();
    files["scenario.toml"] = "leave = [\"leave.csv\"]\nholidays = [\"days.csv\"]\n" + files["scenario.toml"] +
                             "[roster.office]\nshifts = [{ days = \"" + shifts + "\" }]\n";
    files["contacts.csv"] =
        "official,party,role,authority,response,channel,address,last_verified,roster,name\n"
        "cert,cn,duty officer,1,desk,pstn,+86 1,2012-01-01,,\n"
        "director,cn,director,3,desk,pstn,+86 2,2012-01-01,office,\n"
        "deputy,cn,director,3,desk,pstn,+86-2,2012-01-01,office,\"Zhāo, \"\"the\"\" second; "
        "whose name is so long that the line of the calendar is folded\"\n";
    files["leave.csv"] = "official,from,until,deputy\ndirector,2012-10-08,2012-10-10,\n";
    files["days.csv"] = "party,date,name\ncn,2012-10-11,a day\ncn,2012-10-12,another day\n";
    return files;
}

CallHours four_weeks() {
    CallHours hours;
    hours.from = *parse_utc("2012-10-05T00:00Z");
    hours.until = hours.from + std::chrono::weeks{4};
    hours.apart = 72h;
    return hours;
}

std::chrono::hours hour_of(Instant at) {
    const auto local = local_time("Asia/Shanghai", at);
    return std::chrono::floor<std::chrono::hours>(local - std::chrono::floor<std::chrono::days>(local));
}

TEST(CallCalendar, disturbs_nobody_twice_nor_at_night_nor_on_leave_nor_on_holidays) {
    const Scenario scenario = loaded(desk_and_office());
    const std::vector<Holiday> days = scenario.holidays;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CallHours hours = four_weeks();
        hours.seed = seed;
        const CallCalendar calendar(scenario, hours);
        EXPECT_EQ(calendar.ears(), (std::vector<std::size_t>{0, 1, 1}));  // one number
        EXPECT_EQ(calendar.room(), (std::vector<std::size_t>{10, 10}));
        const auto placed = calendar.place({{0, {6, 0}}, {1, {2, 2}}, {2, {1, 1}}});
        EXPECT_TRUE(placed.complete());
        ASSERT_EQ(placed.calls.size(), 12U);
        const Timetable timetable(scenario, hours.from, hours.until);
        std::map<std::size_t, Instant> before;
        std::set<Instant> at;
        std::map<Index, CallsByState> counted;
        for (const PlannedCall& call : placed.calls) {
            const std::size_t ear = calendar.ears()[call.row];
            if (before.contains(ear)) {
                EXPECT_GE(call.at - before[ear], hours.apart);
            }
            before[ear] = call.at;
            EXPECT_TRUE(at.insert(call.at).second);
            EXPECT_TRUE(call.at >= hours.from && call.at < hours.until);
            EXPECT_FALSE(call.at_night);
            EXPECT_TRUE(hour_of(call.at) >= 7h && hour_of(call.at) < 22h) << utc_text(call.at);
            const Index official = scenario.rows[call.row].official;
            EXPECT_FALSE(timetable.on_leave(official, call.at));
            EXPECT_EQ(timetable.on_duty(official, call.at), call.state == FoundOn::on_duty);
            const auto date = std::chrono::floor<std::chrono::days>(local_time("Asia/Shanghai", call.at));
            for (const Holiday& day : days) EXPECT_NE(std::chrono::sys_days(date), day.date);
            ++counted[call.row][call.state == FoundOn::on_duty ? 0 : 1];
        }
        EXPECT_EQ(counted[0], (CallsByState{6, 0}));
        EXPECT_EQ(counted[1], (CallsByState{2, 2}));
        EXPECT_EQ(counted[2], (CallsByState{1, 1}));
        const auto again = CallCalendar(scenario, hours).place({{0, {6, 0}}, {1, {2, 2}}, {2, {1, 1}}});
        EXPECT_TRUE(std::equal(placed.calls.begin(), placed.calls.end(), again.calls.begin(), again.calls.end(),
                               [](const PlannedCall& one, const PlannedCall& other) {
                                   return one.at == other.at && one.row == other.row && one.state == other.state;
                               }));
    }
}

TEST(CallCalendar, calls_at_night_only_where_it_must_or_is_asked_to) {
    // Whoever is off duty at night alone is tested at night.
    const Scenario nightly = loaded(desk_and_office("Mon-Sun\", hours = \"06:00-23:00"));
    const CallCalendar calendar(nightly, four_weeks());
    for (const PlannedCall& call : calendar.place({{1, {0, 4}}}).calls) {
        EXPECT_TRUE(call.at_night);
        EXPECT_TRUE(hour_of(call.at) < 6h || hour_of(call.at) >= 23h);
    }
    const Scenario scenario = loaded(desk_and_office());
    CallHours hours = four_weeks();
    hours.nights = true;
    for (const PlannedCall& call : CallCalendar(scenario, hours).place({{1, {2, 4}}}).calls) {
        EXPECT_EQ(call.at_night, call.state == FoundOn::off_duty);
        EXPECT_EQ(hour_of(call.at) < 7h || hour_of(call.at) >= 22h, call.at_night);
    }
}

TEST(CallCalendar, says_for_which_calls_there_is_no_hour) {
    const Scenario scenario = loaded(desk_and_office());
    CallHours hours = four_weeks();
    hours.until = hours.from + 9 * 24h;  // to a Saturday, over leave and holidays
    const CallCalendar calendar(scenario, hours);
    EXPECT_EQ(calendar.room(), (std::vector<std::size_t>{3, 3}));
    const auto placed = calendar.place({{0, {3, 0}}, {1, {3, 0}}});
    EXPECT_EQ(placed.without, (std::vector<std::size_t>{0, 2}));
    EXPECT_EQ(placed.calls.size(), 4U);
    // The desk is never off duty.
    EXPECT_TRUE(calendar.open(0, 0));
    EXPECT_FALSE(calendar.open(0, 1));
}

/// A plan of three calls.
struct SmallPlan {
    Scenario scenario = loaded(desk_and_office());
    NextTests tests{scenario, {"tests.csv"}, 4, 3600, *parse_utc("2012-10-04T02:30Z"), 1000, four_weeks(), {}, {}, {},
                    {}};

    SmallPlan() {
        const CallCalendar calendar(scenario, tests.hours);
        std::size_t ear = 0;
        for (EntryBelieved& entry : believe_entries(scenario, {}, {}, 3600, tests.on)) {
            Testable& testable = tests.entries.emplace_back();
            testable.believed = entry;
            testable.ear = calendar.ears()[entry.row];
            testable.slopes = {std::vector<double>{ear == 0 ? 0.2 : 0.5}, std::vector<double>{0.4}};
            ++ear;
        }
        tests.entries[2].believed.dead = true;
        tests.chosen = choose_tests(tests.entries, 4, {1, 2});
        std::vector<CallCalendar::Asked> asked;
        for (std::size_t index = 0; index < tests.entries.size(); ++index)
            asked.push_back({tests.entries[index].believed.row, tests.chosen.calls[index]});
        tests.calls = calendar.place(asked).calls;
        tests.calls.push_back({2, FoundOn::off_duty, *parse_utc("2012-11-01T18:00Z"), true});
        tests.figures = {{0, 0, 0.62, {0.349, 0.85}}};
    }
};

std::string text_of(const NextTests& tests) {
    std::ostringstream out;
    write_text(out, tests);
    return out.str();
}

TEST(CallCalendar, is_told_in_text) {
    const SmallPlan plan;
    EXPECT_EQ(text_of(plan.tests), R"(Small: 3 calls from 2012-10-05 to 2012-11-02, by tests.csv

entry                   duty calls       answers in time       first call narrows
director, pstn          on       2         90 % (35–>99) Fri 05 Oct 11:45    -6.1
cert, pstn              on       1         90 % (35–>99) Wed 17 Oct 17:00    -0.6

Contact within 1 h, as far as the entries are known:
  uk → China, lists: 62 % (34–85), an interval 50.1 points wide; after the calls
    about 43.3

The first calls, by UTC and by the clocks of the official:
  2012-10-05 03:45  Fri 05 Oct 11:45  director, pstn
  2012-10-17 09:00  Wed 17 Oct 17:00  cert, pstn
  2012-10-22 05:30  Mon 22 Oct 13:30  director, pstn
  2012-11-01 18:00  Fri 02 Nov 02:00  deputy, pstn

One entry was found dead by the last test. Replace what is dead; calls would
tell nothing.

1 call of the budget is not used: there are no more hours for them; a longer
--over has some.

Answers in time: what is believed of a call now, times the probability that the
entry is still right. Narrows: by how many points these calls alone are expected
to narrow the interval of 95 % of contact, to first order.
)");
}

TEST(CallCalendar, tells_why_calls_are_left) {
    SmallPlan plan;
    plan.tests.budget = plan.tests.chosen.made + 1;
    EXPECT_THAT(text_of(plan.tests),
                testing::HasSubstr("\n1 call of the budget is not used: there are no more hours for "
                                   "them; a longer\n--over has some.\n"));
    plan.tests.budget += 1;
    plan.tests.chosen.full = false;
    EXPECT_THAT(text_of(plan.tests),
                testing::HasSubstr("\n2 calls of the budget are not used: further calls tell nothing.\n"));
    plan.tests.figures[0].interval = {0.62, 0.62};
    EXPECT_THAT(text_of(plan.tests), testing::HasSubstr("uk → China, lists: 62.0 %, whatever the entries bring\n"));
    plan.tests.entries[1].believed.dead = true;
    EXPECT_THAT(text_of(plan.tests), testing::HasSubstr("\n2 entries were found dead by the last test."));
    plan.tests.chosen = choose_tests(plan.tests.entries, 0, {1, 2});
    plan.tests.calls.clear();
    EXPECT_THAT(text_of(plan.tests), testing::HasSubstr("\nNo call tells anything of contact in time.\n"));
}

TEST(CallCalendar, is_read_by_libical) {
    const SmallPlan plan;
    std::ostringstream out;
    write_calendar(out, plan.tests);
    const std::string text = out.str();
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(line.size(), 76U);
        EXPECT_TRUE(line.ends_with('\r'));
    }
    Diagnostics diagnostics;
    const Files::Text file{diagnostics.add_file("calls.ics", text), text};
    const CalendarFile calendar = read_calendar(file, plan.tests.hours.from, plan.tests.hours.until, diagnostics);
    EXPECT_EQ(diagnostics.text(), "");
    ASSERT_EQ(calendar.events.size(), plan.tests.calls.size());
    ASSERT_EQ(calendar.occurrences.size(), plan.tests.calls.size());
    std::ostringstream table;
    write_calls_csv(table, plan.tests);
    std::istringstream rows(table.str());
    std::string row;
    std::getline(rows, row);
    EXPECT_EQ(row, "official,channel,address,at,result,after,given_up,local,state");
    for (std::size_t index = 0; index < plan.tests.calls.size(); ++index) {
        const PlannedCall& call = plan.tests.calls[index];
        const Occurrence& occurrence = calendar.occurrences[index];
        EXPECT_EQ(Instant{occurrence.from.at}, call.at);
        EXPECT_EQ(occurrence.until.at - occurrence.from.at, 15min);
        EXPECT_EQ(occurrence.from.kind, CalendarTime::Kind::instant);
        const Official& official = plan.scenario.officials[plan.scenario.rows[call.row].official];
        EXPECT_EQ(calendar.events[occurrence.event].summary, "Test call: " + official.id + ", pstn");
        std::getline(rows, row);
        EXPECT_TRUE(row.starts_with(official.id + ",pstn,'+86")) << row;
    }
}

}  // namespace
}  // namespace hotline
