// Directed rounding, so that no text claims more than is known: a lower end is never rounded up, an upper end never
// down, and the time by which something happened is never too early.
#pragma once

#include <cstdint>
#include <string>

namespace hotline {

enum class Rounding : std::uint8_t {
    nearest,  // an estimate
    down,     // a lower end: "at least"
    up,       // an upper end: "at most", "by"
};

/// The rounding of the magnitude of a negative number.
constexpr Rounding opposite(Rounding rounding) {
    return rounding == Rounding::down ? Rounding::up : rounding == Rounding::up ? Rounding::down : Rounding::nearest;
}

/// A value in whole units of `many / of`. One of the two is 1: 60 / 1 gives minutes of seconds, 1 / 10 gives tenths.
/// In double arithmetic, `units * many / of` is not above the value with Rounding::down and not below it with
/// Rounding::up. It is exact where the value is a whole number of units. Requires a value that is not negative and
/// less than 2^53 units.
std::int64_t in_units(double value, double many, double of, Rounding rounding);

/// The text of a number of units of 10^-decimals, without trailing zeros beyond `least` decimals: "0.0120" becomes
/// "0.012".
std::string decimal_text(std::int64_t units, int decimals, int least);

/// "7", "99.999": a share from a file, as an exact percentage.
std::string exact_percent(double share);

/// The number of decimals that shows two significant figures of a number between 0 and 1, from `least` to `most`.
int decimals_of(double number, int least, int most);

}  // namespace hotline
