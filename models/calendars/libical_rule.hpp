// A rule, as libical holds it, and how it is followed.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "models/calendars/event.hpp"
#include "models/calendars/libical.hpp"

namespace hotline {

struct LibicalRule {
    icalrecurrencetype rule;
};

/// How many moments libical tries at most between two times: the periods of the rule, times what its parts name in
/// each.
std::size_t tries_of(const LibicalRule& rule, std::chrono::sys_seconds from, std::chrono::sys_seconds until);

/// Whether the first occurrence is at `start`. Empty if libical cannot follow the rule.
std::optional<bool> begins_at(const LibicalRule& rule, std::chrono::sys_seconds start, bool date);

/// The occurrences in [from, until] of an event that begins at `start`, in local time.
std::vector<std::chrono::sys_seconds> starts_of(const LibicalRule& rule, std::chrono::sys_seconds start, bool date,
                                                std::chrono::sys_seconds from, std::chrono::sys_seconds until);

}  // namespace hotline
