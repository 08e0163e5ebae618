// The claim of an expectation, as scenario files write it:
//   P(contact <= 30min) >= 0.95            p90(contact) <= 2h            median(contact) <= 20min
//   mean(attempts) <= 6                    rmst(contact, 24h) <= 3h      P(first_answer <= 5min) >= 0.9
//   mean(cost) <= 2.5
//   P(contact <= 30min) of hotline - of lists >= 0.2
//   P(quorum "delegations" <= 4h) >= 0.9                              P(share(contact, 48h) >= 0.8) >= 0.95
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "models/base/place.hpp"
#include "models/base/ticks.hpp"
#include "models/scenario/milestone.hpp"

namespace hotline {

/// A statistic of a protocol.
struct Measure {
    enum class Kind : unsigned char {
        reach,           // the probability of a milestone by `within`
        quantile,        // the time by which `share` of drills have reached it
        mean_attempts,   // the mean number of attempts of a drill
        mean_cost,       // the mean cost of these
        restricted_mean  // the mean of min(time, within)
    };
    Kind kind = Kind::reach;
    Milestone milestone = Milestone::contact;
    Ticks within{0};
    double share = 0;
    std::string quorum;              // its time stands for the milestone's; empty: none
    std::optional<double> of_cases;  // of a reach: that this share of all cases have reached the milestone by then

    /// Whether a drill has one value for several cases together.
    bool of_set() const { return !quorum.empty() || of_cases; }
};

struct Claim {
    Measure measure;
    Place quorum_place;
    std::string of;  // protocol; empty: the one that the expectation is about
    Place of_place;
    std::string minus;  // protocol whose measure is subtracted; empty: none
    Place minus_place;
    bool at_least = true;  // true: measure >= bound; false: measure <= bound
    double bound = 0;      // a probability, seconds, or a number
    Ticks bound_time{0};   // the bound, if it is a time
};

/// Whether the claim is about a number of which each drill has one, not about a time.
inline bool of_number(const Measure& measure) {
    return measure.kind == Measure::Kind::mean_attempts || measure.kind == Measure::Kind::mean_cost;
}

/// Whether the claim is decided by a probability: that of a reach, or the share of a quantile.
inline bool of_probability(const Claim& claim) {
    return claim.measure.kind == Measure::Kind::reach || claim.measure.kind == Measure::Kind::quantile;
}

struct ClaimError {
    std::size_t at = 0;  // byte of the text
    std::string message;
    std::string hint;
};

/// The place of a byte of a text whose opening quote is at `place`.
Place place_in_claim(std::string_view text, Place place, std::size_t at);

/// Parses a claim; `place` is that of the text's opening quote. If the text is not a claim, returns nothing and fills
/// `error`.
std::optional<Claim> parse_claim(std::string_view text, Place place, ClaimError& error);

}  // namespace hotline
