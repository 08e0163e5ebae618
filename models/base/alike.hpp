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

/// The text without capitals and accents. A text that is not UTF-8 stays as it is.
std::string plain(std::string_view text);

/// Whether two texts differ in one letter that is missing, added, or another, or in two neighbours that are swapped.
bool differ_in_one_letter(std::string_view a, std::string_view b);

/// Whether one text looks like a misspelling of the other: they differ in capitals or accents, or in one letter of
/// four or more. Texts that differ in a digit are different names, such as "desk 1" and "desk 2".
bool nearly_same(std::string_view a, std::string_view b);

}  // namespace hotline
