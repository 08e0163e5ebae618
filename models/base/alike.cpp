#include "models/base/alike.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>

#include "models/base/utf8.hpp"

namespace hotline {
namespace {

// Spaces other than U+0020 that a line may hold: no-break and typographic spaces, and the wide one of East Asian
// scripts.
bool is_other_blank(char32_t code) {
    return code == 0xa0 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f || code == 0x205f || code == 0x3000;
}

// Soft hyphen, zero-width space, word joiner and invisible operators, byte order mark, tags, Hangul fillers.
bool is_nothing(char32_t code) {
    return code == 0xad || code == 0x34f || code == 0x115f || code == 0x1160 || code == 0x180e || code == 0x200b ||
           (code >= 0x2060 && code <= 0x2064) || code == 0x3164 || code == 0xfeff || code == 0xffa0 ||
           (code >= 0xe0000 && code <= 0xe007f);
}

bool is_joiner(char32_t code) {
    return code == 0x200c || code == 0x200d;
}

// Arabic, the scripts after it in Unicode (those of India among them), and emoji. There, joiners change what is
// written.
bool needs_joiners(char32_t code) {
    return code >= 0x600;
}

std::string mapped_by(std::string_view text, int options) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &mapped, static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> kept(mapped, &std::free);
    if (length < 0) return std::string(text);
    return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
}

/// What is left of two texts without their common beginning and end.
struct Difference {
    std::u32string a;
    std::u32string b;
};

Difference difference_of(std::string_view a, std::string_view b) {
    const auto letters = [](std::string_view text) {
        std::u32string all;
        for (std::size_t at = 0; at < text.size();) {
            const Letter letter = letter_at(text, at);
            all += letter.valid ? letter.code : static_cast<unsigned char>(text[at]);
            at += letter.length;
        }
        return all;
    };
    Difference left{letters(a), letters(b)};
    const auto ends = std::mismatch(left.a.rbegin(), left.a.rend(), left.b.rbegin(), left.b.rend());
    left.a.erase(ends.first.base(), left.a.end());
    left.b.erase(ends.second.base(), left.b.end());
    const auto begins = std::mismatch(left.a.begin(), left.a.end(), left.b.begin(), left.b.end());
    left.a.erase(left.a.begin(), begins.first);
    left.b.erase(left.b.begin(), begins.second);
    return left;
}

bool is_one_letter(const Difference& left) {
    if (left.a.size() <= 1 && left.b.size() <= 1) return left.a != left.b;
    return left.a.size() == 2 && left.b.size() == 2 && left.a[0] == left.b[1] && left.a[1] == left.b[0];
}

bool is_direction_mark(char32_t code) {
    return code == 0x61c || code == 0x200e || code == 0x200f;
}

}  // namespace

std::string composed(std::string_view text) {
    return is_ascii(text) ? std::string(text) : mapped_by(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string unseen_in(std::string_view text) {
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        if (letter.valid && (is_other_blank(letter.code) || is_nothing(letter.code) ||
                             is_direction_mark(letter.code) || (is_joiner(letter.code) && !needs_joiners(before))))
            return fmt::format("U+{:04X}", static_cast<std::uint32_t>(letter.code));
        before = letter.code;
        at += letter.length;
    }
    return {};
}

std::string readable(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    std::string seen;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        if (letter.valid && is_other_blank(letter.code)) {
            seen += ' ';
        } else if (!letter.valid || !is_nothing(letter.code)) {
            seen += text.substr(at, letter.length);
        }
        at += letter.length;
    }
    return composed(seen);
}

std::string plain(std::string_view text) {
    if (is_ascii(text)) return lower_case(text);
    return mapped_by(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
}

bool differ_in_one_letter(std::string_view a, std::string_view b) {
    return is_one_letter(difference_of(a, b));
}

bool nearly_same(std::string_view a, std::string_view b) {
    constexpr std::size_t kShortest = 4;
    const std::string plain_a = plain(a);
    const std::string plain_b = plain(b);
    if (plain_a == plain_b) return true;
    const Difference left = difference_of(plain_a, plain_b);
    const auto is_digit = [](char32_t letter) { return letter >= '0' && letter <= '9'; };
    return std::min(plain_a.size(), plain_b.size()) >= kShortest && is_one_letter(left) &&
           std::none_of(left.a.begin(), left.a.end(), is_digit) &&
           std::none_of(left.b.begin(), left.b.end(), is_digit);
}

}  // namespace hotline
