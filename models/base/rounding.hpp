// How a figure may be rounded, by what it says, so that no text says more than is known: a lower end is never rounded
// up, an upper end never down, and a time by which something had come is never told too early.
#pragma once

#include <cstdint>
#include <string>

namespace hotline {

enum class Rounding : std::uint8_t {
    nearest,  // an estimate
    down,     // a lower end: "at least"
    up,       // an upper end: "at most", "by"
};

/// That of a magnitude whose number is negative.
constexpr Rounding opposite(Rounding rounding) {
    return rounding == Rounding::down ? Rounding::up : rounding == Rounding::up ? Rounding::down : Rounding::nearest;
}

/// A value in whole units of `many / of`, one of which is 1, such as minutes of a second, or tenths: with
/// Rounding::down `units * many / of` is not above the value in double arithmetic, with Rounding::up not below it,
/// and exact where a whole number of units is exactly it. Requires a value of which there are less than 2^53 units,
/// not negative.
std::int64_t in_units(double value, double many, double of, Rounding rounding);

/// Units of 10^-decimals in writing, without zeros at the end but for `least` decimals: "0.0120" is "0.012".
std::string decimal_text(std::int64_t units, int decimals, int least);

/// "7", "99.999": a share that a file gives, in percents, to the last decimal.
std::string exact_percent(double share);

/// How many decimals a number between 0 and 1 takes to have two figures; at least `least`, at most `most`.
int decimals_of(double number, int least, int most);

}  // namespace hotline
