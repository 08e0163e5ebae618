#include "tests/audit/audit.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cstdlib>
#include <string_view>

namespace hotline::audit {
namespace {

/// The probability of that many misses or more, if each were as likely as claimed.
double p_of(std::uint64_t misses, std::uint64_t experiments, double claimed) {
    if (misses == 0) return 1;
    if (claimed <= 0) return 0;
    const boost::math::binomial_distribution<double> law(static_cast<double>(experiments), claimed);
    return boost::math::cdf(boost::math::complement(law, static_cast<double>(misses) - 1));
}

}  // namespace

std::uint64_t experiments() {
    const char* asked = std::getenv("HOTLINE_AUDIT");
    if (!asked) return kExperiments;
    return std::string_view(asked) == "full" ? kExperimentsInFull : std::strtoull(asked, nullptr, 10);
}

void Misses::add(const Misses& other) {
    experiments += other.experiments;
    below += other.below;
    above += other.above;
    together += other.together;
}

void Table::interval(const std::string& row, const std::string& family, const Interval& interval, double truth,
                     double confidence) {
    const double hair = 1e-9 * std::max(1.0, std::abs(truth));
    Row& of = rows_[row];
    of.claimed = 1 - confidence;
    of.has_sides = true;
    Misses& misses = of.families[family];
    const bool below = truth < interval.low - hair;
    const bool above = truth > interval.high + hair;
    misses.add({1, below ? 1U : 0U, above ? 1U : 0U, below || above ? 1U : 0U});
}

void Table::event(const std::string& row, const std::string& family, bool missed, double claimed) {
    Row& of = rows_[row];
    of.claimed = claimed;
    of.families[family].add({1, 0, 0, missed ? 1U : 0U});
}

void Table::merge(const Table& other) {
    for (const auto& [name, row] : other.rows_) {
        Row& mine = rows_[name];
        mine.claimed = row.claimed;
        mine.has_sides = row.has_sides;
        for (const auto& [family, misses] : row.families) mine.families[family].add(misses);
    }
}

void Table::print() const {
    for (const auto& [name, row_of] : rows_) {
        const Row& row = row_of;
        double sum = 0;
        const auto most = [&](std::uint64_t Misses::*side) {
            const auto found =
                std::max_element(row.families.begin(), row.families.end(), [&](const auto& a, const auto& b) {
                    return static_cast<double>(a.second.*side) / static_cast<double>(a.second.experiments) <
                           static_cast<double>(b.second.*side) / static_cast<double>(b.second.experiments);
                });
            return std::pair(found->first, 100 * static_cast<double>(found->second.*side) /
                                               static_cast<double>(found->second.experiments));
        };
        for (const auto& [family, misses] : row.families) sum += misses.share();
        const auto [where, worst] = most(&Misses::together);
        fmt::print("| {} | {:.3g} | {} | {:.2f} | {:.2f} | {} | {} |\n", name, 100 * row.claimed, row.families.size(),
                   100 * sum / static_cast<double>(row.families.size()), worst,
                   row.has_sides
                       ? fmt::format("{:.2f}, {:.2f}", most(&Misses::below).second, most(&Misses::above).second)
                       : "",
                   worst == 0 ? "" : where);
    }
}

void Table::expect_as_claimed() const {
    // Clang 14 takes no structured bindings into a lambda.
    for (const auto& named : rows_) {
        const std::string& name = named.first;
        const Row& row = named.second;
        for (const auto& of_family : row.families) {
            const std::string& family = of_family.first;
            const Misses& misses = of_family.second;
            const auto expect = [&](const char* side, std::uint64_t count, double claimed) {
                EXPECT_GE(p_of(count, misses.experiments, claimed), kLevel)
                    << name << ", " << family << ": " << side << " missed in " << count << " of "
                    << misses.experiments << ", and " << 100 * claimed << " % are claimed";
            };
            expect("together", misses.together, row.claimed);
            if (!row.has_sides) continue;
            expect("the truth below", misses.below, row.claimed / 2);
            expect("the truth above", misses.above, row.claimed / 2);
        }
    }
}

}  // namespace hotline::audit
