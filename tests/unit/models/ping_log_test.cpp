// How logs of tests are read: whose column is what, and what a field means.

#include "models/loading/ping_log.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

class PingLogs : public testing::Test {
protected:
    /// The tests of a log, one to a line, or what is wrong with it.
    std::string read(const std::string& text, const PingLayout& layout = {}) {
        Diagnostics diagnostics;
        log = {};
        const ReadFile file = [&](const std::filesystem::path&, std::string&) { return std::optional(text); };
        load_ping_log("log.csv", layout, diagnostics, log, file);
        if (diagnostics.has_errors()) return diagnostics.text();
        std::string shown;
        for (const PingTest& test : log.tests) {
            shown += fmt::format("{}: {}", log.entries[test.entry].name(), name_of(test.result));
            if (test.asked()) shown += fmt::format(" {}–{}", test.low, test.high);
            if (test.from > 0) shown += fmt::format(" from {}", test.from);
            if (test.dated) shown += " " + utc_text(test.at).substr(0, test.timed ? 19 : 10);
            shown += '\n';
        }
        return shown;
    }
    static PingLayout with(const std::map<PingColumn, std::string>& chosen) {
        PingLayout layout;
        layout.chosen = chosen;
        return layout;
    }
    PingLog log;
};

TEST_F(PingLogs, are_read_by_the_names_of_their_columns) {
    EXPECT_EQ(read("Official;Channel;Tested at;Result;Minutes;Given up;note\n"
                   "cn-duty;pstn;2012-10-04T02:30Z;answered;1,5;;x\n"
                   "cn-duty;pstn;2012-10-05 04:30 +02:00;no answer;;30;\n"
                   "ru-desk;email;2012-10-05;replied;2h;;\n"
                   "ru-desk;pstn;2012-10-05 03:00;dead number;;;\n"),
              "cn-duty, pstn: answered 90–90 2012-10-04 02:30:00\n"
              "cn-duty, pstn: no answer 1800–inf 2012-10-05 02:30:00\n"
              "ru-desk, email: answered 7200–7200 2012-10-05\n"
              "ru-desk, pstn: dead 2012-10-05 03:00:00\n");
    EXPECT_EQ(fmt::format("{}", fmt::join(log.columns, "; ")),
              "official: column \"Official\"; channel: column \"Channel\"; at: column \"Tested at\"; result: column "
              "\"Result\"; after: column \"Minutes\"; given_up: column \"Given up\"");
    EXPECT_EQ(log.ignored, std::vector<std::string>{"note"});
    EXPECT_EQ(unit_text(log.unit), "Plain numbers are minutes, as the column \"Minutes\" says.");
    EXPECT_EQ(log.local_times, 1U);
    EXPECT_EQ(log.entries.size(), 3U);
}

TEST_F(PingLogs, know_the_words_that_people_use) {
    for (const char* name : {"official", "Contact", "who", "name"}) EXPECT_EQ(column_of(name), PingColumn::official);
    for (const char* name : {"number", "E-Mail", "phone_number"}) EXPECT_EQ(column_of(name), PingColumn::address);
    for (const char* name : {"minutes", "after_min", "Answered after [s]", "duration (h)", "latency"})
        EXPECT_EQ(column_of(name), PingColumn::after) << name;
    for (const char* name : {"given_up", "Timeout (min)", "gave up"})
        EXPECT_EQ(column_of(name), PingColumn::given_up);
    for (const char* name : {"note", "plan_min", "d"}) EXPECT_FALSE(column_of(name)) << name;
    for (const char* word : {"Answered", "yes", "1", "replied", "OK"})
        EXPECT_EQ(result_of(word), TestResult::answered);
    for (const char* word : {"no answer", "No-Reply", "given_up", "0", "timeout"})
        EXPECT_EQ(result_of(word), TestResult::no_answer) << word;
    EXPECT_EQ(result_of("voicemail"), TestResult::voice_mail);
    EXPECT_EQ(result_of("wrong number"), TestResult::dead);
    EXPECT_EQ(result_of("wrong person"), TestResult::wrong_person);
    EXPECT_EQ(result_of("engaged"), TestResult::busy);
    EXPECT_FALSE(result_of("perhaps"));
}

TEST_F(PingLogs, have_times_between_bounds) {
    PingLayout london;
    london.zone = "Europe/London";
    EXPECT_EQ(read("who,at,after\n"
                   "a,2012-10-04 13:30,between 14:00 and 15:00\n"
                   "a,2012-10-04 13:30,between 13:30 and 02:00\n"
                   "a,2012-10-04T13:30Z,15:00-15:30\n"
                   "a,,between 5min and 10 min\n"
                   "a,,5-10\n"
                   "a,,<5min\n"
                   "a,,>30min\n"
                   "a,,0\n",
                   london),
              "a: answered 1800–5400 2012-10-04 12:30:00\n"
              "a: answered 0–45000 2012-10-04 12:30:00\n"
              "a: answered 1800–3600 2012-10-04 13:30:00\n"
              "a: answered 300–600\n"
              "a: answered 5–10\n"
              "a: answered 0–300\n"
              "a: no answer 1800–inf\n"
              "a: answered 0–1\n");
    EXPECT_EQ(log.zeros, 1U);
    EXPECT_EQ(read("who,minutes,entry\na,0,\nb,9,2\nc,>20,5min\n"),
              "a: answered 0–60\nb: answered 540–540 from 120\nc: no answer 1200–inf from 300\n");
}

