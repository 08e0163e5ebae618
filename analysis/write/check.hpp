// Outputs of `check`: text, JSON, and formats of test runners.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/estimates/drift.hpp"
#include "analysis/estimates/expectation.hpp"

namespace hotline {

/// The results of checking one scenario.
struct CheckedScenario {
    std::string label;
    std::string file;  // the file with its expectations
    const Scenario* scenario = nullptr;
    std::uint64_t seed = 0;
    std::vector<CheckedExpectation> expectations;
    std::optional<DriftFindings> drift;  // empty without --baseline
    double seconds = 0;                  // that the check took
};

/// The verdict on one or several scenarios: the worst result found, in this order.
enum class Outlook : unsigned char { pass, undecided, drift, fail };
Outlook outlook_of(const CheckedScenario& checked);
Outlook outlook_of(const std::vector<CheckedScenario>& all);
std::string_view name_of(Outlook outlook);

/// Whether a scenario has neither an expectation nor a baseline. It passes, and every output says so.
inline bool is_unchecked(const CheckedScenario& checked) {
    return checked.expectations.empty() && !checked.drift;
}
inline constexpr const char* kUnchecked = "no expectations and no baseline, so nothing was checked";

/// The changes since the baseline, line by line; empty without any.
std::vector<std::string> drift_lines(const DriftFindings& report);

/// One line, followed by each expectation with what was seen. Of a claim with many tests that pass, only the test
/// that took the most drills.
void write_text(std::ostream& out, const CheckedScenario& checked);
/// The number of scenarios with each result.
void write_text(std::ostream& out, const std::vector<CheckedScenario>& all);
void write_json(std::ostream& out, const std::vector<CheckedScenario>& all);
/// The Test Anything Protocol, version 13: a test for every expectation and every baseline.
void write_tap(std::ostream& out, const std::vector<CheckedScenario>& all);
/// JUnit's XML: a suite for every scenario, a case for every expectation and baseline. An undecided one is an error;
/// of a scenario that has none of them, one case is skipped.
void write_junit(std::ostream& out, const std::vector<CheckedScenario>& all);
/// Workflow commands: GitHub shows them beside the lines of the files.
void write_github_annotations(std::ostream& out, const std::vector<CheckedScenario>& all);
/// Markdown, for the summary page of a workflow run.
void write_github_summary(std::ostream& out, const std::vector<CheckedScenario>& all);

}  // namespace hotline
