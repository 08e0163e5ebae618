#include "models/documents/plain_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "models/base/alike.hpp"
#include "models/base/utf8.hpp"
#include "models/documents/csv_table.hpp"
#include "models/documents/encoding.hpp"
#include "models/documents/workbook.hpp"

namespace hotline {
namespace {

constexpr char kSeparators[] = {',', ';', '\t'};

bool is_blank(const RawField& field) {
    return field.text.find_first_not_of(" \t\r\n") == field.text.npos;
}

/// The name of a column: quotes and line breaks of its field resolved.
std::string name_of_field(const RawField& field) {
    std::string name;
    for (std::size_t at = 0; at < field.text.size(); ++at) {
        const char letter = field.text[at];
        if (field.quoted && letter == '"') ++at;  // the second of two
        if (letter != '\r') name += letter == '\n' ? ' ' : letter;
    }
    return std::string(trimmed(composed(trimmed(name))));
}

void append_plain(std::string& into, const RawField& field) {
    const bool literal_quotes = !field.quoted && field.text.find('"') != field.text.npos;
    if (!field.quoted && !literal_quotes && field.text.find('\n') == field.text.npos) {
        into += field.text;
        return;
    }
    into += '"';
    for (std::size_t at = 0; at < field.text.size(); ++at) {
        const char letter = field.text[at];
        if (letter == '\r' && at + 1 < field.text.size() && field.text[at + 1] == '\n') continue;
        if (letter == '"' && literal_quotes) into += '"';
        into += letter == '\n' ? kLineBreak : letter;
    }
    into += '"';
}

/// Turns records into plain ones. The first is the header, if there is one.
class PlainListMaker {
public:
    /// In a `sheet`, a row ends with its last cell that is not empty.
    PlainListMaker(const ListLayout& layout, bool sheet, Diagnostics& diagnostics)
        : layout_(layout), sheet_(sheet), diagnostics_(diagnostics) {}

    void reserve(std::size_t bytes, std::size_t records) {
        list_.text.reserve(bytes);
        list_.places.reserve(records);
    }

    void add(Place place, const std::vector<RawField>& fields) {
        const bool blank = std::all_of(fields.begin(), fields.end(), is_blank);
        if (!begun_ && blank) return;
        if (!std::exchange(begun_, true)) {
            begin(place, fields);
            if (layout_.header) return write(place, fields);
        }
        // In a column that was cut out of a longer list, an empty line counts.
        if (blank && named_.size() > 1) return;
        for (std::size_t column = 0; column < fields.size() && !layout_.others_too; ++column) {
            if (is_blank(fields[column]) || !is_nameless(column)) continue;
            if (layout_.header && header_is_known_ && !std::exchange(complained_, true))
                diagnostics_.error(
                    diagnostics_.field(place, static_cast<std::uint32_t>(column + 1)),
                    fmt::format("column {} must have a name in the header, but has none and holds \"{}\"", column + 1,
                                name_of_field(fields[column])),
                    "name the column, or empty it");
        }
        write(place, fields);
    }

    bool begun() const { return begun_; }
    PlainList take() { return std::move(list_); }
    Diagnostics::Columns columns() const {
        Diagnostics::Columns numbers;
        for (std::size_t index = 0; index < list_.header.size(); ++index)
            numbers.emplace(list_.header[index], list_.numbers[index]);
        return numbers;
    }

private:
    void begin(Place place, const std::vector<RawField>& fields) {
        list_.header_at = place;
        for (std::size_t column = 0; column < fields.size(); ++column) {
            const bool named = !layout_.header || !is_blank(fields[column]);
            is_named_.push_back(named);
            if (!named) continue;
            named_.push_back(column);
            if (!layout_.header) continue;
            list_.header.push_back(name_of_field(fields[column]));
            list_.numbers.push_back(static_cast<std::uint32_t>(column + 1));
        }
        header_is_known_ = std::any_of(list_.header.begin(), list_.header.end(), [&](const std::string& name) {
            return std::find(layout_.known.begin(), layout_.known.end(), name) != layout_.known.end();
        });
        if (!layout_.header) {  // empty columns at the end of the first record do not count
            while (named_.size() > 1 && is_blank(fields[named_.back()])) named_.pop_back();
        }
    }

    bool is_nameless(std::size_t column) const { return column < is_named_.size() ? !is_named_[column] : sheet_; }

    void write(Place place, const std::vector<RawField>& fields) {
        const bool is_header = layout_.header && list_.places.empty();
        std::size_t written = 0;
        for (const std::size_t column : named_) {
            const bool missing = column >= fields.size();
            if (missing && !sheet_) break;
            if (written++ > 0) list_.text += kFieldEnd;
            if (missing) continue;
            if (is_header) {
                const std::string& name = list_.header[written - 1];
                append_plain(list_.text, {name, false});
            } else {
                append_plain(list_.text, fields[column]);
            }
        }
        // The parser refuses a record with too many fields.
        for (std::size_t column = is_named_.size(); column < fields.size() && !sheet_; ++column) {
            if (!is_blank(fields[column])) {
                list_.text += kFieldEnd;
                break;
            }
        }
        list_.text += '\n';
        list_.places.push_back(place);
    }

