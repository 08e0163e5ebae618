// How a table splits drills into cells: by the hour of the week or the month in which a case starts, on the callee's
// clocks; or by caller, callee or pair. Also kinds of time, by the callee's clocks and list of holidays.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

enum class By : std::uint8_t { hour_of_week, month, caller, callee, pair };
inline constexpr std::array<std::string_view, 5> kByNames{"hour-of-week", "month", "caller", "callee", "pair"};
inline std::string_view name_of(By by) {
    return kByNames[static_cast<std::size_t>(by)];
}
/// Whether the cells are times, and not parties.
inline bool is_time(By by) {
    return by == By::hour_of_week || by == By::month;
}

inline constexpr Index kHoursOfWeek = 168;
/// The number of cells. A party's cell is its index in the scenario; a pair's is the caller's index times the number
/// of parties, plus the callee's index.
Index number_of_cells(const Scenario& scenario, By by);
/// The cell of a local time: Monday 00:00-01:00 is 0 … Sunday 23:00-24:00 is 167; January is 0. Requires cells of
/// time.
Index cell_of(By by, Instant local);
/// "Sat 03:00", "March", a party's id, "uk → cn".
std::string cell_name(const Scenario& scenario, By by, Index cell);

/// Names several cells in few words: "Mon-Thu 18:00-08:00, Fri 18:00 to Mon 08:00", "March, May to July". Names only
/// the longest of more than `most` parts. Requires cells in order, each once.
std::string cells_text(const Scenario& scenario, By by, const std::vector<Index>& cells, std::size_t most);

/// A worked day of the list is a working day, whatever its day of the week. Holidays and weekends last from midnight
/// to midnight.
enum class KindOfTime : std::uint8_t {
    working_hours,  // 08:00-18:00 of a working day
    night,          // the other hours of a working day
    weekend,
    holiday,
};
inline constexpr std::size_t kKindsOfTime = 4;
std::string_view name_of(KindOfTime kind);
KindOfTime kind_of(Instant local, const SpecialDays& special);

}  // namespace hotline
