#include "analysis/estimates/baseline.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "analysis/estimates/drift.hpp"
#include "analysis/write/baseline_file.hpp"
#include "models/scenario/scenario.hpp"
#include "tests/unit/analysis/small_baselines.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

TEST(Baselines, are_read_as_they_were_written) {
    const Baseline written = baseline_of(small_run_scenario(), 7, "luck", small_run_outcomes(), Keeping::each);
    std::ostringstream out;
    write_baseline(out, written);
    const Baseline read = read_baseline(out.str());
    EXPECT_EQ(read.luck, "luck");
    EXPECT_EQ(read.seed, 7U);
    EXPECT_EQ(read.replications, 10U);
    ASSERT_EQ(read.cases.size(), 2U);
    EXPECT_EQ(read.cases[0].times, written.cases[0].times);
    EXPECT_TRUE(read.cases[1].times[Milestone::response].empty());
    EXPECT_EQ(read.cases[1].attempts, written.cases[1].attempts);
    EXPECT_TRUE(compare(read, written).same());
}

/// A text with the checksum of what stands before.
std::string sealed(std::string text) {
    text.erase(std::min(text.rfind(",\n\"checksum\""), text.rfind('}')));
    return fmt::format("{},\n\"checksum\": \"{:016x}\"\n}}\n", text, identity_of(text));
}

std::string said_of(const std::string& text) {
    try {
        read_baseline(text);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "nothing";
}

TEST(Baselines, that_are_not_baselines_are_errors) {
    const auto said = [](const std::string& text) { return said_of(text.ends_with('}') ? sealed(text) : text); };
    EXPECT_EQ(said(""), "it is not JSON");
    EXPECT_EQ(said("[]"), "something in it is missing, or of another kind");
    EXPECT_EQ(said_of("{}"), "something in it is missing, or of another kind");
    EXPECT_EQ(said(R"({"format": 4, "luck": "", "seed": 1, "horizon_ticks": -5, "replications": 2, "cases": []})"),
              "a time is out of range");
    EXPECT_EQ(said(R"({"format": 4, "luck": "", "seed": 1, "horizon_ticks": 5, "replications": 10000000000000,
                       "cases": []})"),
              "it has more drills than can be played");
    EXPECT_EQ(said(R"({"format": 6})"), "it is of another format");
    for (const char* old : {R"({"format": 1})", R"({"format": 2})", R"({"format": 3})"})
        EXPECT_EQ(said(old), "it is of an older format, without a checksum; --update-baseline writes it anew");
    const std::string head = R"({"format": 4, "luck": "", "seed": 1, "horizon_ticks": 5, )";
    EXPECT_EQ(said(head + R"("replications": 1, "cases": []})"), "it has fewer than two drills");
    EXPECT_EQ(said(head + R"("replications": 2, "cases": [{"caller": "a", "callee": "b", "after_ticks": 0,
                    "protocol": "p", "fingerprint": "", "first_answer": [], "contact": [], "response": [],
                    "attempts": []}]})"),
              "a case has not as many drills as the baseline says");
    EXPECT_EQ(said(head + R"("replications": 2, "cases": [{"caller": "a", "callee": "b", "after_ticks": 0,
                    "protocol": "p", "fingerprint": "", "first_answer": [-2, 0], "contact": [], "response": [],
                    "attempts": []}]})"),
              "a time is out of range");
}

