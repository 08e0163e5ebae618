// How logs of real tests are read, and what the loader says about wrong ones.

#include "models/loading/test_log.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/base/duration.hpp"

namespace hotline {
namespace {

class TestLogs : public testing::Test {
protected:
    std::optional<TestLog> load(const std::string& text, const TestLogLayout& layout = {}) {
        Diagnostics diagnostics;
        const ReadFile read = [&](const std::filesystem::path&, std::string&) { return std::optional(text); };
        auto log = load_test_log("log.csv", layout, diagnostics, read);
        said = diagnostics.text();
        return log;
    }
    static std::string show(const TestLog::Group& group) {
        std::string shown = group.name + ":";
        for (const Observation& seen : group.observations) {
            shown += " " + std::to_string(std::lround(1000 * seen.seconds)) + (seen.reached ? "" : "+");
        }
        return shown;
    }
    std::string said;
};

TEST_F(TestLogs, have_seconds_or_texts_and_events_of_three_kinds_and_columns_in_any_order) {
    const auto log = load(
        "\xef\xbb\xbfgroup,note,event,duration\r\na,x,1,90\n\nb,,no,15min\na,\"x,y\",TRUE,1h30min\n"
        "b,,Yes,0.5\nb,,0,1e2\na,,false,-0\n");
    ASSERT_TRUE(log) << said;
    EXPECT_EQ(said, "");
    ASSERT_EQ(log->groups.size(), 2U);
    EXPECT_EQ(show(log->groups[0]), "a: 90000 5400000 0+");
    EXPECT_EQ(show(log->groups[1]), "b: 900000+ 500 100000+");
    EXPECT_TRUE(log->has_events && log->has_groups);
    EXPECT_FALSE(log->of_one_run);
}

TEST_F(TestLogs, have_neither_groups_nor_events_where_there_is_no_such_column) {
    const auto log = load("duration\n3\n1\n");
    ASSERT_TRUE(log) << said;
    EXPECT_FALSE(log->has_events || log->has_groups);
    ASSERT_EQ(log->groups.size(), 1U);
    EXPECT_EQ(show(log->groups[0]), ": 3000 1000");
}

TEST_F(TestLogs, may_be_the_drills_of_a_run) {
    const std::string drills = "replication,protocol,contact\n0,lists,\n1,lists,5\n0,hotline,2\n1,hotline,3\n";
    TestLogLayout layout{"contact", {}, "protocol", 3600};
    const auto log = load(drills, layout);
    ASSERT_TRUE(log) << said;
    EXPECT_TRUE(log->of_one_run);
    ASSERT_EQ(log->groups.size(), 2U);
    EXPECT_EQ(show(log->groups[0]), "lists: 3600000+ 5000");
    EXPECT_EQ(show(log->groups[1]), "hotline: 2000 3000");

    layout.group.reset();
    EXPECT_FALSE(load(drills, layout));
    EXPECT_EQ(
        said,
        R"(log.csv:4:1: error: column "replication": a group must have one drill of each replication, but this is the second one
    4 | 0,hotline,2
      | ^
hint: both drills use the same random numbers: use --group protocol, and one case at a time
)");
    layout.horizon = 4;
    layout.group = "protocol";
    EXPECT_FALSE(load(drills, layout));
    EXPECT_EQ(
        said,
        R"(log.csv:3:9: error: column "contact": a duration must not exceed the horizon, at which empty durations are censored, but this one does
    3 | 1,lists,5
      |         ^
)");
    layout.horizon.reset();
    EXPECT_FALSE(load(drills, layout));
    EXPECT_EQ(
        said,
        R"(log.csv:2:9: error: column "contact": an empty duration is censored at the horizon, but no horizon is given
    2 | 0,lists,
      |         ^
hint: give the horizon, such as --horizon 24h
)");
}

// A column cut out of the drills of a run has an empty line for every drill without the milestone, also at the end.
TEST_F(TestLogs, of_one_column_have_an_empty_duration_on_an_empty_line) {
    TestLogLayout layout{"duration", {}, {}, 3600};
    for (const char* text :
         {"duration\n60\n\n70\n", "duration\r\n60\r\n\r\n70", "\xef\xbb\xbf\n \n\"duration\"\n60\n \n70\n"}) {
        const auto log = load(text, layout);
        ASSERT_TRUE(log) << said;
        EXPECT_EQ(show(log->groups[0]), ": 60000 3600000+ 70000");
    }
    const auto last = load("duration\n60\n\n\n", layout);
    ASSERT_TRUE(last) << said;
    EXPECT_EQ(show(last->groups[0]), ": 60000 3600000+ 3600000+");
    EXPECT_FALSE(load("\n\nduration\n60\n\n70\n"));
    EXPECT_EQ(
        said,
        R"(log.csv:5:1: error: column "duration": an empty duration is censored at the horizon, but no horizon is given
hint: give the horizon, such as --horizon 24h
)");
}

TEST_F(TestLogs, whose_times_are_written_in_two_ways_have_a_tie) {
    const auto log = load("duration,event\n0.3,1\n300ms,1\n1,0\n");
    ASSERT_TRUE(log) << said;
    EXPECT_EQ(log->groups[0].observations[0].seconds, log->groups[0].observations[1].seconds);
}

TEST_F(TestLogs, have_numbers_in_the_unit_that_a_column_or_the_user_names) {
    const auto read = [&](const std::string& text, const TestLogLayout& layout = {}) {
        const auto log = load(text, layout);
        return log ? show(log->groups[0]) + " " + unit_text(log->unit) : said;
    };
    EXPECT_EQ(read("duration\n15\n"),
              ": 15000 Plain numbers are seconds: nothing says otherwise. --unit min reads them as minutes.");
    EXPECT_EQ(read("duration\n0\n15min\n"), ": 0 900000 ");
    EXPECT_EQ(read("minutes\n15\n1h\n"),
              ": 900000 3600000 Plain numbers are minutes, as the column \"minutes\" says.");
    for (const char* name : {"duration_min", "Duration (min)", "duration in minutes", "MINUTES", "duration [mins.]"})
        EXPECT_EQ(read(std::string(name) + "\n15\n").substr(0, 8), ": 900000") << name;
    for (const char* name : {"duration_h", "Hours", "duration/hrs"})
        EXPECT_EQ(read(std::string(name) + "\n0.25\n").substr(0, 8), ": 900000") << name;
    EXPECT_EQ(read("note,seconds\nx,15\n").substr(0, 7), ": 15000");
    EXPECT_EQ(read("duration ms\n1500\n").substr(0, 6), ": 1500");
    EXPECT_EQ(read("duration days\n1\n").substr(0, 10), ": 86400000");
    EXPECT_EQ(read("time_min\n15\n", {"time_min", {}, {}, {}}).substr(0, 8), ": 900000");

    TestLogLayout in_minutes;
    in_minutes.unit = unit_of_sign("min");
    EXPECT_EQ(read("duration\n15\n90s\n", in_minutes), ": 900000 90000 Plain numbers are minutes, as --unit says.");
    EXPECT_EQ(read("seconds\n15\n", in_minutes),
              R"(log.csv:1: error: the column "seconds" holds seconds, but --unit asks for minutes
    1 | seconds
hint: leave out --unit, or rename the column
)");
    EXPECT_EQ(read("duration\n15 min\n", in_minutes),
              R"(log.csv:2:1: error: column "duration": "15 min" is not a duration
    2 | 15 min
      | ^
hint: write minutes, such as 90 or 12.5, or a text such as 15min, from 0 to 10000y
)");
    EXPECT_EQ(read("minutes,seconds\n15,3\n"), R"(log.csv:1: error: missing column "duration"
    1 | minutes,seconds
)");
    EXPECT_EQ(read("d,plan_min\n15,3\n"), R"(log.csv:1: error: missing column "duration"
    1 | d,plan_min
)");
}

TEST_F(TestLogs, have_a_group_for_each_combination_of_several_columns) {
    TestLogLayout layout;
    layout.group = "channel";
    layout.more_groups = {"response", "hour"};
    const auto log = load("duration,channel,response,hour\n1,pstn,office,\n2,sms,office,9\n3,pstn,office,\n", layout);
    ASSERT_TRUE(log) << said;
    ASSERT_EQ(log->groups.size(), 2U);
    EXPECT_EQ(show(log->groups[0]), "pstn, office, -: 1000 3000");
    EXPECT_EQ(show(log->groups[1]), "sms, office, 9: 2000");
    layout.more_groups = {"channel", "none"};
    EXPECT_FALSE(load("duration,channel\n1,pstn\n", layout));
    EXPECT_EQ(said, R"(log.csv:1: error: column "channel" must have one role, but is named for two
    1 | duration,channel
log.csv:1: error: missing column "none"
    1 | duration,channel
)");
}

TEST_F(TestLogs, with_late_entries_are_not_read_as_if_there_were_none) {
    EXPECT_FALSE(load("entry,duration\n5,15\n"));
    EXPECT_EQ(
        said,
        R"(log.csv:1: error: the column "entry" says when each entry came under observation (left truncation), which these curves do not allow for
    1 | entry,duration
hint: fit laws to the log, which use it: hotline fit. If the column means something else, rename it, or make it a group: --group entry
)");
    TestLogLayout layout;
    layout.group = "entry";
    EXPECT_TRUE(load("entry,duration\n5,15\n", layout)) << said;
}

TEST_F(TestLogs, that_are_wrong_have_all_their_errors_told) {
    EXPECT_FALSE(
        load("duration,event,group\n-1,1,a\nnan,maybe,a\ninf,0,\n1e999,,a\n1e300,1,a\n5 min,1,a\n,1,a\n1,1\n"));
    EXPECT_EQ(said, R"(log.csv:2:1: error: column "duration": "-1" is not a duration
    2 | -1,1,a
      | ^
hint: write seconds, such as 90 or 12.5, or a text such as 15min, from 0 to 10000y
log.csv:3:1: error: column "duration": "nan" is not a duration
    3 | nan,maybe,a
      | ^
hint: write seconds, such as 90 or 12.5, or a text such as 15min, from 0 to 10000y
log.csv:3:5: error: column "event": the field must be yes or no, but is "maybe"
    3 | nan,maybe,a
      |     ^
hint: write 1, true or yes if contact was made, and 0, false or no if not
log.csv:4:1: error: column "duration": "inf" is not a duration
    4 | inf,0,
      | ^
hint: write seconds, such as 90 or 12.5, or a text such as 15min, from 0 to 10000y
log.csv:4:7: error: column "group": the field must not be empty
    4 | inf,0,
      |       ^
log.csv:5:1: error: column "duration": "1e999" is not a duration
    5 | 1e999,,a
      | ^
hint: write seconds, such as 90 or 12.5, or a text such as 15min, from 0 to 10000y
log.csv:5:7: error: column "event": the field must not be empty
    5 | 1e999,,a
      |       ^
hint: write 1, true or yes if contact was made, and 0, false or no if not
log.csv:6:1: error: column "duration": "1e300" is not a duration
    6 | 1e300,1,a
      | ^
hint: write seconds, such as 90 or 12.5, or a text such as 15min, from 0 to 10000y
log.csv:7:1: error: column "duration": "5 min" is not a duration
    7 | 5 min,1,a
      | ^
hint: write seconds, such as 90 or 12.5, or a text such as 15min, from 0 to 10000y
log.csv:8:1: error: column "duration": the duration must not be empty, because contact was made
    8 | ,1,a
      | ^
log.csv:9: error: the row must have one field for each column, but has fewer
    9 | 1,1
hint: part all fields by commas, as in the header; a field may be empty
)");
}

TEST_F(TestLogs, whose_columns_are_misspelt_are_not_taken_for_others) {
    EXPECT_FALSE(load("durations,evnt,groups\n1,1,a\n"));
    EXPECT_EQ(said, R"(log.csv:1: error: missing column "event"
    1 | durations,evnt,groups
hint: did you mean "evnt"?
log.csv:1: error: missing column "group"
    1 | durations,evnt,groups
hint: did you mean "groups"?
log.csv:1: error: missing column "duration"
    1 | durations,evnt,groups
hint: did you mean "durations"?
)");
    EXPECT_FALSE(load("duration\n1\n", {"duration", "answered", "duration", {}}));
    EXPECT_EQ(said, R"(log.csv:1: error: missing column "answered"
    1 | duration
log.csv:1: error: column "duration" must have one role, but is named for two
    1 | duration
)");
}

TEST_F(TestLogs, that_hold_nothing_are_wrong) {
    EXPECT_FALSE(load(""));
    EXPECT_EQ(said, "log.csv:1: error: the list must have a header, but is empty\n");
    EXPECT_FALSE(load("duration,event\n"));
    EXPECT_EQ(
        said,
        "log.csv:1: error: the log must have at least one row, but has only a header\n    1 | duration,event\n");
    EXPECT_FALSE(load(std::string("duration\n1\0\n", 11)));
    EXPECT_EQ(said, R"(log.csv:2: error: the line must not hold a NUL byte
hint: delete it
)");
}

TEST_F(TestLogs, may_have_many_columns_rows_and_groups) {
    std::string text = "duration";
    for (int column = 0; column < 500; ++column) text += ",x" + std::to_string(column);
    EXPECT_TRUE(load(text + ",group\n1" + std::string(500, ',') + ",a\n")) << said;
    text = "duration,group\n";
    for (int row = 0; row < 300'000; ++row) text += "1,g" + std::to_string(row % 50'000) + "\n";
    const auto log = load(text);
    ASSERT_TRUE(log) << said;
    EXPECT_EQ(log->groups.size(), 50'000U);
}

/// Expects that time for a text, as the time of a drill or as a deadline.
void expect_time(const std::string& text, Ticks time) {
    EXPECT_EQ(parse_seconds(text), seconds_of(time)) << text;
}

// From milliseconds to days, as numbers and as texts. All tenths of a second are among them.
TEST(ParseSeconds, are_whole_ticks_however_they_are_written) {
    const auto expect_same = [](std::int64_t milliseconds) {
        const std::int64_t whole = milliseconds / 1000;
        const std::int64_t rest = milliseconds % 1000;
        const auto time = parse_duration(fmt::format("{}ms", milliseconds));
        ASSERT_TRUE(time);
        // The nearest tick, in whole numbers. No time lies halfway between two ticks.
        EXPECT_EQ(time->count(), (milliseconds * 1024 + 500) / 1000);
        const std::string number = fmt::format("{}.{:03}", whole, rest);
        EXPECT_EQ(parse_duration(number + "s"), time);
        for (const std::string& text : {number, number + "s", fmt::format("{}ms", milliseconds),
                                        fmt::format("{}s{}ms", whole, rest), fmt::format("{}e-3", milliseconds),
                                        number + "000", fmt::format("{}min{}.{:03}s", whole / 60, whole % 60, rest)})
            expect_time(text, *time);
        if (rest % 100 == 0) expect_time(fmt::format("{}.{}", whole, rest / 100), *time);
        // As a run writes the time.
        expect_time(fmt::format("{}", seconds_of(*time)), *time);
    };
    for (std::int64_t milliseconds = 0; milliseconds <= 10'000; ++milliseconds) expect_same(milliseconds);
    for (std::int64_t milliseconds = 10'007; milliseconds < 2'000'000'000; milliseconds += milliseconds / 97 + 1)
        expect_same(milliseconds);
}

TEST(ParseSeconds, takes_numbers_and_texts) {
    EXPECT_EQ(parse_seconds("90"), 90);
    EXPECT_EQ(parse_seconds("12.5"), 12.5);
    EXPECT_EQ(parse_seconds("15min"), 900);
    EXPECT_FALSE(std::signbit(parse_seconds("-0").value_or(-1)));
    for (const char* wrong : {"", "-1", "+1", "nan", "inf", "1e999", "1,5", "5 min", "10001y", "3.2e11"}) {
        EXPECT_FALSE(parse_seconds(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace hotline
