// The state of one drill of one case and protocol: its searches, the knowledge of each search, and the log of
// attempts. The escalation fills it, a world moves it through time, and `sim/reading/` reads it.
//
// All times count from the case's own start.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "sim/draws/consulted.hpp"
#include "sim/draws/facts.hpp"
#include "sim/draws/plan.hpp"

namespace hotline {

/// An attempt. Its fields hold its result as soon as that is determined, even if the result lies in the future.
/// `sim/reading/ending.hpp` says which of it happens before the search stops.
struct Attempt {
    Attempt() = default;
    /// Draws its numbers.
    Attempt(const PlannedRow& by, Identity on_path, std::uint32_t as_number, const Luck& luck)
        : path(on_path),
          row_identity(by.identity),
          numbers(luck.block(Purpose::set_up, by.identity, on_path, as_number)),
          planned(&by),
          row(by.row),
          number(as_number) {}

    Ticks begins{0};
    Ticks turn{0};               // when the turn of its target began
    Ticks reaches = kForever;    // the call rings or the message arrives; `kForever`: never
    Ticks settles = kForever;    // ends without an answer, as `by_itself`; `kForever`: only its answer ends it
    Ticks answered = kForever;   // the official is on the line or has replied; `kForever`: never
    Ticks concluded = kForever;  // the conversation ends, as `by_answer`, or reaches its hand-over
    Ticks leaves = kForever;     // its branch moves on; `kForever`: not before the search stops
    Identity path = 0;           // the key of its draws, with the row and the number
    Identity row_identity = 0;
    LuckBlock numbers;  // its block of set-up, answer, latency and call-back
    const PlannedRow* planned = nullptr;
    Index search = 0;
    Index row = kNone;
    std::uint32_t number = 0;  // among the search's attempts on that row, from 1
    std::uint32_t round = 0;
    Index step = 0;
    Index target = 0;  // position in the step's list
    Result by_itself = Result::cut_off;
    Result by_answer = Result::cut_off;
    bool call_back = false;      // the answer is a call-back
    bool left_message = false;   // with the voice mail, if the attempt ends so
    bool in_own_branch = false;  // the answer comes after the branch has moved on: a call-back or a late reply
    bool asked_again = false;    // the same hand-over had already been opened
};

/// The result of an attempt that its branch has left, as the caller hears of it. A dead address of which nobody tells
/// the caller is no answer.
inline Result heard_of(const Scenario& scenario, const Attempt& attempt) {
    const bool talked = attempt.answered < kForever && !attempt.in_own_branch;
    const Result result = talked ? attempt.by_answer : attempt.by_itself;
    const bool told = result != Result::stale || scenario.channels[scenario.rows[attempt.row].channel].told;
    return told ? result : Result::no_answer;
}

/// A wait of a branch: for a caller before an attempt, or for a line or a seat during one.
struct Waiting {
    Index search = 0;
    std::uint32_t round = 0;
    Index step = 0;
    Index target = 0;
    Index attempt = kNone;  // kNone: the wait is for a caller
    Ticks from{0};
    Ticks to = kForever;  // `kForever`: not before the search stops
};

/// A wait of a branch until somebody has the duty of a rota, for replay.
struct DutyWait {
    Index search = 0;
    Index step = 0;
    Index target = 0;
    Ticks from{0};
    Ticks to{0};  // when somebody has it, or `within` is over
    bool cut = false;
};

/// How a search has found somebody with authority. The order is that of precedence.
struct Discovery {
    Ticks at = kForever;
    std::uint32_t wave = 0;    // of a case that counts: see rule 16.3
    std::uint32_t levels = 0;  // the number of searches between this one and the one that made contact
    Index step = 0;
    Index target = 0;
    std::uint32_t attempt = 0;  // of this search: it made contact, or its answer opened the search `inner`
    Index inner = kNone;

    friend auto operator<=>(const Discovery&, const Discovery&) = default;
};

/// Somebody whom a search has found that goes on after it: one of a case that counts (rule 16).
struct Find {
    Discovery how;
    Index official = kNone;
    bool awaited = false;     // a branch waited for it, and goes on after it
    bool settled = false;     // whether it counts has been decided
    Ticks leaves = kForever;  // the last instant on the line of a conference (rule 16.7)
};

/// A search and its knowledge, which it does not share with other searches.
class Search {
public:
    Index index = 0;
    Index outer = kNone;          // the search that opened it
    std::uint32_t opened_by = 0;  // the attempt of the outer search whose answer opened it
    std::uint32_t depth = 0;
    Index party = kNone;  // the searching party
    Identity path = 0;
    const Plan* plan = nullptr;
    const Protocol* protocol = nullptr;
    /// The end of the hold. Somebody found by then reaches the outer search at once. Somebody found later, or when
    /// nobody holds the line, reaches it after `connect`.
    Ticks held_until = kForever;
    Ticks opened{0};
    Ticks over = kForever;  // the end of its main flow
    Discovery found;
    bool counts = false;      // it goes on after it has found somebody, until the case is over
    std::vector<Find> finds;  // of one that counts, in the order in which they were settled or evaluated

