// How texts for people are written: line by line.
#pragma once

#include <fmt/ostream.h>

#include <ostream>
#include <utility>

namespace hotline {

/// What writes one is derived from it.
class TextWriter {
protected:
    explicit TextWriter(std::ostream& out) : out_(out) {}

    template <class... Values>
    void line(fmt::format_string<Values...> format, Values&&... values) {
        fmt::print(out_, format, std::forward<Values>(values)...);
        out_ << '\n';
    }

    std::ostream& out_;
};

}  // namespace hotline
