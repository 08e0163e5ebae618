#include "sim/escalation/isolated_world.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sim/escalation/exchange.hpp"

namespace hotline {

void IsolatedWorld::play() {
    now_ = Ticks{0};
    wave_ = 0;
    bottom_ = 0;
    quiet_.clear();
    pending_.clear();
    evaluate(drill_.search(0));
    if (drill_.search(0).counts) call_on();
    drill_.shared = shared_alone(drill_);
}

bool IsolatedWorld::wait_until(const Search& search, Ticks at) {
    if (at > drill_.stops(search)) return false;
    if (at > now_) wave_ = 0;
    now_ = at;
    return true;
}

bool IsolatedWorld::all_at_once(Search&, std::size_t count, const std::function<bool(std::size_t)>& branch) {
    const std::pair begins{now_, wave_};
    std::pair last = begins;
    bool alive = true;
    for (std::size_t index = 0; index < count; ++index) {
        std::tie(now_, wave_) = begins;
        alive &= branch(index);
        last = std::max(last, std::pair{now_, wave_});
    }
    std::tie(now_, wave_) = last;
    return alive;
}

void IsolatedWorld::under_way(const Search& search, Ticks until) {
    quiet(search) = std::max(quiet(search), until);
}

void IsolatedWorld::expect(Search& search, std::uint32_t attempt, Ticks at) {
    pending_.push_back({at, wave(at), attempt});
    quiet(search) = std::max(quiet(search), at);
}

void IsolatedWorld::start(Search& inner) {
    const std::pair now{now_, wave_};
    evaluate(inner);
    std::tie(now_, wave_) = now;
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
    const std::size_t outer_bottom = std::exchange(bottom_, bottom);
    const bool ended = escalation_.play(search);
    quiet(search) = std::max(quiet(search), ended ? now_ : kForever);

    const std::size_t top = pending_.size();
    std::sort(pending_.begin() + static_cast<std::ptrdiff_t>(bottom), pending_.end());
    for (std::size_t index = bottom; index < top; ++index) {
        const Pending answer = pending_[index];
        if (answer.at > drill_.stops(search)) break;
        comes(search, answer);
    }
    if (search.found.at < kForever) quiet(search) = kForever;
    pending_.resize(bottom);
    bottom_ = outer_bottom;
}

void IsolatedWorld::comes(Search& search, const Pending& answer) {
    now_ = answer.at;
    wave_ = answer.wave;
    escalation_.answer_comes(search, answer.attempt);
}

// ---- Searches that count

void IsolatedWorld::found(Search& search) {
    if (!search.counts) return;
    const Find& find = search.finds.back();
    drill_.count({find.how, search.index, find.official, find.leaves});
}

void IsolatedWorld::call_on() {
    // Whom these searches find counts later than whoever opened them.
    for (std::size_t place = 0; place < drill_.reached.size() && place + 1 < drill_.goal().count; ++place) {
        const Reached reached = drill_.reached[place];
        if (reached.how.at > drill_.scenario.horizon) return;
        now_ = reached.how.at;
        wave_ = reached.how.wave + 1;
        escalation_.call_on(reached);
    }
}

void IsolatedWorld::catch_up(Search& search) {
    const auto first = pending_.begin() + static_cast<std::ptrdiff_t>(bottom_);
    const auto later =
        std::partition(first, pending_.end(), [this](const Pending& answer) { return answer.at < now_; });
    if (first == later) return;
    std::vector<Pending> due(first, later);
    pending_.erase(first, later);
    std::sort(due.begin(), due.end());
    const std::pair now{now_, wave_};
    for (const Pending& answer : due) {
        if (answer.at <= drill_.stops(search)) comes(search, answer);
    }
    std::tie(now_, wave_) = now;
}

bool IsolatedWorld::go_on(const Search& search, Ticks at) {
    if (!wait_until(search, at)) return false;
    ++wave_;
    return true;
}

Ticks& IsolatedWorld::quiet(const Search& search) {
    if (quiet_.size() <= search.index) quiet_.resize(search.index + 1, Ticks{0});
    return quiet_[search.index];
}

std::unique_ptr<World> make_isolated_world(const std::vector<Drill*>& drills) {
    return std::make_unique<IsolatedWorld>(*drills.front());
}

}  // namespace hotline
