// The escalation from the caller's view: wait, dial, let it ring, hang up, try the next row; talk to whoever answers;
// be handed over; hold the line. It is written once, against `Environment`. It implements rules 1 to 14 of
// scenarios/rules.md; comments cite their numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "sim/escalation/contention.hpp"
#include "sim/escalation/drill.hpp"
#include "sim/escalation/environment.hpp"

namespace hotline {

class Escalation {
public:
    /// `contention` are the shared resources; null if cases do not compete.
    Escalation(Drill& drill, Environment& environment, Contention* contention = nullptr)
        : drill_(drill), environment_(environment), contention_(contention), sites_(!drill.scenario.sites.empty()) {}

    /// Plays the main flow of a search, from now to its last linger. False if the search stopped before.
    bool play(Search& search);
    /// Handles the end of a conversation for which no branch waited: contact, a hand-over, or nothing.
    void answer_comes(Search& search, std::uint32_t attempt);

    /// When somebody found by the inner search reaches the outer search. Requires that the inner search has found
    /// somebody.
    Ticks reaches_outer(const Search& inner) const;
    /// The first instant in [from, until) at which the site of either party to the conversation is down.
    std::optional<Ticks> talk_cut(const Search& search, const Attempt& attempt, Ticks from, Ticks until) const {
        if (!sites_) return {};
        const auto caller = caller_leaves(search, from, until - Ticks{1});
        const auto official = official_leaves(attempt, from, until - Ticks{1});
        return caller && official ? std::min(*caller, *official) : caller ? caller : official;
    }
    /// Lets somebody who counts call others, if the step says so (rule 17).
    void call_on(const Reached& reached);
    /// The last instant at which somebody whom the case has found at `at` is on the line of its conference.
    Ticks leaves_line(Index official, Ticks at) const;
    /// Records the finding of an inner search in the outer search.
    void find_through(const Search& inner);
    /// The first instant in [from, to] at which the site of the searching party is down.
    std::optional<Ticks> caller_leaves(const Search& search, Ticks from, Ticks to) const {
        if (!sites_) return {};
        return site_down(drill_.scenario.parties[search.party].site, from, to);
    }

private:
    /// How a step that is played in turn is left.
    struct Leaving {
        Index to;                       // the next step; beyond the last: the next round; kNone: the search is over
        std::vector<Index> colleagues;  // officials whose organisations the step calls no more
    };
    /// The position of a branch in its protocol.
    struct Turn {
        Search& search;
        const PlannedStep& step;
        Index step_index;
        Index target_index;
        Ticks until;  // the last instant of the step's `within`
        std::uint32_t round;
        const Target* called = nullptr;  // in the target's place: himself, or who stands in for him
        Ticks began{0};                  // the calls of the step
        std::size_t known = 0;           // all at once, of a search that counts: its finds by then
        Ticks site_down = kForever;      // during an attempt: when the site of those who make it goes down
        Leaving* leaving = nullptr;      // null: all at once
        Ticks taken{0};                  // when its turn began

        /// The last instant at which an attempt can succeed.
        Ticks last() const { return std::min(until, site_down - Ticks{1}); }
        Contention::Limit limit() const {
            return site_down <= until ? Contention::Limit{site_down, true} : Contention::Limit{until, false};
        }
        const Target& target() const { return *called; }
    };
    enum class Next : std::uint8_t { attempt, row, target, step, nothing };  // each leaves out more
    struct Conversation {
        Ticks ends;
        Result result;
        Index protocol = kNone;  // the protocol of the hand-over, if the result is `handed_over`
    };

