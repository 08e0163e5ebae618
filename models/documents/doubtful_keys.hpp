// Which values of a scenario may be in doubt: what somebody estimates, not what somebody decides or knows. A
// probability, a law and each of its numbers, a rate, a duration that nobody decides.
#pragma once

#include <optional>
#include <string>

#include "models/documents/overlay.hpp"

namespace hotline {

enum class DoubtfulKind : unsigned char {
    probability,
    duration,
    number,  // above 0
    law,     // a whole law: a duration is a fixed one
    other,   // a text of another kind, such as a bandwidth: only alternatives
};

/// The kind of the value at a path; empty where no value may be in doubt.
std::optional<DoubtfulKind> doubtful_kind(const KeyPath& path);

}  // namespace hotline
