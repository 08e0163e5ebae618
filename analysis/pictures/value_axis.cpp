#include "analysis/pictures/value_axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/write/figures.hpp"

namespace hotline {
namespace {

double step_of_numbers(double least) {
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double times : {1.0, 2.0, 5.0}) {
        if (times * power >= least) return times * power;
    }
    return 10 * power;
}

double step_of_seconds(double least) {
    constexpr double kMinute = 60;
    constexpr double kHour = 60 * kMinute;
    constexpr double kDay = 24 * kHour;
    constexpr std::array kSteps{1.0,     2.0,         5.0,         10.0,         15.0,         30.0,
                                kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
                                kHour,   2 * kHour,   3 * kHour,   6 * kHour,    12 * kHour,   kDay};
    if (least < kSteps.front()) return step_of_numbers(least);
    for (const double step : kSteps) {
        if (step >= least) return step;
    }
    return kDay * step_of_numbers(least / kDay);
}

}  // namespace

std::vector<double> round_values(Scale scale, double low, double high, int most) {
    const double least = (high - low) / most;
    const double step = scale == Scale::seconds ? step_of_seconds(least) : step_of_numbers(least);
    const auto first = static_cast<int>(std::ceil(low / step - 1e-9));
    const auto last = static_cast<int>(std::floor(high / step + 1e-9));
    std::vector<double> values;
    for (int number = first; number <= last; ++number) values.push_back(number * step);
    return values;
}

std::string tick_text(Scale scale, double value) {
    const double size = std::abs(value);
    if (scale == Scale::numbers) return fmt::format("{:.4g}", size);
    return size == 0 ? "0" : seconds_text(size);
}

}  // namespace hotline
