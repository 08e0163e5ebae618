#include "models/documents/diagnostics.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "models/base/utf8.hpp"
#include "models/documents/plain_list.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostPerFile = 100;
constexpr std::size_t kWidestLine = 100;  // characters of a source line that are shown
constexpr std::size_t kBeforeCaret = 60;  // of these, before the caret where the line is cut
constexpr std::size_t kLongestMessage = 400;
constexpr std::size_t kMostAlike = 5;  // rows with the same error that are reported one by one

/// The visible part of a source line, and the number of terminal columns before the caret.
struct Shown {
    std::string text;
    std::size_t caret = 0;
};

Shown show(std::string_view line, std::uint32_t column) {
    Shown shown;
    const std::size_t caret = column > 0 ? column - 1 : 0;
    const std::size_t skip = caret > kBeforeCaret ? caret - kBeforeCaret : 0;
    if (skip > 0) {
        shown.text = "…";
        shown.caret = 1;
    }
    std::size_t number = 0;
    for (std::size_t at = 0; at < line.size(); ++number) {
        if (number == skip + kWidestLine) {
            shown.text += "…";
            break;
        }
        const Letter letter = letter_at(line, at);
        if (number >= skip) {
            const std::string_view bytes = line.substr(at, letter.length);
            shown.text += bytes == "\t" ? " " : letter.printable() ? bytes : "?";
            if (number < caret) shown.caret += letter.width();
        }
        at += letter.length;
    }
    shown.caret += caret - std::min(caret, number);  // the place is behind the end of the line
    return shown;
}

/// If many rows have the same error, removes all but the first, and counts the rows.
std::unordered_map<const Finding*, std::size_t> rows_alike(std::vector<const Finding*>& ordered,
                                                           const std::function<bool(const Finding&)>& of_row) {
    std::unordered_map<std::string, std::vector<const Finding*>> groups;
    for (const Finding* finding : ordered) {
        if (!of_row(*finding)) continue;
        groups[fmt::format("{}\n{}\n{}", finding->place.file, finding->column_name, finding->message)].push_back(
            finding);
    }
    std::unordered_map<const Finding*, std::size_t> counts;
    std::unordered_set<const Finding*> told;
    for (const auto& [key, group] : groups) {
        std::size_t rows = 1;
        for (std::size_t index = 1; index < group.size(); ++index) {
            rows += group[index]->place.line != group[index - 1]->place.line;
        }
        if (rows <= kMostAlike) continue;
        counts.emplace(group.front(), rows);
        told.insert(group.begin() + 1, group.end());
    }
    std::erase_if(ordered, [&](const Finding* finding) { return told.count(finding) > 0; });
    return counts;
}

/// "A" for 1, "Z" for 26, "AA" for 27.
std::string letters_of_column(std::uint32_t column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    }
    return letters;
}

std::string painted(std::string_view text, const char* colour, bool colours) {
    return colours ? fmt::format("\033[{}m{}\033[0m", colour, text) : std::string(text);
}

}  // namespace

Index Diagnostics::add_file(std::string_view shown, std::string text) {
    files_.push_back({printable(shown), std::move(text)});
    return static_cast<Index>(files_.size() - 1);
}

void Diagnostics::set_text(Index file, std::string text) {
    files_[file].text = std::move(text);
    files_[file].begins.clear();
    files_[file].quotable.reset();
}

void Diagnostics::set_list(Index file, char separator, Columns columns) {
    files_[file].separator = separator;
    files_[file].columns = std::move(columns);
}

void Diagnostics::set_sheet(Index file, const std::string& sheet, std::string text, Columns columns) {
    File& workbook = files_[file];
    if (const std::string ending = printable("#" + sheet); !workbook.shown.ends_with(ending))
        workbook.shown += ending;
    set_text(file, std::move(text));
    workbook.sheet = true;
    workbook.columns = std::move(columns);
}

