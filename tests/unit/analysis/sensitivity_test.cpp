// Which doubt matters, against closed forms.

#include "analysis/estimates/sensitivity.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <random>
#include <vector>

#include "tests/support/waiting_law.hpp"

namespace hotline {
namespace {

/// A Latin hypercube.
std::vector<std::vector<double>> hypercube(std::size_t worlds, std::size_t sources) {
    std::mt19937_64 random(1);
    std::vector<std::vector<double>> quantiles(worlds, std::vector<double>(sources));
    std::vector<std::size_t> order(worlds);
    for (std::size_t source = 0; source < sources; ++source) {
        for (std::size_t world = 0; world < worlds; ++world) order[world] = world;
        std::shuffle(order.begin(), order.end(), random);
        for (std::size_t world = 0; world < worlds; ++world)
            quantiles[world][source] =
                (static_cast<double>(order[world]) + open_uniform(random)) / static_cast<double>(worlds);
    }
    return quantiles;
}

Sensitivity sensitivity_of(const std::vector<std::vector<double>>& quantiles, const std::vector<SourceKind>& kinds,
                           const std::function<double(const std::vector<double>&)>& figure) {
    std::vector<double> values;
    for (const auto& world : quantiles) values.push_back(figure(world));
    return SourceBasis(quantiles, kinds).sensitivity(values, 0);
}

TEST(Sensitivity, agrees_with_the_closed_form_of_ishigami) {
    // sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1, each of (-π, π). Ishigami, Homma (1990), ISUMA, with the indices of Sudret
    // (2008).
    const auto found =
        sensitivity_of(hypercube(1000, 3), std::vector<SourceKind>(3), [](const std::vector<double>& u) {
            const auto x = [&](std::size_t index) { return (2 * u[index] - 1) * std::numbers::pi; };
            return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
        });
    const double first[] = {0.3139, 0.4424, 0};
    const double total[] = {0.5576, 0.4424, 0.2437};
    for (std::size_t source = 0; source < 3; ++source) {
        EXPECT_NEAR(found.of_sources[source].first, first[source], 0.02) << source;
        EXPECT_NEAR(found.of_sources[source].total, total[source], 0.02) << source;
        EXPECT_LT(found.of_sources[source].first_error, 0.05) << source;
    }
    EXPECT_LT(found.unexplained, 0.02);
}

TEST(Sensitivity, agrees_with_the_closed_form_of_the_g_function_of_sobol) {
    // The product of (|4 u_i − 2| + a_i) / (1 + a_i): V_i = 1 / (3 (1 + a_i)²), and 1 + V is the product of 1 + V_i.
    const std::vector<double> a{0, 1, 4.5, 9, 99};
    const auto found =
        sensitivity_of(hypercube(2000, 5), std::vector<SourceKind>(5), [&](const std::vector<double>& u) {
            double product = 1;
            for (std::size_t index = 0; index < a.size(); ++index)
                product *= (std::abs(4 * u[index] - 2) + a[index]) / (1 + a[index]);
            return product;
        });
    double all = 1;
    for (const double each : a) all *= 1 + 1 / (3 * (1 + each) * (1 + each));
    for (std::size_t source = 0; source < a.size(); ++source) {
        const double alone = 1 / (3 * (1 + a[source]) * (1 + a[source]));
        EXPECT_NEAR(found.of_sources[source].first, alone / (all - 1), 0.03) << source;
        EXPECT_NEAR(found.of_sources[source].total, alone * all / (1 + alone) / (all - 1), 0.03) << source;
    }
    EXPECT_LT(found.unexplained, 0.05);
}

TEST(Sensitivity, tells_alternatives_from_numbers) {
    // 3 with probability ¼, plus 2 u: variances 9 · 3/16 and 4 / 12.
    const auto found = sensitivity_of(hypercube(200, 2), {{{0.25, 0.75}}, {}},
                                      [](const std::vector<double>& u) { return (u[0] < 0.25 ? 3 : 0) + 2 * u[1]; });
    const double all = 9 * 3.0 / 16 + 4.0 / 12;
    EXPECT_NEAR(found.of_sources[0].first, 9 * 3.0 / 16 / all, 0.05);
    EXPECT_NEAR(found.of_sources[1].first, 4.0 / 12 / all, 0.02);
    EXPECT_LT(found.unexplained, 0.06);
}

TEST(Sensitivity, finds_the_doubt_that_matters_among_many_under_noise) {
    std::mt19937_64 random(2);
    const auto quantiles = hypercube(200, 12);
    std::vector<double> values;
    for (const auto& world : quantiles) {
        // A logit-normal probability, a weaker second one, and noise of a tenth of the variance.
        const double p = 1 / (1 + std::exp(-4 * (world[3] - 0.5) - (world[7] - 0.5)));
        values.push_back(p + 0.08 * 2 * (open_uniform(random) - 0.5) * std::sqrt(3.0));
    }
    const Sensitivity found = SourceBasis(quantiles, std::vector<SourceKind>(12)).sensitivity(values, 0.0064);
    EXPECT_NEAR(found.of_sources[3].first, 0.9, 0.12);
    EXPECT_NEAR(found.of_sources[7].first, 0.06, 0.05);
    for (std::size_t source = 0; source < 12; ++source) {
        if (source == 3 || source == 7) continue;
        EXPECT_LT(found.of_sources[source].total, 0.06) << source;
    }
}

TEST(Sensitivity, is_empty_where_no_world_differs) {
    const auto quantiles = hypercube(50, 2);
    EXPECT_TRUE(SourceBasis(quantiles, std::vector<SourceKind>(2))
                    .sensitivity(std::vector<double>(50, 0.5), 0)
                    .of_sources.empty());
}

}  // namespace
}  // namespace hotline
