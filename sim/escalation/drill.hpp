// One drill of one case and protocol while it is played: its searches, what each of them knows, and the
// log of its attempts. The escalation fills it, a world moves it through time, `record.hpp` reads it.
//
// All times count from the case's own start.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "sim/draws/facts.hpp"
#include "sim/draws/plan.hpp"

namespace hotline {

/// An attempt as it was made. What it *would* end in stands here as soon as it is known; what has happened by
/// the time at which its search stops is for `ending.hpp` to say.
struct Attempt {
    Ticks begins{0};
    Ticks reaches = kForever;    // a call rings, a message is there; `kForever`: it never got so far
    Ticks settles = kForever;    // ends by itself, as `by_itself`; `kForever`: only its answer ends it
    Ticks answered = kForever;   // the official is on the line or has replied; `kForever`: never
    Ticks concluded = kForever;  // that conversation has ended, as `by_answer`, or reached its hand-over
    Ticks leaves = kForever;     // the branch that made it goes on; `kForever`: not while its search goes on
    Identity path = 0;           // with the row and the number, what its draws are keyed by
    Identity row_identity = 0;
    Index search = 0;
    Index row = kNone;
    std::uint32_t number = 0;  // among the search's attempts on that row, from 1
    std::uint32_t round = 0;
    Index step = 0;
    Index target = 0;  // position in the step's list
    Result by_itself = Result::cut_off;
    Result by_answer = Result::cut_off;
    bool call_back = false;      // the answer is one that the official gave by calling back
    bool in_own_branch = false;  // nobody waited for the answer: a call-back or a late reply
    bool asked_again = false;    // the hand-over had been opened before
};

/// A branch waits for somebody to make its next attempt, or in an attempt for a line or a seat.
struct Waiting {
    Index search = 0;
    std::uint32_t round = 0;
    Index step = 0;
    Index target = 0;
    Index attempt = kNone;  // none: for somebody to call with
    Ticks from{0};
    Ticks to = kForever;  // `kForever`: not while the search goes on
};

/// How a search has found somebody with authority. What is less comes first.
struct Discovery {
    Ticks at = kForever;
    std::uint32_t levels = 0;  // of searches between this one and the one that found
    Index step = 0;
    Index target = 0;
    std::uint32_t attempt = 0;  // of this search: it made contact, or its answer opened the search `inner`
    Index inner = kNone;

    friend auto operator<=>(const Discovery&, const Discovery&) = default;
};

/// A search and what it knows. Other searches know nothing of it.
class Search {
public:
    Index index = 0;
    Index outer = kNone;          // the search that opened it
    std::uint32_t opened_by = 0;  // the attempt of the outer search whose answer did
    std::uint32_t depth = 0;
    Index party = kNone;  // from whose side it searches
    Identity path = 0;
    const Plan* plan = nullptr;
    const Protocol* protocol = nullptr;
    /// Found by then, it is found for the outer search at that instant; later, or where nobody holds, after
    /// `connect`.
    Ticks held_until = kForever;
    Ticks opened{0};
    Ticks over = kForever;  // its main flow is
    Discovery found;

    struct Opening {
        Index official = kNone;
        Index protocol = kNone;
        Ticks at{0};
        std::uint32_t attempt = 0;
    };
    /// Hand-overs and relays by the instant of the conversation that reaches them, those still to come included.
    std::vector<Opening> openings;

    struct RowKnowledge {
        std::uint32_t attempts = 0;
        std::uint32_t last = 0;  // of them, in the drill's log
        bool dead = false;       // the caller was told so
    };
    RowKnowledge& knows_of_row(Index slot) { return recall(rows_, slot); }
    bool& promised_call_back(Index slot) { return recall(promises_, slot).made; }

    /// Forgets everything and turns to another plan.
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

class Drill {
public:
    Drill(const Scenario& of, const Plans& with, Facts& given) : scenario(of), plans(with), facts(given) {}

    /// Turns to another drill; the facts have been turned to its replication already.
    void begin(Index case_index, Index protocol);

    const Case& played() const { return scenario.cases[case_index]; }
    const Goal& goal() const { return *scenario.protocols[protocol].goal; }
    Search& search(Index index) { return *searches_[index]; }
    const Search& search(Index index) const { return *searches_[index]; }
    Index searches() const { return used_; }

    /// A new search; the first is the case's own. References to searches stay valid.
    Search& open(Index with_protocol, Index party, Identity path);
    /// A new attempt of the search. Throws SimulationError beyond 65 535 of them.
    Attempt& attempt(Search& search, Index row, std::uint32_t number, Ticks begins);

    /// When the search, or one of those that led to it, has found somebody; `kForever`.
    Ticks found_by(const Search& search) const {
        Ticks earliest = search.found.at;
        for (Index outer = search.outer; outer != kNone; outer = searches_[outer]->outer) {
            earliest = std::min(earliest, searches_[outer]->found.at);
        }
        return earliest;
    }
    /// The instant after which nothing of the search happens any more, as far as is known.
    Ticks stops(const Search& search) const { return std::min(scenario.horizon, found_by(search)); }
    /// The order of searches where it matters (rule I6): as they were opened, at one instant by what opened them.
    bool comes_before(const Search& a, const Search& b) const;
    /// Whether a search that plays `with_protocol` is among those that led to this one, itself included.
    bool playing(const Search& search, Index with_protocol) const;
    /// Whether the search's protocol asks for an interpreter to talk to whom the row reaches.
    bool needs_interpreter(const Search& search, Index row) const;

    const Scenario& scenario;
    const Plans& plans;
    Facts& facts;
    Index case_index = 0;
    Index protocol = 0;
    std::vector<Attempt> attempts;
    std::vector<Waiting> waits;  // of a contended world
    Ticks waited{0};             // for people to call with, for lines and for seats
    Ticks shared = kNever;       // what was exchanged is at the callee's CERT

private:
    std::vector<std::unique_ptr<Search>> searches_;  // kept from drill to drill
    Index used_ = 0;
};

}  // namespace hotline
