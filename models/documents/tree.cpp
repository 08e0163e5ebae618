#include "models/documents/tree.hpp"

#include <algorithm>
#include <utility>

namespace hotline {
namespace {

/// The path without symbolic links; empty if it cannot be determined, as where links lead in a circle.
std::filesystem::path real(const std::filesystem::path& path, std::error_code& error) {
    const std::filesystem::path whole = std::filesystem::absolute(path, error);
    if (error) return {};
    std::filesystem::path found = std::filesystem::weakly_canonical(whole, error);
    return error ? std::filesystem::path() : found;
}

/// The nearest folder above that is a repository; empty if there is none.
std::filesystem::path repository_of(std::filesystem::path folder) {
    std::error_code ignored;
    for (; !folder.empty(); folder = folder.parent_path()) {
        if (std::filesystem::exists(folder / ".git", ignored)) return folder;
        if (folder == folder.parent_path()) break;
    }
    return {};
}

}  // namespace

Tree::Tree(const std::filesystem::path& scenario) {
    std::error_code ignored;
    const std::filesystem::path folder = real(std::filesystem::absolute(scenario, ignored).parent_path(), ignored);
    add(folder);
    if (const std::filesystem::path repository = repository_of(folder); !repository.empty()) add(repository);
}

void Tree::add(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (std::filesystem::path place = real(folder, ignored); !place.empty()) folders_.push_back(std::move(place));
}

bool Tree::holds(const std::filesystem::path& file, std::error_code& error) const {
    const std::filesystem::path place = real(file, error);
    return std::any_of(folders_.begin(), folders_.end(), [&](const std::filesystem::path& folder) {
        const auto [end_of_folder, inside] = std::mismatch(folder.begin(), folder.end(), place.begin(), place.end());
        return end_of_folder == folder.end() && std::find(inside, place.end(), ".git") == place.end();
    });
}

ReadFile reader_of(Tree tree) {
    return [tree = std::move(tree)](const std::filesystem::path& file,
                                    std::string& why) -> std::optional<std::string> {
        std::error_code error;
        if (tree.holds(file, error)) return read_file(file, why);
        why =
            error
                ? error.message()
                : "it lies outside of the scenario's folder and repository; --root DIR or --allow-outside permits it";
        return {};
    };
}

}  // namespace hotline
