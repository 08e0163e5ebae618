#include <fmt/format.h>
#include <fmt/ostream.h>

#include "analysis/write/escape.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/next_tests.hpp"
#include "analysis/write/version.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

/// "2012-10-02T02:15Z"
std::string minute_text(Instant at) {
    std::string text = utc_text(at).substr(0, 16);
    text[10] = 'T';
    return text + 'Z';
}

Json json_of_state(const NextTests& tests, std::size_t index, std::size_t state) {
    const EntryBelieved& entry = tests.entries[index].believed;
    if (!entry.states[state]) return nullptr;
    const AnswersBelieved& answers = *entry.states[state];
    const auto first = tests.first_call(entry.row, kStatesOfDuty[state]);
    return {{"calls", tests.chosen.calls[index][state]},
            {"first_call", first ? Json(minute_text(*first)) : Json(nullptr)},
            {"at_night", tests.at_night(entry.row, kStatesOfDuty[state])},
            {"answers_in_time", entry.answers(state)},
            {"interval", json_of(entry.interval(state))},
            {"by", name_of(answers.by)},
            {"tests", answers.tests},
            {"answered", answers.answered}};
}

Json json_of_entry(const NextTests& tests, std::size_t index) {
    const EntryBelieved& entry = tests.entries[index].believed;
    const Row& row = tests.scenario.rows[entry.row];
    return {{"official", tests.scenario.officials[row.official].id},
            {"channel", tests.scenario.channels[row.channel].id},
            {"address", row.address},
            {"still_right", entry.still_right},
            {"dead", entry.dead},
            {"narrows", tests.narrows(index)},
            {"on_duty", json_of_state(tests, index, 0)},
            {"off_duty", json_of_state(tests, index, 1)}};
}

}  // namespace

void write_json(std::ostream& out, const NextTests& tests) {
    Json cases = Json::array();
    for (std::size_t index = 0; index < tests.figures.size(); ++index) {
        const NextTests::Figure& figure = tests.figures[index];
        const Case& played = tests.scenario.cases[figure.case_index];
        cases.push_back({{"caller", tests.scenario.parties[played.caller].id},
                         {"callee", tests.scenario.parties[played.callee].id},
                         {"after", seconds_of(played.after)},
                         {"protocol", tests.scenario.protocols[figure.protocol].id},
                         {"contact", figure.contact},
                         {"interval", json_of(figure.interval)},
                         {"width", interval_width(figure.interval)},
                         {"width_after", tests.width_after(index)}});
    }
    Json calls = Json::array();
    for (const PlannedCall& call : tests.calls) {
        const Row& row = tests.scenario.rows[call.row];
        calls.push_back({{"at", minute_text(call.at)},
                         {"official", tests.scenario.officials[row.official].id},
                         {"channel", tests.scenario.channels[row.channel].id},
                         {"address", row.address},
                         {"state", name_of(call.state)},
                         {"at_night", call.at_night}});
    }
    const Json head{{"hotline", version()},
                    {"scenario", tests.scenario.title},
                    {"logs", tests.logs},
                    {"confidence", kConfidence},
                    {"within", tests.within},
                    {"on", utc_text(tests.on)},
                    {"seed", tests.hours.seed},
                    {"replications", tests.replications},
                    {"budget", tests.budget},
                    {"made", tests.chosen.made},
                    {"from", utc_text(tests.hours.from)},
                    {"until", utc_text(tests.hours.until)},
                    {"apart", seconds_of(tests.hours.apart)},
                    {"cases", std::move(cases)},
                    {"calls", std::move(calls)}};
    write_with_list(out, head, "entries", tests.entries.size(),
                    [&](std::size_t index) { return json_of_entry(tests, index); });
}

void write_csv(std::ostream& out, const NextTests& tests) {
    out << "official,channel,address,state,calls,first_call,answers_in_time,low,high,by,tests,answered,still_right,"
           "dead,narrows\n";
    for (std::size_t index = 0; index < tests.entries.size(); ++index) {
        const EntryBelieved& entry = tests.entries[index].believed;
        const Row& row = tests.scenario.rows[entry.row];
        for (std::size_t state = 0; state < kStatesOfDuty.size(); ++state) {
            if (!entry.states[state]) continue;
            const AnswersBelieved& answers = *entry.states[state];
            const Interval interval = entry.interval(state);
            const auto first = tests.first_call(entry.row, kStatesOfDuty[state]);
            fmt::print(out, "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                       for_csv(tests.scenario.officials[row.official].id),
                       for_csv(tests.scenario.channels[row.channel].id), for_csv(row.address),
                       name_of(kStatesOfDuty[state]), tests.chosen.calls[index][state],
                       first ? minute_text(*first) : std::string(), entry.answers(state), interval.low, interval.high,
                       name_of(answers.by), answers.tests, answers.answered, entry.still_right, entry.dead ? 1 : 0,
                       tests.narrows(index));
        }
    }
}

void write_calls_csv(std::ostream& out, const NextTests& tests) {
    out << "official,channel,address,at,result,after,given_up,local,state\n";
    for (const PlannedCall& call : tests.calls) {
        const Row& row = tests.scenario.rows[call.row];
        const Official& official = tests.scenario.officials[row.official];
        fmt::print(out, "{},{},{},{},,,,{},{}\n", for_csv(official.id),
                   for_csv(tests.scenario.channels[row.channel].id), for_csv(row.address), minute_text(call.at),
                   local_date_text(with_clocks_of(tests.scenario, official), call.at), name_of(call.state));
    }
}

}  // namespace hotline
