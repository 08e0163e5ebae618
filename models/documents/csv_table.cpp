#include "models/documents/csv_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <libfccp/csv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "models/base/alike.hpp"
#include "models/base/utf8.hpp"
#include "models/documents/plain_list.hpp"

namespace hotline {
namespace {

constexpr std::string_view kBlanks = " \t\n";

using Fields = std::array<char*, kMostColumns>;
template <unsigned columns>
using Parser = io::CSVReader<columns, io::trim_chars<' ', '\t'>, io::double_quote_escape<kFieldEnd, '"'>,
                             io::throw_on_overflow, io::no_comment>;

/// The most names that are read from a header, for lists that may have other columns and for those that may not. Both
/// are more than any list needs.
constexpr std::size_t kMostNames = 1000;
constexpr std::size_t kMostOwnNames = 32;

bool is_in(const std::vector<std::string>& all, std::string_view name) {
    return std::find(all.begin(), all.end(), name) != all.end();
}

/// The known name that a name most likely stands for: it differs in capitals, spaces or hyphens, or by a misspelling.
/// Empty if there is none.
std::string name_meant(const std::string& name, const std::vector<std::string>& known) {
    std::string folded = lower_case(name);
    for (char& letter : folded) {
        if (letter == ' ' || letter == '-') letter = '_';
    }
    return is_in(known, folded) ? folded : nearest_of(name, known);
}

/// Whether every column is known and named once, and no required column is missing. A misspelt column does not also
/// count as missing.
bool check(const PlainList& list, const std::vector<std::string>& names, const CsvColumns& columns,
           Diagnostics& diagnostics) {
    bool good = true;
    const auto complain_at = [&](Place place, std::string message, std::string hint = {}) {
        diagnostics.error(place, std::move(message), std::move(hint));
        good = false;
    };
    const auto complain = [&](std::string message, std::string hint) {
        complain_at(list.header_at, std::move(message), std::move(hint));
    };
    const std::vector<std::string>& known = columns.names;
    std::vector<std::string> meant;
    bool any = false;
    for (const std::string& name : names) {
        const std::string seen(trimmed(readable(name), kBlanks));
        meant.push_back(seen != name && is_in(known, seen) ? seen : name_meant(name, known));
        any |= !meant.back().empty();
    }
    if (!any && !columns.others_too) {
        const bool bars = names.size() == 1 && names.front().find('|') != std::string::npos;
        const bool title = names.front().find(' ') != std::string::npos;
        if (names.size() == 1 && !bars && !title) {
            complain_at(diagnostics.field(list.header_at, list.numbers.front()),
                        fmt::format("unknown column \"{}\"", names.front()), what_is_known(names.front(), known));
            return false;
        }
        complain("the first row must name the columns of the list, but names none of them",
                 bars ? "part the columns by commas, semicolons or tabs"
                      : fmt::format("delete what stands above the header; it has names such as {}",
                                    fmt::join(known.begin(),
                                              known.begin() + static_cast<std::ptrdiff_t>(columns.required), ", ")));
        return false;
    }
    for (std::size_t index = 0; index < names.size(); ++index) {
        const std::string& name = names[index];
        const auto before = names.begin() + static_cast<std::ptrdiff_t>(index);
        const auto wrong = [&](std::string message, std::string hint = {}) {
            complain_at(diagnostics.field(list.header_at, list.numbers[index]), std::move(message), std::move(hint));
        };
        if (is_in(known, name)) {
            if (std::find(names.begin(), before, name) != before)
                wrong(fmt::format("column \"{}\" is named here twice", name));
        } else if (const std::string unseen = unseen_in(name); !unseen.empty() && is_in(known, meant[index])) {
            wrong(fmt::format("\"{}\" holds {}, which cannot be seen", meant[index], unseen), "type the name again");
        } else if (!columns.others_too) {
            wrong(fmt::format("unknown column \"{}\"", name),
                  meant[index].empty() ? what_is_known(name, known)
                                       : fmt::format("did you mean \"{}\"?", meant[index]));
        }
    }
    for (std::size_t index = 0; index < columns.required; ++index) {
        const std::string& name = known[index];
        if (is_in(names, name) || (!columns.others_too && is_in(meant, name))) continue;
        complain(fmt::format("missing column \"{}\"", name), columns.others_too ? did_you_mean(name, names) : "");
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

/// Calls `read` with a parser of the records until it returns false. Exceptions of the parser become errors; reading
/// goes on after them where it can.
template <unsigned columns, typename Read>
void parse(const PlainList& list, Diagnostics& diagnostics, Read read) {
    Parser<columns> parser("", list.text.data(), list.text.data() + list.text.size());
    for (;;) {
        const auto complain = [&](const char* message, const std::string& hint = {}) {
            diagnostics.error(list.place_of(parser.get_file_line()), message, hint);
        };
        try {
            if (!read(parser)) return;
        } catch (const io::error::too_few_columns&) {
            if (list.is_cut && parser.get_file_line() == list.places.size())
                return complain("the row must have one field for each column, but the list ends within it",
                                "if the file is cut off, get the whole of it; otherwise complete the row");
            complain("the row must have one field for each column, but has fewer",
                     fmt::format("part all fields by {}s, as in the header; a field may be empty",
                                 name_of_separator(list.separator)));
        } catch (const io::error::too_many_columns&) {
            complain("the row must have one field for each column, but has more",
                     fmt::format("put a field that holds a {} in double quotes", name_of_separator(list.separator)));
        } catch (const io::error::line_length_limit_exceeded&) {
            return complain("a line must be at most 16 million bytes long, but this one is longer");
        } catch (const io::error::base&) {
            return complain("the list cannot be read here");
        }
    }
}

/// "12,5" becomes "12.5".
void set_decimal_point(std::string& number) {
    const std::size_t comma = number.find(',');
    if (comma == number.npos || comma == 0 || comma + 1 == number.size()) return;
    const std::size_t sign = number[0] == '-' || number[0] == '+' ? 1 : 0;
    for (std::size_t at = sign; at < number.size(); ++at) {
        if (at != comma && (number[at] < '0' || number[at] > '9')) return;
    }
    number[comma] = '.';
}

/// The text of a field after parsing.
class FieldText {
public:
    FieldText(const CsvColumns& columns, bool decimal_commas, Diagnostics& diagnostics)
        : columns_(columns), diagnostics_(diagnostics), kept_(columns.names.size()) {
        const auto of = [&](const std::vector<std::string>& some) {
            std::vector<bool> is_of;
            for (const std::string& name : columns.names) is_of.push_back(is_in(some, name));
            return is_of;
        };
        is_id_ = of(columns.ids);
        is_several_ = of(columns.several);
        is_decimal_ = of(decimal_commas ? columns.decimals : std::vector<std::string>{});
    }

    /// Valid until the next call for the same column.
    std::string_view read(char* parsed, std::size_t column, Place place) {
        if (!parsed) return {};
        const std::string_view all = parsed;
        if (all.find(kLineBreak) != all.npos) {
            std::replace(parsed, parsed + all.size(), kLineBreak, is_several_[column] ? '\n' : ' ');
        }
        std::string_view field = trimmed(all, kBlanks);
        if (!is_ascii(field) || (is_decimal_[column] && field.find(',') != field.npos)) {
            std::string& kept = kept_[column];
            kept = readable(field);
            if (is_decimal_[column]) set_decimal_point(kept);
            const std::string unseen = is_id_[column] ? unseen_in(field) : "";
            field = trimmed(kept, kBlanks);
            if (!unseen.empty())
                diagnostics_.error_in_column(place, columns_.names[column],
                                             fmt::format("\"{}\" holds {}, which cannot be seen", field, unseen),
                                             "type it again");
        }
        if (const std::string control = control_in(is_several_[column] ? without_line_breaks(field) : field);
            !control.empty())
            diagnostics_.error_in_column(place, columns_.names[column], "the field must not hold " + control,
                                         "delete it");
        return field;
    }

private:
    static std::string without_line_breaks(std::string_view field) {
        std::string line(field);
        std::replace(line.begin(), line.end(), '\n', ' ');
        return line;
    }

    const CsvColumns& columns_;
    Diagnostics& diagnostics_;
    std::vector<std::string> kept_;
    std::vector<bool> is_id_, is_several_, is_decimal_;
};

}  // namespace

void read_csv(const Files::Text& file, const CsvColumns& columns, Diagnostics& diagnostics,
              const std::function<void(Place, const CsvRow&)>& row) {
    const std::size_t findings_before = diagnostics.findings().size();
    const auto list = plain_list(file, {.known = columns.names, .others_too = columns.others_too}, diagnostics);
    if (!list) return;
    if (list->header.empty()) {
        if (diagnostics.findings().size() == findings_before)
            diagnostics.error({file.file, 1, 0}, "the list must have a header, but is empty");
        return;
    }
    std::vector<std::string> header = list->header;
    header.resize(std::min(header.size(), columns.others_too ? kMostNames : kMostOwnNames));
    if (!check(*list, header, columns, diagnostics)) return;

    constexpr auto kAll = std::make_index_sequence<kMostColumns>{};
    std::array<std::string, kMostColumns> names;
    for (std::size_t index = 0; index < kMostColumns; ++index) {
        // The parser needs a name for each of its columns. Unused ones get names that no header can hold.
        names[index] = index < columns.names.size() ? columns.names[index] : std::string(index + 1, kFieldEnd);
    }
    const io::ignore_column ignored =
        columns.others_too ? io::ignore_missing_column | io::ignore_extra_column : io::ignore_missing_column;
    FieldText text(columns, list->may_have_decimal_commas(), diagnostics);
    CsvRow cells(columns.names.size());
    bool header_read = false;
    parse<kMostColumns>(*list, diagnostics, [&](auto& parser) {
        if (!header_read) read_header(parser, names, ignored, kAll);
        header_read = true;
        Fields fields{};
        if (!read_row(parser, fields, kAll)) return false;
        const Place place = list->place_of(parser.get_file_line());
        for (std::size_t index = 0; index < cells.size(); ++index)
            cells[index] = text.read(fields[index], index, place);
        row(place, cells);
        return true;
    });
}

std::vector<std::string> csv_header(const Files::Text& file, const std::vector<std::string>& known) {
    Diagnostics unsaid;  // whoever reads the rows reports it
    const Files::Text same{unsaid.add_file("", ""), file.text, file.sheet};
    auto list = plain_list(same, {.known = known, .header_alone = true, .others_too = true}, unsaid);
    if (!list) return {};
    list->header.resize(std::min(list->header.size(), kMostNames));
    return std::move(list->header);
}

std::vector<std::string> split_field(std::string_view field) {
    std::vector<std::string> parts;
    while (!field.empty()) {
        const std::size_t end = std::min(field.find_first_of(";\n"), field.size());
        const std::string_view part = trimmed(field.substr(0, end), kBlanks);
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
    const auto list = plain_list(file, {.header = false}, diagnostics);
    if (!list) return numbers;
    bool first = true;
    parse<1>(*list, diagnostics, [&](auto& parser) {
        if (first) parser.set_header("seconds");
        const bool may_be_header = std::exchange(first, false);
        char* cell = nullptr;
        if (!parser.read_row(cell)) return false;
        std::string field(trimmed(cell, kBlanks));
        if (list->may_have_decimal_commas()) set_decimal_point(field);
        const Place place = diagnostics.field(list->place_of(parser.get_file_line()), 1);
        double number = 0;
        const auto [stop, error] = std::from_chars(field.data(), field.data() + field.size(), number);
        const bool is_number = error == std::errc{} && stop == field.data() + field.size();  // also for inf and nan
        if (is_number && std::isfinite(number) && number >= 0) {
            numbers.push_back(number);
        } else if (field.empty()) {
            diagnostics.error(place, "the line must hold a duration, but is empty");
        } else if (is_number || !may_be_header || std::string_view("+-.0123456789").find(field[0]) != field.npos) {
            diagnostics.error(place,
                              fmt::format("a duration must be a number of seconds, 0 or more, but is \"{}\"", field));
        }
        return true;
    });
    return numbers;
}

}  // namespace hotline
