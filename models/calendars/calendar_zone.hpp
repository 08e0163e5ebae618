// The time zones of one calendar. See calendar_file.hpp for the rule by which a name is understood.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/base/place.hpp"

namespace hotline {

/// A zone of the tz database, or one that the file defines.
class CalendarZone {
public:
    /// Requires a name that the tz database knows.
    explicit CalendarZone(std::string known) : name_(std::move(known)), known_(true) {}
    /// With the lines of its definition, a VTIMEZONE. `known`: whether the tz database knows the name, and counts.
    CalendarZone(std::string name, const std::string& definition, bool known);

    const std::string& name() const { return name_; }
    std::chrono::sys_seconds instant(std::chrono::sys_seconds local) const;
    std::chrono::sys_seconds local(std::chrono::sys_seconds instant) const;
    /// Whether the file defines the zone otherwise than the tz database at an instant.
    bool has_other_clocks(std::chrono::sys_seconds instant) const;
    /// Whether libical can follow the definition.
    bool is_usable() const { return known_ || defined_ != nullptr; }

private:
    std::chrono::seconds defined_ahead(std::chrono::sys_seconds instant) const;

    std::string name_;
    bool known_;
    std::shared_ptr<void> defined_;  // libical's
};

/// A VTIMEZONE, as it stands in the file.
struct ZoneDefinition {
    std::string id;
    std::string location;  // X-LIC-LOCATION
    std::string text;      // its lines
    Place place;
    bool wrong = false;  // it cannot be followed, and there is an error already
};

class CalendarZones {
public:
    void define(ZoneDefinition definition);
    /// The zone of a name. Empty if nobody knows it; then `complain` gets a message and a hint, once for each name.
    const CalendarZone* find(const std::string& id,
                             const std::function<void(std::string message, std::string hint)>& complain);
    const CalendarZone* utc();

private:
    std::map<std::string, ZoneDefinition> definitions_;
    std::map<std::string, std::unique_ptr<CalendarZone>> zones_;
    std::size_t defined_ = 0;
};

/// The name of the tz database that a name leads to; empty if there is none.
std::string known_zone_of(const std::string& id);

}  // namespace hotline
