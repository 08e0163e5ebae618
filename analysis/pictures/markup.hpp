// The page's markup as a tree: pugixml writes it, so that whatever a scenario says is text or an attribute's value
// and never markup. The trees hold no element that HTML writes without an end, such as br or img: HTML and XML are
// then written alike.
#pragma once

#include <fmt/format.h>

#include <ostream>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hotline {

class Element {
public:
    explicit Element(pugi::xml_node node) : node_(node) {}

    /// A child at the end.
    Element add(const char* name) const { return Element(node_.append_child(name)); }
    Element add(const char* name, std::string_view words) const { return add(name).text(words); }
    Element add(const char* name, const char* css_class, std::string_view words) const {
        return add(name).set("class", css_class).text(words);
    }
    /// Gives an attribute that is there another value.
    const Element& reset(const char* attribute, const char* value) const;
    /// Words at the end of what the element holds.
    const Element& text(std::string_view words) const;
    template <class Value>
    const Element& set(const char* attribute, const Value& value) const {
        node_.append_attribute(attribute).set_value(fmt::format("{}", value).c_str());
        return *this;
    }
    /// A name that a scenario's author chose: in whatever direction it is written, it does not turn what is around
    /// it; of a very long one its beginning.
    Element name(std::string_view words) const;
    /// The same, whole.
    Element long_name(std::string_view words) const;

private:
    mutable pugi::xml_node node_;
};

/// All of a tree, as HTML or as XML without a declaration.
void write_markup(std::ostream& out, const pugi::xml_node& tree);
std::string markup_text(const pugi::xml_node& tree);

/// A table whose first column names the rows. Where there is no room for its columns every row becomes a small list.
class Table {
public:
    Table(const Element& parent, std::string_view caption, std::vector<std::string> heads);
    /// A new row, with its heading.
    Table& row(std::string_view heading);
    /// The heading's element, for one that is not plain text.
    Element row();
    Table& cell(std::string_view words, bool number = true);
    /// The next cell, empty, of "words" or a "number".
    Element cell_of(const char* css_class);

private:
    Element body_;
    Element row_;
    std::vector<std::string> heads_;
    std::vector<Element> columns_;
    std::size_t column_ = 0;
};

}  // namespace hotline
