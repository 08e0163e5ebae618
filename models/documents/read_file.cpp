#include "models/documents/read_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <vector>

#include "models/base/alike.hpp"
#include "models/documents/diagnostics.hpp"

namespace hotline {
namespace {

constexpr std::size_t kLargestFile = 1'000'000'000;
constexpr std::streamsize kChunk = 1 << 16;

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

/// Opens a file. Macintoshes decompose letters in file names, so a name that looks the same will do.
std::ifstream open_file(const std::filesystem::path& path, const std::vector<std::string>& names) {
    const std::string meant = composed(path.filename().string());
    for (const std::string& name : names) {
        if (composed(name) == meant) return std::ifstream(path.parent_path() / name, std::ios::binary);
    }
    return {};
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
        const std::vector<std::string> names = names_beside(file);
        stream = open_file(file, names);
        if (!stream.is_open()) {
            if (const std::string near = did_you_mean(file.filename().string(), names); !near.empty())
                why += "; " + near;
            return {};
        }
        why.clear();
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
