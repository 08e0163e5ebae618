// What embed.cmake puts into the program at build time.
#pragma once

#include <string_view>

namespace hotline {

/// page.html with its style and its scripts; "{{title}}", "{{content}}" and "{{data}}" are still to be filled in.
extern const std::string_view kPageTemplate;
/// The same without scripts, and so without "{{data}}".
extern const std::string_view kStillTemplate;
/// pictures.css, for pictures that stand by themselves.
extern const std::string_view kPictureStyle;

}  // namespace hotline
