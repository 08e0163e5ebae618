// How numbers look. Every text is read back, and must not say more than the number did.

#include "analysis/write/figures.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <regex>

#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kTries = 5000;

/// Runs RapidCheck with as many cases as such cheap properties allow.
template <class Property>
bool holds(const Property& property) {
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    params.maxSuccess = kTries;
    const auto result = rc::detail::checkTestable(property, rc::detail::TestMetadata{}, params);
    rc::detail::printResultMessage(result, std::cerr);
    std::cerr << '\n';
    return result.template is<rc::detail::SuccessResult>();
}

rc::Gen<std::int64_t> whole(std::int64_t first, std::int64_t end) {
    return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(first, end));
}

/// Numbers over many decades.
rc::Gen<double> from_decades(int first, int last) {
    return rc::gen::map(whole(0, 1'000'000), [=](std::int64_t part) {
        return std::pow(10.0, first + (last - first) * static_cast<double>(part) / 1e6);
    });
}

/// Shares of drills, round shares, and shares close to none and all.
rc::Gen<double> any_share() {
    const auto of_drills =
        rc::gen::map(rc::gen::pair(whole(0, 1'000'000'000), whole(1, 3'000'000)), [](const auto& of) {
            return static_cast<double>(of.first % (of.second + 1)) / static_cast<double>(of.second);
        });
    const auto round = rc::gen::map(rc::gen::pair(whole(0, 100'001), whole(1, 6)), [](const auto& of) {
        const double all = std::pow(10.0, static_cast<double>(of.second));
        return std::min(static_cast<double>(of.first), all) / all;
    });
    const auto near_none = from_decades(-12, 0);
    const auto near_all = rc::gen::map(from_decades(-12, 0), [](double missing) { return 1 - missing; });
    return rc::gen::oneOf(of_drills, round, near_none, near_all);
}

rc::Gen<double> any_seconds() {
    const auto ticks = rc::gen::map(whole(0, std::int64_t{1} << 42),
                                    [](std::int64_t count) { return seconds_of(Ticks{count >> (count % 42)}); });
    const auto round = rc::gen::map(rc::gen::pair(whole(0, 100'000), rc::gen::element(0.1, 1.0, 60.0, 3600.0)),
                                    [](const auto& of) { return static_cast<double>(of.first) * of.second; });
    return rc::gen::oneOf(ticks, round, from_decades(-4, 9));
}

double read(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    EXPECT_EQ(*end, '\0') << text;
    return value;
}

double read_percent(const std::string& text) {
    return read(text + "e-2");
}

double read_seconds(const std::string& text) {
    static const std::regex kPart("([0-9.]+) (y|d|h|min|s)( |$)");
    const bool negative = text.front() == '-';
    double seconds = 0;
    std::size_t letters = (negative || text.front() == '+') ? 1 : 0;
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(letters);
    for (std::sregex_iterator part(begin, text.end(), kPart), end; part != end; ++part) {
        const std::string unit = (*part)[2];
        seconds += read((*part)[1]) * (unit == "y"     ? 365 * 86400.0
                                       : unit == "d"   ? 86400.0
                                       : unit == "h"   ? 3600.0
                                       : unit == "min" ? 60.0
                                                       : 1.0);
        letters += static_cast<std::size_t>(part->length());
    }
    EXPECT_EQ(letters, text.size()) << text;
    return negative ? -seconds : seconds;
}

/// The three figures of "a (b–c)", with their units.
std::array<std::string, 3> parts_of(const std::string& text) {
    static const std::regex kRange("(.*?)(?: %)? \\((.*)–(.*)\\)");
    std::smatch match;
    EXPECT_TRUE(std::regex_match(text, match, kRange)) << text;
    return {match[1], match[2], match[3]};
}

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

TEST(Figures, an_end_of_a_share_is_rounded_outwards_and_never_to_none_or_all) {
    EXPECT_TRUE(holds([] {
        const double share = *any_share();
        for (const auto& text_of : {percent, whole_percent}) {
            const double low = read_percent(text_of(share, Rounding::down));
            const double middle = read_percent(text_of(share, Rounding::nearest));
            const double high = read_percent(text_of(share, Rounding::up));
            RC_ASSERT(low <= share);
            RC_ASSERT(share <= high);
            RC_ASSERT((middle == low || middle == high));
            RC_ASSERT(high - low <= 0.0101);
            for (const double told : {low, middle, high}) {
                RC_ASSERT((told == 0) == (share == 0));
                RC_ASSERT((told == 1) == (share == 1));
            }
        }
    }));
}

TEST(Figures, what_is_missing_from_none_and_all_has_two_figures) {
    EXPECT_TRUE(holds([] {
        const double share = *any_share();
        RC_PRE(share > 0 && share < 1);
        const double told = read_percent(percent(share));
        const double missing = std::min(share, 1 - share);
        RC_ASSERT(std::abs(told - share) <= std::max(0.06 * missing, 0.0) || missing >= 0.001);
        RC_ASSERT(std::abs(told - share) <= 0.000501);
    }));
}

TEST(Figures, the_text_of_an_interval_contains_the_interval_and_the_estimate) {
    EXPECT_TRUE(holds([] {
        std::array<double, 3> of{*any_share(), *any_share(), *any_share()};
        std::sort(of.begin(), of.end());
        const Interval interval{of[0], of[2]};
        for (const std::string& text :
             {probability_text(of[1], interval), whole_percent(of[1]) + " " + whole_percent_range(interval)}) {
            const auto [middle, low, high] = parts_of(text);
            RC_ASSERT(read_percent(low) <= of[0]);
            RC_ASSERT(of[2] <= read_percent(high));
            RC_ASSERT(read_percent(low) <= read_percent(middle));
            RC_ASSERT(read_percent(middle) <= read_percent(high));
        }
        std::array<double, 3> seconds{*any_seconds(), *any_seconds(), *any_seconds()};
        std::sort(seconds.begin(), seconds.end());
        const auto [middle, low, high] =
            parts_of(seconds_text(seconds[1]) + " " + seconds_range({seconds[0], seconds[2]}));
        RC_ASSERT(read_seconds(low) <= seconds[0]);
        RC_ASSERT(seconds[2] <= read_seconds(high));
        RC_ASSERT(read_seconds(low) <= read_seconds(middle));
        RC_ASSERT(read_seconds(middle) <= read_seconds(high));
        const auto [number, from, to] =
            parts_of(number_text(seconds[1]) + " " + number_range({seconds[0], seconds[2]}));
        RC_ASSERT(read(from) <= seconds[0]);
        RC_ASSERT(seconds[2] <= read(to));
        RC_ASSERT(read(from) <= read(number));
        RC_ASSERT(read(number) <= read(to));
    }));
}

TEST(Figures, what_is_more_never_reads_as_less) {
    EXPECT_TRUE(holds([] {
        const auto [a, b] = std::minmax({*any_share(), *any_share()});
        const auto [c, d] = std::minmax({*any_seconds(), *any_seconds()});
        for (const Rounding rounding : {Rounding::nearest, Rounding::down, Rounding::up}) {
            RC_ASSERT(read_percent(percent(a, rounding)) <= read_percent(percent(b, rounding)));
            RC_ASSERT(read_percent(whole_percent(a, rounding)) <= read_percent(whole_percent(b, rounding)));
            RC_ASSERT(read_seconds(seconds_text(c, rounding)) <= read_seconds(seconds_text(d, rounding)));
            RC_ASSERT(read(number_text(c, rounding)) <= read(number_text(d, rounding)));
        }
    }));
}

TEST(Figures, ends_of_differences_are_rounded_outwards_whatever_their_sign) {
    EXPECT_TRUE(holds([] {
        const double sign = *rc::gen::element(-1.0, 1.0);
        const double points = sign * *any_share();
        RC_ASSERT(read_percent(points_text(points, Rounding::down)) <= points);
        RC_ASSERT(points <= read_percent(points_text(points, Rounding::up)));
        RC_ASSERT((read_percent(points_text(points)) == 0) == (points == 0));
        const double seconds = sign * *any_seconds();
        RC_ASSERT(read_seconds(signed_seconds_text(seconds, Rounding::down)) <= seconds);
        RC_ASSERT(seconds <= read_seconds(signed_seconds_text(seconds, Rounding::up)));
    }));
}

TEST(Figures, a_deadline_is_told_such_that_it_can_be_read_back) {
    EXPECT_TRUE(holds([] {
        const Ticks deadline = ticks_of_seconds(*any_seconds());
        RC_ASSERT(parse_duration(without_spaces(duration_text(deadline))) == deadline);
        RC_ASSERT(parse_duration(without_spaces(duration_text(-deadline)), true) == -deadline);
    }));
}

TEST(Figures, what_came_after_a_deadline_is_told_later_and_by_what_time_never_earlier_than_it_was) {
    EXPECT_TRUE(holds([] {
        const double deadline = static_cast<double>(*whole(0, 1'000'000));
        const Ticks came = ticks_of_seconds(*any_seconds());
        RC_ASSERT(read_seconds(moment_text(came)) >= seconds_of(came));
        RC_ASSERT(read_seconds(moment_text(came)) < seconds_of(came) + 1);
        RC_ASSERT(seconds_of(came) <= deadline || read_seconds(moment_text(came)) > deadline);
        RC_ASSERT(read_seconds(time_text(came)) >= seconds_of(came));
    }));
}

TEST(Figures, a_duration_in_few_figures_is_near_it) {
    EXPECT_TRUE(holds([] {
        const double seconds = *any_seconds();
        for (const Rounding rounding : {Rounding::nearest, Rounding::down, Rounding::up}) {
            const double told = read_seconds(seconds_text(seconds, rounding));
            RC_ASSERT(std::abs(told - seconds) <= std::max(0.1 * seconds, 0.0001));
        }
    }));
}

TEST(Figures, a_p_value_is_never_told_as_smaller_than_it_is) {
    EXPECT_TRUE(holds([] {
        const double p_value = *any_share();
        const std::string text = p_text(p_value);
        if (text == "< 0.0001") {
            RC_ASSERT(p_value < 0.0001);
        } else {
            RC_ASSERT(read(text) >= p_value);
            RC_ASSERT(read(text) < p_value + 0.0001);
            RC_ASSERT((read(text) < 0.05) == (p_value < 0.05));
        }
    }));
}

}  // namespace
}  // namespace hotline
