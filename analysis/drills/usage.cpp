#include "analysis/drills/usage.hpp"

#include <array>

namespace hotline {

std::string_view name_of(Resource::Kind kind) {
    constexpr std::array<std::string_view, 4> kNames{"desk", "lines", "callers", "carrier"};
    return kNames[static_cast<std::size_t>(kind)];
}

const std::string& id_of(const Scenario& scenario, const Resource& resource) {
    switch (resource.kind) {
        case Resource::Kind::desk:
            return scenario.officials[resource.index].id;
        case Resource::Kind::lines:
            return scenario.channels[resource.index].id;
        case Resource::Kind::callers:
            return scenario.parties[resource.index].id;
        case Resource::Kind::carrier:
            break;
    }
    return scenario.carriers[resource.index].id;
}

std::vector<Resource> resources_of(const Scenario& scenario) {
    std::vector<Resource> resources;
    if (!scenario.interaction) return resources;
    const auto add = [&](Resource::Kind kind, const auto& all, auto units_of) {
        for (Index index = 0; index < all.size(); ++index) {
            if (const std::uint32_t units = units_of(all[index])) resources.push_back({kind, index, units});
        }
    };
    add(Resource::Kind::desk, scenario.officials, [](const Official& official) { return official.seats; });
    add(Resource::Kind::lines, scenario.channels, [](const Channel& channel) { return channel.lines; });
    add(Resource::Kind::callers, scenario.parties, [](const Party& party) { return party.callers; });
    for (Index index = 0; index < scenario.carriers.size(); ++index) {
        if (is_limited(scenario.carriers[index]) && carries_messages(scenario, index))
            resources.push_back({Resource::Kind::carrier, index, 1});
    }
    return resources;
}

}  // namespace hotline
