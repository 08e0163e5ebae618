// Texts that look alike count as equal. A letter with an accent may be one code point or two (a Mac decomposes file
// names), and spreadsheets leave invisible characters. Texts are compared in Unicode's Normalization Form C (Unicode
// Standard Annex #15). Only alike.cpp includes utf8proc, which computes it.
#pragma once

#include <string>
#include <string_view>

namespace hotline {

/// The text in Normalization Form C. A text that is not UTF-8 stays as it is.
std::string composed(std::string_view text);

/// The first character of a text that is invisible, or that looks like a space but is not U+0020, such as "U+200B".
/// Empty where there is none. Joiners after letters of a script that needs them do not count.
std::string unseen_in(std::string_view text);

/// The text in Normalization Form C, with plain spaces in place of other spaces, and without invisible characters.
std::string readable(std::string_view text);

}  // namespace hotline
