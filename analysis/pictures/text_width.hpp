// The width of text in a picture, in CSS pixels. The page uses the reader's own font, which is unknown here, so these
// are upper bounds: the widths of DejaVu Sans, the widest of the usual sans-serif fonts. Letters outside Latin-1
// count as the widest of their script.
#pragma once

#include <string>
#include <string_view>

namespace hotline {

/// The font sizes in pictures: of names, and of ticks and other small text.
inline constexpr double kLabelSize = 13;
inline constexpr double kTickSize = 12;

double text_width(std::string_view words, double size = kLabelSize);
/// The text, shortened with "…" if it is wider than that.
std::string fitting(std::string_view words, double width, double size = kLabelSize);

}  // namespace hotline
