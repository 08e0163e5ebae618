#include "models/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/linter.hpp"

namespace hotline {
namespace {

bool depends_on(const Protocol& protocol, Selector::Side side) {
    return std::any_of(protocol.steps.begin(), protocol.steps.end(),
                       [&](const Step& step) { return step.call.officials.empty() && step.call.side == side; });
}

}  // namespace

void lint(const Scenario& scenario, Diagnostics& diagnostics) {
    Linter(scenario, diagnostics).lint();
}

Linter::Linter(const Scenario& scenario, Diagnostics& diagnostics)
    : scenario_(scenario), diagnostics_(diagnostics), directory_(scenario) {}

void Linter::lint() {
    find_played();
    check_steps();
    check_length();
    check_cycles();
    check_use();
    check_entries();
    check_carriers();
    check_duty();
}

/// Follows hand-overs and relays from every case. What comes out the same for several cases is looked at once.
void Linter::find_played() {
    std::set<std::tuple<Index, Index, Index, Index>> seen;
    for (const Case& of : scenario_.cases) {
        for (const Index root : of.protocols) {
            std::vector<Index> open{root};
            std::set<Index> reached{root};
            while (!open.empty()) {
                const Index protocol = open.back();
                open.pop_back();
                const Protocol& model = scenario_.protocols[protocol];
                const bool own = protocol == root;
                const bool by_caller = own || depends_on(model, Selector::Side::caller);
                if (!seen.insert({root, protocol, by_caller ? of.caller : kNone, of.callee}).second) continue;
                Played played{root, protocol, of.caller, of.callee, {}};
                for (const Step& step : model.steps) {
                    played.called.push_back(directory_.called(step.call, of.caller, of.callee));
                    std::set<Index> next;
                    if (step.pass_to != kNone) {
                        next.insert(step.pass_to);
                    } else {
                        for (const Index official : played.called.back()) {
                            next.insert(scenario_.parties[scenario_.officials[official].party].hand_over);
                        }
                    }
                    for (const Index onwards : next) {
                        if (onwards != kNone && reached.insert(onwards).second) open.push_back(onwards);
                    }
                }
                played_.push_back(std::move(played));
            }
        }
    }
}

std::string Linter::names(const Played& played) const {
    return fmt::format("{} → {}", scenario_.parties[played.caller].id, scenario_.parties[played.callee].id);
}

/// Whether the official could be the one who is looked for, luck permitting.
bool Linter::can_make_contact(const Played& played, Index index) const {
    const Official& official = scenario_.officials[index];
    return official.party == played.callee && official.authority >= goal(played).authority;
}

}  // namespace hotline
