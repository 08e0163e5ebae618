// What a scenario is made of, in words, for "What the figures rest on": every value that a file may set in each part.
// Values that are defaults and have no effect are left out.
#pragma once

#include <string>

#include "models/scenario/scenario.hpp"

namespace hotline {

std::string in_words(const Law& law);
std::string in_words(const Scenario& scenario, const Party& party);
std::string in_words(const Scenario& scenario, const Roster& roster);
std::string in_words(const Scenario& scenario, const Rota& rota);
std::string in_words(const Scenario& scenario, const Response& response);
std::string in_words(const Scenario& scenario, const Staleness& staleness);
std::string in_words(const Scenario& scenario, const Stance& stance);
std::string in_words(const Scenario& scenario, const Carrier& carrier);
std::string in_words(const Scenario& scenario, const Site& site);
std::string in_words(const Scenario& scenario, const Outage& outage);
std::string in_words(const Scenario& scenario, const Channel& channel);
/// Without the steps.
std::string in_words(const Scenario& scenario, const Protocol& protocol);
std::string in_words(const Scenario& scenario, const Step& step);
std::string in_words(const Scenario& scenario, const Case& played);
std::string in_words(const Scenario& scenario, const Load& load);
std::string in_words(const Scenario& scenario, const Traffic& traffic);
std::string in_words(const Scenario& scenario, const Quorum& quorum);
std::string in_words(const Scenario& scenario, const Expectation& expectation);
/// Without the rows.
std::string in_words(const Scenario& scenario, const Official& official);
std::string in_words(const Scenario& scenario, const Row& row);

}  // namespace hotline
