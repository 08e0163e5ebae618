// From a log of real tests to the laws of a scenario: each class of tests with its law, its doubts, and how much its
// contacts differ.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/laws/classes.hpp"
#include "analysis/laws/goodness_of_fit.hpp"

namespace hotline {

/// A number with what the log leaves open: its best value, its 5 % and 95 % quantiles (as in { best, from, to }), and
/// its interval of kConfidence.
struct Known {
    double best = 0;
    double from = 0;
    double to = 0;
    Interval interval;
};

struct FittedClass {
    TestClass tests;
    FittedLaws laws;
    GoodnessOfFit fit;                  // of the best law
    std::optional<ContactsFit> belief;  // with all that is written; none where nothing could be fitted
    std::string why_not;                // there is no belief
    bool answers_differ = false;        // contacts were tested often enough to tell how much they differ
    bool times_differ = false;
    bool thinned = false;  // belief comes from a part of the tests, as there are very many

    Known answer;  // the probability of an answer, the mean over contacts
    // Only with a belief:
    Known place;                    // seconds: mean, scale or median, as the law has it
    Known shape;                    // shape or sigma; not of the exponential law
    Known precision;                // if answers differ
    Known sigma;                    // if times differ
    std::optional<Known> declined;  // the share of answers that were declined, if any
};

struct FittedStaleness {
    std::string id;
    StalenessFit fit;
};

struct LogFit {
    std::vector<std::string> logs;  // what the files are called
    std::vector<FittedClass> classes;
    std::vector<FittedStaleness> staleness;
};

/// Fits every class.
LogFit fit_log(std::vector<std::string> logs, const ClassedLog& classed);

}  // namespace hotline
