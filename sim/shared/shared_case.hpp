// One case of a drill in the shared world. Its branches are fibers, and its waits are events. An answer for which no
// branch waits is an event at the end of its conversation.
//
// Ties. The agenda orders the events of one instant. Without contention, results do not depend on this order:
// attempts that begin at the instant of contact are cut off afterwards (`ending.hpp`), and findings at one instant
// are compared by the order of `Discovery`. Two events come after all others of the instant: the end of the case, and
// the end of a `hold` while inner searches are still active. With contention, results depend on this order as rules
// I6 to I9 say, and on nothing else: neither on the order of cases in the file, nor on the order in which branches
// add their events.
//
// The branches of a search that has stopped stay parked. They end at the events that they wait for, or when the case
// ends.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "sim/escalation/escalation.hpp"
#include "sim/escalation/exchange.hpp"
#include "sim/shared/network.hpp"
#include "sim/shared/stage.hpp"
#include "sim/shared/switchboard.hpp"

namespace hotline {

class SharedCase final : public Environment, private Contention {
public:
    /// With a switchboard, cases compete for units, and `ended` is called at the end of the case. With a network,
    /// they share carriers.
    SharedCase(Drill& drill, Stage& stage, Switchboard* switchboard, Network* network, std::function<void()> ended)
        : drill_(drill),
          escalation_(drill, *this, switchboard ? this : nullptr),
          stage_(stage),
          switchboard_(switchboard),
          network_(network),
          ended_(std::move(ended)) {}

    /// Adds the event of the case's beginning, at an instant of the stage's clock. `place` is its rank among the
    /// cases (rule I6).
    void begin(Ticks starts, Index place);
    /// The exception that ended the case, if any.
    std::exception_ptr failure() const { return failure_; }

    Ticks now() const override { return stage_.now() - starts_; }
    bool wait_until(const Search& search, Ticks at) override;
    bool wait_through(const Search& search, Ticks at) override;
    bool all_at_once(Search& search, std::size_t count, const std::function<bool(std::size_t)>& branch) override;
    void under_way(const Search& search, Ticks until) override;
    void expect(Search& search, std::uint32_t attempt, Ticks at) override;
    void start(Search& inner) override;
    bool hold(const Search& outer, const Search& inner) override;
    void found(Search& search) override;
    bool go_on(const Search& search, Ticks at) override;

    /// The number of units that the case holds.
    std::size_t held() const;

private:
    bool contended() const { return switchboard_ != nullptr; }
    Answer ask_caller(const Search& search, Index target, Limit limit) override;
    void begin_call(const Search& search, std::uint32_t attempt) override;
    Answer ask_line(const Search& search, std::uint32_t attempt, Limit limit) override;
    Answer ask_seat(const Search& search, std::uint32_t attempt, Limit limit) override;
    Answer stay(const Search& search, std::uint32_t attempt, Ticks at, bool through) override;
    void hang_up(std::uint32_t attempt) override;
    Answer travel(const Search& search, std::uint32_t attempt, Ticks until, Delivery& delivery,
                  const Late& late) override;
    void sent(std::uint32_t attempt) override;

    /// The units of an attempt.
    struct Call {
        Index search = 0;
        Branch* branch = nullptr;  // the branch that waits in the call; null: none waits
        std::optional<Held> caller;
        std::optional<Held> line;
        std::optional<Held> seat;
        bool dropped = false;
    };
    struct SearchState {
        std::uint32_t under_way = 0;  // unfinished parts: its main flow, future answers, searches that it opened
        bool quiet = false;
        Branch* holder = nullptr;  // the branch that holds the line for this search
    };
    /// A branch that waits for a unit.
    struct Asking {
        const Search& search;
        Branch* branch;
        Pool& pool;
        Pool::Waiting waiting;
        enum class State : std::uint8_t { waits, has_it, is_over } state;
    };

    /// Throws SimulationError if there would be too many branches.
    void require_room(std::size_t branches) const;
    void fork(std::function<void()> body);
    /// Parks the running branch until an instant of the case, or until it is woken.
    void park(Ticks until, Phase phase = Phase::goes_on, std::uint32_t depth = 0);
    Agenda::Rank rank(Phase phase, std::uint32_t depth = 0) const { return {phase, depth, place_}; }
    void schedule(Ticks at, std::function<void()> fire);
    void guarded(const std::function<void()>& body);
    void over(Search& search);
    /// Adds an event for later in this instant, at which searches that have found somebody stop. If the case's own
    /// search is among them, the case stops.
    void stop_later();
    void stop();
    /// Decides who of those whom searches that count have found at this instant counts.
    void settle();
    void end();
    SearchState& state(const Search& search);

