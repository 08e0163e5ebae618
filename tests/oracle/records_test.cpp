// Compares records and lists with Python's csv, over random texts and over tables that Python writes.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "models/documents/csv_table.hpp"
#include "models/documents/plain_list.hpp"

namespace hotline {
namespace {

using Records = std::vector<std::vector<std::string>>;

struct ClosePipe {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

/// The lines that records.py writes.
std::vector<nlohmann::json> said_by_python(int texts) {
    const std::string command = "python3 -B " HOTLINE_SOURCE_DIR "/tests/oracle/records.py " + std::to_string(texts);
    const std::unique_ptr<std::FILE, ClosePipe> pipe(::popen(command.c_str(), "r"));
    std::string all;
    char piece[65536];
    while (const std::size_t read = std::fread(piece, 1, sizeof piece, pipe.get())) all.append(piece, read);
    std::vector<nlohmann::json> said;
    for (std::size_t begin = 0; begin < all.size();) {
        const std::size_t end = all.find('\n', begin);
        said.push_back(nlohmann::json::parse(all.substr(begin, end - begin)));
        begin = end + 1;
    }
    return said;
}

/// The text of a field, with quotes resolved, line feeds as line ends, and no surrounding spaces.
std::string text_of(const RawField& field) {
    std::string text;
    for (std::size_t at = 0; at < field.text.size(); ++at) {
        if (field.text[at] == '\r' && at + 1 < field.text.size() && field.text[at + 1] == '\n') continue;
        if (field.quoted && field.text[at] == '"') ++at;
        text += field.text[at];
    }
    const std::size_t begin = std::min(text.find_first_not_of(" \t\n"), text.size());
    return text.substr(begin, text.find_last_not_of(" \t\n") + 1 - begin);
}

TEST(Records, are_those_that_python_reads) {
    int refused = 0;
    for (const nlohmann::json& one : said_by_python(20'000)) {
        const auto text = one.at("text").get<std::string>();
        RecordReader reader(text, one.at("separator").get<std::string>()[0]);
        Records records;
        auto read = reader.next();
        for (; read == RecordReader::Read::record; read = reader.next()) {
            records.emplace_back();
            for (const RawField& field : reader.fields()) records.back().push_back(text_of(field));
        }
        ASSERT_EQ(records, one.at("records").get<Records>()) << one.dump();
        ASSERT_EQ(read == RecordReader::Read::wrong, one.at("refused").get<bool>()) << one.dump();
        refused += read == RecordReader::Read::wrong;
    }
    EXPECT_GT(refused, 1000);
}

/// The rows of a list with columns c0, c1 and so on. Line breaks in fields become spaces.
Records rows_of(const std::string& text, std::size_t columns, Diagnostics& diagnostics) {
    CsvColumns all;
    for (std::size_t column = 0; column < columns; ++column) all.names.push_back("c" + std::to_string(column));
    all.required = columns;
    Records rows;
    read_csv({diagnostics.add_file("list", text), text}, all, diagnostics,
             [&](Place, const CsvRow& row) { rows.emplace_back(row.begin(), row.end()); });
    return rows;
}

TEST(Records, of_a_list_come_through_the_parser_as_they_are) {
    int lists = 0;
    for (const nlohmann::json& one : said_by_python(5'000)) {
        auto records = one.at("records").get<Records>();
        if (one.at("refused").get<bool>() || records.empty()) continue;
        const std::size_t columns = records.front().size();
        if (columns < 2) continue;
        bool even = true;
        for (const auto& record : records) even &= record.size() == columns;
        // A field of a list holds no tab.
        for (const auto& record : records) {
            for (const std::string& field : record) even &= field.find('\t') == field.npos;
        }
        if (!even) continue;
        ++lists;
        const auto separator = one.at("separator").get<std::string>();
        std::string text;
        for (std::size_t column = 0; column < columns; ++column) {
            text += (column > 0 ? separator : "") + "c" + std::to_string(column);
        }
        text += '\n' + one.at("text").get<std::string>();
        std::erase_if(records, [](const std::vector<std::string>& record) {
            return std::all_of(record.begin(), record.end(), [](const std::string& field) { return field.empty(); });
        });
        for (auto& record : records) {
            for (std::string& field : record) std::replace(field.begin(), field.end(), '\n', ' ');
        }
        Diagnostics diagnostics;
        ASSERT_EQ(rows_of(text, columns, diagnostics), records) << one.dump();
        ASSERT_EQ(diagnostics.text(), "");
    }
    EXPECT_GT(lists, 500);
}

}  // namespace
}  // namespace hotline
