#include "sim/shared/shared_world.hpp"

#include <algorithm>
#include <utility>

#include "sim/simulation_error.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostBranches = 20000;  // each has a stack of its own
constexpr Ticks kOneTick{1};

}  // namespace

void SharedWorld::play() {
    engine_.begin_drill();
    states_.clear();
    decided_ = false;
    ending_ = false;
    failure_ = nullptr;
    Search& root = drill_.search(0);
    state(root).under_way = 1;
    schedule(Ticks{0}, 0, [this, &root] {
        fork(0, [this, &root] {
            if (escalation_.play(root)) over(root);
        });
    });
    const bool ended = engine_.run();
    if (failure_) std::rethrow_exception(failure_);
    if (!ended) {
        throw SimulationError(SimulationError::Cause::program, "the engine is in a deadlock",
                              drill_.facts.luck().seed(), drill_.facts.replication(),
                              seconds_of(drill_.played().after + now()));
    }
}

// ---- Branches. Spawning and resuming let other actors run before they return: `running_` is set anew after each.

void SharedWorld::require_room(std::size_t branches) const {
    if (branches_.size() - free_.size() + branches <= kMostBranches) return;
    throw SimulationError(SimulationError::Cause::scenario, "more than 20000 people are called at once",
                          drill_.facts.luck().seed(), drill_.facts.replication(),
                          seconds_of(drill_.played().after + now()));
}

void SharedWorld::fork(std::uint32_t depth, std::function<void()> body) {
    if (free_.empty()) free_.push_back(&branches_.emplace_back());
    Branch& branch = *free_.back();
    free_.pop_back();
    branch = Branch{};
    branch.depth = depth;
    branch.idle_until = now();
    branch.live = true;
    Branch* const forker = running_;
    branch.actor = engine_.spawn([this, &branch, run = std::move(body)] {
        running_ = &branch;
        guarded(run);
        branch.live = false;
        free_.push_back(&branch);
    });
    running_ = forker;
}

void SharedWorld::guarded(const std::function<void()>& body) {
    try {
        body();
    } catch (const std::exception&) {  // and nothing else: the engine unwinds those it ends by something that is none
        if (!failure_) failure_ = std::current_exception();
        end_after_this_instant();
    }
}

void SharedWorld::park(Ticks until) {
    Branch& self = *running_;
    self.idle_until = until;
    self.parked = true;
    if (until < kForever) {
        self.timer = engine_.set_timer(until, [this, &self] {
            self.timer = nullptr;
            wake(self);
        });
    }
    engine_.park();
    running_ = &self;
}

void SharedWorld::wake(Branch& branch) {
    if (!branch.parked) return;
    branch.parked = false;
    branch.idle_until = now();
    if (branch.timer) engine_.remove(std::exchange(branch.timer, nullptr));
    Branch* const waker = running_;
    engine_.resume(branch.actor);
    running_ = waker;
}

void SharedWorld::outlast_instant(std::uint32_t depth) {
    Branch& self = *running_;
    while (!ending_ && busy(depth, self)) park(now());
}

bool SharedWorld::busy(std::uint32_t depth, const Branch& but) const {
    const Ticks instant = now();
    return std::any_of(branches_.begin(), branches_.end(),
                       [&](const Branch& branch) {
                           return branch.live && &branch != &but && branch.depth >= depth &&
                                  branch.idle_until <= instant;
                       }) ||
           std::any_of(events_.begin(), events_.end(),
                       [&](const auto& event) { return event.second.depth >= depth && event.second.at <= instant; });
}

// ---- What the escalation asks for

bool SharedWorld::wait_until(const Search& search, Ticks at) {
    if (at > drill_.stops(search)) return false;
    if (at > now()) park(at);
    return now() >= at && at <= drill_.stops(search);
}

bool SharedWorld::all_at_once(Search& search, std::size_t count, const std::function<bool(std::size_t)>& branch) {
    require_room(count);
    Branch& parent = *running_;
    std::size_t left = count;
    bool alive = true;
    for (std::size_t index = 0; index < count; ++index) {
        fork(search.depth, [this, index, &branch, &parent, &left, &alive] {
            bool goes_on = false;
            guarded([&] { goes_on = branch(index); });
            alive &= goes_on;
            if (--left == 0) wake(parent);
        });
    }
    if (left > 0) park(kForever);
    return alive;
}

void SharedWorld::expect(Search& search, std::uint32_t attempt, Ticks at) {
    ++state(search).under_way;
    schedule(at, search.depth, [this, &search, attempt] {
        if (now() > drill_.stops(search)) return;
        escalation_.answer_comes(search, attempt);
        over(search);
    });
}

void SharedWorld::start(Search& inner) {
    require_room(1);
    state(inner).under_way = 1;
    ++state(drill_.search(inner.outer)).under_way;
    fork(inner.depth, [this, &inner] {
        if (escalation_.play(inner)) over(inner);
    });
}

bool SharedWorld::hold(const Search& outer, const Search& inner) {
    state(inner).holder = running_;
    const Ticks until = std::min(inner.held_until, drill_.scenario.horizon + kOneTick);
    if (!state(inner).quiet && until > now()) park(until);
    if (!state(inner).quiet) outlast_instant(inner.depth);
    state(inner).holder = nullptr;
    if (inner.found.at <= inner.held_until) return false;
    return now() <= drill_.stops(outer) && (state(inner).quiet || now() >= inner.held_until);
}

void SharedWorld::found(Search& search) {
    if (search.outer == kNone) {
        end_after_this_instant();
        return;
    }
    const Ticks reaches = escalation_.reaches_outer(search);
    if (reaches == now()) {
        escalation_.find_through(search);
        return;
    }
    const Search& outer = drill_.search(search.outer);
    schedule(reaches, outer.depth, [this, &search, &outer] {
        if (now() <= drill_.stops(outer)) escalation_.find_through(search);
    });
}

// ---- The end of things

void SharedWorld::over(Search& search) {
    if (--state(search).under_way > 0 || search.found.at < kForever) return;
    state(search).quiet = true;
    if (state(search).holder) wake(*state(search).holder);
    if (search.outer != kNone) over(drill_.search(search.outer));
}

void SharedWorld::end_after_this_instant() {
    if (std::exchange(decided_, true)) return;
    fork(0, [this] {
        Branch& self = *running_;
        while (busy(0, self)) park(now());
        ending_ = true;
        for (const auto& [number, event] : events_) engine_.remove(event.timer);
        events_.clear();
        // Branches that wait for others they have forked wake when the last of those has ended.
        for (std::size_t index = 0; index < branches_.size(); ++index) {
            if (branches_[index].live && branches_[index].timer) wake(branches_[index]);
        }
    });
}

void SharedWorld::schedule(Ticks at, std::uint32_t depth, std::function<void()> fire) {
    if (at > drill_.scenario.horizon) return;
    const std::uint64_t number = next_event_++;
    Engine::Timer* const timer = engine_.set_timer(at, [this, number, run = std::move(fire)] {
        events_.erase(number);
        guarded(run);
    });
    events_.emplace(number, Event{timer, at, depth});
}

SharedWorld::SearchState& SharedWorld::state(const Search& search) {
    if (states_.size() <= search.index) states_.resize(search.index + 1);
    return states_[search.index];
}

}  // namespace hotline
