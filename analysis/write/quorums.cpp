#include "analysis/write/quorums.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

Json json_of_deadline(const QuorumDeadline& by) {
    Json cases = Json::object();
    for (std::size_t index = 0; index < kDrillShares.size(); ++index) {
        const CasesReached& reached = by.cases[index];
        cases[kShareNames[index]] = {{"value", reached.value}, {"low", reached.low}, {"high", reached.high}};
    }
    return {{"within", seconds_of(by.within)},  {"reached", by.reached},
            {"probability", by.probability},    {"interval", json_of(by.interval)},
            {"mean_share", by.mean_share},      {"mean_share_interval", json_of(by.mean_share_interval)},
            {"cases_reached", std::move(cases)}};
}

}  // namespace

std::string enough_text(const Quorum& quorum) {
    return fmt::format("{}, {} of {}", quorum.title, quorum.needed(), counted(quorum.cases.size(), "case"));
}

std::string quorum_text(const Quorum& quorum) {
    return "Quorum: " + enough_text(quorum);
}

std::string cases_text(const CasesReached& cases) {
    return fmt::format("{} ({}–{})", cases.value, cases.low, cases.high);
}

void write_deadlines(std::ostream& out, const QuorumSummary& quorum) {
    constexpr std::size_t kDash = std::string_view("–").size() - 1;  // bytes beyond its column
    std::array<std::size_t, kDrillShares.size()> widths{12, 9};
    for (const QuorumDeadline& by : quorum.by) {
        for (std::size_t index = 0; index < widths.size(); ++index)
            widths[index] = std::max(widths[index], cases_text(by.cases[index]).size() - kDash);
    }
    fmt::print(out, "  {:<12} {:>21} {:>21} {:>{}} {:>{}}\n", "", "quorum", "of the cases", "half", widths[0], "90 %",
               widths[1]);
    for (const QuorumDeadline& by : quorum.by) {
        fmt::print(out, "  {:<12} {:>21} {:>21} {:>{}} {:>{}}\n", "by " + duration_text(by.within),
                   probability_text(by.probability, by.interval),
                   probability_text(by.mean_share, by.mean_share_interval), cases_text(by.cases[0]), widths[0],
                   cases_text(by.cases[1]), widths[1]);
    }
}

Json json_of(const Scenario& scenario, const QuorumSummary& quorum) {
    const Quorum& of = scenario.quorums[quorum.quorum];
    Json by = Json::array();
    for (const QuorumDeadline& deadline : quorum.by) by.push_back(json_of_deadline(deadline));
    return {{"id", of.id},
            {"title", of.title},
            {"protocols", ids_of_protocols(scenario, quorum.protocols)},
            {"cases", quorum.cases},
            {"needed", quorum.needed},
            {"drills", quorum.drills},
            {"time", json_of(quorum.time)},
            {"by", std::move(by)}};
}

}  // namespace hotline
