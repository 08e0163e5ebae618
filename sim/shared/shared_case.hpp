// One case of a drill in the shared world: its branches are actors, its waits are timers of the engine, an answer
// that nobody waits for is a timer that fires when it has been talked through.
//
// Ties. What is due at one instant comes in the agenda's order. Results do not depend on it where nothing is
// contended: attempts begun at the instant of the contact are cut off afterwards (`ending.hpp`), findings at one
// instant are compared by `Discovery`'s order, and two things come when everything else of the instant has happened:
// the end of the case, and a caller whose `hold` is over while searches further in are still doing something.
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

#include "sim/escalation.hpp"
#include "sim/exchange.hpp"
#include "sim/shared/network.hpp"
#include "sim/shared/stage.hpp"
#include "sim/shared/switchboard.hpp"

namespace hotline {

class SharedCase final : public World {
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

    /// Enters the case's beginning, at an instant of the stage's clock.
    void begin(Ticks starts);
    /// What went wrong in it, if anything did.
    std::exception_ptr failure() const { return failure_; }

    Ticks now() const override { return stage_.now() - starts_; }
    bool wait_until(const Search& search, Ticks at) override;
    bool all_at_once(Search& search, std::size_t count, const std::function<bool(std::size_t)>& branch) override;
    void under_way(const Search& search, Ticks until) override;
    void expect(Search& search, std::uint32_t attempt, Ticks at) override;
    void start(Search& inner) override;
    bool hold(const Search& outer, const Search& inner) override;
    void found(Search& search) override;

    bool contended() const override { return switchboard_ != nullptr; }
    Answer ask_caller(const Search& search, Ticks until) override;
    void dismiss_caller() override { give_back(caller_); }
    void begin_call(const Search& search, std::uint32_t attempt) override;
    Answer ask_line(const Search& search, std::uint32_t attempt, Ticks until) override;
    Answer ask_seat(const Search& search, std::uint32_t attempt, Ticks until) override;
    Answer stay(const Search& search, std::uint32_t attempt, Ticks at) override;
    void hang_up(std::uint32_t attempt) override;
    Answer travel(const Search& search, std::uint32_t attempt, Ticks until, Delivery& delivery,
                  const Late& late) override;
    void sent(std::uint32_t attempt) override;

private:
    /// A unit of a pool, while it is held.
    struct Held {
        Pool* pool = nullptr;
        Pool::Holding holding;
    };
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
        Ticks talks_until{0};      // to whom it has found
    };

    /// Throws SimulationError where so many more branches do not fit.
    void require_room(std::size_t branches) const;
    void fork(std::function<void()> body);
    /// Parks the running branch until an instant of the case, or until it is woken.
    void park(Ticks until, Phase phase = Phase::goes_on, std::uint32_t depth = 0);
    Agenda::Rank rank(Phase phase, std::uint32_t depth = 0) const { return {phase, depth, drill_.case_index}; }
    void schedule(Ticks at, std::function<void()> fire);
    void guarded(const std::function<void()>& body);
    void over(Search& search);
    void end_after_this_instant();
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
        bool queue = false;
        bool preempt = false;
        Ticks patience{0};
        Ticks begun{0};
        std::optional<std::uint32_t> attempt;
        std::function<void()> drop;
    };
    Answer ask(const Search& search, const Request& request, Ticks until, std::optional<Held>& into);
    Answer ask_for_call(const Search& search, std::uint32_t attempt, Pool& pool, Ticks until,
                        std::optional<Held> Call::*where);
    bool is_dropped(std::optional<std::uint32_t> attempt) const;
    /// Parks where a drop of the attempt's call wakes the branch.
    void park_in_call(std::optional<std::uint32_t> attempt, Ticks until);
    Request request(Pool& pool, std::uint32_t attempt);
    /// Whether what has begun at an instant is over by now: at the instant of a finding what begins then has not
    /// happened, what was under way still ends by itself.
    bool has_stopped(const Search& search, Ticks begun) const {
        const Ticks found = drill_.found_by(search);
        return ending_ || found < now() || (found == now() && begun == found) || now() > drill_.scenario.horizon;
    }
    void take_seat_for_call_back(const Search& search, std::uint32_t attempt);
    void drop(std::uint32_t attempt);
    void give_back(std::optional<Held>& held);
    void give_back(Call& call);
    /// Searches have stopped: their calls end, but for those by which somebody was found, which last.
    void end_calls();
    void last(std::vector<Held> held, Ticks until);

    Drill& drill_;
    Escalation escalation_;
    Stage& stage_;
    Ticks starts_{0};
    std::vector<Branch*> branches_;
    std::vector<SearchState> states_;
    std::vector<Agenda::Ticket> events_;  // findings and answers, those that have come among them
    Switchboard* switchboard_;
    Network* network_;
    std::function<void()> ended_;
    std::map<std::uint32_t, Call> calls_;    // by attempt
    std::optional<Held> caller_;             // who will make the next attempt
    std::optional<Agenda::Ticket> horizon_;  // that ends the case
    bool decided_ = false;                   // the case has been decided at this instant
    bool ending_ = false;                    // and the instant is over: branches unwind
    bool exchanging_ = false;                // what follows contact is under way
    std::exception_ptr failure_;
};

}  // namespace hotline
