#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "analysis/report.hpp"
#include "models/duration.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/result_writer.hpp"
#include "sim/cli/session.hpp"
#include "sim/flips.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;
using namespace std::chrono_literals;

Usage usage() {
    Usage usage{
        "compare",
        "SCENARIO…",
        "Sets protocols of one scenario side by side, or those of several scenarios, on the same luck: which is\n"
        "better, by how much, and how sure that is.",
        "  hotline compare scenarios/uk-china-2012 -p lists -p hotline --flips\n"
        "  hotline compare scenarios/uk-china-2012 --within 15min,2h --format json\n"
        "  hotline compare before/scenario.toml after/scenario.toml -p lists\n",
        {"Options"}};
    usage.options.add_options()  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"),
         "compare this one; may be repeated; default: those that the cases name")  //
        ("against", po::value<std::string>()->value_name("NAME"),
         "compare all with this one only; default: every pair")  //
        ("within", po::value<std::string>()->value_name("LIST"),
         "deadlines; default: 15min,30min,1h,4h; the horizon is always one")  //
        ("flips", "drills that only one of two makes, to replay them, and how the loser's ended");
    add_playing_options(usage.options);
    usage.options.add_options()  //
        ("format", po::value<std::string>()->value_name("FORMAT"),
         "text (default), json, or csv: a line a difference")  //
        ("out", po::value<std::string>()->value_name("DIR"),
         "write comparison.txt, comparison.json and comparison.csv there")  //
        ("help,h", "this text");
    return usage;
}

/// One scenario and what was played of it.
struct Played {
    Scenario scenario;
    std::string label;
    std::vector<Outcomes> outcomes;
    MakePlayer make_world;
    std::unique_ptr<DrillPlayer> player;
};

struct Deadlines {
    std::vector<Ticks> all;  // the last is the horizon
    Ticks last_asked{0};     // the horizon where nobody asked
};

Deadlines deadlines(const Arguments& arguments, Ticks horizon) {
    Deadlines deadlines;
    if (arguments.has("within")) {
        deadlines.all = arguments.durations("within", horizon);
    } else {
        for (const Ticks usual : {Ticks(15min), Ticks(30min), Ticks(1h), Ticks(4h)}) {
            if (usual < horizon) deadlines.all.push_back(usual);
        }
    }
    deadlines.last_asked = arguments.has("within") ? deadlines.all.back() : horizon;
    if (deadlines.all.empty() || deadlines.all.back() < horizon) deadlines.all.push_back(horizon);
    return deadlines;
}

std::vector<std::pair<std::size_t, std::size_t>> pairs_of(const std::vector<std::string>& names,
                                                          const Arguments& arguments) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    if (arguments.has("against")) {
        const std::string wanted = arguments.text("against");
        const auto found = std::find(names.begin(), names.end(), wanted);
        if (found == names.end()) {
            const std::string hint = did_you_mean(wanted, names);
            throw UsageError(fmt::format("--against names one of those compared, not \"{}\"{}", wanted,
                                         hint.empty() ? "" : "; " + hint));
        }
        const auto baseline = static_cast<std::size_t>(found - names.begin());
        for (std::size_t other = 0; other < names.size(); ++other) {
            if (other != baseline) pairs.emplace_back(baseline, other);
        }
    } else {
        for (std::size_t first = 0; first < names.size(); ++first) {
            for (std::size_t second = first + 1; second < names.size(); ++second) pairs.emplace_back(first, second);
        }
    }
    return pairs;
}

/// The contenders of every case: what is played for the same caller, callee and `after`, in all scenarios. Throws
/// UsageError where a case does not have the same contenders as the first.
class Contenders {
public:
    explicit Contenders(const std::vector<Played>& all) : all_(all) {
        const Scenario& first = all.front().scenario;
        for (Index index = 0; index < first.cases.size(); ++index) cases_.push_back(of_case(first, index));
        for (const Contender& contender : cases_.front()) names_.push_back(contender.name);
        for (Index index = 0; index < first.cases.size(); ++index) {
            const auto& of_case = cases_[index];
            if (!std::equal(
                    of_case.begin(), of_case.end(), names_.begin(), names_.end(),
                    [](const Contender& contender, const std::string& name) { return contender.name == name; })) {
                throw UsageError(
                    fmt::format("the case {} has not the same contenders as the others: choose protocols with -p",
                                name_of(first, first.cases[index])));
            }
        }
        if (names_.size() < 2) {
            throw UsageError(fmt::format("nothing to compare with \"{}\": name more protocols with -p, or scenarios",
                                         names_.front()));
        }
    }

