// A band for a whole survival curve from entries of which some are censored: it holds at all times at once, whatever
// the law, however few are at risk.
//
// Of Y at risk each is as likely to be the next contact, and survival S falls by the hazard, of which Y run a risk:
// for every rate r ≥ -Y the product of all (1 + r / Y) over the contacts so far, times S to the power r, is a
// martingale that begins at 1, and so is a mixture over rates. By Ville's inequality it is ever above 1 / δ with a
// probability of at most δ: positive rates bound S from above, negative ones from below. Contacts at one instant
// count as one after another: of a law with steps the entries show the same as of one that climbs each step little by
// little.
//
// The rates are powers of 2, with equal weights, so that wherever one looks one of them is near the best: √(2 n ln(1
// / δ) / V), V the variance of the hazard, times n. A negative rate counts as long as so many are at risk.
//
// Source: Ville (1939), Étude critique de la notion de collectif; of the martingale: Andersen, Borgan, Gill, Keiding
// (1993), Statistical Models Based on Counting Processes, II.7. Assumes that entries are independent and that
// censoring has nothing to do with how near contact was.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

class SurvivalBand {
public:
    explicit SurvivalBand(std::uint64_t entries);

    /// Contacts at one instant, later than those before. Requires 0 < contacts ≤ at_risk.
    void add(std::uint64_t at_risk, std::uint64_t contacts);
    /// Between which 1 - S lies now, when so many are still at risk.
    Interval reach(std::uint64_t at_risk) const;

private:
    /// Rates of one sign, by size: the logarithms of the products.
    struct Side {
        std::vector<double> rates;
        std::vector<double> logs;
    };
    /// The most that -ln S, or ln S, can be by the first rates of a side.
    double farthest(const Side& side, std::size_t count) const;

    Side above_;
    Side below_;
};

}  // namespace hotline
