// Lets one call of the system fail, in a program that loads this library first (LD_PRELOAD). Calls that open, read,
// write, or rename files are counted from 1. The call with the number FAULT_AT fails with the error FAULT_ERROR;
// "short" reads or writes only one byte. All later writes fail too if it is ENOSPC, as a disk stays full; names
// can still be changed there. The number
// of calls is written to the file FAULT_COUNT at the end. FAULT_SIGNAL raises a signal at the call instead.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

template <class Function>
Function* next_of(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

long number_in(const char* variable) {
    const char* text = std::getenv(variable);
    return text ? std::strtol(text, nullptr, 10) : 0;
}

struct Plan {
    long at = number_in("FAULT_AT");
    int error = static_cast<int>(number_in("FAULT_ERROR"));
    int signal = static_cast<int>(number_in("FAULT_SIGNAL"));
    bool is_short = error < 0;
    std::atomic<long> calls = 0;
};

Plan& plan() {
    static Plan plan;
    return plan;
}

enum class Fault { none, error, one_byte };

Fault next_fault(bool writes) {
    Plan& now = plan();
    const long call = ++now.calls;
    const bool hit = call == now.at;
    if (hit && now.signal > 0) std::raise(now.signal);
    if (now.signal > 0) return Fault::none;
    if (hit && now.is_short) return Fault::one_byte;
    const bool stays_full = now.error == ENOSPC && writes && now.at > 0 && call > now.at;
    if (now.is_short || !(hit || stays_full)) return Fault::none;
    errno = now.error;
    return Fault::error;
}

struct Counter {
    ~Counter() {
        const char* file = std::getenv("FAULT_COUNT");
        if (!file) return;
        const long calls = plan().calls;
        if (std::FILE* out = std::fopen(file, "w")) {
            std::fprintf(out, "%ld\n", calls);
            std::fclose(out);
        }
    }
} counter;

mode_t mode_in(int flags, va_list words) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(words, mode_t) : 0;
}

}  // namespace

extern "C" {

int open(const char* file, int flags, ...) {
    va_list words;
    va_start(words, flags);
    const mode_t mode = mode_in(flags, words);
    va_end(words);
    static auto* const next = next_of<int(const char*, int, mode_t)>("open");
    return next_fault((flags & O_CREAT) != 0) == Fault::error ? -1 : next(file, flags, mode);
}

int open64(const char* file, int flags, ...) {
    va_list words;
    va_start(words, flags);
    const mode_t mode = mode_in(flags, words);
    va_end(words);
    static auto* const next = next_of<int(const char*, int, mode_t)>("open64");
    return next_fault((flags & O_CREAT) != 0) == Fault::error ? -1 : next(file, flags, mode);
}

std::FILE* fopen64(const char* file, const char* mode) {
    static auto* const next = next_of<std::FILE*(const char*, const char*)>("fopen64");
    return next_fault(*mode != 'r') == Fault::error ? nullptr : next(file, mode);
}

ssize_t read(int descriptor, void* bytes, size_t size) {
    static auto* const next = next_of<ssize_t(int, void*, size_t)>("read");
    const Fault fault = next_fault(false);
    return fault == Fault::error ? -1 : next(descriptor, bytes, fault == Fault::one_byte && size > 0 ? 1 : size);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
    static auto* const next = next_of<ssize_t(int, const void*, size_t)>("write");
    const Fault fault = next_fault(true);
    return fault == Fault::error ? -1 : next(descriptor, bytes, fault == Fault::one_byte && size > 0 ? 1 : size);
}

ssize_t writev(int descriptor, const iovec* parts, int count) {
    static auto* const next = next_of<ssize_t(int, const iovec*, int)>("writev");
    const Fault fault = next_fault(true);
    if (fault == Fault::one_byte && count > 0 && parts->iov_len > 0) return write(descriptor, parts->iov_base, 1);
    return fault == Fault::error ? -1 : next(descriptor, parts, count);
}

int rename(const char* from, const char* to) {
    static auto* const next = next_of<int(const char*, const char*)>("rename");
    return next_fault(false) == Fault::error ? -1 : next(from, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
    static auto* const next = next_of<int(int, const char*, int, const char*, unsigned)>("renameat2");
    return next_fault(false) == Fault::error ? -1 : next(from_folder, from, to_folder, to, flags);
}

int mkdir(const char* folder, mode_t mode) {
    static auto* const next = next_of<int(const char*, mode_t)>("mkdir");
    return next_fault(true) == Fault::error ? -1 : next(folder, mode);
}
}
