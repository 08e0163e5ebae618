// Titles, ids, names of folders and other words come from outside. Each format gives some letters a meaning of its
// own: what is written into it is escaped by its rule. For a terminal it is `printable` (models/base/utf8.hpp).
#pragma once

#include <string>
#include <string_view>

namespace hotline {

/// A description of a test of TAP. "#" would begin a directive such as TODO, which turns a failure into a success;
/// "\" would escape the next character; and a line break would begin another test.
std::string for_tap(std::string_view text);
/// XML and HTML allow no control characters, even escaped, no U+FFFE or U+FFFF, and no invalid UTF-8. Line breaks
/// stay. The library that writes the document escapes the rest.
std::string for_xml(std::string_view text);
/// A cell of a Markdown table: characters with a meaning in Markdown or HTML become character references.
std::string for_markdown(std::string_view text);
/// The message of a workflow command of GitHub, and one of its properties.
std::string for_github_message(std::string_view text);
std::string for_github_property(std::string_view text);
/// A field of CSV. A spreadsheet takes a field for a formula that begins with "=", "+", "-", "@", a tab or a carriage
/// return. An apostrophe is put before such a field, unless it is a number.
std::string for_csv(const std::string& text);

}  // namespace hotline
