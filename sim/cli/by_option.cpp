#include "sim/cli/by_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/write/cells.hpp"

namespace hotline::cli {
namespace {

constexpr const char* kResource = "resource";

/// Empty for resources.
std::optional<By> by_of(const Arguments& arguments) {
    std::vector<std::string> names(kByNames.begin(), kByNames.end());
    names.emplace_back(kResource);
    const std::string chosen = arguments.choice("by", names, "");
    if (chosen == kResource) return {};
    return static_cast<By>(std::find(names.begin(), names.end(), chosen) - names.begin());
}

}  // namespace

ByOption::ByOption(const Arguments& arguments, const Scenario& scenario)
    : ByOption(scenario, by_of(arguments),
               arguments.duration("within", scenario.horizon).value_or(scenario.horizon)) {
    if (resources() && arguments.has("within"))
        throw UsageError("--within and --by resource exclude each other: resources have no deadline for contact");
}

ByOption::ByOption(const Scenario& scenario, std::optional<By> by, Ticks within)
    : scenario_(scenario), by_(by), within_(within) {
    if (resources()) {
        if (!scenario.interaction)
            throw UsageError("--by resource needs interaction, which is off; set interaction = true in [simulation]");
        return;
    }
    if (!is_time(*by_)) return;
    if (scenario.interaction) {
        throw UsageError(fmt::format(
            "--by {} and interaction exclude each other: with interaction all cases share one start", name_of(*by_)));
    }
    if (scenario.start_first == scenario.start_last) {
        throw UsageError(
            fmt::format("--by {} needs starts at different times, but the scenario has a single one; give its "
                        "[start] \"between\"",
                        name_of(*by_)));
    }
    starts_ = std::make_unique<StratifiedStarts>(scenario, *by_);
}

void ByOption::prepare(RunPlan& plan, bool chosen) const {
    if (!starts_) return;
    plan.starts = starts_.get();
    std::size_t cells = 0;
    for (Index index = 0; index < scenario_.cases.size(); ++index) {
        cells = std::max(cells, starts_->of_case(index).cells());
    }
    if (!chosen) plan.replications = std::max<std::uint64_t>(plan.replications, cells * kEnoughDrills);
    if (plan.replications < cells) {
        throw UsageError(fmt::format("--by {} needs at least {} drills, one for each cell, but has {}", name_of(*by_),
                                     cells, plan.replications));
    }
}

CellsRun ByOption::summarise(const RunPlan& plan, const std::vector<Outcomes>& outcomes) const {
    if (!starts_) return summarise_by_party(scenario_, by(), within_, plan.seed, outcomes, plan.jobs);
    std::map<std::pair<Index, Ticks>, CellsOfTime> known;  // callee and `after`
    const auto laid = [&](Index index) -> const CellsOfTime& {
        const Case& played = scenario_.cases[index];
        const auto [entry, fresh] = known.try_emplace({played.callee, played.after});
        if (fresh) {
            entry->second = starts_->of_case(index).laid(special_days(scenario_.holidays, played.callee), plan.seed,
                                                         plan.replications);
        }
        return entry->second;
    };
    return summarise_by_time(scenario_, by(), within_, plan.seed, outcomes, laid);
}

}  // namespace hotline::cli
