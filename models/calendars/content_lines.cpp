#include "models/calendars/content_lines.hpp"

#include <algorithm>

namespace hotline {

std::string upper_case(std::string_view text) {
    std::string upper(text);
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    });
    return upper;
}

std::size_t longest_number(std::string_view text) {
    std::size_t longest = 0;
    std::size_t digits = 0;
    for (const char letter : text) {
        digits = letter >= '0' && letter <= '9' ? digits + 1 : 0;
        longest = std::max(longest, digits);
    }
    return longest;
}

std::string ContentLine::name() const {
    return upper_case(std::string_view(text).substr(0, std::min(text.find_first_of(";:"), text.size())));
}

std::size_t ContentLine::value_at() const {
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') quoted = !quoted;
        if (text[at] == ':' && !quoted) return at + 1;
    }
    return text.size();
}

Place ContentLine::place(Index file, std::size_t at) const {
    std::size_t begins = 0;
    Place place{file, line, 1};
    for (const auto& [first, number] : folds) {
        if (first > at) break;
        begins = first;
        place = {file, number, 2};  // after the space
    }
    for (std::size_t letter = begins; letter < std::min(at, text.size()); ++letter) {
        if ((static_cast<unsigned char>(text[letter]) & 0xc0U) != 0x80) ++place.column;
    }
    return place;
}

ContentLines::ContentLines(std::string_view text) : rest_(text) {
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
}

std::string_view ContentLines::physical() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
    while (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

bool ContentLines::next(ContentLine& line) {
    while (!rest_.empty()) {
        line.text = physical();
        line.line = line_;
        line.folds.clear();
        while (rest_.starts_with(' ') || rest_.starts_with('\t')) {
            const std::string_view more = physical().substr(1);
            line.folds.emplace_back(line.text.size(), line_);
            line.text += more;
        }
        if (line.text.find_first_not_of(" \t") != line.text.npos) return true;
    }
    return false;
}

}  // namespace hotline
