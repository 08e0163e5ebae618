#include "sim/runs/missing_drills.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace hotline {
namespace {

constexpr std::size_t kMostNamed = 10;

std::string told(std::uint64_t seed, const std::vector<MissingDrill>& missing) {
    std::string text = missing.size() == 1 ? "a drill is missing, because its worker process died"
                                           : fmt::format("{} drills are missing, because their worker processes died",
                                                         missing.size());
    text += fmt::format(" (seed {}): ", seed);
    for (std::size_t index = 0; index < std::min(missing.size(), kMostNamed); ++index) {
        text += fmt::format("{}replication {} with {}", index > 0 ? "; " : "", missing[index].replication,
                            missing[index].why);
    }
    if (missing.size() > kMostNamed) text += fmt::format("; and {} more", missing.size() - kMostNamed);
    return text;
}

}  // namespace

MissingDrills::MissingDrills(std::uint64_t seed, std::vector<MissingDrill> missing)
    : std::runtime_error(told(seed, missing)), missing_(std::move(missing)) {}

}  // namespace hotline
