#include "models/documents/archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>

namespace hotline {
namespace {

constexpr std::size_t kMostUnpacked = 200'000'000;  // a sheet of a million rows takes about half of it
constexpr std::size_t kPiece = 1 << 16;

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void Archive::Close::operator()(zip* archive) const {
    zip_discard(archive);
}

Archive::Archive(std::string_view bytes) : left_(kMostUnpacked) {
    zip_error_t error;
    zip_error_init(&error);
    if (zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error)) {
        archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (!archive_) zip_source_free(source);
    }
    zip_error_fini(&error);
}

bool Archive::has(const std::string& part) const {
    return archive_ && zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

std::optional<std::string> Archive::read(const std::string& part, std::string& why) {
    const std::unique_ptr<zip_file_t, CloseFile> file(
        archive_ ? zip_fopen(archive_.get(), part.c_str(), ZIP_FL_NOCASE) : nullptr);
    if (!file) {
        why = fmt::format("\"{}\" is missing or locked", part);
        return {};
    }
    std::string text;
    for (;;) {
        const std::size_t size = text.size();
        text.resize(size + std::min(kPiece, left_ + 1));
        const auto read = zip_fread(file.get(), text.data() + size, text.size() - size);
        if (read < 0) {
            why = fmt::format("\"{}\" is damaged", part);
            return {};
        }
        const auto more = static_cast<std::size_t>(read);
        text.resize(size + more);
        if (more > left_) {
            why = "it unpacks to more than 200 megabytes";
            return {};
        }
        left_ -= more;
        if (more == 0) return text;
    }
}

}  // namespace hotline
