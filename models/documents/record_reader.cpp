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

RecordReader::Read RecordReader::next() {
    fields_.clear();
    if (rest_.empty()) return Read::end;
    line_ = next_line_;
    for (;;) {
        const auto blanks = std::min(rest_.find_first_not_of(separator_ == '\t' ? " " : kBlanksBefore), rest_.size());
        if (blanks < rest_.size() && rest_[blanks] == '"') {
            rest_.remove_prefix(blanks);
            if (!quoted_field()) {
                rest_ = {};
                return refuse(next_line_, "a quote is opened, but not closed", "close it, or delete it");
            }
            const std::size_t behind = std::min(rest_.find_first_not_of(" \t\r"), rest_.size());
            const std::size_t end = end_of_field();
            if (behind < end) {
                const bool elsewhere = next_line_ != line_;
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
