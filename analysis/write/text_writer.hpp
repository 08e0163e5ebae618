// How texts for people are written: line by line.
#pragma once

#include <fmt/ostream.h>

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <utility>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The note at the end of tables.
inline constexpr const char* kAssumptions =
    "Intervals measure the precision of the simulation, not the truth of its\n"
    "assumptions. Whatever the scenario leaves out takes its default value\n"
    "(scenarios/format.md).";

/// Of many cases, the worst are named.
inline constexpr std::size_t kWorstCases = 10;

/// The base class of writers.
class TextWriter {
protected:
    explicit TextWriter(std::ostream& out) : out_(out) {}

    template <class... Values>
    void line(fmt::format_string<Values...> format, Values&&... values) {
        fmt::print(out_, format, std::forward<Values>(values)...);
        out_ << '\n';
    }

    /// The title, and which drills were played.
    void about(const Scenario& scenario, std::uint64_t replications, std::uint64_t seed);

    std::ostream& out_;
};

}  // namespace hotline
