// Steps of protocols, and protocols.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "models/base/duration.hpp"
#include "models/changes/changes_of_parts.hpp"
#include "models/changes/halved.hpp"
#include "models/scenario/selection.hpp"

namespace hotline {
namespace {

/// Any two steps of so many are swapped; of more, only neighbours.
constexpr std::size_t kMostSwapped = 6;

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

/// Whether an answer may lead out of the step, which needs its targets in turn.
bool leads_elsewhere(const Step& step) {
    return std::any_of(step.on.begin(), step.on.end(), [](const FollowUp& follow) {
        return follow.goes != FollowUp::Goes::on && follow.goes != FollowUp::Goes::to_next_target;
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
        add_places();
        add_manners(calls_several, has_hours);
        if (step_.patience || patience.size() == 1) {
            const Ticks now = step_.patience.value_or(*patience.begin());
            alter(fmt::format("patience {}, not {}", duration_text(2 * now), duration_text(now)),
                  [now](Step& step) { step.patience = 2 * now; });
        }
        if (step_.within) {
            const Ticks now = *step_.within;
            alter(fmt::format("within {}, not {}", duration_text(2 * now), duration_text(now)),
                  [now](Step& step) { step.within = 2 * now; });
            add(Aim::perfect, "without a limit of its time",
                [at = at_](Scenario& changed) { at.in(changed).within.reset(); });
        }
        alter(fmt::format("tries {}, not {}", step_.tries + 1, step_.tries), [](Step& step) { ++step.tries; });
        if (step_.tries > 1)
            alter(fmt::format("tries {}, not {}", step_.tries - 1, step_.tries), [](Step& step) { --step.tries; });
        if (step_.tries > 1) halve("half the \"gap\" between tries", &Step::gap);
        halve("half the time \"before\" it", &Step::before);
        halve("half the time to \"linger\"", &Step::linger);
    }

private:
    /// The step in other places of its protocol, or in none.
    void add_places() {
        const Protocol& protocol = scenario_.protocols[at_.protocol];
        // Where searches go to a step, every step stays in its place.
        if (protocol.steps.size() == 1 || goes_to_a_step(protocol)) return;
        add(Aim::gone, "leave it out", [at = at_](Scenario& changed) {
            auto& steps = changed.protocols[at.protocol].steps;
            steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(at.number));
        });
        const std::size_t nearest = at_.number > 0 ? at_.number - 1 : 0;
        const std::size_t first = protocol.steps.size() <= kMostSwapped ? 0 : nearest;
        for (std::size_t other = at_.number; other-- > first;) {
            add(Aim::altered,
                other + 1 == at_.number ? std::string("before the step before it")
                                        : fmt::format("swap it with step {}", other + 1),
                [at = at_, other](Scenario& changed) {
                    auto& steps = changed.protocols[at.protocol].steps;
                    std::swap(steps[other], steps[at.number]);
                });
        }
    }

    /// How it calls: at once or in turn, and whom it passes over.
    void add_manners(bool calls_several, bool has_hours) {
        if (calls_several && step_.all_at_once) {
            alter("call in turn, not all at once", [](Step& step) {
                step.all_at_once = false;
                step.stagger = Ticks{0};
            });
            if (step_.stagger > Ticks{0}) {
                alter(
                    fmt::format("stagger {}, not {}", duration_text(step_.stagger / 2), duration_text(step_.stagger)),
                    [](Step& step) { step.stagger /= 2; });
            }
        }
        if (calls_several && !step_.all_at_once && !leads_elsewhere(step_))
            alter("call all at once, not in turn", [](Step& step) { step.all_at_once = true; });
        if (has_hours) {
            alter(step_.skip_off_duty ? "call whoever is off duty, too" : "skip whoever is off duty",
                  [](Step& step) { step.skip_off_duty = !step.skip_off_duty; });
        }
        if (calls_rota(step_.call)) {
            alter(step_.waits_for_duty ? "pass a rota over while nobody has its duty"
                                       : "wait while nobody has the duty of a rota",
                  [](Step& step) { step.waits_for_duty = !step.waits_for_duty; });
        }
    }

    void halve(const std::string& what, Law Step::*law) {
        if (is_nothing(step_.*law)) return;
        add(Aim::halved, what, [at = at_, law](Scenario& changed) {
            Law& lasts = at.in(changed).*law;
            lasts = halved(lasts);
        });
    }

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

/// Whether an answer in a search with the protocol may lead to another search.
bool opens_others(const Scenario& scenario, const PartsInUse& used, Index protocol) {
    const auto& steps = scenario.protocols[protocol].steps;
    return std::any_of(steps.begin(), steps.end(), [](const Step& step) { return step.pass_to != kNone; }) ||
           std::any_of(used.officials.begin(), used.officials.end(), [&](Index official) {
               return scenario.parties[scenario.officials[official].party].hand_over != kNone;
           });
}

/// Adds the changes of one protocol.
class ProtocolChanges {
public:
    ProtocolChanges(const Scenario& scenario, Index index, std::vector<Change>& changes)
        : protocol_(scenario.protocols[index]), index_(index), changes_(changes) {}

    void add_all(bool opens) {
        const std::uint32_t rounds = protocol_.rounds;
        alter(fmt::format("rounds {}, not {}", rounds + 1, rounds), [](Protocol& of) { ++of.rounds; });
        if (rounds > 1) {
            alter(fmt::format("rounds {}, not {}", rounds - 1, rounds), [](Protocol& of) { --of.rounds; });
            if (!is_nothing(protocol_.round_gap)) {
                add(Aim::halved, "half the time between rounds", true,
                    [](Protocol& of) { of.round_gap = halved(of.round_gap); });
            }
        }
        shorten(&Protocol::prepare, "prepare");
        if (opens) {
            const Ticks hold = protocol_.hold;
            const Ticks longer = hold > Ticks{0} ? 2 * hold : kFirstHold;
            alter(fmt::format("hold {}, not {}", duration_text(longer), duration_text(hold)),
                  [longer](Protocol& of) { of.hold = longer; });
            shorten(&Protocol::connect, "connect");
        }
        if (protocol_.verify) {
            alter("verify nobody", [](Protocol& of) { of.verify.reset(); });
            ease(&Protocol::verify, "verifying takes half as long and fails half as often");
        }
        if (protocol_.interpreter) {
            add(Aim::perfect, "an interpreter is always at hand", false,
                [](Protocol& of) { of.interpreter = Hurdle{}; });
            ease(&Protocol::interpreter, "the interpreter takes half as long and fails half as often");
        }
    }

private:
    static constexpr Ticks kFirstHold{std::chrono::minutes{10}};

    void add(Aim aim, const std::string& what, bool is_measure, std::function<void(Protocol&)> to) {
        changes_.push_back(
            {aim, Part::protocol, protocol_.id, fmt::format("{}: {}", protocol_.id, what), is_measure,
             [index = index_, change = std::move(to)](Scenario& changed) { change(changed.protocols[index]); }});
    }
    void alter(const std::string& what, std::function<void(Protocol&)> to) {
        add(Aim::altered, what, true, std::move(to));
    }
    /// No time, or half of it, for something that is not up to the office alone.
    void shorten(Law Protocol::*law, const char* what) {
        if (is_nothing(protocol_.*law)) return;
        add(Aim::perfect, fmt::format("\"{}\" takes no time", what), false, [law](Protocol& of) { of.*law = Law{}; });
        add(Aim::halved, fmt::format("\"{}\" takes half as long", what), false,
            [law](Protocol& of) { of.*law = halved(of.*law); });
    }
    void ease(std::optional<Hurdle> Protocol::*hurdle, const char* what) {
        add(Aim::halved, what, false, [hurdle](Protocol& of) {
            Hurdle& easier = *(of.*hurdle);
            easier.latency = halved(easier.latency);
            easier.failure /= 2;
        });
    }

    const Protocol& protocol_;
    Index index_;
    std::vector<Change>& changes_;
};

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
        ProtocolChanges(scenario, protocol, changes).add_all(opens_others(scenario, used, protocol));
    }
}

}  // namespace hotline
