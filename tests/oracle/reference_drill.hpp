// The internals of the reference model: the state of a drill, and the event queue.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/oracle/reference.hpp"
#include "tests/oracle/reference_facts.hpp"

namespace hotline::reference {

enum class Through : unsigned char { dialled, late_reply, call_back };

struct Search;
struct Branch;

struct Settled {
    Ticks at{0};
    Result result = Result::cut_off;
};

struct Attempt {
    Search* search = nullptr;
    Branch* branch = nullptr;  // that dialled
    Index row = kNone;
    std::uint32_t number = 0;  // on that row
    std::uint64_t order = 0;   // among all attempts of the drill
    std::size_t position = 0;  // of the official in the step's list
    Ticks begins{0};
    std::optional<Ticks> cut;         // when the site of the callers goes down, unless a message has been sent
    std::optional<Ticks> rang;        // when the set-up of a call ended
    std::optional<Ticks> talk_cut;    // when one of the two sites goes down after the answer
    std::optional<Ticks> answered;    // by the branch that dialled
    std::optional<Ticks> late_reply;  // when one has come
    std::optional<Settled> settled;
    std::optional<Settled> settled_by_late_reply;
    bool left_message = false;    // with a machine that has taken the call
    bool led_to_contact = false;  // it made contact, or opened a search through which contact came
};

/// Contact was found, in this search or in one that it opened.
struct Found {
    unsigned levels = 0;        // between this search and the one that found
    Attempt* here = nullptr;    // this search's attempt, whose answer it was or whose answer opened the search
    Attempt* finder = nullptr;  // the attempt of the search that found
    Through through = Through::dialled;
    Branch* waits = nullptr;  // goes on after it if the search counts
};

/// Somebody whom a search that counts has found.
struct Known {
    Ticks at{0};
    Index official = kNone;
    bool awaited = false;
    Ticks leaves = kForever;  // the last instant on the line of a conference
};

struct Answer {
    Attempt* attempt = nullptr;
    Ticks at{0};
};

struct Search {
    Index protocol = kNone;
    Index party = kNone;
    Identity path = 0;
    unsigned depth = 0;
    Ticks opened_at{0};
    Attempt* opened_by = nullptr;     // none: the case's own search
    std::optional<Ticks> held_until;  // opened by a dialled answer
    Branch* holding = nullptr;        // the branch of the outer search that still stays on the line
    std::optional<Ticks> stopped;
    unsigned pending = 1;  // the main flow, answers to come, searches opened
    std::vector<Search*> opened;
    std::vector<Found> found;                 // at the present instant
    std::map<Index, std::uint32_t> attempts;  // by row
    std::set<Index> dead;                     // rows
    std::set<Index> promised;                 // officials who have promised to call back
    std::set<std::pair<Index, Index>> asked;  // officials and protocols
    bool counts = false;                      // it goes on when it has found somebody
    std::vector<Known> known;                 // whom it has found
};

/// One execution of a step.
struct Passage {
    Search* search = nullptr;
    std::uint32_t round = 0;
    std::size_t step = 0;
    Ticks began{0};                                // its calls
    std::optional<Ticks> over_at;                  // the end of `within`
    std::size_t branches = 0;                      // still active
    std::size_t next_step = 0;                     // that follows; beyond the last: the round is over
    bool ends_search = false;                      // none follows
    std::set<std::pair<Index, std::string>> left;  // parties with their organisations, which it calls no more
    std::size_t known = 0;                         // whom the search had found when the calls began
};

struct Target {
    ReferencePlace place;
    std::size_t position = 0;  // in the step's list
};

/// Calls its targets in sequence.
struct Branch {
    Passage* passage = nullptr;
    std::vector<Target> targets;
    std::size_t target = 0;
    std::vector<Index> rows;  // of that target
    std::size_t row = 0;
    std::uint32_t tries = 0;  // at that row
};

/// The order within an instant: inner searches first; then attempts in order, then new actions, then the decision
/// about who was found.
struct Key {
    Ticks at{0};
    unsigned depth = 0;
    std::uint64_t order = 0;
    std::uint64_t sequence = 0;

    friend bool operator<(const Key& a, const Key& b) {
        return std::tuple(a.at, b.depth, a.order, a.sequence) < std::tuple(b.at, a.depth, b.order, b.sequence);
    }
};
constexpr std::uint64_t kGoingOn = std::uint64_t{1} << 62;
constexpr std::uint64_t kSettlement = kGoingOn + 1;

struct Event {
    Search* search;  // nothing happens to one that has stopped
    std::function<void()> happens;
};

class ReferenceDrill {
public:
    ReferenceDrill(const Scenario& scenario, const Case& played, Index protocol, Luck luck, RuleCounts& reached);
    DrillRecord play();

private:
    const Protocol& protocol_of(const Search& search) const { return scenario_.protocols[search.protocol]; }
    const Step& step_of(const Branch& branch) const {
        return protocol_of(*branch.passage->search).steps[branch.passage->step];
    }
    const Row& row_of(const Attempt& attempt) const { return scenario_.rows[attempt.row]; }
    const Channel& channel_of(const Attempt& attempt) const { return scenario_.channels[row_of(attempt).channel]; }
    const Official& official_of(const Attempt& attempt) const {
        return scenario_.officials[row_of(attempt).official];
    }
    bool is_over(const Passage& passage) const { return passage.over_at && now_ > *passage.over_at; }
    Ticks draw(const Law& law, Purpose purpose, const Attempt& attempt) const {
        return luck_.draw(law, purpose, row_of(attempt).identity, attempt.search->path, attempt.number);
    }
    Ticks latency_of(const Attempt& attempt, const Law& law, Purpose purpose);
    bool would_call_back(const Attempt& attempt, double probability);
    bool happens(double probability, Purpose purpose, const Attempt& attempt) const {
        return luck_.happens(probability, purpose, row_of(attempt).identity, attempt.search->path, attempt.number);
    }

