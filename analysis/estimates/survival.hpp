// How long contact takes, from entries of which some are censored: seen only up to a time by which contact had not
// been made. The estimate is Kaplan and Meier's (1958), Journal of the American Statistical Association 53:457.
// Entries are taken as independent, and censoring as having nothing to do with how near contact was; of several that
// end at the same time contacts come before censorings.
//
// For logs of real tests, whose entries are given up at different times. A drill that ended at the horizon is
// censored there, too, in this sense; but as all drills of a run share one horizon, the probability of contact by
// then is a plain share of them, which needs no correction: analysis/estimates/intervals.hpp has exact intervals for
// it. Up to the first censoring both estimates are the same.
//
// All intervals are of kConfidence. What they cover is measured in tests/audit.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/estimates/beta_product.hpp"
#include "analysis/estimates/intervals.hpp"
#include "models/loading/test_log.hpp"

namespace hotline {

/// What is known at one time at which entries end, and behind it up to the next step: those who were censored at the
/// step are at risk at its time, and not behind it.
struct CurveStep {
    double seconds = 0;
    std::uint64_t at_risk = 0;   // not ended before that time
    std::uint64_t reached = 0;   // at that time
    std::uint64_t censored = 0;  // at that time
    double survival = 1;
    double greenwood = 0;  // Greenwood's sum of d / (n (n - d)); infinite where survival is 0
    BetaProduct product;   // what of the survival is sure

    double reach() const { return 1 - survival; }
    /// Greenwood's, of survival and reach; 0 where survival is 0.
    double standard_error() const;
    std::uint64_t left() const { return at_risk - reached; }
    std::uint64_t left_behind() const { return left() - censored; }

    /// For this one time, chosen without looking: the beta product confidence procedure of Fay, Brittain and Proschan
    /// (2013), Biostatistics 14:723. Where nothing was censored before, it is Clopper and Pearson's.
    Interval interval() const { return interval_of(left()); }
    /// The same for one time behind the step, before the next.
    Interval interval_behind() const { return interval_of(left_behind()); }
    /// For all times of the log at once. Where entries were censored at the last time only, the band of Dvoretzky,
    /// Kiefer and Wolfowitz with Massart's constant (1990), Annals of Probability 18:1269; else that of
    /// analysis/estimates/survival_band.hpp. Nowhere narrower than the interval at one time.
    Interval band() const;
    Interval band_behind() const;
    Interval simultaneous;  // the band alone
    Interval simultaneous_behind;

    /// Not printed but in JSON, to compare with other programs, as they cover too little where few are at risk. The
    /// logarithm of -ln survival as normal, with Greenwood's variance (Kalbfleisch, Prentice, 1980, 1.3); everything
    /// where survival is 1 or 0.
    Interval log_log;
    /// Survival itself as normal.
    Interval plain;
    /// Hall and Wellner's band (1980), Biometrika 67:133, with the constant for the whole curve, sqrt(ln(2 / 0.05) /
    /// 2) = 1.3581.
    Interval hall_wellner;

private:
    Interval interval_of(std::uint64_t still_at_risk) const;
};

/// The reach at some time.
struct ReachEstimate {
    std::optional<double> reach;  // none behind the last, censored entry
    double standard_error = 0;    // at the last step, where there is no reach
    Interval interval;
    Interval band;
    Interval log_log;
    Interval plain;
    Interval hall_wellner;
};

/// The time by which a share is reached: the smallest by which at least that share is (R's survival takes the middle
/// of a flat step that hits the share exactly). It lies between the times from which on the intervals at one time no
/// longer exclude the share from above, and exclude it from below (Brookmeyer, Crowley, 1982, Biometrics 38:29). In
/// seconds; none: not within the log.
struct TimeEstimate {
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
    bool enough = false;  // entries: if all had been reached one by one there would be a `high`
};

/// The mean of the smaller of the time of contact and `within`: the area under the survival curve. Standard error:
/// Klein, Moeschberger, Survival Analysis (2nd ed.), 4.5.2. Interval: the areas under the ends of the band, which
/// hold whatever the law, and although `within` may be where the log happened to end.
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
    void add_bands();

    std::uint64_t entries_ = 0;
    std::uint64_t reached_ = 0;
    double spread_ = 1;  // survival · (1 + n · Greenwood's sum), which stays finite where survival becomes 0
    std::vector<CurveStep> steps_;
};

}  // namespace hotline
