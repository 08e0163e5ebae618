#include "models/documents/csv_table.hpp"

#include <fmt/format.h>
#include <libfccp/csv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "models/base/utf8.hpp"

namespace hotline {
namespace {

using Fields = std::array<char*, kMostColumns>;
/// With one column, an empty line is an empty field. With several, it is skipped.
using EmptyLineIsAField = io::no_comment;
using EmptyLineIsNothing = io::empty_line_comment;
template <unsigned columns, class EmptyLine>
using Parser = io::CSVReader<columns, io::trim_chars<' ', '\t'>, io::double_quote_escape<',', '"'>,
                             io::throw_on_overflow, EmptyLine>;

/// NUL bytes would end a field early, and invalid UTF-8 could not be shown.
bool is_text(const Files::Text& file, Diagnostics& diagnostics) {
    std::uint32_t line = 1;
    for (std::size_t at = 0; at < file.text.size();) {
        const Letter letter = letter_at(file.text, at);
        if (!letter.valid || letter.code == 0) {
            diagnostics.error({file.file, line, 0}, letter.valid ? "the line must not hold a NUL byte"
                                                                 : "the line must be UTF-8, but is not");
            return false;
        }
        line += letter.code == '\n';
        at += letter.length;
    }
    return true;
}

/// The most names that are read from a header, for lists that may have other columns and for those that may not. Both
/// are more than any list needs.
constexpr std::size_t kMostNames = 1000;
constexpr std::size_t kMostOwnNames = 2 * kMostColumns;

/// The first line that is not empty, split into names. Only plain quotes are understood: a header needs no more.
struct Header {
    std::uint32_t line = 1;
    std::size_t begin = 0;  // byte of the text at which that line begins
    std::vector<std::string> names;
};

std::optional<Header> header_of(std::string_view text, std::size_t most) {
    const std::size_t all = text.size();
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    Header header;
    for (;; ++header.line) {
        if (text.empty()) return {};
        header.begin = all - text.size();
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
            if (comma == line.size() || header.names.size() == most) return header;
            line.remove_prefix(comma + 1);
        }
    }
}

/// Whether every column is known and named once, and no required column is missing.
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
            if (columns.others_too) continue;
            complain(fmt::format("unknown column \"{}\"", name), what_is_known(name, columns.names));
        } else if (std::find(header.names.begin(), header.names.begin() + static_cast<std::ptrdiff_t>(index), name) !=
                   header.names.begin() + static_cast<std::ptrdiff_t>(index)) {
            complain(fmt::format("column \"{}\" is named here twice", name));
        }
    }
    for (std::size_t index = 0; index < columns.required; ++index) {
        if (std::find(header.names.begin(), header.names.end(), columns.names[index]) == header.names.end()) {
            complain(fmt::format("missing column \"{}\"", columns.names[index]),
                     columns.others_too ? did_you_mean(columns.names[index], header.names) : "");
        }
    }
    return good;
}

template <class Parser, std::size_t... index>
void read_header(Parser& parser, const std::array<std::string, kMostColumns>& names, io::ignore_column ignored,
                 std::index_sequence<index...>) {
    parser.read_header(ignored, names[index]...);
}

template <class Parser, std::size_t... index>
bool read_row(Parser& parser, Fields& fields, std::index_sequence<index...>) {
    return parser.read_row(fields[index]...);
}

/// Calls `read` with a parser of the text until it returns false. Parsing starts at line `first`, which begins at
/// byte `begin`. Exceptions of the parser become errors; reading goes on after them where it can.
template <unsigned columns, class EmptyLine, typename Read>
void parse(const Files::Text& file, std::uint32_t first, std::size_t begin, Diagnostics& diagnostics, Read read) {
    // Without a newline at the end, the parser reads an uninitialised byte behind the text.
    const std::string text = file.text.ends_with('\n') ? "" : file.text + '\n';
    const std::string& ended = text.empty() ? file.text : text;
    Parser<columns, EmptyLine> parser("", ended.data() + begin, ended.data() + ended.size());
    parser.set_file_line(first - 1);
    for (;;) {
        const auto complain = [&](const char* message, const char* hint = "") {
            diagnostics.error({file.file, parser.get_file_line(), 0}, message, hint);
        };
        try {
            if (!read(parser)) return;
        } catch (const io::error::too_few_columns&) {
            complain("the row must have one field for each column, but has fewer");
        } catch (const io::error::too_many_columns&) {
            complain("the row must have one field for each column, but has more",
                     "put a field that holds a comma in double quotes");
        } catch (const io::error::escaped_string_not_closed&) {
            complain("a quote is opened, but not closed");
        } catch (const io::error::line_length_limit_exceeded&) {
            return complain("a line must be at most 16 million bytes long, but this one is longer");
        } catch (const io::error::base&) {
            return complain("the list cannot be read here");
        }
    }
}

}  // namespace

