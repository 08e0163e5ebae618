#include "sim/cli/mpirun.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string_view>

#include "sim/cli/library.hpp"

namespace hotline::cli {
namespace {

std::unique_ptr<Peers> joined;

/// Discards standard output from now on, and keeps standard error in memory.
void be_silent() {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    const int kept = ::memfd_create("standard error", MFD_CLOEXEC);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(kept, STDERR_FILENO);
    ::close(nowhere);
    ::close(kept);
}

std::string kept_errors() {
    std::cerr.flush();
    std::fflush(stderr);
    std::string text;
    std::array<char, 4096> piece{};
    for (ssize_t got = 0;
         (got = ::pread(STDERR_FILENO, piece.data(), piece.size(), static_cast<off_t>(text.size()))) > 0;)
        text.append(piece.data(), static_cast<std::size_t>(got));
    return text;
}

}  // namespace

void join_peers() {
    const char* count = std::getenv("OMPI_COMM_WORLD_SIZE");
    if (!count || std::string_view(count) == "1") return;
    using Join = Peers* (*)();
    joined.reset(reinterpret_cast<Join>(function_of("libhotline_mpi.so", "hotline_join_peers", "MPI"))());
    if (!speaks()) be_silent();
}

Peers* peers() {
    return joined.get();
}

bool speaks() {
    return !joined || joined->own() == 0;
}

std::optional<std::string> leave_peers(int exit_code) {
    if (!joined) return {};
    auto otherwise = take_leave(*joined, exit_code, speaks() ? "" : kept_errors());
    joined.reset();
    return otherwise;
}

}  // namespace hotline::cli
