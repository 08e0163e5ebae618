#include "analysis/drills/tally.hpp"

#include <functional>
#include <numeric>

namespace hotline {

TickSum Spending::total() const {
    return std::accumulate(own.begin(), own.end(), TickSum{0}) +
           std::accumulate(further.begin(), further.end(), TickSum{0});
}

Spending& Spending::operator+=(const Spending& other) {
    for (std::size_t spent = 0; spent < kSpent; ++spent) {
        own[spent] += other.own[spent];
        further[spent] += other.further[spent];
    }
    return *this;
}

EntryTally& EntryTally::operator+=(const EntryTally& other) {
    attempts += other.attempts;
    answered += other.answered;
    stale += other.stale;
    contacts += other.contacts;
    return *this;
}

Tally& Tally::operator+=(const Tally& other) {
    spending += other.spending;
    for (const auto& [row, entry] : other.entries) entries[row] += entry;
    return *this;
}

}  // namespace hotline
