// Formats hours of the week: "Mon-Thu 17:30-09:00", "Fri 17:30 to Mon 09:00". As in rosters, hours past midnight
// belong to the day on which they begin.
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <vector>

namespace hotline {

/// The minutes of a week that begins on Monday.
using WeekMinutes = std::bitset<std::size_t{7} * 24 * 60>;

struct PartOfWeek {
    std::string text;
    std::size_t minutes = 0;
};

/// The runs of minutes that are set, in the order in which they begin. Runs at the same hours of consecutive days
/// form one part. A run may continue from Sunday to Monday. Requires at least one minute that is not set.
std::vector<PartOfWeek> parts_of_week(const WeekMinutes& week);

/// "Mon" for 0 … "Sun" for 6.
const char* day_name(std::size_t day);

}  // namespace hotline
