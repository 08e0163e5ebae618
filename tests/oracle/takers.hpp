// Who else may take a ringing call, how a missed call is returned, and what clusters change: rules 2.8, 2.10, 2.11
// and 3.1, for both reference models.
#pragma once

#include <optional>

#include "sim/draws/luck.hpp"
#include "tests/oracle/reference.hpp"
#include "tests/oracle/reference_facts.hpp"

namespace hotline {

/// Somebody who is not the official, or a machine. Times count from the ringing.
struct Taker {
    Ticks after{0};
    Ticks ends{0};
    Result result = Result::wrong_person;
    bool left_message = false;
};
/// The first who would take the call, if anybody would. At the same instant, a wrong person comes before a machine.
std::optional<Taker> other_taker(const Response& response, const Luck& luck, Identity row, Identity path,
                                 std::uint64_t attempt);

/// By the message that was left, by the state of duty, or by the response.
template <class Counts>
CallBack how_returned(const Response& response, const Duty& duty, bool left_message, Counts& reached) {
    if (left_message && response.voice_mail->call_back) {
        ++reached.returned_messages;
        return *response.voice_mail->call_back;
    }
    if (duty.call_back) ++reached.call_backs_by_state;
    return duty.call_back.value_or(response.call_back);
}

// What the cluster of a row does. Each counts where that differs from what it would do if all were alike.

template <class Counts>
bool answered_by_cluster(const ReferenceFacts& facts, const Row& row, Ticks at, Identity path, std::uint64_t attempt,
                         Counts& reached) {
    const bool answers = facts.would_answer(row, at, path, attempt);
    if (answers != facts.would_answer(row, at, path, attempt, true)) ++reached.moved_answers;
    return answers;
}

template <class Counts>
bool returned_by_cluster(const ReferenceFacts& facts, const Row& row, double probability, Identity path,
                         std::uint64_t attempt, Counts& reached) {
    const bool returns = facts.would_call_back(row, probability, path, attempt);
    if (returns != facts.would_call_back(row, probability, path, attempt, true)) ++reached.moved_call_backs;
    return returns;
}

/// `alike`: the time if all were alike.
template <class Counts>
Ticks moved_latency(const ReferenceFacts& facts, const Row& row, const Law& law, Purpose purpose, Identity path,
                    std::uint64_t attempt, Ticks alike, Counts& reached) {
    const Ticks latency = facts.latency(row, law, purpose, path, attempt);
    if (latency != alike) ++reached.moved_latencies;
    return latency;
}

}  // namespace hotline
