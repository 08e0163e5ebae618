#include "sim/shared/pool.hpp"

#include <algorithm>
#include <utility>

namespace hotline {

Pool::Holding Pool::take(Holder holder) {
    ++taken_;
    holders_.push_back(std::move(holder));
    return std::prev(holders_.end());
}

void Pool::give_back(Holding holding, Ticks now) {
    usage_.busy += now - holding->since;
    holders_.erase(holding);
    --taken_;
    if (waiting_.empty() || !has_free()) return;
    const Waiter next = std::move(waiting_.front());
    waiting_.pop_front();
    next.granted();
}

bool Pool::drop_below(std::uint32_t priority) {
    const auto lowest = std::min_element(holders_.rbegin(), holders_.rend(),
                                         [](const Holder& a, const Holder& b) { return a.priority < b.priority; });
    if (lowest == holders_.rend() || lowest->priority >= priority || !lowest->drop) return false;
    const std::function<void()> drop = lowest->drop;
    drop();
    return true;
}

Pool::Waiting Pool::wait(Waiter waiter) {
    // From the last one on: most have the same priority.
    const auto ahead = std::find_if(waiting_.rbegin(), waiting_.rend(),
                                    [&](const Waiter& other) { return other.priority >= waiter.priority; });
    return waiting_.insert(ahead.base(), std::move(waiter));
}

void Pool::waited(Ticks time) {
    ++usage_.waited;
    usage_.waiting += time;
}

void Pool::close(Ticks now) {
    for (Holder& holder : holders_) {
        usage_.busy += now - holder.since;
        holder.since = now;
    }
}

void Pool::begin() {
    taken_ = 0;
    holders_.clear();
    waiting_.clear();
    usage_ = {};
}

}  // namespace hotline
