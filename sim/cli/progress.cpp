#include "sim/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <utility>

#include "sim/cli/console.hpp"

namespace hotline::cli {

using namespace std::chrono_literals;

Progress::Progress(std::string what)
    : what_(std::move(what)), terminal_(::isatty(STDERR_FILENO) == 1), begun_(Clock::now()), next_(begun_ + 500ms) {}

Progress::~Progress() {
    if (shown_) say("\r\033[K");
}

void Progress::show(double share) {
    const auto now = Clock::now();
    if (!terminal_ || now < next_) return;
    next_ = now + 200ms;
    shown_ = true;
    const double spent = std::chrono::duration<double>(now - begun_).count();
    const double left = share > 0 ? spent * (1 - share) / share : 0;
    say(fmt::format("\r\033[K{}: {:.0f} %, about {:.0f} s left", what_, 100 * share, left));
}

}  // namespace hotline::cli
