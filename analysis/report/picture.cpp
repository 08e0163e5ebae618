#include "analysis/report/picture.hpp"

#include <array>
#include <cmath>

#include "analysis/figures.hpp"
#include "analysis/report/assets.hpp"
#include "models/utf8.hpp"

namespace hotline {
namespace {

constexpr double kLetter = 7.8;  // a letter's width, taken as rather wide
constexpr std::size_t kSeries = 6;
constexpr std::size_t kLongestTitle = 200;

}  // namespace

Picture::Picture(const Element& parent, Width width, double height, std::string_view title,
                 std::string_view description)
    : width_(width_of(width)), height_(height), svg_(parent.add("svg")) {
    constexpr std::array<const char*, 3> kNames{"wide", "narrow", "any"};
    svg_.set("xmlns", "http://www.w3.org/2000/svg")
        .set("viewBox", fmt::format("0 0 {} {}", coordinate(width_), coordinate(height_)))
        .set("class", fmt::format("picture {}", kNames[static_cast<std::size_t>(width)]))
        .set("role", "img");
    svg_.add("title", cut(title, kLongestTitle));
    svg_.add("desc", description);
}

Element Picture::line(const char* css_class, double x1, double y1, double x2, double y2) const {
    return svg_.add("line")
        .set("class", css_class)
        .set("x1", coordinate(x1))
        .set("y1", coordinate(y1))
        .set("x2", coordinate(x2))
        .set("y2", coordinate(y2));
}

Element Picture::rect(const char* css_class, double x, double y, double width, double height) const {
    return svg_.add("rect")
        .set("class", css_class)
        .set("x", coordinate(x))
        .set("y", coordinate(y))
        .set("width", coordinate(width))
        .set("height", coordinate(height));
}

Element Picture::path(const std::string& css_class, const std::string& data) const {
    return svg_.add("path").set("class", css_class).set("d", data);
}

Element Picture::text(const char* css_class, double x, double y, Anchor anchor, std::string_view words) const {
    constexpr const char* kAnchors[] = {"start", "middle", "end"};
    return svg_.add("text")
        .set("class", css_class)
        .set("x", coordinate(x))
        .set("y", coordinate(y))
        .set("text-anchor", kAnchors[static_cast<std::size_t>(anchor)])
        .text(words);
}

std::string coordinate(double value) {
    std::string text = fmt::format("{:.1f}", value);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text == "-0" ? "0" : text;
}

double text_width(std::string_view words) {
    double width = 0;
    for (std::size_t at = 0; at < words.size();) {
        const Letter letter = letter_at(words, at);
        width += kLetter * static_cast<double>(letter.width());
        at += letter.length;
    }
    return width;
}

std::string fitting(std::string_view words, double width) {
    return cut(words, static_cast<std::size_t>(std::max(width / kLetter, 2.0)));
}

std::string series_class(std::size_t series) {
    return fmt::format("s{}", series % kSeries + 1);
}

void finish_picture(std::ostream& out, pugi::xml_document& document) {
    pugi::xml_node style = document.document_element().prepend_child("style");
    style.append_child(pugi::node_pcdata).set_value(std::string(kPictureStyle).c_str());
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    write_markup(out, document);
}

}  // namespace hotline
