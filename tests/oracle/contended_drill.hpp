// Long because it declares all that the parts of the model share.
//
// The internals of the contended reference: all cases of a drill, the resources that they share, and the event queue.
// All times count from the drill's start; only records count from the case's own.
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

#include "tests/oracle/contended_network.hpp"
#include "tests/oracle/contended_pools.hpp"
#include "tests/oracle/contended_reference.hpp"
#include "tests/oracle/reference_facts.hpp"

namespace hotline::contended {

enum class Through : unsigned char { dialled, late_reply, call_back };

struct Played;
struct Search;
struct Branch;
struct Talk;
struct Joined;

struct Settled {
    Ticks at{0};
    Result result = Result::cut_off;
};

/// The turns of one instant (I7) that are events; between them, units are granted, dropped and refused.
enum class Turn : unsigned char { ends, bandwidths, within, holds, settlements, leaves, horizons, flows };

struct Key {
    Ticks at{0};
    Turn turn = Turn::ends;
    unsigned depth = 0;       // inner searches first
    std::uint64_t order = 0;  // of an attempt; new actions come after attempts
    std::uint64_t sequence = 0;

    friend bool operator<(const Key& a, const Key& b) {
        return std::tuple(a.at, a.turn, b.depth, a.order, a.sequence) <
               std::tuple(b.at, b.turn, a.depth, b.order, b.sequence);
    }
};
constexpr std::uint64_t kGoingOn = std::uint64_t{1} << 62;

struct Event {
    Played* played = nullptr;        // an event of a case that is over is skipped; none: an event of the world
    const Search* search = nullptr;  // an event of a search that has stopped is skipped
    std::function<void()> happens;
};

struct Attempt {
    Search* search = nullptr;
    Branch* branch = nullptr;  // that dialled
    Index row = kNone;
    std::uint32_t number = 0;  // on that row
    std::uint64_t order = 0;   // among all attempts of the drill
    std::size_t position = 0;  // of the official in the step's list
    Ticks begins{0};
    std::optional<Ticks> cut;       // when the site of the callers goes down, unless a message has been sent
    std::optional<Ticks> rang;      // when a call began to ring
    std::optional<Ticks> talk_cut;  // when one of the two sites goes down after the answer
    std::optional<Ticks> answered;  // by the branch that dialled
    std::optional<Ticks> late_reply;
    std::optional<Settled> settled;
    std::optional<Settled> settled_by_late_reply;
    bool left_message = false;    // with a machine that has taken the call
    bool led_to_contact = false;  // it made contact, or opened a search through which contact came
    bool awaited = true;          // the branch that dialled still waits for it
    std::optional<Key> next;      // its next event for that branch
    Claim* caller = nullptr;
    Claim* line = nullptr;
    Claim* seat = nullptr;
    Claim* seat_of_call_back = nullptr;
    Talk* talk = nullptr;     // of somebody whom it found
    Search* holds = nullptr;  // the search that its answer opened, while the branch stays on the line
    bool dropped = false;
};

/// Contact was found, in this search or in one that it opened.
struct Found {
    unsigned levels = 0;        // between this search and the one that found
    Attempt* here = nullptr;    // this search's attempt, whose answer it was or whose answer opened the search
    Attempt* finder = nullptr;  // the attempt of the search that found
    Through through = Through::dialled;
    Talk* talk = nullptr;
    bool awaited = false;  // the branch of `here` goes on after it if the search counts
};

/// Somebody whom a search that counts has found.
struct Known {
    Ticks at{0};
    Index official = kNone;
    bool awaited = false;
    const Joined* joined = nullptr;  // the line of a conference
};

/// Somebody who has joined the line of a conference.
struct Joined {
    Found what;
    Ticks at{0};
    Ticks leaves{0};  // the last instant on the line
};

/// A conversation with the contact. It holds the contact's seat, the lines of the chain and the caller.
struct Talk {
    std::vector<Claim*> claims;
    std::vector<Index> sites;
    Ticks ends{0};
    bool over = false;
    unsigned planned = 0;      // how often its end has been planned
    Joined* joined = nullptr;  // while somebody holds the line
};

struct Search {
    Played* played = nullptr;
    Index protocol = kNone;
    Index party = kNone;
    Identity path = 0;
    unsigned depth = 0;
    Ticks opened{0};
    Attempt* opened_by = nullptr;     // none: the case's own search
    std::optional<Ticks> held_until;  // opened by a dialled answer
    std::optional<Ticks> stopped;
    unsigned pending = 1;  // the main flow, answers to come, searches opened
    std::vector<Search*> inner;
    std::vector<Found> found;                 // at the present instant
    std::map<Index, std::uint32_t> attempts;  // by row
    std::set<Index> dead;                     // rows
    std::set<Index> promised;                 // officials who have promised to call back
    std::set<std::pair<Index, Index>> asked;  // officials and protocols
    std::vector<Claim*> claims;
    bool counts = false;       // it goes on when it has found somebody
    std::vector<Known> known;  // whom it has found
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

/// In transit over carriers.
struct Message {
    const Channel* channel = nullptr;
    double bytes = 0;
    Played* played = nullptr;
    const Search* search = nullptr;  // none: evidence
    std::uint64_t order = 0;
    Ticks sent{0};
    std::function<void()> arrived;
    std::function<void()> failed;
    Flow* flow = nullptr;
    std::optional<Key> failure;
    std::optional<Key> arrival;
    bool sent_at_all = true;  // false if its search stops at the instant of sending
    bool slowed = false;      // by other flows
    std::optional<Ticks> slow_since;
    std::optional<Ticks> failed_at;
    std::optional<Ticks> arrived_at;
};

struct Answer {
    Attempt* attempt = nullptr;
    Ticks at{0};
};

/// One case.
struct Played {
    std::size_t index = 0;
    const Case* played = nullptr;
    Goal goal;
    Ticks ends{0};  // its horizon
    Search* own = nullptr;
    bool over = false;   // at its horizon
    bool ended = false;  // nothing more comes of it
    std::optional<Found> contact;
    std::vector<Found> finds;    // at the present instant, by searches that count
    std::vector<Found> counted;  // in order
    std::deque<Joined> joined;   // in order
    Ticks shared = kNever;
    std::deque<Attempt> attempts;  // elements keep their addresses
    std::vector<Answer> answers;
};

class ContendedDrill {
public:
    /// The horizon of `scenario` reaches to the end of the last case; `horizon` is that of a case.
    ContendedDrill(const Scenario& scenario, Ticks horizon, std::size_t protocol, Luck luck,
                   ContendedCounts& reached);
    ContendedDrills play();

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
    const std::optional<Ticks>& over_at(const Attempt& attempt) const { return attempt.branch->passage->over_at; }
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
    Key schedule(Key key, Event event);
    void cancel(std::optional<Key>& key);
    /// Schedules the search to start its next action.
    Key go_on(Search& search, Ticks at, std::function<void()> closure);
    /// Schedules an event of an attempt, whatever the state of its branch.
    Key later(Attempt& attempt, Ticks at, std::function<void()> closure);
    /// The branch waits for it; if its step ends or its site goes down first, the attempt is cut off.
    void wait(Attempt& attempt, Ticks at, std::function<void()> closure);
    /// The branch reaches the end of its step's time.
    Key at_the_end_of(const Passage& passage, std::function<void()> closure);
    void cut_by_within(Attempt& attempt);
    void cut_by_site(Attempt& attempt);
    /// The result of the conversation, unless it is cut off first.
    void talk_until(Attempt& attempt, Through through, Ticks at, std::function<void()> closure);
    /// Runs all events of the next turn of the instant; false if none are left.
    bool play_turn();
    void play_events(Turn turn);

