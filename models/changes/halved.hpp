// Half of a duration.
#pragma once

#include "models/scenario/law.hpp"

namespace hotline {

/// The law of half of what the other law gives.
Law halved(Law law);

/// Whether it gives nothing but 0.
inline bool is_nothing(const Law& law) {
    return law.most() <= 0;
}

}  // namespace hotline
