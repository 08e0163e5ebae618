#include "analysis/page/page_parts.hpp"

#include "analysis/pictures/picture.hpp"

namespace hotline {
Element Spot::section(std::string_view id, std::string_view heading) const {
    const std::string own = fmt::format("{}{}", prefix, id);
    const Element section = parent.add("section");
    // Landmarks need unique names, so the sections of one scenario among several are not landmarks.
    if (level == 2) section.set("aria-labelledby", own);
    section.add(fmt::format("h{}", level).c_str()).set("id", own).name(heading);
    return section;
}

Element Spot::heading(const Element& section, int below, std::string_view words) const {
    const Element made = section.add(fmt::format("h{}", level + below).c_str());
    made.name(words);
    return made;
}

Element add_figure(const Element& section, std::string_view caption) {
    const Element figure = section.add("figure");
    figure.add("figcaption").long_name(caption);
    return figure;
}

Element add_details(const Element& parent, std::string_view summary) {
    const Element details = parent.add("details");
    details.add("summary", summary);
    return details;
}

void add_key(const Element& parent, std::size_t series) {
    const SeriesLook look = look_of(series);
    const Element key = parent.add("svg");
    key.set("class", "key").set("viewBox", "0 0 30 12").set("aria-hidden", "true");
    key.add("line")
        .set("class", "curve " + look.css_class)
        .set("x1", "0")
        .set("x2", "30")
        .set("y1", "6")
        .set("y2", "6");
    add_mark(key, look, 15, 6);
}

}  // namespace hotline
