// A law, fitted to observed times by maximum likelihood: from several starts, with standard errors from the observed
// information, and intervals from the likelihood itself (profiles), which hold better where times are few or mostly
// given up. What has not converged has no estimate: `why_not` says why.
//
// Sources: Akaike (1974), IEEE Transactions on Automatic Control 19:716, for the choice between laws; Venzon,
// Moolgavkar (1988), Applied Statistics 37:87, for the intervals; Self, Liang (1987), Journal of the American
// Statistical Association 82:605, for the test of a share that lies on its bound.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "analysis/laws/likelihood.hpp"

namespace hotline {

struct LawFit {
    LawModel model;
    Parameters at;
    double log_likelihood = 0;
    SecondDerivatives covariance;
    std::string why_not;  // there is no estimate; empty where there is one

    bool found() const { return why_not.empty(); }
    double answer() const { return model.answer(at); }
    FittedLaw law() const { return model.law(at); }
    double aic() const { return 2 * static_cast<double>(model.parameters()) - 2 * log_likelihood; }
    double standard_error(Eigen::Index parameter) const;
};

LawFit fit_law(const Times& times, const LawModel& model);

/// An interval for a parameter: all its values at which the likelihood, with the others at their best, falls short of
/// the maximum by no more than chance allows. Its ends are infinite where the likelihood never falls so far.
Interval profile_interval(const Times& times, const LawFit& fit, Eigen::Index parameter,
                          double confidence = kConfidence);

/// The interval of an estimate by the delta method on the scale of ln(-ln(1 - p)), where it is most nearly normal:
/// the probability of an answer by a time.
struct AnswerBy {
    double probability = 0;
    Interval interval;
};
AnswerBy answer_by(const LawFit& fit, double seconds, double confidence = kConfidence);

/// All laws, with and without a share that never answers, and the best of them by AIC.
struct FittedLaws {
    TimesSummary times;
    std::vector<LawFit> fits;          // by family; for each, without and with such a share
    std::optional<std::size_t> best;   // none: nothing can be fitted, and `why_not` of each fit says why
    std::vector<std::size_t> as_good;  // within 2 of its AIC, but for it: they cannot be told from it
    /// Of those who never answer: told from a slow law, at 95 %; cannot be told, as the log ends too soon; or none.
    enum class Never : unsigned char { told, not_told, none };
    Never never = Never::none;
};
FittedLaws fit_laws(const Times& times);

}  // namespace hotline
