// A scenario and ten drills of each of its two protocols, made by hand, for tests of what is computed from drills.
#pragma once

#include <chrono>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

inline Scenario small_run_scenario() {
    using namespace std::chrono_literals;
    Scenario scenario;
    scenario.title = "Small";
    scenario.horizon = 24h;
    scenario.parties.resize(2);
    scenario.parties[0].id = "uk";
    scenario.parties[0].name = "United Kingdom";
    scenario.parties[1].id = "cn";
    scenario.parties[1].name = "China";
    scenario.channels.resize(2);
    scenario.channels[0].id = "pstn";
    scenario.channels[1].id = "mobile";
    scenario.officials.resize(2);
    scenario.officials[0].id = "director";
    scenario.officials[0].role = "head of section";
    scenario.officials[1].id = "deputy";
    // The director has two numbers on one channel.
    scenario.rows.resize(4);
    const Index officials[] = {0, 0, 1, 0};
    const Index channels[] = {0, 1, 1, 0};
    for (Official& official : scenario.officials) official.party = 1;
    for (Index row = 0; row < 4; ++row) {
        scenario.rows[row].official = officials[row];
        scenario.rows[row].channel = channels[row];
        scenario.officials[officials[row]].rows.push_back(row);
    }
    scenario.protocols.resize(2);
    scenario.protocols[0].id = "lists";
    scenario.protocols[0].title = "The existing lists";
    scenario.protocols[0].request = Request{};
    Step step;
    step.tries = 5;
    for (Protocol& protocol : scenario.protocols) protocol.steps = {step};  // twenty attempts at most
    scenario.protocols[1].id = scenario.protocols[1].title = "hotline";
    Case played;
    played.caller = 0;
    played.callee = 1;
    played.protocols = {0, 1};
    scenario.cases = {played};
    return scenario;
}

/// The lists: seven of ten drills make contact, after 30, 60, … 210 minutes (the last first), six minutes after the
/// first answer. One more drill has an answer after an eighth of a second. Every second contact brings a response an
/// hour later. The hotline: all drills make contact after five minutes, and no request is made.
inline std::vector<Outcomes> small_run_outcomes() {
    using namespace std::chrono_literals;
    const auto attempt = [](Outcome& outcome, Result result, std::uint16_t count) {
        outcome.attempts[static_cast<std::size_t>(result)] = count;
    };
    const Scenario scenario = small_run_scenario();
    Outcomes lists(scenario, 0, 0);
    lists.resize(10);
    for (std::size_t drill = 0; drill < 10; ++drill) {
        Outcome outcome;
        attempt(outcome, Result::no_answer, static_cast<std::uint16_t>(drill));
        if (drill < 7) {
            outcome.contact = std::chrono::minutes(30 * (7 - drill));
            outcome.first_answer = outcome.contact - Ticks(6min);
            outcome.made_by = drill < 4 ? static_cast<Index>(drill) : 2;
            if (drill % 2 == 0) outcome.response = outcome.contact + Ticks(1h);
            attempt(outcome, Result::contact, 1);
            attempt(outcome, Result::handed_over, 2);
        }
        if (drill == 7) outcome.first_answer = Ticks{128};
        lists.set(drill, outcome);
    }
    Outcomes hotline(scenario, 0, 1);
    hotline.resize(10);
    for (std::size_t drill = 0; drill < 10; ++drill) {
        Outcome outcome;
        outcome.first_answer = outcome.contact = 5min;
        outcome.made_by = 2;
        attempt(outcome, Result::contact, 1);
        hotline.set(drill, outcome);
    }
    return {lists, hotline};
}

}  // namespace hotline