    const ListLayout& layout_;
    bool sheet_;
    Diagnostics& diagnostics_;
    PlainList list_;
    std::vector<bool> is_named_;
    std::vector<std::size_t> named_;
    bool begun_ = false;
    bool header_is_known_ = false;  // it has at least one known name
    bool complained_ = false;
};

/// The separator that gives the header the most known names and, among equals, the most names.
char separator_of(std::string_view text, const std::vector<std::string>& known) {
    char found = kSeparators[0];
    std::pair<std::ptrdiff_t, std::size_t> best{0, 1};
    for (const char separator : kSeparators) {
        RecordReader reader(text, separator);
        auto read = reader.next();
        while (read == RecordReader::Read::record &&
               std::all_of(reader.fields().begin(), reader.fields().end(), is_blank)) {
            read = reader.next();
        }
        if (read != RecordReader::Read::record) continue;
        const auto is_known = [&](const RawField& field) {
            return std::find(known.begin(), known.end(), name_of_field(field)) != known.end();
        };
        const std::pair names{std::count_if(reader.fields().begin(), reader.fields().end(), is_known),
                              reader.fields().size()};
        if (names > best) {
            best = names;
            found = separator;
        }
    }
    return found;
}

/// Excel writes and reads a first line such as "sep=;". Returns its length with its line end, or 0.
std::size_t separator_line(std::string_view text, char& separator) {
    std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t length = std::min(line.size() + 1, text.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
    if (line.size() != 5 || !(line.starts_with("sep=") || line.starts_with("SEP="))) return 0;
    if (std::find(std::begin(kSeparators), std::end(kSeparators), line[4]) == std::end(kSeparators)) return 0;
    separator = line[4];
    return length;
}

std::optional<PlainList> plain_text(const Files::Text& file, const ListLayout& layout, Diagnostics& diagnostics) {
    Decoded decoded = decode(file.text);
    if (!decoded.as_it_was) diagnostics.set_text(file.file, decoded.text);
    if (decoded.wrong) {
        if (decoded.as_it_was && file.text.find('\0') != file.text.npos)
            diagnostics.set_text(file.file, {});  // no line of it is shown
        diagnostics.error({file.file, decoded.wrong->line, 0}, decoded.wrong->message, decoded.wrong->hint);
        return {};
    }
    std::string_view text = decoded.as_it_was ? std::string_view(file.text) : decoded.text;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    if (text.ends_with('\x1a')) text.remove_suffix(1);  // DOS ended files with it
    char separator = '\0';
    const std::size_t before = separator_line(text, separator);
    text.remove_prefix(before);
    if (separator == '\0') separator = separator_of(text, layout.known);
    diagnostics.note(file.file,
                     fmt::format("{}, fields between {}s", decoded.encoding, name_of_separator(separator)));

    diagnostics.set_list(file.file, separator, {});
    PlainListMaker maker(layout, false, diagnostics);
    if (!layout.header_alone)
        maker.reserve(text.size() + 1, static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
    RecordReader reader(text, separator);
    const std::uint32_t first = before > 0 ? 1 : 0;
    for (;;) {
        const auto read = reader.next();
        if (read == RecordReader::Read::end) break;
        if (read == RecordReader::Read::wrong) {
            const Place record{file.file, first + reader.line(), 0};
            const Place field = diagnostics.field(record, reader.wrong_field());
            const std::uint32_t line = first + reader.wrong_line();  // a field may end in a later line
            diagnostics.error(field.line == line ? field : Place{file.file, line, 0}, reader.message(),
                              reader.hint());
            if (!maker.begun()) return {};  // the next record is not the header
        } else {
            const bool begun = maker.begun();
            maker.add({file.file, first + reader.line(), 0}, reader.fields());
            if (!begun && maker.begun()) diagnostics.set_list(file.file, separator, maker.columns());
        }
        if (layout.header_alone && maker.begun()) break;
    }
    PlainList list = maker.take();
    list.separator = separator;
    list.is_cut = reader.is_cut();
    return list;
}

std::optional<PlainList> plain_sheet(const Files::Text& file, const ListLayout& layout, Diagnostics& diagnostics) {
    const auto sheet = read_sheet(file, diagnostics);
    if (!sheet) return {};
    PlainListMaker maker(layout, true, diagnostics);
    std::string shown;  // a line for each row, empty rows included
    std::uint32_t line = 1;
    for (const SheetRow& row : sheet->rows) {
        for (; line < row.number; ++line) shown += '\n';
        for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
            if (cell > 0) shown += ',';
            std::string text = csv_field(std::string(row.cells[cell].text));
            std::replace(text.begin(), text.end(), '\n', ' ');
            shown += text;
        }
        maker.add({file.file, row.number, 0}, row.cells);
        if (layout.header_alone && maker.begun()) break;
    }
    diagnostics.set_sheet(file.file, sheet->name, std::move(shown), maker.columns());
    diagnostics.note(file.file, "XLSX");
    return maker.take();
}

}  // namespace

const char* name_of_separator(char separator) {
    return separator == ';' ? "semicolon" : separator == '\t' ? "tab" : "comma";
}

Place PlainList::place_of(std::uint32_t line) const {
    return line > 0 && line <= places.size() ? places[line - 1] : header_at;
}

std::optional<PlainList> plain_list(const Files::Text& file, const ListLayout& layout, Diagnostics& diagnostics) {
    return is_archive(file.text) ? plain_sheet(file, layout, diagnostics) : plain_text(file, layout, diagnostics);
}

}  // namespace hotline
