#include "sim/shared/agenda.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace hotline {

bool Agenda::Entry::before(const Entry& other) const {
    // The deeper search comes first.
    return std::tuple(rank.phase, other.rank.depth, rank.case_index, number) <
           std::tuple(other.rank.phase, rank.depth, other.rank.case_index, other.number);
}

Agenda::Ticket Agenda::add(Ticks at, Rank rank, std::function<void()> run) {
    Due& due = due_[at.count()];
    due.entries.push_back({rank, ++last_number_, std::move(run)});
    // Those of this instant come when its work is done.
    const bool soon = (working_ > 0 || proceeding_) && at == engine_.now();
    if (!due.timer && !soon) arm(at, due);
    return {at, last_number_};
}

void Agenda::remove(Ticket ticket) {
    const auto due = due_.find(ticket.at.count());
    std::vector<Entry>& entries = due->second.entries;
    std::erase_if(entries, [&](const Entry& entry) { return entry.number == ticket.number; });
    if (!entries.empty() || (proceeding_ && ticket.at == engine_.now())) return;
    if (due->second.timer) engine_.remove(due->second.timer);
    due_.erase(due);
}

void Agenda::clear() {
    for (auto& [at, due] : due_) {
        if (due.timer) engine_.remove(due.timer);
    }
    due_.clear();
}

void Agenda::end_work() {
    if (--working_ > 0 || proceeding_) return;
    const auto due = due_.find(engine_.now().count());
    if (due != due_.end() && !due->second.timer) arm(engine_.now(), due->second);
    if (due_.empty()) quiet_();
}

void Agenda::arm(Ticks at, Due& due) {
    due.timer = engine_.set_timer(at, [this] { proceed(); });
}

void Agenda::proceed() {
    const std::int64_t now = engine_.now().count();
    if (const auto due = due_.find(now); due != due_.end()) due->second.timer = nullptr;
    proceeding_ = true;
    while (working_ == 0) {
        const auto due = due_.find(now);
        if (due == due_.end()) break;
        std::vector<Entry>& entries = due->second.entries;
        if (entries.empty()) {
            due_.erase(due);
            break;
        }
        const auto first = std::min_element(entries.begin(), entries.end(),
                                            [](const Entry& a, const Entry& b) { return a.before(b); });
        const std::function<void()> run = std::move(first->run);
        entries.erase(first);
        run();
    }
    proceeding_ = false;
    if (due_.empty() && working_ == 0) quiet_();
}

}  // namespace hotline
