// How somebody responds to a ringing call or a message that has arrived, and what else may take a call.
// scenarios/format.md says what each field means.
#pragma once

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
    bool moves_latencies() const { return between && between->moves_latencies(); }
};

}  // namespace hotline
