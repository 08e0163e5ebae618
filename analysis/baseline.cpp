#include "analysis/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "analysis/json.hpp"
#include "analysis/version.hpp"

namespace hotline {
namespace {

constexpr int kFormat = 1;

std::string fingerprint_of(const Scenario& scenario, const Outcomes& outcomes) {
    Identity print = identity_of("drills");
    const auto add = [&](std::uint64_t value) { print = combine(print, value); };
    for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
        const Outcome outcome = outcomes.at(drill);
        for (const Ticks time : {outcome.first_answer, outcome.contact, outcome.response})
            add(static_cast<std::uint64_t>(time.count()));
        // By name: a list may have been put in another order.
        add(outcome.made_by == kNone ? 0 : scenario.rows[outcome.made_by].identity);
        for (std::size_t result = 0; result < kResults; ++result) {
            // Results that do not occur leave no trace, so that new ones may be added.
            if (outcome.attempts[result] > 0) add(combine(result, outcome.attempts[result]));
        }
        if (outcome.waited > Ticks{0}) add(static_cast<std::uint64_t>(outcome.waited.count()));
    }
    return fmt::format("{:016x}", print);
}

Json json_of(const std::vector<Ticks>& times) {
    Json counts = Json::array();
    for (const Ticks time : times) counts.push_back(time.count());
    return counts;
}

std::vector<Ticks> times_in(const Json& json) {
    std::vector<Ticks> times;
    for (const Json& count : json) {
        const auto ticks = count.get<std::int64_t>();
        if (ticks < kNever.count() || ticks > kForever.count()) throw std::runtime_error("a time is out of range");
        times.emplace_back(ticks);
    }
    return times;
}

}  // namespace

Baseline baseline_of(const Scenario& scenario, std::uint64_t seed, const std::string& luck,
                     const std::vector<Outcomes>& outcomes) {
    Baseline baseline{luck, seed, outcomes.empty() ? 0 : outcomes.front().size(), scenario.horizon, {}};
    for (const Outcomes& of_case : outcomes) {
        const Case& played = scenario.cases[of_case.case_index];
        const Protocol& protocol = scenario.protocols[of_case.protocol];
        StoredDrills& stored = baseline.cases.emplace_back();
        stored.caller = scenario.parties[played.caller].id;
        stored.callee = scenario.parties[played.callee].id;
        stored.after = played.after;
        stored.protocol = protocol.id;
        stored.fingerprint = fingerprint_of(scenario, of_case);
        stored.first_answer = of_case.first_answer;
        stored.contact = of_case.contact;
        if (protocol.request) stored.response = of_case.response;
        for (const auto& by_result : of_case.attempts) {
            std::uint32_t all = 0;
            for (const std::uint16_t count : by_result) all += count;
            stored.attempts.push_back(all);
        }
    }
    return baseline;
}

void write_baseline(std::ostream& out, const Baseline& baseline) {
    // An array a line, so that a change shows where it is.
    out << fmt::format(
        "{{\n\"format\": {},\n\"hotline\": \"{}\",\n\"luck\": \"{}\",\n\"seed\": {},\n\"replications\": {},\n"
        "\"horizon_ticks\": {},\n\"cases\": [",
        kFormat, version(), baseline.luck, baseline.seed, baseline.replications, baseline.horizon.count());
    const char* separator = "\n";
    for (const StoredDrills& stored : baseline.cases) {
        const auto text = [](const std::string& name) {
            return Json(name).dump(-1, ' ', false, Json::error_handler_t::replace);
        };
        out << separator
            << fmt::format(
                   "{{\"caller\": {}, \"callee\": {}, \"after_ticks\": {}, \"protocol\": {},\n\"fingerprint\": "
                   "\"{}\"",
                   text(stored.caller), text(stored.callee), stored.after.count(), text(stored.protocol),
                   stored.fingerprint);
        out << ",\n\"first_answer\": " << json_of(stored.first_answer).dump();
        out << ",\n\"contact\": " << json_of(stored.contact).dump();
        out << ",\n\"response\": " << json_of(stored.response).dump();
        out << ",\n\"attempts\": " << Json(stored.attempts).dump() << '}';
        separator = ",\n";
    }
    out << "\n]\n}\n";
}

Baseline read_baseline(const std::string& text) try {
    const Json json = Json::parse(text);
    if (json.at("format").get<int>() != kFormat) throw std::runtime_error("it is of another format");
    Baseline baseline{json.at("luck").get<std::string>(),
                      json.at("seed").get<std::uint64_t>(),
                      json.at("replications").get<std::uint64_t>(),
                      Ticks{json.at("horizon_ticks").get<std::int64_t>()},
                      {}};
    for (const Json& of_case : json.at("cases")) {
        StoredDrills& stored = baseline.cases.emplace_back();
        of_case.at("caller").get_to(stored.caller);
        of_case.at("callee").get_to(stored.callee);
        stored.after = Ticks{of_case.at("after_ticks").get<std::int64_t>()};
        of_case.at("protocol").get_to(stored.protocol);
        of_case.at("fingerprint").get_to(stored.fingerprint);
        stored.first_answer = times_in(of_case.at("first_answer"));
        stored.contact = times_in(of_case.at("contact"));
        stored.response = times_in(of_case.at("response"));
        of_case.at("attempts").get_to(stored.attempts);
        const std::size_t drills = baseline.replications;
        if (stored.first_answer.size() != drills || stored.contact.size() != drills ||
            stored.attempts.size() != drills || (!stored.response.empty() && stored.response.size() != drills)) {
            throw std::runtime_error("a case has not as many drills as the baseline says");
        }
    }
    if (baseline.replications < 2) throw std::runtime_error("it has fewer than two drills");
    return baseline;
} catch (const Json::exception& error) {
    throw std::runtime_error(error.what());
}

}  // namespace hotline
