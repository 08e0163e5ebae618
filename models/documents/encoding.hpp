// The text of a list from its bytes: UTF-8, or UTF-16 with a byte order mark (RFC 2781), with the line ends of any
// system. Any other file is refused, with a hint how to save it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hotline {

/// What is wrong with the bytes of a list, and in which line.
struct NotText {
    std::uint32_t line = 0;  // from 1; 0: the whole file
    std::string message;
    std::string hint;
};

struct Decoded {
    std::string text;        // UTF-8 without a byte order mark; lines end with a line feed
    const char* encoding;    // "UTF-8"
    bool as_it_was = false;  // the file's own text serves, and `text` is empty
    std::optional<NotText> wrong;
};

Decoded decode(std::string_view bytes);

/// What the text of a list must not hold: invalid UTF-8, NUL bytes, and the two characters that separate plain
/// records.
std::optional<NotText> not_letters(std::string_view text);

/// Whether the bytes are a zip archive, as workbooks are.
bool is_archive(std::string_view bytes);

}  // namespace hotline
