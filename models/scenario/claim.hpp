// What an expectation claims, as scenario files write it:
//   P(contact <= 30min) >= 0.95            p90(contact) <= 2h            median(contact) <= 20min
//   mean(attempts) <= 6                    rmst(contact, 24h) <= 3h      P(first_answer <= 5min) >= 0.9
//   P(contact <= 30min) of hotline - of lists >= 0.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "models/base/place.hpp"
#include "models/base/ticks.hpp"
#include "models/scenario/milestone.hpp"

namespace hotline {

/// A number that a protocol has.
struct Measure {
    enum class Kind : unsigned char {
        reach,           // the probability of a milestone by `within`
        quantile,        // the time by which `share` of drills have reached it
        mean_attempts,   // the mean number of attempts of a drill
        restricted_mean  // the mean of min(time, within)
    };
    Kind kind = Kind::reach;
    Milestone milestone = Milestone::contact;
    Ticks within{0};
    double share = 0;
};

struct Claim {
    Measure measure;
    std::string of;  // protocol; empty: whichever the expectation is about
    Place of_place;
    std::string minus;  // protocol whose measure is taken off; empty: none
    Place minus_place;
    bool at_least = true;  // the measure is at least the bound, or at most
    double bound = 0;      // a probability, seconds, or a number
    Ticks bound_time{0};   // where it is a time
};

/// Whether it holds by a probability: of a reach, or of a quantile, whose probability is its share.
inline bool of_probability(const Claim& claim) {
    return claim.measure.kind == Measure::Kind::reach || claim.measure.kind == Measure::Kind::quantile;
}

struct ClaimError {
    std::size_t at = 0;  // byte of the text
    std::string message;
    std::string hint;
};

/// Where a byte of a text stands whose opening quote stands at `place`.
Place place_in_claim(std::string_view text, Place place, std::size_t at);

/// Places count from `place`, that of the text's opening quote. Nothing where the text is no claim: then `error` says
/// why.
std::optional<Claim> parse_claim(std::string_view text, Place place, ClaimError& error);

}  // namespace hotline
