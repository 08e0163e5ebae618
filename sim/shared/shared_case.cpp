#include "sim/shared/shared_case.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "sim/escalation/simulation_error.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostBranches = 20000;  // each has a stack of its own

}  // namespace

void SharedCase::begin(Ticks starts, Index place) {
    starts_ = starts;
    place_ = place;
    branches_.clear();
    states_.clear();
    settling_.clear();
    settled_.clear();
    counted_ = 0;
    settled_at_ = Ticks{-1};
    events_.clear();
    stopping_ = false;
    decided_ = false;
    exchanging_ = false;
    ending_ = false;
    failure_ = nullptr;
    calls_.clear();
    kept_.clear();
    asking_.clear();
    caller_.reset();
    if (contended()) {
        horizon_ = stage_.agenda.add(starts_ + drill_.scenario.horizon, rank(Phase::horizon), [this] {
            horizon_.reset();
            end();
        });
    }
    Search& root = drill_.search(0);
    state(root).under_way = 1;
    schedule(Ticks{0}, [this, &root] {
        fork([this, &root] {
            if (escalation_.play(root)) over(root);
        });
    });
}

// ---- Branches

void SharedCase::require_room(std::size_t branches) const {
    if (stage_.live() + branches <= kMostBranches) return;
    throw SimulationError(
        SimulationError::Cause::scenario, "at most 20000 people must be called at once, but a drill calls more",
        drill_.facts.luck().seed(), drill_.facts.replication(), seconds_of(drill_.played().after + now()));
}

void SharedCase::fork(std::function<void()> body) {
    stage_.fork(branches_, [this, run = std::move(body)] { guarded(run); });
}

void SharedCase::guarded(const std::function<void()>& body) {
    try {
        body();
    } catch (const std::exception&) {  // only these: fibers unwind with another type
        if (!failure_) failure_ = std::current_exception();
        decided_ = true;
        stop_later();
    }
}

void SharedCase::park(Ticks until, Phase phase, std::uint32_t depth) {
    stage_.park(until < kForever ? starts_ + until : kForever, rank(phase, depth));
}

// ---- The environment of the escalation

bool SharedCase::wait_until(const Search& search, Ticks at) {
    if (at > drill_.stops(search)) {
        return false;
    }
    if (at > now()) park(at);
    return now() >= at && at <= drill_.stops(search);
}

bool SharedCase::wait_through(const Search& search, Ticks at) {
    if (at > drill_.stops(search)) return false;
    park(at, Phase::within);
    return at <= drill_.stops(search) && !ending_;
}

bool SharedCase::all_at_once(Search&, std::size_t count, const std::function<bool(std::size_t)>& branch) {
    require_room(count);
    Branch& parent = *stage_.running();
    std::size_t left = count;
    bool alive = true;
    for (std::size_t index = 0; index < count; ++index) {
        fork([this, index, &branch, &parent, &left, &alive] {
            bool goes_on = false;
            guarded([&] { goes_on = branch(index); });
            alive &= goes_on;
            if (--left == 0) stage_.wake(parent);
        });
    }
    if (left > 0) park(kForever);
    return alive;
}

void SharedCase::expect(Search& search, std::uint32_t attempt, Ticks at) {
    ++state(search).under_way;
    if (contended() && drill_.attempts[attempt].call_back) take_seat_for_call_back(search, attempt);
    schedule(at, [this, &search, attempt] {
        if (now() > drill_.stops(search)) return;
        escalation_.answer_comes(search, attempt);
        // Somebody who has been found stays on the line, at least until the search stops.
        if (contended() && drill_.attempts[attempt].by_answer != Result::contact) hang_up(attempt);
        over(search);
    });
}

void SharedCase::start(Search& inner) {
    require_room(1);
    state(inner).under_way = 1;
    ++state(drill_.search(inner.outer)).under_way;
    fork([this, &inner] {
        if (escalation_.play(inner)) over(inner);
    });
}

bool SharedCase::hold(const Search& outer, const Search& inner) {
    state(inner).holder = stage_.running();
    const Ticks until = std::min(inner.held_until, drill_.scenario.horizon + Ticks{1});
    // The inner search may have found somebody already, as it runs since it was started.
    const auto goes_on = [&] { return outer.counts && inner.found.at <= inner.held_until; };
    if (!state(inner).quiet && !goes_on() && until > now()) park_in_call(inner.opened_by, until);
    if (is_dropped(inner.opened_by)) drill_.search(inner.index).held_until = now();
    // Somebody found at this very instant is found in time.
    if (!state(inner).quiet && !ending_ && !goes_on()) park(now(), Phase::holds, inner.depth);
    state(inner).holder = nullptr;
    if (inner.found.at <= inner.held_until) return false;
    return now() <= drill_.stops(outer) && (state(inner).quiet || now() >= inner.held_until);
}