    const std::vector<std::string>& names() const { return names_; }
    const std::vector<std::vector<Contender>>& cases() const { return cases_; }
    /// Where a contender's drills come from.
    const Played& origin(std::size_t contender) const { return *origins_[contender]; }

private:
    static std::string name_of(const Scenario& scenario, const Case& played) {
        return fmt::format("{} → {}", scenario.parties[played.caller].id, scenario.parties[played.callee].id);
    }

    std::vector<Contender> of_case(const Scenario& first, Index case_index) {
        const Case& wanted = first.cases[case_index];
        std::vector<Contender> contenders;
        origins_.clear();
        for (const Played& played : all_) {
            const Scenario& scenario = played.scenario;
            const std::size_t before = contenders.size();
            for (const Outcomes& outcomes : played.outcomes) {
                const Case& found = scenario.cases[outcomes.case_index];
                if (scenario.parties[found.caller].id != first.parties[wanted.caller].id ||
                    scenario.parties[found.callee].id != first.parties[wanted.callee].id ||
                    found.after != wanted.after) {
                    continue;
                }
                const std::string& protocol = scenario.protocols[outcomes.protocol].id;
                contenders.push_back({all_.size() == 1 ? protocol : fmt::format("{}: {}", played.label, protocol),
                                      &scenario, &outcomes});
                origins_.push_back(&played);
            }
            if (contenders.size() == before) {
                throw UsageError(fmt::format("{} has no case {}", played.label, name_of(first, wanted)));
            }
        }
        return contenders;
    }

    const std::vector<Played>& all_;
    std::vector<std::vector<Contender>> cases_;
    std::vector<std::string> names_;
    std::vector<const Played*> origins_;
};

}  // namespace

int compare_command(const Words& words) {
    const Arguments arguments(usage(), words, 1, words.size() + 1);
    if (arguments.helped()) return kFine;
    const std::string format = arguments.choice("format", {"text", "json", "csv"}, "text");

    std::vector<Played> all;
    bool wrong = false;
    for (const std::string& path : arguments.words()) {
        auto scenario = load_for_use(path);
        wrong |= !scenario;
        if (!scenario) continue;
        choose_protocols(*scenario, arguments.texts("protocol"));
        std::string label = label_of(*scenario);
        if (std::any_of(all.begin(), all.end(), [&](const Played& other) { return other.label == label; }))
            label = path;
        all.push_back({std::move(*scenario), std::move(label), {}, {}, nullptr});
    }
    if (wrong) return kWrongInput;
    Ticks horizon = all.front().scenario.horizon;
    for (const Played& played : all) horizon = std::min(horizon, played.scenario.horizon);
    const Deadlines within = deadlines(arguments, horizon);

    // All with the first one's seed and number of drills: what is common to them is then common luck.
    const RunPlan plan = playing_plan(arguments, all.front().scenario);
    for (Played& played : all) {
        RunPlan its = playing_plan(arguments, played.scenario);
        its.seed = plan.seed;
        its.replications = plan.replications;
        auto outcomes = play(played.scenario, its);
        if (!outcomes) return kInterrupted;
        played.outcomes = std::move(*outcomes);
        played.make_world = its.make_world;
    }
    // Only now: a process that has made a world may not be able to fork workers.
    for (Played& played : all) {
        played.player = std::make_unique<DrillPlayer>(played.scenario, plan.seed, played.make_world);
    }

    const Contenders contenders(all);
    Comparison comparison{all.front().scenario, plan.seed, plan.replications, {}, {}, {}, within.last_asked};
    comparison.plan = {within.all, plan.seed, pairs_of(contenders.names(), arguments)};
    for (const std::vector<Contender>& of_case : contenders.cases()) {
        if (interrupted()) return kInterrupted;
        comparison.cases.push_back(compare(of_case, comparison.plan));
        if (!arguments.has("flips")) continue;
        auto& flips = comparison.flips.emplace_back();
        for (const auto& [first, second] : comparison.plan.pairs) {
            flips.push_back(find_flips(*of_case[first].outcomes, *contenders.origin(first).player,
                                       *of_case[second].outcomes, *contenders.origin(second).player,
                                       comparison.flips_within));
        }
    }
    write_result(arguments, format, {"comparison.txt", "comparison.json", "comparison.csv"}, comparison,
                 [&](std::ostream& out) { write_csv(out, comparison); });
    return kFine;
}

}  // namespace hotline::cli
