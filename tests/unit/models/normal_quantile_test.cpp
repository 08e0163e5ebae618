#include "models/base/normal_quantile.hpp"

#include <gtest/gtest.h>

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/next.hpp>
#include <cmath>
#include <limits>

namespace hotline {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLeast = 0x1p-53;  // the ends of the range of draws
constexpr double kMost = 1 - 0x1p-53;
constexpr double kMostUlps = 4;

/// The quantile by Boost's inverse in extended precision.
double boosts_normal_quantile(double u) {
    using Wide = long double;
    const bool low = u < 0.5;
    const Wide beyond = low ? Wide{u} : 1 - Wide{u};
    const Wide quantile = std::sqrt(Wide{2}) * boost::math::erfc_inv(2 * beyond);
    return static_cast<double>(low ? -quantile : quantile);
}

TEST(NormalQuantile, is_right_to_four_units_in_the_last_place) {
    const auto error = [](double u) {
        return u == 0.5 ? 0 : std::abs(boost::math::float_distance(normal_quantile(u), boosts_normal_quantile(u)));
    };
    for (int n = 1; n < 20'000; ++n) {
        const double u = n / 20'000.0;
        ASSERT_LE(error(u), kMostUlps) << u;
        const double tail = std::exp(-0.035 * n);
        ASSERT_LE(error(tail), kMostUlps) << tail;
        const double off_centre = std::exp(-0.0018 * n);
        ASSERT_LE(error(0.5 + off_centre / 3), kMostUlps) << off_centre;
    }
}

TEST(NormalQuantile, has_the_symmetry_and_the_ends_of_the_normal_law) {
    EXPECT_EQ(normal_quantile(0.5), 0);
    EXPECT_EQ(normal_quantile(0), -kInfinity);
    EXPECT_EQ(normal_quantile(1), kInfinity);
    EXPECT_EQ(normal_quantile(kLeast), -normal_quantile(kMost));
    for (int n = 1; n < 1024; ++n) EXPECT_EQ(normal_quantile(n / 1024.0), -normal_quantile(1 - n / 1024.0));
}

}  // namespace
}  // namespace hotline