    /// Plays a step and sets `next` to the one that follows: see Leaving.
    bool play_step(Search& search, Index step_index, std::uint32_t round, Index& next);
    Next call_target(Turn& turn);
    /// Notes that the branch waits for an answer that does not come in time.
    void note_wait(const Turn& turn) {
        drill_.consulted.add(drill_.things.waited(turn.search.plan->protocol, turn.step_index));
    }
    /// Waits until the turn of a target begins in a staggered step. Returns what follows if it does not.
    std::optional<Next> await_turn(const Turn& turn);
    /// Waits until somebody has the duty of a rota (rule 1.9). Returns what follows if the place is not called.
    std::optional<Next> await_duty(const Turn& turn);
    /// Whether a search that counts has reached whoever takes the place (rule 16.4).
    bool is_reached(const Turn& turn);
    Next try_row(Turn& turn, const PlannedRow& row);
    /// What follows an attempt after which `next` would (rule 1.11).
    Next follow_up(const Turn& turn, std::uint32_t attempt, Next next) const;
    /// Whether the step calls nobody of the organisation of this official any more.
    bool has_left(const Turn& turn, Index official) const;
    Next attempt_call(const Turn& turn, const PlannedRow& row, std::uint32_t attempt);
    Next attempt_message(const Turn& turn, const PlannedRow& row, std::uint32_t attempt);
    /// Sends a message now and fills `delivery`. Returns what follows if the branch does not wait for it.
    std::optional<Next> deliver(const Turn& turn, const PlannedRow& row, std::uint32_t attempt,
                                Contention::Delivery& delivery);
    Next arrived(const Turn& turn, const PlannedRow& row, std::uint32_t attempt, Ticks arrives);
    /// Handles the arrival of a message for which the branch no longer waits.
    void arrived_late(const Turn& turn, std::uint32_t attempt, Ticks arrives);
    Next talk(const Turn& turn, std::uint32_t attempt, Ticks answered);
    Next hand_over(const Turn& turn, std::uint32_t attempt, Index protocol);

    /// Ends the attempt at an instant without an answer, and waits until then. `next` follows.
    Next settle(const Turn& turn, std::uint32_t attempt, Ticks at, Result result, Next next);
    /// Cut the attempt off at the turn's limit: `cut_off` waits until then, `is_cut_off` is called at that instant.
    Next cut_off(const Turn& turn, std::uint32_t attempt);
    Next is_cut_off(const Turn& turn, std::uint32_t attempt);
    /// Waits for the callers' site to be up, and for a caller. Returns what follows if there is no next attempt.
    std::optional<Next> ready(Turn& turn) {
        if (!sites_ && !contention_) return {};
        return wait_until_ready(turn);
    }
    std::optional<Next> wait_until_ready(Turn& turn);
    /// Waits for the end of the step's `within`.
    Next step_is_over(const Turn& turn);
    /// Waits within an attempt. Returns what follows if the attempt ends before.
    std::optional<Next> stay(const Turn& turn, std::uint32_t attempt, Ticks at, bool through = false) {
        if (contention_) return stay_in_call(turn, attempt, at, through);
        if (through ? environment_.wait_through(turn.search, at) : environment_.wait_until(turn.search, at))
            return {};
        return Next::nothing;
    }
    std::optional<Next> stay_in_call(const Turn& turn, std::uint32_t attempt, Ticks at, bool through);
    /// What follows an answer other than yes or no.
    Next goes_no_further(const Turn& turn, std::uint32_t attempt, Contention::Answer answer);
    Next dropped(const Turn& turn, std::uint32_t attempt);
    /// Ask for a line or a seat, and set `rings` to the instant of ringing. Return what follows if there is none.
    std::optional<Next> ask_line(const Turn& turn, std::uint32_t attempt, Ticks& rings);
    std::optional<Next> ask_seat(const Turn& turn, std::uint32_t attempt, Ticks& rings);
    /// Makes a request that may have to wait, and logs the wait. `attempt` is `kNone` before an attempt.
    template <class Ask>
    Contention::Answer waiting(const Turn& turn, std::uint32_t attempt, const Ask& ask) {
        const std::size_t wait = drill_.waits.size();
        drill_.waits.push_back(
            {turn.search.index, turn.round, turn.step_index, turn.target_index, attempt, environment_.now()});
        const Contention::Answer answer = ask();
        if (answer != Contention::Answer::over) drill_.waits[wait].to = environment_.now();
        return answer;
    }
    void expect_answer(const Turn& turn, std::uint32_t attempt, Ticks answered);
    void expect_call_back(const Turn& turn, std::uint32_t attempt);

