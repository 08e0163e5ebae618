// Finds the values in doubt of a document, and checks how they are written. Only doubts.cpp and read_doubts.cpp
// include this.
#pragma once

#include <string>
#include <vector>

#include "models/documents/doubts.hpp"

namespace hotline {

/// Whether a value in doubt is a duration; as a law, it is a fixed one.
inline bool is_duration(DoubtfulKind kind) {
    return kind == DoubtfulKind::duration || kind == DoubtfulKind::law;
}

/// Adds the doubts of a document in their order, and the sources of their luck. Every problem is an error.
void read_doubts(const Node& document, std::vector<Doubt>& doubts, std::vector<std::string>& sources,
                 Diagnostics& diagnostics);

}  // namespace hotline
