#include "tests/oracle/reference.hpp"

namespace hotline {

const std::vector<std::pair<const char*, std::uint64_t RuleCounts::*>>& rules() {
    static const std::vector<std::pair<const char*, std::uint64_t RuleCounts::*>> all = {
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
        {"sent_over_degraded", &RuleCounts::sent_over_degraded},
        {"degraded_during_travel", &RuleCounts::degraded_during_travel},
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
    return all;
}

}  // namespace hotline
