// Which doubt matters: a bar for each source of doubt, the longest first.
#pragma once

#include <string>
#include <vector>

#include "analysis/pictures/picture.hpp"

namespace hotline {

/// Shares of the variance of a figure over the worlds.
struct Tornado {
    struct Bar {
        std::string name;
        double alone = 0;
        double error = 0;     // its standard error
        double together = 0;  // alone and with others
    };
    std::string title;
    std::vector<Bar> bars;
};

void draw(const Element& parent, Width width, const Tornado& tornado);

}  // namespace hotline