    // Sites
    Index site_of(const Search& search) const { return scenario_.parties[search.party].site; }
    bool official_is_there(const Attempt& attempt, Ticks at);
    bool caller_is_there(const Attempt& attempt, Ticks at);

    // The flow of a search
    void begin_search(Search& search);
    void begin_step(Search& search, std::uint32_t round, std::size_t step);
    void end_round(Search& search, std::uint32_t round);
    std::vector<Target> targets_of(const Case& played, const Selector& call) const;
    void begin_calling(Passage& passage, const std::vector<Target>& targets);
    void begin_target(Branch& branch);
    void next_target(Branch& branch);
    bool is_reached(const Branch& branch, Index official) const;
    void begin_row(Branch& branch);
    void next_row(Branch& branch);
    void begin_attempt(Branch& branch);
    void start_attempt(Branch& branch, Claim* caller);
    /// After an attempt without an answer.
    void try_again(Attempt& attempt);
    void end_branch(Branch& branch);
    /// Follows what the step says of the result of an attempt that its branch leaves. False if it says nothing.
    bool goes_elsewhere(Attempt& attempt);
    /// One action fewer in progress or pending in the search.
    void nothing_more(Search& search);

    // Contended resources
    /// The order of searches of one case (rule I6.2).
    static int compare(const Search& one, const Search& other);
    static bool asks_before(const Claim& one, const Claim& other);
    Claim claim_of(const Search& search, const Pool& pool) const;
    /// Requests a line or seat for a call; granted at once or after a wait up to its patience.
    void ask_for(Attempt& attempt, const Pool& pool, Claim* Attempt::*unit, std::function<void()> granted,
                 std::function<void()> refused);
    void give_back(Claim* claim);
    void give_back_all(Attempt& attempt);
    void drop(Attempt& attempt);
    void start_load(std::size_t number);
    void next_load_call(std::size_t number, std::uint64_t call, Ticks after);

