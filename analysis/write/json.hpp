// JSON conventions of all outputs.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/milestone_summary.hpp"
#include "analysis/estimates/quantile.hpp"
#include "models/base/ticks.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

using Json = nlohmann::ordered_json;

/// `[low, high]`.
Json json_of(const Interval& interval);
// If a value is null, a member of the same name with the prefix "no_" says why: "not reached" by the horizon, "too
// few drills" to say, or "drills not independent", so that there is no interval.

/// Why there is no value, low end or high end; empty if there is one.
struct WhyNot {
    std::string_view value;
    std::string_view low;
    std::string_view high;
};
/// Drills that are not independent give at most an estimate, without an interval.
WhyNot why_not(const QuantileEstimate& quantile, bool independent = true);

/// Seconds; `{value, low, high}`.
Json json_of(const QuantileEstimate& quantile, bool independent = true);
/// Adds a member, and the reason if it is null.
void add(Json& object, const std::string& name, Json value, std::string_view reason);

/// The keys of quantiles, in the order of kShares.
inline constexpr std::array<const char*, kShares.size()> kShareNames{"p50", "p90", "p95", "p99"};
Json json_of(const MilestoneSummary& milestone);
Json ids_of_protocols(const Scenario& scenario, const std::vector<Index>& protocols);

/// Null if there is none; times in seconds.
Json json_of(const std::optional<Ticks>& time);
Json json_of(const std::optional<double>& number);

/// Texts that are no UTF-8 get replacement characters.
std::string on_one_line(const Json& json);
/// Writes an object whose last member is a list, item by item: the full list of tens of thousands of cases would need
/// too much memory.
void write_with_list(std::ostream& out, const Json& head, const std::string& list, std::size_t items,
                     const std::function<Json(std::size_t)>& item);

}  // namespace hotline
