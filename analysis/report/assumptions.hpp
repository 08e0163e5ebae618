// What a scenario's result rests on: its rosters, responses, rates, channels and protocols, where each stands, what
// is said there of its source, and the published figures that are named there.
#pragma once

#include <string>
#include <vector>

#include "models/diagnostics.hpp"
#include "models/published.hpp"
#include "models/scenario.hpp"

namespace hotline {

struct Assumption {
    std::string kind;  // "response"
    std::string name;
    std::string values;                    // in words
    std::vector<std::string> where;        // file and line; then those in the files under it, which it extends
    std::vector<std::string> said;         // the comments that stand there
    std::vector<PublishedFigure> figures;  // those that the comments name

    /// Whether nothing is said of a source, nor that there is none.
    bool is_silent() const;
};

/// Those that the cases' protocols use, in the order of the kinds.
std::vector<Assumption> assumptions_of(const Scenario& scenario, const Diagnostics& files,
                                       const PublishedFigures& published);

}  // namespace hotline
