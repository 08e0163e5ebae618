#include "tests/support/workbook_files.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <chrono>
#include <stdexcept>

namespace hotline {
namespace {

const std::string kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const std::string kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

std::string relations(const std::vector<std::pair<std::string, std::string>>& targets) {
    std::string text = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    int id = 0;
    for (const auto& [type, target] : targets) {
        text +=
            fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/{}\" Target=\"{}\"/>", ++id, kRelations, type, target);
    }
    return text + "</Relationships>";
}

std::string escaped(const std::string& text) {
    std::string result;
    for (const char letter : text) {
        if (letter == '&') {
            result += "&amp;";
        } else if (letter == '<') {
            result += "&lt;";
        } else {
            result += letter;
        }
    }
    return result;
}

}  // namespace

std::string archive_of(const std::map<std::string, std::string>& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    if (!archive) throw std::runtime_error("no archive");
    for (const auto& [name, text] : parts) {
        zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
        if (zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8) < 0) throw std::runtime_error("no part");
    }
    if (zip_close(archive) != 0) throw std::runtime_error("no archive was written");
    std::string bytes;
    if (zip_source_open(source) != 0) throw std::runtime_error("no bytes");
    for (;;) {
        char piece[4096];
        const auto read = zip_source_read(source, piece, sizeof piece);
        if (read <= 0) break;
        bytes.append(piece, static_cast<std::size_t>(read));
    }
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

std::map<std::string, std::string> workbook_parts(const std::string& rows) {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    return {
        {"_rels/.rels", head + relations({{"officeDocument", "xl/workbook.xml"}})},
        {"xl/workbook.xml",
         head + "<workbook xmlns=\"" + kMain + "\" xmlns:r=\"" + kRelations +
             "\"><workbookPr/><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", head + relations({{"worksheet", "worksheets/sheet1.xml"},
                                                         {"styles", "styles.xml"},
                                                         {"sharedStrings", "/xl/sharedStrings.xml"}})},
        {"xl/styles.xml",
         head + "<styleSheet xmlns=\"" + kMain +
             "\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"[$-409]dd\\ mmm\\ yyyy;@\"/><numFmt "
             "numFmtId=\"165\" formatCode=\"0.00E+00&quot; days&quot;\"/></numFmts><cellXfs count=\"5\"><xf "
             "numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/><xf "
             "numFmtId=\"165\"/></cellXfs></styleSheet>"},
        {"xl/sharedStrings.xml",
         head + "<sst xmlns=\"" + kMain +
             "\"><si><t>duty "
             "officer</t></si><si><r><t>direc</t></r><r><t>tor</t></r><rPh><t>no</t></rPh></si></sst>"},
        {"xl/worksheets/sheet1.xml",
         head + "<worksheet xmlns=\"" + kMain + "\"><sheetData>" + rows + "</sheetData></worksheet>"},
    };
}

std::string workbook_of(const std::vector<std::vector<std::string>>& rows) {
    std::string data;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        data += fmt::format("<row r=\"{}\">", row + 1);
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            const std::string& text = rows[row][column];
            const std::string place = fmt::format("{}{}", static_cast<char>('A' + column), row + 1);
            int year = 0;
            unsigned month = 0, day = 0;
            if (text.size() == 10 && std::sscanf(text.c_str(), "%4d-%2u-%2u", &year, &month, &day) == 3) {
                const std::chrono::sys_days date =
                    std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
                using namespace std::chrono;
                data += fmt::format("<c r=\"{}\" s=\"1\"><v>{}</v></c>", place,
                                    (date - sys_days{1899y / 12 / 30}).count());
            } else if (!text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == text.npos) {
                data += fmt::format("<c r=\"{}\"><v>{}</v></c>", place, text);
            } else if (!text.empty()) {
                data += fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", place, escaped(text));
            }
        }
        data += "</row>";
    }
    return archive_of(workbook_parts(data));
}

}  // namespace hotline
