// Instants as people read them.
#pragma once

#include <optional>
#include <string>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// "2012-10-04 02:30:00"
std::string utc_text(Instant at);
/// "Sunday 03:10" by the party's clocks.
std::string local_text(const Party& party, Instant at);
/// "Sun 07 Oct 03:10" by the party's clocks.
std::string local_date_text(const Party& party, Instant at);
/// Where the party's clocks are: its capital, or the city that names its time zone.
std::string clock_place(const Party& party);
/// An instant as the command line takes it: "2012-10-04T02:30:00Z", seconds may be left out. Nothing for anything
/// else.
std::optional<Instant> parse_utc(const std::string& text);

}  // namespace hotline