    // The exchange after contact, over a network: transfers.cpp.
    void exchange();
    void send_evidence(const ExchangeTry& made);
    void evidence_lost(const ExchangeTry& made);
    void end_exchange();

    // Contention: shared_calls.cpp.
    struct Request {
        Pool& pool;
        Index target = 0;
        std::optional<std::uint32_t> attempt;
        bool preempt = false;
        Ticks patience{0};  // kForever: only the limit ends the wait
        std::function<void()> drop;
    };
    Answer ask(const Search& search, const Request& request, Limit limit, const std::function<void(Held)>& take);
    Answer ask_for_call(const Search& search, std::uint32_t attempt, Pool& pool, Limit limit,
                        std::optional<Held> Call::*where);
    Precedence precedence(Index search, Index target) const {
        return {drill_.played().priority, stage_.now(), place_, &drill_, search, target};
    }
    bool is_dropped(std::optional<std::uint32_t> attempt) const;
    /// Parks the branch. Preemption of the attempt's call wakes it.
    void park_in_call(std::optional<std::uint32_t> attempt, Ticks until, Phase phase = Phase::goes_on,
                      std::uint32_t depth = 0);
    void take_seat_for_call_back(const Search& search, std::uint32_t attempt);
    void drop(std::uint32_t attempt);
    static void give_back(std::optional<Held>& held);
    static void give_back(Call& call);
    bool stops_now(Index search) const { return ending_ || drill_.found_by(drill_.search(search)) <= now(); }
    /// Ends the calls and the pending requests of searches that have stopped.
    void end_calls();
    /// Begins the conversation with somebody whom the search itself has found at this instant. It keeps the units of
    /// the call that found him, and those of outer searches that hold the line.
    void converse(const Search& search, std::uint32_t attempt);
    /// When a conversation ends that begins or, after a conference, goes on now.
    Ticks talks_until(const Search& search, std::uint32_t attempt, const std::vector<const Search*>& through) const;
    /// Lets the conversations of those who have just joined the line of a conference last while they hold. If there
    /// is contact now, lets all of those on the line talk.
    void hold_the_line();
    /// Whether the outer search has found somebody at this instant through the inner one.
    bool found_through(const Search& outer, const Search& inner) const;

    Drill& drill_;
    Escalation escalation_;
    Stage& stage_;
    Ticks starts_{0};
    Index place_ = 0;
    std::vector<Branch*> branches_;
    std::vector<SearchState> states_;
    std::vector<Branch*> settling_;  // branches that have found somebody, and go on after `settle`
    std::vector<Reached> settled_;   // whom they have found, in order
    std::size_t counted_ = 0;        // who counted before
    Ticks settled_at_{-1};
    std::uint32_t wave_ = 0;              // how often `settle` has decided before at this instant
    std::vector<Agenda::Ticket> events_;  // of findings and answers, past ones included
    Switchboard* switchboard_;
    Network* network_;
    std::function<void()> ended_;
    std::map<std::uint32_t, Call> calls_;  // by attempt
    /// The conversation with somebody whom a case with a conference has found.
    struct Kept {
        const Search* search = nullptr;
        std::shared_ptr<Switchboard::Talk> talk;
        std::vector<const Search*> through;  // whose calls belong to it
    };
    std::map<std::uint32_t, Kept> kept_;  // by the attempt that found; only with a conference
    std::vector<Asking*> asking_;
    std::optional<Held> caller_;             // the caller of the next attempt, which begins at once
    std::optional<Agenda::Ticket> horizon_;  // the event that ends the case
    bool stopping_ = false;                  // an event to stop searches is pending at this instant
    bool decided_ = false;     // the case's own search has found somebody, or an exception has ended the case
    bool ending_ = false;      // the case has ended: branches unwind
    bool exchanging_ = false;  // the exchange is in progress
    std::exception_ptr failure_;
};

}  // namespace hotline
