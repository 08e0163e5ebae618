#include "tests/oracle/reference.hpp"

namespace hotline {

const std::vector<std::pair<const char*, std::uint64_t RuleCounts::*>>& rules() {
    static const std::vector<std::pair<const char*, std::uint64_t RuleCounts::*>> all = {
        {"answers", &RuleCounts::answers},                                          // rule 5
        {"call_backs", &RuleCounts::call_backs},                                    // rule 3
        {"call_backs_by_state", &RuleCounts::call_backs_by_state},                  // rule 3.1
        {"returned_messages", &RuleCounts::returned_messages},                      // rule 3.1
        {"next_shift_call_backs", &RuleCounts::next_shift_call_backs},              // rule 3.2
        {"call_backs_without_shift", &RuleCounts::call_backs_without_shift},        // rule 3.2
        {"voice_mails", &RuleCounts::voice_mails},                                  // rule 2.8
        {"wrong_persons", &RuleCounts::wrong_persons},                              // rule 2.8
        {"declined", &RuleCounts::declined},                                        // rule 2.9
        {"cut_when_taken", &RuleCounts::cut_when_taken},                            // rule 2.10
        {"hours_on_duty", &RuleCounts::hours_on_duty},                              // rule 2.7
        {"hours_off_duty", &RuleCounts::hours_off_duty},                            // rule 2.7
        {"hours_on_leave", &RuleCounts::hours_on_leave},                            // rule 2.7
        {"last_hours_won", &RuleCounts::last_hours_won},                            // rule 2.7
        {"moved_answers", &RuleCounts::moved_answers},                              // rule 2.11
        {"moved_latencies", &RuleCounts::moved_latencies},                          // rule 2.11
        {"moved_call_backs", &RuleCounts::moved_call_backs},                        // rule 2.11
        {"late_replies", &RuleCounts::late_replies},                                // rule 4.4
        {"next_shift_replies", &RuleCounts::next_shift_replies},                    // rule 4.3
        {"deputies", &RuleCounts::deputies},                                        // rule 1.7
        {"places_passed_over", &RuleCounts::places_passed_over},                    // rule 1.7
        {"called_on_leave", &RuleCounts::called_on_leave},                          // rule 1.7
        {"circles_of_deputies", &RuleCounts::circles_of_deputies},                  // rule 1.7
        {"mixed_lists", &RuleCounts::mixed_lists},                                  // rule 1.1
        {"turns", &RuleCounts::turns},                                              // rule 1.8
        {"next_turns", &RuleCounts::next_turns},                                    // rule 15.6
        {"turns_after_next", &RuleCounts::turns_after_next},                        // rule 15.6
        {"nobody_on_duty", &RuleCounts::nobody_on_duty},                            // rule 1.8
        {"duties_passed_over", &RuleCounts::duties_passed_over},                    // rule 1.8
        {"waited_for_duty", &RuleCounts::waited_for_duty},                          // rule 1.9
        {"waits_for_duty_cut", &RuleCounts::waits_for_duty_cut},                    // rule 1.9
        {"deputies_on_duty", &RuleCounts::deputies_on_duty},                        // rule 15.5
        {"overrides", &RuleCounts::overrides},                                      // rule 15.4
        {"lower_layers", &RuleCounts::lower_layers},                                // rule 15.4
        {"turns_of_calendars", &RuleCounts::turns_of_calendars},                    // rule 15.3
        {"asked_on_turn", &RuleCounts::asked_on_turn},                              // rule 15.1
        {"asked_off_turn", &RuleCounts::asked_off_turn},                            // rule 15.1
        {"short_days", &RuleCounts::short_days},                                    // holidays.csv
        {"days_of_some", &RuleCounts::days_of_some},                                // holidays.csv
        {"hand_overs", &RuleCounts::hand_overs},                                    // rule 6
        {"relays", &RuleCounts::relays},                                            // rule 6
        {"asked_again", &RuleCounts::asked_again},                                  // rule 6.3
        {"protocol_cycles", &RuleCounts::protocol_cycles},                          // rule 6.2
        {"found_within_hold", &RuleCounts::found_within_hold},                      // rule 6.4
        {"found_beyond_hold", &RuleCounts::found_beyond_hold},                      // rule 6.4
        {"found_without_hold", &RuleCounts::found_without_hold},                    // rule 6.5
        {"connects", &RuleCounts::connects},                                        // rule 6.4
        {"holds_ended_quiet", &RuleCounts::holds_ended_quiet},                      // rule 6.4
        {"holds_ran_out", &RuleCounts::holds_ran_out},                              // rule 6.4
        {"within_cuts", &RuleCounts::within_cuts},                                  // rule 1.5
        {"gaps_cut", &RuleCounts::gaps_cut},                                        // rule 1.5
        {"replies_after_within", &RuleCounts::replies_after_within},                // rule 1.5
        {"conversations_over_within", &RuleCounts::conversations_over_within},      // rule 1.5
        {"told_stale", &RuleCounts::told_stale},                                    // rule 2.2
        {"silent_stale", &RuleCounts::silent_stale},                                // rule 2.2
        {"channel_down", &RuleCounts::channel_down},                                // rule 2.1
        {"outages_during_set_up", &RuleCounts::outages_during_set_up},              // rule 4.2
        {"outages_during_travel", &RuleCounts::outages_during_travel},              // rule 4.2
        {"sent_over_degraded", &RuleCounts::sent_over_degraded},                    // rule 4.1
        {"degraded_during_travel", &RuleCounts::degraded_during_travel},            // rule 4.1
        {"spells", &RuleCounts::spells},                                            // rule 2.5
        {"screened", &RuleCounts::screened},                                        // rule 5.2
        {"unwilling", &RuleCounts::unwilling},                                      // rule 2.4
        {"absent", &RuleCounts::absent},                                            // rule 2.4
        {"presence_changes", &RuleCounts::presence_changes},                        // rule 2.6
        {"no_interpreter", &RuleCounts::no_interpreter},                            // rule 5.1
        {"not_verified", &RuleCounts::not_verified},                                // rule 5.1
        {"written_when_a_call_is_due", &RuleCounts::written_when_a_call_is_due},    // rule 5.2
        {"skip_off_duty", &RuleCounts::skip_off_duty},                              // rule 1.3
        {"patience_of_rows", &RuleCounts::patience_of_rows},                        // rule 2.3
        {"staggered", &RuleCounts::staggered},                                      // rule 1.10
        {"turns_cut", &RuleCounts::turns_cut},                                      // rule 1.10
        {"went_to_next_target", &RuleCounts::went_to_next_target},                  // rule 1.11
        {"went_to_next_organisation", &RuleCounts::went_to_next_organisation},      // rule 1.11
        {"organisations_left", &RuleCounts::organisations_left},                    // rule 1.11
        {"went_to_next_step", &RuleCounts::went_to_next_step},                      // rule 1.11
        {"went_to_next_round", &RuleCounts::went_to_next_round},                    // rule 1.11
        {"went_to_step", &RuleCounts::went_to_step},                                // rule 1.11
        {"went_to_end", &RuleCounts::went_to_end},                                  // rule 1.11
        {"went_as_unanswered", &RuleCounts::went_as_unanswered},                    // rule 1.11
        {"went_after_within", &RuleCounts::went_after_within},                      // rule 1.11
        {"went_after_hand_over", &RuleCounts::went_after_hand_over},                // rule 1.11
        {"steps_without_targets", &RuleCounts::steps_without_targets},              // rule 1.1
        {"costs", &RuleCounts::costs},                                              // rule 7.3
        {"contacts", &RuleCounts::contacts},                                        // rule 5.2
        {"contacts_by_call_back", &RuleCounts::contacts_by_call_back},              // rule 8.5
        {"contacts_by_late_reply", &RuleCounts::contacts_by_late_reply},            // rule 4.4
        {"contacts_through_levels", &RuleCounts::contacts_through_levels},          // rule 6.6
        {"contacts_at_the_horizon", &RuleCounts::contacts_at_the_horizon},          // rule 7
        {"ties_between_contacts", &RuleCounts::ties_between_contacts},              // rule 7.2
        {"cut_off_by_contact", &RuleCounts::cut_off_by_contact},                    // rule 8.6
        {"cut_off_by_the_horizon", &RuleCounts::cut_off_by_the_horizon},            // rule 8.6
        {"not_happened", &RuleCounts::not_happened},                                // rule 7.1
        {"attempts_cut_by_site", &RuleCounts::attempts_cut_by_site},                // rule 11.3
        {"waited_for_own_site", &RuleCounts::waited_for_own_site},                  // rule 11.3
        {"talks_cut_by_site", &RuleCounts::talks_cut_by_site},                      // rule 11.2
        {"holds_cut_by_site", &RuleCounts::holds_cut_by_site},                      // rule 11.4
        {"official_gone", &RuleCounts::official_gone},                              // rule 11.1
        {"caller_gone", &RuleCounts::caller_gone},                                  // rule 11.1
        {"responses", &RuleCounts::responses},                                      // rule 9.1
        {"shared", &RuleCounts::shared},                                            // rule 9.2
        {"evidence_lost", &RuleCounts::evidence_lost},                              // rule 9.2
        {"counts_full", &RuleCounts::counts_full},                                  // rule 16.2
        {"reached_before", &RuleCounts::reached_before},                            // rule 16.4
        {"reached_again", &RuleCounts::reached_again},                              // rule 16.1
        {"organisations_again", &RuleCounts::organisations_again},                  // rule 16
        {"counted_together", &RuleCounts::counted_together},                        // rule 16.2
        {"counted_in_waves", &RuleCounts::counted_in_waves},                        // rule 16.3
        {"counted_through_levels", &RuleCounts::counted_through_levels},            // rule 16.1
        {"call_ons", &RuleCounts::call_ons},                                        // rule 17
        {"call_ons_within_themselves", &RuleCounts::call_ons_within_themselves},    // rule 17.4
        {"call_ons_through_levels", &RuleCounts::call_ons_through_levels},          // rule 17
        {"call_ons_without_a_branch", &RuleCounts::call_ons_without_a_branch},      // rule 17
        {"counted_by_others", &RuleCounts::counted_by_others},                      // rule 17.3
        {"found_by_several", &RuleCounts::found_by_several},                        // rule 17.3
        {"counted_without_a_branch", &RuleCounts::counted_without_a_branch},        // rule 16.1
        {"conferences", &RuleCounts::conferences},                                  // rule 16.5
        {"conferences_after_some_left", &RuleCounts::conferences_after_some_left},  // rule 16.7
        {"called_after_leaving", &RuleCounts::called_after_leaving},                // rule 16.8
        {"joined_after_leaving", &RuleCounts::joined_after_leaving},                // rule 16.8
        {"joined_again", &RuleCounts::joined_again},                                // rule 16.6
        {"colleagues_joined", &RuleCounts::colleagues_joined},                      // rule 16.6
        {"joined_together", &RuleCounts::joined_together},                          // rule 16.5
        {"joined_through_levels", &RuleCounts::joined_through_levels},              // rule 16.5
        {"joined_by_call_back", &RuleCounts::joined_by_call_back},                  // rule 16.5
        {"joined_by_late_reply", &RuleCounts::joined_by_late_reply},                // rule 16.5
        {"left_for_a_site", &RuleCounts::left_for_a_site},                          // rule 16.7
    };
    return all;
}

}  // namespace hotline
