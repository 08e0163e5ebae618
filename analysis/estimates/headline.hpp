// The deadline of the answers' sentences.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

#include "models/base/ticks.hpp"

namespace hotline {

/// Half an hour, or the horizon if that is sooner.
inline Ticks headline_deadline(Ticks horizon) {
    return std::min<Ticks>(std::chrono::minutes{30}, horizon);
}

/// The first of the deadlines that is not before half an hour, or the horizon.
inline Ticks headline_deadline(const std::vector<Ticks>& deadlines, Ticks horizon) {
    const auto found = std::find_if(deadlines.begin(), deadlines.end(),
                                    [&](Ticks deadline) { return deadline >= headline_deadline(horizon); });
    return found == deadlines.end() ? horizon : std::min(*found, horizon);
}

}  // namespace hotline
