// One drill as a sequence chart: time runs to the right, and every official has a lane. A line from the caller's lane
// starts each call; the bar shows how long it lasts.
#pragma once

#include "analysis/drills/story.hpp"
#include "analysis/pictures/picture.hpp"

namespace hotline {

void draw(const Element& parent, Width width, const Scenario& scenario, const Story& story);

}  // namespace hotline
