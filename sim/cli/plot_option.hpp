// `--plot` and `--no-plot`: text charts below the result.
#pragma once

#include <optional>

#include "sim/cli/command_line.hpp"

namespace hotline::cli {

void add_plot_options(boost::program_options::options_description& options);

/// The width of charts; empty if there are to be none. The default is to draw charts if standard output is a terminal
/// that is wide enough. `text`: whether text goes to standard output. Throws UsageError.
std::optional<std::size_t> plot_width(const Arguments& arguments, bool text);

}  // namespace hotline::cli
