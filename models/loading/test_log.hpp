// A log of real tests, or the drills of a run: how long it took until contact was made, or until nobody looked any
// more.
//
// An entry that ended without contact is censored: its duration says only that contact takes longer than that. This
// is right where the end had nothing to do with how near contact was, such as a horizon or the end of a working day.
//
// Times are whole ticks, as everywhere: two entries within the same 1/1024 s are a tie.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/read_file.hpp"

namespace hotline {

struct Observation {
    double seconds = 0;    // whole ticks, not negative
    bool reached = false;  // otherwise censored then
};

struct TestLog {
    struct Group {
        std::string name;
        std::vector<Observation> observations;  // at least one
    };
    bool has_events = false;  // a column of events; otherwise a duration that is given is one of an event
    bool has_groups = false;  // a column of groups; otherwise there is one group, without a name
    bool of_one_run = false;  // a column "replication": groups may share their luck drill by drill
    std::vector<Group> groups;
};

/// Where the log says what. Columns of events and groups that are not named are "event" and "group" where there are
/// such.
struct TestLogLayout {
    std::string duration = "duration";
    std::optional<std::string> event;
    std::optional<std::string> group;
    std::optional<double> horizon;  // seconds: where an empty duration is censored
};

/// Reads a CSV log; other columns are passed over. Every problem goes to `diagnostics`, and a log comes back only
/// where there is none.
std::optional<TestLog> load_test_log(const std::filesystem::path& path, const TestLogLayout& layout,
                                     Diagnostics& diagnostics, const ReadFile& read = read_file);

/// A duration in seconds, from a plain number of them or from a text such as "15min": not negative, at most 10 000
/// years. Either way the nearest whole tick, so that what is written differently is the same time, that of a deadline
/// or of a drill, too.
std::optional<double> parse_seconds(std::string_view text);

}  // namespace hotline
