// JSON as all reports write it.
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>

#include "analysis/intervals.hpp"
#include "models/ticks.hpp"

namespace hotline {

using Json = nlohmann::ordered_json;

/// `[low, high]`.
Json json_of(const Interval& interval);
/// Null where there is none; times in seconds.
Json json_of(const std::optional<Ticks>& time);
Json json_of(const std::optional<double>& number);

/// An object with a list as its last member, which is made and written item by item: of tens of thousands of cases
/// all in one would fill the memory.
void write_with_list(std::ostream& out, const Json& head, const std::string& list, std::size_t items,
                     const std::function<Json(std::size_t)>& item);

}  // namespace hotline
