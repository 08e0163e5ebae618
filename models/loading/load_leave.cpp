// Leave: who is away when, and who stands in.

#include <fmt/format.h>

#include <optional>
#include <string>

#include "models/loading/loader.hpp"
#include "models/scenario/duty.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

enum LeaveColumn : std::size_t { leave_official, leave_from, leave_until, leave_deputy };
const CsvColumns kLeaveColumns{{"official", "from", "until", "deputy"}, 3};

/// A date, or a local time, or an instant of UTC: "2012-08-01", "2012-08-01T12:00", "2012-08-01T12:00Z".
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
    if (const auto day = parse_date(text)) return Moment{*day, Moment::Kind::date};
    if (const auto at = parse_utc(written + "Z")) return Moment{*at, Moment::Kind::local};
    return {};
}

}  // namespace

void Loader::read_leave(const Files::Text& file) {
    read_rows(file, kLeaveColumns, [&](Place place, const CsvRow& row) {
        bool wrong = false;
        const auto complain = [&](LeaveColumn column, std::string message, std::string hint = {}) {
            diagnostics_.error_in_column(place, kLeaveColumns.names[column], std::move(message), std::move(hint));
            wrong = true;
        };
        const auto who = [&](LeaveColumn column) {
            const auto found = officials_.find(row[column]);
            if (!found && contacts_are_whole_)
                complain(column, officials_.unknown(row[column]), officials_.suggestion(row[column]));
            wrong |= !found;
            return found.value_or(kNone);
        };
        Leave leave;
        leave.place = place;
        leave.official = who(leave_official);
        if (!row[leave_deputy].empty()) leave.deputy = who(leave_deputy);
        if (leave.deputy != kNone && leave.deputy == leave.official)
            complain(leave_deputy,
                     fmt::format("a deputy must be another official, but is \"{}\"", row[leave_deputy]));

        const auto instant = [&](LeaveColumn column, std::chrono::days after_date) {
            auto moment = parse_moment(row[column]);
            if (!moment) {
                complain(
                    column, fmt::format("\"{}\" is neither a date nor a time", row[column]),
                    "write 2012-08-01, or 2012-08-01T12:00 by the official's clocks, or 2012-08-01T12:00Z of UTC");
                return Instant{};
            }
            const auto day = std::chrono::floor<std::chrono::days>(moment->at);
            if (!is_plausible(day)) {
                complain(column,
                         fmt::format("a date must be in the years {} to {}, but is {}", kFirstYear, kLastYear,
                                     row[column]),
                         "correct the year");
                return Instant{};
            }
            if (moment->kind == Moment::Kind::utc || wrong) return moment->at;
            if (moment->kind == Moment::Kind::date) moment->at += after_date;
            return instant_of(zone_of(scenario_, scenario_.officials[leave.official]),
                              std::chrono::floor<std::chrono::seconds>(moment->at));
        };
        leave.from = instant(leave_from, std::chrono::days{0});
        leave.until = instant(leave_until, std::chrono::days{1});
        if (!wrong && leave.until <= leave.from)
            complain(leave_until, fmt::format("\"until\" must be after \"from\" ({}), but is {}", row[leave_from],
                                              row[leave_until]));
        if (!wrong) scenario_.leaves.push_back(leave);
    });
}

}  // namespace hotline
