// The entries of a log of which the least is believed.
#pragma once

#include <vector>

#include "analysis/laws/log_fit.hpp"

namespace hotline {

struct WorstEntry {
    const FittedClass* fitted = nullptr;
    Index entry = kNone;   // of the log
    TestsOfContact tests;  // every so many of them, where there are very many
    double asked = 0;
    double answered = 0;
    bool dead = false;  // the last test found it so
    /// The probability of an answer before its class's tests were given up.
    double mean = 0;
    Interval interval;
};

/// The worst first, at most so many. An entry that was tested on duty and off duty counts in both.
std::vector<WorstEntry> worst_entries(const ClassedLog& classed, const LogFit& fit, std::size_t most);

}  // namespace hotline
