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

LuckBlock Luck::block(Purpose purpose, std::uint64_t subject, std::uint64_t scope, std::uint64_t index) const {
    using Philox = r123::Philox4x64_R<7>;
    const Philox::ctr_type counter{{replication_, subject, scope, index}};
    const Philox::key_type key{{seed_, static_cast<std::uint64_t>(purpose) / kLanes}};
    const Philox::ctr_type words = Philox{}(counter, key);
    return LuckBlock({words[0], words[1], words[2], words[3]});
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
