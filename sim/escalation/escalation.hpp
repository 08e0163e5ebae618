// The escalation, as the caller lives it: wait, dial, let it ring, hang up, try the next; talk to who answers;
// be handed over; hold the line. Written once, against `Environment`; the rules are 1 to 14 of
// scenarios/rules.md, whose numbers the comments give.
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
    Escalation(Drill& drill, Environment& environment)
        : drill_(drill), environment_(environment), sites_(!drill.scenario.sites.empty()) {}
    /// Asks again whether anything is contended.
    void begin() { contention_ = environment_.contention(); }

    /// The main flow of a search, from now to its last linger; false where the search stopped before.
    bool play(Search& search);
    /// An answer that nobody waits for has been talked through: contact, a hand-over, or nothing.
    void answer_comes(Search& search, std::uint32_t attempt);

    /// When what the inner search has found is found for the search that opened it. Requires that it has found.
    Ticks reaches_outer(const Search& inner) const;
    /// The first instant from `from` on, before `until`, at which the site of one of the two who talk goes down.
    std::optional<Ticks> talk_cut(const Search& search, const Attempt& attempt, Ticks from, Ticks until) const {
        if (!sites_) return {};
        const auto caller = caller_leaves(search, from, until - Ticks{1});
        const auto official = official_leaves(attempt, from, until - Ticks{1});
        return caller && official ? std::min(*caller, *official) : caller ? caller : official;
    }
    /// Takes over what an inner search has found, at the instant at which that reaches the outer one.
    void find_through(const Search& inner);
    /// The first instant in [from, to] at which the site of who searches is down.
    std::optional<Ticks> caller_leaves(const Search& search, Ticks from, Ticks to) const {
        if (!sites_) return {};
        return site_down(drill_.scenario.parties[search.party].site, from, to);
    }

private:
    /// Where a branch stands in its protocol.
    struct Turn {
        Search& search;
        const PlannedStep& step;
        Index step_index;
        Index target_index;
        Ticks until;  // the end of the step's `within`, itself included
        std::uint32_t round;
        Ticks site_down = kForever;  // during an attempt: when the site of those who make it goes down

        /// The last instant at which something may come of an attempt.
        Ticks last() const { return std::min(until, site_down - Ticks{1}); }
        Contention::Limit limit() const {
            return site_down <= until ? Contention::Limit{site_down, true} : Contention::Limit{until, false};
        }
        const Target& target() const { return step.targets[target_index]; }
    };
    enum class Next : std::uint8_t { attempt, row, target, step, nothing };
    struct Conversation {
        Ticks ends;
        Result result;
        Index protocol = kNone;  // that carries on, where the result is `handed_over`
    };

    bool play_step(Search& search, Index step_index, std::uint32_t round);
    Next call_target(Turn& turn);
    Next try_row(Turn& turn, const PlannedRow& row);
    Next attempt_call(const Turn& turn, const PlannedRow& row, std::uint32_t attempt);
    Next attempt_message(const Turn& turn, const PlannedRow& row, std::uint32_t attempt);
    /// What becomes of a message that is sent now; what follows where the branch does not wait for it.
    std::optional<Next> deliver(const Turn& turn, const PlannedRow& row, std::uint32_t attempt,
                                Contention::Delivery& delivery);
    Next arrived(const Turn& turn, const PlannedRow& row, std::uint32_t attempt, Ticks arrives);
    /// Where nobody waits for it any more.
    void arrived_late(const Turn& turn, std::uint32_t attempt, Ticks arrives);
    Next talk(const Turn& turn, std::uint32_t attempt, Ticks answered);
    Next hand_over(const Turn& turn, std::uint32_t attempt, Index protocol);

    /// Ends the attempt at an instant by itself, and waits for that; `next` follows.
    Next settle(const Turn& turn, std::uint32_t attempt, Ticks at, Result result, Next next);
    /// Cuts it off at the turn's limit, and waits for that; or now, as that has come.
    Next cut_off(const Turn& turn, std::uint32_t attempt);
    Next is_cut_off(const Turn& turn, std::uint32_t attempt);
    /// Somebody to make the next attempt, at a site that is up; what follows where the branch does not come to it.
    std::optional<Next> ready(Turn& turn);
    /// Waits for the end of the step's `within`.
    Next step_is_over(const Turn& turn);
    /// Waits within an attempt; what follows where that came to an end before.
    std::optional<Next> stay(const Turn& turn, std::uint32_t attempt, Ticks at, bool through = false);
    /// What follows where the world's answer was neither yes nor no.
    Next goes_no_further(const Turn& turn, std::uint32_t attempt, Contention::Answer answer);
    Next dropped(const Turn& turn, std::uint32_t attempt);
    /// With a line, or a seat, it rings at `rings`; what follows where there was none.
    std::optional<Next> ask_line(const Turn& turn, std::uint32_t attempt, Ticks& rings);
    std::optional<Next> ask_seat(const Turn& turn, std::uint32_t attempt, Ticks& rings);
    /// Asks the world for something that may have to be waited for; `attempt` is `kNone` where none has begun.
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

    /// How long after `at`, when it rings or has arrived, the official responds; nothing: never.
    std::optional<Ticks> responds_after(const Search& search, const Attempt& attempt, Ticks at, Channel::Kind kind);
    Conversation converse(const Search& search, const Step& step, const Attempt& attempt, Ticks answered) const;
    Conversation undisturbed(const Search& search, const Step& step, const Attempt& attempt, Ticks answered) const;
    bool asked_again(const Search& search, Index official, Index protocol, Ticks at, std::uint32_t attempt) const;
    void open(Search& outer, std::uint32_t attempt, Index protocol, Ticks held_until);
    void find(Search& search, const Discovery& finding);

    /// The same of the site of who answers.
    std::optional<Ticks> official_leaves(const Attempt& attempt, Ticks from, Ticks to) const {
        if (!sites_) return {};
        return site_down(official_of(attempt).site, from, to);
    }
    std::optional<Ticks> site_down(Index site, Ticks from, Ticks to) const;
    bool pause(const Search& search, const Law& law, Purpose purpose, std::uint64_t subject, std::uint64_t index);
    Ticks draw(const Law& law, Purpose purpose, const Attempt& attempt) const;
    bool happens(double probability, Purpose purpose, const Attempt& attempt) const;
    const Official& official_of(const Attempt& attempt) const;
    const Response& response_of(const Attempt& attempt) const;
    Ticks drill_time(Ticks at) const { return drill_.played().after + at; }

    Drill& drill_;
    Environment& environment_;
    const bool sites_;  // most scenarios have none, and who asks for them would pay
    Contention* contention_ = nullptr;
};

}  // namespace hotline
