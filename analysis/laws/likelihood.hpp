// The log-likelihood of observed times under a law with a share that never answers (a cure model: Boag, 1949; Maller,
// Zhou, 1996, "Survival Analysis with Long-Term Survivors"): with probability `answer` the time follows the law, and
// otherwise it never comes.
//
//   exact at t              answer · f(t)
//   given up at t           1 - answer · F(t)
//   between a and b         answer · (F(b) - F(a))
//   divided, if observed only from e on, by 1 - answer · F(e)
//
// Assumes independent times, and that observation ends for reasons that have nothing to do with them.
#pragma once

#include <optional>
#include <vector>

#include "analysis/laws/law_family.hpp"
#include "analysis/laws/newton.hpp"
#include "analysis/laws/observed_time.hpp"

namespace hotline {

/// Which law, and whether some never answer.
struct LawModel {
    Law::Kind family = Law::Kind::exponential;
    bool some_never = false;

    /// The parameters are place, spread where the family has it, and the log-odds of an answer where some never do.
    Eigen::Index parameters() const { return 1 + (has_spread(family) ? 1 : 0) + (some_never ? 1 : 0); }
    Eigen::Index answer_index() const { return parameters() - 1; }
    FittedLaw law(const Parameters& at) const { return {family, at[0], has_spread(family) ? at[1] : 0}; }
    /// The probability of an answer.
    double answer(const Parameters& at) const;

    friend bool operator==(const LawModel&, const LawModel&) = default;
};

/// Times with their logarithms, which every evaluation needs.
class Times {
public:
    explicit Times(std::vector<ObservedTime> observed);

    const std::vector<ObservedTime>& merged() const { return times_; }
    const TimesSummary& summary() const { return summary_; }
    /// The log-likelihood and its derivatives.
    void evaluate(const LawModel& model, const Parameters& at, Climb& climb) const;
    double log_likelihood(const LawModel& model, const Parameters& at) const;

private:
    /// A time that is not exact, or was observed late.
    struct Other {
        ObservedTime time;
        double low;  // logarithms
        double high;
        double entry;
    };
    std::vector<ObservedTime> times_;
    ExactTimes exact_;
    std::vector<Other> others_;
    TimesSummary summary_;
};

/// -ln P(no answer by a time), and its derivatives in the parameters of the model.
void cumulative_hazard(const LawModel& model, const Parameters& at, double seconds, double& value,
                       Parameters& gradient);

}  // namespace hotline
