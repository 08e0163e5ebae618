#include "models/documents/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "models/base/alike.hpp"
#include "models/documents/diagnostics.hpp"

namespace hotline {
namespace {

constexpr std::size_t kLargestFile = 1'000'000'000;
constexpr std::size_t kChunk = 1 << 16;

/// The names in the folder of a path, sorted.
std::vector<std::string> names_beside(const std::filesystem::path& path) {
    std::vector<std::string> names;
    std::error_code error;
    std::filesystem::directory_iterator entries(path.has_parent_path() ? path.parent_path() : ".", error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        names.push_back(entries->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// The same file by another spelling: Macintoshes decompose letters in file names, so a name that looks the same will
/// do. Empty if there is none.
std::filesystem::path spelt_otherwise(const std::filesystem::path& path, const std::vector<std::string>& names) {
    const std::string meant = composed(path.filename().string());
    for (const std::string& name : names) {
        if (composed(name) == meant) return path.parent_path() / name;
    }
    return {};
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ > STDIN_FILENO) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

bool is_regular(const struct stat& status, std::string& why) {
    if (S_ISREG(status.st_mode)) return true;
    why = S_ISDIR(status.st_mode) ? "it is a folder" : "it is not a regular file";
    return false;
}

/// Opens for reading, and does not wait for the other end of a pipe.
int open_to_read(const std::filesystem::path& file) {
    int opened = -1;
    do {
        opened = ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    } while (opened < 0 && errno == EINTR);
    return opened;
}

/// Whether a file is made by the kernel when it is read, like those of /proc. It may have no end.
bool of_kernel(int descriptor) {
    struct statfs system {};
    if (::fstatfs(descriptor, &system) != 0) return false;
    const auto type = static_cast<unsigned>(system.f_type);
    return type == PROC_SUPER_MAGIC || type == SYSFS_MAGIC || type == DEBUGFS_MAGIC || type == TRACEFS_MAGIC ||
           type == SECURITYFS_MAGIC || type == BPF_FS_MAGIC || type == CGROUP2_SUPER_MAGIC;
}

using Identity = std::pair<dev_t, ino_t>;

/// Which files have been read. Loaders of several threads may add to it.
class FilesRead {
public:
    void add(const struct stat& status) {
        const std::lock_guard lock(mutex_);
        files_.emplace(status.st_dev, status.st_ino);
    }
    bool have(const struct stat& status) {
        const std::lock_guard lock(mutex_);
        return files_.count({status.st_dev, status.st_ino}) > 0;
    }

private:
    std::mutex mutex_;
    std::set<Identity> files_;
};

FilesRead& files_read() {
    static FilesRead files;
    return files;
}

/// Reads to the end. `expected` is the size, as far as it is known.
std::optional<std::string> contents(int descriptor, std::size_t expected, std::string& why) {
    std::string text;
    text.reserve(std::min(expected, kLargestFile) + kChunk);
    while (true) {
        const std::size_t size = text.size();
        if (size > kLargestFile) {
            why = "it is larger than a gigabyte";
            return {};
        }
        text.resize(size + kChunk);
        const ssize_t got = ::read(descriptor, text.data() + size, kChunk);
        const int error = errno;
        text.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got == 0) return text;
        if (got < 0 && error != EINTR) {
            why = fmt::format("it cannot be read to its end: {}", std::generic_category().message(error));
            return {};
        }
    }
}

}  // namespace

std::optional<std::string> read_file(const std::filesystem::path& file, std::string& why) {
    struct stat status {};
    // Opening a device can do something or fail, so its kind is asked before; and after, as the file may have
    // changed.
    if (::stat(file.c_str(), &status) == 0 && !is_regular(status, why)) return {};
    int opened = open_to_read(file);
    if (opened < 0) {
        why = std::generic_category().message(errno);
        const std::vector<std::string> names = names_beside(file);
        if (const std::filesystem::path other = spelt_otherwise(file, names); !other.empty())
            opened = open_to_read(other);
        if (opened < 0) {
            if (const std::string near = did_you_mean(file.filename().string(), names); !near.empty())
                why += "; " + near;
            return {};
        }
        why.clear();
    }
    const Descriptor descriptor(opened);
    if (::fstat(opened, &status) != 0) {
        why = std::generic_category().message(errno);
        return {};
    }
    if (!is_regular(status, why)) return {};
    if (of_kernel(opened)) {
        why = "it is not a regular file but one of the kernel";
        return {};
    }
    files_read().add(status);
    return contents(opened, static_cast<std::size_t>(status.st_size), why);
}

std::optional<std::string> read_file_or_input(const std::filesystem::path& file, std::string& why) {
    return file == "-" ? contents(STDIN_FILENO, 0, why) : read_file(file, why);
}

bool was_read(const std::filesystem::path& file) {
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0 && files_read().have(status);
}

}  // namespace hotline
