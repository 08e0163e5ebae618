#include "models/base/duration.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace hotline {
namespace {

struct Unit {
    std::string_view name;
    double worth;
    double parts = 1;  // the unit is worth / parts
};

constexpr double kDay = 86400;
constexpr double kYear = 365 * kDay;
constexpr double kLongest = 10000 * kYear;
constexpr Ticks kFewestAsDays = std::chrono::hours{48};
constexpr int kMostDecimals = 4;  // of a second: less than a tick

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

/// With the fewest decimals that still give the same tick.
std::string shortest_seconds(Ticks duration) {
    for (int decimals = 0;; ++decimals) {
        const double of = std::pow(10.0, decimals);
        const auto parts = in_units(seconds_of(duration), 1, of, Rounding::nearest);
        if (ticks_of_seconds(static_cast<double>(parts) / of) == duration) return decimal_text(parts, decimals, 0);
    }
}

}  // namespace

std::optional<Ticks> parse_duration(std::string_view text, bool signed_too) {
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
    return ticks_of_seconds(negative ? -seconds : seconds);
}

std::optional<double> parse_size(std::string_view text) {
    return parse_quantity(text, kSizes);
}

std::optional<double> parse_bandwidth(std::string_view text) {
    return parse_quantity(text, kRates);
}

std::string duration_text(Ticks duration) {
    using namespace std::chrono_literals;
    if (duration < Ticks{0}) return "-" + duration_text(-duration);
    constexpr Ticks kWholeYear = std::chrono::days{365};
    if (duration >= kWholeYear && duration % kWholeYear == Ticks{0})
        return fmt::format("{} y", duration / kWholeYear);
    std::string text;
    const auto add = [&](std::int64_t count, const char* unit, int width) {
        if (count > 0)
            text += fmt::format("{}{:0{}} {}", text.empty() ? "" : " ", count, text.empty() ? 1 : width, unit);
    };
    if (duration >= kFewestAsDays) {
        add(duration / Ticks{24h}, "d", 1);
        duration %= Ticks{24h};
    }
    add(duration / Ticks{1h}, "h", 1);
    duration %= Ticks{1h};
    add(duration / Ticks{1min}, "min", 2);
    duration %= Ticks{1min};
    if (duration == Ticks{0} && !text.empty()) return text;
    const std::string seconds = shortest_seconds(duration);
    const bool one_digit = duration < Ticks{10s};
    return fmt::format("{}{}{} s", text, text.empty() ? "" : one_digit ? " 0" : " ", seconds);
}

std::string moment_text(Ticks moment) {
    using namespace std::chrono_literals;
    if (moment < Ticks{10s}) return duration_text(moment, Rounding::up);
    return duration_text(Ticks{std::chrono::ceil<std::chrono::seconds>(moment)});
}

std::string duration_text(double seconds, Rounding rounding) {
    if (seconds < 0) return "-" + duration_text(-seconds, opposite(rounding));
    if (!(seconds < seconds_of(kForever))) return "∞";
    const auto in = [&](double many, double of) { return in_units(seconds, many, of, rounding); };
    const int decimals = seconds < 1 ? decimals_of(seconds, 1, kMostDecimals) : 1;
    const double of = std::pow(10.0, decimals);
    if (const auto parts = in(1, of); static_cast<double>(parts) < 10 * of)
        return decimal_text(parts, decimals, 1) + " s";
    if (const auto s = in(1, 1); s < 60) return fmt::format("{} s", s);
    if (const auto s = in(1, 1); s < 600)
        return s % 60 == 0 ? fmt::format("{} min", s / 60) : fmt::format("{} min {:02} s", s / 60, s % 60);
    const auto min = in(60, 1);
    if (min < 60) return fmt::format("{} min", min);
    if (min < 2880)  // two days
        return min % 60 == 0 ? fmt::format("{} h", min / 60) : fmt::format("{} h {:02} min", min / 60, min % 60);
    const auto h = in(3600, 1);
    return h % 24 == 0 ? fmt::format("{} d", h / 24) : fmt::format("{} d {} h", h / 24, h % 24);
}

std::string duration_text(Ticks duration, Rounding rounding) {
    return duration_text(seconds_of(duration), rounding);
}

std::string rough_duration_text(Ticks duration) {
    const double seconds = seconds_of(duration);
    if (seconds >= kYear) return fmt::format("{:.3g} y", std::round(seconds / kYear * 10) / 10);
    if (seconds >= 2 * kDay) return fmt::format("{} d", whole(seconds / kDay));
    if (seconds >= 2 * 3600) return fmt::format("{} h", whole(seconds / 3600));
    return fmt::format("{} min", whole(seconds / 60));
}

}  // namespace hotline