    struct Opening {
        Index official = kNone;
        Index protocol = kNone;
        Ticks at{0};
        std::uint32_t attempt = 0;
    };
    /// Hand-overs and relays with the instant at which the conversation reaches them, future ones included.
    std::vector<Opening> openings;

    struct RowKnowledge {
        std::uint32_t attempts = 0;
        std::uint32_t last = 0;  // the latest of them, in the drill's log
        bool dead = false;       // the caller has been told
    };
    RowKnowledge& knows_of_row(Index slot) { return recall(rows_, slot); }
    bool& promised_call_back(Index slot) { return recall(promises_, slot).made; }

    /// Resets the search to another plan.
    void begin(const Plan& with, const Scenario& scenario);

private:
    struct Promise {
        bool made = false;
    };
    template <class Knowledge>
    struct Stamped {
        std::uint32_t stamp = 0;
        Knowledge knowledge;
    };
    template <class Knowledge>
    Knowledge& recall(std::vector<Stamped<Knowledge>>& memory, Index slot) {
        Stamped<Knowledge>& kept = memory[slot];
        if (kept.stamp != stamp_) kept = {stamp_, {}};
        return kept.knowledge;
    }

    std::uint32_t stamp_ = 0;
    std::vector<Stamped<RowKnowledge>> rows_;
    std::vector<Stamped<Promise>> promises_;
};

/// Somebody who counts in a case. With a conference: everybody who joins the line.
struct Reached {
    Discovery how;
    Index search = 0;  // that found
    Index official = kNone;
    Ticks leaves = kForever;  // see Find
};

class Drill {
public:
    Drill(const Scenario& of, const Plans& with, Facts& given)
        : scenario(of), plans(with), facts(given), costs(has_costs(of)), things(of) {}

    /// Resets the state to another drill. Requires that the facts are those of its replication.
    void begin(Index case_index, Index protocol);

    const Case& played() const { return *played_; }
    const Goal& goal() const { return *scenario.protocols[protocol].goal; }
    Search& search(Index index) { return *searches_[index]; }
    const Search& search(Index index) const { return *searches_[index]; }
    Index searches() const { return used_; }

    /// Opens a search; the first one is the case's own. References to searches stay valid.
    Search& open(Index with_protocol, Index party, Identity path);
    /// Adds an attempt of the search. Throws SimulationError beyond 65 535 attempts.
    Attempt& attempt(const Search& search, const PlannedRow& row, std::uint32_t number, Ticks begins);

    /// When the search, or one of its outer searches, finds somebody; `kForever` if none does.
    Ticks found_by(const Search& search) const {
        Ticks earliest = search.found.at;
        for (Index outer = search.outer; outer != kNone; outer = searches_[outer]->outer) {
            earliest = std::min(earliest, searches_[outer]->found.at);
        }
        return earliest;
    }
    /// The last instant at which the search can do anything, as far as is known.
    Ticks stops(const Search& search) const { return std::min(scenario.horizon, found_by(search)); }
    /// The order of searches (rule I6): by the instant of opening, then by what opened them.
    bool comes_before(const Search& a, const Search& b) const;
    /// Lets somebody count in the order of rule 16.2, if nobody who counts as the same does before. Sets what the
    /// case's own search has found once the count is full.
    void count(const Reached& found);
    bool counts_before(const Reached& a, const Reached& b) const;
    /// How many of those who must be on the line of the conference are on it at an instant, among the first so many
    /// of `reached`. Requires that these have joined by then.
    std::uint32_t on_the_line(std::size_t joined, Ticks at) const;
    /// Whoever was found by this attempt is dropped from the line now.
    void drop_from_line(std::uint32_t attempt, Ticks now);
    /// Whether two officials count as one.
    bool count_as_one(Index a, Index b) const;
    /// The official whom a finding has found.
    Index found_by_way_of(const Discovery& how) const;
    /// The attempt by which a finding has found.
    std::uint32_t finder(const Discovery& how) const;
    /// Whether this search plays `with_protocol`, or one of the searches that led to it by hand-overs.
    bool playing(const Search& search, Index with_protocol) const;
    /// Whether the search needs an interpreter for the official of the row.
    bool needs_interpreter(const Search& search, Index row) const;

    const Scenario& scenario;
    const Plans& plans;
    Facts& facts;
    const bool costs;  // attempts cost something
    const Things things;
    Consulted consulted;  // what its searches have come to
    Index case_index = 0;
    Index protocol = 0;
    std::vector<Attempt> attempts;
    std::vector<DutyWait> duty_waits;
    std::vector<Waiting> waits;    // only in a world with contention
    Ticks waited{0};               // in total, for callers, lines and seats
    std::vector<Reached> reached;  // who counts, in order, up to the contact; only in a case that counts
    Ticks shared = kNever;         // the arrival of the evidence at the callee's CERT

private:
    /// Lets somebody join the line of a conference. Sets what the case's own search has found once enough are on it.
    void join(const Reached& found);

    const Case* played_ = nullptr;
    std::vector<std::unique_ptr<Search>> searches_;  // reused from drill to drill
    Index used_ = 0;
};

/// Whether a party speaks a language of the official whom a row reaches.
bool share_a_language(const Scenario& scenario, Index party, Index row);

}  // namespace hotline
