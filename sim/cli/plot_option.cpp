#include "sim/cli/plot_option.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include "analysis/pictures/text_plot.hpp"
#include "sim/cli/mpirun.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kUsualWidth = 80;
constexpr std::size_t kWideEnough = 80;

/// The width from $COLUMNS or from the terminal; the default width if neither is known.
std::size_t columns() {
    if (const char* said = std::getenv("COLUMNS")) {
        const std::string_view text = said;
        std::size_t width = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
        if (error == std::errc{} && end == text.data() + text.size() && width > 0) return width;
    }
    winsize window{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) return window.ws_col;
    return kUsualWidth;
}

}  // namespace

void add_plot_options(boost::program_options::options_description& options) {
    options.add_options()                                                              //
        ("plot", "draw text charts; the default on a terminal of 80 columns or more")  //
        ("no-plot", "draw no charts");
}

std::optional<std::size_t> plot_width(const Arguments& arguments, bool text) {
    if (arguments.has("plot") && arguments.has("no-plot"))
        throw UsageError("--plot and --no-plot exclude each other");
    if (arguments.has("plot") && !text) throw UsageError("--plot needs text on standard output");
    if (!text || arguments.has("no-plot")) return {};
    const std::size_t width = columns();
    if (arguments.has("plot")) return std::max(width, kLeastPlotWidth);
    // With mpirun, standard output looks like a terminal, but is not.
    if (peers() || ::isatty(STDOUT_FILENO) != 1 || width < kWideEnough) return {};
    return width;
}

}  // namespace hotline::cli
