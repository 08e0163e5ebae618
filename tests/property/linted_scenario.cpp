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
        for (std::size_t step = 0; step < scenario.protocols[index].steps.size(); ++step) {
            scenario.protocols[index].steps[step].place = {0, line_of_step(index, step), 1};
            for (FollowUp& follow : scenario.protocols[index].steps[step].on)
                follow.place = {0, line_of_follow_up(index, step, follow.after), 1};
        }
    }
    for (Index row = 0; row < scenario.rows.size(); ++row) scenario.rows[row].place = {0, line_of_row(row), 1};
    for (Index response = 0; response < scenario.responses.size(); ++response) {
        for (std::size_t when = 0; when < scenario.responses[response].when.size(); ++when)
            scenario.responses[response].when[when].place = {0, line_of_when(response, when), 1};
    }
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
    for (Response& response : scenario.responses) {
        response.on_leave.reset();
        for (When& when : response.when) when.on_leave.reset();
        std::erase_if(response.when, [](const When& when) { return !when.on_duty && !when.off_duty; });
    }
    std::erase_if(scenario.holidays,
                  [](const Holiday& day) { return day.hours || !day.organisation.empty() || day.site != kNone; });
    return scenario;
}

Scenario with_plain_steps(Scenario scenario) {
    for (Protocol& protocol : scenario.protocols) {
        for (Step& step : protocol.steps) step.on.clear();
    }
    return scenario;
}

std::vector<Duty*> duties_of(Response& response) {
    std::vector<Duty*> duties{&response.on_duty, &response.off_duty};
    if (response.on_leave) duties.push_back(&*response.on_leave);
    for (When& when : response.when) {
        for (auto state : {&When::on_duty, &When::off_duty, &When::on_leave}) {
            if (when.*state) duties.push_back(&*(when.*state));
        }
    }
    return duties;
}

std::vector<CallBack*> call_backs_of(Response& response) {
    std::vector<CallBack*> all{&response.call_back};
    for (Duty* duty : duties_of(response)) {
        if (duty->call_back) all.push_back(&*duty->call_back);
    }
    if (response.voice_mail && response.voice_mail->call_back) all.push_back(&*response.voice_mail->call_back);
    return all;
}

void for_each_law(Scenario& scenario, const std::function<void(Law&)>& change) {
    for (Response& response : scenario.responses) {
        for (Duty* duty : duties_of(response)) change(duty->latency);
        for (CallBack* call_back : call_backs_of(response)) change(call_back->delay);
        if (auto& machine = response.voice_mail) {
            for (Law* law : {&machine->after, &machine->greeting, &machine->message}) change(*law);
        }
        if (auto& person = response.wrong_person) {
            for (Law* law : {&person->latency, &person->lasts}) change(*law);
        }
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
        if (response.moves_latencies()) {  // there is a drill in which each time is as short as its law lets it be
            const auto shortest = [](Law& law) { law = Law::always(ticks_of_seconds(law.least(true))); };
            for (Duty* duty : duties_of(response)) shortest(duty->latency);
            for (CallBack* call_back : call_backs_of(response)) shortest(call_back->delay);
        }
        response.between.reset();
        response.present = best(response.present);
        response.spell = Ticks{0};
        response.screened = response.screened < 1 ? 0 : 1;
        for (Duty* duty : duties_of(response)) {
            duty->answer = best(duty->answer);
            duty->declined = duty->declined < 1 ? 0 : 1;
        }
        for (CallBack* call_back : call_backs_of(response)) call_back->probability = best(call_back->probability);
        if (response.wrong_person && response.wrong_person->probability < 1) response.wrong_person.reset();
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
    for (Response& response : scenario.responses) {
        for (Duty* duty : duties_of(response)) duty->answer = 0;
        for (CallBack* call_back : call_backs_of(response)) call_back->probability = 0;
        response.voice_mail.reset();
        response.wrong_person.reset();
    }
}

bool answered(const Drill& drill, const Attempt& attempt) {
    return attempt.answered <= drill.scenario.horizon;
}

void for_each_linted(std::uint32_t number, const std::function<void(Scenario)>& check, Days with) {
    for (std::uint32_t offset = 0; offset < kLintedOfANumber; ++offset) {
        Scenario scenario = random_scenario(std::uint64_t{number} * kLintedOfANumber + offset);
        if (with == Days::plain) scenario = with_plain_steps(with_plain_days(std::move(scenario)));
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            for (const Index protocol : scenario.cases[index].protocols) check(narrowed(scenario, index, protocol));
        }
    }
}

}  // namespace hotline