std::string_view Diagnostics::File::text_from(std::uint32_t number) const {
    if (begins.empty()) {
        begins.push_back(text.starts_with("\xef\xbb\xbf") ? 3 : 0);
        for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1))
            begins.push_back(at + 1);
    }
    if (number == 0 || number > begins.size()) return {};
    return std::string_view(text).substr(begins[number - 1]);
}

bool Diagnostics::File::is_text() const {
    if (!quotable) quotable = text.find('\0') == std::string::npos;
    return *quotable;
}

std::string_view Diagnostics::File::line(std::uint32_t number) const {
    std::string_view found = text_from(number);
    found = found.substr(0, found.find('\n'));
    if (found.ends_with('\r')) found.remove_suffix(1);
    return found;
}

Place Diagnostics::field(Place row, std::uint32_t number) const {
    const File& file = files_[row.file];
    if (file.sheet) return {row.file, row.line, number};
    const std::string_view text = file.text_from(row.line);
    if (file.separator == '\0' || text.empty()) return row;
    RecordReader reader(text, file.separator);
    reader.next();
    const std::size_t at = reader.begin_of_field(number);
    if (at == text.npos) return row;
    const std::string_view before = text.substr(0, at);
    const std::size_t begin = before.find_last_of('\n') + 1;  // 0 without any
    const auto lines = std::count(before.begin(), before.end(), '\n');
    std::uint32_t column = 1;
    for (std::size_t letter = begin; letter < at; ++column) letter += letter_at(text, letter).length;
    return {row.file, row.line + static_cast<std::uint32_t>(lines), column};
}

Place Diagnostics::field(Place row, std::string_view column) const {
    if (row.file == kNone || row.line == 0 || row.column > 0) return row;
    const auto named = files_[row.file].columns.find(column);
    return named == files_[row.file].columns.end() ? row : field(row, named->second);
}

std::string Diagnostics::cell(const Place& place) const {
    if (place.file == kNone || !files_[place.file].sheet || place.line == 0) return {};
    return fmt::format("{}{}", letters_of_column(place.column), place.line);
}

void Diagnostics::error(Place where, std::string message, std::string hint) {
    error_in_column(where, {}, std::move(message), std::move(hint));
}

void Diagnostics::error_in_column(Place where, std::string column_name, std::string message, std::string hint) {
    const Place place = field(where, column_name);
    add({Severity::error, {}, place, std::move(column_name), std::move(message), std::move(hint)});
    ++errors_;
}

void Diagnostics::warning(std::string code, Place where, std::string message, std::string hint) {
    add({Severity::warning, std::move(code), where, {}, std::move(message), std::move(hint)});
}

/// Messages quote files: a quote may be long and may hold control characters.
void Diagnostics::add(Finding finding) {
    finding.message = printable(shortened(finding.message, kLongestMessage));
    finding.hint = printable(shortened(finding.hint, kLongestMessage));
    findings_.push_back(std::move(finding));
}

/// "scenario.toml:12:3", or "list.xlsx#People!B3".
std::string Diagnostics::where(const Finding& finding) const {
    const Place& place = finding.place;
    if (place.file == kNone) return {};
    const File& file = files_[place.file];
    std::string text = file.shown;
    if (const std::string in_sheet = cell(place); !in_sheet.empty()) return text + '!' + in_sheet;
    if (place.line > 0) text += fmt::format(":{}", place.line);
    if (place.column > 0) text += fmt::format(":{}", place.column);
    return text;
}

std::vector<const Finding*> Diagnostics::in_order() const {
    std::vector<const Finding*> ordered;
    for (const Finding& finding : findings_) ordered.push_back(&finding);
    std::stable_sort(ordered.begin(), ordered.end(), [](const Finding* a, const Finding* b) {
        return std::tie(a->place.file, a->place.line, a->place.column) <
               std::tie(b->place.file, b->place.line, b->place.column);
    });
    return ordered;
}

