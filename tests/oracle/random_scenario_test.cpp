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

const std::vector<std::pair<const char*, std::uint64_t RuleCounts::*>> kRules = {
    {"answers", &RuleCounts::answers},
    {"call_backs", &RuleCounts::call_backs},
    {"late_replies", &RuleCounts::late_replies},
    {"next_shift_replies", &RuleCounts::next_shift_replies},
    {"hand_overs", &RuleCounts::hand_overs},
    {"relays", &RuleCounts::relays},
    {"asked_again", &RuleCounts::asked_again},
    {"protocol_cycles", &RuleCounts::protocol_cycles},
    {"found_within_hold", &RuleCounts::found_within_hold},
    {"found_beyond_hold", &RuleCounts::found_beyond_hold},
    {"found_without_hold", &RuleCounts::found_without_hold},
    {"connects", &RuleCounts::connects},
    {"holds_ended_quiet", &RuleCounts::holds_ended_quiet},
    {"holds_ran_out", &RuleCounts::holds_ran_out},
    {"within_cuts", &RuleCounts::within_cuts},
    {"gaps_cut", &RuleCounts::gaps_cut},
    {"replies_after_within", &RuleCounts::replies_after_within},
    {"conversations_over_within", &RuleCounts::conversations_over_within},
    {"told_stale", &RuleCounts::told_stale},
    {"silent_stale", &RuleCounts::silent_stale},
    {"channel_down", &RuleCounts::channel_down},
    {"outages_during_set_up", &RuleCounts::outages_during_set_up},
    {"outages_during_travel", &RuleCounts::outages_during_travel},
    {"spells", &RuleCounts::spells},
    {"screened", &RuleCounts::screened},
    {"unwilling", &RuleCounts::unwilling},
    {"absent", &RuleCounts::absent},
    {"no_interpreter", &RuleCounts::no_interpreter},
    {"not_verified", &RuleCounts::not_verified},
    {"written_when_a_call_is_due", &RuleCounts::written_when_a_call_is_due},
    {"skip_off_duty", &RuleCounts::skip_off_duty},
    {"steps_without_targets", &RuleCounts::steps_without_targets},
    {"contacts", &RuleCounts::contacts},
    {"contacts_by_call_back", &RuleCounts::contacts_by_call_back},
    {"contacts_by_late_reply", &RuleCounts::contacts_by_late_reply},
    {"contacts_through_levels", &RuleCounts::contacts_through_levels},
    {"contacts_at_the_horizon", &RuleCounts::contacts_at_the_horizon},
    {"ties_between_contacts", &RuleCounts::ties_between_contacts},
    {"cut_off_by_contact", &RuleCounts::cut_off_by_contact},
    {"cut_off_by_the_horizon", &RuleCounts::cut_off_by_the_horizon},
    {"not_happened", &RuleCounts::not_happened},
    {"responses", &RuleCounts::responses},
};

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
    for (std::uint64_t number = 0; number < 3000; ++number) {
        for_each_drill(random_scenario(number), 3, &reached, [](const DrillRecord&) {});
    }
    EXPECT_EQ(kRules.size() * sizeof(std::uint64_t), sizeof(RuleCounts)) << "a rule is missing in the table";
    for (const auto& [name, count] : kRules) EXPECT_GE(reached.*count, 50U) << name;
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
