#include "analysis/share_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hotline {

std::string percent(double share) {
    const double value = 100 * share;
    if (share < 1 && value >= 99.95) return fmt::format("{:.3f}", std::min(value, 99.999));
    if (share > 0 && value < 0.05) return fmt::format("{:.3f}", std::max(value, 0.001));
    return fmt::format("{:.1f}", value);
}

}  // namespace hotline
