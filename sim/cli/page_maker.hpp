// What `report`, and `--report` of other commands, put on a page, and the pictures of `--svg`.
#pragma once

#include <string>
#include <vector>

#include "analysis/page/page.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/contenders.hpp"

namespace hotline::cli {

class PageMaker {
public:
    /// Deadlines in order, the last the shortest horizon.
    explicit PageMaker(std::vector<Ticks> deadlines) { page_.deadlines = std::move(deadlines); }

    /// Takes a scenario's outcomes, and plays it hour by hour of the week where that can be told; the scenario must
    /// outlive this. False where it was interrupted.
    bool add(Played& played);
    void add(const Comparison& comparison) { page_.comparisons.push_back(comparison); }
    void add(const CheckedScenario& checked) { page_.checked.push_back(checked); }

    /// Looks at the drills one by one and writes the page; the command and its words make it again. To be called when
    /// all has been played: a process that has made a world may not be able to fork workers.
    void write(const std::string& file, const std::string& command, const Words& words);
    /// The page's pictures as files. Requires that the page has been written.
    void write_pictures(const std::string& folder) const;

private:
    void look(std::size_t index);

    Page page_;
    std::vector<RunPlan> plans_;
};

}  // namespace hotline::cli
