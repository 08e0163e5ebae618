// A simultaneous confidence band for a survival curve from right-censored entries: it holds at all times together,
// whatever the distribution and however few are at risk.
//
// The Y entries at risk are equally likely to be the next contact. For every rate r ≥ -Y, the product of (1 + r / Y)
// over the contacts so far, times the survival S to the power r, is a martingale that starts at 1; so is a mixture
// over rates. By Ville's inequality it ever exceeds 1 / δ with a probability of at most δ: positive rates bound S
// from above, negative ones from below. Tied contacts count one after another: a discrete distribution gives the same
// data as a continuous one that spreads each step over a short time.
//
// The rates are powers of 2 with equal weights, so that one of them is always near the optimum √(2 n ln(1 / δ) / V),
// where V is the variance of the hazard times n. A negative rate counts only while at least as many are at risk.
//
// Source: Ville (1939), Étude critique de la notion de collectif; for the martingale: Andersen, Borgan, Gill, Keiding
// (1993), Statistical Models Based on Counting Processes, II.7. Assumes independent entries and non-informative
// censoring.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/estimates/intervals.hpp"

namespace hotline {

class SurvivalBand {
public:
    explicit SurvivalBand(std::uint64_t entries);

    /// Adds contacts at one instant, later than all before. Requires 0 < contacts ≤ at_risk.
    void add(std::uint64_t at_risk, std::uint64_t contacts);
    /// The bounds of 1 - S now, with this number still at risk.
    Interval reach(std::uint64_t at_risk) const;

private:
    /// Rates of one sign, by size, with the logarithms of their products.
    struct Side {
        std::vector<double> rates;
        std::vector<double> logs;
    };
    /// The largest -ln S, or ln S, that the first rates of a side allow.
    double farthest(const Side& side, std::size_t count) const;

    Side above_;
    Side below_;
};

}  // namespace hotline
