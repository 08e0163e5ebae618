#include "analysis/page/page_parts.hpp"

#include <algorithm>

#include "analysis/pictures/picture.hpp"
#include "analysis/write/version.hpp"

namespace hotline {
namespace {

std::string shell_word(const std::string& word) {
    const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char letter) {
        return std::isalnum(letter) || letter >= 0x80 ||
               std::string_view("-_./:=,+@%").find(static_cast<char>(letter)) != std::string_view::npos;
    });
    if (plain) return word;
    std::string quoted = "'";
    for (const char letter : word) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + "'";
}

}  // namespace

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

void add_contents(const Element& nav, const pugi::xml_node& main) {
    nav.set("aria-label", "On this page");
    const Element list = nav.add("ul");
    for (const pugi::xml_node part : main.children()) {
        const pugi::xml_node heading = part.child("h2");
        const Element link = list.add("li").add("a").set("href", fmt::format("#{}", heading.attribute("id").value()));
        link.name(heading.first_child().first_child() ? heading.first_child().text().as_string()
                                                      : heading.text().as_string());
    }
}

void add_provenance(const Spot& spot, const std::vector<std::string>& words) {
    const Element section = spot.section("again", "Reproduce this page");
    std::string command = "hotline";
    for (const std::string& word : words) command += ' ' + shell_word(word);
    section.add("pre").set("tabindex", "0").add("code", command);
    section.add("p", fmt::format("hotline {}, time zones {}. The same files give the same page, byte for byte.",
                                 version(), time_zone_version()));
}

void fill_page(std::ostream& out, std::string_view page,
               const std::vector<std::pair<std::string_view, std::string>>& parts) {
    for (const auto& [mark, text] : parts) {
        const std::size_t at = page.find(mark);
        out << page.substr(0, at) << text;
        page.remove_prefix(at + mark.size());
    }
    out << page;
}

}  // namespace hotline
