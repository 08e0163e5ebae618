#include "sim/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <utility>

#include "sim/cli/console.hpp"
#include "sim/cli/mpirun.hpp"

namespace hotline::cli {

using namespace std::chrono_literals;

namespace {

constexpr auto kPatienceOfTerminals = 500ms;
constexpr auto kPatienceOfLogs = 10s;

bool quiet = false;

}  // namespace

void be_quiet() {
    quiet = true;
}

Progress::Progress(std::string what)
    : what_(std::move(what)),
      terminal_(::isatty(STDERR_FILENO) == 1),
      begun_(Clock::now()),
      next_(begun_ + (terminal_ ? Clock::duration(kPatienceOfTerminals) : Clock::duration(kPatienceOfLogs))) {}

Progress::~Progress() {
    if (shown_ && terminal_) say("\r\033[K");
}

void Progress::show(double share) {
    const auto now = Clock::now();
    if (now < next_ || (!terminal_ && (shown_ || quiet || !speaks()))) return;
    next_ = now + 200ms;
    shown_ = true;
    const double spent = std::chrono::duration<double>(now - begun_).count();
    const double left = share > 0 ? spent * (1 - share) / share : 0;
    if (!terminal_) {
        say(fmt::format("hotline: {}: {:.0f} %, about {:.0f} s left\n", what_, 100 * share, left));
        return;
    }
    say(fmt::format("\r\033[K{}: {:.0f} %, about {:.0f} s left", what_, 100 * share, left));
}

}  // namespace hotline::cli
