// `--by` and `--within`: a run whose result is told cell by cell, or for each resource that the cases share.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "analysis/estimates/by_cell.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/draws/starts.hpp"
#include "sim/runs/runner.hpp"

namespace hotline::cli {

class ByOption {
public:
    /// The scenario must outlive it. Throws UsageError.
    ByOption(const Arguments& arguments, const Scenario& scenario);
    ByOption(const Scenario& scenario, std::optional<By> by, Ticks within);

    /// Lays the plan's starts over the cells, with at least so many drills that every cell has enough, unless their
    /// `chosen` number is the user's. The plan must not outlive this. Throws UsageError.
    void prepare(RunPlan& plan, bool chosen) const;
    /// Whether resources are asked for, and no cells.
    bool resources() const { return !by_; }
    /// The rest is for cells.
    By by() const { return *by_; }
    Ticks within() const { return within_; }
    CellsRun summarise(const RunPlan& plan, const std::vector<Outcomes>& outcomes) const;

private:
    const Scenario& scenario_;
    std::optional<By> by_;
    Ticks within_;
    std::unique_ptr<StratifiedStarts> starts_;  // of cells of time
};

}  // namespace hotline::cli
