#include "tests/oracle/contended_network.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hotline::contended {

Flow& Network::begin(Ticks now, std::vector<Index> carriers, double most, double bits) {
    Flow& flow = flows_.emplace_back();
    flow.carriers = std::move(carriers);
    flow.most = most;
    flow.left = bits;
    flow.since = now;
    return flow;
}

std::vector<double> Network::fair_rates(Ticks now) const {
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    std::vector<double> room;  // of each carrier, for flows whose rate is not known yet
    for (Index carrier = 0; carrier < scenario_.carriers.size(); ++carrier) {
        room.push_back(facts_.bandwidth(carrier, now));
    }
    std::vector<const Flow*> all;
    for (const Flow& flow : flows_) all.push_back(&flow);
    std::vector<std::optional<double>> rates(all.size());
    const auto runs_over = [&](std::size_t flow, Index carrier) {
        return std::find(all[flow]->carriers.begin(), all[flow]->carriers.end(), carrier) !=
               all[flow]->carriers.end();
    };
    while (std::any_of(rates.begin(), rates.end(), [](const auto& rate) { return !rate; })) {
        // All rates grow alike until a carrier is full, or until a flow reaches its own limit.
        double level = kNoLimit;
        std::vector<double> shares(room.size(), kNoLimit);
        for (Index carrier = 0; carrier < room.size(); ++carrier) {
            std::size_t growing = 0;
            for (std::size_t flow = 0; flow < all.size(); ++flow) {
                if (!rates[flow] && runs_over(flow, carrier)) ++growing;
            }
            if (growing > 0) shares[carrier] = room[carrier] / static_cast<double>(growing);
            level = std::min(level, shares[carrier]);
        }
        for (std::size_t flow = 0; flow < all.size(); ++flow) {
            if (!rates[flow]) level = std::min(level, all[flow]->most);
        }
        std::vector<std::size_t> done;
        for (std::size_t flow = 0; flow < all.size(); ++flow) {
            if (rates[flow]) continue;
            bool full = all[flow]->most <= level;
            for (const Index carrier : all[flow]->carriers) full = full || shares[carrier] <= level;
            if (full || level == kNoLimit) done.push_back(flow);
        }
        for (const std::size_t flow : done) {
            rates[flow] = level;
            for (const Index carrier : all[flow]->carriers) {
                if (std::isfinite(room[carrier])) room[carrier] = std::max(0.0, room[carrier] - level);
            }
        }
    }
    std::vector<double> known;
    for (const auto& rate : rates) known.push_back(*rate);
    return known;
}

void Network::share(Ticks now) {
    const std::vector<double> rates = fair_rates(now);
    auto rate = rates.begin();
    for (Flow& flow : flows_) {
        const double fair = *rate++;
        if (fair == flow.rate) continue;
        if (std::isfinite(flow.rate)) flow.left -= flow.rate * seconds_of(now - flow.since);
        flow.since = now;
        flow.rate = fair;
        if (std::isfinite(flow.left)) flow.arrival = std::max(now, now + ticks_of_seconds(flow.left / flow.rate));
    }
}

}  // namespace hotline::contended
