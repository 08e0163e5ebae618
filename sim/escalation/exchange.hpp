// What follows contact where the protocol has an exchange: the caller's side sends the evidence to the callee's CERT,
// and tries again where a carrier goes down on the way. Times count from the case's start.
#pragma once

#include "sim/escalation/drill.hpp"

namespace hotline {

/// One try: from its beginning the carriers must be up to the arrival, and what is sent then is on its way.
struct ExchangeTry {
    std::uint32_t number = 1;
    Ticks begins{0};
    Ticks sent{0};
};
/// The first, at an instant, and the one after a try that has failed; nothing where that was the last.
ExchangeTry first_try(const Drill& drill, Ticks begins);
std::optional<ExchangeTry> next_try(const Drill& drill, const ExchangeTry& last, Ticks failed);

/// When the evidence has arrived if it shares its carriers with nobody; `kNever` where it has not by the horizon, or
/// where the drill has no contact or no exchange.
Ticks shared_alone(const Drill& drill);

}  // namespace hotline