void SharedCase::found(Search& search) {
    if (search.counts) return stop_later();
    if (search.outer == kNone) decided_ = true;
    if (decided_ || contended()) stop_later();
    if (search.outer == kNone) return;
    const Ticks reaches = escalation_.reaches_outer(search);
    if (reaches == now()) {
        escalation_.find_through(search);
        Branch* const holder = state(search).holder;
        if (holder && drill_.search(search.outer).counts) stage_.wake(*holder);
        return;
    }
    const Search& outer = drill_.search(search.outer);
    schedule(reaches, [this, &search, &outer] {
        if (now() <= drill_.stops(outer)) escalation_.find_through(search);
    });
}

bool SharedCase::go_on(const Search& search, Ticks /*at*/) {
    settling_.push_back(stage_.running());
    park(kForever);
    return !ending_ && now() < drill_.found_by(search);
}

// ---- The end of searches and cases

void SharedCase::over(Search& search) {
    if (--state(search).under_way > 0 || search.found.at < kForever) return;
    state(search).quiet = true;
    if (state(search).holder) stage_.wake(*state(search).holder);
    if (search.outer != kNone) over(drill_.search(search.outer));
}

void SharedCase::stop_later() {
    if (std::exchange(stopping_, true)) return;
    stage_.agenda.add(stage_.now(), rank(Phase::stops), [this] { stop(); });
}

void SharedCase::stop() {
    stopping_ = false;
    settle();
    if (contended()) {
        for (Index index = 0; index < drill_.searches(); ++index) {
            const Search& search = drill_.search(index);
            const Discovery& found = search.found;
            if (!search.counts && found.at == now() && found.inner == kNone) converse(search, found.attempt);
        }
        for (std::size_t index = counted_; index < drill_.reached.size(); ++index) {
            const Reached& reached = drill_.reached[index];
            if (reached.how.inner == kNone) converse(drill_.search(reached.search), reached.how.attempt);
        }
        if (counted_ < drill_.reached.size() && drill_.goal().conference) hold_the_line();
        end_calls();
        for (const Reached& found : settled_) {
            if (found.how.inner == kNone && drill_.attempts[found.how.attempt].in_own_branch)
                hang_up(found.how.attempt);
        }
    }
    for (Branch* branch : std::exchange(settling_, {})) stage_.wake(*branch);
    if (decided_) end();
}

void SharedCase::settle() {
    counted_ = drill_.reached.size();
    settled_.clear();
    if (!drill_.search(0).counts) return;
    for (Index index = 0; index < drill_.searches(); ++index) {
        std::vector<Find>& finds = drill_.search(index).finds;
        for (auto find = finds.rbegin(); find != finds.rend() && !find->settled; ++find) {
            find->settled = true;
            find->official = drill_.found_by_way_of(find->how);  // an inner search may have found somebody else since
            if (drill_.goal().conference) find->leaves = escalation_.leaves_line(find->official, find->how.at);
            settled_.push_back({find->how, index, find->official, find->leaves});
        }
    }
    if (settled_.empty()) return;
    const Ticks before = std::exchange(settled_at_, now());
    wave_ = before == now() ? wave_ + 1 : 0;
    std::sort(settled_.begin(), settled_.end(),
              [this](const Reached& a, const Reached& b) { return drill_.counts_before(a, b); });
    for (Reached& found : settled_) {
        if (decided_) return;
        found.how.wave = wave_;
        drill_.count(found);
        decided_ = drill_.search(0).found.at < kForever;
    }
    guarded([this] {
        const std::vector<Reached> callers(drill_.reached.begin() + static_cast<std::ptrdiff_t>(counted_),
                                           drill_.reached.end());
        for (const Reached& reached : callers) {
            if (!decided_) escalation_.call_on(reached);
        }
    });
}

void SharedCase::end() {
    if (std::exchange(ending_, true)) return;  // decided exactly at the horizon
    if (horizon_) stage_.agenda.remove(*std::exchange(horizon_, {}));
    for (const Agenda::Ticket ticket : events_) stage_.agenda.remove(ticket);
    events_.clear();
    end_calls();
    if (drill_.search(0).found.at == kForever) {
        for (const Reached& reached : drill_.reached) {
            const auto kept = kept_.find(drill_.finder(reached.how));
            if (kept != kept_.end()) switchboard_->end(*kept->second.talk);
        }
    }
    assert(calls_.empty() && asking_.empty() && !caller_);
    // A branch that waits for branches that it has forked wakes when the last of these has ended.
    const std::vector<Branch*> live = branches_;
    for (Branch* branch : live) {
        if (branch->ticket.number != 0) stage_.wake(*branch);
    }
    if (network_ && drill_.scenario.protocols[drill_.protocol].exchange && drill_.search(0).found.at == now()) {
        exchange();
    } else if (ended_) {
        ended_();
    }
}

void SharedCase::schedule(Ticks at, std::function<void()> fire) {
    if (at > drill_.scenario.horizon) return;
    events_.push_back(
        stage_.agenda.add(starts_ + at, rank(Phase::goes_on), [this, run = std::move(fire)] { guarded(run); }));
}

SharedCase::SearchState& SharedCase::state(const Search& search) {
    if (states_.size() <= search.index) states_.resize(search.index + 1);
    return states_[search.index];
}

}  // namespace hotline
