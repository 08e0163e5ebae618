#include "sim/shared/stage.hpp"

#include <utility>

namespace hotline {

void Stage::begin() {
    engine_.begin_drill();
    agenda.begin();
}

bool Stage::run(Ticks until) {
    engine_.run(until);
    if (live_ == 0) return true;
    agenda.clear();
    branches_.clear();
    idle_.clear();
    live_ = 0;
    return false;
}

void Stage::fork(std::vector<Branch*>& of_case, std::function<void()> body) {
    if (idle_.empty()) idle_.push_back(&branches_.emplace_back([this] { live(*running_); }));
    Branch& branch = *idle_.back();
    idle_.pop_back();
    branch.place = static_cast<std::uint32_t>(of_case.size());
    branch.ticket = {};
    branch.parked = false;
    branch.body = std::move(body);
    branch.of_case = &of_case;
    of_case.push_back(&branch);
    ++live_;
    run_later(branch);
}

void Stage::run_later(Branch& branch) {
    agenda.begin_work();
    woken_.push_back(&branch);
}

void Stage::run_woken() {
    // A branch that runs may wake others.
    for (std::size_t index = 0; index < woken_.size(); ++index) {
        running_ = woken_[index];
        running_->fiber.resume();
        agenda.end_work();
    }
    running_ = nullptr;
    woken_.clear();
}

void Stage::live(Branch& branch) {
    for (;;) {
        branch.body();
        branch.body = nullptr;
        std::vector<Branch*>& of_case = *branch.of_case;
        of_case.back()->place = branch.place;
        of_case[branch.place] = of_case.back();
        of_case.pop_back();
        idle_.push_back(&branch);
        --live_;
        branch.fiber.park();
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
    self.fiber.park();
}

void Stage::wake(Branch& branch) {
    if (!branch.parked) return;
    branch.parked = false;
    if (branch.ticket.number != 0) agenda.remove(std::exchange(branch.ticket, {}));
    run_later(branch);
}

}  // namespace hotline
