// libical, held safely. Only models/calendars includes it.
#pragma once

#include <libical/ical.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace hotline {

/// While one lives, libical returns its errors and never ends the program. Then its setting is as before, and the
/// texts that it keeps for its callers are freed.
class WithLibical {
public:
    WithLibical() : fatal_(icalerror_get_errors_are_fatal()) { icalerror_set_errors_are_fatal(0); }
    ~WithLibical() {
        icalerror_clear_errno();
        icalmemory_free_ring();
        icalerror_set_errors_are_fatal(fatal_);
    }
    WithLibical(const WithLibical&) = delete;
    WithLibical& operator=(const WithLibical&) = delete;
    WithLibical(WithLibical&&) = delete;
    WithLibical& operator=(WithLibical&&) = delete;

private:
    int fatal_;
};

/// A time without a zone, or its date.
icaltimetype ical_time(std::chrono::sys_seconds at, bool date = false);

/// The property of one content line, as libical reads it. A line with several values has several.
class IcalProperties {
public:
    explicit IcalProperties(const std::string& line);

    /// Whether libical could read the line.
    bool ok() const { return !all_.empty(); }
    icalproperty* first() const { return all_.front(); }
    const std::vector<icalproperty*>& all() const { return all_; }

private:
    struct Free {
        void operator()(icalcomponent* component) const { icalcomponent_free(component); }
    };
    std::unique_ptr<icalcomponent, Free> component_;
    std::vector<icalproperty*> all_;
};

}  // namespace hotline
