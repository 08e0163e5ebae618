#include "sim/cli/library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

namespace hotline::cli {

void* function_of(const std::string& library, const char* function, const char* what) {
    const auto file = std::filesystem::read_symlink("/proc/self/exe").parent_path() / library;
    void* opened = ::dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
    void* found = opened ? ::dlsym(opened, function) : nullptr;
    if (!found) throw std::runtime_error(fmt::format("{} cannot be loaded: {}", what, ::dlerror()));
    return found;
}

}  // namespace hotline::cli
