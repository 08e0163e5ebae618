// `--by` and `--within`: the result of a run by cell, or by resource that the cases share.
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

    /// Stratifies the plan's starts over the cells. Raises the number of drills until every cell has enough, unless
    /// the user has `chosen` it. The plan must not outlive this object. Throws UsageError.
    void prepare(RunPlan& plan, bool chosen) const;
    /// Whether the result is by resource, and not by cell.
    bool resources() const { return !by_; }
    /// The following functions require cells.
    By by() const { return *by_; }
    Ticks within() const { return within_; }
    CellsRun summarise(const RunPlan& plan, const std::vector<Outcomes>& outcomes) const;

private:
    const Scenario& scenario_;
    std::optional<By> by_;
    Ticks within_;
    std::unique_ptr<StratifiedStarts> starts_;  // for cells of time
};

}  // namespace hotline::cli
