// Which doubt matters, against OpenTURNS: shares of variance that it has computed with evaluations of its own, and
// from the same 300 points as here (tests/oracle/openturns/shares.py, run by hand).

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/estimates/sensitivity.hpp"

namespace hotline {
namespace {

/// The fields of a list of OpenTURNS, without its header.
std::vector<std::vector<std::string>> list_of_openturns(const std::string& name) {
    std::ifstream file(HOTLINE_SOURCE_DIR "/tests/oracle/openturns/" + name);
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::vector<std::string>& row = rows.emplace_back();
        for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
    }
    return rows;
}

double ishigami_at(const std::vector<double>& u) {
    const auto x = [&](std::size_t index) { return (2 * u[index] - 1) * std::numbers::pi; };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

double g_function_at(const std::vector<double>& u) {
    const std::array<double, 5> a{0, 1, 4.5, 9, 99};
    double product = 1;
    for (std::size_t index = 0; index < a.size(); ++index)
        product *= (std::abs(4 * u[index] - 2) + a[index]) / (1 + a[index]);
    return product;
}

Sensitivity shares_on_the_design(bool ishigami) {
    std::vector<std::vector<double>> quantiles;
    std::vector<double> values;
    for (const auto& row : list_of_openturns("design.csv")) {
        std::vector<double>& point = quantiles.emplace_back();
        for (const std::string& field : row) point.push_back(std::stod(field));
        values.push_back(ishigami ? ishigami_at(point) : g_function_at(point));
    }
    return SourceBasis(quantiles, std::vector<SourceKind>(5)).sensitivity(values, 0);
}

TEST(Sensitivity, agrees_with_openturns) {
    const Sensitivity of_ishigami = shares_on_the_design(true);
    const Sensitivity of_g = shares_on_the_design(false);
    std::size_t compared = 0;
    for (const auto& row : list_of_openturns("shares.csv")) {
        SCOPED_TRACE(row[0] + " by " + row[1] + ", input " + row[2]);
        const Sensitivity& found = row[0] == "ishigami" ? of_ishigami : of_g;
        const SourceShare& share = found.of_sources[std::stoul(row[2]) - 1];
        EXPECT_NEAR(share.first, std::stod(row[3]), 0.03);
        EXPECT_NEAR(share.total, std::stod(row[4]), 0.03);
        ++compared;
    }
    EXPECT_EQ(compared, 16U);
    // Neither function depends on the last two, or hardly.
    EXPECT_LT(of_ishigami.of_sources[3].total, 0.01);
    EXPECT_LT(of_ishigami.of_sources[4].total, 0.01);
}

}  // namespace
}  // namespace hotline
