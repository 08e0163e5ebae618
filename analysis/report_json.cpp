#include <nlohmann/json.hpp>

#include "analysis/report.hpp"
#include "analysis/version.hpp"

namespace hotline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, kShares.size()> kShareNames{"p50", "p90", "p95", "p99"};

Json to_json(const Interval& interval) {
    return Json::array({interval.low, interval.high});
}

Json to_json(const std::optional<Ticks>& time) {
    return time ? Json(seconds_of(*time)) : Json(nullptr);
}

Json to_json(const MilestoneSummary& milestone) {
    Json quantiles = Json::object();
    for (std::size_t index = 0; index < kShares.size(); ++index) {
        const QuantileEstimate& quantile = milestone.quantiles[index];
        quantiles[kShareNames[index]] = {
            {"value", to_json(quantile.value)}, {"low", to_json(quantile.low)}, {"high", to_json(quantile.high)}};
    }
    return {{"reached", milestone.reached},
            {"probability", milestone.probability},
            {"interval", to_json(milestone.interval)},
            {"quantiles", std::move(quantiles)},
            {"mean_within_horizon", milestone.mean_within_horizon},
            {"mean_within_horizon_interval", to_json(milestone.mean_interval)}};
}

Json to_json(const Scenario& scenario, const CaseSummary& summary) {
    const Case& played = scenario.cases[summary.case_index];
    Json by_result = Json::object();
    for (std::size_t index = 0; index < kResults; ++index) {
        by_result[std::string(name_of(static_cast<Result>(index)))] = summary.attempts[index];
    }
    Json made_by = Json::array();
    for (const ContactMadeBy& made : summary.made_by) {
        made_by.push_back({{"official", scenario.officials[made.official].id},
                           {"channel", scenario.channels[made.channel].id},
                           {"count", made.count}});
    }
    return {{"caller", scenario.parties[played.caller].id},
            {"callee", scenario.parties[played.callee].id},
            {"after", seconds_of(played.after)},
            {"protocol", scenario.protocols[summary.protocol].id},
            {"drills", summary.drills},
            {"first_answer", to_json(summary.first_answer)},
            {"contact", to_json(summary.contact)},
            {"response", summary.response ? to_json(*summary.response) : Json(nullptr)},
            {"attempts",
             {{"mean", summary.mean_attempts},
              {"interval", to_json(summary.mean_attempts_interval)},
              {"by_result", std::move(by_result)}}},
            {"contact_made_by", std::move(made_by)}};
}

/// Over several lines, all but the first further in. Where a title is no UTF-8, replacement characters stand in it.
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

void write_json(std::ostream& out, const RunSummary& run) {
    const Json head{{"hotline", version()},
                    {"scenario", run.scenario.title},
                    {"seed", run.seed},
                    {"replications", run.replications},
                    {"horizon", seconds_of(run.scenario.horizon)},
                    {"confidence", kConfidence},
                    {"contact_interval", run.precision ? "confidence sequence" : "Clopper-Pearson"}};
    // Case by case, and not all in one Json: of tens of thousands of cases it would fill the memory.
    std::string text = text_of(head, 0);
    text.resize(text.rfind('\n'));
    out << text << ",\n  \"cases\": [";
    const char* separator = "\n    ";
    for (const CaseSummary& summary : run.cases) {
        out << separator << text_of(to_json(run.scenario, summary), 4);
        separator = ",\n    ";
    }
    out << "\n  ]\n}\n";
}

}  // namespace hotline
