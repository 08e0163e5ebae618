#include "sim/cli/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include "sim/cli/mpirun.hpp"

namespace hotline::cli {
namespace {

std::runtime_error cannot_write(const std::filesystem::path& file, const std::string& why) {
    return std::runtime_error(fmt::format("cannot write {}: {}", file.string(), why));
}

}  // namespace

void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write) {
    if (!speaks()) return;
    const std::filesystem::path aside = fmt::format("{}.{}.part", file.string(), ::getpid());
    try {
        std::ofstream stream(aside, std::ios::binary);
        if (!stream) throw cannot_write(file, std::strerror(errno));
        write(stream);
        stream.close();
        if (!stream) throw cannot_write(file, std::strerror(errno));
        std::filesystem::rename(aside, file);
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
    if (error) throw cannot_write(folder, error.message());
}

}  // namespace hotline::cli
