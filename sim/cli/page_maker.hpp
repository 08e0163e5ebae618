// Collects what `report`, and `--report` of other commands, put on a page, and writes it and the pictures of `--svg`.
#pragma once

#include <string>
#include <vector>

#include "analysis/page/page.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/contenders.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/cli/page_drills.hpp"

namespace hotline::cli {

class PageMaker {
public:
    /// Deadlines must be sorted; the last one is the shortest horizon.
    explicit PageMaker(std::vector<Ticks> deadlines) { page_.deadlines = std::move(deadlines); }

    /// Takes what has been played of a scenario, which must outlive this, and what lint says of its files.
    void add(Played& played, PageDrills drills);
    void add(const Comparison& comparison) { page_.comparisons.push_back(comparison); }
    void add(const CheckedScenario& checked) { page_.checked.push_back(checked); }
    void add(PageMending mending) { page_.mending.emplace(std::move(mending)); }

    /// Writes the page; the command and its words make it again.
    void write(OutputFiles& files, const std::string& file, const std::string& command, const Words& words);
    /// The page's pictures as files of a folder; returns their names. Requires that the page has been written.
    std::vector<std::string> write_pictures(OutputFiles& files, const std::string& folder) const;

private:
    Page page_;
};

}  // namespace hotline::cli
