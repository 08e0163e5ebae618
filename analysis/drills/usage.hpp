// What the cases of a drill share with `interaction`: the seats of desks, the lines of channels, the people of a
// party who call, the bandwidth of carriers; and how busy they were.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// Something of which there are so many; a carrier is one.
struct Resource {
    enum class Kind : std::uint8_t { desk, lines, callers, carrier };

    Kind kind = Kind::desk;
    Index index = kNone;  // of the official, the channel, the party or the carrier
    std::uint32_t units = 1;

    friend bool operator==(const Resource&, const Resource&) = default;
};
std::string_view name_of(Resource::Kind kind);
/// The official's, the channel's, the party's or the carrier's.
const std::string& id_of(const Scenario& scenario, const Resource& resource);
/// All that are limited: desks, then channels, then parties, then the carriers over which messages that have a size
/// run, in the scenario's order. Nothing without `interaction`.
std::vector<Resource> resources_of(const Scenario& scenario);

/// Of one resource in one drill. Of a carrier the requests are messages, which fail where it is down.
struct Usage {
    std::uint64_t asked = 0;    // requests for one of its units
    std::uint64_t refused = 0;  // … that came to nothing: blocked, or given up while waiting; failed
    std::uint64_t waited = 0;   // … that were granted after a wait; slowed down by others
    Ticks waiting{0};  // how long all who waited did, those who gave up too; how late those that did not fail
    Ticks busy{0};     // how long a unit was taken, summed over all of them; half a bandwidth counts half
    Ticks lasted{0};   // how long the drill was, from the first load or case until the last case ended

    friend bool operator==(const Usage&, const Usage&) = default;
};

}  // namespace hotline
