#include "models/documents/sheet_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include "models/documents/encoding.hpp"

namespace hotline {
namespace {

constexpr std::uint32_t kMostRowsOfSheet = 1'048'576;
constexpr std::uint32_t kMostColumnsOfSheet = 16'384;
constexpr std::uint32_t kMostColumnsOfList = 1'000;
constexpr std::size_t kMostLetters = 200'000'000;  // many cells may share one text

/// "B3" as 3 and 2; zeros if it is not a cell.
std::pair<std::uint32_t, std::uint32_t> place_of_cell(std::string_view name) {
    std::uint32_t column = 0;
    std::size_t at = 0;
    for (; at < name.size() && at < 4 && name[at] >= 'A' && name[at] <= 'Z'; ++at) {
        column = column * 26 + static_cast<std::uint32_t>(name[at] - 'A' + 1);
    }
    std::uint32_t row = 0;
    const auto [end, error] = std::from_chars(name.data() + at, name.data() + name.size(), row);
    if (error != std::errc{} || end != name.data() + name.size() || column == 0 || row > kMostRowsOfSheet ||
        column > kMostColumnsOfSheet)
        return {0, 0};
    return {row, column};
}

/// "_x000D_" stands for a character that XML cannot hold.
std::string unescaped(std::string text) {
    for (std::size_t at = text.find("_x"); at != text.npos; at = text.find("_x", at + 1)) {
        std::uint32_t code = 0;
        if (at + 7 > text.size() || text[at + 6] != '_') continue;
        const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16);
        if (error != std::errc{} || end != text.data() + at + 6 || code >= 0x80) continue;
        text.replace(at, 7, 1, static_cast<char>(code));
    }
    return text;
}

/// The runs of a text, without its phonetic ones.
std::string text_of_runs(pugi::xml_node node) {
    std::string text;
    for (const pugi::xml_node child : node.children()) {
        const std::string_view name = local_name(child.name());
        if (name == "t") text += child.text().get();
        if (name == "r") text += child_called(child, "t").text().get();
    }
    return unescaped(std::move(text));
}

}  // namespace

std::string_view local_name(std::string_view name) {
    return name.substr(name.rfind(':') + 1);
}

pugi::xml_node child_called(pugi::xml_node node, std::string_view name) {
    return node.find_child([&](pugi::xml_node child) { return local_name(child.name()) == name; });
}

void SheetCells::refuse(Cell at, std::string message, std::string hint) {
    diagnostics_.error({file_, at.row, at.column}, std::move(message), std::move(hint));
    good_ = false;
}

void SheetCells::take_texts(pugi::xml_node table) {
    for (const pugi::xml_node text : table.children()) {
        if (local_name(text.name()) == "si") sheet_.texts.push_back(text_of_runs(text));
    }
}

void SheetCells::take_styles(pugi::xml_node styles) {
    std::unordered_map<unsigned, CellFormat> own;
    for (const pugi::xml_node format : child_called(styles, "numFmts").children()) {
        own[format.attribute("numFmtId").as_uint()] = format_of_code(format.attribute("formatCode").as_string());
    }
    for (const pugi::xml_node style : child_called(styles, "cellXfs").children()) {
        const unsigned id = style.attribute("numFmtId").as_uint();
        const auto found = own.find(id);
        formats_.push_back(found == own.end() ? built_in_format(id) : found->second);
    }
}

std::optional<Sheet> SheetCells::read(const std::string& name, pugi::xml_node worksheet) {
    sheet_.name = name;
    std::uint32_t next = 1;
    for (const pugi::xml_node node : child_called(worksheet, "sheetData").children()) {
        SheetRow row;
        row.number = node.attribute("r").as_uint(next);
        if (row.number < next || row.number > kMostRowsOfSheet) {
            refuse({}, "the workbook is damaged: its rows are not in order", "save it again");
            break;
        }
        next = row.number + 1;
        read_row(node, row);
        if (letters_ > kMostLetters) {
            refuse({row.number, 0}, "a sheet must have at most 200 million letters, but has more", "");
            break;
        }
        if (!row.cells.empty()) sheet_.rows.push_back(std::move(row));
    }
    check_merged(worksheet);
    if (!good_) return {};
    return std::move(sheet_);
}

