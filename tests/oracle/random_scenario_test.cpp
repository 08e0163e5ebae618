#include "tests/property/random_scenario.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/oracle/reference.hpp"

namespace hotline {
namespace {

template <typename Check>
void for_each_drill(const Scenario& scenario, std::uint64_t replications, RuleCounts* reached, Check check) {
    for (Index index = 0; index < scenario.cases.size(); ++index) {
        for (const Index protocol : scenario.cases[index].protocols) {
            for (std::uint64_t replication = 0; replication < replications; ++replication) {
                check(reference_drill(scenario, index, protocol, 1, replication, reached));
            }
        }
    }
}

TEST(RandomScenario, reaches_every_rule) {
    RuleCounts reached;
    for (std::uint64_t number = 0; number < 6000; ++number) {
        for_each_drill(random_scenario(number), 3, &reached, [](const DrillRecord&) {});
    }
    EXPECT_EQ(rules().size() * sizeof(std::uint64_t), sizeof(RuleCounts)) << "a rule is missing in the table";
    for (const auto& [name, count] : rules()) {
        EXPECT_GE(reached.*count, is_rare(count) ? 15U : 50U) << name;
    }
}

TEST(RandomScenario, its_drills_make_sense) {
    EXPECT_TRUE(rc::check([](std::uint64_t number) {
        const Scenario scenario = random_scenario(number);
        for_each_drill(scenario, 3, nullptr, [&](const DrillRecord& drill) {
            const Outcome& outcome = drill.outcome;
            RC_ASSERT((outcome.contact == kNever) == (outcome.made_by == kNone));
            RC_ASSERT(outcome.contact <= scenario.horizon);
            RC_ASSERT(outcome.response <= scenario.horizon);
            if (outcome.contact != kNever) RC_ASSERT(outcome.first_answer <= outcome.contact);
            if (outcome.contact != kNever) RC_ASSERT(outcome.first_answer >= Ticks{0});
            if (outcome.response != kNever) RC_ASSERT(outcome.response >= outcome.contact);
            const Ticks end = outcome.contact == kNever ? scenario.horizon : outcome.contact;
            std::size_t contacts = 0;
            std::set<std::tuple<Identity, Index, std::uint32_t>> seen;
            for (const AttemptRecord& attempt : drill.attempts) {
                RC_ASSERT(attempt.begins <= attempt.ends);
                RC_ASSERT(attempt.ends <= end);
                RC_ASSERT(seen.insert({attempt.path, attempt.row, attempt.number}).second);
                if (attempt.result != Result::contact) continue;
                ++contacts;
                RC_ASSERT(attempt.row == outcome.made_by);
            }
            RC_ASSERT(contacts <= (outcome.contact == kNever ? 0U : 1U));
        });
    }));
}

}  // namespace
}  // namespace hotline
