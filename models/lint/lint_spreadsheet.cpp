// Damage that spreadsheets do to the texts of a list: scientific notation, numbers that lost a sign, a zero or their
// last digits, and the errors of formulas.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "models/lint/linter.hpp"

namespace hotline {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t kKeptDigits = 15;     // of a number, in any spreadsheet
constexpr std::size_t kShortestNumber = 7;  // with an area code; shorter ones are extensions and emergency numbers
constexpr std::size_t kLongestNumber = 15;  // ITU-T E.164

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of(kDigits) == text.npos;
}

/// "8.61E+11", or "8,61E+11".
bool is_scientific(std::string_view text) {
    const std::size_t mark = text.find_first_of("eE");
    if (mark == text.npos || mark == 0) return false;
    std::string_view power = text.substr(mark + 1);
    if (!power.starts_with('+')) return false;
    power.remove_prefix(1);
    const std::string_view number = text.substr(0, mark);
    const std::size_t point = std::min(number.find_first_of(".,"), number.size());
    const bool whole = is_digits(number.substr(0, point));
    return whole && is_digits(power) && (point == number.size() || is_digits(number.substr(point + 1)));
}

/// A number with more digits than a spreadsheet keeps, which has zeros in place of the rest.
bool is_rounded(std::string_view text) {
    return is_digits(text) && text.size() > kKeptDigits &&
           text.substr(kKeptDigits).find_first_not_of('0') == text.npos;
}

bool is_error_of_formula(std::string_view text) {
    static constexpr std::array<std::string_view, 11> kErrors{
        "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#NV", "#BEZUG!", "#WERT!", "#SPILL!"};
    return std::find(kErrors.begin(), kErrors.end(), text) != kErrors.end();
}

/// A telephone number that begins with neither + nor 0. Nobody outside its area can dial it.
bool has_no_prefix(std::string_view text) {
    return is_digits(text) && text.front() != '0' && text.size() >= kShortestNumber && text.size() <= kLongestNumber;
}

}  // namespace

void Linter::check_spreadsheet() {
    struct Kind {
        const char* code;
        bool (*is_so)(std::string_view);
        bool addresses_alone;
        const char* says;
        const char* hint;
    };
    static constexpr Kind kKinds[] = {
        {"spreadsheet-number", is_scientific, false, "a spreadsheet has made a number of it",
         "give the column the format \"text\", and enter it again"},
        {"spreadsheet-error", is_error_of_formula, false, "it is the error of a formula",
         "mend the formula, or enter the text"},
        {"rounded-number", is_rounded, true, "a spreadsheet keeps 15 digits of a number, and the others are 0",
         "give the column the format \"text\", and enter it again"},
        {"number-without-prefix", has_no_prefix, true, "a spreadsheet drops the + or the 0 of a number",
         "enter it with + and the country code, in a column of the format \"text\""},
    };
    for (const Kind& kind : kKinds) {
        std::vector<Index> rows;
        std::unordered_map<Index, std::string> texts;  // by row
        for (Index index = 0; index < scenario_.rows.size(); ++index) {
            const Row& row = scenario_.rows[index];
            const Official& person = official_of(row);
            std::vector<const std::string*> read{&row.address};
            if (!kind.addresses_alone && person.rows.front() == index)
                read.insert(read.end(), {&person.id, &person.organisation, &person.role, &person.name});
            const auto found =
                std::find_if(read.begin(), read.end(), [&](const std::string* text) { return kind.is_so(*text); });
            if (found == read.end()) continue;
            texts[index] = **found;
            rows.push_back(index);
        }
        warn_of_rows(kind.code, rows, kind.hint, [&](Index row) {
            return fmt::format("{} holds \"{}\": {}", entry(scenario_.rows[row]), texts.at(row), kind.says);
        });
    }
}

}  // namespace hotline
