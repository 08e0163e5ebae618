// A log of real tests, or the drills of a run: the time until contact, or until observation ended.
//
// An entry without contact is right-censored: contact takes longer than its duration. This requires non-informative
// censoring: observation must end for a reason unrelated to how near contact was, such as a horizon or the end of a
// working day.
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
#include "models/logs/plain_unit.hpp"

namespace hotline {

struct Observation {
    double seconds = 0;    // whole ticks, not negative
    bool reached = false;  // otherwise censored at `seconds`
};

struct TestLog {
    struct Group {
        std::string name;
        std::vector<Observation> observations;  // at least one
    };
    bool has_events = false;  // a column of events; without it, a duration is an event and an empty field is censored
    bool has_groups = false;  // a column of groups; without it, there is one group with no name
    bool of_one_run = false;  // a column "replication": groups may share random numbers, drill by drill
    std::vector<Group> groups;
    UnitOfLog unit{};
};

/// The names of the columns. Where `event` or `group` is not set, a column of that name is used if there is one.
/// Where there is no column `duration`, the only one is used that is called so with a unit, such as "duration_min",
/// or by a unit alone, such as "minutes".
struct TestLogLayout {
    std::string duration = "duration";
    std::optional<std::string> event;
    std::optional<std::string> group;
    std::optional<double> horizon;           // seconds; empty durations are censored there
    std::optional<PlainUnit> unit{};         // of plain numbers; none: what the column's name says, or seconds
    std::vector<std::string> more_groups{};  // further columns: each combination is a group
    bool asked_for_duration = false;         // the user has named `duration`
};
inline constexpr std::size_t kMostMoreGroups = 8;

/// Reads a CSV log; other columns are ignored. Reports every problem to `diagnostics`, and returns a log only if
/// there is none.
std::optional<TestLog> load_test_log(const std::filesystem::path& path, const TestLogLayout& layout,
                                     Diagnostics& diagnostics, const ReadFile& read = read_file);

/// A duration in seconds, from a plain number of seconds (or of another `unit`) or from a text such as "15min": not
/// negative, at most 10 000 years. Both are rounded to whole ticks, so that the two spellings of a time are equal,
/// and equal to the same time in a scenario or a drill. `is_number` tells which it was.
std::optional<double> parse_seconds(std::string_view text, const PlainUnit& unit = kSeconds,
                                    bool* is_number = nullptr);

}  // namespace hotline
