// Runs branches, which park, and wakes them.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

#include "sim/shared/agenda.hpp"
#include "sim/shared/fiber.hpp"

namespace hotline {

/// One running branch of a case (see Environment).
struct Branch {
    explicit Branch(std::function<void()> live) : fiber(std::move(live)) {}

    Fiber fiber;
    Agenda::Ticket ticket;    // the event that will wake it; none: another branch will
    std::uint32_t place = 0;  // among the branches of its case
    bool parked = false;
    std::function<void()> body;
    std::vector<Branch*>* of_case = nullptr;
};

/// Branches are reused for later ones and later drills: their stacks are in memory already.
class Stage {
public:
    explicit Stage(Engine& engine) : agenda(engine, [this] { run_woken(); }), engine_(engine) {}
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Prepares a drill.
    void begin();
    /// Runs the agenda until an instant that must be after all events. False if branches are left: a deadlock,
    /// because nothing will ever wake them.
    bool run(Ticks until);

    Ticks now() const { return agenda.now(); }
    std::size_t live() const { return live_; }
    /// Runs `body` in a branch of its own, from now on. `body` must not throw. The branch adds itself to `of_case`,
    /// and removes itself at its end.
    void fork(std::vector<Branch*>& of_case, std::function<void()> body);
    /// The running branch; null between branches.
    Branch* running() const { return running_; }
    /// Parks the running branch until an instant, or `kForever`, or until it is woken.
    void park(Ticks until, Agenda::Rank rank);
    /// Wakes a branch, if it is parked. It goes on when the event or the branch that wakes it has done its work.
    void wake(Branch& branch);

    Agenda agenda;

private:
    void run_later(Branch& branch);
    void run_woken();
    /// Runs one body after the other.
    void live(Branch& branch);

    Engine& engine_;
    std::deque<Branch> branches_;
    std::vector<Branch*> idle_;
    std::vector<Branch*> woken_;  // in order
    Branch* running_ = nullptr;
    std::size_t live_ = 0;
};

}  // namespace hotline
