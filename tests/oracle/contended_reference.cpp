// The state at the end, read from the log (rules 7 to 9).
#include "tests/oracle/contended_reference.hpp"

#include <algorithm>
#include <tuple>

#include "tests/oracle/contended_drill.hpp"

namespace hotline::contended {

ContendedDrill::ContendedDrill(const Scenario& scenario, Ticks horizon, std::size_t protocol, Luck luck,
                               ContendedCounts& reached)
    : scenario_(scenario),
      luck_(luck),
      facts_(scenario, Case{}, luck),
      reached_(reached),
      pools_(asks_before, reached),
      network_(scenario, facts_) {
    const bool shared = scenario.interaction;
    for (const Party& party : scenario.parties) {
        callers_.push_back({Pool::Kind::callers, static_cast<Index>(callers_.size()), shared ? party.callers : 0});
    }
    for (const Channel& channel : scenario.channels) {
        lines_.push_back({Pool::Kind::lines, static_cast<Index>(lines_.size()), shared ? channel.lines : 0});
    }
    for (const Official& official : scenario.officials) {
        seats_.push_back({Pool::Kind::seats, static_cast<Index>(seats_.size()), shared ? official.seats : 0});
    }
    for (const Case& one : scenario.cases) {
        Played& played = played_.emplace_back();
        played.index = played_.size() - 1;
        played.played = &one;
        const Index by = one.protocols[protocol];
        played.goal = scenario.protocols[by].goal.value_or(Goal{});
        played.ends = one.after + horizon;
        Search& own = searches_.emplace_back();
        own.played = &played;
        own.protocol = by;
        own.party = one.caller;
        own.opened = one.after;
        own.path = facts_.path_of(one);
        own.counts = played.goal.count > 1;
        played.own = &own;
        go_on(own, one.after, [this, &own] { begin_search(own); });
        schedule({played.ends, Turn::horizons}, {&played, nullptr, [this, &played] { end_case(played); }});
    }
    for (std::size_t number = 0; number < scenario.loads.size(); ++number) start_load(number);
    for (std::size_t number = 0; number < scenario.traffic.size(); ++number) {
        begin_traffic(scenario.traffic[number], number);
    }
    for (Index carrier = 0; carrier < scenario.carriers.size(); ++carrier) {
        for (const Ticks at : facts_.changes(carrier)) {
            schedule({at, Turn::bandwidths}, {nullptr, nullptr, [this] { reckon_arrivals(); }});
        }
    }
    if (!queue_.empty()) now_ = queue_.begin()->first.at;
}

bool ContendedDrill::counts(const Attempt& attempt, Ticks at) const {
    return attempt.led_to_contact || !attempt.search->stopped || at < *attempt.search->stopped;
}

Settled ContendedDrill::result_of(const Attempt& attempt) {
    const Search& search = *attempt.search;
    const auto& contact = search.played->contact;
    if (contact && contact->finder == &attempt && contact->through != Through::call_back) {
        return {*search.stopped, Result::contact};
    }
    const bool replied = attempt.late_reply && counts(attempt, *attempt.late_reply);
    const bool still_ringing = attempt.answered && !counts(attempt, *attempt.answered);
    const std::optional<Settled>& settled = replied ? attempt.settled_by_late_reply : attempt.settled;
    // At the instant at which the count is full, only those who count have been reached.
    const Search& counting = search.counts || !search.opened_by ? search : *search.opened_by->search;
    const bool too_late =
        settled && settled->result == Result::reached && !attempt.led_to_contact && counting.stopped == settled->at;
    if (settled && !still_ringing && !too_late) return *settled;
    return {search.stopped.value_or(search.played->ends), Result::cut_off};
}

Usage ContendedDrill::usage_of(const Resource& resource) const {
    Usage usage;
    usage.lasted = now_;
    if (resource.kind == Resource::Kind::carrier) {
        for (const Message& message : messages_) count_message(resource.index, message, usage);
        return usage;
    }
    Ticks first_load{0};
    for (const Load& load : scenario_.loads) first_load = std::min(first_load, load.from);
    usage.lasted -= first_load;
    const Pool& pool = resource.kind == Resource::Kind::desk    ? seats_[resource.index]
                       : resource.kind == Resource::Kind::lines ? lines_[resource.index]
                                                                : callers_[resource.index];
    for (const Claim& claim : pools_.claims()) {
        if (claim.pool != &pool) continue;
        const Ticks ended = claim.ended_at.value_or(now_);
        if (claim.granted_at) usage.busy += std::max(Ticks{0}, ended - *claim.granted_at);
        if (!claim.asks) continue;
        ++usage.asked;
        const Ticks waited = claim.granted_at.value_or(ended) - claim.asked;
        usage.waiting += waited;
        if (!claim.granted_at) ++usage.refused;
        if (claim.granted_at && waited > Ticks{0}) ++usage.waited;
    }
    return usage;
}

void ContendedDrill::count_message(Index carrier, const Message& message, Usage& usage) const {
    const auto& carriers = message.channel->carriers;
    if (!message.sent_at_all || std::find(carriers.begin(), carriers.end(), carrier) == carriers.end()) return;
    ++usage.asked;
    if (message.slowed) ++usage.waited;
    if (message.failed_at) {
        Channel alone;
        alone.carriers = {carrier};
        if (facts_.first_down(alone, *message.failed_at, *message.failed_at)) ++usage.refused;
        return;
    }
    const Ticks late =
        message.arrived_at.value_or(now_) - facts_.arrival(*message.channel, message.bytes, message.sent);
    usage.waiting += std::max(Ticks{0}, late);
}

DrillRecord ContendedDrill::record(Played& played) {
    const Ticks after = played.played->after;
    DrillRecord record;
    for (const Found& counted : played.counted) {
        for (Attempt* link = counted.finder; link; link = link->search->opened_by) link->led_to_contact = true;
    }
    if (played.contact) record_contact(played, record.outcome);
    for (const Answer& answer : played.answers) {
        Ticks& first = record.outcome.first_answer;
        if (!counts(*answer.attempt, answer.at)) continue;
        if (first == kNever || answer.at - after < first) first = answer.at - after;
    }
    for (const Attempt& attempt : played.attempts) {
        if (!counts(attempt, attempt.begins)) continue;
        const Settled settled = result_of(attempt);
        ++record.outcome.attempts[static_cast<std::size_t>(settled.result)];
        record.outcome.cost += channel_of(attempt).cost;
        record.attempts.push_back({attempt.begins - after, settled.at - after, attempt.search->path, attempt.row,
                                   attempt.number, settled.result});
    }
    std::sort(record.attempts.begin(), record.attempts.end(), [](const AttemptRecord& a, const AttemptRecord& b) {
        return std::tie(a.begins, a.path, a.row, a.number) < std::tie(b.begins, b.path, b.row, b.number);
    });
    for (const Claim& claim : pools_.claims()) {
        if (!claim.search || claim.search->played != &played) continue;
        record.outcome.waited += claim.granted_at.value_or(*claim.ended_at) - claim.asked;
    }
    return record;
}

void ContendedDrill::record_contact(Played& played, Outcome& outcome) {
    ++reached_.contacts;
    const Ticks after = played.played->after;
    for (Attempt* link = played.contact->finder; link; link = link->search->opened_by) link->led_to_contact = true;
    outcome.contact = *played.own->stopped - after;
    outcome.made_by = played.contact->finder->row;
    if (played.shared != kNever) outcome.shared = played.shared - after;
    const auto& request = protocol_of(*played.own).request;
    const Identity path = played.own->path;
    if (!request || !luck_.happens(request->answer, Purpose::request_answer, 0, path, 0)) return;
    const Ticks response = *played.own->stopped + luck_.draw(request->latency, Purpose::request_latency, 0, path, 0);
    if (response <= played.ends) outcome.response = response - after;
}

}  // namespace hotline::contended

