#include "analysis/write/narrowing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/base/duration.hpp"

namespace hotline {
namespace {

/// "0.82 to 0.86".
std::string range_over(const std::vector<CaseSummary>& cases, double Narrowing::*of) {
    const auto [least, most] = std::minmax_element(
        cases.begin(), cases.end(),
        [&](const CaseSummary& a, const CaseSummary& b) { return *a.narrowing.*of < *b.narrowing.*of; });
    const std::string from = fmt::format("{:.2f}", *least->narrowing.*of);
    const std::string to = fmt::format("{:.2f}", *most->narrowing.*of);
    return from == to ? from : fmt::format("{} to {}", from, to);
}

}  // namespace

std::string narrowing_text(const RunSummary& run) {
    return fmt::format(
        "Starts are even over the hours of the week. The intervals of contact by {} are {} times as wide as those of "
        "as many independent starts with the same results, and the intervals of its mean time {} times.",
        duration_text(run.scenario.horizon), range_over(run.cases, &Narrowing::contact),
        range_over(run.cases, &Narrowing::mean));
}

}  // namespace hotline
