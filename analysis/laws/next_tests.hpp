// Which entries of a list to test next, and how often: the calls that are expected to tell most of what a decision
// rests on, the probability of contact by a deadline.
//
// That probability depends on facts that nobody knows for certain: whether each entry is still right, and how likely
// somebody answers there, on duty and off duty. What is believed of an answer is a beta law. To first order the
// variance of the figure is a sum over entries: that of the entry's own probability, times the square of how much
// the figure changes with it (the slope). What calls are expected to leave of an entry's variance is exact under that
// belief, before anybody has called: a beta law of weight w keeps w / (w + n) of its variance after n calls, and a
// call that is answered also proves the entry right (Raiffa, Schlaifer, 1961, "Applied Statistical Decision Theory",
// chapters 5 and 9, on preposterior analysis).
//
// Calls of one entry have diminishing returns, and entries do not share any. So the best set of calls is that which
// takes the best call again and again (Gross, 1956, on allocation with concave returns).
//
// Left out: that tests of one entry tell of others of its response, that officials of one organisation move together,
// and that slopes change with what is learned.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/laws/scores.hpp"

namespace hotline {

/// What is believed of the answers of an entry in one state of duty, if it is still right.
struct AnswersBelieved {
    enum class By : unsigned char { own_tests, tests_of_others, scenario };
    double mean = 0;
    double variance = 0;
    Interval interval;  // of kConfidence
    std::size_t tests = 0;
    std::size_t answered = 0;
    By by = By::scenario;

    static AnswersBelieved beta(double mean, double weight, By by);
    /// The sum of the two parameters of the beta law of this mean and variance: as many calls as it is worth.
    double weight() const;
};
constexpr std::string_view name_of(AnswersBelieved::By by) {
    switch (by) {
        case AnswersBelieved::By::own_tests:
            return "its tests";
        case AnswersBelieved::By::tests_of_others:
            return "tests of others";
        case AnswersBelieved::By::scenario:
            return "the scenario";
    }
    return {};
}

/// The states of duty in which an entry can be tested.
inline constexpr std::array<FoundOn, 2> kStatesOfDuty{FoundOn::on_duty, FoundOn::off_duty};
using CallsByState = std::array<std::size_t, kStatesOfDuty.size()>;

struct EntryBelieved {
    Index row = kNone;
    std::array<std::optional<AnswersBelieved>, kStatesOfDuty.size()> states;  // none: no call tells of it
    double still_right = 1;
    bool told = true;   // a call tells whether the entry is right, also if nobody answers
    bool dead = false;  // the last test found it so: it must be replaced, and not tested

    double answers(std::size_t state) const { return states[state] ? still_right * states[state]->mean : 0; }
    Interval interval(std::size_t state) const;
};

/// By row. Without tests of its response, an entry has what the scenario says of it: as sure as contacts of that
/// response are alike, or like two calls where the scenario does not say.
std::vector<EntryBelieved> believe_entries(const Scenario& scenario, const ClassedLog& classed, const LogFit& fit,
                                           double within, Instant on);

/// The variances of the probabilities of an answer on and off duty, and their covariance, as both need the entry to
/// be right.
struct Spread {
    std::array<double, kStatesOfDuty.size()> of{};
    double both = 0;
};
/// What so many calls are expected to leave.
Spread expected_spread(const EntryBelieved& entry, const CallsByState& calls);

/// How much each figure changes with the probability of an answer, by state of duty.
using Slopes = std::array<std::vector<double>, kStatesOfDuty.size()>;

struct Testable {
    EntryBelieved believed;
    Slopes slopes;                           // by figure
    std::size_t ear = 0;                     // who hears the calls: those of one official, or one number
    std::array<bool, 2> open{{true, true}};  // there are hours for calls in this state of duty
    /// Of each figure, after so many calls.
    double variance(std::size_t figure, const CallsByState& calls) const;
};

struct ChosenTests {
    std::vector<CallsByState> calls;     // by testable entry
    std::vector<double> taken;           // by testable entry: of the sum of all figures' variances
    std::vector<double> variance_now;    // by figure
    std::vector<double> variance_after;  // as it is expected
    std::size_t made = 0;
    bool full = false;  // calls that would tell more had no room
};
/// At most `budget` calls, and at most `most[ear]` at each ear. Fewer where no call tells anything more.
ChosenTests choose_tests(const std::vector<Testable>& entries, std::size_t budget,
                         const std::vector<std::size_t>& most);

/// The facts of an entry in one world.
struct EntryFacts {
    bool right = true;
    std::array<double, kStatesOfDuty.size()> answers{};  // in the states of which something is believed
};
/// The facts of a world, by testable entry, drawn from what is believed.
std::vector<EntryFacts> facts_of_world(const std::vector<Testable>& entries, std::uint64_t seed, std::size_t world);
/// The truth is one more such world: it lies between the fifth value from below and the fifth from above of so many
/// worlds with 95 %, exactly.
inline constexpr std::size_t kWorldsOfFacts = 199;
Interval interval_of_worlds(std::vector<double> values);

/// The scenario with an entry that is right, and in one state of duty answers a call with this probability.
Scenario with_answers(const Scenario& scenario, Index row, FoundOn state, double within, double probability);
/// The scenario with the facts of a world.
Scenario with_facts(Scenario scenario, const std::vector<Testable>& entries, const std::vector<EntryFacts>& facts,
                    double within);

}  // namespace hotline
