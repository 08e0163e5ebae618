// The reference model of `interaction`: the results of a drill's cases that share officials, lines, callers and
// bandwidth. It is an independent implementation. Its author wrote it from the text of the rules alone, and had not
// seen the code.
//
// One event queue serves all cases, ordered by time and by the turns of an instant. Every contended resource is a
// plain list of holders and waiters. All rates are recomputed when a flow begins or ends.
//
// Source: scenarios/rules.md, rules 1 to 14 and I1 to I14. Clarity before speed: for small scenarios. It shares with
// the reference of single cases what does not depend on history (reference_facts.hpp).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "analysis/drills/usage.hpp"
#include "sim/reading/record.hpp"

namespace hotline {

/// How often each rule was reached, for tests that require this of a generator.
struct ContendedCounts {
    std::uint64_t within_cuts = 0;
    std::uint64_t attempts_cut_by_site = 0;
    std::uint64_t waited_for_own_site = 0;
    std::uint64_t waited_for_duty = 0;
    std::uint64_t staggered = 0;
    std::uint64_t went_elsewhere = 0;
    std::uint64_t went_elsewhere_without_unit = 0;  // busy, no line, dropped
    std::uint64_t asked_for_a_caller = 0;
    std::uint64_t waits_for_a_caller_cut_by_within = 0;
    std::uint64_t waits_for_a_caller_cut_by_site = 0;
    std::uint64_t waits_of_calls_cut_by_within = 0;
    std::uint64_t calls_left_the_queue_for_their_site = 0;
    std::uint64_t no_line = 0;
    std::uint64_t busy = 0;
    std::uint64_t granted_after_waiting = 0;
    std::uint64_t granted_at_the_last_instant = 0;
    std::uint64_t served_by_priority = 0;    // though somebody else had asked before
    std::uint64_t asked_at_one_instant = 0;  // with one priority, and one was served before the other
    std::uint64_t waits_ended_by_the_horizon = 0;
    std::uint64_t waits_ended_by_the_stop = 0;
    std::uint64_t dropped_before_the_answer = 0;
    std::uint64_t dropped_in_conversation = 0;
    std::uint64_t dropped_in_hold = 0;
    std::uint64_t talks_dropped = 0;  // with somebody who was found
    std::uint64_t several_dropped = 0;
    std::uint64_t dropping_would_not_do = 0;
    std::uint64_t load_calls = 0;
    std::uint64_t load_calls_refused = 0;
    std::uint64_t load_calls_dropped = 0;
    std::uint64_t call_backs = 0;
    std::uint64_t call_backs_by_state = 0;
    std::uint64_t returned_messages = 0;
    std::uint64_t voice_mails = 0;
    std::uint64_t wrong_persons = 0;
    std::uint64_t declined = 0;
    std::uint64_t moved_answers = 0;
    std::uint64_t moved_latencies = 0;
    std::uint64_t moved_call_backs = 0;
    std::uint64_t late_replies = 0;
    std::uint64_t hand_overs = 0;
    std::uint64_t found_within_hold = 0;
    std::uint64_t found_beyond_hold = 0;
    std::uint64_t found_without_hold = 0;
    std::uint64_t holds_ended_quiet = 0;
    std::uint64_t holds_ran_out = 0;
    std::uint64_t holds_cut_by_site = 0;
    std::uint64_t talks_through_hand_overs = 0;  // that keep an outer line or caller
    std::uint64_t talks_cut_by_site = 0;
    std::uint64_t found_talks_cut_by_site = 0;
    std::uint64_t shared_bandwidth = 0;  // a message that set out while others were under way
    std::uint64_t rates_changed = 0;     // of a message under way
    std::uint64_t failed_under_way = 0;
    std::uint64_t not_sent_at_the_stop = 0;
    std::uint64_t evidence_shared = 0;
    std::uint64_t evidence_lost = 0;
    std::uint64_t contacts = 0;
    std::uint64_t counted = 0;
    std::uint64_t counts_full = 0;
    std::uint64_t call_ons = 0;
    std::uint64_t counted_by_others = 0;  // found by somebody who had been reached
    std::uint64_t reached_before = 0;     // and passed over
    std::uint64_t reached_again = 0;      // and counts nothing
    std::uint64_t joined = 0;             // the line of a conference
    std::uint64_t conferences = 0;
    std::uint64_t callers_free_in_holds = 0;
    std::uint64_t dropped_from_the_line = 0;
    std::uint64_t let_go_at_the_horizon = 0;
};

/// All of them, by name.
const std::vector<std::pair<const char*, std::uint64_t ContendedCounts::*>>& contended_rules();

struct ContendedDrills {
    std::vector<DrillRecord> cases;  // in their order
    std::vector<Usage> usage;        // of each of resources_of, except how busy carriers were
};

/// All cases, each under its protocol of that number.
/// Requires: a scenario that the loader could have made.
ContendedDrills contended_reference(const Scenario& scenario, std::size_t protocol, std::uint64_t seed,
                                    std::uint64_t replication, ContendedCounts* reached = nullptr);

}  // namespace hotline
