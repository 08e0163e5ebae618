// Messages that share the bandwidth of their carriers with each other and with traffic, plainly: every flow is asked
// again for its rate whenever one has begun or ended or a bandwidth has changed.
//
// Source: scenarios/rules.md, rules I11 to I14: max-min fair rates by progressive filling (Bertsekas and Gallager,
// "Data Networks", 2nd ed., 6.5.2). What is left of a message is reckoned up whenever its rate changes.
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
    /// Works out all rates anew, and with them the arrivals; with what each flow has that gets another one.
    void share(Ticks now);

    const std::list<Flow>& flows() const { return flows_; }

private:
    /// Of each flow, in their order.
    std::vector<double> fair_rates(Ticks now) const;

    const Scenario& scenario_;
    const ReferenceFacts& facts_;
    std::list<Flow> flows_;
};

}  // namespace hotline::contended
