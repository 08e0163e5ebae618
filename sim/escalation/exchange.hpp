// The exchange after contact: the caller's side sends the evidence to the callee's CERT, and tries again if a carrier
// goes down during the transfer. Times count from the case's start.
#pragma once

#include "sim/escalation/drill.hpp"

namespace hotline {

/// One try. The carriers must be up from its beginning to the arrival. The transfer starts at `sent`.
struct ExchangeTry {
    std::uint32_t number = 1;
    Ticks begins{0};
    Ticks sent{0};
};
/// The first try, from `begins` on, and the try after one that failed at `failed`; empty if there are no more tries.
ExchangeTry first_try(const Drill& drill, Ticks begins);
std::optional<ExchangeTry> next_try(const Drill& drill, const ExchangeTry& last, Ticks failed);

/// The arrival of the evidence if nothing else uses its carriers. `kNever` if it does not arrive by the horizon, or
/// if the drill has no contact or no exchange.
Ticks shared_alone(const Drill& drill);

}  // namespace hotline
