#include "sim/escalation/isolated_world.hpp"

#include <algorithm>

#include "sim/escalation/exchange.hpp"

namespace hotline {

void IsolatedWorld::play() {
    now_ = Ticks{0};
    quiet_.clear();
    pending_.clear();
    evaluate(drill_.search(0));
    drill_.shared = shared_alone(drill_);
}

bool IsolatedWorld::wait_until(const Search& search, Ticks at) {
    if (at > drill_.stops(search)) return false;
    now_ = at;
    return true;
}

bool IsolatedWorld::all_at_once(Search&, std::size_t count, const std::function<bool(std::size_t)>& branch) {
    const Ticks begins = now_;
    Ticks last = begins;
    bool alive = true;
    for (std::size_t index = 0; index < count; ++index) {
        now_ = begins;
        alive &= branch(index);
        last = std::max(last, now_);
    }
    now_ = last;
    return alive;
}

void IsolatedWorld::under_way(const Search& search, Ticks until) {
    quiet(search) = std::max(quiet(search), until);
}

void IsolatedWorld::expect(Search& search, std::uint32_t attempt, Ticks at) {
    pending_.push_back({at, attempt});
    quiet(search) = std::max(quiet(search), at);
}

void IsolatedWorld::start(Search& inner) {
    const Ticks now = now_;
    evaluate(inner);
    now_ = now;
    Search& outer = drill_.search(inner.outer);
    quiet(outer) = std::max(quiet(outer), quiet(inner));
    if (inner.found.at < kForever) escalation_.find_through(inner);
}

bool IsolatedWorld::hold(const Search& outer, const Search& inner) {
    if (inner.found.at <= inner.held_until) return false;
    return wait_until(outer, std::min(inner.held_until, std::max(now_, quiet(inner))));
}

void IsolatedWorld::evaluate(Search& search) {
    const std::size_t bottom = pending_.size();
    const bool ended = escalation_.play(search);
    quiet(search) = std::max(quiet(search), ended ? now_ : kForever);

    const std::size_t top = pending_.size();
    std::sort(pending_.begin() + static_cast<std::ptrdiff_t>(bottom), pending_.end());
    for (std::size_t index = bottom; index < top; ++index) {
        const Pending answer = pending_[index];
        if (answer.at > drill_.stops(search)) break;
        now_ = answer.at;
        escalation_.answer_comes(search, answer.attempt);
    }
    if (search.found.at < kForever) quiet(search) = kForever;
    pending_.resize(bottom);
}

Ticks& IsolatedWorld::quiet(const Search& search) {
    if (quiet_.size() <= search.index) quiet_.resize(search.index + 1, Ticks{0});
    return quiet_[search.index];
}

std::unique_ptr<World> make_isolated_world(const std::vector<Drill*>& drills) {
    return std::make_unique<IsolatedWorld>(*drills.front());
}

}  // namespace hotline
