// Pictures of what to mend first: what changes bring, as bars with intervals; what one cures, by the hour of the day;
// and what each budget buys, as a stair.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "analysis/pictures/picture.hpp"
#include "analysis/pictures/value_axis.hpp"

namespace hotline {

/// Differences from today; those for the better reach to the right.
struct EffectBars {
    struct Bar {
        std::string name;
        std::string value;  // "7 h"
        double size = 0;
        Interval interval;
    };
    std::string title;
    std::string better;  // "sooner on average"
    std::string worse;
    Scale scale = Scale::numbers;
    std::vector<Bar> bars;
};
void draw(const Element& parent, Width width, const EffectBars& chart);

/// Shares by the hour of the day.
struct HourBars {
    struct Hour {
        bool played = false;
        double missed = 0;
        double cured = 0;
        Interval interval;  // of those cured
    };
    std::string title;
    std::string clock;  // "the hour in Beijing"
    double most = 1;    // the share at the top
    std::array<Hour, 24> hours{};
};
void draw(const Element& parent, Width width, const HourBars& chart);

/// What is bought with each budget: each step holds from its cost to that of the next one.
struct BudgetStair {
    struct Step {
        std::string letter;
        double cost = 0;
        double size = 0;
        Interval interval;
    };
    std::string title;
    std::string unit;  // of the vertical axis
    Scale scale = Scale::numbers;
    double budget = 0;
    std::vector<Step> steps;  // the cheapest first
};
void draw(const Element& parent, Width width, const BudgetStair& chart);

}  // namespace hotline
