// What tests say of each entry of a list: how likely it brings an answer in time, now. That is the probability that a
// contact with these tests answers (contacts.hpp), times the probability that the entry is still right, which falls
// with the time since it was last proven.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "analysis/laws/log_fit.hpp"

namespace hotline {

struct EntryScore {
    Index row = kNone;
    std::size_t tests = 0;     // by which the official was asked, in the state that counts
    std::size_t answered = 0;  // … and answered, or declined
    FoundOn state = FoundOn::on_duty;
    std::optional<ContactsFit::Belief> belief;  // as if it were surely right; none: nothing is known of its class
    double still_right = 1;
    bool dead = false;  // the last test found it so
    std::optional<Instant> last_proven;
    std::optional<double> before;  // the same figure by the earlier logs
    std::size_t rank = 0;          // from 1, the worst; 0 without a belief

    /// The probability of an answer in time.
    double answers() const { return dead || !belief ? 0 : belief->mean * still_right; }
    Interval interval() const {
        return dead || !belief ? Interval{0, 0}
                               : Interval{belief->interval.low * still_right, belief->interval.high * still_right};
    }
};

struct Scores {
    double within = 0;                // seconds
    Instant on;                       // the day that counts
    std::vector<EntryScore> entries;  // by row of the list
    /// The entries by rank, those without a belief last.
    std::vector<const EntryScore*> ranked() const;
};

/// Each row counts in the state in which it was tested most: on duty, unless it was only tested off duty.
Scores score_entries(const Scenario& scenario, const ClassedLog& classed, const LogFit& fit, double within,
                     Instant on);

/// The scenario with what is believed of each tested entry in place of its response: how likely and how fast it
/// answers, how sure that is (as a difference between contacts, drawn once per drill), and when it was last proven.
Scenario as_believed(const Scenario& scenario, const ClassedLog& classed, const LogFit& fit, double within);

}  // namespace hotline
