// How clusters differ from each other: one official, organisation or party answers more calls than another, and
// sooner. Each has one standard normal number per drill for `answer`, and another one for `latency`.
//
// Answers follow a logit-normal law over clusters (Atchison and Shen, Biometrika 1980), or a beta law, with which the
// number of calls answered is beta-binomial (Skellam, JRSS B 1948). Latencies have a lognormal frailty (Hougaard,
// "Analysis of Multivariate Survival Data", 2000). The responses of one cluster correlate by a Gaussian copula.
#pragma once

#include <string_view>

#include "models/base/named.hpp"

namespace hotline {

struct Between {
    /// Who has numbers of his own.
    enum class Each : unsigned char { official, organisation, party };
    /// The law of `answer` over clusters; `alike`: it is the same for all.
    enum class Answers : unsigned char { alike, logit_normal, beta };

    Each each = Each::official;
    Answers answers = Answers::alike;
    double answer_sigma = 0;      // logit-normal: of the log-odds
    double answer_precision = 1;  // beta: the sum of the two parameters
    double latency_sigma = 0;     // of the logarithm of the factor of `latency`; 0: all are as quick
    double correlation = 1;       // of the common part of a cluster's responses

    bool moves_answers() const { return answers != Answers::alike; }
    bool moves_latencies() const { return latency_sigma > 0; }

    /// The probability with which the cluster of a number answers, where a response says `answer`. It rises with the
    /// number. 0 and 1 stay.
    double answer(double answer, double normal) const;
    /// By what the cluster of a number multiplies each latency. It rises with the number.
    double factor(double normal) const;
    /// The mean of `answer` over clusters.
    double mean_answer(double answer) const;
};

/// As files write them.
constexpr std::string_view name_of(Between::Each each) {
    switch (each) {
        case Between::Each::official:
            return "official";
        case Between::Each::organisation:
            return "organisation";
        case Between::Each::party:
            return "party";
    }
    return {};
}
inline constexpr auto kEach = all_named<Between::Each>();

/// "officials", "organisations", "parties"
std::string_view several(Between::Each each);

}  // namespace hotline
