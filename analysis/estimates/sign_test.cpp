#include "analysis/estimates/sign_test.hpp"

#include <boost/math/distributions/binomial.hpp>

namespace hotline {

double half_or_more(std::uint64_t count, std::uint64_t all) {
    if (count == 0) return 1;
    const boost::math::binomial_distribution<double> coin(static_cast<double>(all), 0.5);
    return boost::math::cdf(boost::math::complement(coin, static_cast<double>(count - 1)));
}

bool SignTest::is_beyond_luck(std::uint64_t count, std::uint64_t all) {
    if (count <= all - count) return false;
    const auto [known, fresh] = critical_.try_emplace(all);
    if (fresh) {
        // Half of them may always be luck. More than all of them is impossible.
        std::uint64_t luck = all / 2;
        std::uint64_t beyond = all + 1;
        while (beyond - luck > 1) {
            const std::uint64_t middle = luck + (beyond - luck) / 2;
            (half_or_more(middle, all) <= level_ ? beyond : luck) = middle;
        }
        known->second = beyond;
    }
    return count >= known->second;
}

}  // namespace hotline
