// The parts of loading a scenario. Only load*.cpp includes this header.
//
// Ids are collected first, so that any section may refer to any other. Then come the sections, the lists, and what
// depends on several of them. Reading goes on after an error: all errors are reported at once, and the scenario is
// discarded.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/documents/csv_table.hpp"
#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"
#include "models/loading/calendar_reach.hpp"
#include "models/loading/list_date.hpp"
#include "models/loading/reader.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

struct CalendarEvent;
struct CalendarFile;
struct Occurrence;
class PeopleOfCalendar;

inline constexpr std::uint32_t kHighestAuthority = 1'000'000;
inline constexpr std::uint32_t kMostSeats = 1'000'000;  // also lines and callers
inline constexpr std::uint32_t kHighestPriority = 1'000'000;
inline constexpr std::size_t kMostRowsOfOfficial = 1000;
inline constexpr std::size_t kMostRows = 1'000'000;

/// "22:00-06:00": half-open, and past midnight where the end does not come after the beginning.
std::optional<Hours> parse_hours(std::string_view text);
/// "09:00"; 24:00 too.
std::optional<std::chrono::minutes> parse_clock(std::string_view text);
/// "Mon" is 0.
std::optional<std::size_t> parse_weekday(std::string_view name);
std::string not_hours(std::string_view text);
/// Whether a path names a calendar, by its end.
bool is_calendar(std::string_view path);
inline constexpr const char* kHowHoursAreWritten = "hours are written like \"09:00-17:30\" or \"22:00-06:00\"";

/// The clocks by which a list writes its times.
struct Clock {
    std::string zone;   // empty or unknown: there is an error already
    std::string whose;  // in words
};
/// A span between dates, local times, or instants of UTC: "2012-08-01", "2012-08-01T12:00", "2012-08-01T12:00Z". A
/// date at its end belongs to it. Passes to `complain` whether its end is wrong, a message and a hint. Empty if
/// something is wrong, or a zone is unknown.
std::optional<Span> read_span(std::string_view from, std::string_view until, const Clock& clock,
                              const std::function<void(bool, std::string, std::string)>& complain);

/// What is wrong with the name of a time zone, and a hint, which may follow from where the party is. Empty if the
/// zone is known.
struct WrongZone {
    std::string message;
    std::string hint;
};
std::optional<WrongZone> wrong_zone(const std::string& name, const Party* party);

/// A span of days; both ends are included.
struct DaySpan {
    std::chrono::sys_days first;
    std::chrono::sys_days last;
};

/// A rule that gives each of several parties an official and his rows. Placeholders in the texts stand for what
/// differs by party.
struct ContactRule {
    struct Entry {
        Row row;
        std::optional<DaySpan> verified;  // each party's date is drawn from this span
    };
    std::vector<Index> parties;
    Official official;
    std::vector<Entry> entries;
};

class Loader {
public:
    Loader(Files& files, Diagnostics& diagnostics, const CalendarReach& reach = {})
        : files_(files), diagnostics_(diagnostics), reach_(reach) {}

    /// The result is valid only if the diagnostics have no errors.
    Scenario load(Node document);

private:
    // load.cpp
    void collect(const Node& document, const std::string& section, Names& names);
    void read_top(TableReader& top);
    void read_start(TableReader& top);
    void read_lists(TableReader& top, const std::string& key, const std::function<void(const Files::Text&)>& read);
    void check_flapping();

    // load_parties.cpp
    /// Adds the rows of the lists of parties to the document as tables. The document's own tables take precedence.
    Node with_listed_parties(Node document);
    void read_parties(const Node& section);
    /// One party, several parties, the members of groups, or all parties.
    std::vector<Index> read_party_set(TableReader& of, const std::string& key);

    // load_people.cpp
    void read_rosters(const Node& section);
    void read_responses(const Node& section);
    void read_stalenesses(const Node& section);
    void read_stances(const Node& section);
    std::optional<Duty> read_duty(TableReader& response, const std::string& key);
    std::optional<CallBack> read_call_back(TableReader& of);
    VoiceMail read_voice_mail(const Node& node);
    WrongPerson read_wrong_person(const Node& node);
    Between read_between(const Node& node);
    void read_answers_between(const Node& node, Between& between);
    void read_latencies_between(const Node& node, Between& between);
    When read_when(const Node& node);
    bool from_next_shift(TableReader& table);
    /// The days and hours of a shift, or of a `when`. Without a key, all days or hours.
    Shift read_days_and_hours(TableReader& table);
    Shift read_shift(const Node& node);

    // load_infrastructure.cpp
    void read_carriers(const Node& section);
    void read_failures(TableReader& table, Place place, Fallible& fallible);
    Degradation read_degradation(const Node& node, const Carrier& carrier);
    void read_sites(const Node& section);
    void read_outages(TableReader& top);
    void read_traffic(TableReader& top);
    void read_channels(const Node& section);

    // load_cases.cpp
    /// The starts of the cases of a [[case]], relative to the drill's start.
    std::vector<Ticks> read_starts(TableReader& table);
    void read_cases(TableReader& top);
    void read_loads(TableReader& top);
    void check_interaction(TableReader& top);

    // load_quorums.cpp
    void read_quorums(TableReader& top);
    Enough read_enough(TableReader& table, std::size_t cases);

    // load_changes.cpp
    void read_proposals(TableReader& top);

