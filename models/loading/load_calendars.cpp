// Calendars (.ics) in the place of lists: holidays, leave, overrides, and the turns of a layer of a rota. The table
// that names a calendar has what its events cannot say, under the names of the list's columns.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "models/base/alike.hpp"
#include "models/base/utf8.hpp"
#include "models/calendars/calendar_file.hpp"
#include "models/loading/loader.hpp"
#include "models/loading/people_of_calendar.hpp"
#include "models/scenario/duty.hpp"

namespace hotline {
namespace {

using std::chrono::sys_days;

/// The calendar of a layer is read so far beyond the last drill: somebody there may come next.
constexpr std::chrono::days kNextTurns{366};
/// Turns of a layer. More would take long to lay out.
constexpr std::size_t kMostTurns = 20'000;
/// A local day begins or ends so far from the same day of UTC, at most. So does a local time.
constexpr std::chrono::days kMarginOfDays{3};
/// How far a look at an instant looks ahead.
constexpr std::chrono::days kLook{366};

Instant instant_of_event(const CalendarTime& time, const std::string& zone) {
    return time.kind == CalendarTime::Kind::instant ? Instant{time.at} : instant_of(zone, time.at);
}

}  // namespace

bool is_calendar(std::string_view path) {
    return lower_case(path).ends_with(".ics");
}

void Loader::read_lists_or_calendars(TableReader& top, const std::string& key, const ListOfRows& read_list,
                                     const ListOfEvents& read_events, const std::string& needed) {
    const Node* node = top.take(key);
    if (!node) return;
    std::vector<const Node*> named;
    if (node->kind == Node::Kind::array) {
        for (const Node& item : node->items) named.push_back(&item);
    } else {
        named.push_back(node);
    }
    for (const Node* item : named) {
        if (item->kind == Node::Kind::text) {
            if (is_calendar(item->text) && !needed.empty()) {
                diagnostics_.error(item->place, fmt::format("a calendar of \"{}\" needs its {}", key, needed),
                                   fmt::format("write {{ file = \"{}\", {} = … }}", item->text, needed));
            } else if (is_calendar(item->text)) {
                Node nothing;
                nothing.place = item->place;
                TableReader table = reader(nothing, "a calendar");
                read_events(table, {item->text, item->place});
            } else if (const auto text = files_.read(files_.beside(item->place.file, item->text), item->place)) {
                read_list(*text);
            }
            continue;
        }
        if (item->kind != Node::Kind::table) {
            diagnostics_.error(item->place,
                               fmt::format("\"{}\" takes paths in quotes, or tables that name calendars", key));
            continue;
        }
        TableReader table = reader(*item, fmt::format("a calendar of \"{}\"", key));
        const Node* path = table.require("file");
        const auto written = table.text("file");
        if (path && written && !is_calendar(*written)) {
            table.error(path->place, "a table must name a calendar (.ics), but names a list",
                        "write the path of a list alone: its rows say the rest");
            continue;
        }
        if (!needed.empty()) table.require(needed);
        read_events(table, written ? TableReader::Word{*written, path->place} : TableReader::Word{});
        table.finish();
    }
}

Span Loader::time_of_calendars() const {
    if (reach_.look) return {*reach_.look - kMarginOfDays, *reach_.look + kLook};
    const Instant last = std::max(end_of_last_drill(scenario_), reach_.last.value_or(Instant::min()));
    return {std::min(scenario_.start_first, reach_.first.value_or(Instant::max())), last + reach_.beyond};
}

std::optional<CalendarFile> Loader::read_named(const TableReader::Word& path, std::chrono::days beyond) {
    if (path.text.empty()) return {};
    const auto text = files_.read(files_.beside(path.place.file, path.text), path.place);
    if (!text) return {};
    const std::size_t findings_before = diagnostics_.findings().size();
    const auto [first, last] = time_of_calendars();
    CalendarFile calendar = read_calendar(*text, first, last + beyond, diagnostics_);
    if (diagnostics_.findings().size() != findings_before) return {};
    diagnostics_.note(text->file, fmt::format("iCalendar, {} occurrences from {} events", calendar.occurrences.size(),
                                              calendar.events.size()));
    NamedCalendar named{path.place};
    for (const Occurrence& of : calendar.occurrences)
        named.in_reach |= Instant{of.from.at} <= last && Instant{of.until.at} >= first;
    named.other_clocks = calendar.other_clocks;
    scenario_.calendars.push_back(std::move(named));
    return calendar;
}

bool Loader::has_end(const CalendarEvent& event, const Occurrence& occurrence) {
    if (occurrence.until.at > occurrence.from.at) return true;
    diagnostics_.error(event.place, "the event must have an end, but has none", "give it a DTEND or a DURATION");
    return false;
}

PeopleOfCalendar& Loader::people_of_calendars() {
    if (!people_of_calendars_) people_of_calendars_ = std::make_shared<PeopleOfCalendar>(scenario_);
    return *people_of_calendars_;
}

std::vector<std::vector<Index>> Loader::people_of(const CalendarFile& calendar, bool of_several) {
    std::vector<std::vector<Index>> people(calendar.events.size());
    for (std::size_t number = 0; number < people.size(); ++number) {
        if (!calendar.events[number].in_span || !contacts_are_whole_) continue;
        PeopleOfCalendar::Meant meant = people_of_calendars().meant_by(calendar.events[number], of_several);
        if (meant.message.empty()) {
            people[number] = std::move(meant.officials);
        } else {
            diagnostics_.error(meant.place, std::move(meant.message), std::move(meant.hint));
        }
    }
    return people;
}

void Loader::read_holiday_calendar(TableReader& table, const TableReader::Word& path) {
    Holiday all;
    const auto party = table.reference("party", parties_);
    all.party = party.value_or(kNone);
    all.worked = table.either("kind", "worked", "holiday", false);
    all.organisation = table.text("organisation").value_or("");
    all.site = table.reference("site", sites_).value_or(kNone);
    const auto calendar = read_named(path);
    if (!calendar || !party) return;
    std::size_t complained = calendar->events.size();
    for (const Occurrence& occurrence : calendar->occurrences) {
        const CalendarEvent& event = calendar->events[occurrence.event];
        if (occurrence.from.kind != CalendarTime::Kind::date) {
            if (std::exchange(complained, occurrence.event) != occurrence.event)
                diagnostics_.error(event.place, "a holiday must be a day, but this event has hours",
                                   "put a day with hours into a list, as one of the kind \"short\"");
            continue;
        }
        const auto [first, last] = time_of_calendars();  // of a long event, other days would only take time
        const sys_days begins =
            std::max(floor<std::chrono::days>(occurrence.from.at), floor<std::chrono::days>(first) - kMarginOfDays);
        const sys_days ends =
            std::min(floor<std::chrono::days>(occurrence.until.at), floor<std::chrono::days>(last) + kMarginOfDays);
        for (sys_days day = begins; day < ends; day += std::chrono::days{1}) {
            Holiday holiday = all;
            holiday.date = day;
            holiday.name = readable(event.summary);
            holiday.place = event.place;
            scenario_.holidays.push_back(std::move(holiday));
        }
    }
}

void Loader::read_leave_calendar(TableReader& table, const TableReader::Word& path) {
    const auto one = table.reference("official", officials_);
    const auto deputy = table.reference("deputy", officials_);
    if (one && deputy == one)
        table.error(table.take("deputy")->place,
                    fmt::format("a deputy must be another official, but is \"{}\"", scenario_.officials[*one].id));
    const auto calendar = read_named(path);
    if (!calendar) return;
    std::vector<std::vector<Index>> people;
    if (!table.has("official")) people = people_of(*calendar, true);
    for (const Occurrence& occurrence : calendar->occurrences) {
        const CalendarEvent& event = calendar->events[occurrence.event];
        if (!has_end(event, occurrence)) continue;
        for (const Index official : one              ? std::vector{*one}
                                    : people.empty() ? std::vector<Index>{}
                                                     : people[occurrence.event]) {
            const std::string zone = clocks_of(official);
            if (!known_time_zone(zone) || deputy == official) continue;
            Leave leave{official, deputy.value_or(kNone), instant_of_event(occurrence.from, zone),
                        instant_of_event(occurrence.until, zone), event.place};
            if (leave.until > leave.from) scenario_.leaves.push_back(leave);
        }
    }
}

void Loader::read_override_calendar(TableReader& table, const TableReader::Word& path) {
    const auto rota = table.reference("rota", rotas_);
    const auto calendar = read_named(path);
    if (!calendar || !rota || !known_time_zone(scenario_.rotas[*rota].time_zone)) return;
    for (const CalendarTurn& turn :
         turns_of(*calendar, people_of(*calendar, false), scenario_.rotas[*rota].time_zone))
        scenario_.overrides.push_back({*rota, turn.official, turn.from, turn.until, turn.place});
}

std::vector<CalendarTurn> Loader::turns_of(const CalendarFile& calendar,
                                           const std::vector<std::vector<Index>>& people, const std::string& zone) {
    std::vector<CalendarTurn> turns;
    for (const Occurrence& occurrence : calendar.occurrences) {
        const CalendarEvent& event = calendar.events[occurrence.event];
        if (!has_end(event, occurrence) || people[occurrence.event].empty()) continue;
        const CalendarTurn turn{people[occurrence.event].front(), instant_of_event(occurrence.from, zone),
                                instant_of_event(occurrence.until, zone), event.place};
        if (turn.until > turn.from) turns.push_back(turn);
    }
    return turns;
}

void Loader::read_turns() {
    for (const LayerCalendar& of : layer_calendars_) {
        const auto calendar = read_named(of.path, kNextTurns);
        Rota& rota = scenario_.rotas[of.rota];
        if (!calendar || !known_time_zone(rota.time_zone)) continue;
        const std::vector<std::vector<Index>> people = people_of(*calendar, false);
        RotaLayer& layer = rota.layers[of.layer];
        for (std::size_t number = 0; number < people.size(); ++number) {
            std::vector<Index> named = people[number];
            // Somebody whose turns are all past is a member, too; whoever is no longer on the lists is not.
            if (!calendar->events[number].in_span && contacts_are_whole_) {
                PeopleOfCalendar::Meant meant = people_of_calendars().meant_by(calendar->events[number], false);
                if (meant.message.empty()) named = std::move(meant.officials);
            }
            for (const Index member : named) {
                if (std::exchange(scenario_.officials[member].takes_turns, true) &&
                    std::find(layer.members.begin(), layer.members.end(), member) != layer.members.end())
                    continue;
                layer.members.push_back(member);
            }
        }
        std::vector<CalendarTurn> turns = turns_of(*calendar, people, rota.time_zone);
        if (turns.size() > kMostTurns) {
            diagnostics_.error(
                of.path.place,
                fmt::format("a calendar must have at most {} turns from the first drill to a year after "
                            "the last, but has {}",
                            kMostTurns, turns.size()),
                "export a shorter time");
            continue;
        }
        std::reverse(turns.begin(), turns.end());
        std::stable_sort(turns.begin(), turns.end(),
                         [](const CalendarTurn& one, const CalendarTurn& other) { return one.from < other.from; });
        layer.calendar = std::move(turns);
    }
}

}  // namespace hotline
