#include "sim/cli/page_maker.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <iostream>

#include "models/lint/lint.hpp"
#include "sim/cli/output_file.hpp"

namespace hotline::cli {

void PageMaker::add(Played& played, PageDrills drills) {
    lint(played.scenario, played.files);
    RunSummary summary = summarise(played.scenario, played.plan.seed, {}, played.outcomes);
    const PublishedFigures published(played.files);
    page_.scenarios.push_back({&played.scenario, played.label, played.outcomes, std::move(summary),
                               std::move(drills.tallies), std::move(drills.stories), std::move(drills.by_hour),
                               assumptions_of(played.scenario, played.files, published), played.files.text(),
                               std::move(drills.doubts)});
}

void PageMaker::write(const std::string& file, const std::string& command, const Words& words) {
    page_.command = {command};
    page_.command.insert(page_.command.end(), words.begin(), words.end());
    write_file(file, [&](std::ostream& out) { write_page(out, page_); });
}

void PageMaker::write_pictures(const std::string& folder) const {
    make_folder(folder);
    for (const PagePicture& picture : pictures_of(page_)) {
        const std::filesystem::path file = std::filesystem::path(folder) / (picture.name + ".svg");
        write_file(file, [&](std::ostream& out) { out << picture.svg; });
        fmt::print(std::cout, "Written: {}\n", file.string());
    }
}

}  // namespace hotline::cli
