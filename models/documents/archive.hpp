// The parts of a zip archive in memory, read by libzip, which only archive.cpp includes. An archive may be hostile:
// bytes are counted as they are unpacked, whatever size the archive declares.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace hotline {

class Archive {
public:
    /// `bytes` must outlive the archive.
    explicit Archive(std::string_view bytes);

    bool is_open() const { return archive_ != nullptr; }
    bool has(const std::string& part) const;
    /// Empty where the part is missing, is too large or cannot be unpacked; `why` says which.
    std::optional<std::string> read(const std::string& part, std::string& why);

private:
    struct Close {
        void operator()(zip* archive) const;
    };
    std::unique_ptr<zip, Close> archive_;
    std::size_t left_;  // bytes that may still be unpacked
};

}  // namespace hotline
