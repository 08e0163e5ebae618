#include "tests/property/linted_scenario.hpp"

#include <algorithm>
#include <utility>

#include "models/scenario/selection.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {

Scenario narrowed(Scenario scenario, Index case_index, Index protocol) {
    const Case played = scenario.cases[case_index];
    scenario.cases = {played};
    scenario.cases[0].protocols = {protocol};
    for (Index index = 0; index < scenario.protocols.size(); ++index) {
        scenario.protocols[index].place = {0, line_of_protocol(index), 1};
        for (std::size_t step = 0; step < scenario.protocols[index].steps.size(); ++step)
            scenario.protocols[index].steps[step].place = {0, line_of_step(index, step), 1};
    }
    for (Index row = 0; row < scenario.rows.size(); ++row) scenario.rows[row].place = {0, line_of_row(row), 1};
    for (Official& official : scenario.officials) {
        if (!official.rows.empty()) official.place = scenario.rows[official.rows.front()].place;
    }
    return scenario;
}

std::vector<Finding> findings_of(const Scenario& scenario) {
    Diagnostics diagnostics;
    lint(scenario, diagnostics);
    return diagnostics.findings();
}

bool says(const Finding& finding, std::string_view part) {
    return finding.message.find(part) != std::string::npos;
}

const Finding* finding_of(const std::vector<Finding>& findings, std::string_view code, std::string_view part) {
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.code == code && says(finding, part);
    });
    return found == findings.end() ? nullptr : &*found;
}

Scenario with_plain_days(Scenario scenario) {
    scenario.leaves.clear();
    scenario.rotas.clear();
    scenario.overrides.clear();
    for (Official& official : scenario.officials) official.takes_turns = false;
    for (Protocol& protocol : scenario.protocols) {
        for (Step& step : protocol.steps) {
            std::erase_if(step.call.parts, [](const Selector& part) { return calls_rota(part); });
            if (step.call.rota != kNone) step.call = Selector{};
        }
    }
    for (Response& response : scenario.responses) response.on_leave.reset();
    std::erase_if(scenario.holidays,
                  [](const Holiday& day) { return day.hours || !day.organisation.empty() || day.site != kNone; });
    return scenario;
}

void for_each_law(Scenario& scenario, const std::function<void(Law&)>& change) {
    for (Response& response : scenario.responses) {
        for (Law* law : {&response.on_duty.latency, &response.off_duty.latency, &response.call_back_delay})
            change(*law);
    }
    for (Channel& channel : scenario.channels) change(channel.set_up);
    for (Protocol& protocol : scenario.protocols) {
        for (Law* law : {&protocol.prepare, &protocol.round_gap, &protocol.connect}) change(*law);
        for (Step& step : protocol.steps) {
            for (Law* law : {&step.gap, &step.before, &step.linger}) change(*law);
        }
    }
}

void let_luck_be_kind(Scenario& scenario) {
    const auto best = [](double probability) { return probability > 0 ? 1.0 : 0.0; };
    for (Response& response : scenario.responses) {
        response.present = best(response.present);
        response.spell = Ticks{0};
        response.screened = response.screened < 1 ? 0 : 1;
        response.on_duty.answer = best(response.on_duty.answer);
        response.off_duty.answer = best(response.off_duty.answer);
        response.call_back = best(response.call_back);
    }
    for (Stance& stance : scenario.stances) stance.willing = best(stance.willing);
    for (Carrier& carrier : scenario.carriers) {
        carrier.availability = best(carrier.availability);
        carrier.degraded.clear();
    }
    for (Site& site : scenario.sites) site.availability = best(site.availability);
    scenario.outages.clear();
    for (Official& official : scenario.officials) official.staleness = kNone;
    for (Channel& channel : scenario.channels) channel.staleness = kNone;
    for (Protocol& protocol : scenario.protocols) protocol.verify = protocol.interpreter = std::nullopt;
}

void let_nobody_answer(Scenario& scenario) {
    for (Response& response : scenario.responses)
        response.on_duty.answer = response.off_duty.answer = response.call_back = 0;
}

bool answered(const Drill& drill, const Attempt& attempt) {
    return attempt.answered <= drill.scenario.horizon;
}

void for_each_linted(std::uint32_t number, const std::function<void(Scenario)>& check, Days with) {
    for (std::uint32_t offset = 0; offset < kLintedOfANumber; ++offset) {
        Scenario scenario = random_scenario(std::uint64_t{number} * kLintedOfANumber + offset);
        if (with == Days::plain) scenario = with_plain_days(std::move(scenario));
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            for (const Index protocol : scenario.cases[index].protocols) check(narrowed(scenario, index, protocol));
        }
    }
}

}  // namespace hotline
