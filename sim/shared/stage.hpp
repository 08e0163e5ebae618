// Branches as actors of the engine, and what wakes them.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <vector>

#include "sim/shared/agenda.hpp"

namespace hotline {

/// One thread of a caller's doings, while it lasts.
struct Branch {
    Engine::Actor* actor = nullptr;
    Agenda::Ticket ticket;    // that will wake it; none: somebody else will
    std::uint32_t place = 0;  // among those of its case
    bool parked = false;
    std::function<void()> body;
};

/// Actors are kept from branch to branch and from drill to drill, as making one costs several times as much as waking
/// one.
class Stage {
public:
    explicit Stage(Engine& engine) : agenda(engine), engine_(engine) {}
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Before a drill.
    void begin();
    /// Plays what is on the agenda until that instant, which comes after everything else. False where branches are
    /// left: in a deadlock, as nobody will ever wake them.
    bool run(Ticks until);

    Ticks now() const { return agenda.now(); }
    std::size_t live() const { return live_; }
    /// Runs `body` in a branch of its own, from now on; nothing may leave it by throwing. `place` is where it stands
    /// in `of_case`, from which it takes itself when it ends.
    void fork(std::vector<Branch*>& of_case, std::function<void()> body);
    /// The branch that is running; none between branches.
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