    // load_expectations.cpp
    void read_expectations(TableReader& top);
    void read_claim(TableReader& table, Expectation& expectation);
    Index playable(TableReader& table, const std::string& protocol, Place where);
    void read_set(TableReader& table, Expectation& expectation);
    void check_coverage(TableReader& table, const Expectation& expectation);
    void check_coverage_of_set(TableReader& table, const Expectation& expectation);

    // load_protocols.cpp
    void read_protocols(const Node& section);
    Step read_step(const Node& node);
    // load_follow_ups.cpp
    /// Reads the names of the steps and the `on` of each.
    void read_follow_ups(Protocol& protocol, const std::vector<const Node*>& steps);
    FollowUp read_follow_up(const Protocol& protocol, Index step, const std::string& key, const Node& node);
    Selector read_call(TableReader& step);
    Selector read_mixed(TableReader& step, const Node& list);
    Selector read_selector(const Node& node);
    void check_spelling(TableReader& step, const Step& of);
    Goal read_goal(const Node& node);
    Exchange read_exchange(const Node& node);

    // load_lists.cpp
    /// Reads a list row by row. A list without rows is an error.
    void read_rows(const Files::Text& file, const CsvColumns& columns,
                   const std::function<void(Place, const CsvRow&)>& read);
    void reserve_contacts(std::size_t rows);
    void read_contacts(const Files::Text& file);
    void read_holidays(const Files::Text& file);
    void read_contact(Place place, const CsvRow& row);
    /// Adds a row to its official. `ordinal`: the number of rows that he already has on that channel.
    void add_row(Row entry, std::uint64_t ordinal);
    void check_contacts();

    // load_leave.cpp
    /// The official of that id, or `kNone` with an error. There is none while officials are unknown because their
    /// rows have errors.
    Index listed_official(Place place, const std::string& column, std::string_view id);
    /// The zone of an official's clocks; empty if it is unknown, as where his rows or his party have errors.
    std::string clocks_of(Index official) const;
    void read_leave(const Files::Text& file);

    // load_rotas.cpp
    void read_rotas(const Node& section);
    RotaLayer read_layer(TableReader& table);
    /// Notes the calendar of a layer, if it has one, for later.
    void note_calendar(TableReader& table, std::size_t rota, std::size_t layer);
    void read_overrides(const Files::Text& file);

    // load_calendars.cpp
    using ListOfRows = std::function<void(const Files::Text&)>;
    using ListOfEvents = std::function<void(TableReader&, const TableReader::Word& path)>;
    /// Reads the lists and calendars that a key names. `needed`: the key that the table of a calendar must have.
    void read_lists_or_calendars(TableReader& top, const std::string& key, const ListOfRows& read_list,
                                 const ListOfEvents& read_events, const std::string& needed = {});
    /// For which calendars are read.
    Span time_of_calendars() const;
    /// Empty with an error. `beyond`: how long after the last drill.
    std::optional<CalendarFile> read_named(const TableReader::Word& path, std::chrono::days beyond = {});
    void read_holiday_calendar(TableReader& table, const TableReader::Word& path);
    void read_leave_calendar(TableReader& table, const TableReader::Word& path);
    void read_override_calendar(TableReader& table, const TableReader::Word& path);
    /// The turns of the layers with a calendar.
    void read_turns();
    bool has_end(const CalendarEvent& event, const Occurrence& occurrence);
    PeopleOfCalendar& people_of_calendars();
    /// Whom each event in the span means.
    std::vector<std::vector<Index>> people_of(const CalendarFile& calendar, bool of_several);
    std::vector<CalendarTurn> turns_of(const CalendarFile& calendar, const std::vector<std::vector<Index>>& people,
                                       const std::string& zone);

    // load_rules.cpp
    void read_rules(TableReader& top);
    ContactRule read_rule(const Node& node);
    ContactRule::Entry read_entry(const Node& node);
    std::optional<DaySpan> read_days(TableReader& of);
    void apply(const ContactRule& rule, Index party);

    TableReader reader(const Node& table, std::string_view what) { return {table, what, files_, diagnostics_}; }

    struct LayerCalendar {
        Index rota = kNone;
        std::size_t layer = 0;
        TableReader::Word path;
    };

    Files& files_;
    Diagnostics& diagnostics_;
    CalendarReach reach_;
    Scenario scenario_;
    /// Calendars are read last, as cases say how long drills last.
    std::vector<LayerCalendar> layer_calendars_;
    std::shared_ptr<PeopleOfCalendar> people_of_calendars_;
    Names parties_{"party"};
    Names groups_{"group"};
    Names rosters_{"roster"};
    Names rotas_{"rota"};
    Names responses_{"response"};
    Names stalenesses_{"staleness"};
    Names carriers_{"carrier"};
    Names sites_{"site"};
    Names channels_{"channel"};
    Names protocols_{"protocol"};
    Names officials_{"official"};
    Names quorums_{"quorum"};
    /// For officials whose first row has errors: a bit for each wrong column. Later rows are not compared with the
    /// first in these columns.
    std::unordered_map<Index, std::uint32_t> wrong_columns_;
    /// Those of the officials, once a step names one.
    std::optional<std::set<std::string>> listed_organisations_;
    std::optional<std::set<std::string>> listed_roles_;
    /// Whether the lists had no errors. Otherwise an official may be unknown only because his rows were wrong.
    bool contacts_are_whole_ = false;
};

}  // namespace hotline
