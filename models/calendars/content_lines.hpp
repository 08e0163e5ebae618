// The content lines of an iCalendar file (RFC 5545, section 3.1): physical lines, unfolded, with the place of each
// letter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/base/place.hpp"

namespace hotline {

/// The text with its letters a to z in upper case, in which names stand.
std::string upper_case(std::string_view text);
/// The longest run of digits in a text. Libical cuts long numbers.
std::size_t longest_number(std::string_view text);

struct ContentLine {
    std::string text;        // unfolded
    std::uint32_t line = 0;  // at which it begins, from 1
    /// Where a later physical line begins: the first letter in `text`, and the number of that line.
    std::vector<std::pair<std::size_t, std::uint32_t>> folds;

    /// Name of the property, in upper case; without its parameters.
    std::string name() const;
    /// Where the value begins: after the first colon outside quotes. `text.size()` if there is none.
    std::size_t value_at() const;
    std::string_view value() const { return std::string_view(text).substr(value_at()); }
    /// The place of a letter.
    Place place(Index file, std::size_t at) const;
    Place value_place(Index file) const { return place(file, value_at()); }
};

class ContentLines {
public:
    explicit ContentLines(std::string_view text);

    /// The next line that is not empty. False at the end.
    bool next(ContentLine& line);

private:
    std::string_view physical();

    std::string_view rest_;
    std::uint32_t line_ = 0;
};

}  // namespace hotline
