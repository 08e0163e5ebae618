#include "models/duration.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "models/unrounded.hpp"

namespace hotline {
namespace {

struct Unit {
    std::string_view name;
    double worth;
    double parts = 1;  // of which the unit is one
};

constexpr double kDay = 86400;
constexpr double kYear = 365 * kDay;
constexpr double kLongest = 10000 * kYear;

constexpr std::array<Unit, 7> kTimes{
    {{"ms", 1, 1000}, {"s", 1}, {"min", 60}, {"h", 3600}, {"d", kDay}, {"w", 7 * kDay}, {"y", kYear}}};
constexpr std::array<Unit, 5> kSizes{{{"B", 1}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}}};
constexpr std::array<Unit, 5> kRates{{{"bps", 1}, {"kbps", 1e3}, {"Mbps", 1e6}, {"Gbps", 1e9}, {"Tbps", 1e12}}};

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// Takes a plain decimal number and its unit off the front of the text.
template <std::size_t n>
std::optional<double> take(std::string_view& text, const std::array<Unit, n>& units) {
    if (text.empty() || !is_digit(text.front())) return {};
    double number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc{}) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    std::size_t letters = 0;
    while (letters < text.size() && !is_digit(text[letters])) ++letters;
    const std::string_view name = text.substr(0, letters);
    text.remove_prefix(letters);
    for (const Unit& unit : units) {
        if (unit.name == name) return number * unit.worth / unit.parts;
    }
    return {};
}

template <std::size_t n>
std::optional<double> parse_quantity(std::string_view text, const std::array<Unit, n>& units) {
    const auto value = take(text, units);
    if (!value || !text.empty() || !(*value > 0) || !std::isfinite(*value)) return {};
    return value;
}

long long whole(double value) {
    return std::llround(value);
}

}  // namespace

std::optional<Ticks> parse_duration(std::string_view text, bool signed_too) {
    const auto seconds = parse_unrounded(text, signed_too);
    if (!seconds) return {};
    return ticks_of_seconds(*seconds);
}

std::optional<double> parse_unrounded(std::string_view text, bool signed_too) {
    const bool negative = signed_too && text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.empty()) return {};
    double seconds = 0;
    while (!text.empty()) {
        const auto part = take(text, kTimes);
        if (!part) return {};
        seconds += *part;
    }
    if (!(seconds <= kLongest)) return {};
    return negative ? -seconds : seconds;
}

std::optional<double> parse_size(std::string_view text) {
    return parse_quantity(text, kSizes);
}

std::optional<double> parse_bandwidth(std::string_view text) {
    return parse_quantity(text, kRates);
}

std::string duration_text(Ticks duration) {
    const double seconds = seconds_of(duration);
    if (seconds < 0) return fmt::format("-{}", duration_text(-duration));
    if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
    const long long s = whole(seconds);
    if (s < 60) return fmt::format("{} s", s);
    if (s < 600 && s % 60 != 0) return fmt::format("{} min {:02} s", s / 60, s % 60);
    const long long min = whole(seconds / 60);
    if (min < 60) return fmt::format("{} min", min);
    if (min < 48LL * 60)
        return min % 60 == 0 ? fmt::format("{} h", min / 60) : fmt::format("{} h {:02} min", min / 60, min % 60);
    const long long h = whole(seconds / 3600);
    return h % 24 == 0 ? fmt::format("{} d", h / 24) : fmt::format("{} d {} h", h / 24, h % 24);
}

std::string rough_duration_text(Ticks duration) {
    const double seconds = seconds_of(duration);
    if (seconds >= kYear) return fmt::format("{:.3g} y", std::round(seconds / kYear * 10) / 10);
    if (seconds >= 2 * kDay) return fmt::format("{} d", whole(seconds / kDay));
    if (seconds >= 2 * 3600) return fmt::format("{} h", whole(seconds / 3600));
    return fmt::format("{} min", whole(seconds / 60));
}

}  // namespace hotline
