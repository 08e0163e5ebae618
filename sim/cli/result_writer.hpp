// Writes a result as --format and --out ask for it.
#pragma once

#include <fmt/ostream.h>

#include <array>
#include <filesystem>
#include <iostream>
#include <string>

#include "sim/cli/command_line.hpp"
#include "sim/cli/output_file.hpp"

namespace hotline::cli {

/// Prints a result, or writes the three files of --out. `write_lines` writes the CSV.
template <class Result, class WriteLines>
void write_result(const Arguments& arguments, const std::string& format, const std::array<const char*, 3>& files,
                  const Result& result, const WriteLines& write_lines) {
    if (arguments.has("out")) {
        const std::filesystem::path folder = arguments.text("out");
        make_folder(folder);
        write_file(folder / files[0], [&](std::ostream& out) { write_text(out, result); });
        write_file(folder / files[1], [&](std::ostream& out) { write_json(out, result); });
        write_file(folder / files[2], write_lines);
        fmt::print(std::cout, "Written: {0}/{1}, {0}/{2}, {0}/{3}\n", folder.string(), files[0], files[1], files[2]);
    } else if (format == "json") {
        write_json(std::cout, result);
    } else if (format == "csv") {
        write_lines(std::cout);
    } else {
        write_text(std::cout, result);
    }
}

}  // namespace hotline::cli
