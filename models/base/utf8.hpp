// Letters of UTF-8 (RFC 3629): what the files may hold, and what of it may be shown to a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hotline {

/// A letter, or a byte that is none.
struct Letter {
    std::size_t length = 1;  // bytes
    char32_t code = 0;
    bool valid = false;  // overlong forms, surrogates and what lies beyond U+10FFFF are none

    /// Neither a control character nor a mark that turns the direction of writing: those could disguise a line.
    bool printable() const;
    /// The columns it takes in a terminal: 2 in East Asian scripts, 0 of marks that join the letter before.
    std::size_t width() const;
};

/// A name that stands in a line with others. One that has letters written from right to left is put between U+2068
/// and U+2069, so that it does not turn the line: the caller stays before the arrow.
std::string isolated(std::string_view name);
/// "France → Japan".
std::string from_to(std::string_view from, std::string_view to);

/// The letter at a byte of the text. Requires `at` < text.size().
Letter letter_at(std::string_view text, std::size_t at);

/// With "?" in place of every letter that is not printable.
std::string printable(std::string_view text);

/// "the control character U+001B", the first that the text holds; empty where it holds none. Terminals do what
/// control characters say; those that turn the direction of writing show a line as something else.
std::string control_in(std::string_view text);

/// A text of more than `most` bytes without its middle, for which "…" stands.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace hotline
