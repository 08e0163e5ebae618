// What reports have in common: how numbers and names are written.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <ostream>
#include <string>

#include "analysis/intervals.hpp"
#include "analysis/outcome.hpp"
#include "models/scenario.hpp"

namespace hotline {

/// "12.3" of a hundred; never a 100 or a 0 that is none.
std::string percent(double share);
/// "12.3 % (4.5–67.8)"
std::string probability_text(double probability, const Interval& interval);
/// A duration, or "not reached".
std::string time_text(const std::optional<Ticks>& time);
/// "United Kingdom → China, 5 min later"
std::string case_text(const Scenario& scenario, Index case_index);
/// "lists: The existing lists"
std::string protocol_text(const Scenario& scenario, Index protocol);

nlohmann::ordered_json json_of(const Interval& interval);
/// Seconds, or null.
nlohmann::ordered_json json_of(const std::optional<Ticks>& time);
/// Over several lines, all but the first further in. Where a title is no UTF-8, replacement characters stand in it.
std::string text_of(const nlohmann::ordered_json& json, std::size_t indent);
/// The object `head`, with the key `cases` after its own: `case_at(index)` for each of them, made as it is written,
/// so that tens of thousands of cases need not fill the memory.
void write_json_with_cases(std::ostream& out, const nlohmann::ordered_json& head, std::size_t cases,
                           const std::function<nlohmann::ordered_json(std::size_t)>& case_at);

/// A field of a CSV.
std::string quoted(const std::string& text);
/// Seconds, exact: a tick has ten decimals. Nothing where the milestone was not reached.
void append_seconds(fmt::memory_buffer& buffer, Ticks time);

}  // namespace hotline
