#include "models/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace hotline {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

template <std::size_t n>
bool within(char32_t code, const Range (&ranges)[n]) {
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [&](const Range& range) { return range.first <= code && code <= range.last; });
}

// Control characters of ASCII and Latin-1, line and paragraph separators, bidirectional embeddings, isolates and
// overrides, and what is no character, which XML does not allow.
constexpr Range kControls[] = {{0x00, 0x1f}, {0x7f, 0x9f}, {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfffe, 0xffff}};
// Implicit bidirectional marks. Names in Arabic or Hebrew script may need them.
constexpr Range kDirectionMarks[] = {{0x061c, 0x061c}, {0x200e, 0x200f}};

// Hebrew, Arabic and the other blocks reserved for right-to-left scripts.
constexpr Range kRightToLeft[] = {
    {0x0590, 0x08ff}, {0xfb1d, 0xfdff}, {0xfe70, 0xfeff}, {0x10800, 0x10fff}, {0x1e800, 0x1efff}};

// The large blocks of East_Asian_Width W and F, and of combining marks (Unicode Standard Annex #11).
constexpr Range kWide[] = {
    {0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
    {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
};
constexpr Range kJoining[] = {
    {0x0300, 0x036f}, {0x200b, 0x200d}, {0x2068, 0x2069}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}};

}  // namespace

Letter letter_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return {1, first, true};
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > text.size()) return {};
    char32_t code = first & (0xffU >> (length + 1));
    for (std::size_t index = at + 1; index < at + length; ++index) {
        if ((byte(index) & 0xc0) != 0x80) return {};
        code = (code << 6) | (byte(index) & 0x3fU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (overlong || surrogate || code > 0x10ffff) return {};
    return {length, code, true};
}

bool Letter::printable() const {
    return valid && !within(code, kControls) && !within(code, kDirectionMarks);
}

std::size_t Letter::width() const {
    if (valid && within(code, kJoining)) return 0;
    return printable() && within(code, kWide) ? 2 : 1;
}

std::string isolated(std::string_view name) {
    for (std::size_t at = 0; at < name.size();) {
        const Letter letter = letter_at(name, at);
        if (letter.valid && within(letter.code, kRightToLeft)) return fmt::format("\u2068{}\u2069", name);
        at += letter.length;
    }
    return std::string(name);
}

std::string from_to(std::string_view from, std::string_view to) {
    return fmt::format("{} → {}", isolated(from), isolated(to));
}

namespace {

std::string printable_but(std::string_view text, char32_t kept) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        shown += letter.printable() || (letter.valid && letter.code == kept) ? text.substr(at, letter.length) : "?";
        at += letter.length;
    }
    return shown;
}

}  // namespace

std::string printable(std::string_view text) {
    return printable_but(text, ' ');
}

std::string printable_lines(std::string_view text) {
    return printable_but(text, '\n');
}

std::string control_in(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] >= ' ' && text[at] <= '~') {
            ++at;
            continue;
        }
        const Letter letter = letter_at(text, at);
        if (letter.valid && within(letter.code, kControls))
            return fmt::format("the {} U+{:04X}", letter.code >= 0xfffe ? "noncharacter" : "control character",
                               static_cast<std::uint32_t>(letter.code));
        at += letter.length;
    }
    return {};
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

std::string_view trimmed(std::string_view text, std::string_view blanks) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::size_t find_unquoted(std::string_view text, char letter) {
    char quote = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (quote != 0) {
            if (text[at] == quote) quote = 0;
        } else if (text[at] == '"' || text[at] == '\'') {
            quote = text[at];
        } else if (text[at] == letter) {
            return at;
        }
    }
    return std::string_view::npos;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    const auto continues = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80; };
    std::size_t head = most / 2;
    std::size_t tail = text.size() - most / 2;
    while (head > 0 && continues(head)) --head;
    while (tail < text.size() && continues(tail)) ++tail;
    return fmt::format("{}…{}", text.substr(0, head), text.substr(tail));
}

}  // namespace hotline
