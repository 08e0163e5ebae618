#include "analysis/write/escape.hpp"

#include <fmt/format.h>

#include <charconv>
#include <system_error>
#include <vector>

#include "models/base/utf8.hpp"
#include "models/documents/csv_table.hpp"

namespace hotline {
namespace {

std::string replaced(std::string_view text, std::string_view letters, const std::vector<std::string_view>& by) {
    std::string result;
    for (const char letter : text) {
        const std::size_t which = letters.find(letter);
        if (which == std::string_view::npos) {
            result += letter;
        } else {
            result += by[which];
        }
    }
    return result;
}

bool is_number(std::string_view text) {
    double ignored = 0;
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ignored);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::string for_tap(std::string_view text) {
    return replaced(text, "\\#\n\r", {"\\\\", "\\#", " ", " "});
}

std::string for_xml(std::string_view text) {
    return printable_lines(text);
}

std::string for_markdown(std::string_view text) {
    std::string cell;
    for (const char letter : text) {
        if (letter == '\n') {
            cell += "<br>";
        } else if (std::string_view("\\`*_{}[]<>#!|~&").find(letter) != std::string_view::npos) {
            cell += fmt::format("&#{};", static_cast<int>(letter));
        } else {
            cell += letter;
        }
    }
    return cell;
}

std::string for_github_message(std::string_view text) {
    return replaced(text, "%\r\n", {"%25", "%0D", "%0A"});
}

std::string for_github_property(std::string_view text) {
    return replaced(text, "%\r\n:,", {"%25", "%0D", "%0A", "%3A", "%2C"});
}

std::string for_csv(const std::string& text) {
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    return csv_field(formula && !is_number(text) ? '\'' + text : text);
}

}  // namespace hotline
