#include <fmt/format.h>

#include <algorithm>

#include "models/documents/plain_list.hpp"

namespace hotline {
namespace {

constexpr std::string_view kBlanksBefore = " \t";

}  // namespace

RecordReader::Read RecordReader::refuse(std::uint32_t line, std::string message, std::string hint) {
    message_ = std::move(message);
    hint_ = std::move(hint);
    wrong_line_ = line;
    wrong_begin_ = text_.size() - rest_.size();
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    next_line_ += end < rest_.size();
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return Read::wrong;
}

/// Bytes before the next separator or line end.
std::size_t RecordReader::end_of_field() const {
    const auto ends = [&](char letter) { return letter == separator_ || letter == '\n'; };
    return static_cast<std::size_t>(std::find_if(rest_.begin(), rest_.end(), ends) - rest_.begin());
}

/// Reads a quoted field, whose quote is the next character. False where the quote is never closed.
bool RecordReader::quoted_field() {
    std::size_t end = 1;
    for (;; end += 2) {
        end = rest_.find('"', end);
        if (end == rest_.npos) return false;
        if (end + 1 == rest_.size() || rest_[end + 1] != '"') break;
    }
    const std::string_view inside = rest_.substr(1, end - 1);
    fields_.push_back({inside, true});
    next_line_ += static_cast<std::uint32_t>(std::count(inside.begin(), inside.end(), '\n'));
    rest_.remove_prefix(end + 1);
    return true;
}

std::size_t RecordReader::begin_of_field(std::size_t number) const {
    if (number == 0 || number > fields_.size())
        return number > 0 && number == wrong_field_ ? wrong_begin_ : text_.npos;
    const RawField& field = fields_[number - 1];
    const auto begin = static_cast<std::size_t>(field.text.data() - text_.data());
    if (field.quoted) return begin - 1;
    const std::size_t blanks = field.text.find_first_not_of(kBlanksBefore);
    return begin + (blanks == field.text.npos ? 0 : blanks);
}

RecordReader::Read RecordReader::next() {
    fields_.clear();
    wrong_field_ = 0;
    if (rest_.empty()) return Read::end;
    line_ = next_line_;
    for (;;) {
        const auto blanks = std::min(rest_.find_first_not_of(separator_ == '\t' ? " " : kBlanksBefore), rest_.size());
        if (blanks < rest_.size() && rest_[blanks] == '"') {
            rest_.remove_prefix(blanks);
            if (!quoted_field()) {
                wrong_field_ = static_cast<std::uint32_t>(fields_.size() + 1);
                const Read wrong = refuse(next_line_, "a quote is opened, but not closed before the list ends",
                                          "close it, or delete it; if the file is cut off, get the whole of it");
                rest_ = {};
                return wrong;
            }
            const std::size_t behind = std::min(rest_.find_first_not_of(" \t\r"), rest_.size());
            const std::size_t end = end_of_field();
            if (behind < end) {
                const bool elsewhere = next_line_ != line_;
                wrong_field_ = static_cast<std::uint32_t>(fields_.size());
                return refuse(next_line_, "a quoted field must end with its quote, but more follows",
                              elsewhere ? fmt::format("the record begins in line {}: double a quote within a field, "
                                                      "and close the one before it",
                                                      line_)
                                        : "double a quote that stands within a quoted field");
            }
            rest_.remove_prefix(end);
        } else {
            const std::size_t end = end_of_field();
            std::string_view field = rest_.substr(0, end);
            if ((end == rest_.size() || rest_[end] == '\n') && field.ends_with('\r')) field.remove_suffix(1);
            fields_.push_back({field, false});
            rest_.remove_prefix(end);
        }
        if (rest_.empty()) return Read::record;
        const bool last = rest_.front() == '\n';
        rest_.remove_prefix(1);
        if (!last) continue;
        ++next_line_;
        return Read::record;
    }
}

}  // namespace hotline