void read_csv(const Files::Text& file, const CsvColumns& columns, Diagnostics& diagnostics,
              const std::function<void(Place, const CsvRow&)>& row) {
    if (!is_text(file, diagnostics)) return;
    const auto header = header_of(file.text, columns.others_too ? kMostNames : kMostOwnNames);
    if (!header) return diagnostics.error({file.file, 1, 0}, "the list must have a header, but is empty");
    if (!check(*header, file.file, columns, diagnostics)) return;

    constexpr auto kAll = std::make_index_sequence<kMostColumns>{};
    std::array<std::string, kMostColumns> names;
    for (std::size_t index = 0; index < kMostColumns; ++index) {
        // The parser needs a name for each of its columns. Unused ones get names that no header can hold.
        names[index] = index < columns.names.size() ? columns.names[index] : std::string(index + 1, ',');
    }
    const io::ignore_column ignored =
        columns.others_too ? io::ignore_missing_column | io::ignore_extra_column : io::ignore_missing_column;
    CsvRow cells(columns.names.size());
    bool header_read = false;
    const auto read = [&](auto& parser) {
        if (!header_read) read_header(parser, names, ignored, kAll);
        header_read = true;
        Fields fields{};
        if (!read_row(parser, fields, kAll)) return false;
        for (std::size_t index = 0; index < cells.size(); ++index) {
            cells[index] = fields[index] ? std::string_view(fields[index]) : std::string_view{};
            if (const std::string control = control_in(cells[index]); !control.empty()) {
                diagnostics.error_in_column({file.file, parser.get_file_line(), 0}, columns.names[index],
                                            "the field must not hold " + control);
            }
        }
        row({file.file, parser.get_file_line(), 0}, cells);
        return true;
    };
    if (header->names.size() == 1) {
        parse<kMostColumns, EmptyLineIsAField>(file, header->line, header->begin, diagnostics, read);
    } else {
        parse<kMostColumns, EmptyLineIsNothing>(file, header->line, header->begin, diagnostics, read);
    }
}

std::vector<std::string> csv_header(std::string_view text) {
    auto header = header_of(text, kMostNames);
    return header ? std::move(header->names) : std::vector<std::string>{};
}

std::vector<std::string> split_field(std::string_view field) {
    std::vector<std::string> parts;
    while (!field.empty()) {
        const std::size_t end = std::min(field.find(';'), field.size());
        std::string_view part = field.substr(0, end);
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (!part.empty()) parts.emplace_back(part);
        field.remove_prefix(std::min(end + 1, field.size()));
    }
    return parts;
}

std::optional<std::uint32_t> whole_of(std::string_view field, std::uint32_t most) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error != std::errc{} || end != field.data() + field.size() || value > most) return {};
    return value;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string inside = text;
    for (std::size_t at = 0; (at = inside.find('"', at)) != inside.npos; at += 2) inside.insert(at, 1, '"');
    return '"' + inside + '"';
}

std::vector<double> read_csv_numbers(const Files::Text& file, Diagnostics& diagnostics) {
    std::vector<double> numbers;
    if (!is_text(file, diagnostics)) return numbers;
    bool first = true;
    parse<1, EmptyLineIsAField>(file, 1, 0, diagnostics, [&](auto& parser) {
        if (first) parser.set_header("seconds");
        const bool may_be_header = std::exchange(first, false);
        char* cell = nullptr;
        if (!parser.read_row(cell)) return false;
        const std::string_view field = cell;
        double number = 0;
        const auto [stop, error] = std::from_chars(field.data(), field.data() + field.size(), number);
        const bool is_number = error == std::errc{} && stop == field.data() + field.size();  // also for inf and nan
        if (is_number && std::isfinite(number) && number >= 0) {
            numbers.push_back(number);
        } else if (field.empty()) {
            diagnostics.error({file.file, parser.get_file_line(), 0}, "the line must hold a duration, but is empty");
        } else if (is_number || !may_be_header ||
                   std::string_view("+-.0123456789").find(field.substr(0, 1)) != field.npos) {
            diagnostics.error({file.file, parser.get_file_line(), 0},
                              fmt::format("a duration must be a number of seconds, 0 or more, but is \"{}\"", field));
        }
        return true;
    });
    return numbers;
}

}  // namespace hotline
