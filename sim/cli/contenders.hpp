// Those that are compared: protocols of one scenario, or of several, case by case.
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
#include "sim/cli/command_line.hpp"
#include "sim/runs/checker.hpp"
#include "sim/runs/runner.hpp"

namespace hotline::cli {

/// One scenario and what was played of it.
struct Played {
    Scenario scenario;
    Diagnostics files;
    std::string label;
    RunPlan plan;
    std::vector<Outcomes> outcomes;
};

/// Loads the scenarios that the words name, each called as its folder is, and hands them on as they come, each with
/// its path. Nothing where one has errors, which have been printed.
std::optional<std::vector<Played>> load_each(const Arguments& arguments,
                                             const std::function<void(Played&, const std::string& path)>& loaded);
/// The same, and chooses the protocols of `--protocol`; where two are called alike the second
/// is called by its path. Throws UsageError where two are the same file.
std::optional<std::vector<Played>> load_all(const Arguments& arguments);
/// Plays them all with the first one's seed and number of drills: what is common to them is then common luck. False
/// where it was interrupted.
bool play_all(const Arguments& arguments, std::vector<Played>& all);

/// What became of all that a scenario expects; with a progress line. Nothing where it was interrupted.
std::optional<std::vector<CheckedExpectation>> check_expectations(const Played& played, CheckPlan plan);

struct Deadlines {
    std::vector<Ticks> all;  // the last is the horizon
    Ticks last_asked{0};     // the horizon where nobody asked
};
/// Those that people ask for, up to a horizon, which is the last.
std::vector<Ticks> usual_deadlines(Ticks horizon);
/// Those of `--within`, or the usual ones; up to the shortest horizon.
Deadlines deadlines(const Arguments& arguments, const std::vector<Played>& all);

/// The contenders of every case: what is played for the same caller, callee and `after`, in all scenarios.
class Contenders {
public:
    /// They must outlive it. Throws UsageError where a case does not have the same contenders as the first, or only
    /// one.
    explicit Contenders(const std::vector<Played>& all);

    const std::vector<std::string>& names() const { return names_; }
    const std::vector<std::vector<Contender>>& cases() const { return cases_; }
    /// Which scenario a contender's drills come from.
    std::size_t origin(std::size_t contender) const { return origins_[contender]; }

private:
    /// What cases of several scenarios have in common: caller, callee, `after`. For each what was played of it.
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
/// All with the one called so; where none is, every pair. Throws UsageError.
Pairs pairs_of(const std::vector<std::string>& names, const std::optional<std::string>& against);

Comparison compare_all(const std::vector<Played>& all, const Contenders& contenders, const Deadlines& within,
                       Pairs pairs);

}  // namespace hotline::cli
