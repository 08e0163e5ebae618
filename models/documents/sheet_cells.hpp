// The cells of a sheet: shared texts, styles, rows. Only workbook.cpp includes this header.
#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "models/documents/cell_format.hpp"
#include "models/documents/workbook.hpp"

namespace hotline {

/// The name of an element or attribute without the prefix of its namespace.
std::string_view local_name(std::string_view name);
pugi::xml_node child_called(pugi::xml_node node, std::string_view name);

class SheetCells {
public:
    SheetCells(Index file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

    bool from_1904 = false;

    void take_texts(pugi::xml_node table);
    void take_styles(pugi::xml_node styles);
    /// Empty where a cell has no value that could be read, or the sheet is too large.
    std::optional<Sheet> read(const std::string& name, pugi::xml_node worksheet);

private:
    struct Cell {
        std::uint32_t row = 0;
        std::uint32_t column = 0;
    };
    void read_row(pugi::xml_node node, SheetRow& row);
    std::string_view text_of(pugi::xml_node cell, Cell at);
    std::string_view text_of_value(pugi::xml_node cell, Cell at, const char* value);
    std::string_view keep(std::string text) { return sheet_.own.emplace_back(std::move(text)); }
    void check_letters_of(std::string_view text, Cell at);
    void check_merged(pugi::xml_node worksheet);
    void refuse(Cell at, std::string message, std::string hint);

    Index file_;
    Diagnostics& diagnostics_;
    Sheet sheet_;
    std::vector<CellFormat> formats_;  // by style
    std::size_t letters_ = 0;          // of all cells
    bool good_ = true;
};

}  // namespace hotline