namespace hotline {

const std::vector<std::pair<const char*, std::uint64_t ContendedCounts::*>>& contended_rules() {
    static const std::vector<std::pair<const char*, std::uint64_t ContendedCounts::*>> all = {
        {"within_cuts", &ContendedCounts::within_cuts},                                                  // rule 1.5
        {"attempts_cut_by_site", &ContendedCounts::attempts_cut_by_site},                                // rule 11.3
        {"waited_for_own_site", &ContendedCounts::waited_for_own_site},                                  // rule 11.3
        {"waited_for_duty", &ContendedCounts::waited_for_duty},                                          // rule 1.9
        {"staggered", &ContendedCounts::staggered},                                                      // rule 1.10
        {"went_elsewhere", &ContendedCounts::went_elsewhere},                                            // rule 1.11
        {"went_elsewhere_without_unit", &ContendedCounts::went_elsewhere_without_unit},                  // rule 1.11
        {"asked_for_a_caller", &ContendedCounts::asked_for_a_caller},                                    // rule I1
        {"waits_for_a_caller_cut_by_within", &ContendedCounts::waits_for_a_caller_cut_by_within},        // rule I7
        {"waits_for_a_caller_cut_by_site", &ContendedCounts::waits_for_a_caller_cut_by_site},            // rule I7
        {"waits_of_calls_cut_by_within", &ContendedCounts::waits_of_calls_cut_by_within},                // rule I7
        {"calls_left_the_queue_for_their_site", &ContendedCounts::calls_left_the_queue_for_their_site},  // rule I7
        {"no_line", &ContendedCounts::no_line},                                                          // rule I2
        {"busy", &ContendedCounts::busy},                                                                // rule I3
        {"granted_after_waiting", &ContendedCounts::granted_after_waiting},                              // rule I7
        {"granted_at_the_last_instant", &ContendedCounts::granted_at_the_last_instant},                  // rule I8
        {"served_by_priority", &ContendedCounts::served_by_priority},                                    // rule I6
        {"asked_at_one_instant", &ContendedCounts::asked_at_one_instant},                                // rule I6
        {"waits_ended_by_the_horizon", &ContendedCounts::waits_ended_by_the_horizon},                    // rule I7
        {"waits_ended_by_the_stop", &ContendedCounts::waits_ended_by_the_stop},                          // rule I7
        {"dropped_before_the_answer", &ContendedCounts::dropped_before_the_answer},                      // rule I9.1
        {"dropped_in_conversation", &ContendedCounts::dropped_in_conversation},                          // rule I9.1
        {"dropped_in_hold", &ContendedCounts::dropped_in_hold},                                          // rule I9.2
        {"talks_dropped", &ContendedCounts::talks_dropped},                                              // rule I5.2
        {"several_dropped", &ContendedCounts::several_dropped},                                          // rule I9
        {"dropping_would_not_do", &ContendedCounts::dropping_would_not_do},                              // rule I9
        {"load_calls", &ContendedCounts::load_calls},                                                    // rule I6.1
        {"load_calls_refused", &ContendedCounts::load_calls_refused},                                    // rule I10
        {"load_calls_dropped", &ContendedCounts::load_calls_dropped},                                    // rule I9
        {"call_backs", &ContendedCounts::call_backs},                                                    // rule 3
        {"call_backs_by_state", &ContendedCounts::call_backs_by_state},
        {"returned_messages", &ContendedCounts::returned_messages},
        {"voice_mails", &ContendedCounts::voice_mails},
        {"wrong_persons", &ContendedCounts::wrong_persons},
        {"declined", &ContendedCounts::declined},
        {"moved_answers", &ContendedCounts::moved_answers},                        // rule 2.11
        {"moved_latencies", &ContendedCounts::moved_latencies},                    // rule 2.11
        {"moved_call_backs", &ContendedCounts::moved_call_backs},                  // rule 2.11
        {"late_replies", &ContendedCounts::late_replies},                          // rule 4.4
        {"hand_overs", &ContendedCounts::hand_overs},                              // rule 6
        {"found_within_hold", &ContendedCounts::found_within_hold},                // rule 6.4
        {"found_beyond_hold", &ContendedCounts::found_beyond_hold},                // rule 6.4
        {"found_without_hold", &ContendedCounts::found_without_hold},              // rule 6.5
        {"holds_ended_quiet", &ContendedCounts::holds_ended_quiet},                // rule 6.4
        {"holds_ran_out", &ContendedCounts::holds_ran_out},                        // rule 6.4
        {"holds_cut_by_site", &ContendedCounts::holds_cut_by_site},                // rule 11.4
        {"talks_through_hand_overs", &ContendedCounts::talks_through_hand_overs},  // rule I5.1
        {"talks_cut_by_site", &ContendedCounts::talks_cut_by_site},                // rule 11.2
        {"found_talks_cut_by_site", &ContendedCounts::found_talks_cut_by_site},    // rule I5.2
        {"shared_bandwidth", &ContendedCounts::shared_bandwidth},                  // rule I11
        {"rates_changed", &ContendedCounts::rates_changed},                        // rule I11.1
        {"failed_under_way", &ContendedCounts::failed_under_way},                  // rule I14
        {"not_sent_at_the_stop", &ContendedCounts::not_sent_at_the_stop},          // rule I13
        {"evidence_shared", &ContendedCounts::evidence_shared},                    // rule 9.2
        {"evidence_lost", &ContendedCounts::evidence_lost},                        // rule 9.2
        {"contacts", &ContendedCounts::contacts},                                  // rule 5.2
        {"counted", &ContendedCounts::counted},                                    // rule 16.1
        {"counts_full", &ContendedCounts::counts_full},                            // rule 16.2
        {"call_ons", &ContendedCounts::call_ons},                                  // rule 17
        {"counted_by_others", &ContendedCounts::counted_by_others},                // rule 17.3
        {"reached_before", &ContendedCounts::reached_before},                      // rule 16.4
        {"reached_again", &ContendedCounts::reached_again},                        // rule 16.1
        {"joined", &ContendedCounts::joined},                                      // rule 16.5
        {"conferences", &ContendedCounts::conferences},                            // rule 16.5
        {"callers_free_in_holds", &ContendedCounts::callers_free_in_holds},        // rule I5.5
        {"dropped_from_the_line", &ContendedCounts::dropped_from_the_line},        // rule I9.3
        {"let_go_at_the_horizon", &ContendedCounts::let_go_at_the_horizon},        // rule I5.5
    };
    return all;
}

ContendedDrills contended_reference(const Scenario& scenario, std::size_t protocol, std::uint64_t seed,
                                    std::uint64_t replication, ContendedCounts* reached) {
    ContendedCounts uncounted;
    Scenario longer = scenario;
    for (const Case& played : scenario.cases) {
        longer.horizon = std::max(longer.horizon, played.after + scenario.horizon);
    }
    return contended::ContendedDrill(longer, scenario.horizon, protocol, Luck(seed, replication),
                                     reached ? *reached : uncounted)
        .play();
}

}  // namespace hotline