TEST_F(PingLogs, say_when_whoever_did_not_answer_was_given_up) {
    PingLayout half_an_hour;
    half_an_hour.given_up = 1800;
    EXPECT_EQ(read("who,result\na,yes\nb,no\nc,voice mail\nd,declined\n", half_an_hour),
              "a: answered 0–1800\nb: no answer 1800–inf\nc: voice mail 1800–inf\nd: declined 0–1800\n");
    EXPECT_EQ(log.untimed, 2U);
    EXPECT_EQ(read("who,result\na,no\n"),
              R"(log.csv:2: error: a test without an answer must say when it was given up, but does not
    2 | a,no
hint: fill it in, or say it for all: --given-up 30min
)");
}

TEST_F(PingLogs, that_are_wrong_have_all_their_errors_told) {
    EXPECT_EQ(read("who,at,result,after,given_up\n"
                   ",2012-10-04,yes,5,\n"
                   "a,04/10/2012,maybe,5 parsecs,\n"
                   "a,2012-10-04,yes,between 14:00 and 15:00,\n"
                   "a,,yes,>5,\n"),
              R"(log.csv:2:1: error: column "who": the field must not be empty
    2 | ,2012-10-04,yes,5,
      | ^
log.csv:3:3: error: column "at": "04/10/2012" is no time of a test
    3 | a,04/10/2012,maybe,5 parsecs,
      |   ^
hint: write it like 2012-10-04T02:30Z, 2012-10-04 04:30 +02:00, 2012-10-04 03:30 or 2012-10-04
log.csv:3:14: error: column "result": "maybe" is no result of a test
    3 | a,04/10/2012,maybe,5 parsecs,
      |              ^
hint: expected one of answered, busy, dead, declined, no answer, voice mail, wrong person
log.csv:3:20: error: column "after": "5 parsecs" is no time until an answer
    3 | a,04/10/2012,maybe,5 parsecs,
      |                    ^
hint: write a number, a text such as 15min, or bounds: between 5min and 10min, between 14:00 and 15:00, <5min, >30min
log.csv:4:18: error: column "after": "between 14:00 and 15:00" is no time until an answer
    4 | a,2012-10-04,yes,between 14:00 and 15:00,
      |                  ^
hint: times of a clock need two of them, and a column "at" with the day and time of the test
log.csv:5:8: error: column "after": a test that was answered must not have an open end
    5 | a,,yes,>5,
      |        ^
)");
    EXPECT_EQ(read("who,after,minutes\na,1,2\n"),
              R"(log.csv:1: error: the columns "after" and "minutes" can both be what is called "after" here
    1 | who,after,minutes
hint: name the right one: --column after="minutes"
)");
    EXPECT_EQ(read("who,after,minutes\na,1,2\n", with({{PingColumn::after, "minutes"}})), "a: answered 120–120\n");
    EXPECT_EQ(read("who,colour\na,1\n"),
              R"(log.csv:1: error: the log must say how the tests ended, but has no column for it
    1 | who,colour
hint: it may be called after, duration or minutes, between, or result; or name it: --column after=NAME
)");
    EXPECT_EQ(read("colour,minutes\na,1\n"),
              R"(log.csv:1: error: the log must say who was tested, but has no column for it
    1 | colour,minutes
hint: it may be called official, contact or person, or address, number or email; or name it: --column official=NAME
)");
    EXPECT_EQ(read("who,minutes\na,1\n", with({{PingColumn::official, "whom"}})),
              R"(log.csv:1: error: missing column "whom"
    1 | who,minutes
hint: did you mean "who"?
)");
    EXPECT_EQ(read("who,after_min,given_up_s\na,1,2\n"),
              R"(log.csv:1: error: the column "given_up_s" holds seconds, but "after_min" holds minutes
    1 | who,after_min,given_up_s
hint: put all times in one unit, or write it in the fields: 15min
)");
    EXPECT_EQ(read("who,minutes,entry\na,5,9\n"),
              R"(log.csv:2:5: error: column "entry": a test must come under observation before it ends, but does not
    2 | a,5,9
      |     ^
hint: leave out whoever had answered before: the log cannot know of all of them
)");
    EXPECT_EQ(read(""), "log.csv:1: error: the list must have a header, but is empty\n");
    EXPECT_EQ(read("who,minutes\n"),
              "log.csv:1: error: the log must have at least one row, but has only a header\n    1 | who,minutes\n");
}

TEST_F(PingLogs, observed_late_had_no_answer_before) {
    EXPECT_EQ(read("official,result,after,given up,between,observed from\n"
                   "a,answered,300,,,60\n"
                   "b,answered,,,between 10 and 90,60\n"
                   "c,no answer,,120,,60\n"),
              "a: answered 300–300 from 60\n"
              "b: answered 60–90 from 60\n"
              "c: no answer 120–inf from 60\n");
}

}  // namespace
}  // namespace hotline
