// Characters of UTF-8 (RFC 3629): which ones files may hold, and which ones a terminal may show.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hotline {

/// A character, or a byte that is not part of a valid one.
struct Letter {
    std::size_t length = 1;  // bytes
    char32_t code = 0;
    bool valid = false;  // overlong forms, surrogates and codes above U+10FFFF are invalid

    /// Whether it is neither a control character nor a bidirectional formatting mark, which could disguise a line.
    bool printable() const;
    /// Its width in terminal columns: 2 for wide East Asian characters, 0 for combining marks.
    std::size_t width() const;
};

/// A name for use in a line with others. A name in a right-to-left script is put between U+2068 and U+2069, so that
/// it does not reorder the line: the caller stays before the arrow.
std::string isolated(std::string_view name);
/// "France → Japan".
std::string from_to(std::string_view from, std::string_view to);

/// The character at a byte of the text. Requires `at` < text.size().
Letter letter_at(std::string_view text, std::size_t at);

/// The text with "?" in place of every character that is not printable.
std::string printable(std::string_view text);
/// The same for a text of several lines.
std::string printable_lines(std::string_view text);

/// "the control character U+001B": the first control character of the text; empty if there is none. Terminals obey
/// control characters, and bidirectional formatting marks make a line look like another.
std::string control_in(std::string_view text);

bool is_ascii(std::string_view text);
/// The text without these characters at its ends.
std::string_view trimmed(std::string_view text, std::string_view blanks = " \t");
/// The place of the first such letter outside of quotes, single or double; npos without one.
std::size_t find_unquoted(std::string_view text, char letter);
/// The text with its letters A to Z in lower case.
std::string lower_case(std::string_view text);

/// A text of more than `most` bytes with "…" in place of its middle.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace hotline
