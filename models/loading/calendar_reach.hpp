// The time for which calendars (.ics) are read: that of the drills, and whatever a command looks at besides.
#pragma once

#include <optional>

#include "models/base/ticks.hpp"

namespace hotline {

struct CalendarReach {
    std::optional<Instant> look;   // only the time around this instant, and not that of the drills
    std::optional<Instant> first;  // from this instant, if it is earlier than the drills
    std::optional<Instant> last;   // until this instant, if it is later
    Ticks beyond{0};               // and so much longer
};

}  // namespace hotline
