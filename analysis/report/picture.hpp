// Pictures as SVG: trees of the page's markup, which also stand by themselves. Their colours are the style's; text is
// text. Units are CSS pixels.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "analysis/report/markup.hpp"

namespace hotline {

/// For a sheet of paper or a screen, for a telephone, or one picture for both.
enum class Width : unsigned char { wide, narrow, any };

enum class Anchor : unsigned char { start, middle, end };

class Picture {
public:
    /// `title` is what a screen reader says first, `description` what there is to be seen.
    Picture(const Element& parent, Width width, double height, std::string_view title, std::string_view description);

    double width() const { return width_; }
    double height() const { return height_; }

    Element line(const char* css_class, double x1, double y1, double x2, double y2) const;
    Element rect(const char* css_class, double x, double y, double width, double height) const;
    Element path(const std::string& css_class, const std::string& data) const;
    Element text(const char* css_class, double x, double y, Anchor anchor, std::string_view words) const;

    static double width_of(Width width) { return width == Width::narrow ? 336 : 860; }

private:
    double width_;
    double height_;
    Element svg_;
};

/// "12.5": a coordinate, to a tenth of a pixel.
std::string coordinate(double value);
/// About how wide a text of the pictures is.
double text_width(std::string_view words);
/// So much of a text as fits.
std::string fitting(std::string_view words, double width);

/// How the series of a chart are told apart, each by a colour and by a dash: "s1" … "s6", and around again.
std::string series_class(std::size_t series);

/// Writes a picture, the only one of the document, as a file of its own.
void finish_picture(std::ostream& out, pugi::xml_document& document);

}  // namespace hotline
