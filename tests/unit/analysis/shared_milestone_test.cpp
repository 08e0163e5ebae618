// The milestone of protocols that exchange something, in results and in baselines.

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/estimates/baseline.hpp"
#include "analysis/estimates/drift.hpp"
#include "analysis/write/baseline_file.hpp"
#include "analysis/write/results.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

/// The small run, in which evidence arrives half an hour after every second contact of the lists.
class SharedMilestone : public testing::Test {
protected:
    SharedMilestone() : scenario(small_run_scenario()), outcomes(small_run_outcomes()) {
        scenario.protocols[0].exchange = Exchange{};
        outcomes[0].can_reach[Milestone::shared] = true;
        outcomes[0].resize(10);
        for (std::size_t drill = 0; drill < 7; drill += 2) {
            outcomes[0].shared[drill] = outcomes[0].contact[drill] + Ticks(30min);
        }
    }

    Scenario scenario;
    std::vector<Outcomes> outcomes;
};

TEST_F(SharedMilestone, has_lines_in_the_text_of_the_protocol_that_has_it) {
    std::ostringstream out;
    RunSummary run = summarise(scenario, 7, {}, outcomes);
    run.detail = true;
    write_text(out, run);
    const std::string text = out.str();
    const std::size_t at = text.find("  shared ");
    ASSERT_NE(at, text.npos);
    EXPECT_EQ(text.substr(at, text.find("  attempts:") - at),
              R"(  shared           40.0 %  not reached  not reached  not reached  15 h 24 min
    at least       12.1 %          2 h  not reached  not reached   7 h 47 min
    at most        73.8 %  not reached      too few      too few  22 h 37 min
)");
    EXPECT_EQ(text.find("  shared ", at + 1), text.npos);
}

TEST_F(SharedMilestone, is_a_key_of_the_json) {
    std::ostringstream out;
    write_json(out, summarise(scenario, 7, {}, outcomes));
    const auto json = nlohmann::json::parse(out.str());
    EXPECT_EQ(json["cases"][0]["shared"]["reached"], 4);
    EXPECT_EQ(json["cases"][0]["shared"]["quantiles"]["p50"]["low"], 7200);
    EXPECT_FALSE(json["cases"][1].contains("shared"));
}

TEST_F(SharedMilestone, is_a_column_of_the_csv) {
    std::ostringstream out;
    write_csv(out, scenario, outcomes, {{1, "a whim"}});
    std::istringstream lines(out.str());
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line.substr(0, 85),
              "replication,caller,callee,after,protocol,first_answer,contact,response,shared,officia");
    const auto columns = std::count(line.begin(), line.end(), ',');
    std::getline(lines, line);
    EXPECT_EQ(line, "0,uk,cn,0,lists,12240,12600,16200,14400,director,pstn,3,1,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0");
    std::getline(lines, line);
    EXPECT_EQ(line, "1,uk,cn,0,lists,missing,missing,missing,missing,,,,,,,,,,,,,,,,,,,,");
    do {
        EXPECT_EQ(std::count(line.begin(), line.end(), ','), columns) << line;
    } while (std::getline(lines, line));
}

TEST_F(SharedMilestone, is_kept_in_baselines_and_drifts) {
    const Baseline before = baseline_of(scenario, 7, "luck", outcomes, Keeping::each);
    std::ostringstream out;
    write_baseline(out, before);
    const Baseline read = read_baseline(out.str());
    EXPECT_EQ(read.cases[0].times[Milestone::shared], outcomes[0].shared);
    EXPECT_TRUE(read.cases[1].times[Milestone::shared].empty());
    EXPECT_TRUE(compare(read, before).same());

    outcomes[0].shared[4] += Ticks(1s);
    const DriftFindings report = compare(before, baseline_of(scenario, 7, "luck", outcomes, Keeping::each));
    ASSERT_EQ(report.changed.size(), 1U);
    EXPECT_EQ(report.changed[0].differing, 1U);
    EXPECT_EQ(report.changed[0].first, 4U);
    std::string moved;
    for (const Movement& movement : report.changed[0].movements) moved += movement.what + "\n";
    EXPECT_EQ(moved, R"(first answer by 24 h
mean time to first answer
time to first answer
contact by 24 h
mean time to contact
time to contact
response by 24 h
mean time to response
time to response
shared by 24 h
mean time to shared
time to shared
attempts
)");
}

TEST_F(SharedMilestone, of_many_cases_is_kept_as_sums) {
    std::vector<Outcomes> many(kMostStored + 1, outcomes[0]);
    scenario.cases.resize(many.size(), scenario.cases[0]);
    for (Index index = 0; index < many.size(); ++index) {
        scenario.cases[index].after = Ticks{index};
        many[index].case_index = index;
    }
    const Baseline before = baseline_of(scenario, 7, "luck", many, usual_keeping(many.size()));
    std::ostringstream out;
    write_baseline(out, before);
    const Baseline read = read_baseline(out.str());
    ASSERT_EQ(read.pooled.size(), 1U);
    EXPECT_EQ(read.pooled[0].sums[Milestone::shared].reached[0], kMostStored + 1);
    EXPECT_EQ(read.pooled[0].sums[Milestone::shared].reached[1], 0U);
    EXPECT_TRUE(compare(read, before).same());
    many[0].shared[3] = 5h;
    const DriftFindings report = compare(read, baseline_of(scenario, 7, "luck", many, Keeping::sums));
    ASSERT_EQ(report.changed.size(), 1U);
    EXPECT_EQ(report.changed[0].first, 3U);
}

}  // namespace
}  // namespace hotline
