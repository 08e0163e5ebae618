// What a scenario's result rests on: everything that the scenario is made of and that its drills use, made from the
// scenario itself, so that nothing is missing; where each stands, what is said there of its source, and the published
// figures that are named there.
#pragma once

#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/loading/published.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

struct Assumption {
    std::string kind;  // "response"; empty for what is left out of a long list
    std::string name;
    std::string values;                    // in words
    std::vector<std::string> where;        // file and line; then those in the files under it, which it extends
    std::vector<std::string> said;         // the comments that stand there
    std::vector<PublishedFigure> figures;  // those that the comments name

    /// Whether it is one that has a source, or is an assumption: not who, to whom and what for.
    bool is_law_or_rate() const;
    /// Whether nothing is said of a source, nor that there is none.
    bool is_silent() const;
};

/// In the order of the kinds, protocols first.
std::vector<Assumption> assumptions_of(const Scenario& scenario, const Diagnostics& files,
                                       const PublishedFigures& published);

}  // namespace hotline