std::string Diagnostics::text(bool colour) const {
    std::vector<const Finding*> ordered = in_order();
    const auto alike = rows_alike(ordered, [&](const Finding& finding) {
        return finding.severity == Severity::error && finding.place.line > 0 &&
               (finding.place.column == 0 || files_[finding.place.file].is_list());
    });
    std::string text;
    for (auto first = ordered.begin(); first != ordered.end();) {
        const Index file = (*first)->place.file;
        const auto last = std::find_if(first, ordered.end(), [&](const Finding* f) { return f->place.file != file; });
        const std::string name = file == kNone ? "" : files_[file].shown;
        const auto shown_last = first + std::min(last - first, static_cast<std::ptrdiff_t>(kMostPerFile));
        for (auto it = first; it != shown_last; ++it) {
            const Finding& finding = **it;
            const Place& place = finding.place;
            if (const std::string at = where(finding); !at.empty()) text += at + ": ";
            const bool error = finding.severity == Severity::error;
            text += painted(error ? "error: " : "warning: ", error ? "1;31" : "1;35", colour);
            if (!finding.column_name.empty()) text += fmt::format("column \"{}\": ", finding.column_name);
            text += finding.message;
            if (const auto rows = alike.find(&finding); rows != alike.end())
                text += fmt::format(" (in {} rows, of which this is the first)", rows->second);
            if (!finding.code.empty()) text += fmt::format(" [{}]", finding.code);
            text += '\n';
            const bool quoted = file != kNone && place.line > 0 && files_[file].is_text();
            const std::string_view line = quoted ? files_[file].line(place.line) : std::string_view{};
            if (!line.empty()) {
                const Shown shown = show(line, place.column);
                const std::string number = fmt::format("{:>5}", place.line);
                text += fmt::format("{} | {}\n", number, shown.text);
                if (place.column > 0 && !files_[file].sheet) {
                    text += fmt::format("{:{}} | {:{}}{}\n", "", number.size(), "", shown.caret,
                                        painted("^", "1;32", colour));
                }
            }
            if (!finding.hint.empty()) text += fmt::format("hint: {}\n", finding.hint);
        }
        if (shown_last != last) text += fmt::format("{}: and {} more\n", name, last - shown_last);
        first = last;
    }
    return text;
}

std::string nearest_of(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t kLongestWord = 64;
    if (word.empty() || word.size() > kLongestWord) return {};
    // Optimal string alignment (Damerau–Levenshtein without editing a part twice), three rows at a time.
    const auto distance = [&](std::string_view other) {
        std::vector<std::size_t> before(other.size() + 1), above(other.size() + 1), row(other.size() + 1);
        std::iota(above.begin(), above.end(), std::size_t{0});
        for (std::size_t i = 1; i <= word.size(); ++i) {
            row[0] = i;
            for (std::size_t j = 1; j <= other.size(); ++j) {
                row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (word[i - 1] != other[j - 1])});
                if (i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1]) {
                    row[j] = std::min(row[j], before[j - 2] + 1);
                }
            }
            std::swap(before, above);
            std::swap(above, row);
        }
        return above[other.size()];
    };
    const std::string* nearest = nullptr;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        if (candidate == word) continue;  // it is known, but not here
        const std::size_t longer = std::max(candidate.size(), word.size());
        const std::size_t shorter = std::min(candidate.size(), word.size());
        if (longer - shorter >= least) continue;
        const std::size_t edits = distance(candidate);
        if (edits < least) {
            least = edits;
            nearest = &candidate;
        }
    }
    return nearest ? *nearest : "";
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const std::string nearest = nearest_of(word, candidates);
    return nearest.empty() ? "" : fmt::format("did you mean \"{}\"?", nearest);
}

std::string what_is_known(std::string_view unknown, std::vector<std::string> known) {
    std::string near = did_you_mean(unknown, known);
    if (!near.empty()) return near;
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    return fmt::format("expected one of {}", fmt::join(known, ", "));
}

}  // namespace hotline
