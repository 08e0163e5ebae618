#include "sim/shared/agenda.hpp"

#include <utility>

namespace hotline {

namespace {

constexpr unsigned kPlaceBits = 32;
constexpr unsigned kDepthBits = 28;

/// Packs a rank into one number. Deeper entries come first.
std::uint64_t packed(Agenda::Rank rank) {
    constexpr std::uint32_t kDeepest = (1U << kDepthBits) - 1;
    static_assert(static_cast<std::uint8_t>(Phase::closes) < 16, "all phases must fit into 4 bits");
    return std::uint64_t{static_cast<std::uint8_t>(rank.phase)} << (kPlaceBits + kDepthBits) |
           std::uint64_t{kDeepest - rank.depth} << kPlaceBits | rank.place;
}

Phase phase_of(std::uint64_t rank) {
    return static_cast<Phase>(rank >> (kPlaceBits + kDepthBits));
}

bool comes_together(Phase phase) {
    return phase >= Phase::within && phase <= Phase::horizon && phase != Phase::drops;
}

}  // namespace

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
    entries_.push({at, packed(rank), ticket});
    if (!proceeding_) arm();  // while events run, more may be added
    return ticket;
}

void Agenda::remove(Ticket ticket) {
    if (ticket.number != 0 && holds(ticket)) take(ticket);
}

void Agenda::clear() {
    entries_.clear();
    kept_.clear();
    free_.clear();
    if (timer_) engine_.remove(std::exchange(timer_, nullptr));
}

bool Agenda::nothing_else_until(Phase phase) {
    if (working_ > 1) return false;
    const Entry* first = next();
    return !first || first->at > now_ || phase_of(first->rank) > phase;
}

const Agenda::Entry* Agenda::next() {
    while (!entries_.empty()) {
        const Entry& first = entries_.top();
        if (holds(first.ticket)) return &first;
        entries_.pop();
    }
    return nullptr;
}

std::function<void()> Agenda::take(Ticket ticket) {
    free_.push_back(ticket.place);
    return std::exchange(kept_[ticket.place], {}).run;
}

void Agenda::come(const Entry& first) {
    if (!comes_together(phase_of(first.rank))) {
        const std::function<void()> run = take(first.ticket);
        run();
        return;
    }
    const std::uint64_t kind = first.rank >> kPlaceBits;
    together_.clear();
    for (const Entry* also = &first; also && also->at == now_ && also->rank >> kPlaceBits == kind; also = next()) {
        together_.push_back(also->ticket);
        entries_.pop();
    }
    for (const Ticket ticket : together_) {
        if (!holds(ticket)) continue;  // an earlier entry has removed it
        const std::function<void()> run = take(ticket);
        run();
    }
}

void Agenda::arm() {
    const Entry* first = next();
    if (look_ && (!first || first->at > now_)) look_();
    if (!first || (timer_ && armed_ == first->at)) return;
    if (timer_) engine_.remove(timer_);
    armed_ = first->at;
    timer_ = engine_.set_timer(armed_, [this] { proceed(); });
}

void Agenda::proceed() {
    timer_ = nullptr;
    now_ = armed_;
    proceeding_ = true;
    for (;;) {
        const Entry* first = next();
        if (!first || first->at > now_) break;
        come(*first);
        run_branches_();
    }
    proceeding_ = false;
    arm();
}

}  // namespace hotline
