#include "analysis/estimates/lead.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <regex>
#include <string>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/paired_differences.hpp"
#include "analysis/estimates/sign_test.hpp"
#include "analysis/write/results.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

TEST(SignTest, is_the_exact_one) {
    SignTest test(0.05);
    EXPECT_FALSE(test.is_beyond_luck(4, 4));  // 1/16
    EXPECT_TRUE(test.is_beyond_luck(5, 5));   // 1/32
    EXPECT_FALSE(test.is_beyond_luck(7, 9));  // 46/512
    EXPECT_TRUE(test.is_beyond_luck(8, 9));   // 10/512
    EXPECT_FALSE(test.is_beyond_luck(0, 0));
    EXPECT_FALSE(test.is_beyond_luck(3, 6));
    for (std::uint64_t all = 0; all < 60; ++all) {
        for (std::uint64_t count = 0; count <= all; ++count)
            EXPECT_EQ(test.is_beyond_luck(count, all), half_or_more(count, all) <= 0.05) << count << " of " << all;
    }
}

/// Each drill of the first takes five minutes. Half of the drills of the second take two minutes, the other half ten.
struct CrossingCurves {
    std::vector<Ticks> first = std::vector<Ticks>(400, 5min);
    std::vector<Ticks> second = std::vector<Ticks>(400, 2min);

    CrossingCurves() { std::fill(second.begin() + 200, second.end(), Ticks(10min)); }
};

TEST(Leads, say_when_either_is_ahead) {
    const CrossingCurves curves;
    const auto stretches = leads_of(curves.first, curves.second, 1h);
    ASSERT_EQ(stretches.size(), 2U);
    // Each halving of the hour has seven cuts. The first lead runs from the first cut after two minutes to the last
    // before five, and so on.
    const auto cut = [](double number) {
        return Ticks{std::chrono::seconds{static_cast<std::int64_t>(3600.0 * std::exp2(-number / 7))}};
    };
    EXPECT_TRUE(stretches[0].is_of_second);
    EXPECT_EQ(stretches[0].from, cut(34));
    EXPECT_EQ(stretches[0].to, cut(26) - Ticks{1});
    EXPECT_EQ(stretches[0].at, cut(34));
    EXPECT_EQ(stretches[0].lead, 0.5);
    EXPECT_FALSE(stretches[1].is_of_second);
    EXPECT_EQ(stretches[1].from, cut(25));
    EXPECT_EQ(stretches[1].to, cut(19) - Ticks{1});
    EXPECT_EQ(stretches[1].lead, 0.5);
    ClopperPearsons known;
    const double pieces = 7 * 14 + 7 * 0.79;  // an hour is 28 800 eighths of a second, 14.8 halvings
    const Interval about = difference_exact({0, 0, 200, 200}, known, 1 - 0.025 / pieces);
    EXPECT_NEAR(stretches[0].interval.low, about.low, 0.005);
    EXPECT_NEAR(stretches[0].interval.high, about.high, 0.005);
}

TEST(Leads, last_to_the_horizon_and_begin_at_once_where_they_do) {
    const std::vector<Ticks> at_once(50, Ticks{0});
    const std::vector<Ticks> never(50, kNever);
    const auto stretches = leads_of(never, at_once, 24h);
    ASSERT_EQ(stretches.size(), 1U);
    EXPECT_EQ(stretches[0].from, Ticks{0});
    EXPECT_EQ(stretches[0].to, Ticks(24h));
    EXPECT_EQ(stretches[0].lead, 1);
    EXPECT_TRUE(stretches[0].is_of_second);
    EXPECT_FALSE(leads_of(at_once, never, 24h).front().is_of_second);
    EXPECT_EQ(leads_of(never, at_once, Ticks{1}).front().to, Ticks{1});
}

TEST(Leads, are_none_of_the_same_or_of_few) {
    const CrossingCurves curves;
    EXPECT_TRUE(leads_of(curves.second, curves.second, 1h).empty());
    EXPECT_TRUE(leads_of({kNever, kNever, kNever}, {1min, 1min, 1min}, 1h).empty());
    EXPECT_TRUE(leads_of({kNever}, {kNever}, 36500 * 24h).empty());
}

