// Hours of the week as people say them: "Mon-Thu 17:30-09:00", "Fri 17:30 to Mon 09:00". Hours past midnight belong
// to the day on which they begin, as in rosters.
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

/// The minutes that are set, around the week, in the order in which they begin; the same hours day after day are one
/// part. Requires one that is not set.
std::vector<PartOfWeek> parts_of_week(const WeekMinutes& week);

/// "Mon" for 0 … "Sun" for 6.
const char* day_name(std::size_t day);

}  // namespace hotline
