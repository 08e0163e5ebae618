#include "sim/shared/agenda.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace hotline {

bool Agenda::later(const Entry& a, const Entry& b) {
    // The deeper search comes first.
    return std::tuple(a.at, a.rank.phase, b.rank.depth, a.rank.case_index, a.ticket.number) >
           std::tuple(b.at, b.rank.phase, a.rank.depth, b.rank.case_index, b.ticket.number);
}

void Agenda::begin() {
    clear();
    now_ = Ticks{0};
}

Agenda::Ticket Agenda::add(Ticks at, Rank rank, std::function<void()> run) {
    if (free_.empty()) {
        free_.push_back(static_cast<std::uint32_t>(kept_.size()));
        kept_.emplace_back();
    }
    const Ticket ticket{++last_number_, free_.back()};
    free_.pop_back();
    kept_[ticket.place] = {ticket.number, std::move(run)};
    entries_.push_back({at, rank, ticket});
    std::push_heap(entries_.begin(), entries_.end(), later);
    // Those who work, or what comes now, may add more.
    if (working_ == 0 && !proceeding_) arm();
    return ticket;
}

void Agenda::remove(Ticket ticket) {
    if (holds(ticket)) take(ticket);
}

void Agenda::clear() {
    entries_.clear();
    kept_.clear();
    free_.clear();
    if (timer_) engine_.remove(std::exchange(timer_, nullptr));
}

void Agenda::end_work() {
    if (--working_ == 0 && !proceeding_) arm();
}

const Agenda::Entry* Agenda::next() {
    while (!entries_.empty()) {
        const Entry& first = entries_.front();
        if (holds(first.ticket)) return &first;
        std::pop_heap(entries_.begin(), entries_.end(), later);
        entries_.pop_back();
    }
    return nullptr;
}

std::function<void()> Agenda::take(Ticket ticket) {
    free_.push_back(ticket.place);
    return std::exchange(kept_[ticket.place], {}).run;
}

void Agenda::arm() {
    const Entry* first = next();
    if (!first || (timer_ && armed_ == first->at)) return;
    if (timer_) engine_.remove(timer_);
    armed_ = first->at;
    timer_ = engine_.set_timer(armed_, [this] { proceed(); });
}

void Agenda::proceed() {
    timer_ = nullptr;
    now_ = armed_;
    proceeding_ = true;
    while (working_ == 0) {
        const Entry* first = next();
        if (!first || first->at > now_) break;
        const std::function<void()> run = take(first->ticket);
        run();
    }
    proceeding_ = false;
    if (working_ == 0) arm();
}

}  // namespace hotline
