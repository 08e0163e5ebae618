// The transfer of a message with a size over the carriers of a channel. It first takes the sum of their latencies at
// the instant of sending, and then the time to transmit its bits. Without competition the bandwidth is the smallest
// of the carriers'; with competition it is the message's share. Degradations change latency and bandwidth for a time.
//
// Instants are whole ticks and count from the drill's start. The remaining size is updated only when the bandwidth
// changes, so that both worlds agree to the bit.
#pragma once

#include "sim/draws/facts.hpp"

namespace hotline {

/// A message in transit, after the latencies.
class Progress {
public:
    explicit Progress(double bytes) : left_(bytes * 8) {}

    /// Sets the bandwidth from now on, in bit/s; it may be infinite. Requires that the message has not arrived.
    void go_on(Ticks now, double bandwidth);
    /// The arrival if the bandwidth does not change; `kForever` or more: never.
    Ticks arrives() const { return since_ + ticks_of_seconds(left_ / bandwidth_); }

private:
    double left_;  // bits, at `since_`
    double bandwidth_ = 0;
    Ticks since_{0};
};

/// The smallest bandwidth and the sum of the latencies of the channel's carriers at an instant.
double bandwidth_of(const Scenario& scenario, Facts& facts, const Channel& channel, Ticks at);
Ticks latency_of(const Scenario& scenario, Facts& facts, const Channel& channel, Ticks at);
/// The bandwidth of one carrier.
double bandwidth_of(const Carrier& carrier, const std::vector<Facts::Degraded>& degraded, Ticks at);

/// The arrival of a message of `size` bytes that is sent at an instant, if nothing else uses its carriers.
Ticks arrival_alone(const Scenario& scenario, Facts& facts, const Channel& channel, double size, Ticks sent);

}  // namespace hotline
