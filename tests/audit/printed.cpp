#include "tests/audit/printed.hpp"

#include <fmt/format.h>

namespace hotline::audit {

Scenario audited_scenario(std::size_t protocols) {
    Scenario scenario;
    scenario.title = "Audit";
    scenario.horizon = kDay;
    scenario.parties.resize(2);
    scenario.parties[0].id = scenario.parties[0].name = "a";
    scenario.parties[1].id = scenario.parties[1].name = "b";
    scenario.channels.resize(1);
    scenario.channels[0].id = "pstn";
    scenario.channels[0].patience = kDay;
    scenario.officials.resize(10);
    scenario.rows.resize(10);
    for (Index index = 0; index < 10; ++index) {
        scenario.officials[index].id = fmt::format("official-{}", index);
        scenario.officials[index].party = 1;
        scenario.rows[index].official = index;
        scenario.rows[index].channel = 0;
        scenario.officials[index].rows = {index};
    }
    Case played;
    played.caller = 0;
    played.callee = 1;
    for (std::size_t index = 0; index < protocols; ++index) {
        Protocol protocol;
        protocol.id = protocol.title = fmt::format("p{}", index);
        protocol.rounds = 100;
        protocol.goal = Goal{};
        protocol.steps.resize(1);
        played.protocols.push_back(static_cast<Index>(index));
        scenario.protocols.push_back(protocol);
    }
    scenario.cases = {played};
    return scenario;
}

Outcomes outcomes_of(const Scenario& scenario, Index protocol, const std::vector<Ticks>& contact) {
    Outcomes outcomes(scenario, 0, protocol);
    outcomes.resize(contact.size());
    for (std::size_t drill = 0; drill < contact.size(); ++drill) {
        Outcome outcome;
        outcome.first_answer = outcome.contact = contact[drill];
        if (contact[drill] != kNever) outcome.made_by = 0;
        outcome.attempts[static_cast<std::size_t>(Result::contact)] = 1;
        outcomes.set(drill, outcome);
    }
    return outcomes;
}

}  // namespace hotline::audit
