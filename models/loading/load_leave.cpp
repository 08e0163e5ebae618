// Leave: who is away when, and who stands in.

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "models/loading/loader.hpp"
#include "models/scenario/duty.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

enum LeaveColumn : std::size_t { leave_official, leave_from, leave_until, leave_deputy };
const CsvColumns kLeaveColumns{{"official", "from", "until", "deputy"}, 3, false, {"official", "deputy"}};

struct Moment {
    Instant at;  // read as if it were UTC
    enum class Kind : unsigned char { date, local, utc } kind = Kind::date;
};

std::optional<Moment> parse_moment(std::string_view text) {
    const std::string written(text);
    if (text.ends_with('Z')) {
        if (const auto at = parse_utc(written)) return Moment{*at, Moment::Kind::utc};
        return {};
    }
    std::string local = written;
    if (local.size() > 10 && local[10] == ' ') local[10] = 'T';  // as spreadsheets write it
    if (const auto at = parse_utc(local + "Z")) return Moment{*at, Moment::Kind::local};
    if (const auto date = list_date(text); date.day) return Moment{*date.day, Moment::Kind::date};
    return {};
}

}  // namespace

std::optional<Span> read_span(std::string_view from, std::string_view until, const Clock& clock,
                              const std::function<void(bool, std::string, std::string)>& complain) {
    const auto instant = [&](bool end) -> std::optional<Instant> {
        const std::string_view text = end ? until : from;
        const auto moment = parse_moment(text);
        if (!moment) {
            if (ListDate date = list_date(text); date.unclear) {
                complain(end, std::move(date.message), std::move(date.hint));
                return {};
            }
            complain(end, fmt::format("\"{}\" is neither a date nor a time", text),
                     fmt::format("write 2012-08-01, or 2012-08-01T12:00 by the clocks of {}, or 2012-08-01T12:00Z of "
                                 "UTC",
                                 clock.whose));
            return {};
        }
        if (!is_plausible(std::chrono::floor<std::chrono::days>(moment->at))) {
            complain(end, fmt::format("a date must be in the years {} to {}, but is {}", kFirstYear, kLastYear, text),
                     "correct the year");
            return {};
        }
        if (moment->kind == Moment::Kind::utc) return moment->at;
        if (!known_time_zone(clock.zone)) return {};
        const bool through = end && moment->kind == Moment::Kind::date;  // the day belongs to the span
        return instant_of(clock.zone,
                          std::chrono::floor<std::chrono::seconds>(moment->at) + std::chrono::days{through ? 1 : 0});
    };
    const auto begins = instant(false);
    const auto ends = instant(true);
    if (!begins || !ends) return {};
    if (*ends > *begins) return Span{*begins, *ends};
    complain(true, fmt::format("\"until\" must be after \"from\" ({}), but is {}", from, until), {});
    return {};
}

Index Loader::listed_official(Place place, const std::string& column, std::string_view id) {
    const auto found = officials_.find(id);
    if (!found && contacts_are_whole_)
        diagnostics_.error_in_column(place, column, officials_.unknown(id), officials_.suggestion(id));
    return found.value_or(kNone);
}

std::string Loader::clocks_of(Index official) const {
    if (official == kNone) return {};
    const Official& person = scenario_.officials[official];
    return person.time_zone.empty() && person.party == kNone ? std::string() : zone_of(scenario_, person);
}

void Loader::read_leave(const Files::Text& file) {
    read_rows(file, kLeaveColumns, [&](Place place, const CsvRow& row) {
        bool wrong = false;
        const auto complain = [&](LeaveColumn column, std::string message, std::string hint = {}) {
            diagnostics_.error_in_column(place, kLeaveColumns.names[column], std::move(message), std::move(hint));
            wrong = true;
        };
        const auto who = [&](LeaveColumn column) {
            const Index found = listed_official(place, kLeaveColumns.names[column], row[column]);
            wrong |= found == kNone;
            return found;
        };
        Leave leave;
        leave.place = place;
        leave.official = who(leave_official);
        if (!row[leave_deputy].empty()) leave.deputy = who(leave_deputy);
        if (leave.deputy != kNone && leave.deputy == leave.official)
            complain(leave_deputy,
                     fmt::format("a deputy must be another official, but is \"{}\"", row[leave_deputy]));

        const auto span = read_span(row[leave_from], row[leave_until], {clocks_of(leave.official), "the official"},
                                    [&](bool end, std::string message, std::string hint) {
                                        complain(end ? leave_until : leave_from, std::move(message), std::move(hint));
                                    });
        if (wrong || !span) return;
        leave.from = span->from;
        leave.until = span->until;
        scenario_.leaves.push_back(leave);
    });
}

}  // namespace hotline
