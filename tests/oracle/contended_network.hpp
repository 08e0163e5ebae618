// Messages that share the bandwidth of their carriers with each other and with traffic. A naive implementation: it
// recomputes the rate of every flow whenever a flow begins or ends or a bandwidth changes.
//
// Source: scenarios/rules.md, rules I11 to I14: max-min fair rates by progressive filling (Bertsekas and Gallager,
// "Data Networks", 2nd ed., 6.5.2). The remainder of a message is updated whenever its rate changes.
#pragma once

#include <list>
#include <optional>
#include <vector>

#include "tests/oracle/reference_facts.hpp"

namespace hotline::contended {

struct Flow {
    std::vector<Index> carriers;
    double most = 0;  // bit/s at most; infinite where nothing but carriers limits it
    double left = 0;  // bits, at `since`; infinite for traffic
    double rate = 0;  // bit/s, from `since` on
    Ticks since{0};
    std::optional<Ticks> arrival;  // at that rate
};

class Network {
public:
    Network(const Scenario& scenario, const ReferenceFacts& facts) : scenario_(scenario), facts_(facts) {}

    Flow& begin(Ticks now, std::vector<Index> carriers, double most, double bits);
    void end(const Flow& flow) {
        flows_.remove_if([&](const Flow& other) { return &other == &flow; });
    }
    /// Recomputes all rates and the arrivals of flows whose rate changes.
    void share(Ticks now);

    const std::list<Flow>& flows() const { return flows_; }

private:
    /// By flow, in order.
    std::vector<double> fair_rates(Ticks now) const;

    const Scenario& scenario_;
    const ReferenceFacts& facts_;
    std::list<Flow> flows_;
};

}  // namespace hotline::contended
