#include "models/documents/read_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <vector>

#include "models/documents/diagnostics.hpp"

namespace hotline {
namespace {

constexpr std::size_t kLargestFile = 1'000'000'000;
constexpr std::streamsize kChunk = 1 << 16;

/// A hint with the most similar name in the folder.
std::string near_file(const std::filesystem::path& path) {
    std::vector<std::string> names;
    std::error_code error;
    std::filesystem::directory_iterator entries(path.has_parent_path() ? path.parent_path() : ".", error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        names.push_back(entries->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return did_you_mean(path.filename().string(), names);
}

}  // namespace

std::optional<std::string> read_file(const std::filesystem::path& file, std::string& why) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) {
        why = "it is a folder";
        return {};
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        why = std::generic_category().message(errno);
        if (const std::string near = near_file(file); !near.empty()) why += "; " + near;
        return {};
    }
    std::string text;
    while (stream) {
        const std::size_t size = text.size();
        if (size > kLargestFile) {
            why = "it is larger than a gigabyte";
            return {};
        }
        text.resize(size + kChunk);
        stream.read(text.data() + size, kChunk);
        text.resize(size + static_cast<std::size_t>(stream.gcount()));
    }
    if (!stream.eof()) {
        why = "it cannot be read to its end";
        return {};
    }
    return text;
}

}  // namespace hotline
