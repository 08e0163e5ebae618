// One case of a drill in the shared world: its branches are actors, its waits are timers of the engine, an answer
// that nobody waits for is a timer that fires when it has been talked through.
//
// Ties. What is due at one instant comes in the agenda's order. Results do not depend on it where nothing is
// contended: attempts begun at the instant of the contact are cut off afterwards (`ending.hpp`), findings at one
// instant are compared by `Discovery`'s order, and two things come when everything else of the instant has happened:
// the end of the case, and a caller whose `hold` is over while searches further in are still doing something. Where
// something is contended they depend on it as rules I6 to I9 say, and on nothing else: neither on the order of cases
// in the file nor on that in which branches of one case happen to have entered what they wait for.
//
// A search that has stopped lets its branches lie: they find out when their timers fire, or when the case ends.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <map>
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
    /// With a switchboard, what cases hold is contended; `ended` is called at the end of the case then. With a
    /// network they share carriers.
    SharedCase(Drill& drill, Stage& stage, Switchboard* switchboard, Network* network, std::function<void()> ended)
        : drill_(drill),
          escalation_(drill, *this),
          stage_(stage),
          switchboard_(switchboard),
          network_(network),
          ended_(std::move(ended)) {}

    /// Enters the case's beginning, at an instant of the stage's clock. `place` is where it stands among the cases
    /// (rule I6).
    void begin(Ticks starts, Index place);
    /// What went wrong in it, if anything did.
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

    Contention* contention() override { return contended() ? this : nullptr; }

    /// How many units the case's calls hold.
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

    /// What an attempt holds.
    struct Call {
        Index search = 0;
        Branch* branch = nullptr;  // that waits in it; none: it is not waiting
        std::optional<Held> caller;
        std::optional<Held> line;
        std::optional<Held> seat;
        bool dropped = false;
    };
    struct SearchState {
        std::uint32_t under_way =
            0;  // its main flow, answers that will come, searches it opened: what is not over yet
        bool quiet = false;
        Branch* holder = nullptr;  // the branch that stays on the line while it searches
    };
    /// A branch that waits for a unit.
    struct Asking {
        const Search& search;
        Branch* branch;
        Pool& pool;
        Pool::Waiting waiting;
        enum class State : std::uint8_t { waits, has_it, is_over } state;
    };

    /// Throws SimulationError where so many more branches do not fit.
    void require_room(std::size_t branches) const;
    void fork(std::function<void()> body);
    /// Parks the running branch until an instant of the case, or until it is woken.
    void park(Ticks until, Phase phase = Phase::goes_on, std::uint32_t depth = 0);
    Agenda::Rank rank(Phase phase, std::uint32_t depth = 0) const { return {phase, depth, place_}; }
    void schedule(Ticks at, std::function<void()> fire);
    void guarded(const std::function<void()>& body);
    void over(Search& search);
    /// Later at this instant: searches that have found somebody stop, and with the case's own so does the case.
    void stop_later();
    void stop();
    void end();
    SearchState& state(const Search& search);

    // What follows contact, over a network: transfers.cpp.
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
    /// Parks where a drop of the attempt's call wakes the branch.
    void park_in_call(std::optional<std::uint32_t> attempt, Ticks until, Phase phase = Phase::goes_on,
                      std::uint32_t depth = 0);
    void take_seat_for_call_back(const Search& search, std::uint32_t attempt);
    void drop(std::uint32_t attempt);
    static void give_back(std::optional<Held>& held);
    static void give_back(Call& call);
    bool stops_now(Index search) const { return ending_ || drill_.found_by(drill_.search(search)) <= now(); }
    /// Searches have stopped: their calls end, whoever of them asks for something asks no more.
    void end_calls();
    /// Whoever a search has found itself at this instant talks; the call by which he was found is part of it, and
    /// those of the searches farther out that held the line.
    void converse(const Search& search);

    Drill& drill_;
    Escalation escalation_;
    Stage& stage_;
    Ticks starts_{0};
    Index place_ = 0;
    std::vector<Branch*> branches_;
    std::vector<SearchState> states_;
    std::vector<Agenda::Ticket> events_;  // findings and answers, those that have come among them
    Switchboard* switchboard_;
    Network* network_;
    std::function<void()> ended_;
    std::map<std::uint32_t, Call> calls_;  // by attempt
    std::vector<Asking*> asking_;
    std::optional<Held> caller_;             // who will make the next attempt, which begins at once
    std::optional<Agenda::Ticket> horizon_;  // that ends the case
    bool stopping_ = false;                  // searches will stop at this instant
    bool decided_ = false;                   // the case's own has found somebody, or something has gone wrong
    bool ending_ = false;                    // and the instant is over: branches unwind
    bool exchanging_ = false;                // what follows contact is under way
    std::exception_ptr failure_;
};

}  // namespace hotline
