// `mend --cut-sets`: the share of drills that show a cut set. Several officials are called at once over one carrier,
// so the cut sets are the carrier alone, and all entries together; a call that the carrier does not take is one that
// failed.

#include <fmt/format.h>

#include <algorithm>

#include "analysis/write/cut_sets.hpp"
#include "models/loading/load.hpp"
#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/cut_sets.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/printed.hpp"
#include "tests/support/coverage.hpp"

namespace hotline::audit {
namespace {

struct CalledAtOnce {
    std::string name;
    Scenario scenario;
    double carrier;  // the probability that it is down
    double entries;  // the probability that nobody answers
    std::size_t drills;
};

Scenario called_at_once(double carrier, const std::vector<double>& answers) {
    std::string text = R"(horizon = "1h"
contacts = ["contacts.csv"]
[start]
at = 2012-10-04T10:00:00Z
[party.uk]
time_zone = "UTC"
[party.cn]
time_zone = "UTC"
[channel.pstn]
kind = "call"
carriers = ["line"]
[protocol.lists]
goal = { authority = 1 }
[[protocol.lists.step]]
mode = "all-at-once"
)";
    // An outage lasts so long that it does not end while somebody calls.
    text += fmt::format("[carrier.line]\navailability = {}\nmean_outage = \"10000h\"\n", 1 - carrier);
    std::string called;
    std::string rows = "official,party,authority,response,channel,address\n";
    std::string responses;
    for (std::size_t who = 0; who < answers.size(); ++who) {
        called += fmt::format("{}\"o{}\"", who > 0 ? ", " : "", who);
        rows += fmt::format("o{0},cn,1,r{0},pstn,{0}\n", who);
        responses +=
            fmt::format("[response.r{}]\non_duty = {{ answer = {}, latency = \"5s\" }}\n", who, answers[who]);
    }
    text.replace(text.find("mode = "), 0, fmt::format("call = [{}]\n", called));
    text += responses + "[[case]]\ncaller = \"uk\"\ncallee = \"cn\"\nprotocol = \"lists\"\n";
    Diagnostics told;
    const ReadFile read = [&](const std::filesystem::path& file, std::string&) -> std::optional<std::string> {
        return file.extension() == ".toml" ? text : rows;
    };
    return std::move(load_scenario("scenario.toml", told, read, {}).value());
}

std::vector<CalledAtOnce> families_called_at_once() {
    std::vector<CalledAtOnce> all;
    for (const double carrier : {0.0, 0.02, 0.5}) {
        for (const std::vector<double>& answers :
             {std::vector<double>{0.7}, std::vector<double>{0.5, 0.4}, std::vector<double>{0.9, 0.9, 0.8}}) {
            double entries = 1;
            for (const double answer : answers) entries *= 1 - answer;
            for (const std::size_t drills : {1U, 20U, 200U}) {
                all.push_back({fmt::format("a carrier down in {:g} %, {} entries, {} drills", 100 * carrier,
                                           answers.size(), drills),
                               called_at_once(carrier, answers), carrier, entries, drills});
            }
        }
    }
    return all;
}

}  // namespace

Table of_cut_sets(std::uint64_t experiments) {
    return audit(families_called_at_once(), experiments,
                 [&](const CalledAtOnce& called, std::mt19937_64& random, Table& table) {
                     RunPlan plan;
                     plan.seed = random() >> 1;
                     plan.replications = called.drills;
                     plan.make_world = make_isolated_world;
                     const auto sets = find_cut_sets(called.scenario, called.scenario.horizon, plan);
                     const Json json = json_of(sets.value());
                     const double missed = called.carrier + (1 - called.carrier) * called.entries;
                     table.interval("mend --cut-sets: drills that miss the deadline", called.name,
                                    interval_of(json["missed"]["interval"]), missed);
                     bool outside = false;
                     for (const Json& set : json["cut_sets"]) {
                         const auto has = [&](const char* kind) {
                             return std::any_of(set["parts"].begin(), set["parts"].end(), [&](const Json& part) {
                                 return part.get<std::string>().starts_with(kind);
                             });
                         };
                         // Everybody is there.
                         const double truth = has("person") ? 0 : has("carrier") ? called.carrier : missed;
                         outside |= !holds(interval_of(set["interval"]), truth);
                     }
                     table.event("mend --cut-sets: all shares of cut sets together", called.name, outside);
                 });
}

}  // namespace hotline::audit
