// Verdicts, written down: for people, for programs, and for what runs tests.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/estimates/drift.hpp"
#include "analysis/estimates/expectation.hpp"

namespace hotline {

/// What has been held against one scenario.
struct CheckedScenario {
    std::string label;
    std::string file;  // where its expectations stand
    const Scenario* scenario = nullptr;
    std::uint64_t seed = 0;
    std::vector<CheckedExpectation> expectations;
    std::optional<DriftFindings> drift;  // nothing where no baseline was asked for
};

/// Of a scenario, or of several: the worst that was found, the later the worse.
enum class Outlook : unsigned char { pass, undecided, drift, fail };
Outlook outlook_of(const CheckedScenario& checked);
Outlook outlook_of(const std::vector<CheckedScenario>& all);
std::string_view name_of(Outlook outlook);

/// What has changed since the baseline, line by line; empty where nothing has.
std::vector<std::string> drift_lines(const DriftFindings& report);

/// A line, and beneath it what does not pass.
void write_text(std::ostream& out, const CheckedScenario& checked);
/// How many scenarios came to what.
void write_text(std::ostream& out, const std::vector<CheckedScenario>& all);
void write_json(std::ostream& out, const std::vector<CheckedScenario>& all);
/// The Test Anything Protocol, version 13: a test for every expectation and every baseline.
void write_tap(std::ostream& out, const std::vector<CheckedScenario>& all);
/// JUnit's XML: a suite for every scenario, a case for every expectation and baseline. What is undecided is an error.
void write_junit(std::ostream& out, const std::vector<CheckedScenario>& all);
/// Commands that GitHub's runner shows beside the lines of the files.
void write_github_annotations(std::ostream& out, const std::vector<CheckedScenario>& all);
/// Markdown, for the page of a run.
void write_github_summary(std::ostream& out, const std::vector<CheckedScenario>& all);

}  // namespace hotline
