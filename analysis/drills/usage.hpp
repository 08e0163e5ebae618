// The resources that the cases of a drill share under `interaction`, and how busy they are: seats of desks, lines of
// channels, callers of a party, bandwidth of carriers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// A pool of identical units; a carrier is a pool of one.
struct Resource {
    enum class Kind : std::uint8_t { desk, lines, callers, carrier };

    Kind kind = Kind::desk;
    Index index = kNone;  // of the official, the channel, the party or the carrier
    std::uint32_t units = 1;

    friend bool operator==(const Resource&, const Resource&) = default;
};
std::string_view name_of(Resource::Kind kind);
/// The id of the official, channel, party or carrier.
const std::string& id_of(const Scenario& scenario, const Resource& resource);
/// All limited resources in the scenario's order: desks, channels, parties, then the carriers of messages with a
/// size. Empty without `interaction`.
std::vector<Resource> resources_of(const Scenario& scenario);

/// Usage of one resource in one drill. Requests of a carrier are messages; they fail while it is down.
struct Usage {
    std::uint64_t asked = 0;    // requests for one of its units
    std::uint64_t refused = 0;  // … that were blocked or abandoned; of a carrier, failed
    std::uint64_t waited = 0;   // … that were granted after a wait; of a carrier, slowed down by other flows
    Ticks waiting{0};  // total wait, abandoned requests included; of a carrier, total delay of messages that arrived
    Ticks busy{0};     // total time in use over all units; half the bandwidth counts half
    Ticks lasted{0};   // from the first load or case until the end of the last case

    friend bool operator==(const Usage&, const Usage&) = default;
};

}  // namespace hotline
