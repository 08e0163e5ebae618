// `run --by resource`: how busy shared resources were. The requests of a drill come in clusters or one by one.

#include <fmt/format.h>

#include "analysis/write/resources.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"
#include "tests/support/coverage.hpp"

namespace hotline::audit {
namespace {

/// The requests of one drill, and what came of them.
struct Asked {
    std::uint64_t asked;
    std::uint64_t refused;
    std::uint64_t waited;
    int minutes_waited;
    int minutes_busy;  // of an hour
};

struct Desk {
    std::string name;
    Law<Asked> law;
    std::size_t drills;
    Scenario scenario;
};

/// Drills last an hour, and allow no more requests and waits than the law has in any drill. With more room intervals
/// would only be wider.
Scenario scenario_of(const Law<Asked>& law) {
    Scenario scenario = audited_scenario(1);
    scenario.interaction = true;
    scenario.horizon = 3600 * kSecond;
    scenario.officials.resize(1);
    scenario.officials[0].seats = 1;
    scenario.rows.resize(1);
    scenario.channels[0].queue = true;
    scenario.channels[0].patience = kSecond;
    scenario.protocols[0].rounds = 1;
    for (const auto& [likely, is] : law.atoms()) {
        scenario.protocols[0].rounds = std::max(scenario.protocols[0].rounds, static_cast<std::uint32_t>(is.asked));
        if (is.asked > 0) {
            scenario.channels[0].patience =
                std::max(scenario.channels[0].patience, (60 * is.minutes_waited * kSecond + Ticks(is.asked - 1)) /
                                                            static_cast<std::int64_t>(is.asked));
        }
    }
    return scenario;
}

std::vector<Desk> families_of_resources() {
    const std::vector<std::pair<std::string, Law<Asked>>> laws{
        {"three kinds of drill", {{{0.5, {3, 0, 1, 5, 20}}, {0.3, {6, 2, 2, 15, 40}}, {0.2, {1, 0, 0, 0, 5}}}}},
        {"all refused or none", {{{0.5, {10, 10, 0, 30, 50}}, {0.5, {10, 0, 2, 6, 30}}}}},
        {"never refused", {{{1, {4, 0, 0, 0, 15}}}}},
        {"always refused", {{{1, {4, 4, 0, 8, 60}}}}},
        {"in 1 % of drills a thousand requests, 30 % refused",
         {{{0.99, {3, 0, 0, 0, 10}}, {0.01, {1000, 300, 200, 2000, 60}}}}},
        {"in 1 % of drills 10 requests, all refused", {{{0.99, {10, 0, 1, 1, 10}}, {0.01, {10, 10, 0, 20, 60}}}}},
        {"in 1 % of drills 10 requests, else one", {{{0.99, {1, 0, 0, 0, 1}}, {0.01, {10, 9, 1, 45, 60}}}}},
        {"asked in 2 % of drills", {{{0.98, {0, 0, 0, 0, 0}}, {0.01, {2, 1, 1, 4, 30}}, {0.01, {2, 0, 0, 0, 6}}}}},
    };
    std::vector<Desk> all;
    for (const auto& [name, law] : laws) {
        for (const std::size_t drills : {2U, 10U, 40U, 200U})
            all.push_back({fmt::format("{}, {} drills", name, drills), law, drills, scenario_of(law)});
    }
    return all;
}

}  // namespace

Table of_resources(std::uint64_t experiments) {
    return audit(families_of_resources(), experiments, [](const Desk& desk, std::mt19937_64& random, Table& table) {
        const Scenario& scenario = desk.scenario;
        std::vector<Outcomes> outcomes{outcomes_of(scenario, 0, std::vector<Ticks>(desk.drills, kNever))};
        outcomes[0].interaction = true;
        outcomes[0].resources = resources_of(scenario).size();
        outcomes[0].resize(desk.drills);
        for (std::size_t drill = 0; drill < desk.drills; ++drill) {
            const Asked& is = desk.law.draw(random);
            for (Usage& usage : outcomes[0].usage_at(drill)) {
                usage = {is.asked,
                         is.refused,
                         is.waited,
                         60 * is.minutes_waited * kSecond,
                         60 * is.minutes_busy * kSecond,
                         3600 * kSecond};
            }
        }
        const Json told = json_of(UsageRun{scenario, 1, desk.drills, summarise_usage(scenario, outcomes)});
        const Json& resource = told["usage"][0]["resources"][0];
        const double refusing = desk.law.mean([](const Asked& is) { return is.refused > 0; });
        table.event("run --by resource: drills with any refused, all together", desk.name,
                    !holds(interval_of(resource["refusing_drills_together"]), refusing));
        const auto sum = [&](const auto& part) { return desk.law.mean(part); };
        const double asked = sum([](const Asked& is) { return is.asked; });
        const auto count = [&](const char* key, double truth) {
            const Json& ratio = resource[key];
            // Without a request nothing is said, and nothing is wrong.
            const Json nothing = Json::array({nullptr, nullptr});
            table.interval(fmt::format("run --by resource: {}", key), desk.name,
                           interval_of(ratio.is_null() ? nothing : ratio["interval"]), truth);
        };
        count("refused", sum([](const Asked& is) { return is.refused; }) / asked);
        count("waited", sum([](const Asked& is) { return is.waited; }) / asked);
        count("mean_wait", 60 * sum([](const Asked& is) { return is.minutes_waited; }) / asked);
        count("utilisation", sum([](const Asked& is) { return is.minutes_busy; }) / 60);
    });
}

}  // namespace hotline::audit
