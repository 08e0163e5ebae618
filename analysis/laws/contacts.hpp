// Contacts that differ: one answers most tests, and another hardly any; one at once, and another late. The
// probability that a contact answers is beta distributed over contacts, and all times of a contact are multiplied by
// one lognormal factor: this is what [response.ID.between] of a scenario plays. A contact's own tests say where it
// lies, and the others say what to expect of it: few tests are drawn towards the rest (empirical Bayes; Carlin,
// Louis, 2008, "Bayesian Methods for Data Analysis"). So a contact that was tested twice is not a matter of 0 or 100
// %.
//
// The likelihood of a contact's tests is summed over the two numbers that make it what it is. Over the probability p
// this is exact: with S the chance to be later than a test was given up, ((1 - p) + p S) multiplied over such tests
// is a sum of p^j (1 - p)^(K - j), whose means under a beta law are known (Skellam, JRSS B 1948). Over the factor it
// is Gauss and Hermite's quadrature, centred at each contact's own times (Liu, Pierce, 1994, Biometrika 81:624).
//
// Weak priors keep few tests from proving that contacts do not differ at all, or that all answer: the mean
// probability has a uniform one, the intra-class correlation 1 / (precision + 1) is Beta(1, 2), and the factor's
// deviation half-normal with scale 1. The covariance is that of the posterior around its mode (Laplace).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "analysis/laws/law_fit.hpp"

namespace hotline {

/// One contact's tests.
using TestsOfContact = std::vector<ObservedTime>;

struct ContactsModel {
    Law::Kind family = Law::Kind::lognormal;
    bool answers_differ = true;
    bool times_differ = true;
    bool priors = true;
};

/// The parameters, in numbers that people can read.
struct ContactsAre {
    FittedLaw law{Law::Kind::lognormal, 0, 0};  // of a contact in the middle
    double answer = 1;                          // the mean probability
    double precision = 1;                       // beta: the sum of its two parameters; infinite where all are alike
    double factor_sigma = 0;
};

/// All contacts of a kind, fitted together.
class ContactsFit {
public:
    ContactsFit(std::vector<TestsOfContact> contacts, const ContactsModel& model, const LawFit& start);

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
    /// On the parameter's own scale, by the normal law.
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
    /// its interval is that of answer_by (law_fit.hpp). `together` takes the parameters as they are estimated; apart,
    /// each is in doubt by itself, as a file of doubts has it.
    enum class Doubts : unsigned char { together, apart };
    AnswerBy answers_by(double seconds, double confidence = kConfidence, Doubts doubts = Doubts::together) const;

private:
    double objective(const Parameters& at) const;
    ContactsAre read(const Parameters& at) const;

    std::vector<TestsOfContact> contacts_;
    ContactsModel model_;
    Parameters at_;
    SecondDerivatives covariance_;
    std::vector<ContactsAre> likely_;  // draws of the parameters
    ContactsAre best_;
    double log_likelihood_ = 0;
    std::string why_not_;
};

/// The probability that a contact drawn from all of them answers within a time.
double answered_by(const ContactsAre& contacts, double seconds);

/// ln of the likelihood of one contact's tests.
double log_likelihood_of(const TestsOfContact& tests, const ContactsAre& contacts);

}  // namespace hotline
