// The assumptions behind a scenario's result: every element that its drills use, taken from the scenario itself, so
// that none is missing; where each is defined, what the file says of its source, and the published figures that it
// names.
#pragma once

#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/loading/published.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

struct Assumption {
    std::string kind;  // "response"; empty for the line that stands for the rest of a long list
    std::string name;
    std::string values;                    // in words
    std::vector<std::string> where;        // file and line; then those in the files that it extends
    std::vector<std::string> said;         // the comments at these places
    std::vector<PublishedFigure> figures;  // those named in the comments

    /// Whether it needs a source, or is an assumption. Who calls whom, and for what, does not.
    bool is_law_or_rate() const;
    /// Whether the files give neither a source nor say that it is an assumption.
    bool is_silent() const;
};

/// In the order of the kinds, protocols first.
std::vector<Assumption> assumptions_of(const Scenario& scenario, const Diagnostics& files,
                                       const PublishedFigures& published);

}  // namespace hotline
