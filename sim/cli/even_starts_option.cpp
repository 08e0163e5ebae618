#include "sim/cli/even_starts_option.hpp"

#include <fmt/format.h>

namespace hotline::cli {

std::optional<EvenStarts> even_starts(const Arguments& arguments, const Scenario& scenario) {
    if (!arguments.has(kEvenStarts)) return {};
    if (scenario.start_first == scenario.start_last) {
        throw UsageError(
            "--even-starts needs starts at different times, but the scenario has a single one; give its [start] "
            "\"between\"");
    }
    return EvenStarts(scenario);
}

void require_whole_blocks(const RunPlan& plan) {
    if (plan.replications % kStrata == 0) return;
    throw UsageError(
        fmt::format("--even-starts needs a multiple of {0} drills, one for each {0}th of the week, but has {1}",
                    kStrata, plan.replications));
}

}  // namespace hotline::cli
