#include "analysis/pictures/markup.hpp"

#include <sstream>
#include <utility>

#include "analysis/write/figures.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostOnTelephone = 3;  // columns
constexpr std::size_t kMostOnPaper = 6;
constexpr std::size_t kLongestName = 100;

}  // namespace

const Element& Element::text(std::string_view words) const {
    node_.append_child(pugi::node_pcdata).set_value(std::string(words).c_str());
    return *this;
}

Element Element::name(std::string_view words) const {
    return long_name(cut(words, kLongestName));
}

Element Element::long_name(std::string_view words) const {
    // A text with isolated names has the page's own direction.
    return add(words.find("\u2068") == std::string_view::npos ? "bdi" : "span", words);
}

const Element& Element::reset(const char* attribute, const char* value) const {
    node_.attribute(attribute).set_value(value);
    return *this;
}

void write_markup(std::ostream& out, const pugi::xml_node& tree) {
    for (const pugi::xml_node node : tree.children()) {
        node.print(out, "", pugi::format_raw | pugi::format_no_empty_element_tags);
        out << '\n';
    }
}

std::string markup_text(const pugi::xml_node& tree) {
    std::ostringstream text;
    write_markup(text, tree);
    return text.str();
}

// These roles are the elements' defaults; browsers drop them if a row is laid out as a list.
Table::Table(const Element& parent, std::string_view caption, std::vector<std::string> heads)
    : body_(parent), row_(parent), heads_(std::move(heads)) {
    const Element table = parent.add("table")
                              .set("class", heads_.size() > kMostOnPaper       ? "figures crowded"
                                            : heads_.size() > kMostOnTelephone ? "figures stacked"
                                                                               : "figures")
                              .set("role", "table");
    table.add("caption").long_name(caption);
    const Element head = table.add("thead").set("role", "rowgroup").add("tr").set("role", "row");
    for (std::size_t column = 0; column < heads_.size(); ++column) {
        columns_.push_back(head.add("th"));
        columns_.back().name(heads_[column]);
        columns_.back()
            .set("scope", "col")
            .set("role", "columnheader")
            .set("class", column == 0 ? "words" : "number");
    }
    body_ = table.add("tbody").set("role", "rowgroup");
}

Element Table::row() {
    row_ = body_.add("tr").set("role", "row");
    column_ = 1;
    return row_.add("th").set("scope", "row").set("role", "rowheader");
}

Table& Table::row(std::string_view heading) {
    row().name(heading);
    return *this;
}

Element Table::cell_of(const char* css_class) {
    columns_[column_].reset("class", css_class);
    return row_.add("td")
        .set("role", "cell")
        .set("data-head", cut(heads_[column_++], kLongestName))
        .set("class", css_class);
}

Table& Table::cell(std::string_view words, bool number) {
    cell_of(number ? "number" : "words").text(words);
    return *this;
}

}  // namespace hotline
