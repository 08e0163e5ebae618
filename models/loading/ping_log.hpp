// A log of tests of a contact list: whom somebody tried to reach, through which channel, when, with what result and
// how fast. Columns are known by their names, in the words that people use for them, and whoever reads a log also
// says which column was taken for what.
//
// A time to an answer is exact, or lies between two bounds: "between 14:00 and 15:00", "<5min", ">30min". Nobody
// writes a clock's fractions: an answer after 0 minutes came within the first minute.
#pragma once

#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/named.hpp"
#include "models/base/ticks.hpp"
#include "models/documents/diagnostics.hpp"
#include "models/documents/read_file.hpp"
#include "models/logs/plain_unit.hpp"

namespace hotline {

/// What came of a test.
enum class TestResult : unsigned char { answered, declined, no_answer, voice_mail, wrong_person, busy, dead };
constexpr std::string_view name_of(TestResult result) {
    switch (result) {
        case TestResult::answered:
            return "answered";
        case TestResult::declined:
            return "declined";
        case TestResult::no_answer:
            return "no answer";
        case TestResult::voice_mail:
            return "voice mail";
        case TestResult::wrong_person:
            return "wrong person";
        case TestResult::busy:
            return "busy";
        case TestResult::dead:
            return "dead";
    }
    return {};
}
inline constexpr auto kTestResults = all_named<TestResult>();

struct PingTest {
    Index entry = kNone;  // of PingLog::entries
    TestResult result = TestResult::answered;
    bool dated = false;  // `at` is known
    bool timed = false;  // … to the minute, and not only its day
    Instant at{};
    /// Until an answer, in seconds; equal where the time is exact, `high` infinite where nobody answered. Without
    /// meaning for whoever was not asked: a wrong person, a busy line, a dead number.
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    double from = 0;  // when it came under observation, without an answer so far
    Place place;

    bool answers() const { return result == TestResult::answered || result == TestResult::declined; }
    /// Whether it says something of how the official answers.
    bool asked() const { return answers() || result == TestResult::no_answer || result == TestResult::voice_mail; }
};

/// Whom the tests tried to reach: an official, an address or both, through a channel.
struct PingEntry {
    std::string official;
    std::string address;
    std::string channel;
    Place place;  // of its first test

    /// "cn-duty, pstn".
    std::string name() const;
};

struct PingLog {
    std::vector<PingEntry> entries;
    std::vector<PingTest> tests;  // in the order of the files
    UnitOfLog unit;
    std::vector<std::string> columns;  // "after: column \"minutes\"", as they were taken
    std::vector<std::string> ignored;  // columns without a role
    std::size_t zeros = 0;             // answers after 0, which came within the first unit
    std::size_t untimed = 0;           // answers at an unknown time
    std::size_t local_times = 0;       // without a zone
};

/// What a column can be.
enum class PingColumn : unsigned char { official, address, channel, at, result, after, given_up, between, entry };
constexpr std::string_view name_of(PingColumn column) {
    switch (column) {
        case PingColumn::official:
            return "official";
        case PingColumn::address:
            return "address";
        case PingColumn::channel:
            return "channel";
        case PingColumn::at:
            return "at";
        case PingColumn::result:
            return "result";
        case PingColumn::after:
            return "after";
        case PingColumn::given_up:
            return "given_up";
        case PingColumn::between:
            return "between";
        case PingColumn::entry:
            return "entry";
    }
    return {};
}
inline constexpr auto kPingColumns = all_named<PingColumn>();

struct PingLayout {
    std::optional<PlainUnit> unit;             // of plain numbers; none: what a column's name says, or seconds
    std::optional<double> given_up;            // seconds; when a test without an answer ended, where no field says so
    std::string zone = "UTC";                  // of times without one
    std::map<PingColumn, std::string> chosen;  // columns that the user has named
};

/// Adds the tests of a log to `log`. Reports every problem; the log is whole only if there is none.
void load_ping_log(const std::filesystem::path& path, const PingLayout& layout, Diagnostics& diagnostics,
                   PingLog& log, const ReadFile& read = read_file);

/// The words for a result, and for a column; small letters, words parted by a space.
std::optional<TestResult> result_of(std::string_view words);
std::optional<PingColumn> column_of(std::string_view name);

/// A time in a log: "2012-10-04T02:30Z", "2012-10-04 14:05 +02:00", "2012-10-04 14:05:30" by the clocks of a zone, or
/// a date alone.
struct LogTime {
    Instant at;
    bool has_clock = false;  // otherwise a date
    bool has_zone = false;
};
std::optional<LogTime> parse_log_time(std::string_view text, const std::string& zone);

}  // namespace hotline
