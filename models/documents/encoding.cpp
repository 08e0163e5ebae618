#include "models/documents/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/base/utf8.hpp"

namespace hotline {
namespace {

using namespace std::string_view_literals;

constexpr const char* kSaveAsUtf8 = "save it as \"CSV UTF-8\"";

void append_utf8(std::string& text, std::uint32_t code) {
    const auto byte = [&](std::uint32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
    const auto rest = [&](unsigned shift) { byte(0x80 | (code >> shift & 0x3f)); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xc0 | code >> 6);
        rest(0);
    } else if (code < 0x10000) {
        byte(0xe0 | code >> 12);
        rest(6);
        rest(0);
    } else {
        byte(0xf0 | code >> 18);
        rest(12);
        rest(6);
        rest(0);
    }
}

/// Empty where the bytes are not UTF-16.
std::optional<std::string> from_utf16(std::string_view bytes, bool big_endian) {
    std::string text;
    text.reserve(bytes.size());
    if (bytes.size() % 2 != 0) return {};
    const auto unit = [&](std::size_t at) -> std::uint32_t {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return big_endian ? first * 256U + second : second * 256U + first;
    };
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        std::uint32_t code = unit(at);
        if (code >= 0xd800 && code <= 0xdfff) {
            if (code >= 0xdc00 || at + 2 == bytes.size()) return {};
            at += 2;
            const std::uint32_t low = unit(at);
            if (low < 0xdc00 || low > 0xdfff) return {};
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        append_utf8(text, code);
    }
    return text;
}

/// Errors for bytes that are not a list in any encoding, with the cure.
std::optional<NotText> other_format(std::string_view bytes) {
    const auto refuse = [](const char* message, const char* hint) { return NotText{0, message, hint}; };
    if (bytes.starts_with("\xd0\xcf\x11\xe0"sv))
        return refuse("the list must be CSV or XLSX, but is an old or a protected workbook",
                      "save it as an XLSX workbook without a password, or as \"CSV UTF-8\"");
    if (bytes.starts_with("%PDF"sv))
        return refuse("the list must be CSV or XLSX, but is a PDF", "save its table as \"CSV UTF-8\"");
    if (bytes.starts_with("{\\rtf"sv))
        return refuse("the list must be CSV or XLSX, but is a text with formats (RTF)",
                      "save its table as \"CSV UTF-8\"");
    const std::size_t begin = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
    const std::string head = lower_case(bytes.substr(begin, 16));
    if (head.starts_with("begin:vcard"))
        return refuse("the list must be CSV or XLSX, but is a file of contacts (vCard)",
                      "open it with an address book, and save it as CSV");
    for (const char* start : {"<html", "<!doctype", "<table", "<?xml", "<meta"}) {
        if (head.starts_with(start))
            return refuse("the list must be CSV or XLSX, but is a web page or XML",
                          "open it with a spreadsheet, and save it as \"CSV UTF-8\"");
    }
    return {};
}

}  // namespace

/// NUL bytes would end a field early, and invalid UTF-8 could not be shown. The parser takes U+001E and U+001F for
/// its own separators.
std::optional<NotText> not_letters(std::string_view text) {
    std::uint32_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] >= ' ' && text[at] <= '~') {
            ++at;
            continue;
        }
        const Letter letter = letter_at(text, at);
        if (!letter.valid) return NotText{line, "the line must be UTF-8, but is not", kSaveAsUtf8};
        if (letter.code == 0) {
            const auto nulls = std::count(text.begin(), text.end(), '\0');
            const bool halves = 3 * static_cast<std::size_t>(nulls) >= text.size();  // as in UTF-16 without its mark
            return NotText{line, "the line must not hold a NUL byte", halves ? kSaveAsUtf8 : "delete it"};
        }
        if (letter.code == 0x1e || letter.code == 0x1f)
            return NotText{line,
                           fmt::format("the line must not hold the control character U+{:04X}",
                                       static_cast<std::uint32_t>(letter.code)),
                           "delete it"};
        line += letter.code == '\n';
        at += letter.length;
    }
    return {};
}

Decoded decode(std::string_view bytes) {
    Decoded decoded{{}, "UTF-8", false, {}};
    if (bytes.starts_with("\xff\xfe\0\0"sv) || bytes.starts_with("\0\0\xfe\xff"sv)) {
        decoded.wrong = NotText{0, "the list must be UTF-8 or UTF-16, but is UTF-32", kSaveAsUtf8};
        return decoded;
    }
    decoded.as_it_was = true;
    const bool big_endian = bytes.starts_with("\xfe\xff"sv);
    if (big_endian || bytes.starts_with("\xff\xfe"sv)) {
        decoded.encoding = big_endian ? "UTF-16, big-endian" : "UTF-16";
        auto text = from_utf16(bytes.substr(2), big_endian);
        if (!text) {
            decoded.wrong = NotText{0, "the list begins as UTF-16, but goes on as something else", kSaveAsUtf8};
            return decoded;
        }
        decoded.text = std::move(*text);
        decoded.as_it_was = false;
    } else if ((decoded.wrong = other_format(bytes))) {
        return decoded;
    }
    const std::string_view text = decoded.as_it_was ? bytes : decoded.text;
    decoded.wrong = not_letters(text);
    // Old Macintoshes ended lines with a carriage return alone.
    if (text.find('\n') == text.npos && text.find('\r') != text.npos) {
        if (decoded.as_it_was) decoded.text = text;
        decoded.as_it_was = false;
        std::replace(decoded.text.begin(), decoded.text.end(), '\r', '\n');
    }
    return decoded;
}

bool is_archive(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv);
}

}  // namespace hotline
