#include "models/base/rounding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hotline {

std::int64_t in_units(double value, double many, double of, Rounding rounding) {
    const auto at = [&](double units) { return units * many / of; };
    double units = std::floor(value * of / many);
    // Rounding of the product may have carried it across a whole number.
    if (at(units) > value) units -= 1;
    if (at(units + 1) <= value) units += 1;
    const bool nearer_above = value - at(units) >= at(units + 1) - value;
    if (at(units) < value && (rounding == Rounding::up || (rounding == Rounding::nearest && nearer_above)))
        units += 1;
    return static_cast<std::int64_t>(units);
}

std::string decimal_text(std::int64_t units, int decimals, int least) {
    std::string text = fmt::format("{:0{}}", units, decimals + 1);
    if (decimals == 0) return text;
    text.insert(text.size() - static_cast<std::size_t>(decimals), ".");
    for (int left = decimals; left > least && text.back() == '0'; --left) text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string exact_percent(double share) {
    constexpr int kMost = 13;
    for (int decimals = 0;; ++decimals) {
        const double of = std::pow(10.0, decimals + 2);
        const std::int64_t units = in_units(share, 1, of, Rounding::nearest);
        if (static_cast<double>(units) / of == share || decimals == kMost) return decimal_text(units, decimals, 0);
    }
}

int decimals_of(double number, int least, int most) {
    if (!(number > 0)) return least;
    const double figures = 1 - std::floor(std::log10(number));
    return static_cast<int>(std::clamp<double>(figures, least, most));
}

}  // namespace hotline
