#include "analysis/estimates/fixed_width.hpp"
#include "analysis/estimates/headline.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/quorums.hpp"
#include "analysis/write/resources.hpp"
#include "analysis/write/results.hpp"
#include "analysis/write/version.hpp"

namespace hotline {
namespace {

using hotline::json_of;

Json json_of(const Scenario& scenario, const CaseSummary& summary) {
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
    Json json{{"caller", scenario.parties[played.caller].id},
              {"callee", scenario.parties[played.callee].id},
              {"after", seconds_of(played.after)},
              {"protocol", scenario.protocols[summary.protocol].id},
              {"drills", summary.drills}};
    for (const Milestone of : kMilestones) {
        const auto& milestone = summary.milestones[of];
        if (milestone || facts_of(of).always_told)
            json[std::string(facts_of(of).key)] = milestone ? json_of(*milestone) : Json(nullptr);
    }
    json["contact"]["interval_together"] = json_of(summary.contact_together);
    json["contact"]["soon"] = {{"within", seconds_of(headline_deadline(scenario.horizon))},
                               {"probability", summary.contact_soon.probability},
                               {"interval", json_of(summary.contact_soon.interval)},
                               {"interval_together", json_of(summary.contact_soon.together)}};
    json.update({{"attempts",
                  {{"mean", summary.mean_attempts},
                   {"interval", json_of(summary.mean_attempts_interval.value())},
                   {"by_result", std::move(by_result)}}},
                 {"waited", summary.mean_waited ? Json{{"mean", *summary.mean_waited},
                                                       {"interval", json_of(summary.mean_waited_interval.value())}}
                                                : Json(nullptr)},
                 {"contact_made_by", std::move(made_by)}});
    if (summary.narrowing)
        json["relative_width"] = {{"contact", summary.narrowing->contact}, {"mean", summary.narrowing->mean}};
    if (summary.mean_cost)
        json["cost"] = {{"mean", *summary.mean_cost}, {"interval", json_of(summary.mean_cost_interval.value())}};
    return json;
}

}  // namespace

void write_json(std::ostream& out, const RunSummary& run) {
    Json head{{"hotline", version()},
              {"scenario", run.scenario.title},
              {"seed", run.seed},
              {"replications", run.replications},
              {"horizon", seconds_of(run.scenario.horizon)},
              {"confidence", kConfidence},
              {"contact_interval", run.precision       ? "Clopper-Pearson, fixed width"
                                   : run.even_starts() ? "betting, even starts"
                                                       : "Clopper-Pearson"}};
    if (run.precision) {
        head["stopping"] = {{"precision", *run.precision},
                            {"confidence_of_others", FixedWidth(*run.precision).at_each_look()}};
    }
    for (const MissingDrill& drill : run.missing) {
        head["missing"].push_back({{"replication", drill.replication}, {"why", drill.why}});
    }
    for (const QuorumSummary& quorum : run.quorums) head["quorums"].push_back(json_of(run.scenario, quorum));
    if (!run.usage.empty()) head["usage"] = json_of(run.scenario, run.usage);
    write_with_list(out, head, "cases", run.cases.size(),
                    [&](std::size_t index) { return json_of(run.scenario, run.cases[index]); });
}

}  // namespace hotline
