// JSON as all reports write it.
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/quantile.hpp"
#include "models/base/ticks.hpp"

namespace hotline {

using Json = nlohmann::ordered_json;

/// `[low, high]`.
Json json_of(const Interval& interval);
// Where a value is null, a member beside it, of the same name with "no_" before it, says why: "not reached" by the
// horizon, "too few drills" to say, or "drills not independent", so that there is no interval.

/// Why there is no value, low or high end, or nothing where there is.
struct WhyNot {
    std::string_view value;
    std::string_view low;
    std::string_view high;
};
/// Drills that are not independent have an estimate at most, and nothing that it lies between.
WhyNot why_not(const QuantileEstimate& quantile, bool independent = true);

/// Seconds; `{value, low, high}`.
Json json_of(const QuantileEstimate& quantile, bool independent = true);
/// Adds a member, and the reason for it where it is null.
void add(Json& object, const std::string& name, Json value, std::string_view reason);

/// Null where there is none; times in seconds.
Json json_of(const std::optional<Ticks>& time);
Json json_of(const std::optional<double>& number);

/// An object with a list as its last member, which is made and written item by item: of tens of thousands of cases
/// all in one would fill the memory.
void write_with_list(std::ostream& out, const Json& head, const std::string& list, std::size_t items,
                     const std::function<Json(std::size_t)>& item);

}  // namespace hotline
