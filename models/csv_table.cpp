#include "models/csv_table.hpp"

#include <fmt/format.h>
#include <libfccp/csv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace hotline {
namespace {

using Fields = std::array<char*, kMostColumns>;
using Parser = io::CSVReader<kMostColumns, io::trim_chars<' ', '\t'>, io::double_quote_escape<',', '"'>,
                             io::throw_on_overflow, io::empty_line_comment>;

std::size_t valid_letter(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char first = byte(at);
    if (first == 0) return 0;
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    if (length == 0 || first > 0xf4 || at + length > text.size()) return 0;
    for (std::size_t index = at + 1; index < at + length; ++index) {
        if ((byte(index) & 0xc0) != 0x80) return 0;
    }
    return length;
}

/// NUL bytes would end a field early, and what is no UTF-8 could not be shown.
bool is_text(const Files::Text& file, Diagnostics& diagnostics) {
    std::uint32_t line = 1;
    for (std::size_t at = 0; at < file.text.size();) {
        const std::size_t length = valid_letter(file.text, at);
        if (length == 0) {
            diagnostics.error({file.file, line, 0},
                              file.text[at] == 0 ? "the line holds a NUL byte" : "the line is not UTF-8");
            return false;
        }
        line += file.text[at] == '\n';
        at += length;
    }
    return true;
}

/// The first line that is not empty, split; a header needs no more than plain quotes.
struct Header {
    std::uint32_t line = 1;
    std::vector<std::string> names;
};

std::optional<Header> header_of(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    Header header;
    for (;; ++header.line) {
        if (text.empty()) return {};
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
        for (;;) {
            const std::size_t comma = std::min(line.find(','), line.size());
            std::string_view name = line.substr(0, comma);
            const auto trim = [&](std::string_view drop) {
                while (!name.empty() && drop.find(name.front()) != drop.npos) name.remove_prefix(1);
                while (!name.empty() && drop.find(name.back()) != drop.npos) name.remove_suffix(1);
            };
            trim(" \t");
            if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
            header.names.emplace_back(name);
            if (comma == line.size()) return header;
            line.remove_prefix(comma + 1);
        }
    }
}

/// Whether every column is known, named once, and none that is needed is missing.
bool check(const Header& header, Index file, const CsvColumns& columns, Diagnostics& diagnostics) {
    const Place place{file, header.line, 0};
    bool good = true;
    const auto complain = [&](std::string message, std::string hint = {}) {
        diagnostics.error(place, std::move(message), std::move(hint));
        good = false;
    };
    for (std::size_t index = 0; index < header.names.size(); ++index) {
        const std::string& name = header.names[index];
        if (std::find(columns.names.begin(), columns.names.end(), name) == columns.names.end()) {
            complain(fmt::format("unknown column \"{}\"", name), did_you_mean(name, columns.names));
        } else if (std::find(header.names.begin(), header.names.begin() + static_cast<std::ptrdiff_t>(index), name) !=
                   header.names.begin() + static_cast<std::ptrdiff_t>(index)) {
            complain(fmt::format("column \"{}\" stands here twice", name));
        }
    }
    for (std::size_t index = 0; index < columns.required; ++index) {
        if (std::find(header.names.begin(), header.names.end(), columns.names[index]) == header.names.end()) {
            complain(fmt::format("there is no column \"{}\", which the list needs", columns.names[index]));
        }
    }
    return good;
}

template <std::size_t... index>
void read_header(Parser& parser, const std::array<std::string, kMostColumns>& names, std::index_sequence<index...>) {
    parser.read_header(io::ignore_missing_column, names[index]...);
}

template <std::size_t... index>
bool read_row(Parser& parser, Fields& fields, std::index_sequence<index...>) {
    return parser.read_row(fields[index]...);
}

}  // namespace

bool read_csv(const Files::Text& file, const CsvColumns& columns, Diagnostics& diagnostics,
              const std::function<void(Place, const CsvRow&)>& row) {
    if (!is_text(file, diagnostics)) return false;
    const auto header = header_of(file.text);
    if (!header) {
        diagnostics.error({file.file, 1, 0}, "the list is empty: it has not even a header");
        return false;
    }
    if (!check(*header, file.file, columns, diagnostics)) return false;

    constexpr auto kAll = std::make_index_sequence<kMostColumns>{};
    std::array<std::string, kMostColumns> names;
    for (std::size_t index = 0; index < kMostColumns; ++index) {
        // The parser wants all its columns named; those beyond ours have names that no header can hold.
        names[index] = index < columns.names.size() ? columns.names[index] : std::string(index + 1, ',');
    }
    // Without an end of the last line the parser looks at a byte behind it that nobody has written.
    const std::string text = file.text.ends_with('\n') ? "" : file.text + '\n';
    const std::string& ended = text.empty() ? file.text : text;
    Parser parser("", ended.data(), ended.data() + ended.size());
    CsvRow cells(columns.names.size());
    for (bool header_read = false;;) {
        const auto place = [&] { return Place{file.file, parser.get_file_line(), 0}; };
        try {
            if (!header_read) read_header(parser, names, kAll);
            header_read = true;
            Fields fields{};
            if (!read_row(parser, fields, kAll)) return true;
            for (std::size_t index = 0; index < cells.size(); ++index) {
                cells[index] = fields[index] ? std::string_view(fields[index]) : std::string_view{};
            }
            row(place(), cells);
        } catch (const io::error::too_few_columns&) {
            diagnostics.error(place(), "the row has fewer fields than the header has columns");
        } catch (const io::error::too_many_columns&) {
            diagnostics.error(place(), "the row has more fields than the header has columns",
                              "put fields that hold a comma in double quotes");
        } catch (const io::error::escaped_string_not_closed&) {
            diagnostics.error(place(), "a quote is opened and not closed");
        } catch (const io::error::line_length_limit_exceeded&) {
            diagnostics.error(place(), "the line is longer than 16 million bytes");
            return header_read;
        } catch (const io::error::base&) {
            diagnostics.error(place(), "the list cannot be read here");
            return header_read;
        }
        if (!header_read) return false;
    }
}

std::vector<double> read_csv_numbers(const Files::Text& file, Diagnostics& diagnostics) {
    std::vector<double> numbers;
    if (!is_text(file, diagnostics)) return numbers;
    std::string_view text = file.text;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    bool first = true;
    for (std::uint32_t line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view field = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!field.empty() && (field.back() == '\r' || field.back() == ' ' || field.back() == '\t'))
            field.remove_suffix(1);
        while (!field.empty() && (field.front() == ' ' || field.front() == '\t')) field.remove_prefix(1);
        if (field.empty()) continue;
        double number = 0;
        const auto [stop, error] = std::from_chars(field.data(), field.data() + field.size(), number);
        const bool whole_field = error == std::errc{} && stop == field.data() + field.size();
        if (whole_field && std::isfinite(number) && number >= 0) {
            numbers.push_back(number);
        } else if (whole_field || !first) {
            diagnostics.error({file.file, line, 0}, "the line is not a duration in seconds: a number, not negative");
        }
        first = false;
    }
    return numbers;
}

}  // namespace hotline
