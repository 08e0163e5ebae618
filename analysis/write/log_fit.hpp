// What a log of tests has told of the laws of a scenario, as text, data, and files that a scenario extends.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/laws/log_fit.hpp"

namespace hotline {

/// Everything that is told of a fit.
struct LogFitReport {
    const PingLog& log;
    const ClassedLog& classed;
    const LogFit& fit;
    const Scenario* scenario = nullptr;  // null: none was given
};

void write_text(std::ostream& out, const LogFitReport& report);
void write_json(std::ostream& out, const LogFitReport& report);

/// "fitted from 214 tests, 2012-03-01 to 2012-09-30".
std::string source_text(const LogFitReport& report, std::size_t tests);
/// ", 2012-03-01 to 2012-09-30"; empty if no test has a date.
std::string span_text(const LogFitReport& report);
/// "log-logistic".
std::string family_text(Law::Kind family);
/// "tests.csv: 214 tests of 24 entries, 2012-03-01 to 2012-09-30".
std::string log_heading(const LogFitReport& report, std::size_t longest);
/// How the log was read, and which tests were left out.
std::vector<std::string> log_sentences(const LogFitReport& report);
/// "41.2 % (40.1–42.3)".
std::string share_known(const Known& known);
/// "0.52 (0.44–0.62)".
std::string number_known(const Known& known);
/// "lognormal, median 22 s (18 s–27 s), sigma 0.52 (0.44–0.62)". Requires a belief.
std::string law_text(const FittedClass& fitted);
/// What the log cannot tell of a class, in sentences.
std::vector<std::string> open_questions(const FittedClass& fitted);

/// The laws as TOML, each number with its doubt: responses and stalenesses. To be extended by a scenario.
void write_laws(std::ostream& out, const LogFitReport& report);
/// A scenario that extends `base` (a path relative to the file), with these laws and the list of contacts
/// `contacts.csv` beside it. Requires a scenario.
void write_fitted_scenario(std::ostream& out, const LogFitReport& report, const std::string& base);
/// The list of contacts, with the day on which each was last proven. It is a list to be read again, so that its
/// fields are as they were: a telephone number begins with "+". Requires a scenario.
void write_contacts(std::ostream& out, const LogFitReport& report);

}  // namespace hotline
