// Pictures as SVG: trees of the page's markup that also work as separate files. The style sheet sets the colours;
// text is real text. Units are CSS pixels.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "analysis/pictures/markup.hpp"
#include "analysis/pictures/text_width.hpp"

namespace hotline {

/// For paper or a wide screen, for a telephone, one picture for both, or one of several side by side.
enum class Width : unsigned char { wide, narrow, any, small };

enum class Anchor : unsigned char { start, middle, end };

/// How to tell the series of a chart apart without colour: by one of six dash patterns and, from the seventh on, also
/// by a mark repeated along the curve.
enum class SeriesMark : unsigned char { none, circle, square, triangle };
struct SeriesLook {
    std::string css_class;  // of colour and dash, "s1" … "s6"
    SeriesMark mark = SeriesMark::none;
};
/// Distinct for up to `kMostInFull` series, the most in a chart.
SeriesLook look_of(std::size_t series);
/// Draws a series' mark, inside an `svg` parent; nothing if it has none.
void add_mark(const Element& svg, const SeriesLook& look, double x, double y);

class Picture {
public:
    /// A screen reader says `title` first; `description` says what the picture shows.
    Picture(const Element& parent, Width width, double height, std::string_view title, std::string_view description);

    double width() const { return width_; }
    double height() const { return height_; }

    Element line(const char* css_class, double x1, double y1, double x2, double y2) const;
    Element rect(const char* css_class, double x, double y, double width, double height) const;
    Element path(const std::string& css_class, const std::string& data) const;
    void mark(const SeriesLook& look, double x, double y) const { add_mark(svg_, look, x, y); }
    Element text(const char* css_class, double x, double y, Anchor anchor, std::string_view words) const;

    static double width_of(Width width) { return width == Width::narrow || width == Width::small ? 336 : 860; }

private:
    double width_;
    double height_;
    Element svg_;
};

/// "12.5": a coordinate, to a tenth of a pixel.
std::string coordinate(double value);
/// Writes the picture, the only one of the document, as a separate file.
void finish_picture(std::ostream& out, pugi::xml_document& document);

}  // namespace hotline