    /// What the official does about a call or a message, so long after the ringing or the arrival.
    struct Reaction {
        Ticks after{0};
        bool declines = false;
    };
    /// From ringing or arrival at `at`; empty: nothing.
    std::optional<Reaction> reaction(const Search& search, const Attempt& attempt, Ticks at, Channel::Kind kind);
    /// The end of a call that somebody other than the official has taken.
    struct Taken {
        Ticks ends{0};
        Result result;
    };
    /// Whether a wrong person or the voice mail takes a call, at most `last` after it rings.
    std::optional<Taken> taken_by_another(Attempt& attempt, Ticks rings, Ticks last) const {
        const Response& response = response_of(attempt);
        if (!response.wrong_person && !response.voice_mail) return {};
        return taken(response, attempt, rings, last);
    }
    std::optional<Taken> taken(const Response& response, Attempt& attempt, Ticks rings, Ticks last) const;
    /// Ends a call that nobody answered, and waits until then. The official may call back.
    Next miss(const Turn& turn, std::uint32_t attempt, Ticks at, Result result);
    Conversation converse(const Search& search, const Step& step, const Attempt& attempt, Ticks answered) const;
    Conversation undisturbed(const Search& search, const Step& step, const Attempt& attempt, Ticks answered) const;
    bool asked_again(const Search& search, Index official, Index protocol, Ticks at, std::uint32_t attempt) const;
    void open(Search& outer, std::uint32_t attempt, Index protocol, Ticks held_until, bool counts = false);
    /// `awaited`: by a branch, which goes on after it if the search counts.
    void find(Search& search, const Discovery& finding, bool awaited);
    void count(Search& search, const Discovery& finding, bool awaited);
    /// What follows somebody whom the turn has found at `at`.
    Next found(const Turn& turn, Ticks at);

    /// The first instant in [from, to] at which the site of the called official is down.
    std::optional<Ticks> official_leaves(const Attempt& attempt, Ticks from, Ticks to) const {
        if (!sites_) return {};
        return site_down(official_of(attempt).site, from, to);
    }
    std::optional<Ticks> site_down(Index site, Ticks from, Ticks to) const;
    bool pause(const Search& search, const Law& law, Purpose purpose, std::uint64_t subject, std::uint64_t index) {
        if (law.constant() && law.a <= 0 && law.at_least <= 0) return true;  // as most are
        return pause_for(search, law, purpose, subject, index);
    }
    bool pause_for(const Search& search, const Law& law, Purpose purpose, std::uint64_t subject, std::uint64_t index);
    LuckBlock block(Purpose purpose, const Attempt& attempt) const {
        return drill_.facts.luck().block(purpose, attempt.row_identity, attempt.path, attempt.number);
    }
    double uniform(Purpose purpose, const Attempt& attempt) const {
        if (share_a_block(purpose, Purpose::set_up)) return attempt.numbers.uniform(purpose);
        return block(purpose, attempt).uniform(purpose);
    }
    Ticks draw(const Law& law, Purpose purpose, const Attempt& attempt) const {
        return law.ticks(number_for(law, [&] { return uniform(purpose, attempt); }));
    }
    bool happens(double probability, Purpose purpose, const Attempt& attempt) const {
        return decided(probability, [&] { return uniform(purpose, attempt); });
    }
    /// A probability to answer, and a time, of the official's cluster (rule 2.11).
    double answer_of_cluster(double answer, const Attempt& attempt);
    Ticks draw_of_cluster(const Law& law, Purpose purpose, const Attempt& attempt);
    static const Official& official_of(const Attempt& attempt) { return *attempt.planned->official; }
    static const Response& response_of(const Attempt& attempt) { return *attempt.planned->response; }
    Ticks drill_time(Ticks at) const { return drill_.played().after + at; }

    Drill& drill_;
    Environment& environment_;
    Contention* const contention_;
    const bool sites_;  // skips the checks of sites in the many scenarios without them
};

}  // namespace hotline
