#include "models/loading/doubts_in_use.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hotline {

std::function<bool(const Doubt&)> in_use(const Scenario& scenario) {
    std::set<std::pair<std::string, std::string>> used;  // sections and ids
    std::vector<bool> calls(scenario.channels.size());
    for (const Row& row : scenario.rows) {
        used.emplace("response", scenario.responses[row.response].id);
        calls[row.channel] = true;
    }
    for (const Protocol& protocol : scenario.protocols) {
        if (protocol.exchange) calls[protocol.exchange->via] = true;
    }
    const auto add_staleness = [&](Index staleness) {
        if (staleness != kNone) used.emplace("staleness", scenario.stalenesses[staleness].id);
    };
    for (std::size_t channel = 0; channel < calls.size(); ++channel) {
        if (!calls[channel]) continue;
        used.emplace("channel", scenario.channels[channel].id);
        add_staleness(scenario.channels[channel].staleness);
    }
    for (const Official& official : scenario.officials) add_staleness(official.staleness);
    return [used = std::move(used)](const Doubt& doubt) {
        const std::string& section = doubt.at.front();
        const bool by_id = section == "response" || section == "channel" || section == "staleness";
        return doubt.place.file == 0 || !by_id || doubt.at.size() < 2 || used.contains({section, doubt.at[1]});
    };
}

}  // namespace hotline
