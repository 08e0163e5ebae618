// Runs branches as actors of the engine, and wakes them.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <vector>

#include "sim/shared/agenda.hpp"

namespace hotline {

/// One running branch of a case (see Environment).
struct Branch {
    Engine::Actor* actor = nullptr;
    Agenda::Ticket ticket;    // the event that will wake it; none: another branch will
    std::uint32_t place = 0;  // among the branches of its case
    bool parked = false;
    std::function<void()> body;
};

/// Actors are reused for later branches and drills, because making one costs several times as much as waking one.
class Stage {
public:
    explicit Stage(Engine& engine) : agenda(engine), engine_(engine) {}
    ~Stage();
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
    /// Wakes a branch, if it is parked.
    void wake(Branch& branch);

    Agenda agenda;

private:
    struct Worker {
        Branch branch;
        std::vector<Branch*>* of_case = nullptr;
    };

    void work(Worker& worker);
    void kill_all();

    Engine& engine_;
    std::deque<Worker> workers_;
    std::vector<Worker*> idle_;
    Branch* running_ = nullptr;
    std::size_t live_ = 0;
};

}  // namespace hotline
