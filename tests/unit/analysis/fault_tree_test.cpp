#include "analysis/estimates/fault_tree.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace hotline {
namespace {

bool is_cut(const std::vector<Parts>& ways, std::uint32_t failed) {
    for (const Parts& way : ways) {
        bool works = true;
        for (const std::uint32_t part : way) works &= (failed >> part & 1U) == 0;
        if (works) return false;
    }
    return true;
}

std::vector<Parts> random_ways(std::mt19937& random, std::uint32_t parts) {
    std::vector<Parts> ways(1 + random() % 6);
    for (Parts& way : ways) {
        for (std::uint32_t part = 0; part < parts; ++part) {
            if (random() % 3 == 0) way.push_back(part);
        }
        if (way.empty()) way.push_back(static_cast<std::uint32_t>(random() % parts));
    }
    return ways;
}

TEST(FaultTree, has_the_cut_sets_and_the_probability_of_all_states) {
    std::mt19937 random(1);
    constexpr std::uint32_t kParts = 8;
    for (int tried = 0; tried < 300; ++tried) {
        const std::vector<Parts> ways = random_ways(random, kParts);
        std::vector<double> fails;
        for (std::uint32_t part = 0; part < kParts; ++part)
            fails.push_back(static_cast<double>(random() % 1000) / 1000);
        double all = 0;
        std::vector<Parts> cuts;
        for (std::uint32_t failed = 0; failed < 1U << kParts; ++failed) {
            if (!is_cut(ways, failed)) continue;
            double weight = 1;
            Parts set;
            for (std::uint32_t part = 0; part < kParts; ++part) {
                const bool has_failed = (failed >> part & 1U) != 0;
                weight *= has_failed ? fails[part] : 1 - fails[part];
                if (has_failed) set.push_back(part);
            }
            all += weight;
            cuts.push_back(set);
        }
        EXPECT_EQ(minimal_cut_sets(ways, 10000).value(), minimal(cuts));
        EXPECT_NEAR(FaultTree::of(ways, kParts, 10000).value().probability(fails), all, 1e-12);
    }
}

TEST(FaultTree, of_two_in_series_and_in_parallel_has_the_closed_forms) {
    const std::vector<double> fails{0.1, 0.3};
    const auto importance = [&](const std::vector<Parts>& ways) {
        const FaultTree tree = FaultTree::of(ways, 2, 100).value();
        ImportanceSum sum(tree);
        sum.add(fails);
        return sum.mean();
    };
    const Importances series = importance({{0, 1}});
    EXPECT_DOUBLE_EQ(series.top, 1 - 0.9 * 0.7);
    EXPECT_DOUBLE_EQ(series.of[0].birnbaum, 0.7);
    EXPECT_DOUBLE_EQ(series.of[0].fussell_vesely, 1 - 0.3 / 0.37);
    EXPECT_DOUBLE_EQ(series.of[0].risk_achievement, 1 / 0.37);
    EXPECT_DOUBLE_EQ(series.of[1].risk_reduction, 0.37 / 0.1);
    const Importances parallel = importance({{0}, {1}});
    EXPECT_DOUBLE_EQ(parallel.top, 0.03);
    EXPECT_DOUBLE_EQ(parallel.of[0].birnbaum, 0.3);
    EXPECT_DOUBLE_EQ(parallel.of[0].fussell_vesely, 1);
    EXPECT_DOUBLE_EQ(parallel.of[1].risk_achievement, 0.1 / 0.03);
    EXPECT_TRUE(std::isinf(parallel.of[1].risk_reduction));
}

TEST(FaultTree, without_a_way_has_failed_and_with_an_empty_one_never_fails) {
    EXPECT_EQ(FaultTree::of({}, 1, 10).value().probability({0.5}), 1);
    EXPECT_EQ(FaultTree::of({{}}, 1, 10).value().probability({0.5}), 0);
    EXPECT_EQ(minimal_cut_sets({}, 10).value(), std::vector<Parts>{Parts{}});
    EXPECT_TRUE(minimal_cut_sets({{}}, 10).value().empty());
}

TEST(FaultTree, says_where_there_is_too_much_of_it) {
    std::vector<Parts> ways;
    for (std::uint32_t way = 0; way < 12; ++way) ways.push_back({3 * way, 3 * way + 1, 3 * way + 2});
    EXPECT_FALSE(minimal_cut_sets(ways, 1000).has_value());
    EXPECT_TRUE(FaultTree::of(ways, 36, 1000).has_value());
    EXPECT_FALSE(FaultTree::of(ways, 36, 5).has_value());
}

TEST(ImportanceSum, has_the_means_over_drills) {
    const FaultTree tree = FaultTree::of({{0}, {1}}, 2, 100).value();
    ImportanceSum sum(tree);
    sum.add({1, 0.2});
    sum.add({0, 0.4});
    const Importances mean = sum.mean();
    EXPECT_DOUBLE_EQ(mean.top, 0.1);
    EXPECT_DOUBLE_EQ(mean.fails[0], 0.5);
    EXPECT_DOUBLE_EQ(mean.of[0].birnbaum, 0.3);
    EXPECT_DOUBLE_EQ(mean.of[1].birnbaum, 0.5);
}

}  // namespace
}  // namespace hotline
