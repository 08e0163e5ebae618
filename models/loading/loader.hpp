// The parts of loading a scenario; for load*.cpp alone.
//
// Ids are collected first, so that anything may refer to anything; then each section is read, then the lists, then
// what depends on several of them. After an error reading goes on: everything is reported at once, and the scenario
// is thrown away.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "models/documents/csv_table.hpp"
#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"
#include "models/loading/reader.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

inline constexpr std::uint32_t kHighestAuthority = 1'000'000;
inline constexpr std::uint32_t kMostSeats = 1'000'000;  // also lines, and people who call
inline constexpr std::uint32_t kHighestPriority = 1'000'000;
inline constexpr std::size_t kMostRowsOfOfficial = 1000;
inline constexpr std::size_t kMostRows = 1'000'000;

/// Days of the lists: what lies beyond is a typing mistake.
inline constexpr int kFirstYear = 1900;
inline constexpr int kLastYear = 2200;
inline bool is_plausible(std::chrono::sys_days day) {
    const auto year = static_cast<int>(std::chrono::year_month_day{day}.year());
    return kFirstYear <= year && year <= kLastYear;
}

/// Days from one to another, both included.
struct DaySpan {
    std::chrono::sys_days first;
    std::chrono::sys_days last;
};

/// What each of several parties has: an official and his rows. Texts have blanks for what differs by party.
struct ContactRule {
    struct Entry {
        Row row;
        std::optional<DaySpan> verified;  // the party's day is one of these
    };
    std::vector<Index> parties;
    Official official;
    std::vector<Entry> entries;
};

class Loader {
public:
    Loader(Files& files, Diagnostics& diagnostics) : files_(files), diagnostics_(diagnostics) {}

    /// What it gives is a scenario only if the diagnostics have no errors.
    Scenario load(Node document);

private:
    // load.cpp
    void collect(const Node& document, const std::string& section, Names& names);
    void read_top(TableReader& top);
    void read_start(TableReader& top);
    void read_lists(TableReader& top, const std::string& key, const std::function<void(const Files::Text&)>& read);
    void check_flapping();

    // load_parties.cpp
    /// The document with the rows of the lists of parties as tables under its own.
    Node with_listed_parties(Node document);
    void read_parties(const Node& section);
    /// A party, several, those of groups, or all.
    std::vector<Index> read_party_set(TableReader& of, const std::string& key);

    // load_parts.cpp
    void read_rosters(const Node& section);
    void read_responses(const Node& section);
    void read_stalenesses(const Node& section);
    void read_carriers(const Node& section);
    void read_failures(TableReader& table, Place place, Fallible& fallible);
    Degradation read_degradation(const Node& node, const Carrier& carrier);
    void read_sites(const Node& section);
    void read_outages(TableReader& top);
    void read_traffic(TableReader& top);
    void read_channels(const Node& section);
    void read_stances(const Node& section);
    Duty read_duty(TableReader& response, const std::string& key);
    Shift read_shift(const Node& node);

    // load_protocols.cpp
    void read_protocols(const Node& section);
    /// When the cases of a [[case]] begin, after the drill's start.
    std::vector<Ticks> read_starts(TableReader& table);
    void read_cases(TableReader& top);
    void read_loads(TableReader& top);
    void check_interaction(TableReader& top);
    void read_expectations(TableReader& top);
    void read_claim(TableReader& table, Expectation& expectation);
    Index playable(TableReader& table, const std::string& protocol, Place where);
    void check_coverage(TableReader& table, const Expectation& expectation);
    Step read_step(const Node& node);
    Selector read_call(TableReader& step);
    Goal read_goal(const Node& node);
    Exchange read_exchange(const Node& node);

    // load_lists.cpp
    void read_contacts(const Files::Text& file);
    void read_holidays(const Files::Text& file);
    void read_contact(Place place, const CsvRow& row);
    /// Gives its official a row more. `ordinal`: how many he has on that channel already.
    void add_row(Row entry, std::uint64_t ordinal);
    void check_contacts();

    // load_rules.cpp
    void read_rules(TableReader& top);
    ContactRule read_rule(const Node& node);
    ContactRule::Entry read_entry(const Node& node);
    std::optional<DaySpan> read_days(TableReader& of);
    void apply(const ContactRule& rule, Index party);

    TableReader reader(const Node& table, std::string_view what) { return {table, what, files_, diagnostics_}; }

    Files& files_;
    Diagnostics& diagnostics_;
    Scenario scenario_;
    Names parties_{"party"};
    Names groups_{"group"};
    Names rosters_{"roster"};
    Names responses_{"response"};
    Names stalenesses_{"staleness"};
    Names carriers_{"carrier"};
    Names sites_{"site"};
    Names channels_{"channel"};
    Names protocols_{"protocol"};
    Names officials_{"official"};
    /// Of officials whose first row was wrong, in which columns: a bit for each. Other rows cannot disagree with
    /// those.
    std::unordered_map<Index, std::uint32_t> wrong_columns_;
    /// Whether the lists had no errors: else an official may be unknown because his rows were.
    bool contacts_are_whole_ = false;
};

}  // namespace hotline
