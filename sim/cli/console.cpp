#include "sim/cli/console.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace hotline::cli {

void hold_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) != -1) continue;
        [[maybe_unused]] const int held =
            ::open("/dev/null", O_RDONLY);  // open() takes the lowest free number: this one
    }
    std::signal(SIGXFSZ, SIG_IGN);
}

void say(std::string_view text) noexcept {
    [[maybe_unused]] const std::size_t written = std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

}  // namespace hotline::cli
