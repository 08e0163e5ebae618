#include "analysis/estimates/log_rank.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

namespace hotline {
namespace {

struct Entry {
    double seconds;
    std::size_t group;
    bool reached;
};

/// Observed minus expected contacts in each group, and the covariance matrix by row.
struct Score {
    std::vector<double> excess;
    std::vector<double> covariance;
};

Score score_of(const std::vector<TestLog::Group>& groups) {
    const std::size_t size = groups.size();
    std::vector<Entry> entries;
    std::vector<double> at_risk(size);
    for (std::size_t group = 0; group < size; ++group) {
        at_risk[group] = static_cast<double>(groups[group].observations.size());
        for (const Observation& seen : groups[group].observations)
            entries.push_back({seen.seconds, group, seen.reached});
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.seconds < b.seconds; });

    Score score{std::vector<double>(size), std::vector<double>(size * size)};
    for (auto first = entries.begin(); first != entries.end();) {
        const auto last =
            std::find_if(first, entries.end(), [&](const Entry& e) { return e.seconds != first->seconds; });
        const auto reached =
            static_cast<double>(std::count_if(first, last, [](const Entry& e) { return e.reached; }));
        const auto all = static_cast<double>(entries.end() - first);
        if (reached > 0 && all > 1) {
            const double weight = reached * (all - reached) / (all - 1) / all;
            for (std::size_t i = 0; i < size; ++i) {
                score.excess[i] -= reached * at_risk[i] / all;
                score.covariance[i * size + i] += weight * at_risk[i];
                for (std::size_t j = 0; j < size; ++j) {
                    score.covariance[i * size + j] -= weight * at_risk[i] * at_risk[j] / all;
                }
            }
        } else if (reached > 0) {
            --score.excess[first->group];
        }
        for (; first != last; ++first) {
            if (first->reached) ++score.excess[first->group];
            --at_risk[first->group];
        }
    }
    return score;
}

}  // namespace

std::optional<LogRank> log_rank(const std::vector<TestLog::Group>& groups) {
    // The quadratic form of the covariance's generalised inverse, by elimination: a group that adds no variance, such
    // as the last, adds nothing and no degree of freedom.
    constexpr double kNothing = 1e-9;
    auto [excess, covariance] = score_of(groups);
    const std::size_t size = groups.size();
    LogRank test;
    std::vector<double> variances(size);
    test.fewest_expected = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < size; ++i) {
        variances[i] = covariance[i * size + i];
        if (!(variances[i] > 0)) continue;
        const auto& seen = groups[i].observations;
        const auto made = std::count_if(seen.begin(), seen.end(), [](const Observation& one) { return one.reached; });
        test.fewest_expected = std::min(test.fewest_expected, static_cast<double>(made) - excess[i]);
    }
    for (std::size_t i = 0; i < size; ++i) {
        const double left = covariance[i * size + i];
        if (!(left > kNothing * variances[i])) continue;
        test.chi_squared += excess[i] * excess[i] / left;
        ++test.degrees_of_freedom;
        for (std::size_t row = i + 1; row < size; ++row) {
            const double factor = covariance[row * size + i] / left;
            excess[row] -= factor * excess[i];
            for (std::size_t column = i; column < size; ++column) {
                covariance[row * size + column] -= factor * covariance[i * size + column];
            }
        }
    }
    if (test.degrees_of_freedom == 0) return {};
    test.p_value = boost::math::gamma_q(static_cast<double>(test.degrees_of_freedom) / 2, test.chi_squared / 2);
    return test;
}

}  // namespace hotline