/// Somebody may write a checksum, too. What is read is what the program can have written.
TEST(Baselines, hold_only_what_the_program_can_have_written) {
    std::ostringstream out;
    write_baseline(out, baseline_of(small_run_scenario(), 7, "luck", small_run_outcomes(), Keeping::each));
    const auto said = [&](const std::string& part, const std::string& by) -> std::string {
        std::string text = out.str();
        const std::size_t at = text.find(part);
        if (at == std::string::npos) return "no such part";
        text.replace(at, part.size(), by);
        EXPECT_EQ(said_of(text), "it has been changed since it was written; --update-baseline writes it anew");
        return said_of(sealed(text));
    };
    EXPECT_EQ(said_of(out.str()), "nothing");
    const std::string count = "a count must be a whole number from 0, but is not";
    for (const char* seed : {"-1", "1e308", "true", "7.0", "\"7\"", "null"})
        EXPECT_EQ(said("\"seed\": 7", fmt::format("\"seed\": {}", seed)), count) << seed;
    EXPECT_EQ(said("\"seed\": 7", "\"seed\": 9223372036854775808"), "a count is out of range");
    EXPECT_EQ(said("\"attempts\": [", "\"attempts\": [true,"), count);
    EXPECT_EQ(said("\"attempts\": [", "\"attempts\": [4294967296,"), "a count is out of range");
    EXPECT_EQ(said("\"contact\": [", "\"contact\": [-2,"), "a time is out of range");
    EXPECT_EQ(said("\"contact\": [", "\"contact\": [88473601,"), "a time is out of range");
    EXPECT_EQ(said("\"contact\": [", "\"contact\": [1.5,"), "a time must be a whole number of ticks, but is not");
    EXPECT_EQ(said("\"contact\": [", "\"contact\": [18446744073709551615,"), "a time is out of range");
    EXPECT_EQ(said("\"contact\": [", "\"contact\": 7, \"else\": ["), "times must be an array, but are not");
    EXPECT_EQ(said("\"after_ticks\": 0", "\"after_ticks\": -1"), "a time is out of range");
    std::string other_line_ends = out.str();
    for (std::size_t at = 0; (at = other_line_ends.find('\n', at)) != std::string::npos; at += 2)
        other_line_ends.insert(at, 1, '\r');
    EXPECT_EQ(said_of(other_line_ends), "nothing");
}

TEST(PooledBaselines, keep_the_sums_of_many_cases) {
    const Baseline written = drills_of_many(0.5);
    EXPECT_TRUE(written.cases.empty());
    ASSERT_EQ(written.pooled.size(), 1U);
    EXPECT_EQ(written.pooled[0].prints.size(), 110U);
    EXPECT_EQ(written.pooled[0].callers.size(), 11U);
    EXPECT_EQ(written.pooled[0].attempts, std::vector<std::uint64_t>(40, 220));
    EXPECT_EQ(written.pooled[0].sums[Milestone::first_answer].ticks,
              std::vector<std::int64_t>(40, 110 * Ticks{24h}.count()));
    std::ostringstream out;
    write_baseline(out, written);
    EXPECT_LT(out.str().size(), 5000U);
    const Baseline read = read_baseline(out.str());
    EXPECT_EQ(read.pooled[0].sums[Milestone::contact].ticks, written.pooled[0].sums[Milestone::contact].ticks);
    EXPECT_EQ(read.pooled[0].prints, written.pooled[0].prints);
    EXPECT_TRUE(compare(read, written).same());
}

TEST(PooledBaselines, that_are_not_baselines_are_errors) {
    std::ostringstream out;
    write_baseline(out, drills_of_many(0.5));
    const auto said = [&](const std::string& part, const std::string& by) -> std::string {
        std::string text = out.str();
        const std::size_t at = text.find(part);
        if (at == std::string::npos) return "no such part";
        text.replace(at, part.size(), by);
        return said_of(sealed(text));
    };
    EXPECT_EQ(said("[220,", "["), "a protocol has not as many drills as the baseline says");
    EXPECT_EQ(said("\"cases\": 110", "\"cases\": 109"), "a protocol has not as many cases as the baseline says");
    for (const char* wrong : {"(", "(x)", "(1", "()", "A", "AAA*", "(11)AAAA", "(4294967296)AAAA"})
        EXPECT_EQ(said("\"of_callees\": \"(1)", fmt::format("\"of_callees\": \"{}", wrong)),
                  "the prints of its cases are none")
            << wrong;
}

// Only pairs that call each other take room, however many parties there are.
TEST(PooledBaselines, of_a_few_of_many_pairs_and_of_later_cases_are_read_as_they_were_written) {
    const Baseline written = drills_of_many(0.5, {}, [](Scenario& scenario, std::vector<Outcomes>& all) {
        for (std::size_t at = 0; at < all.size(); at += 3) scenario.cases[all[at].case_index].after = Ticks{1h};
        all.erase(all.begin() + 5, all.begin() + 100);
    });
    std::ostringstream out;
    write_baseline(out, written);
    const Baseline read = read_baseline(out.str());
    EXPECT_EQ(read.pooled[0].prints, written.pooled[0].prints);
    EXPECT_EQ(read.pooled[0].prints.size(), 15U);
    std::ostringstream again;
    write_baseline(again, read);
    EXPECT_EQ(again.str(), out.str());
}

}  // namespace
}  // namespace hotline
