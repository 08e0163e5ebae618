// The tests of a log by what a scenario says of them once: how somebody responds (a response, or without a scenario a
// channel), on duty and off duty.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/laws/contacts.hpp"
#include "analysis/laws/staleness.hpp"
#include "models/loading/ping_log.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// The state in which a test found the official.
enum class FoundOn : unsigned char { any_duty, on_duty, off_duty };
constexpr std::string_view name_of(FoundOn state) {
    switch (state) {
        case FoundOn::any_duty:
            return "at any time";
        case FoundOn::on_duty:
            return "on duty";
        case FoundOn::off_duty:
            return "off duty";
    }
    return {};
}

/// The tests of one class.
struct TestClass {
    std::string response;  // its id; without a scenario, that of the channel
    FoundOn state = FoundOn::any_duty;
    std::array<std::size_t, kTestResults.size()> results{};  // by TestResult
    std::vector<Index> entries;                              // of the log, each once, in its order
    std::vector<TestsOfContact> contacts;                    // of these entries

    /// "office-phone, on duty".
    std::string name() const;
    std::size_t count(TestResult result) const { return results[static_cast<std::size_t>(result)]; }
    std::size_t tests() const;
};

/// What a log says of the age of entries: by staleness (or, without a scenario, by channel).
struct AgedEntries {
    std::string staleness;  // id
    std::vector<AgedTest> tests;
};

struct ClassedLog {
    std::vector<TestClass> classes;  // by response, then state
    std::vector<AgedEntries> aged;
    std::vector<Index> rows;  // of the scenario, by entry of the log; kNone without one, or where it has none
    std::vector<std::optional<Instant>> last_proven;  // by entry of the log
    std::vector<bool> found_dead;                     // … its last word
    std::optional<Instant> first;                     // of the tests with a date
    std::optional<Instant> last;
    std::size_t undated = 0;     // tests of officials with shifts, of which nobody knows whether they were on duty
    std::size_t next_shift = 0;  // off duty, of responses whose times count from the next shift: left out
    std::size_t of_nobody = 0;   // of entries that the scenario does not have
};

/// An address as it is compared: the digits of a telephone number, or the small letters of another one. The
/// apostrophe that keeps a spreadsheet from taking it for a formula does not count.
std::string plain_address(std::string_view address);

/// Without a scenario all tests count as found at any time. Entries that are not in the scenario are warned of, and
/// left out.
ClassedLog classify(const PingLog& log, const Scenario* scenario, Diagnostics& diagnostics);

}  // namespace hotline
