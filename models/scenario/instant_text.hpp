// Formats instants for people, and parses them from the command line.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// "2012-10-04 02:30:00"
std::string utc_text(Instant at);
/// "Sunday 03:10" in the party's local time.
std::string local_text(const Party& party, Instant at);
/// "Sun 07 Oct 03:10" in the party's local time.
std::string local_date_text(const Party& party, Instant at);
/// The official's party, with the official's own clocks if he has any.
Party with_clocks_of(const Scenario& scenario, const Official& official);
/// A party whose clocks are those of the rota.
Party with_clocks_of(const Scenario& scenario, const Rota& rota);
/// Where a branch goes: "the next target", "step 3".
std::string follow_up_text(const FollowUp& follow);
/// "has the duty of rota desk", or, with `ahead` 1 or 2, who comes next or after that.
std::string rota_turn_text(const Rota& rota, std::uint32_t ahead);
/// The city for the party's local time: its capital, or the city that names its time zone.
std::string clock_place(const Party& party);
/// Parses an instant of the command line: "2012-10-04T02:30:00Z"; seconds may be left out. Empty for any other text.
std::optional<Instant> parse_utc(const std::string& text);

/// A local time of the command line, and whose clocks it is by: "2012-10-04 03:00 Europe/London". Seconds may follow
/// the minutes, and "T" may stand for the first space. `where` is empty where nothing follows.
struct LocalTime {
    std::chrono::sys_seconds time;
    std::string where;
};
std::optional<LocalTime> parse_local(const std::string& text);

}  // namespace hotline
