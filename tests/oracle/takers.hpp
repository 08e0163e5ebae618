// Who else may take a ringing call, and how a missed call is returned: rules 2.8, 2.10 and 3.1, for both reference
// models.
#pragma once

#include <optional>

#include "sim/draws/luck.hpp"
#include "tests/oracle/reference.hpp"

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

}  // namespace hotline
