// Contacts that differ: one answers most tests, and another hardly any; one at once, and another late. The
// probability that a contact answers is beta distributed over contacts, and all times of a contact are multiplied by
// one lognormal factor: this is what [response.ID.between] of a scenario plays. A contact's own tests say where it
// lies, and the others say what to expect of it: few tests are drawn towards the rest (empirical Bayes; Carlin,
// Louis, 2008, "Bayesian Methods for Data Analysis"). So a contact that was tested twice is not a matter of 0 or 100
// %.
//
// Tests that were observed late (left truncation) are fitted only with contacts that are alike.
//
// Weak priors keep few tests from proving that contacts do not differ at all, or that all answer: the mean
// probability has a uniform one, the intra-class correlation 1 / (precision + 1) is Beta(1, 2), and the factor's
// deviation half-normal with scale 1.
//
// The numbers in doubt are drawn from the normal law around the most likely ones (Laplace), with longer tails, and
// each draw counts as much as the tests say (importance sampling; Rubin, 1988, "Using the SIR algorithm to simulate
// posterior distributions", Bayesian Statistics 3). So an interval is as lopsided as the likelihood. Of thousands of
// tests the normal law itself is near enough.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "analysis/laws/contact_likelihood.hpp"
#include "analysis/laws/law_fit.hpp"

namespace hotline {

struct ContactsModel {
    Law::Kind family = Law::Kind::lognormal;
    bool answers_differ = true;
    bool times_differ = true;
    bool priors = true;
};

/// All contacts of a kind, fitted together.
class ContactsFit {
public:
    ContactsFit(const std::vector<TestsOfContact>& contacts, const ContactsModel& model, const LawFit& start);

    const std::string& why_not() const { return why_not_; }
    bool found() const { return why_not_.empty(); }
    const ContactsModel& model() const { return model_; }
    const ContactsAre& best() const { return best_; }
    double log_likelihood() const { return log_likelihood_; }  // without the priors
    const Parameters& at() const { return at_; }
    const SecondDerivatives& covariance() const { return covariance_; }
    /// Of a parameter: place, spread, log-odds of the answer, ln(precision), ln(sigma), as far as the model has them.
    enum class Of : unsigned char { place, spread, answer, precision, sigma };
    std::optional<Eigen::Index> index_of(Of parameter) const;
    /// On the parameter's own scale.
    Interval interval(Of parameter, double confidence = kConfidence) const;

    /// What is believed of a contact: the probability of an answer within a time.
    struct Belief {
        double mean = 0;
        double variance = 0;  // of the contact's own probability
        Interval interval;    // of kConfidence
        // What makes it: the contact's own probability of an answer at any time, and the logarithm of its factor.
        double answer = 0;
        double answer_variance = 0;
        double factor = 0;
        double factor_variance = 0;
    };
    /// Of one with these tests; without any, of one that was never tested. The interval is that of the contact's own
    /// probability. Reproducible.
    Belief belief(const TestsOfContact& tests, double seconds) const;
    /// The same for several deadlines.
    std::vector<Belief> beliefs(const TestsOfContact& tests, const std::vector<double>& seconds) const;
    /// The probability that a contact drawn from all of them answers within a time, which is the mean over contacts;
    /// its interval is that of the parameters as they are drawn `together`. Apart, each is in doubt by itself, as a
    /// file of doubts has it: the interval is as much wider as it is by the normal law.
    enum class Doubts : unsigned char { together, apart };
    AnswerBy answers_by(double seconds, double confidence = kConfidence, Doubts doubts = Doubts::together) const;

private:
    /// The parameters as they may be, and how likely that is.
    struct Draw {
        Parameters at;
        double weight;  // all sum to 1
        double normal;  // the weight by the normal law
    };
    double log_posterior(const Parameters& at) const;
    void evaluate(const Parameters& at, Climb& climb) const;
    bool draw_parameters();
    /// The share of the draws, by their weights, at which a value of them is exceeded by the rest.
    double quantile(const std::vector<double>& values, double share, double Draw::*weight = &Draw::weight) const;
    ContactsAre read(const Parameters& at) const;

    std::vector<SortedTests> contacts_;
    ContactsModel model_;
    Parameters at_;
    SecondDerivatives covariance_;
    std::vector<Draw> draws_;
    std::vector<ContactLikelihood> likely_;  // some of the draws, which count alike
    ContactsAre best_;
    double log_likelihood_ = 0;
    std::string why_not_;
};

/// The probability that a contact drawn from all of them answers within a time.
double answered_by(const ContactsAre& contacts, double seconds);

}  // namespace hotline
