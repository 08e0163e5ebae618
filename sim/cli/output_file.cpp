#include "sim/cli/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <ext/stdio_filebuf.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <system_error>

#include "models/documents/read_file.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/mpirun.hpp"

namespace hotline::cli {
namespace {

constexpr mode_t kModeBits = 07777;
constexpr mode_t kUsualMode = 0666;  // less the process's umask
constexpr mode_t kPrivate = 0600;
constexpr int kMostTries = 100;

std::string cannot_write(const std::filesystem::path& file, const std::string& why) {
    return fmt::format("cannot write {}: {}", file.string(), why);
}

[[noreturn]] void throw_cannot_write(const std::filesystem::path& file) {
    throw UsageError(cannot_write(file, std::strerror(errno)));
}

/// The type of an existing file; `none` if it cannot be determined.
std::filesystem::file_type type_of(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::status(file, ignored).type();
}

void require_access(const std::filesystem::path& place, const std::filesystem::path& wanted) {
    if (::access(place.c_str(), W_OK) != 0) throw_cannot_write(wanted);
}

void require_folder(const std::filesystem::path& place, const std::filesystem::path& wanted) {
    require_access(place, wanted);
    if (type_of(place) != std::filesystem::file_type::directory)
        throw UsageError(cannot_write(wanted, std::strerror(ENOTDIR)));
}

/// Throws UsageError where the working directory no longer exists.
std::filesystem::path whole_path(const std::filesystem::path& file) {
    std::error_code error;
    std::filesystem::path found = std::filesystem::absolute(file, error);
    if (error) throw UsageError(cannot_write(file, error.message()));
    return found;
}

/// The target of a symbolic link.
std::filesystem::path behind_links(const std::filesystem::path& file) {
    std::error_code error;
    std::filesystem::path target = std::filesystem::canonical(file, error);
    return error ? file : target;
}

/// A name that nobody can guess, short enough for every folder.
std::string temporary_name() {
    std::random_device random;
    return fmt::format(".hotline-{:08x}{:08x}.part", random(), random());
}

/// What is kept of a file that is replaced.
std::optional<struct stat> status_of(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return {};
    return status;
}

void fill(int descriptor, const std::filesystem::path& wanted, const std::function<void(std::ostream&)>& write) {
    __gnu_cxx::stdio_filebuf<char> buffer(descriptor, std::ios::out | std::ios::binary);
    std::ostream stream(&buffer);
    write(stream);
    stream.flush();
    if (!stream || !buffer.close()) throw std::runtime_error(cannot_write(wanted, std::strerror(errno)));
}

void write_at_once(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write) {
    std::ofstream stream(file, std::ios::binary);
    if (!stream) throw_cannot_write(file);
    write(stream);
    stream.close();
    if (!stream) throw std::runtime_error(cannot_write(file, std::strerror(errno)));
}

/// Holds all signals off, so that no interrupt comes between the first and the last of several files.
class SignalsHeld {
public:
    SignalsHeld() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;

private:
    sigset_t before_{};
};

std::vector<std::filesystem::path>& announced() {
    static std::vector<std::filesystem::path> files;
    return files;
}

}  // namespace

/// A file under its temporary name. It is removed at the end, unless it has got its own. A signal handler goes
/// through the list of all of them.
struct OutputFiles::Unfinished {
    std::filesystem::path wanted;
    std::filesystem::path target;  // behind links
    std::string path;
    std::atomic<bool> there = false;
    bool replaced = false;  // there was a file of that name
    enum class Published : unsigned char { no, alone, for_old } published = Published::no;
    Unfinished* before = nullptr;

    Unfinished(std::filesystem::path file, std::filesystem::path behind)
        : wanted(std::move(file)), target(std::move(behind)), before(last) {
        last = this;
    }
    ~Unfinished() {
        remove();
        last = before;
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    /// Creates the file under a temporary name, and returns its descriptor.
    int create() {
        const std::optional<struct stat> old = status_of(target);
        replaced = old.has_value();
        for (int tries = 0; tries < kMostTries; ++tries) {
            path = (target.parent_path() / temporary_name()).string();
            const SignalsHeld held;  // no interrupt comes between the file and its mark
            const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                          old ? kPrivate : kUsualMode);
            if (descriptor < 0 && (errno == EEXIST || errno == EINTR)) continue;
            if (descriptor < 0) break;
            there = true;
            if (old) {
                // Only root may give a file to others. A file that stays one's own does not run as another's.
                const bool same_owner = ::fchown(descriptor, old->st_uid, old->st_gid) == 0;
                ::fchmod(descriptor, old->st_mode & (same_owner ? kModeBits : kUsualMode));
            }
            return descriptor;
        }
        throw_cannot_write(wanted);
    }

