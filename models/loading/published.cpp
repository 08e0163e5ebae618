#include "models/loading/published.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <set>

#include "models/base/rounding.hpp"
#include "models/documents/csv_table.hpp"
#include "models/documents/document.hpp"

namespace hotline {
namespace {

struct Published {
    enum Column : unsigned char { key, quantity, value, unit, source, standing, low, high, count };
};
const CsvColumns kPublishedColumns{
    .names = {"key", "quantity", "value", "unit", "source", "standing", "low", "high", "n"},
    .required = 6,
};

/// "45 %" for the share 0.45; other units unchanged.
std::string with_unit(std::string_view value, std::string_view unit) {
    double share = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), share);
    const bool read = error == std::errc{} && end == value.data() + value.size();
    if (unit == "share" && read && share >= 0 && share <= 1) return exact_percent(share) + " %";
    return unit.empty() ? std::string(value) : fmt::format("{} {}", value, unit);
}

std::string figure_of(const CsvRow& row) {
    std::string text = with_unit(row[Published::value], row[Published::unit]);
    if (!row[Published::low].empty() && !row[Published::high].empty())
        text += fmt::format(" ({}–{})", with_unit(row[Published::low], row[Published::unit]),
                            with_unit(row[Published::high], row[Published::unit]));
    const bool says_of_how_many = row[Published::unit].find("of ") != std::string_view::npos;
    if (!row[Published::count].empty() && !says_of_how_many) text += fmt::format(", of {}", row[Published::count]);
    return text;
}

std::string standing_of(std::string_view word) {
    if (word == "read") return "read in the source";
    if (word == "derived") return "arithmetic on figures that were read";
    if (word == "unverified") return "quoted from memory: an assumption";
    return std::string(word);
}

bool is_of_key(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_' || letter == '-' || letter == '.';
}

}  // namespace

PublishedFigures::PublishedFigures(Diagnostics& files, const ReadFile& read) {
    std::set<std::filesystem::path> folders;
    const Index count_of_files = files.files();
    for (Index file = 0; file < count_of_files; ++file) {
        const auto folder = std::filesystem::path(files.name_of_file(file)).parent_path();
        if (!folders.insert(folder).second) continue;
        const auto path = shorter(folder / "published.csv");
        std::string why;
        const auto text = read(path, why);
        if (!text) continue;
        read_csv(
            {files.add_file(path.string(), *text), *text}, kPublishedColumns, files, [&](Place, const CsvRow& row) {
                PublishedFigure published{std::string(row[Published::key]), std::string(row[Published::quantity]),
                                          figure_of(row), std::string(row[Published::source]),
                                          standing_of(row[Published::standing])};
                by_key_.insert({published.key, published});
            });
    }
}

std::vector<PublishedFigure> PublishedFigures::named_in(std::string_view text) const {
    std::vector<PublishedFigure> named;
    add_named_in(text, named);
    return named;
}

void PublishedFigures::add_named_in(std::string_view text, std::vector<PublishedFigure>& named) const {
    for (auto begin = text.begin(); begin != text.end();) {
        begin = std::find_if(begin, text.end(), is_of_key);
        const auto end = std::find_if_not(begin, text.end(), is_of_key);
        std::string_view word(begin, end);
        begin = end;
        while (word.ends_with('.')) word.remove_suffix(1);  // the full stop of the sentence
        const auto found = by_key_.find(word);
        const auto is_found = [&](const PublishedFigure& figure) { return figure.key == word; };
        if (found == by_key_.end() || std::any_of(named.begin(), named.end(), is_found)) continue;
        named.push_back(found->second);
        add_named_in(found->second.source, named);
    }
}

}  // namespace hotline
