#include "sim/cli/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include "sim/cli/command_line.hpp"
#include "sim/cli/mpirun.hpp"

namespace hotline::cli {
namespace {

/// Readable from a signal handler.
std::array<char, PATH_MAX> unfinished_path{};

/// A temporary file. It is removed at the end, unless it has been renamed to its final name.
class Unfinished {
public:
    explicit Unfinished(std::string path) : path_(std::move(path)) {
        if (path_.size() < unfinished_path.size()) std::ranges::copy(path_, unfinished_path.begin());
    }
    ~Unfinished() {
        remove_unfinished_file();
        unfinished_path.fill('\0');
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

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

/// The type of an existing file; `none` if it cannot be determined.
std::filesystem::file_type type_of(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::status(file, ignored).type();
}

void require_access(const std::filesystem::path& place, const std::filesystem::path& wanted) {
    if (::access(place.c_str(), W_OK) != 0) throw UsageError(cannot_write(wanted, std::strerror(errno)));
}

void require_folder(const std::filesystem::path& place, const std::filesystem::path& wanted) {
    require_access(place, wanted);
    if (type_of(place) != std::filesystem::file_type::directory)
        throw UsageError(cannot_write(wanted, std::strerror(ENOTDIR)));
}

/// The target of a symbolic link.
std::filesystem::path behind_links(const std::filesystem::path& file) {
    std::error_code error;
    std::filesystem::path target = std::filesystem::canonical(file, error);
    return error ? file : target;
}

}  // namespace

void remove_unfinished_file() {
    if (unfinished_path[0] != '\0') ::unlink(unfinished_path.data());
}

void require_writable_file(const std::filesystem::path& file) {
    if (file.empty()) throw UsageError("the name of an output file must not be empty");
    if (peers()) return;  // the first rank may see other files than this one
    switch (type_of(file)) {
        case std::filesystem::file_type::directory:
            throw UsageError(cannot_write(file, std::strerror(EISDIR)));
        case std::filesystem::file_type::none:
        case std::filesystem::file_type::not_found:
            return require_folder(std::filesystem::absolute(file).parent_path(), file);
        case std::filesystem::file_type::regular:
            require_access(file, file);
            return require_folder(behind_links(std::filesystem::absolute(file)).parent_path(), file);
        default:
            return require_access(file, file);
    }
}

void require_writable_folder(const std::filesystem::path& folder) {
    if (folder.empty()) throw UsageError("the name of an output folder must not be empty");
    if (peers()) return;
    std::filesystem::path there = std::filesystem::absolute(folder);
    while (::access(there.c_str(), F_OK) != 0 && errno == ENOENT && there.has_relative_path())
        there = there.parent_path();
    require_folder(there, folder);
}

void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write) {
    if (!speaks()) return;
    const std::filesystem::file_type type = type_of(file);
    const bool is_file = type == std::filesystem::file_type::regular;
    if (!is_file && type != std::filesystem::file_type::not_found) {  // /dev/stdout, say
        write_there(file, file, write);
        return;
    }
    if (is_file) require_access(file, file);
    const std::filesystem::path target = behind_links(file);
    const Unfinished aside(fmt::format("{}.{}.part", target.string(), ::getpid()));
    write_there(aside.path(), file, write);
    std::error_code error;
    std::filesystem::rename(aside.path(), target, error);
    if (error) throw UsageError(cannot_write(file, error.message()));
}

void make_folder(const std::filesystem::path& folder) {
    if (!speaks()) return;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw UsageError(cannot_write(folder, error.message()));
}

}  // namespace hotline::cli
