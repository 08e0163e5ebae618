// The likelihood of one contact's tests, summed over the two numbers that make the contact what it is: the
// probability p of an answer, which is beta distributed over contacts, and the lognormal factor of all its times
// (contacts.hpp).
//
// Over p the sum is exact: with S the chance to be later than a test was given up, ((1 - p) + p S) multiplied over
// such tests is a sum of p^j (1 - p)^(K - j), whose means under a beta law are known (Skellam, JRSS B 1948). Over the
// factor it is Gauss and Hermite's quadrature, centred at each contact's own times (Liu, Pierce, 1994, Biometrika
// 81:624).
//
// The first derivatives are those of that sum, nodes and all. The second ones keep the nodes where they are: they
// differ from those of the sum by as much as the quadrature does from the integral.
//
// A test that was observed late divides its likelihood by the chance of no answer before (likelihood.hpp). Where
// contacts differ, such quotients have no finite sum: it is an error to have late tests then.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "analysis/laws/law_family.hpp"
#include "analysis/laws/observed_time.hpp"

namespace hotline {

/// One contact's tests.
using TestsOfContact = std::vector<ObservedTime>;

/// What all contacts are, in numbers that people can read.
struct ContactsAre {
    FittedLaw law{Law::Kind::lognormal, 0, 0};  // of a contact in the middle
    double answer = 1;                          // the mean probability
    double precision = 1;                       // beta: the sum of its two parameters; infinite where all are alike
    double factor_sigma = 0;
};

/// One contact's tests, sorted by what their likelihood needs of them, with the logarithms of their times.
struct SortedTests {
    struct GivenUp {
        double log_time;
        double weight;
    };
    struct Between {
        double log_low;  // -infinite: from the beginning
        double log_high;
        double weight;
    };
    ExactTimes exact{{}};
    std::vector<Between> between;
    std::vector<GivenUp> given_up;
    std::vector<GivenUp> late;  // left truncation: nobody had answered by then
    double answered = 0;
    double silent = 0;   // all that were given up
    double centred = 0;  // the sum of the logarithms of the answers' times, those between two bounds in their middle

    SortedTests() = default;
    explicit SortedTests(const TestsOfContact& tests);
};

/// What the answers say under the beta law, whatever the factor: the weight of p^(answered + j) (1 - p)^(silent - j).
/// Where all answer alike, p is `a`, and there is one weight.
struct OfAnswers {
    double a = 1;  // of the beta law after the tests, for j = 0
    double b = 1;
    double log_scale = 0;
    std::vector<double> weight;  // by j, times exp(log_scale)
};

/// A contact's tests for one factor of its times.
struct ForFactor {
    double factor = 0;          // its logarithm
    double log_weight = 0;      // of the factor, with all tests
    std::vector<double> terms;  // the share of each j, which sum to 1
};

class ContactLikelihood {
public:
    /// The parameters of the derivatives: place, spread, log-odds of the mean answer, ln(precision), ln(sigma).
    static constexpr int kSize = 5;
    struct Slopes {
        double value = 0;
        Eigen::Matrix<double, kSize, 1> first = Eigen::Matrix<double, kSize, 1>::Zero();
        Eigen::Matrix<double, kSize, kSize> second = Eigen::Matrix<double, kSize, kSize>::Zero();
    };

    explicit ContactLikelihood(const ContactsAre& contacts);

    const ContactsAre& contacts() const { return contacts_; }
    double log_likelihood(const SortedTests& tests) const;
    /// Adds ln of the likelihood with its derivatives.
    void add(const SortedTests& tests, Slopes& sum) const;

    /// The parts of the sum.
    OfAnswers of_answers(const SortedTests& tests) const;
    std::vector<ForFactor> over_factors(const SortedTests& tests, const OfAnswers& answers) const;

private:
    /// Where the factors of a contact lie over which its tests are summed: centre + width · node.
    struct Place {
        double centre = 0;
        double width = 0;
        // Its derivatives in place, spread and ln(sigma).
        double centre_by[3] = {0, 0, 0};
        double width_by[3] = {0, 0, 0};
    };
    Place place_of(const SortedTests& tests) const;
    double weight_of_node(const Place& place, int node, double factor) const;
    ForFactor for_factor(const SortedTests& tests, const OfAnswers& answers, double factor) const;

    ContactsAre contacts_;
    // Of the law, and how they change with its spread.
    double middle_ = 0;  // the logarithm of the median
    double middle_by_spread_ = 0;
    double deviation_ = 1;  // of the logarithm
    double deviation_by_spread_ = 0;
};

}  // namespace hotline
