#include "sim/cli/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include "sim/cli/command_line.hpp"
#include "sim/cli/mpirun.hpp"

namespace hotline::cli {
namespace {

std::string cannot_write(const std::filesystem::path& file, const std::string& why) {
    return fmt::format("cannot write {}: {}", file.string(), why);
}

void write_there(const std::filesystem::path& there, const std::filesystem::path& wanted,
                 const std::function<void(std::ostream&)>& write) {
    std::ofstream stream(there, std::ios::binary);
    if (!stream) throw UsageError(cannot_write(wanted, std::strerror(errno)));
    write(stream);
    stream.close();
    if (!stream) throw std::runtime_error(cannot_write(wanted, std::strerror(errno)));
}

void require_writable(const std::filesystem::path& place, const std::filesystem::path& wanted) {
    if (::access(place.c_str(), W_OK) != 0) throw UsageError(cannot_write(wanted, std::strerror(errno)));
    if (!std::filesystem::is_directory(place)) throw UsageError(cannot_write(wanted, std::strerror(ENOTDIR)));
}

}  // namespace

void require_writable_file(const std::filesystem::path& file) {
    if (peers()) return;  // who writes may see other files than the rest
    if (std::filesystem::is_directory(file)) throw UsageError(cannot_write(file, std::strerror(EISDIR)));
    require_writable(std::filesystem::absolute(file).parent_path(), file);
}

void require_writable_folder(const std::filesystem::path& folder) {
    if (peers()) return;
    std::filesystem::path there = std::filesystem::absolute(folder);
    while (!std::filesystem::exists(std::filesystem::symlink_status(there))) there = there.parent_path();
    require_writable(there, folder);
}

void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write) {
    if (!speaks()) return;
    if (std::filesystem::exists(file) && !std::filesystem::is_regular_file(file)) {  // /dev/stdout, say
        write_there(file, file, write);
        return;
    }
    const std::filesystem::path aside = fmt::format("{}.{}.part", file.string(), ::getpid());
    try {
        write_there(aside, file, write);
        std::error_code error;
        std::filesystem::rename(aside, file, error);
        if (error) throw UsageError(cannot_write(file, error.message()));
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(aside, ignored);
        throw;
    }
}

void make_folder(const std::filesystem::path& folder) {
    if (!speaks()) return;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw UsageError(cannot_write(folder, error.message()));
}

}  // namespace hotline::cli
