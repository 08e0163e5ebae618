#include "models/calendars/calendar_zone.hpp"

#include <fmt/format.h>
#include <unicode/ucal.h>

#include <algorithm>
#include <array>
#include <utility>

#include "models/base/utf8.hpp"
#include "models/calendars/calendar_file.hpp"
#include "models/calendars/libical.hpp"
#include "models/documents/diagnostics.hpp"
#include "models/scenario/calendar.hpp"

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_seconds;

/// The name of the tz database for a zone of Windows, such as "W. Europe Standard Time".
std::string zone_of_windows(const std::string& id) {
    if (id.empty() || id.size() > 200 || !is_ascii(id)) return {};
    const std::u16string name(id.begin(), id.end());
    std::array<char16_t, 256> found{};
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t length = ucal_getTimeZoneIDForWindowsID(name.c_str(), static_cast<std::int32_t>(name.size()),
                                                               nullptr, found.data(), found.size(), &error);
    if (U_FAILURE(error) || length <= 0) return {};
    std::string text;
    for (std::size_t at = 0; at < static_cast<std::size_t>(length); ++at) text += static_cast<char>(found[at]);
    return known_time_zone(text) ? text : std::string();
}

}  // namespace

CalendarZone::CalendarZone(std::string name, const std::string& definition, bool known)
    : name_(std::move(name)), known_(known) {
    icalcomponent* component = icalparser_parse_string(definition.c_str());
    if (!component) return;
    const auto free_zone = [](void* zone) { icaltimezone_free(static_cast<icaltimezone*>(zone), 1); };
    std::shared_ptr<void> zone(icaltimezone_new(), free_zone);
    if (icaltimezone_set_component(static_cast<icaltimezone*>(zone.get()), component) == 1) {
        defined_ = std::move(zone);
    } else {
        icalcomponent_free(component);
    }
}

seconds CalendarZone::defined_ahead(sys_seconds instant) const {
    icaltimetype time = ical_time(instant);
    int daylight = 0;
    return seconds{
        icaltimezone_get_utc_offset_of_utc_time(static_cast<icaltimezone*>(defined_.get()), &time, &daylight)};
}

sys_seconds CalendarZone::instant(sys_seconds local) const {
    if (known_) return std::chrono::floor<seconds>(instant_of(name_, local));
    // Of the offsets around this time, the earlier one gives the earlier instant where both are right.
    const seconds before = defined_ahead(local - days{1});
    const seconds after = defined_ahead(local + days{1});
    for (const seconds ahead : {std::max(before, after), std::min(before, after)}) {
        if (defined_ahead(local - ahead) == ahead) return local - ahead;
    }
    return local - before;
}

sys_seconds CalendarZone::local(sys_seconds instant) const {
    return instant + (known_ ? clocks_at(name_, instant).ahead : defined_ahead(instant));
}

bool CalendarZone::has_other_clocks(sys_seconds instant) const {
    return known_ && defined_ && defined_ahead(instant) != clocks_at(name_, instant).ahead;
}

std::string known_zone_of(const std::string& id) {
    if (known_time_zone(id)) return id;
    for (std::size_t slash = id.find('/'); slash != id.npos; slash = id.find('/', slash + 1)) {
        if (std::string end = id.substr(slash + 1); known_time_zone(end)) return end;
    }
    return zone_of_windows(id);
}

void CalendarZones::define(ZoneDefinition definition) {
    const std::string id = definition.id;
    definitions_.insert_or_assign(id, std::move(definition));
}

const CalendarZone* CalendarZones::find(const std::string& id,
                                        const std::function<void(std::string message, std::string hint)>& complain) {
    const auto [entry, fresh] = zones_.try_emplace(id);
    if (!fresh) return entry->second.get();
    const auto definition = definitions_.find(id);
    const bool is_defined = definition != definitions_.end();
    std::string known = known_zone_of(id);
    if (known.empty() && is_defined) known = known_zone_of(definition->second.location);
    const bool follow = is_defined && !definition->second.wrong;
    if (follow && ++defined_ > kMostDefinedZones) {
        complain(fmt::format("a calendar must define at most {} zones, but defines more", kMostDefinedZones), {});
    } else if (!known.empty()) {
        entry->second = follow ? std::make_unique<CalendarZone>(known, definition->second.text, true)
                               : std::make_unique<CalendarZone>(known);
    } else if (follow) {
        entry->second = std::make_unique<CalendarZone>(id, definition->second.text, false);
        if (!entry->second->is_usable()) {
            entry->second.reset();
            complain(fmt::format("the definition of time zone \"{}\" cannot be followed", shortened(id, 100)),
                     "name a zone of the tz database, such as \"Europe/London\"");
        }
    } else if (!is_defined) {
        const std::string near = did_you_mean(id, time_zone_names());
        complain(fmt::format("unknown time zone \"{}\", which the calendar does not define", shortened(id, 100)),
                 near.empty() ? "use a name of the tz database, such as \"Europe/London\"" : near);
    }
    return entry->second.get();
}

const CalendarZone* CalendarZones::utc() {
    return find("UTC", [](const std::string& /*message*/, const std::string& /*hint*/) {});
}

}  // namespace hotline
