#include "sim/shared/pool.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <utility>

namespace hotline {
namespace {

/// Whether `a` is preempted before `b`, if both may be.
bool is_dropped_before(const Precedence& a, const Precedence& b) {
    if (a.priority != b.priority) return a.priority < b.priority;
    if (a.since != b.since) return a.since > b.since;
    return comes_before(b, a);
}

bool is_served_before(const Pool::Asker& asker, const Pool::Asker& other) {
    const Precedence& a = asker.holder.precedence;
    const Precedence& b = other.holder.precedence;
    if (a.priority != b.priority) return a.priority > b.priority;
    if (a.since != b.since) return a.since < b.since;
    return comes_before(a, b);
}

/// Moves the first request of `from` to its place in `into`.
void insert(std::list<Pool::Asker>& into, std::list<Pool::Asker>& from) {
    // Search from the end: most requests have the same priority.
    const auto ahead = std::find_if(into.rbegin(), into.rend(),
                                    [&](const Pool::Asker& other) { return !is_served_before(from.front(), other); });
    into.splice(ahead.base(), from, from.begin());
}

}  // namespace

bool comes_before(const Precedence& a, const Precedence& b) {
    if (a.place != b.place) return a.place < b.place;
    if (a.search == b.search) return a.target < b.target;
    return a.drill->comes_before(a.drill->search(a.search), a.drill->search(b.search));
}

Pool::Holding Pool::take(Holder holder) {
    ++taken_;
    holders_.push_back(std::move(holder));
    return std::prev(holders_.end());
}

void Pool::give_back(Holding holding) {
    usage_.busy += agenda_.now() - holding->precedence.since;
    holders_.erase(holding);
    --taken_;
    give_out_later();
}

Pool::Holding Pool::grant(Holder holder) {
    ++usage_.asked;
    return take(std::move(holder));
}

Pool::Waiting Pool::ask(Asker asker) {
    ++usage_.asked;
    grow_older();
    const bool preempts = asker.preempts;
    std::list<Asker> alone;
    alone.push_back(std::move(asker));
    const Waiting waiting = alone.begin();
    insert(newcomers_, alone);
    give_out_later();
    if (preempts) agenda_.add(agenda_.now(), rank(Phase::drops), [this] { drop_for_others(); });
    return waiting;
}

void Pool::grow_older() {
    if (newcomers_.empty() || newcomers_.front().holder.precedence.since == agenda_.now()) return;
    while (!newcomers_.empty()) insert(waiting_, newcomers_);
}

std::list<Pool::Asker>& Pool::list_of(Waiting waiting) {
    grow_older();
    return waiting->holder.precedence.since == agenda_.now() ? newcomers_ : waiting_;
}

void Pool::refuse(Waiting waiting) {
    ++usage_.refused;
    usage_.waiting += agenda_.now() - waiting->holder.precedence.since;
    list_of(waiting).erase(waiting);
}

void Pool::grant(Waiting waiting) {
    const Ticks waited = agenda_.now() - waiting->holder.precedence.since;
    if (waited > Ticks{0}) {
        ++usage_.waited;
        usage_.waiting += waited;
    }
    std::list<Asker>& from = list_of(waiting);
    Asker asker = std::move(*waiting);
    from.erase(waiting);
    asker.holder.precedence.since = agenda_.now();
    asker.granted(take(std::move(asker.holder)));
}

void Pool::give_out_later() {
    if (gives_out_ || !is_waited_for() || !has_free()) return;
    gives_out_ = true;
    agenda_.add(agenda_.now(), rank(Phase::gives), [this] { give_out(); });
}

void Pool::give_out() {
    gives_out_ = false;
    grow_older();
    if (!is_waited_for() || !has_free()) return;
    grant(waiting_.empty() ? newcomers_.begin() : waiting_.begin());
    give_out_later();
}

void Pool::drop_for_others() {
    for (;;) {
        const auto first =
            std::find_if(newcomers_.begin(), newcomers_.end(), [](const Asker& asker) { return asker.preempts; });
        if (first == newcomers_.end()) return;
        first->preempts = false;
        if (!make_room(first->holder.precedence.priority)) continue;
        grant(first);
        break;
    }
    agenda_.add(agenda_.now(), rank(Phase::drops), [this] { drop_for_others(); });
}

bool Pool::make_room(std::uint32_t priority) {
    const auto may_be_dropped = [&](const Holder& holder) {
        return holder.drop && holder.precedence.priority < priority;
    };
    const auto droppable = std::count_if(holders_.begin(), holders_.end(), may_be_dropped);
    if (droppable <= static_cast<std::ptrdiff_t>(taken_ - units_)) return false;
    while (!has_free()) {
        const auto first = std::min_element(holders_.begin(), holders_.end(), [&](const Holder& a, const Holder& b) {
            if (may_be_dropped(a) != may_be_dropped(b)) return may_be_dropped(a);
            return is_dropped_before(a.precedence, b.precedence);
        });
        const std::function<void()> drop = first->drop;  // a copy: the holder is destroyed by the call
        drop();
    }
    return true;
}

void Pool::close() {
    for (Holder& holder : holders_) {
        usage_.busy += agenda_.now() - holder.precedence.since;
        holder.precedence.since = agenda_.now();
    }
    while (is_waited_for()) refuse(waiting_.empty() ? newcomers_.begin() : waiting_.begin());
}

void Pool::begin() {
    taken_ = 0;
    holders_.clear();
    waiting_.clear();
    newcomers_.clear();
    gives_out_ = false;
    usage_ = {};
}

void Pool::audit() const {
    assert(taken_ == holders_.size());
    assert(!gives_out_);
    assert(!is_waited_for() || !has_free());
    assert(std::is_sorted(waiting_.begin(), waiting_.end(), is_served_before));
    assert(std::is_sorted(newcomers_.begin(), newcomers_.end(), is_served_before));
}

}  // namespace hotline
