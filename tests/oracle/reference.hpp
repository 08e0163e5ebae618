// The reference model: an independent implementation of a drill, written from the text of the rules alone.
//
// Everything is an event in one queue, ordered by time; closures change a few plain structs. At one instant, inner
// searches come before outer ones, earlier attempts before later ones, and searches start new actions last; contact
// is decided only after all events of the instant. The state at the end is read from the log of attempts.
//
// Source: scenarios/rules.md, rules 1 to 14. Clarity before speed: meant for small scenarios.
// Left out: `interaction`, where cases share officials, lines and bandwidth.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/reading/record.hpp"

namespace hotline {

/// How often each rule was reached, for tests that require this of a generator.
struct RuleCounts {
    std::uint64_t answers = 0;
    std::uint64_t call_backs = 0;                // that came
    std::uint64_t call_backs_by_state = 0;       // as the state of duty says
    std::uint64_t returned_messages = 0;         // … as the voice mail says
    std::uint64_t next_shift_call_backs = 0;     // to be made on a later shift
    std::uint64_t call_backs_without_shift = 0;  // that never come
    std::uint64_t voice_mails = 0;
    std::uint64_t wrong_persons = 0;
    std::uint64_t declined = 0;
    std::uint64_t cut_when_taken = 0;  // by `within` or a site, with a machine or a wrong person on the line
    std::uint64_t hours_on_duty = 0;   // of a response, that somebody on duty was asked in
    std::uint64_t hours_off_duty = 0;
    std::uint64_t hours_on_leave = 0;
    std::uint64_t last_hours_won = 0;      // over others that held
    std::uint64_t moved_answers = 0;       // come, or fail to come, as clusters differ
    std::uint64_t moved_latencies = 0;     // likewise
    std::uint64_t moved_call_backs = 0;    // likewise
    std::uint64_t late_replies = 0;        // that came
    std::uint64_t next_shift_replies = 0;  // to be sent on a later shift
    std::uint64_t deputies = 0;            // took the place of somebody on leave
    std::uint64_t places_passed_over = 0;  // because the deputy had been called already
    std::uint64_t called_on_leave = 0;     // nobody stood in
    std::uint64_t circles_of_deputies = 0;
    std::uint64_t mixed_lists = 0;         // places of lists that mix officials, selectors and rotas
    std::uint64_t turns = 0;               // whoever has the duty of a rota took the place
    std::uint64_t next_turns = 0;          // whoever comes next
    std::uint64_t turns_after_next = 0;    // whoever comes after that
    std::uint64_t nobody_on_duty = 0;      // had the duty of the rota: passed over
    std::uint64_t duties_passed_over = 0;  // as whoever has the duty was called already
    std::uint64_t waited_for_duty = 0;     // of a rota
    std::uint64_t waits_for_duty_cut = 0;  // by the end of the step
    std::uint64_t deputies_on_duty = 0;    // for somebody on leave
    std::uint64_t overrides = 0;           // somebody had the duty in another's turn
    std::uint64_t lower_layers = 0;        // as no upper layer counted
    std::uint64_t turns_of_calendars = 0;  // or who comes next by them
    std::uint64_t asked_on_turn = 0;       // somebody who had the duty of a rota
    std::uint64_t asked_off_turn = 0;      // a member of a rota without a roster, in the turns of others
    std::uint64_t short_days = 0;          // somebody was asked on a day with hours of its own
    std::uint64_t days_of_some = 0;        // … on a day that is a different one for others of the party
    std::uint64_t hand_overs = 0;          // that opened a search
    std::uint64_t relays = 0;              // the same, by `pass_to`
    std::uint64_t asked_again = 0;
    std::uint64_t protocol_cycles = 0;
    std::uint64_t found_within_hold = 0;
    std::uint64_t found_beyond_hold = 0;   // the caller had gone on
    std::uint64_t found_without_hold = 0;  // opened by a call-back or a late reply
    std::uint64_t connects = 0;            // of some length, that reached the caller
    std::uint64_t holds_ended_quiet = 0;
    std::uint64_t holds_ran_out = 0;
    std::uint64_t within_cuts = 0;
    std::uint64_t gaps_cut = 0;
    std::uint64_t replies_after_within = 0;
    std::uint64_t conversations_over_within = 0;
    std::uint64_t told_stale = 0;
    std::uint64_t silent_stale = 0;
    std::uint64_t channel_down = 0;
    std::uint64_t outages_during_set_up = 0;
    std::uint64_t outages_during_travel = 0;
    std::uint64_t sent_over_degraded = 0;
    std::uint64_t degraded_during_travel = 0;
    std::uint64_t spells = 0;
    std::uint64_t screened = 0;
    std::uint64_t unwilling = 0;
    std::uint64_t absent = 0;
    std::uint64_t presence_changes = 0;
    std::uint64_t no_interpreter = 0;
    std::uint64_t not_verified = 0;
    std::uint64_t written_when_a_call_is_due = 0;
    std::uint64_t skip_off_duty = 0;
    std::uint64_t patience_of_rows = 0;
    std::uint64_t staggered = 0;  // the turn of a target came after that of the first
    std::uint64_t turns_cut = 0;  // it would have come after the end of the step
    std::uint64_t went_to_next_target = 0;
    std::uint64_t went_to_next_organisation = 0;
    std::uint64_t organisations_left = 0;  // a target was passed over
    std::uint64_t went_to_next_step = 0;
    std::uint64_t went_to_next_round = 0;
    std::uint64_t went_to_step = 0;
    std::uint64_t went_to_end = 0;
    std::uint64_t went_as_unanswered = 0;  // as nobody told of a dead address
    std::uint64_t went_after_within = 0;   // after a conversation
    std::uint64_t went_after_hand_over = 0;
    std::uint64_t steps_without_targets = 0;
    std::uint64_t costs = 0;  // attempts that cost something
    std::uint64_t contacts = 0;
    std::uint64_t contacts_by_call_back = 0;
    std::uint64_t contacts_by_late_reply = 0;
    std::uint64_t contacts_through_levels = 0;  // two or more
    std::uint64_t contacts_at_the_horizon = 0;
    std::uint64_t ties_between_contacts = 0;
    std::uint64_t cut_off_by_contact = 0;
    std::uint64_t cut_off_by_the_horizon = 0;
    std::uint64_t not_happened = 0;  // begun at the instant of the stop
    std::uint64_t attempts_cut_by_site = 0;
    std::uint64_t waited_for_own_site = 0;
    std::uint64_t talks_cut_by_site = 0;
    std::uint64_t holds_cut_by_site = 0;
    std::uint64_t official_gone = 0;
    std::uint64_t caller_gone = 0;
    std::uint64_t responses = 0;
    std::uint64_t shared = 0;
    std::uint64_t evidence_lost = 0;  // on its way; it may be sent again
    std::uint64_t counts_full = 0;
    std::uint64_t reached_before = 0;       // and passed over
    std::uint64_t reached_again = 0;        // and counts nothing
    std::uint64_t organisations_again = 0;  // another official of one who counts already
    std::uint64_t counted_together = 0;     // found at one instant
    std::uint64_t counted_in_waves = 0;     // at one instant, one after the other
    std::uint64_t counted_through_levels = 0;
    std::uint64_t call_ons = 0;                    // somebody who was reached called others
    std::uint64_t call_ons_within_themselves = 0;  // by a protocol that led there
    std::uint64_t call_ons_through_levels = 0;     // found through a hand-over
    std::uint64_t call_ons_without_a_branch = 0;   // after a call-back, a late reply, or when the branch had gone on
    std::uint64_t counted_by_others = 0;           // found by somebody who had been reached
    std::uint64_t found_by_several = 0;            // at one instant, by several searches
    std::uint64_t counted_without_a_branch = 0;    // by a call-back, a late reply, or after the branch had gone on
    std::uint64_t conferences = 0;
    std::uint64_t conferences_after_some_left = 0;
    std::uint64_t called_after_leaving = 0;  // a place was not passed over
    std::uint64_t joined_after_leaving = 0;
    std::uint64_t joined_again = 0;       // somebody who was on the line
    std::uint64_t colleagues_joined = 0;  // … of somebody who was on the line, and who counts as the same
    std::uint64_t joined_together = 0;    // at one instant
    std::uint64_t joined_through_levels = 0;
    std::uint64_t joined_by_call_back = 0;
    std::uint64_t joined_by_late_reply = 0;
    std::uint64_t left_for_a_site = 0;
};

/// All of them, by name.
const std::vector<std::pair<const char*, std::uint64_t RuleCounts::*>>& rules();

/// A rule that few random scenarios reach: three of a conference must be found, one of them after another one has
/// left; or several searches find somebody at one instant.
inline bool is_rare(std::uint64_t RuleCounts::*count) {
    return count == &RuleCounts::conferences_after_some_left || count == &RuleCounts::found_by_several;
}

/// Requires: a scenario that the loader could have made, without `interaction`.
DrillRecord reference_drill(const Scenario& scenario, Index case_index, Index protocol, std::uint64_t seed,
                            std::uint64_t replication, RuleCounts* reached = nullptr);

/// How often each rule of quorums was reached.
struct QuorumCounts {
    std::uint64_t met = 0;
    std::uint64_t missed_by_some = 0;  // there were contacts, but too few
    std::uint64_t missed_by_all = 0;
    std::uint64_t more_than_enough = 0;
    std::uint64_t met_together = 0;  // by two contacts at one instant, or more
    std::uint64_t by_share = 0;
    std::uint64_t by_all = 0;  // of several cases
    std::uint64_t in_later_line_ups = 0;
    std::uint64_t of_several_protocols = 0;
    std::uint64_t of_several_starts = 0;
};
const std::vector<std::pair<const char*, std::uint64_t QuorumCounts::*>>& rules_of_quorums();

/// When a quorum is met in a drill of the n-th protocols of its cases; kNever if it is not.
Ticks reference_quorum(const Scenario& scenario, const Quorum& quorum, std::size_t line_up, std::uint64_t seed,
                       std::uint64_t replication, QuorumCounts* reached = nullptr);

}  // namespace hotline
