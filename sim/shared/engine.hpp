// SimGrid, and all that the project uses of it: a clock in ticks, timers, and actors that park and are resumed.
// Nothing else includes its headers.
//
// There is one engine in a process; its clock only grows, so each drill starts at a whole second of its own. Dates on
// the grid of 1/1024 s are exact in the engine's double clock up to 2^43 s, hence `now` is exact too. What is relied
// upon is measured in tests/unit/simgrid.
#pragma once

#include <cstdint>
#include <functional>

#include "models/base/ticks.hpp"

namespace simgrid::s4u {
class Actor;
}
namespace simgrid::kernel::timer {
class Timer;
}

namespace hotline {

class Engine {
public:
    using Actor = simgrid::s4u::Actor;
    using Timer = simgrid::kernel::timer::Timer;

    /// The process's engine, made when it is first asked for. A process that forks workers must not have asked yet.
    static Engine& instance();

    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// From here on `now` counts from a fresh instant. Requires that `run` has returned.
    void begin_drill();
    Ticks now() const;

    /// Calls `fire` at an instant that is not before now, then forgets the timer. `fire` must not park.
    Timer* set_timer(Ticks at, std::function<void()> fire);
    /// Requires that it has not fired.
    void remove(Timer* timer);

    /// A new actor, which begins to run at this instant, after whoever is running now. Nothing may leave `body` by
    /// throwing.
    Actor* spawn(const std::function<void()>& body);
    /// The running actor parks until somebody resumes it. A `resume` that comes before is lost.
    void park();
    /// Requires that the actor has parked.
    void resume(Actor* parked);

    /// Ends an actor that has parked, whatever it was doing. It is gone when `run` has returned.
    void kill(Actor* parked);

    /// Runs to that instant, behind which no timer may be left; actors that have parked stay as they are.
    void run(Ticks until);

private:
    Engine();

    double base_ = 0;
};

}  // namespace hotline
