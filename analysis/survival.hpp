// How long contact takes, from entries of which some are censored: seen only up to a time by which contact had not
// been made. The estimate is Kaplan and Meier's (1958), Journal of the American Statistical Association 53:457.
// Entries are taken as independent, and censoring as having nothing to do with how near contact was; of several that
// end at the same time contacts come before censorings.
//
// For logs of real tests, whose entries are given up at different times. A drill that ended at the horizon is
// censored there, too, in this sense; but as all drills of a run share one horizon, the probability of contact by
// then is a plain share of them, which needs no correction: analysis/intervals.hpp has exact intervals for it. Up to
// the first censoring both estimates are the same.
//
// All intervals are of kConfidence. The averages and least coverages below are those of the full grid of
// tests/oracle/survival_coverage_test.cpp: 20 to 200 entries, up to 60 % of them censored.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/intervals.hpp"
#include "models/test_log.hpp"

namespace hotline {

/// What is known from one time on, up to the next step. Intervals are of the reach, 1 - survival: the probability of
/// contact by a time.
struct CurveStep {
    double seconds = 0;
    std::uint64_t at_risk = 0;   // not ended before that time
    std::uint64_t reached = 0;   // at that time
    std::uint64_t censored = 0;  // at that time
    double survival = 1;
    double greenwood = 0;  // Greenwood's sum of d / (n (n - d)); infinite where survival is 0
    /// For this one time, chosen without looking: the logarithm of -ln survival as normal, with Greenwood's variance
    /// (Kalbfleisch, Prentice, 1980, 1.3). Before the first contact, where that says nothing, Clopper and Pearson's
    /// of those at risk; where all have been reached, as far as the steps before went. Approximate: covers 95.3 % on
    /// average, 93.7 % at least.
    Interval log_log;
    /// For one time, too, but survival itself as normal. Covers too little, 91.7 % on average, and 70 % where 20
    /// entries are left with few at risk: not printed but in JSON, to compare with other programs.
    Interval plain;
    /// For all times of the log at once: Hall and Wellner's band with Peto's variance, (1 - survival) / those still
    /// at risk, in place of Greenwood's sum, which is never larger and does not grow where entries are censored
    /// between contacts. Where nothing is censored that is the band of Dvoretzky, Kiefer and Wolfowitz with Massart's
    /// constant (1990), Annals of Probability 18:1269, which never covers too little; otherwise conservative in the
    /// limit of many entries. Covers 97.4 % on average, 95.0 % at least.
    Interval band;
    /// The same as Hall and Wellner (1980), Biometrika 67:133, have it, with Greenwood's sum, and the constant for
    /// the whole curve, sqrt(ln(2 / 0.05) / 2) = 1.3581. Covers too little where much is censored, 94.5 % on average,
    /// 88 % at least: in JSON only, too.
    Interval hall_wellner;

    double reach() const { return 1 - survival; }
    /// Greenwood's, of survival and reach; 0 where survival is 0.
    double standard_error() const;
};

/// The reach at some time.
struct ReachEstimate {
    std::optional<double> reach;  // none behind the last, censored entry
    double standard_error = 0;    // at the last step, where there is no reach
    Interval log_log;
    Interval plain;
    Interval band;
    Interval hall_wellner;
};

/// The time by which a share is reached: the smallest by which at least that share is (R's survival takes the middle
/// of a flat step that hits the share exactly). The interval is Brookmeyer and Crowley's (1982), Biometrics 38:29,
/// from the log-log intervals: for the time of a half it covers 95.3 % on average, 94.5 % at least. In seconds; none:
/// not within the log.
struct TimeEstimate {
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
};

/// The mean of the smaller of the time of contact and `within`: the area under the survival curve. Standard error:
/// Klein, Moeschberger, Survival Analysis (2nd ed.), 4.5.2. Interval: Student's t with one degree of freedom less
/// than contacts m, the variance multiplied by m / (m - 1) as Kaplan and Meier propose; approximate, 95.1 % on
/// average, 92.9 % at least; everything possible where there are less than two contacts.
struct RestrictedMean {
    double within = 0;  // seconds; the horizon, or where the log ends before, if that is censored
    double value = 0;
    double standard_error = 0;
    Interval interval;
};

class SurvivalCurve {
public:
    /// Requires at least one observation.
    explicit SurvivalCurve(std::vector<Observation> observations);

    std::uint64_t entries() const { return entries_; }
    std::uint64_t reached() const { return reached_; }
    std::uint64_t censored() const { return entries_ - reached_; }
    /// One for every time at which something ended, and one at 0.
    const std::vector<CurveStep>& steps() const { return steps_; }

    /// Requires seconds ≥ 0.
    ReachEstimate at(double seconds) const;
    /// Requires 0 < share < 1.
    TimeEstimate time_of(double share) const;
    RestrictedMean restricted_mean(double horizon) const;

private:
    void add_step(CurveStep step);
    /// A band's interval: the constant / sqrt(n) times `spread` to both sides.
    Interval band_around(double reach, double spread) const;

    std::uint64_t entries_ = 0;
    std::uint64_t reached_ = 0;
    double spread_ = 1;  // survival · (1 + n · Greenwood's sum), which stays finite where survival becomes 0
    std::vector<CurveStep> steps_;
};

}  // namespace hotline
