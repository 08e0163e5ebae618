// Texts that look alike are alike. A letter with an accent may be written as one code or as two (a Mac takes names
// apart), and a spreadsheet leaves characters that cannot be seen. Texts are compared in Unicode's Normalization Form
// C (Unicode Standard Annex #15), by utf8proc, which only alike.cpp includes.
#pragma once

#include <string>
#include <string_view>

namespace hotline {

/// The text in Normalization Form C. A text that is not UTF-8 stays as it is.
std::string composed(std::string_view text);

/// The first character of a text that cannot be seen, or that looks like a blank and is none: "U+200B"; empty where
/// there is none. Joiners after letters of a script that needs them do not count.
std::string unseen_in(std::string_view text);

/// The text composed, with blanks in place of what looks like one, and without characters that cannot be seen.
std::string readable(std::string_view text);

}  // namespace hotline
