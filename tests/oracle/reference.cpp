// The state at the end, read from the log (rules 7 to 9).
#include "tests/oracle/reference.hpp"

#include <algorithm>
#include <tuple>

#include "tests/oracle/reference_drill.hpp"

namespace hotline::reference {

bool ReferenceDrill::counts(const Attempt& attempt, Ticks at) const {
    return attempt.led_to_contact || !attempt.search->stopped || at < *attempt.search->stopped;
}

Settled ReferenceDrill::result_of(const Attempt& attempt) {
    const Search& search = *attempt.search;
    if (contact_ && contact_->finder == &attempt && contact_->through != Through::call_back) {
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
    ++(search.stopped ? reached_.cut_off_by_contact : reached_.cut_off_by_the_horizon);
    return {search.stopped.value_or(scenario_.horizon), Result::cut_off};
}

DrillRecord ReferenceDrill::record() {
    DrillRecord record;
    for (const Found& counted : counted_) {
        for (Attempt* link = counted.finder; link; link = link->search->opened_by) link->led_to_contact = true;
    }
    if (contact_) record_contact(record.outcome);
    for (const Answer& answer : answers_) {
        Ticks& first = record.outcome.first_answer;
        if (counts(*answer.attempt, answer.at) && (first == kNever || answer.at < first)) first = answer.at;
    }
    for (const Attempt& attempt : attempts_) {
        if (!counts(attempt, attempt.begins)) {
            ++reached_.not_happened;
            continue;
        }
        const Settled settled = result_of(attempt);
        ++record.outcome.attempts[static_cast<std::size_t>(settled.result)];
        record.outcome.cost += channel_of(attempt).cost;
        if (channel_of(attempt).cost > 0) ++reached_.costs;
        record.attempts.push_back(
            {attempt.begins, settled.at, attempt.search->path, attempt.row, attempt.number, settled.result});
    }
    std::sort(record.attempts.begin(), record.attempts.end(), [](const AttemptRecord& a, const AttemptRecord& b) {
        return std::tie(a.begins, a.path, a.row, a.number) < std::tie(b.begins, b.path, b.row, b.number);
    });
    return record;
}

void ReferenceDrill::record_contact(Outcome& outcome) {
    ++reached_.contacts;
    if (contact_->through == Through::call_back) ++reached_.contacts_by_call_back;
    if (contact_->through == Through::late_reply) ++reached_.contacts_by_late_reply;
    if (contact_->levels > 1) ++reached_.contacts_through_levels;
    for (Attempt* link = contact_->finder; link; link = link->search->opened_by) link->led_to_contact = true;
    outcome.contact = *own_->stopped;
    outcome.made_by = contact_->finder->row;
    if (outcome.contact == scenario_.horizon) ++reached_.contacts_at_the_horizon;
    outcome.shared = evidence_shared(outcome.contact);
    const auto& request = protocol_of(*own_).request;
    if (!request || !luck_.happens(request->answer, Purpose::request_answer, 0, own_->path, 0)) return;
    const Ticks response = outcome.contact + luck_.draw(request->latency, Purpose::request_latency, 0, own_->path, 0);
    if (response > scenario_.horizon) return;
    ++reached_.responses;
    outcome.response = response;
}

Ticks ReferenceDrill::evidence_shared(Ticks contact) {
    const auto& exchange = protocol_of(*own_).exchange;
    if (!exchange) return kNever;
    const Channel& channel = scenario_.channels[exchange->via];
    Ticks begins = contact;
    for (std::uint32_t made = 1; made <= exchange->tries; ++made) {
        const Ticks sent = begins + luck_.draw(channel.set_up, Purpose::exchange_set_up, 0, own_->path, made);
        if (sent > scenario_.horizon) break;
        const Ticks arrival = facts_.arrival(channel, exchange->size, sent);
        const auto down = facts_.first_down(channel, begins, arrival);
        if (!down && arrival > scenario_.horizon) break;
        if (!down) {
            ++reached_.shared;
            return arrival;
        }
        ++reached_.evidence_lost;
        begins = std::max(sent, *down) + luck_.draw(exchange->gap, Purpose::exchange_gap, 0, own_->path, made);
    }
    return kNever;
}

}  // namespace hotline::reference

namespace hotline {

DrillRecord reference_drill(const Scenario& scenario, Index case_index, Index protocol, std::uint64_t seed,
                            std::uint64_t replication, RuleCounts* reached) {
    RuleCounts uncounted;
    return reference::ReferenceDrill(scenario, scenario.cases[case_index], protocol, Luck(seed, replication),
                                     reached ? *reached : uncounted)
        .play();
}

}  // namespace hotline
