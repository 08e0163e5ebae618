#include "models/logs/plain_unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr std::array<PlainUnit, 5> kUnits{
    {{"milliseconds", "ms", 0.001}, kSeconds, {"minutes", "min", 60}, {"hours", "h", 3600}, {"days", "d", 86400}}};

struct UnitWord {
    std::string_view word;
    std::size_t unit;  // of kUnits
};
constexpr std::array<UnitWord, 21> kWords{
    {{"milliseconds", 0}, {"millisecond", 0}, {"msec", 0}, {"ms", 0},      {"seconds", 1}, {"second", 1},
     {"secs", 1},         {"sec", 1},         {"s", 1},    {"minutes", 2}, {"minute", 2},  {"mins", 2},
     {"min", 2},          {"hours", 3},       {"hour", 3}, {"hrs", 3},     {"hr", 3},      {"h", 3},
     {"days", 4},         {"day", 4},         {"d", 4}}};

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte & 0x80) != 0;
}

}  // namespace

std::optional<PlainUnit> unit_of_sign(std::string_view sign) {
    for (const PlainUnit& unit : kUnits) {
        if (unit.sign == sign) return unit;
    }
    return {};
}

std::vector<std::string> signs_of_units() {
    std::vector<std::string> signs;
    signs.reserve(kUnits.size());
    for (const PlainUnit& unit : kUnits) signs.emplace_back(unit.sign);
    return signs;
}

std::optional<NamedUnit> unit_in_name(std::string_view column) {
    std::string name = lower_case(column);
    while (!name.empty() && (name.back() == ')' || name.back() == ']' || name.back() == '.')) name.pop_back();
    std::size_t begin = name.size();
    while (begin > 0 && is_letter(name[begin - 1])) --begin;
    const std::string_view last = std::string_view(name).substr(begin);
    for (const UnitWord& known : kWords) {
        if (last != known.word || (begin == 0 && last.size() == 1)) continue;
        std::string rest = name.substr(0, begin);
        while (!rest.empty() && std::string_view(" _-([/,").find(rest.back()) != std::string_view::npos)
            rest.pop_back();
        if (rest.ends_with(" in") || rest.ends_with("_in")) rest.resize(rest.size() - 3);
        return NamedUnit{kUnits[known.unit], rest};
    }
    return {};
}

std::string unit_text(const UnitOfLog& unit) {
    if (!unit.numbers) return {};
    if (unit.asked) return fmt::format("Plain numbers are {}, as --unit says.", unit.unit.name);
    if (!unit.column.empty())
        return fmt::format("Plain numbers are {}, as the column \"{}\" says.", unit.unit.name, unit.column);
    return fmt::format("Plain numbers are {}: nothing says otherwise. --unit min reads them as minutes.",
                       unit.unit.name);
}

}  // namespace hotline
