// Things of one kind of which there are so many: the seats of a desk, the lines of a channel, the people of a party
// who call. Plain state, changed by whoever is running; nobody waits in here but on a list.
#pragma once

#include <cstdint>
#include <functional>
#include <list>

#include "analysis/usage.hpp"
#include "models/ticks.hpp"

namespace hotline {

class Pool {
public:
    /// Of so many units; 0: no limit.
    explicit Pool(std::uint32_t units) : units_(units) {}

    bool limited() const { return units_ > 0; }
    bool has_free() const { return !limited() || taken_ < units_; }

    /// Somebody who holds a unit. Where he may be dropped, `drop` makes him give it back.
    struct Holder {
        std::uint32_t priority = 0;
        Ticks since{0};
        std::function<void()> drop;
    };
    using Holding = std::list<Holder>::iterator;
    /// Takes a unit, also where none is free: an official who calls back does not ask.
    Holding take(Holder holder);
    /// Gives a unit back; the first of those who wait is granted it at once.
    void give_back(Holding holding, Ticks now);

    struct Waiter {
        std::uint32_t priority = 0;
        std::function<void()> granted;
    };
    using Waiting = std::list<Waiter>::iterator;
    Waiting wait(Waiter waiter);
    void leave(Waiting waiting) { waiting_.erase(waiting); }
    /// Grants him who waits a unit, before all others who do, by having holders of lower priority dropped: the lowest
    /// first, of those the latest, and several where more are taken than there are. Nobody is dropped where that
    /// would not do. Requires that none is free.
    void make_room(Waiting newcomer);

    /// For the report: a request was made, was refused, or was granted after a time.
    void asked() { ++usage_.asked; }
    void refused() { ++usage_.refused; }
    void waited(Ticks time);
    void gave_up(Ticks time) { usage_.waiting += time; }
    const Usage& usage() const { return usage_; }
    /// Forgets holders and waiters, and what was counted.
    void begin();
    /// Counts what is held until now.
    void close(Ticks now);

private:
    std::uint32_t units_;
    std::uint32_t taken_ = 0;
    std::list<Holder> holders_;
    std::list<Waiter> waiting_;  // the next first
    Usage usage_;
};

}  // namespace hotline