    /// Gives the file its name. An old file of that name gets the temporary one, where the file system can exchange
    /// names.
    void publish() {
        if (::renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) {
            published = Published::for_old;
            return;
        }
        if (::rename(path.c_str(), target.c_str()) != 0) throw_cannot_write(wanted);
        there = false;
        published = Published::alone;
    }

    /// Takes the name away again. A file that replaced another one at once stays.
    void unpublish() {
        if (published == Published::for_old)
            ::renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE);
        if (published == Published::alone && !replaced) ::unlink(target.c_str());
    }

    void remove() {
        if (there) ::unlink(path.c_str());
    }

    static std::atomic<Unfinished*> last;
    static_assert(std::atomic<Unfinished*>::is_always_lock_free, "a signal handler reads it");

    static void remove_all() {
        for (Unfinished* file = last; file; file = file->before) file->remove();
    }
};

std::atomic<OutputFiles::Unfinished*> OutputFiles::Unfinished::last = nullptr;

OutputFiles::OutputFiles() = default;

OutputFiles::~OutputFiles() {
    while (!files_.empty()) files_.pop_back();  // the list of unfinished files ends with the last
}

void OutputFiles::write(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write) {
    if (!speaks()) return;
    if (was_read(file)) throw UsageError(cannot_write(file, "this command reads it"));
    const std::filesystem::file_type type = type_of(file);
    const bool is_file = type == std::filesystem::file_type::regular;
    if (!is_file && type != std::filesystem::file_type::not_found) return write_at_once(file, write);
    if (is_file) require_access(file, file);
    files_.push_back(std::make_unique<Unfinished>(file, behind_links(file)));
    fill(files_.back()->create(), file, write);
}

void OutputFiles::publish() {
    const SignalsHeld held;
    try {
        for (const auto& file : files_) file->publish();
    } catch (const UsageError&) {
        for (const auto& file : files_) file->unpublish();
        throw;
    }
}

void OutputFiles::remove_unfinished() {
    Unfinished::remove_all();
}

void remove_unfinished_files_on_signals() {
    for (const int signal : {SIGHUP, SIGQUIT, SIGPIPE}) {
        const auto before = std::signal(signal, [](int seen) {
            OutputFiles::remove_unfinished();
            std::signal(seen, SIG_DFL);
            std::raise(seen);
        });
        if (before == SIG_IGN) std::signal(signal, SIG_IGN);  // as nohup asks
    }
}

void require_writable_file(const std::filesystem::path& file) {
    if (file.empty()) throw UsageError("the name of an output file must not be empty");
    if (peers()) return;  // the first rank may see other files than this one
    announced().push_back(file);
    switch (type_of(file)) {
        case std::filesystem::file_type::directory:
            throw UsageError(cannot_write(file, std::strerror(EISDIR)));
        case std::filesystem::file_type::none:
        case std::filesystem::file_type::not_found:
            return require_folder(whole_path(file).parent_path(), file);
        case std::filesystem::file_type::regular:
            require_access(file, file);
            return require_folder(behind_links(whole_path(file)).parent_path(), file);
        default:
            return require_access(file, file);
    }
}

void require_writable_folder(const std::filesystem::path& folder, const std::vector<std::string>& names) {
    if (folder.empty()) throw UsageError("the name of an output folder must not be empty");
    if (peers()) return;
    std::filesystem::path there = whole_path(folder);
    while (::access(there.c_str(), F_OK) != 0 && errno == ENOENT && there.has_relative_path())
        there = there.parent_path();
    require_folder(there, folder);
    if (type_of(folder) != std::filesystem::file_type::directory) return;
    for (const std::string& name : names) require_writable_file(folder / name);
}

void require_no_output_read() {
    for (const std::filesystem::path& file : announced()) {
        if (was_read(file)) throw UsageError(cannot_write(file, "this command reads it"));
    }
}

void make_folder(const std::filesystem::path& folder) {
    if (!speaks()) return;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw UsageError(cannot_write(folder, error.message()));
}

}  // namespace hotline::cli
