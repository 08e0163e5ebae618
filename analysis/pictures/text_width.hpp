// How wide a text of a picture is, in CSS pixels. The page takes the reader's own font, which is not known here, so
// the widths are those of DejaVu Sans, the widest of the usual sans-serif fonts; letters outside of Latin-1 count as
// wide as the widest of their script. A text that fits by these widths fits.
#pragma once

#include <string>
#include <string_view>

namespace hotline {

/// The sizes of the pictures' texts: of names, and of ticks and what else is small.
inline constexpr double kLabelSize = 13;
inline constexpr double kTickSize = 12;

double text_width(std::string_view words, double size = kLabelSize);
/// A text, or so much of its beginning that with "…" it is no wider than that.
std::string fitting(std::string_view words, double width, double size = kLabelSize);

}  // namespace hotline
