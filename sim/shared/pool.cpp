#include "sim/shared/pool.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
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

Pool::Waiting Pool::wait(Waiter waiter) {
    // From the last one on: most have the same priority.
    const auto ahead = std::find_if(waiting_.rbegin(), waiting_.rend(),
                                    [&](const Waiter& other) { return other.priority >= waiter.priority; });
    return waiting_.insert(ahead.base(), std::move(waiter));
}

void Pool::make_room(Waiting newcomer) {
    const std::uint32_t priority = newcomer->priority;
    const auto may_be_dropped = [&](const Holder& holder) { return holder.drop && holder.priority < priority; };
    const auto droppable = std::count_if(holders_.begin(), holders_.end(), may_be_dropped);
    if (droppable <= static_cast<std::ptrdiff_t>(taken_ - units_)) return;
    waiting_.splice(waiting_.begin(), waiting_, newcomer);
    // Who is dropped goes on at once, and may give back more than this.
    const Waiter* const first = &*newcomer;
    while (!waiting_.empty() && &waiting_.front() == first) {
        const auto lowest =
            std::min_element(holders_.rbegin(), holders_.rend(), [&](const Holder& a, const Holder& b) {
                return std::pair(!may_be_dropped(a), a.priority) < std::pair(!may_be_dropped(b), b.priority);
            });
        if (lowest == holders_.rend() || !may_be_dropped(*lowest)) return;
        const std::function<void()> drop = lowest->drop;  // it goes with its holder
        drop();
    }
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
