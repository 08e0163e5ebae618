// Writes a result as --format and --out ask for it.
#pragma once

#include <fmt/ostream.h>

#include <array>
#include <filesystem>
#include <iostream>
#include <string>

#include "models/base/utf8.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/output_file.hpp"

namespace hotline::cli {

/// The names of the files of --out: text, JSON, CSV.
using ResultNames = std::array<std::string, 3>;
inline ResultNames result_names(const std::string& stem) {
    return {stem + ".txt", stem + ".json", stem + ".csv"};
}

/// Throws UsageError if --out cannot be written. Call it before drills are played.
inline void require_writable_result(const Arguments& arguments, const ResultNames& names) {
    if (arguments.has("out")) require_writable_folder(arguments.text("out"), {names.begin(), names.end()});
}

/// Prints a result, or writes the three files of --out, called `names`. `write_lines` writes the CSV. Publishes the
/// files of --out together with `beside`.
template <class Result, class WriteLines>
void write_result(const Arguments& arguments, const std::string& format, const ResultNames& names,
                  const Result& result, const WriteLines& write_lines, OutputFiles&& beside = OutputFiles()) {
    if (arguments.has("out")) {
        const std::filesystem::path folder = arguments.text("out");
        make_folder(folder);
        beside.write(folder / names[0], [&](std::ostream& out) { write_text(out, result); });
        beside.write(folder / names[1], [&](std::ostream& out) { write_json(out, result); });
        beside.write(folder / names[2], write_lines);
    }
    beside.publish();
    if (arguments.has("out")) {
        fmt::print(std::cout, "Written: {0}/{1}, {0}/{2}, {0}/{3}\n", printable(arguments.text("out")), names[0],
                   names[1], names[2]);
    } else if (format == "json") {
        write_json(std::cout, result);
    } else if (format == "csv") {
        write_lines(std::cout);
    } else {
        write_text(std::cout, result);
    }
}

}  // namespace hotline::cli
