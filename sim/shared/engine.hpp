// The interface to SimGrid: a clock in ticks, and timers.
//
// A process has one engine, whose clock only grows. Each drill therefore starts at a new whole second. Times on the
// grid of 1/1024 s are exact in the engine's double clock up to 2^43 s, so that `now` is exact too.
// tests/unit/simgrid tests these assumptions.
#pragma once

#include <cstdint>
#include <functional>

#include "models/base/ticks.hpp"

namespace simgrid::kernel::timer {
class Timer;
}

namespace hotline {

class Engine {
public:
    using Timer = simgrid::kernel::timer::Timer;

    /// The engine of the process, made at the first call. A process must not call this before it forks workers.
    static Engine& instance();

    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Makes `now` count from a new origin. Requires that `run` has returned.
    void begin_drill();
    Ticks now() const;

    /// Calls `fire` once at an instant that is not before now.
    Timer* set_timer(Ticks at, std::function<void()> fire);
    /// Requires that the timer has not fired.
    void remove(Timer* timer);

    /// Runs until an instant. Requires that no timer is later.
    void run(Ticks until);

private:
    Engine();

    double base_ = 0;
};

}  // namespace hotline
