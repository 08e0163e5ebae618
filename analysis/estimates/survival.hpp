// Time to contact from right-censored entries: a censored entry was observed up to some time without contact. The
// estimate is Kaplan and Meier's (1958), Journal of the American Statistical Association 53:457. Assumes independent
// entries and non-informative censoring; at tied times, contacts come before censorings.
//
// For logs of real tests, whose entries are censored at different times. A drill that ended at the horizon is
// censored in this sense, too; but all drills of a run share one horizon, so the probability of contact by then is a
// plain proportion and needs no correction: analysis/estimates/intervals.hpp has exact intervals for it. Up to the
// first censoring both estimates are equal.
//
// All intervals have kConfidence. tests/audit measures their coverage.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/beta_product.hpp"
#include "analysis/estimates/intervals.hpp"
#include "models/loading/test_log.hpp"

namespace hotline {

/// The state at a time at which entries end, and after it up to the next step: entries censored at the step are at
/// risk at its time, but not after it.
struct CurveStep {
    double seconds = 0;
    std::uint64_t at_risk = 0;   // not ended before that time
    std::uint64_t reached = 0;   // at that time
    std::uint64_t censored = 0;  // at that time
    double survival = 1;
    double greenwood = 0;  // Greenwood's sum of d / (n (n - d)); infinite where survival is 0
    BetaProduct product;   // the confidence distribution of survival

    double reach() const { return 1 - survival; }
    /// Greenwood's, for survival and for reach; 0 if survival is 0.
    double standard_error() const;
    std::uint64_t left() const { return at_risk - reached; }
    std::uint64_t left_behind() const { return left() - censored; }

    /// For this time alone, chosen before seeing the data: the beta product confidence procedure of Fay, Brittain and
    /// Proschan (2013), Biostatistics 14:723. Without earlier censoring it equals Clopper and Pearson's.
    Interval interval() const { return interval_of(left()); }
    /// The same for a time after the step and before the next.
    Interval interval_behind() const { return interval_of(left_behind()); }
    /// Simultaneous over all times of the log. If entries are censored at the last time only, the band of Dvoretzky,
    /// Kiefer and Wolfowitz with Massart's constant (1990), Annals of Probability 18:1269; otherwise that of
    /// analysis/estimates/survival_band.hpp. Never narrower than the pointwise interval.
    Interval band() const;
    Interval band_behind() const;
    Interval simultaneous;  // the band alone
    Interval simultaneous_behind;

    /// In JSON only, for comparison with other programs; these undercover if few are at risk. Log-log: ln(-ln
    /// survival) is taken as normal, with Greenwood's variance (Kalbfleisch, Prentice, 1980, 1.3); [0, 1] if survival
    /// is 1 or 0.
    Interval log_log;
    /// Plain: survival is taken as normal.
    Interval plain;
    /// Hall and Wellner's band (1980), Biometrika 67:133, with the constant for the whole curve, sqrt(ln(2 / 0.05) /
    /// 2) = 1.3581.
    Interval hall_wellner;

private:
    Interval interval_of(std::uint64_t still_at_risk) const;
};

/// The reach at a given time.
struct ReachEstimate {
    std::optional<double> reach;  // empty after the last entry if that is censored
    double standard_error = 0;    // that of the last step if there is no reach
    Interval interval;
    Interval band;
    Interval log_log;
    Interval plain;
    Interval hall_wellner;
};

/// The time by which a share is reached: the smallest time with at least that share (R's survival takes the midpoint
/// of a flat step that equals the share). The interval inverts the pointwise intervals (Brookmeyer, Crowley, 1982,
/// Biometrics 38:29). In seconds; empty: not within the log.
struct TimeEstimate {
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
    bool enough = false;  // entries for a `high` if all were reached one by one
};

/// The restricted mean of min(time to contact, `within`): the area under the survival curve. Standard error: Klein,
/// Moeschberger, Survival Analysis (2nd ed.), 4.5.2. Interval: the areas under the limits of the band; it is valid
/// whatever the distribution, even if `within` is the random end of the log.
struct RestrictedMean {
    double within = 0;  // seconds; the horizon, or the end of the log if it ends earlier with a censored entry
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
    /// One step for every time at which an entry ended, and one at 0.
    const std::vector<CurveStep>& steps() const { return steps_; }

    /// Requires seconds ≥ 0.
    ReachEstimate at(double seconds) const;
    /// Requires 0 < share < 1.
    TimeEstimate time_of(double share) const;
    RestrictedMean restricted_mean(double horizon) const;

private:
    void add_step(CurveStep step);
    void add_bands();

    std::uint64_t entries_ = 0;
    std::uint64_t reached_ = 0;
    double spread_ = 1;  // survival · (1 + n · Greenwood's sum), which stays finite where survival becomes 0
    std::vector<CurveStep> steps_;
};

}  // namespace hotline