void SheetCells::read_row(pugi::xml_node node, SheetRow& row) {
    std::uint32_t next = 1;
    for (const pugi::xml_node cell : node.children()) {
        Cell at{row.number, next};
        if (const pugi::xml_attribute named = cell.attribute("r")) {
            at.column = place_of_cell(named.value()).second;
            if (at.column < next)
                return refuse({row.number, 0}, "the workbook is damaged: its cells are not in order",
                              "save it again");
        }
        next = at.column + 1;
        const std::string_view text = text_of(cell, at);
        if (text.empty()) continue;
        if (at.column > kMostColumnsOfList)
            return refuse(at, fmt::format("a list must have at most {} columns, but has more", kMostColumnsOfList),
                          "empty the cells beside the list");
        letters_ += text.size();
        row.cells.resize(at.column);
        row.cells.back() = {text, false};
    }
}

void SheetCells::check_letters_of(std::string_view text, Cell at) {
    if (const auto wrong = not_letters(text))
        refuse(at, "the text of the cell cannot be read: " + wrong->message, "type it again");
}

std::string_view SheetCells::text_of(pugi::xml_node cell, Cell at) {
    const pugi::xml_node value = child_called(cell, "v");
    if (const pugi::xml_node inside = child_called(cell, "is")) {
        const std::string_view text = keep(text_of_runs(inside));
        check_letters_of(text, at);
        return text;
    }
    if (!value) {
        if (child_called(cell, "f"))
            refuse(at, "the cell has a formula without a value", "open the workbook with a spreadsheet, and save it");
        return {};
    }
    const std::string_view text = text_of_value(cell, at, value.text().get());
    check_letters_of(text, at);
    return text;
}

std::string_view SheetCells::text_of_value(pugi::xml_node cell, Cell at, const char* value) {
    const std::string_view type = cell.attribute("t").as_string("n");
    const std::size_t style = cell.attribute("s").as_uint();
    const CellFormat format = style < formats_.size() ? formats_[style] : CellFormat::number;
    const char* end = value + std::strlen(value);
    if (type == "s") {
        std::size_t index = 0;
        const auto [stop, error] = std::from_chars(value, end, index);
        if (error == std::errc{} && stop == end && index < sheet_.texts.size()) return sheet_.texts[index];
        refuse(at, "the workbook is damaged: the cell's text is missing", "save it again");
        return {};
    }
    if (type == "b") return std::string_view(value) == "1" || std::string_view(value) == "true" ? "true" : "false";
    if (type == "d" && format == CellFormat::date) return keep(std::string(value).substr(0, 10));
    if (type != "n") return keep(unescaped(value));
    if (value == end) return {};
    double number = 0;
    const auto [stop, error] = std::from_chars(value, end, number);
    auto text = error == std::errc{} && stop == end ? text_of_number(number, format, from_1904) : std::nullopt;
    if (text) return keep(std::move(*text));
    refuse(
        at, fmt::format("{} is not a {}", value, format == CellFormat::number ? "number" : "date"),
        format == CellFormat::number ? "type it again" : "write it like 2012-10-04, or give the cell another format");
    return {};
}

/// Only the first of merged cells has a value, though it seems to hold for all of them.
void SheetCells::check_merged(pugi::xml_node worksheet) {
    for (const pugi::xml_node node : child_called(worksheet, "mergeCells").children()) {
        const std::string_view ends = node.attribute("ref").as_string();
        const auto [row, column] = place_of_cell(ends.substr(0, ends.find(':')));
        if (row == 0) continue;
        const auto found =
            std::lower_bound(sheet_.rows.begin(), sheet_.rows.end(), row,
                             [](const SheetRow& one, std::uint32_t other) { return one.number < other; });
        if (found == sheet_.rows.end() || found->number != row || found->cells.size() < column ||
            found->cells[column - 1].text.empty())
            continue;
        refuse({row, column}, fmt::format("the cells {} must not be merged", ends),
               "unmerge them, and give each its value");
    }
}

}  // namespace hotline
