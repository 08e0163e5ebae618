// One drill as a picture, in the manner of a sequence chart: time goes to the right, every official has a lane; a
// call begins with a line from the lane of whoever makes it and lasts as long as its bar.
#pragma once

#include "analysis/drills/story.hpp"
#include "analysis/pictures/picture.hpp"

namespace hotline {

void draw(const Element& parent, Width width, const Scenario& scenario, const Story& story);

}  // namespace hotline
