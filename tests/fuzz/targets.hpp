// What the fuzzers feed to the loaders. Each function takes any bytes. It fails only if it crashes, hangs, or trips a
// sanitizer.
#pragma once

#include <string>

namespace hotline::fuzz {

void load_as_scenario(const std::string& bytes);   // scenario.toml, its lists fixed
void load_as_contacts(const std::string& bytes);   // contacts.csv, its scenario fixed
void load_as_sheet(const std::string& bytes);      // the rows of a workbook of contacts
void load_as_parties(const std::string& bytes);    // parties.csv
void load_as_holidays(const std::string& bytes);   // holidays.csv
void load_as_leave(const std::string& bytes);      // leave.csv
void load_as_overrides(const std::string& bytes);  // overrides.csv
void load_as_calendar(const std::string& bytes);   // desk.ics, of holidays, leave, overrides and turns
void load_as_durations(const std::string& bytes);  // the file of an empirical law
void load_as_log(const std::string& bytes);        // a log of real tests
void load_as_published(const std::string& bytes);  // published.csv
void split_as_records(const std::string& bytes);   // a list in text, cut into its fields in every way
void parse_as_quantity(const std::string& bytes);  // a duration, a size, a bandwidth, an instant, a local time

}  // namespace hotline::fuzz
