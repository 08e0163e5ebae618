#include "models/instant_text.hpp"

#include <date/date.h>

#include <algorithm>
#include <sstream>

namespace hotline {
namespace {

auto whole_seconds(Instant at) {
    return std::chrono::floor<std::chrono::seconds>(at);
}

std::string local(const Party& party, Instant at, const char* format) {
    return date::format(format, whole_seconds(local_time(party.time_zone, at)));
}

}  // namespace

std::string utc_text(Instant at) {
    return date::format("%F %T", whole_seconds(at));
}

std::string local_text(const Party& party, Instant at) {
    return local(party, at, "%A %R");
}

std::string local_date_text(const Party& party, Instant at) {
    return local(party, at, "%a %d %b %R");
}

std::string clock_place(const Party& party) {
    if (!party.capital.empty()) return party.capital;
    std::string city = party.time_zone.substr(party.time_zone.find_last_of('/') + 1);
    std::replace(city.begin(), city.end(), '_', ' ');
    return city;
}

std::optional<Instant> parse_utc(const std::string& text) {
    for (const char* format : {"%FT%TZ", "%FT%RZ"}) {
        std::istringstream stream(text);
        std::chrono::sys_seconds at;
        stream >> date::parse(format, at);
        if (stream && stream.peek() == std::char_traits<char>::eof()) return at;
    }
    return {};
}

}  // namespace hotline
