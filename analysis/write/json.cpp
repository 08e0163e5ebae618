#include "analysis/write/json.hpp"

#include <utility>

#include "analysis/write/figures.hpp"

namespace hotline {
namespace {

/// Dumps over several lines, indenting all but the first. Replaces invalid UTF-8 in titles by replacement characters.
std::string text_of(const Json& json, std::size_t indent) {
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace);
    std::string indented;
    for (const char letter : text) {
        indented += letter;
        if (letter == '\n') indented.append(indent, ' ');  // a line break inside a text is written \n
    }
    return indented;
}

}  // namespace

Json json_of(const Interval& interval) {
    return Json::array({interval.low, interval.high});
}

WhyNot why_not(const QuantileEstimate& quantile, bool independent) {
    WhyNot reasons;
    if (!quantile.value) reasons.value = kNotReached;
    if (!quantile.low) reasons.low = independent ? kNotReached : kNotIndependent;
    if (!quantile.high) reasons.high = !independent ? kNotIndependent : quantile.enough ? kNotReached : kTooFewDrills;
    return reasons;
}

Json json_of(const QuantileEstimate& quantile, bool independent) {
    const WhyNot reasons = why_not(quantile, independent);
    Json json = Json::object();
    add(json, "value", json_of(quantile.value), reasons.value);
    add(json, "low", json_of(quantile.low), reasons.low);
    add(json, "high", json_of(quantile.high), reasons.high);
    return json;
}

void add(Json& object, const std::string& name, Json value, std::string_view reason) {
    const bool none = value.is_null();
    object[name] = std::move(value);
    if (none) object["no_" + name] = reason;
}

Json json_of(const std::optional<Ticks>& time) {
    return time ? Json(seconds_of(*time)) : Json(nullptr);
}

Json json_of(const std::optional<double>& number) {
    return number ? Json(*number) : Json(nullptr);
}

Json json_of(const MilestoneSummary& milestone) {
    Json quantiles = Json::object();
    for (std::size_t index = 0; index < kShares.size(); ++index) {
        quantiles[kShareNames[index]] = json_of(milestone.quantiles[index]);
    }
    return {{"reached", milestone.reached},
            {"probability", milestone.probability},
            {"interval", json_of(milestone.interval)},
            {"quantiles", std::move(quantiles)},
            {"mean_within_horizon", milestone.mean_within_horizon},
            {"mean_within_horizon_interval", json_of(milestone.mean_interval.value())}};
}

Json ids_of_protocols(const Scenario& scenario, const std::vector<Index>& protocols) {
    Json ids = Json::array();
    for (const Index protocol : protocols) ids.push_back(scenario.protocols[protocol].id);
    return ids;
}

void write_with_list(std::ostream& out, const Json& head, const std::string& list, std::size_t items,
                     const std::function<Json(std::size_t)>& item) {
    std::string text = text_of(head, 0);
    text.resize(text.rfind('\n'));
    out << text << ",\n  \"" << list << "\": [";
    const char* separator = "\n    ";
    for (std::size_t index = 0; index < items; ++index) {
        out << separator << text_of(item(index), 4);
        separator = ",\n    ";
    }
    out << "\n  ]\n}\n";
}

std::string on_one_line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hotline
