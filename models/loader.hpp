// The parts of loading a scenario; for load*.cpp alone.
//
// Ids are collected first, so that anything may refer to anything; then each section is read, then the lists, then
// what depends on several of them. After an error reading goes on: everything is reported at once, and the scenario
// is thrown away.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/csv_table.hpp"
#include "models/diagnostics.hpp"
#include "models/document.hpp"
#include "models/reader.hpp"
#include "models/scenario.hpp"

namespace hotline {

inline constexpr std::uint32_t kHighestAuthority = 1'000'000;

class Loader {
public:
    Loader(Files& files, Diagnostics& diagnostics) : files_(files), diagnostics_(diagnostics) {}

    /// What it gives is a scenario only if the diagnostics have no errors.
    Scenario load(const Node& document);

private:
    // load.cpp
    void collect(const Node& document, const std::string& section, Names& names);
    void read_top(TableReader& top);
    void read_start(TableReader& top);
    void read_lists(TableReader& top, const std::string& key, void (Loader::*read)(const Files::Text&));
    void check_carriers();

    // load_parts.cpp
    void read_parties(const Node& section);
    void read_rosters(const Node& section);
    void read_responses(const Node& section);
    void read_stalenesses(const Node& section);
    void read_carriers(const Node& section);
    void read_outages(TableReader& top);
    void read_channels(const Node& section);
    void read_stances(const Node& section);
    Duty read_duty(TableReader& response, const std::string& key);
    Shift read_shift(const Node& node);

    // load_protocols.cpp
    void read_protocols(const Node& section);
    void read_cases(TableReader& top);
    void read_expectations(TableReader& top);
    void read_claim(TableReader& table, Expectation& expectation);
    Index playable(TableReader& table, const std::string& protocol, Place where);
    void check_coverage(TableReader& table, const Expectation& expectation);
    Step read_step(const Node& node);
    Selector read_call(TableReader& step);
    Goal read_goal(const Node& node);
    std::vector<Index> read_sides(TableReader& played, const std::string& key);

    // load_lists.cpp
    void read_contacts(const Files::Text& file);
    void read_holidays(const Files::Text& file);
    void read_contact(Place place, const CsvRow& row);
    void check_contacts();

    TableReader reader(const Node& table, std::string_view what) { return {table, what, files_, diagnostics_}; }

    Files& files_;
    Diagnostics& diagnostics_;
    Scenario scenario_;
    Names parties_{"party"};
    Names rosters_{"roster"};
    Names responses_{"response"};
    Names stalenesses_{"staleness"};
    Names carriers_{"carrier"};
    Names channels_{"channel"};
    Names protocols_{"protocol"};
    Names officials_{"official"};
    /// Whether the lists had no errors: else an official may be unknown because his rows were.
    bool contacts_are_whole_ = false;
};

}  // namespace hotline
