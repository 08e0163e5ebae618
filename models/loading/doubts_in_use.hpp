// Which doubts of a scenario matter: a file of defaults has the doubts of many ways to respond, of which a list uses
// a few.
#pragma once

#include <functional>

#include "models/documents/doubts.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// Whether a doubt is about something that the scenario uses, or stands in its own file. Otherwise it is about a
/// response that no row has, a channel over which nobody calls and no evidence is sent, or a staleness of none of
/// these channels and no official.
std::function<bool(const Doubt&)> in_use(const Scenario& scenario);

}  // namespace hotline
