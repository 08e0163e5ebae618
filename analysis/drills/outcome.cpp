#include "analysis/drills/outcome.hpp"

#include <algorithm>

namespace hotline {

std::string_view name_of(Result result) {
    constexpr std::array<std::string_view, kResults> kNames{
        "contact", "handed over",  "no authority",   "no answer",    "stale",   "busy",
        "no line", "channel down", "no interpreter", "not verified", "cut off", "dropped"};
    return kNames[static_cast<std::size_t>(result)];
}

Outcomes::Outcomes(const Scenario& scenario, Index of_case, Index of_protocol)
    : case_index(of_case),
      protocol(of_protocol),
      request(scenario.protocols[of_protocol].request.has_value()),
      interaction(scenario.interaction),
      exchange(scenario.protocols[of_protocol].exchange.has_value()) {}

void Outcomes::resize(std::size_t drills) {
    first_answer.resize(drills, kNever);
    contact.resize(drills, kNever);
    if (request) response.resize(drills, kNever);
    made_by.resize(drills, kNone);
    attempts.resize(drills);
    if (interaction) waited.resize(drills);
    if (exchange) shared.resize(drills, kNever);
    usage.resize(drills * resources);
}

void Outcomes::set(std::size_t drill, const Outcome& outcome) {
    first_answer[drill] = outcome.first_answer;
    contact[drill] = outcome.contact;
    if (request) response[drill] = outcome.response;
    made_by[drill] = outcome.made_by;
    attempts[drill] = outcome.attempts;
    if (interaction) waited[drill] = outcome.waited;
    if (exchange) shared[drill] = outcome.shared;
}

Outcome Outcomes::at(std::size_t drill) const {
    return {first_answer[drill],
            contact[drill],
            request ? response[drill] : kNever,
            made_by[drill],
            attempts[drill],
            interaction ? waited[drill] : Ticks{0},
            exchange ? shared[drill] : kNever};
}

std::vector<Outcomes> without(std::vector<Outcomes> all, const std::vector<MissingDrill>& missing) {
    for (Outcomes& outcomes : all) {
        std::size_t place = 0;
        auto next = missing.begin();
        for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
            if (next != missing.end() && next->replication == drill) {
                ++next;
            } else {
                outcomes.set(place, outcomes.at(drill));
                std::ranges::copy(outcomes.usage_at(drill), outcomes.usage_at(place).begin());
                ++place;
            }
        }
        outcomes.resize(place);
    }
    return all;
}

}  // namespace hotline