    // Attempts
    void settle(Attempt& attempt, Result result);
    /// The branch continues after it.
    void leave(Attempt& attempt);
    void dead_number(Attempt& attempt);
    /// The call or message waits for an answer that never comes.
    void wait_in_vain(Attempt& attempt, Ticks until, Result result);
    void fail(Attempt& attempt, Result result);
    bool reachable(const Attempt& attempt, Ticks at) const;
    bool would_answer(const Attempt& attempt, Ticks at);
    Ticks patience(const Attempt& attempt);
    void dial(Attempt& attempt);
    /// A call, at the end of its set-up.
    void called(Attempt& attempt);
    void rings(Attempt& attempt);
    void perhaps_call_back(Attempt& attempt);

    // Messages
    /// At the end of its set-up.
    void sent(Attempt& attempt);
    void arrived(Attempt& attempt);
    void send(Ticks begins, Message message);
    /// Unless its search stops at the instant of sending.
    void set_out(Message& message);
    void begin_flow(Message& message);
    void end_journey(Message& message, bool arrives);
    void note_slowness(Message& message) const;
    void reckon_arrivals();
    void begin_traffic(const Traffic& traffic, std::size_t number);
    void send_evidence(Played& played, std::uint32_t number);
    std::optional<Ticks> reply_to(const Attempt& attempt, Ticks arrival);

    // Conversations
    void answered(Attempt& attempt, Through through);
    void understood(Attempt& attempt, Through through);
    void verified(Attempt& attempt, Through through);
    void hand_over(Attempt& attempt, Through through, Index protocol);
    void hold_until(Attempt& attempt, Ticks at);
    void stop_holding(Attempt& attempt);
    /// Whether the search finds contact at this instant.
    bool finds_now(const Search& search) const;
    void end_conversation(Attempt& attempt, Through through, Result result);

    // Finding contact
    void found(Search& search, Found what);
    static std::tuple<unsigned, std::size_t, std::size_t, std::uint64_t> rank(const Found& what);
    /// All events of the instant are done in the search and in those that it opened.
    void settle_found(Search& search);
    void stop(Search& search);
    void settle_finds(Played& played);
    void call_on(const Found& what);
    void is_result_reached(const Found& what);
    void conclude(Played& played, const Found& contact);
    /// The conversation with somebody who was found begins, or gets what the outer search adds to it.
    void begin_talk(Search& search, Found& found);
    Talk& talk_with(const Found& what);
    void join(Talk& talk, Claim* claim);
    void mind(Talk& talk, Index site);
    /// Its end, in place of one that was planned before.
    void plan_end(Talk& talk, Ticks at, Turn turn);
    void end_talk(Talk& talk);
    // Rules 16.5 to 16.7 and I5.5.
    Ticks leaves_line(const Played& played, Index official);
    void join_line(Played& played, const Found& what);
    bool is_full(const Played& played);
    void hold_line(Joined& joined);
    void confer(Played& played);
    void end_case(Played& played);

    // State at the end
    /// Whether an event of an attempt at that instant counts: not if the search stopped at it.
    bool counts(const Attempt& attempt, Ticks at) const;
    Settled result_of(const Attempt& attempt);
    DrillRecord record(Played& played);
    void record_contact(Played& played, Outcome& outcome);
    Usage usage_of(const Resource& resource) const;
    void count_message(Index carrier, const Message& message, Usage& usage) const;

    const Scenario& scenario_;
    Luck luck_;
    ReferenceFacts facts_;
    ContendedCounts& reached_;
    Pools pools_;
    Network network_;
    bool flows_changed_ = false;
    std::vector<Pool> callers_;  // by party
    std::vector<Pool> lines_;    // by channel
    std::vector<Pool> seats_;    // by official

    std::map<Key, Event> queue_;
    std::uint64_t sequence_ = 0;
    std::uint64_t attempts_ = 0;
    Ticks now_{0};

    // Deques, because their elements do not move.
    std::deque<Played> played_;
    std::deque<Search> searches_;
    std::deque<Passage> passages_;
    std::deque<Branch> branches_;
    std::deque<Talk> talks_;
    std::deque<Message> messages_;
};

}  // namespace hotline::contended
