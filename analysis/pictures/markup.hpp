// The page's markup as a tree, written by pugixml, so that text from a scenario is always text or an attribute's
// value and never markup. The trees contain no void elements of HTML, such as br or img, so HTML and XML have the
// same form.
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

    /// Appends a child.
    Element add(const char* name) const { return Element(node_.append_child(name)); }
    Element add(const char* name, std::string_view words) const { return add(name).text(words); }
    Element add(const char* name, const char* css_class, std::string_view words) const {
        return add(name).set("class", css_class).text(words);
    }
    /// Changes the value of an existing attribute.
    const Element& reset(const char* attribute, const char* value) const;
    /// Appends text.
    const Element& text(std::string_view words) const;
    template <class Value>
    const Element& set(const char* attribute, const Value& value) const {
        node_.append_attribute(attribute).set_value(fmt::format("{}", value).c_str());
        return *this;
    }
    /// A name from a scenario, isolated so that its writing direction does not affect the text around it; a very long
    /// one is shortened.
    Element name(std::string_view words) const;
    /// The same, never shortened.
    Element long_name(std::string_view words) const;

private:
    mutable pugi::xml_node node_;
};

/// The whole tree, as HTML or as XML without a declaration.
void write_markup(std::ostream& out, const pugi::xml_node& tree);
std::string markup_text(const pugi::xml_node& tree);

/// A table whose first column names the rows. On a screen too narrow for its columns, every row becomes a small list.
class Table {
public:
    Table(const Element& parent, std::string_view caption, std::vector<std::string> heads);
    /// Starts a row, with its heading.
    Table& row(std::string_view heading);
    /// The element of the heading, for one that is not plain text.
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
