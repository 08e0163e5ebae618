// The contenders of a comparison: for each case, the protocols of one scenario or of several.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/estimates/comparison.hpp"
#include "models/documents/diagnostics.hpp"
#include "models/documents/read_file.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/runs/checker.hpp"
#include "sim/runs/runner.hpp"

namespace hotline::cli {

/// A scenario and the outcomes of its drills.
struct Played {
    Scenario scenario;
    Diagnostics files;
    std::string label;
    RunPlan plan;
    std::vector<Outcomes> outcomes;
    ReadFile read = {};                   // reads the files that the scenario may name
    std::string variant{};                // what --vary sets: "rounds=2"; empty without it
    std::vector<std::string> settings{};  // after those of --set
};

/// Loads the scenarios that the arguments name, each with every combination of values of --vary. Each is labelled by
/// its folder and passed to `loaded` with its path.
/// Prints errors; empty if any scenario has errors.
std::optional<std::vector<Played>> load_each(const Arguments& arguments,
                                             const std::function<void(Played&, const std::string& path)>& loaded);
/// Like `load_each`, and chooses the protocols of `--protocol`. If two labels are equal, the second scenario is
/// labelled by its path; those of one scenario by the values alone. Throws UsageError if two paths are the same file.
std::optional<std::vector<Played>> load_all(const Arguments& arguments);
/// The plans of all scenarios, with the seed and the number of drills of the first one.
void plan_all(const Arguments& arguments, std::vector<Played>& all);
/// Plays all scenarios with the seed and the number of drills of the first one, so that they share random numbers.
/// False if interrupted.
bool play_all(const Arguments& arguments, std::vector<Played>& all);

/// Checks all expectations of a scenario, with a progress line; those that ask for a share of worlds in worlds.
/// Empty if interrupted.
std::optional<std::vector<CheckedExpectation>> check_expectations(const Played& played, CheckPlan plan,
                                                                  const Arguments& arguments);

struct Deadlines {
    std::vector<Ticks> all;  // the last is the horizon
    Ticks last_asked{0};     // the horizon if --within is not given
};
/// The deadlines of `--within`, or the default ones, up to the shortest horizon.
Deadlines deadlines(const Arguments& arguments, const std::vector<Played>& all);

/// The contenders of every case: all that is played for the same caller, callee and `after`, in all scenarios.
class Contenders {
public:
    /// `all` must outlive this object. Throws UsageError if the contenders of a case differ from those of the first
    /// case, or if there is only one.
    explicit Contenders(const std::vector<Played>& all);

    const std::vector<std::string>& names() const { return names_; }
    const std::vector<std::vector<Contender>>& cases() const { return cases_; }
    /// The index of the scenario of a contender.
    std::size_t origin(std::size_t contender) const { return origins_[contender]; }

private:
    /// The key that matches cases of several scenarios: caller, callee, `after`. For each, the outcomes.
    using Occasion = std::tuple<std::string_view, std::string_view, Ticks>;
    using ByOccasion = std::map<Occasion, std::vector<const Outcomes*>>;

    static Occasion occasion_of(const Scenario& scenario, Index case_index);
    std::vector<Contender> of_case(const std::vector<ByOccasion>& by_scenario, Index case_index);

    const std::vector<Played>& all_;
    std::vector<std::vector<Contender>> cases_;
    std::vector<std::string> names_;
    std::vector<std::size_t> origins_;
};

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
/// Pairs of all others with `against`; every pair if it is empty. Throws UsageError.
Pairs pairs_of(const std::vector<std::string>& names, const std::optional<std::string>& against);

Comparison compare_all(const std::vector<Played>& all, const Contenders& contenders, const Deadlines& within,
                       Pairs pairs);

}  // namespace hotline::cli
