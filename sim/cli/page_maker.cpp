#include "sim/cli/page_maker.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "models/base/utf8.hpp"
#include "models/lint/lint.hpp"

namespace hotline::cli {

void PageMaker::add(Played& played, PageDrills drills) {
    lint(played.scenario, played.files);
    RunSummary summary = summarise(played.scenario, played.plan.seed, {}, played.outcomes, {}, {},
                                   {MeanIntervals::all, played.plan.jobs});
    const PublishedFigures published(played.files, [&](const std::filesystem::path& list, std::string& why) {
        auto text = played.read(list, why);
        if (std::error_code ignored; !text && std::filesystem::exists(list, ignored))
            throw UsageError(fmt::format("cannot read {}: {}", list.string(), why));
        return text;
    });
    page_.scenarios.push_back({&played.scenario, played.label, played.outcomes, std::move(summary),
                               std::move(drills.tallies), std::move(drills.stories), std::move(drills.by_hour),
                               assumptions_of(played.scenario, played.files, published), played.files.text(),
                               std::move(drills.doubts), played.variant});
}

void PageMaker::write(OutputFiles& files, const std::string& file, const std::string& command, const Words& words) {
    page_.command = {command};
    for (const std::string& word : words) page_.command.push_back(printable(word));
    files.write(file, [&](std::ostream& out) { write_page(out, page_); });
}

std::vector<std::string> PageMaker::write_pictures(OutputFiles& files, const std::string& folder) const {
    make_folder(folder);
    std::vector<std::string> names;
    for (const PagePicture& picture : pictures_of(page_)) {
        const std::filesystem::path file = std::filesystem::path(folder) / (picture.name + ".svg");
        files.write(file, [&](std::ostream& out) { out << picture.svg; });
        names.push_back(file.string());
    }
    return names;
}

}  // namespace hotline::cli
