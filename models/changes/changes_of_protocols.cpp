// Steps of protocols, and protocols.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "models/base/duration.hpp"
#include "models/changes/changes_of_parts.hpp"
#include "models/scenario/selection.hpp"

namespace hotline {
namespace {

/// Where a step stands.
struct StepAt {
    Index protocol = kNone;
    std::size_t number = 0;

    Step& in(Scenario& scenario) const { return scenario.protocols[protocol].steps[number]; }
};

/// Whether a search goes to some step after a result.
bool goes_to_a_step(const Protocol& protocol) {
    return std::any_of(protocol.steps.begin(), protocol.steps.end(), [](const Step& step) {
        return std::any_of(step.on.begin(), step.on.end(),
                           [](const FollowUp& follow) { return follow.goes == FollowUp::Goes::to_step; });
    });
}

/// Adds the changes of one step.
class StepChanges {
public:
    StepChanges(const Scenario& scenario, StepAt at, std::vector<Change>& changes)
        : scenario_(scenario),
          at_(at),
          step_(scenario.protocols[at.protocol].steps[at.number]),
          name_(fmt::format("{}, step {}", scenario.protocols[at.protocol].id, at.number + 1)),
          changes_(changes) {}

    void add_all(bool calls_several, const std::set<Ticks>& patience, bool has_hours) {
        const Protocol& protocol = scenario_.protocols[at_.protocol];
        // Where searches go to a step, every step stays in its place.
        const bool stays = goes_to_a_step(protocol);
        if (protocol.steps.size() > 1 && !stays) {
            add(Aim::gone, "leave it out", [at = at_](Scenario& changed) {
                auto& steps = changed.protocols[at.protocol].steps;
                steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(at.number));
            });
        }
        if (at_.number > 0 && !stays) {
            add(Aim::altered, "before the step before it", [at = at_](Scenario& changed) {
                auto& steps = changed.protocols[at.protocol].steps;
                std::swap(steps[at.number - 1], steps[at.number]);
            });
        }
        if (calls_several) {
            alter(step_.all_at_once ? "call in turn, not all at once" : "call all at once, not in turn",
                  [](Step& step) { step.all_at_once = !step.all_at_once; });
        }
        if (step_.patience || patience.size() == 1) {
            const Ticks now = step_.patience.value_or(*patience.begin());
            alter(fmt::format("patience {}, not {}", duration_text(2 * now), duration_text(now)),
                  [now](Step& step) { step.patience = 2 * now; });
        }
        if (step_.within) {
            const Ticks now = *step_.within;
            alter(fmt::format("within {}, not {}", duration_text(2 * now), duration_text(now)),
                  [now](Step& step) { step.within = 2 * now; });
        }
        alter(fmt::format("tries {}, not {}", step_.tries + 1, step_.tries), [](Step& step) { ++step.tries; });
        if (has_hours) {
            alter(step_.skip_off_duty ? "call whoever is off duty, too" : "skip whoever is off duty",
                  [](Step& step) { step.skip_off_duty = !step.skip_off_duty; });
        }
    }

private:
    void add(Aim aim, const std::string& what, std::function<void(Scenario&)> apply) {
        changes_.push_back({aim, Part::step, name_, fmt::format("{}: {}", name_, what), true, std::move(apply)});
    }
    template <class To>
    void alter(const std::string& what, const To& to) {
        add(Aim::altered, what, [at = at_, to](Scenario& changed) { to(at.in(changed)); });
    }

    const Scenario& scenario_;
    StepAt at_;
    const Step& step_;
    std::string name_;
    std::vector<Change>& changes_;
};

/// Whom a step may call, in any of the cases.
std::set<Index> called_by(const Scenario& scenario, const Directory& directory, const Step& step) {
    std::set<Index> called;
    for (const Case& played : scenario.cases) {
        for (const CalledPlace& place : directory.places(step.call, played.caller, played.callee)) {
            const std::vector<Index> takers = directory.takers(place);
            called.insert(takers.begin(), takers.end());
        }
        if (!depends_on(step.call, Selector::Side::caller) && !depends_on(step.call, Selector::Side::callee)) break;
    }
    return called;
}

}  // namespace

void add_changes_of_steps(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    const Directory directory(scenario);
    for (const Index protocol : used.protocols) {
        for (std::size_t number = 0; number < scenario.protocols[protocol].steps.size(); ++number) {
            const Step& step = scenario.protocols[protocol].steps[number];
            const std::set<Index> called = called_by(scenario, directory, step);
            std::set<Ticks> patience;
            bool has_hours = false;
            for (const Index official : called) {
                const Index roster = scenario.officials[official].roster;
                has_hours |= roster != kNone && !scenario.rosters[roster].shifts.empty();
                for (const Index row : rows_tried(scenario, step, official))
                    patience.insert(patience_of(scenario, step, scenario.rows[row]));
            }
            StepChanges(scenario, {protocol, number}, changes).add_all(called.size() > 1, patience, has_hours);
        }
    }
}

void add_changes_of_protocols(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    for (const Index protocol : used.protocols) {
        const Protocol& model = scenario.protocols[protocol];
        const auto alter = [&](const std::string& what, std::function<void(Protocol&)> to) {
            changes.push_back(
                {Aim::altered, Part::protocol, model.id, fmt::format("{}: {}", model.id, what), true,
                 [protocol, to = std::move(to)](Scenario& changed) { to(changed.protocols[protocol]); }});
        };
        alter(fmt::format("rounds {}, not {}", model.rounds + 1, model.rounds), [](Protocol& of) { ++of.rounds; });
        if (model.hold > Ticks{0}) {
            alter(fmt::format("hold {}, not {}", duration_text(2 * model.hold), duration_text(model.hold)),
                  [](Protocol& of) { of.hold *= 2; });
        }
        if (model.verify) alter("verify nobody", [](Protocol& of) { of.verify.reset(); });
    }
}

}  // namespace hotline
