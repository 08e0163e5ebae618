#include "sim/luck.hpp"

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

}  // namespace hotline
