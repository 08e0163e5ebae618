#include "analysis/pictures/picture.hpp"

#include <array>
#include <cmath>

#include "analysis/assets/assets.hpp"
#include "analysis/write/figures.hpp"

namespace hotline {
namespace {

constexpr std::size_t kDashes = 6;
constexpr std::size_t kMarks = 4;
constexpr std::size_t kLongestTitle = 200;

}  // namespace

Picture::Picture(const Element& parent, Width width, double height, std::string_view title,
                 std::string_view description)
    : width_(width_of(width)), height_(height), svg_(parent.add("svg")) {
    constexpr std::array<const char*, 4> kNames{"wide", "narrow", "any", "small"};
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

SeriesLook look_of(std::size_t series) {
    return {fmt::format("s{}", series % kDashes + 1), static_cast<SeriesMark>(series / kDashes % kMarks)};
}

void add_mark(const Element& svg, const SeriesLook& look, double x, double y) {
    constexpr double kReach = 4;
    std::string data;
    switch (look.mark) {
        case SeriesMark::none:
            return;
        case SeriesMark::circle:
            svg.add("circle")
                .set("class", "mark " + look.css_class)
                .set("cx", coordinate(x))
                .set("cy", coordinate(y))
                .set("r", coordinate(kReach));
            return;
        case SeriesMark::square:
            data = fmt::format("M{} {}h{}v{}h{}z", coordinate(x - kReach), coordinate(y - kReach),
                               coordinate(2 * kReach), coordinate(2 * kReach), coordinate(-2 * kReach));
            break;
        case SeriesMark::triangle:
            data = fmt::format("M{} {}l{} {}h{}z", coordinate(x), coordinate(y - kReach - 1), coordinate(kReach + 1),
                               coordinate(2 * kReach), coordinate(-2 * kReach - 2));
            break;
    }
    svg.add("path").set("class", "mark " + look.css_class).set("d", data);
}

void finish_picture(std::ostream& out, pugi::xml_document& document) {
    pugi::xml_node svg = document.document_element();
    const std::string box = svg.attribute("viewBox").value();
    const std::size_t size = box.find_first_not_of("0 ");
    const std::size_t middle = box.find(' ', size);
    Element(svg).set("width", box.substr(size, middle - size)).set("height", box.substr(middle + 1));
    // A white background of its own: programs other than browsers have no default background.
    Element(svg.prepend_child("rect")).set("class", "paper").set("width", "100%").set("height", "100%");
    pugi::xml_node style = svg.prepend_child("style");
    style.append_child(pugi::node_pcdata).set_value(std::string(kPictureStyle).c_str());
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    write_markup(out, document);
}

}  // namespace hotline
