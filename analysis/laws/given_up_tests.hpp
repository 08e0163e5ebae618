// What the tests that were given up say of the probability p of an answer: the product over them of (1 - p) + p S,
// with S the chance to be later than the test was given up, as a sum of c_j p^j (1 - p)^(K - j).
#pragma once

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "analysis/laws/law_family.hpp"
#include "models/scenario/quiet_math.hpp"

namespace hotline {

inline double value_of(double number) {
    return number;
}
inline double value_of(const Curved& number) {
    return number.value;
}

/// ln of the number of ways to choose some of all.
inline double log_choices(double all, double some) {
    return boost::math::lgamma(all + 1, QuietMath{}) - boost::math::lgamma(some + 1, QuietMath{}) -
           boost::math::lgamma(all - some + 1, QuietMath{});
}

/// The sum up to a common factor. A number may have its derivatives with it.
template <class Number>
struct GivenUpTests {
    std::vector<Number> share{Number{1}};  // c_j
    Number log_scale{};

    /// Multiplies by ((1 - p) + p · later), `times` times.
    void multiply(const Number& later, double times) {
        const auto count = static_cast<std::size_t>(std::lround(times));
        std::vector<Number> group = powers(later, count);
        if (share.size() == 1) {
            share = std::move(group);
            return;
        }
        std::vector<Number> product(share.size() + count, Number{0});
        for (std::size_t one = 0; one < share.size(); ++one) {
            for (std::size_t other = 0; other <= count; ++other)
                product[one + other] = product[one + other] + share[one] * group[other];
        }
        double most = 0;
        for (const Number& one : product) most = std::max(most, value_of(one));
        for (Number& one : product) one = one * (1 / most);
        log_scale = log_scale + Number{std::log(most)};
        share = std::move(product);
    }

private:
    /// The binomial coefficients times later^j, up to the largest, which is 1.
    std::vector<Number> powers(const Number& later, std::size_t count) {
        std::vector<Number> group(count + 1, Number{0});
        const auto all = static_cast<double>(count);
        const double value = value_of(later);
        const auto middle = std::min(static_cast<std::size_t>((all + 1) * value / (1 + value)), count);
        group[middle] = Number{1};
        for (std::size_t j = middle; j < count && value_of(group[j]) > 0; ++j)
            group[j + 1] = group[j] * later * (static_cast<double>(count - j) / static_cast<double>(j + 1));
        if (middle > 0) {
            using std::log;
            const Number less = Number{1} / later;
            for (std::size_t j = middle; j > 0 && value_of(group[j]) > 0; --j)
                group[j - 1] = group[j] * less * (static_cast<double>(j) / static_cast<double>(count - j + 1));
            const auto at = static_cast<double>(middle);
            log_scale = log_scale + log(later) * at + Number{log_choices(all, at)};
        }
        return group;
    }
};

}  // namespace hotline
