// How somebody responds to a ringing call or a message that has arrived, and what else may take a call.
// scenarios/format.md says what each field means.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "models/base/place.hpp"
#include "models/base/ticks.hpp"
#include "models/scenario/between.hpp"
#include "models/scenario/calendar.hpp"
#include "models/scenario/law.hpp"

namespace hotline {

/// How an official returns a missed call.
struct CallBack {
    double probability = 0;
    Law delay;                     // from the end of the missed call, or
    bool from_next_shift = false;  // from the beginning of the next shift
};

/// How an official responds on duty, off duty or on leave.
struct Duty {
    double answer = 0;  // probability
    Law latency;
    bool from_next_shift = false;  // the latency counts from the beginning of the next shift
    double declined = 0;           // probability that a call is declined that would be answered
    // None: as in the response. Initialiser lists in tests omit it.
    std::optional<CallBack> call_back{};  // NOLINT(readability-redundant-member-init)
    bool latency_is_given = true;         // false: the file omits it, which means 0 s
};

/// Hours of the official's local week in which another `Duty` holds.
struct When {
    Shift hours;
    std::optional<Duty> on_duty;  // none: unchanged
    std::optional<Duty> off_duty;
    std::optional<Duty> on_leave;
    Place place;
};

/// A machine that takes calls if nobody answers soon enough.
struct VoiceMail {
    double probability = 0;
    Law after;                          // since the call rings
    Law greeting;                       // until the caller may speak
    double leave = 0;                   // probability that the caller leaves a message
    Law message;                        // its length
    std::optional<CallBack> call_back;  // after a message was left; none: as after any missed call
};

/// Somebody who is not on the list takes the call.
struct WrongPerson {
    double probability = 0;
    Law latency;
    Law lasts;
};

struct Response {
    std::string id;
    double present = 1;    // probability, once per official and `present_for`
    Ticks present_for{0};  // 0: the whole drill
    Ticks spell{0};        // 0: each attempt draws anew whether the official would answer
    double screened = 0;   // probability, per answer
    Duty on_duty;
    Duty off_duty;
    std::optional<Duty> on_leave;  // none: as off duty
    std::vector<When> when;        // the last that holds wins
    CallBack call_back;
    std::optional<VoiceMail> voice_mail;
    std::optional<WrongPerson> wrong_person;
    std::optional<Between> between;  // none: all who respond so are alike
    Place place;

    /// Whether the state of duty may say how missed calls are returned.
    bool calls_back_by_state() const {
        return on_duty.call_back || off_duty.call_back || (on_leave && on_leave->call_back) || !when.empty();
    }
    bool moves_answers() const { return between && between->moves_answers(); }
    bool moves_latencies() const { return between && between->moves_latencies(); }
};

/// Whether this holds for a way to respond, in any state of duty and at any hour.
template <class Holds>
bool any_duty(const Response& response, const Holds& holds) {
    const auto held = [&](const std::optional<Duty>& duty) { return duty && holds(*duty); };
    return holds(response.on_duty) || holds(response.off_duty) || held(response.on_leave) ||
           std::any_of(response.when.begin(), response.when.end(), [&](const When& when) {
               return held(when.on_duty) || held(when.off_duty) || held(when.on_leave);
           });
}

/// Whether this holds for a way in which missed calls are returned: the response's, one of a state of duty, or that
/// after a message on a machine.
template <class Holds>
bool any_call_back(const Response& response, const Holds& holds) {
    return holds(response.call_back) ||
           any_duty(response, [&](const Duty& duty) { return duty.call_back && holds(*duty.call_back); }) ||
           (response.voice_mail && response.voice_mail->call_back && holds(*response.voice_mail->call_back));
}

}  // namespace hotline
