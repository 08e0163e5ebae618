// The world of a discrete-event engine: branches are actors, waits are timers of the engine, an answer that nobody
// waits for is a timer that fires when it has been talked through.
//
// Ties. The engine fires what is due at one instant in an order of its own. Results do not depend on it: attempts
// begun at the instant of the contact are cut off afterwards (`ending.hpp`), findings at one instant are compared
// by `Discovery`'s order, and two things wait until everything that can still happen at the instant has happened: the
// end of the drill, and a caller whose `hold` is over while searches further in are still doing something.
//
// A search that has stopped lets its branches lie: they find out when their timers fire, or when the drill ends.
//
// What is left out: contention. Officials and lines will be plain state here, taken and released by branches.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <unordered_map>
#include <vector>

#include "sim/escalation.hpp"
#include "sim/shared/engine.hpp"

namespace hotline {

class SharedWorld final : public World {
public:
    explicit SharedWorld(Drill& drill) : drill_(drill), escalation_(drill, *this), engine_(Engine::instance()) {}

    void play() override;

    Ticks now() const override { return engine_.now(); }
    bool wait_until(const Search& search, Ticks at) override;
    bool all_at_once(Search& search, std::size_t count, const std::function<bool(std::size_t)>& branch) override;
    void expect(Search& search, std::uint32_t attempt, Ticks at) override;
    void start(Search& inner) override;
    bool hold(const Search& outer, const Search& inner) override;
    void found(Search& search) override;

private:
    /// An actor of this drill.
    struct Branch {
        Engine::Actor* actor = nullptr;
        Engine::Timer* timer = nullptr;
        std::uint32_t depth = 0;  // of its search
        Ticks idle_until{0};      // it does nothing before that instant
        bool parked = false;
        bool live = false;
    };
    struct SearchState {
        std::uint32_t under_way =
            0;  // its main flow, answers that will come, searches it opened: what is not over yet
        bool quiet = false;
        Branch* holder = nullptr;  // the branch that stays on the line while it searches
    };

    /// A finding, or an answer that nobody waits for, still to come.
    struct Event {
        Engine::Timer* timer = nullptr;
        Ticks at{0};
        std::uint32_t depth = 0;  // of the search that it happens to
    };

    /// Throws SimulationError where so many more branches do not fit.
    void require_room(std::size_t branches) const;
    void fork(std::uint32_t depth, std::function<void()> body);
    /// Parks the running branch until an instant, or until it is woken.
    void park(Ticks until);
    void wake(Branch& branch);
    /// Waits until nothing is left to happen at this instant in searches of that depth or deeper.
    void outlast_instant(std::uint32_t depth);
    bool busy(std::uint32_t depth, const Branch& but) const;
    void schedule(Ticks at, std::uint32_t depth, std::function<void()> fire);
    void guarded(const std::function<void()>& body);
    void over(Search& search);
    void end_after_this_instant();
    SearchState& state(const Search& search);

    Drill& drill_;
    Escalation escalation_;
    Engine& engine_;
    std::deque<Branch> branches_;
    std::vector<Branch*> free_;
    Branch* running_ = nullptr;
    std::vector<SearchState> states_;
    std::unordered_map<std::uint64_t, Event> events_;
    std::uint64_t next_event_ = 0;
    bool decided_ = false;  // the case has been decided at this instant
    bool ending_ = false;   // and the instant is over: branches unwind
    std::exception_ptr failure_;
};

}  // namespace hotline