    // The queue
    void schedule(Search& search, Ticks at, std::uint64_t order, std::function<void()> closure);
    /// Schedules the search to start its next action.
    void go_on(Search& search, Ticks at, std::function<void()> closure);
    /// Schedules an event of an attempt, whatever the state of its branch.
    void later(Attempt& attempt, Ticks at, std::function<void()> closure);
    /// The branch waits for it; if its step ends first, the attempt is cut off.
    void wait(Attempt& attempt, Ticks at, std::function<void()> closure);
    /// The result of the conversation, unless it is cut off first.
    void talk_until(Attempt& attempt, Through through, Ticks at, std::function<void()> closure);

    // Sites
    Index site_of(const Search& search) const { return scenario_.parties[search.party].site; }
    bool official_is_there(const Attempt& attempt, Ticks at);
    bool caller_is_there(const Attempt& attempt, Ticks at);

    // The flow of a search
    void begin_search(Search& search);
    void begin_step(Search& search, std::uint32_t round, std::size_t step);
    void end_round(Search& search, std::uint32_t round);
    std::vector<Target> targets_of(const Selector& call) const;
    void begin_calling(Passage& passage, const std::vector<Target>& targets);
    void begin_target(Branch& branch);
    void count_place(const Step& step, const ReferencePlace& place, const std::optional<Index>& taker);
    void next_target(Branch& branch);
    bool is_reached(const Branch& branch, Index official) const;
    void begin_row(Branch& branch);
    void next_row(Branch& branch);
    void begin_attempt(Branch& branch);
    /// After an attempt without an answer.
    void try_again(Attempt& attempt);
    void end_branch(Branch& branch);
    /// Follows what the step says of the result of an attempt that its branch leaves. False if it says nothing.
    bool goes_elsewhere(Attempt& attempt);
    /// One action fewer in progress or pending in the search.
    void nothing_more(Search& search);

    // Attempts
    void settle(Attempt& attempt, Result result);
    void dead_number(Attempt& attempt);
    /// The call or the message waits for an answer that never comes.
    void wait_in_vain(Attempt& attempt, Ticks until, Result result);
    void fail(Attempt& attempt);
    bool reachable(const Attempt& attempt, Ticks at) const;
    bool would_answer(const Attempt& attempt, Ticks at);
    Ticks patience(const Attempt& attempt);
    /// A call, at the end of its set-up.
    void called(Attempt& attempt);
    void perhaps_call_back(Attempt& attempt);
    /// A message, at the end of its set-up.
    void sent(Attempt& attempt);
    std::optional<Ticks> reply_to(const Attempt& attempt, Ticks arrival);

    // Conversations
    void answered(Attempt& attempt, Through through);
    void understood(Attempt& attempt, Through through);
    void verified(Attempt& attempt, Through through);
    void hand_over(Attempt& attempt, Through through, Index protocol);
    void stop_holding(Search& inner);
    void end_conversation(Attempt& attempt, Through through, Result result);
    void next_target_after_talk(Branch& branch);

    // Finding contact
    void found(Search& search, Found what);
    static std::tuple<unsigned, std::size_t, std::size_t, std::uint64_t> rank(const Found& what);
    /// All events of the instant are done in the search and in those that it opened.
    void settle_found(Search& search);
    void stop(Search& search);
    /// All events of the instant are done in the case: those found by searches that count.
    void settle_finds();
    static int compare(const Search& one, const Search& other);
    /// Rules 16.5 to 16.7.
    Ticks leaves_line(Index official);
    bool completes_conference(const Found& what, Index official);
    void call_on(const Found& what);
    void is_result_reached(const Found& what);

    // State at the end
    /// Whether an event of an attempt at that instant counts: not if the search stopped at it.
    bool counts(const Attempt& attempt, Ticks at) const;
    Settled result_of(const Attempt& attempt);
    DrillRecord record();
    void record_contact(Outcome& outcome);
    Ticks evidence_shared(Ticks contact);

    const Scenario& scenario_;
    const Case& case_;
    Luck luck_;
    ReferenceFacts facts_;
    RuleCounts& reached_;
    Goal goal_;
    Search* own_ = nullptr;

    std::map<Key, Event> queue_;
    std::uint64_t sequence_ = 0;
    Ticks now_{0};

    // Deques, because their elements do not move.
    std::deque<Search> searches_;
    std::deque<Passage> passages_;
    std::deque<Branch> branches_;
    std::deque<Attempt> attempts_;
    std::vector<Answer> answers_;
    std::optional<Found> contact_;
    std::vector<Found> finds_;    // at the present instant, by searches that count
    std::vector<Found> counted_;  // in order
    std::vector<Known> joined_;   // the line of the conference, in order
    Ticks last_settled_{-1};
};

}  // namespace hotline::reference
