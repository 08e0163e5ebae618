#include "sim/draws/luck.hpp"

#include <fmt/format.h>

#include <bit>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

namespace hotline {

double Luck::uniform(Purpose purpose, std::uint64_t subject, std::uint64_t scope, std::uint64_t index) const {
    const r123::Philox4x64::ctr_type counter{{replication_, subject, scope, index}};
    const r123::Philox4x64::key_type key{{seed_, static_cast<std::uint64_t>(purpose)}};
    const std::uint64_t bits = r123::Philox4x64{}(counter, key)[0];
    return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

std::string luck_fingerprint(std::uint64_t seed) {
    Identity print = identity_of("luck");
    for (std::uint64_t replication = 0; replication < 4; ++replication) {
        const double drawn = Luck(seed, replication).uniform(Purpose::answer, 1, 2, 3);
        print = combine(print, std::bit_cast<std::uint64_t>(drawn));
    }
    return fmt::format("{:016x}", print);
}

}  // namespace hotline
