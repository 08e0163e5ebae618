// Rotas and calendars: hours in which nobody has the duty, or several have a turn; overrides and calendars that no
// drill sees; clocks of a calendar that are not those of the tz database.

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "models/lint/linter.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {

void Linter::check_rotas() {
    for (Index rota = 0; rota < scenario_.rotas.size(); ++rota) {
        if (is_used(rota)) check_gaps(scenario_.rotas[rota], timetable_.rota(rota));
        for (const RotaLayer& layer : scenario_.rotas[rota].layers) {
            if (layer.calendar) check_overlaps(scenario_.rotas[rota], *layer.calendar);
        }
    }
    for (const NamedCalendar& calendar : scenario_.calendars) check_calendar(calendar);
    for (const RotaOverride& over : scenario_.overrides) {
        const bool is_over = over.until <= scenario_.start_first;
        if (!is_over && over.from <= end_) continue;
        diagnostics_.warning(
            "override-unseen", over.place,
            fmt::format("the override of rota \"{}\" {}", scenario_.rotas[over.rota].id,
                        is_over ? "is over before the first drill starts" : "begins after the last drill has ended"),
            "see its dates");
    }
}

/// Turns of different officials at one time, in reach of the drills. Rule 15.2 says whose counts.
void Linter::check_overlaps(const Rota& rota, const std::vector<CalendarTurn>& turns) {
    const CalendarTurn* longest = nullptr;  // of those before, the one that ends last
    const CalendarTurn* first = nullptr;    // that begins within another
    const CalendarTurn* within = nullptr;
    std::size_t overlaps = 0;
    for (const CalendarTurn& turn : turns) {
        if (longest && longest->until > turn.from && longest->official != turn.official && turn.from <= end_ &&
            std::min(longest->until, turn.until) > scenario_.start_first && overlaps++ == 0) {
            first = &turn;
            within = longest;
        }
        if (!longest || turn.until > longest->until) longest = &turn;
    }
    if (overlaps == 0) return;
    diagnostics_.warning(
        "turns-overlap", first->place,
        fmt::format("in rota \"{}\" a turn of \"{}\" begins at {} UTC within one of \"{}\", and takes its place{}",
                    rota.id, scenario_.officials[first->official].id, utc_text(first->from),
                    scenario_.officials[within->official].id,
                    overlaps == 1   ? std::string()
                    : overlaps == 2 ? std::string("; and so does 1 more")
                                    : fmt::format("; and so do {} more", overlaps - 1)),
        "put turns that stand side by side into rotas of their own");
}

void Linter::check_calendar(const NamedCalendar& calendar) {
    if (!calendar.in_reach)
        diagnostics_.warning("calendar-unseen", calendar.place,
                             "no event of this calendar is in the time of the drills", "see its dates");
    for (const NamedCalendar::OtherClocks& other : calendar.other_clocks)
        diagnostics_.warning("other-clocks", other.place,
                             fmt::format("the calendar has other clocks for {} at {} UTC than the tz database, which "
                                         "counts",
                                         other.zone, utc_text(other.at)),
                             "see which are right, and give the zone a name of its own if those of the calendar are");
}

/// Whether a step that is played calls the rota, or one of its members, who is then on duty through it.
bool Linter::is_used(Index rota) const {
    const auto called = [&](const RotaLayer& layer) {
        return std::any_of(layer.members.begin(), layer.members.end(),
                           [&](Index member) { return official_called_[member]; });
    };
    const std::vector<RotaLayer>& layers = scenario_.rotas[rota].layers;
    return rota_called_[rota] || std::any_of(layers.begin(), layers.end(), called);
}

/// Names the hours of an ordinary week that no layer covers; if there are none, the first time in reach of the drills
/// in which nobody has the duty.
void Linter::check_gaps(const Rota& rota, const RotaDuty& duty) {
    MovedRosters rosters;
    const bool at_all_hours = std::any_of(rota.layers.begin(), rota.layers.end(), [&](const RotaLayer& layer) {
        return counts_at_all_hours(scenario_, layer);
    });
    for (const RotaLayer& layer : rota.layers) rosters.insert({layer.hours, std::chrono::minutes{0}});
    std::string when = at_all_hours ? "" : hours_off_duty(rosters, clock_place(with_clocks_of(scenario_, rota)));
    if (when.empty()) {
        std::size_t gaps = 0;
        for (Instant at = scenario_.start_first; at <= end_; at = duty.next_change(0, at)) {
            if (duty.who(0, at) != kNone || gaps++ > 0) continue;
            const Instant until = duty.first_with(0, at);
            when = until > end_ ? fmt::format("from {} UTC to the end of the last drill", utc_text(at))
                                : fmt::format("from {} to {} UTC", utc_text(at), utc_text(until));
        }
        if (gaps > 1) when += fmt::format(", and {} more time{}", gaps - 1, gaps == 2 ? "" : "s");
    }
    if (when.empty()) return;
    diagnostics_.warning("rota-gap", rota.place, fmt::format("nobody has the duty of rota \"{}\" {}", rota.id, when),
                         "add a layer, or rows to a list of \"overrides\", for these hours");
}

}  // namespace hotline
