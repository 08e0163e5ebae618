// The unit of plain numbers in a log of tests: 15 is a quarter of an hour in a column called "minutes", and a quarter
// of a minute in one called "seconds". A number that is read in the wrong unit spoils every figure, so that whoever
// reads numbers also says how they were read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hotline {

struct PlainUnit {
    std::string_view name;  // "minutes"
    std::string_view sign;  // "min", as in durations
    double seconds = 1;
};
inline constexpr PlainUnit kSeconds{"seconds", "s", 1};

/// By its sign: ms, s, min, h, d.
std::optional<PlainUnit> unit_of_sign(std::string_view sign);
/// The signs, for messages.
std::vector<std::string> signs_of_units();

/// A column whose name ends in a unit, or is one: "minutes", "duration_min", "answered after [s]". `rest` is the name
/// without it, in small letters: "", "duration", "answered after". A single letter must stand apart.
struct NamedUnit {
    PlainUnit unit;
    std::string rest;
};
std::optional<NamedUnit> unit_in_name(std::string_view column);

/// How the plain numbers of a log were read.
struct UnitOfLog {
    PlainUnit unit = kSeconds;
    std::string column;    // whose name gives the unit; empty: no column does
    bool asked = false;    // by --unit
    bool numbers = false;  // there are plain numbers other than 0
    bool has_said() const { return asked || !column.empty(); }
};

/// "Plain numbers are minutes, as the column "minutes" says."; empty where there are none.
std::string unit_text(const UnitOfLog& unit);

}  // namespace hotline
