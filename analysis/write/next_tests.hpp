// Which entries to test next, as text, JSON and CSV; and the calendar of the calls, as CSV and iCalendar.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/laws/call_calendar.hpp"
#include "analysis/laws/next_tests.hpp"

namespace hotline {

struct NextTests {
    const Scenario& scenario;
    std::vector<std::string> logs;
    std::size_t budget = 0;
    double within = 0;  // seconds
    Instant on;
    std::uint64_t replications = 0;
    CallHours hours;
    std::vector<Testable> entries;
    ChosenTests chosen;
    std::vector<PlannedCall> calls;
    /// The probability of contact in time, of each case and protocol.
    struct Figure {
        Index case_index = kNone;
        Index protocol = kNone;
        double contact = 0;
        Interval interval;  // as far as entries are known
    };
    std::vector<Figure> figures;

    /// How wide the interval of a figure is expected to be after the calls.
    double width_after(std::size_t figure) const;
    /// By how much the calls of an entry alone narrow the interval of a figure, on average over figures: a share.
    double narrows(std::size_t entry) const;
    std::optional<Instant> first_call(Index row, FoundOn state) const;
    bool at_night(Index row, FoundOn state) const;
};

inline double interval_width(const Interval& interval) {
    return interval.high - interval.low;
}

void write_text(std::ostream& out, const NextTests& tests);
void write_json(std::ostream& out, const NextTests& tests);
/// A line for each entry and state of duty.
void write_csv(std::ostream& out, const NextTests& tests);

/// A line for each call, with empty fields for its result: filled in, it is a log that `fit` and `score` read.
void write_calls_csv(std::ostream& out, const NextTests& tests);
/// An event for each call (RFC 5545).
void write_calendar(std::ostream& out, const NextTests& tests);

}  // namespace hotline
