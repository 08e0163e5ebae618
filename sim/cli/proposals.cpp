#include "sim/cli/proposals.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <mutex>
#include <utility>

#include "models/documents/overlay.hpp"
#include "models/loading/load.hpp"
#include "sim/cli/case_options.hpp"
#include "sim/cli/session.hpp"
#include "sim/escalation/simulation_error.hpp"

namespace hotline::cli {
namespace {

/// The proposals that can be bought.
std::vector<const Proposal*> with_a_cost(const Scenario& scenario) {
    std::vector<const Proposal*> all;
    for (const Proposal& proposal : scenario.proposals) {
        if (proposal.cost) all.push_back(&proposal);
    }
    return all;
}

std::vector<KeyPath> paths_of(const Proposal& proposal) {
    std::vector<KeyPath> paths;
    for (const std::string& text : proposal.settings) {
        Diagnostics said;
        if (auto setting = read_setting(text, kNone, 1, said)) paths.push_back(std::move(setting->path));
    }
    return paths;
}

/// Whether both set the same value, or one sets a value inside what the other sets.
bool set_the_same(const Proposal& one, const Proposal& other) {
    const std::vector<KeyPath> others = paths_of(other);
    for (const KeyPath& path : paths_of(one)) {
        for (const KeyPath& of_other : others) {
            const std::size_t common = std::min(path.size(), of_other.size());
            if (std::equal(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(common), of_other.begin()))
                return true;
        }
    }
    return false;
}

}  // namespace

void choose_played(const Arguments& arguments, Scenario& scenario) {
    if (arguments.has("caller") || arguments.has("callee")) {
        std::vector<Case> chosen;
        for (const Index index : chosen_cases(scenario, arguments)) chosen.push_back(scenario.cases[index]);
        scenario.cases = std::move(chosen);
        scenario.quorums.clear();  // they are of all cases
    }
    if (arguments.has("protocol")) choose_protocols(scenario, {arguments.text("protocol")});
    for (Case& played : scenario.cases) played.protocols.resize(1);
}

std::optional<Scenario> scenario_with(const Arguments& arguments, const Scenario& scenario,
                                      const std::vector<std::string>& settings, const std::string& what,
                                      std::string& why, const Choose& choose) {
    std::vector<std::string> all = arguments.texts("set");
    all.insert(all.end(), settings.begin(), settings.end());
    Diagnostics diagnostics;
    auto loaded = load_scenario(scenario.file, diagnostics, reader_for(arguments, scenario.file), all);
    if (!loaded) {
        why = fmt::format("{} cannot be played:\n{}", what, diagnostics.text(colours(STDERR_FILENO)));
        return {};
    }
    if (loaded->interaction != scenario.interaction) {
        why = fmt::format(
            "{} cannot be played: it changes \"interaction\", so its drills cannot be compared with today's\n", what);
        return {};
    }
    choose(*loaded);
    return loaded;
}

namespace {

/// Appends the changes that the scenario proposes. Prints errors; false if there are any.
bool add_proposals(const Arguments& arguments, const Scenario& scenario, std::vector<Change>& changes) {
    bool right = true;
    for (const Proposal& proposal : scenario.proposals) {
        std::string why;
        auto loaded =
            scenario_with(arguments, scenario, proposal.settings, fmt::format("the change \"{}\"", proposal.title),
                          why, [&](Scenario& changed) { choose_played(arguments, changed); });
        if (!loaded) {
            right = false;
            std::cerr << "hotline: error: " << why;
            continue;
        }
        changes.push_back({Aim::altered, Part::scenario, proposal.title, proposal.title, true,
                           [changed = std::make_shared<const Scenario>(std::move(*loaded))](Scenario& scenario_then) {
                               scenario_then = *changed;
                           },
                           proposal.cost});
    }
    return right;
}

/// Leaves the changes of the parts of --part. Throws UsageError if none is left.
void choose_parts(const Arguments& arguments, std::vector<Change>& changes) {
    if (!arguments.has("part")) return;
    std::vector<std::string> known;
    for (const Part part : all_named<Part>()) known.emplace_back(name_of(part));
    const std::vector<std::string> chosen = arguments.choices("part", known);
    std::erase_if(changes, [&](const Change& change) {
        return std::find(chosen.begin(), chosen.end(), name_of(change.part)) == chosen.end();
    });
    if (changes.empty())
        throw UsageError("no change is left with --part: the cases use no such part, or nothing of it can fail");
}

}  // namespace

std::optional<std::vector<Change>> changes_asked(const Arguments& arguments, const Scenario& scenario) {
    std::vector<Change> changes;
    if (!add_proposals(arguments, scenario, changes)) return {};
    std::vector<Change> of_parts = changes_of(scenario);
    changes.insert(changes.end(), std::make_move_iterator(of_parts.begin()), std::make_move_iterator(of_parts.end()));
    choose_parts(arguments, changes);
    return changes;
}

Bundles bundles_of(const Scenario& scenario, double budget) {
    const std::vector<const Proposal*> priced = with_a_cost(scenario);
    if (priced.empty()) throw UsageError("--budget needs [[change]] tables with a cost, but the scenario has none");
    std::vector<Offer> offers;
    for (const Proposal* proposal : priced) {
        Offer& offer = offers.emplace_back();
        offer.title = proposal->title;
        offer.cost = *proposal->cost;
        for (std::size_t other = 0; other < priced.size(); ++other) {
            if (priced[other] != proposal && set_the_same(*proposal, *priced[other]))
                offer.instead_of.push_back(other);
        }
    }
    Bundles bundles(std::move(offers), budget);
    if (bundles.neighbours({}).empty()) {
        const auto cheapest = std::min_element(
            priced.begin(), priced.end(), [](const Proposal* a, const Proposal* b) { return *a->cost < *b->cost; });
        throw UsageError(fmt::format("--budget must be at least {}, what the cheapest change costs, but is {}",
                                     *(*cheapest)->cost, budget));
    }
    return bundles;
}

Scenario scenario_of(const Arguments& arguments, const Scenario& scenario, const Bundle& bundle) {
    static std::mutex one_at_a_time;
    const std::vector<const Proposal*> priced = with_a_cost(scenario);
    std::vector<std::string> settings;
    for (const std::size_t offer : bundle)
        settings.insert(settings.end(), priced[offer]->settings.begin(), priced[offer]->settings.end());
    std::string why;
    const std::lock_guard lock(one_at_a_time);
    auto loaded = scenario_with(arguments, scenario, settings, "the changes together", why,
                                [&](Scenario& changed) { choose_played(arguments, changed); });
    if (!loaded) throw SimulationError(SimulationError::Cause::scenario, why);
    return std::move(*loaded);
}

}  // namespace hotline::cli
