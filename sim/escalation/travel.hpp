// How a message that has a size gets over the carriers of a channel. It first takes their latencies, as they are at
// the instant at which it is sent, and then as long as its bits need at the bandwidth then in force: by itself that
// is the smallest of the carriers', where it shares them its share. Degradations change both for a time.
//
// Instants are whole ticks and count from the drill's start. What is left of a message is only reckoned up where its
// bandwidth changes, so that both worlds come to the same to the bit.
#pragma once

#include "sim/draws/facts.hpp"

namespace hotline {

/// A message under way, behind the latencies.
class Progress {
public:
    explicit Progress(double bytes) : left_(bytes * 8) {}

    /// From now on it goes at this bandwidth, in bit/s; infinity is one. Requires that it has not arrived.
    void go_on(Ticks now, double bandwidth);
    /// When it arrives if that stays so; `kForever` or more: never.
    Ticks arrives() const { return since_ + ticks_of_seconds(left_ / bandwidth_); }

private:
    double left_;  // bits, at `since_`
    double bandwidth_ = 0;
    Ticks since_{0};
};

/// The smallest bandwidth and the sum of the latencies of the channel's carriers at an instant.
double bandwidth_of(const Scenario& scenario, Facts& facts, const Channel& channel, Ticks at);
Ticks latency_of(const Scenario& scenario, Facts& facts, const Channel& channel, Ticks at);
/// That of one carrier.
double bandwidth_of(const Carrier& carrier, const std::vector<Facts::Degraded>& degraded, Ticks at);

/// When a message of that size, in bytes, arrives that is sent at an instant and shares its carriers with nobody.
Ticks arrival_alone(const Scenario& scenario, Facts& facts, const Channel& channel, double size, Ticks sent);

}  // namespace hotline
