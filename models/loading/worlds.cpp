#include "models/loading/worlds.hpp"

#include <fmt/format.h>

#include <map>
#include <mutex>
#include <utility>

#include "models/loading/doubts_in_use.hpp"
#include "models/loading/load.hpp"

namespace hotline {

/// What worlds share: the documents as they were read, and the texts of the lists.
struct Worlds::Source {
    explicit Source(ReadFile from) : read_from(std::move(from)) {}

    std::optional<std::string> text_of(const std::filesystem::path& path, std::string& why) {
        const std::lock_guard lock(mutex);
        const auto known = texts.find(path);
        if (known != texts.end()) return known->second;
        auto text = read_from(path, why);
        if (text) texts.emplace(path, *text);
        return text;
    }

    ReadFile read_from;
    ReadFile read = [this](const std::filesystem::path& path, std::string& why) { return text_of(path, why); };
    Diagnostics documents;
    std::optional<Files> files;

private:
    std::mutex mutex;
    std::map<std::filesystem::path, std::string> texts;
};

std::optional<Worlds> Worlds::read(const std::filesystem::path& path, Diagnostics& diagnostics, const ReadFile& read,
                                   const std::vector<std::string>& settings) {
    Worlds worlds;
    worlds.file_ = file_of_scenario(path);
    worlds.source_ = std::make_shared<Source>(read);
    Files files(diagnostics, worlds.source_->read);
    auto doubts = read_with_doubts(worlds.file_, files, diagnostics, settings);
    if (!doubts) return {};
    worlds.doubts_ = std::move(*doubts);
    worlds.source_->documents = diagnostics;
    worlds.source_->files.emplace(files, worlds.source_->documents, worlds.source_->read);
    if (worlds.doubts_.empty()) return worlds;
    Diagnostics told_by_best = diagnostics;
    if (const auto scenario = worlds.best(told_by_best)) worlds.doubts_.keep(in_use(*scenario));
    return worlds;
}

std::optional<Scenario> Worlds::best(Diagnostics& diagnostics) const {
    Files files(*source_->files, diagnostics, source_->read);
    return load_document(file_, doubts_.best(), doubts_.all().size(), files, diagnostics);
}

Scenario Worlds::world(const std::vector<double>& quantiles) const {
    Diagnostics diagnostics = source_->documents;
    Files files(*source_->files, diagnostics, source_->read);
    auto scenario = load_document(file_, doubts_.world(quantiles), doubts_.all().size(), files, diagnostics);
    if (scenario) return std::move(*scenario);
    std::string values;
    for (const Doubt& doubt : doubts_.all()) {
        values += fmt::format("  {} = {}\n", doubt.path, value_text(doubt, quantiles[doubt.source]));
    }
    throw WrongWorld(
        fmt::format("a world of values is no scenario:\n{}with the values\n{}hint: choose doubts that fit together "
                    "for all of their values, or let them be the \"same_as\" each other",
                    diagnostics.text(), values));
}

}  // namespace hotline
