#include "sim/escalation/travel.hpp"

#include <algorithm>
#include <limits>

namespace hotline {
namespace {

bool holds(const Facts::Degraded& degraded, Ticks at) {
    return degraded.from <= at && at < degraded.until;
}

/// The first instant after `at` at which a degradation of the channel's carriers begins or ends.
Ticks next_change(Facts& facts, const Channel& channel, Ticks at) {
    Ticks next = kForever;
    for (const Index carrier : channel.carriers) {
        for (const Facts::Degraded& degraded : facts.degraded(carrier)) {
            for (const Ticks change : {degraded.from, degraded.until}) {
                if (change > at) next = std::min(next, change);
            }
        }
    }
    return next;
}

}  // namespace

void Progress::go_on(Ticks now, double bandwidth) {
    if (bandwidth == bandwidth_) return;
    left_ -= bandwidth_ * seconds_of(now - since_);
    bandwidth_ = bandwidth;
    since_ = now;
}

double bandwidth_of(const Carrier& carrier, const std::vector<Facts::Degraded>& degraded, Ticks at) {
    double bandwidth = carrier.bandwidth;
    for (const Facts::Degraded& worse : degraded) {
        if (holds(worse, at)) bandwidth = std::min(bandwidth, worse.how->bandwidth);
    }
    return bandwidth;
}

double bandwidth_of(const Scenario& scenario, Facts& facts, const Channel& channel, Ticks at) {
    double smallest = std::numeric_limits<double>::infinity();
    for (const Index carrier : channel.carriers) {
        smallest = std::min(smallest, bandwidth_of(scenario.carriers[carrier], facts.degraded(carrier), at));
    }
    return smallest;
}

Ticks latency_of(const Scenario& scenario, Facts& facts, const Channel& channel, Ticks at) {
    Ticks sum{0};
    for (const Index carrier : channel.carriers) {
        Ticks latency = scenario.carriers[carrier].latency;
        for (const Facts::Degraded& worse : facts.degraded(carrier)) {
            if (holds(worse, at)) latency = std::max(latency, worse.how->latency);
        }
        sum += latency;
    }
    return sum;
}

Ticks arrival_alone(const Scenario& scenario, Facts& facts, const Channel& channel, double size, Ticks sent) {
    if (size <= 0 || channel.carriers.empty()) return sent;
    Ticks at = sent + latency_of(scenario, facts, channel, sent);
    Progress progress(size);
    for (;;) {
        progress.go_on(at, bandwidth_of(scenario, facts, channel, at));
        const Ticks change = next_change(facts, channel, at);
        if (change >= progress.arrives()) return progress.arrives();
        at = change;
    }
}

}  // namespace hotline