/// A lead, as a reader takes it from the text.
struct ToldLead {
    Ticks from{0};
    Ticks to{0};
    Ticks at{0};
    double low = 0;
    double high = 0;
};
ToldLead read_lead(const std::string& text) {
    const std::regex sentence(
        R"(second is ahead (?:at|from) (.+?)(?: to (.+?))?, at (.+) by (.+) points \((.+)–(.+)\))");
    std::smatch found;
    EXPECT_TRUE(std::regex_match(text, found, sentence)) << text;
    const auto time = [](std::string words) {
        std::erase(words, ' ');
        return words == "0s" ? Ticks{0} : parse_duration(words).value();
    };
    return {time(found[1]), time(found[found[2].matched ? 2 : 1]), time(found[3]), std::stod(found[5]),
            std::stod(found[6])};
}

// Everything that a reader learns of a lead was tested: when it begins, when it ends, and how large it is at one
// time. This holds for any times and any horizon.
TEST(Leads, are_told_no_further_than_they_were_tested) {
    std::mt19937_64 random(3);
    const auto uniform = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    std::size_t told = 0;
    for (int sample = 0; sample < 300; ++sample) {
        const double horizon = std::exp(uniform(0, std::log(86400.0 * 30)));
        const auto drills = static_cast<std::size_t>(std::exp(uniform(std::log(20.0), std::log(3000.0))));
        std::vector<Ticks> first(drills, kNever);
        std::vector<Ticks> second(drills, kNever);
        const double slower = horizon * uniform(0, 0.5);
        for (std::size_t drill = 0; drill < drills; ++drill) {
            const double time = horizon * std::exp(-uniform(0, 8));
            second[drill] = ticks_of_seconds(time);
            if (time + slower < horizon) first[drill] = ticks_of_seconds(time + slower);
        }
        for (const Stretch& stretch : leads_of(first, second, ticks_of_seconds(horizon))) {
            ASSERT_TRUE(stretch.is_of_second);
            const std::string text = lead_text(stretch, "second");
            const ToldLead lead = read_lead(text);
            EXPECT_GE(lead.from, stretch.from) << text;
            EXPECT_LE(lead.to, stretch.to) << text;
            EXPECT_LE(lead.from, lead.at) << text;
            EXPECT_LE(lead.at, lead.to) << text;
            EXPECT_EQ(lead.at, stretch.at) << text;
            EXPECT_LE(lead.low, 100 * stretch.interval.low + 1e-12) << text;
            EXPECT_GE(lead.high, 100 * stretch.interval.high - 1e-12) << text;
            ++told;
        }
    }
    EXPECT_GT(told, 100U);
}

TEST(Leads, are_told) {
    EXPECT_EQ(lead_text({Ticks{12672}, Ticks{2h} - Ticks{1}, true, 1h, 0.25, {0.2, 0.3}}, "hotline"),
              "hotline is ahead from 12.375 s to 1 h 59 min 59 s, at 1 h by 25.0 points (20.0–30.0)");
    EXPECT_EQ(lead_text({12s, Ticks{12s} + Ticks{100}, true, 12s, 0.25, {0.2, 0.3}}, "hotline"),
              "hotline is ahead from 12 s to 12.098 s, at 12 s by 25.0 points (20.0–30.0)");
    EXPECT_EQ(lead_text({10min, 2h, true, 1h, 0.25, {0.2, 0.3}}, "hotline"),
              "hotline is ahead from 10 min to 2 h, at 1 h by 25.0 points (20.0–30.0)");
    EXPECT_EQ(lead_text({2h, 2h, true, 2h, 0.25, {0.2, 0.3}}, "hotline"),
              "hotline is ahead at 2 h, at 2 h by 25.0 points (20.0–30.0)");
}

}  // namespace
}  // namespace hotline
