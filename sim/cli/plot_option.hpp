// `--plot` and `--no-plot`: charts of letters beside the text.
#pragma once

#include <optional>

#include "sim/cli/command_line.hpp"

namespace hotline::cli {

void add_plot_options(boost::program_options::options_description& options);

/// How wide charts are to be; nothing: none. Without either option where standard output is a terminal that is wide
/// enough. `text`: that is what is printed, to standard output. Throws UsageError.
std::optional<std::size_t> plot_width(const Arguments& arguments, bool text);

}  // namespace hotline::cli
