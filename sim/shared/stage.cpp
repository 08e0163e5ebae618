#include "sim/shared/stage.hpp"

#include <utility>

namespace hotline {

// When an actor spawns or resumes another one, others may run before the call returns. `running_` is therefore
// restored after each such call.

Stage::~Stage() {
    kill_all();
}

void Stage::begin() {
    engine_.begin_drill();
    agenda.begin();
    running_ = nullptr;
}

bool Stage::run(Ticks until) {
    engine_.run(until);
    if (live_ == 0) return true;
    kill_all();
    return false;
}

void Stage::kill_all() {
    for (const Worker& worker : workers_) engine_.kill(worker.branch.actor);
    agenda.clear();
    engine_.run(engine_.now());
    workers_.clear();
    idle_.clear();
    live_ = 0;
}

void Stage::fork(std::vector<Branch*>& of_case, std::function<void()> body) {
    const bool fresh = idle_.empty();
    if (fresh) idle_.push_back(&workers_.emplace_back());
    Worker& worker = *idle_.back();
    idle_.pop_back();
    Branch& branch = worker.branch;
    branch.place = static_cast<std::uint32_t>(of_case.size());
    branch.ticket = {};
    branch.parked = false;
    branch.body = std::move(body);
    worker.of_case = &of_case;
    of_case.push_back(&branch);
    ++live_;
    agenda.begin_work();
    Branch* const forker = running_;
    if (fresh) {
        branch.actor = engine_.spawn([this, &worker] { work(worker); });
    } else {
        engine_.resume(branch.actor);
    }
    running_ = forker;
}

void Stage::work(Worker& worker) {
    Branch& branch = worker.branch;
    for (;;) {
        running_ = &branch;
        branch.body();
        branch.body = nullptr;
        std::vector<Branch*>& of_case = *worker.of_case;
        of_case.back()->place = branch.place;
        of_case[branch.place] = of_case.back();
        of_case.pop_back();
        idle_.push_back(&worker);
        --live_;
        running_ = nullptr;
        agenda.end_work();
        engine_.park();
    }
}

void Stage::park(Ticks until, Agenda::Rank rank) {
    Branch& self = *running_;
    self.parked = true;
    if (until < kForever) {
        self.ticket = agenda.add(until, rank, [this, &self] {
            self.ticket = {};
            wake(self);
        });
    }
    running_ = nullptr;
    agenda.end_work();
    engine_.park();
    running_ = &self;
}

void Stage::wake(Branch& branch) {
    if (!branch.parked) return;
    branch.parked = false;
    if (branch.ticket.number != 0) agenda.remove(std::exchange(branch.ticket, {}));
    agenda.begin_work();
    Branch* const waker = running_;
    engine_.resume(branch.actor);
    running_ = waker;
}

}  // namespace hotline
