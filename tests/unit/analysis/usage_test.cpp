#include "analysis/drills/usage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "analysis/estimates/betting.hpp"
#include "analysis/write/resources.hpp"
#include "analysis/write/results.hpp"
#include "tests/unit/analysis/small_run.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Scenario with_interaction() {
    Scenario scenario = small_run_scenario();
    scenario.interaction = true;
    scenario.officials[1].seats = 2;
    scenario.channels[1].lines = 4;
    scenario.parties[0].callers = 1;
    for (Channel& channel : scenario.channels) {
        channel.queue = true;
        channel.patience = 2min;
    }
    return scenario;
}

/// Ten drills of an hour each. The director is asked four times in each, refuses three times in every other one, and
/// talks for half an hour. In the last drill somebody waits a minute for the deputy. Nobody asks for a line.
std::vector<Outcomes> outcomes_of(const Scenario& scenario) {
    std::vector<Outcomes> all = small_run_outcomes();
    for (Outcomes& of_protocol : all) {
        of_protocol.interaction = true;
        if (scenario.protocols[of_protocol.protocol].exchange) of_protocol.shared.assign(of_protocol.size(), kNever);
        of_protocol.resize(10);
    }
    Outcomes& kept = all.front();
    kept.resources = resources_of(scenario).size();
    kept.resize(10);
    for (std::size_t drill = 0; drill < 10; ++drill) {
        const auto usage = kept.usage_at(drill);
        for (Usage& of : usage) of.lasted = 1h;
        usage[0] = {4, drill % 2 == 0 ? 3U : 0U, 0, 0s, 30min, 1h};
        usage[1] = {2, 0, drill == 9 ? 1U : 0U, drill == 9 ? Ticks(1min) : Ticks(0), 1h, 1h};
        usage[3] = {5, 0, 5, 150s, 15min, 1h};
        kept.waited[drill] = std::chrono::seconds(20 * drill);
    }
    return all;
}

template <class Run>
std::string text_of(const Run& run) {
    std::ostringstream out;
    write_text(out, run);
    return out.str();
}

TEST(Usage, is_of_limited_resources) {
    const Scenario scenario = with_interaction();
    using Kind = Resource::Kind;
    EXPECT_THAT(resources_of(scenario), ElementsAre(Resource{Kind::desk, 0, 1}, Resource{Kind::desk, 1, 2},
                                                    Resource{Kind::lines, 1, 4}, Resource{Kind::callers, 0, 1}));
    EXPECT_TRUE(resources_of(small_run_scenario()).empty());
}

TEST(Usage, is_that_of_the_drills_that_are_not_missing) {
    const Scenario scenario = with_interaction();
    std::vector<Outcomes> all = outcomes_of(scenario);
    const auto others = without(all, {{0, "signal 9"}, {4, "signal 9"}});
    ASSERT_EQ(others.front().size(), 8U);
    EXPECT_EQ(others.front().usage_at(0)[0].refused, 0U);
    EXPECT_EQ(others.front().usage_at(1)[0].refused, 3U);
    EXPECT_EQ(others.front().usage_at(7)[1].waited, 1U);
    EXPECT_EQ(others.front().usage.size(), 8U * 4U);
}

TEST(Ratio, is_that_of_the_sums) {
    EXPECT_FALSE(ratio_of({}, {}, 4, 1));
    EXPECT_FALSE(ratio_of({0}, {0}, 4, 1));
    const RatioEstimate estimate = *ratio_of({1, 1, 60}, {4, 4, 60}, 60, 1);
    EXPECT_DOUBLE_EQ(estimate.value, 62.0 / 68);
    EXPECT_LE(estimate.interval->low, estimate.value);
    EXPECT_GE(estimate.interval->high, estimate.value);
    EXPECT_FALSE(ratio_of({1}, {4}, std::numeric_limits<double>::infinity(), 1)->interval);
}

TEST(Ratio, is_a_mean_where_all_wholes_are_alike) {
    std::vector<double> parts;
    std::vector<double> shares;
    for (int drill = 0; drill < 400; ++drill) {
        parts.push_back(drill % 3 == 0 ? 1 : 3);
        shares.push_back(parts.back() / 4);
    }
    const Interval of_ratio = *ratio_of(parts, std::vector<double>(400, 4), 4, 1)->interval;
    const Interval of_mean = MeanBets(shares, 0, 1).interval();
    EXPECT_NEAR(of_ratio.low, of_mean.low, 1e-9);
    EXPECT_NEAR(of_ratio.high, of_mean.high, 1e-9);
}

TEST(Ratio, allows_for_drills_that_were_not_seen) {
    const std::size_t drills = 1000;
    const Interval interval =
        *ratio_of(std::vector<double>(drills, 0), std::vector<double>(drills, 3), 30, 1)->interval;
    EXPECT_EQ(interval.low, 0);
    // Drills with thirty refusals may be so frequent that one run in 40 sees none of them.
    const double rare = 1 - std::pow(0.025, 1.0 / drills);
    const double refused = 30 * rare / (3 + 27 * rare);
    EXPECT_GE(interval.high, refused);
    EXPECT_LE(interval.high, 1.5 * refused);
}

TEST(Ratio, is_certain_where_it_has_one_possible_value) {
    const Interval interval = *ratio_of({0, 0}, {3, 3}, 30, 0)->interval;
    EXPECT_EQ(interval.low, 0);
    EXPECT_EQ(interval.high, 0);
}

TEST(ReportUsage, is_read_by_people) {
    const Scenario scenario = with_interaction();
    EXPECT_EQ(text_of(UsageRun{scenario, 42, 10, summarise_usage(scenario, outcomes_of(scenario))}), R"TEXT(Small
Drills: 10; seed 42; horizon 24 h

Desks, lines and callers, under lists
                           asked  refused            in drills     wait    taken
  desk director (1)         4.00   37.5 %   50.0 % (13.4–86.6)    0.0 s   50.0 %
  callers uk (1)            5.00    0.0 %     0.0 % (0.0–39.9)     30 s   25.0 %
  desk deputy (2)           2.00    0.0 %     0.0 % (0.0–39.9)    3.0 s   50.0 %

Asked: requests a drill. Refused: the share of requests that were refused or
given up. In drills: the share of drills with any such request, with Clopper and
Pearson's intervals; those of all rows hold together with 95 % confidence, so
they stay valid for the row that comes first. Wait: the mean of all requests.
Taken: the share of time for which its units were taken. The JSON and the CSV of
--by resource have the intervals of these figures, or say why there are none.
)TEXT");
}

TEST(ReportUsage, is_a_table_of_all) {
    const Scenario scenario = with_interaction();
    std::ostringstream out;
    write_csv(out, UsageRun{scenario, 42, 10, summarise_usage(scenario, outcomes_of(scenario))});
    EXPECT_EQ(
        out.str(),
        R"TEXT(protocols,kind,id,units,asked,refusing_drills,refusing_drills_low,refusing_drills_high,refused,refused_low,refused_high,waited,waited_low,waited_high,mean_wait,mean_wait_low,mean_wait_high,utilisation,utilisation_low,utilisation_high
lists,desk,director,1,4,0.5,0.13499483877255591,0.8650051612274441,0.375,0.017769179960166064,0.8497829207786664,0,0,0.6613807169629478,0,0,79.36568603555374,0.5,0.014966815731655507,0.9850331842683445
lists,desk,deputy,2,2,0,0,0.39801176769072344,0,0,0.5568869622669163,0.05,0.00013761912150975057,0.5857765519133713,3,0.004262505585267248,68.42098515418284,0.5,0.014966815731655507,0.9850331842683445
lists,lines,mobile,4,0,0,0,0.39801176769072344,,,,,,,,,,0,0,0.9697114975484442
lists,callers,uk,1,5,0,0,0.39801176769072344,0,0,0.6776056478692917,1,0.3223943521307083,1,30,0.001718430418314707,58556.11307522664,0.25,0.007354626643951958,0.9774034273045424
)TEXT");
}

TEST(ReportUsage, is_an_object) {
    const Scenario scenario = with_interaction();
    std::ostringstream out;
    write_json(out, UsageRun{scenario, 42, 10, summarise_usage(scenario, outcomes_of(scenario))});
    const Json json = Json::parse(out.str());
    ASSERT_EQ(json["usage"].size(), 1U);
    EXPECT_EQ(json["usage"][0]["protocols"], Json({"lists"}));
    const Json& desk = json["usage"][0]["resources"][0];
    EXPECT_EQ(desk["kind"], "desk");
    EXPECT_EQ(desk["id"], "director");
    EXPECT_EQ(desk["units"], 1);
    EXPECT_EQ(desk["asked"], 4.0);
    EXPECT_EQ(desk["refusing_drills"], 0.5);
    EXPECT_EQ(desk["refusing_drills_together"][0], clopper_pearson(5, 10, 1 - 0.05 / 4).low);
    EXPECT_EQ(desk["refused"]["value"], 0.375);
    // Ten drills. The desk can be asked at most 15 times in each.
    const Interval refused = *ratio_of({3, 0, 3, 0, 3, 0, 3, 0, 3, 0}, std::vector<double>(10, 4), 15, 1)->interval;
    EXPECT_EQ(desk["refused"]["interval"], Json({refused.low, refused.high}));
    EXPECT_EQ(desk["mean_wait"]["value"], 0.0);
    EXPECT_EQ(desk["utilisation"]["value"], 0.5);
    EXPECT_TRUE(json["usage"][0]["resources"][2]["refused"].is_null());
    EXPECT_EQ(json["usage"][0]["resources"][3]["mean_wait"]["value"], 30.0);
}

/// … and with carriers. Each drill sends ten messages over the internet, which is half full for the hour. Five drills
/// lose four messages each. In one of the others two messages are 40 s late each. Nothing goes over the satellite.
struct WithCarriers {
    WithCarriers() {
        for (const char* id : {"internet", "satellite", "cable"}) {
            Carrier& carrier = scenario.carriers.emplace_back();
            carrier.id = id;
            carrier.bandwidth = 1e6;
        }
        scenario.carriers[2].bandwidth = std::numeric_limits<double>::infinity();
        Channel& mail = scenario.channels.emplace_back();
        mail.id = "mail";
        mail.size = 1000;
        mail.carriers = {0, 1, 2};
        scenario.protocols[0].exchange = Exchange{.size = 1000, .via = 2, .tries = 12, .gap = {}};
        outcomes = outcomes_of(scenario);
        for (std::size_t drill = 0; drill < 10; ++drill) {
            const auto usage = outcomes.front().usage_at(drill);
            usage[4] = {10, drill % 2 == 0 ? 4U : 0U, 0, 0s, 30min, 1h};
            if (drill == 9) usage[4] = {10, 0, 2, 80s, 30min, 1h};
        }
    }
    UsageRun run() const { return {scenario, 42, 10, summarise_usage(scenario, outcomes)}; }

    Scenario scenario = with_interaction();
    std::vector<Outcomes> outcomes;
};

TEST(ReportUsage, has_no_interval_of_what_is_asked_for_any_number_of_times) {
    Scenario scenario = with_interaction();
    scenario.parties[0].site = 0;
    std::ostringstream out;
    write_json(out, UsageRun{scenario, 42, 10, summarise_usage(scenario, outcomes_of(scenario))});
    const Json callers = Json::parse(out.str())["usage"][0]["resources"][3];
    EXPECT_EQ(callers["mean_wait"],
              Json({{"value", 30.0}, {"interval", nullptr}, {"no_interval", "no most requests of a drill"}}));
    EXPECT_TRUE(callers["utilisation"]["interval"].is_array());
}

TEST(ReportUsage, has_a_table_of_carriers_for_people) {
    const std::string text = text_of(WithCarriers().run());
    EXPECT_EQ(text.substr(text.find("\nCarriers")), R"TEXT(
Carriers of messages, under lists
                        messages   failed            in drills    delay     used
  carrier internet         10.00   20.0 %   50.0 % (12.3–87.7)    0.8 s   50.0 %

Asked: requests a drill. Refused: the share of requests that were refused or
given up. In drills: the share of drills with any such request, with Clopper and
Pearson's intervals; those of all rows hold together with 95 % confidence, so
they stay valid for the row that comes first. Wait: the mean of all requests.
Taken: the share of time for which its units were taken. The JSON and the CSV of
--by resource have the intervals of these figures, or say why there are none.
Messages: those with a size that were sent over the carrier in a drill. Failed:
the share that failed because the carrier was down. Delay: the mean delay that
other flows caused. Used: the share of its bandwidth, traffic included.
)TEXT");
}

TEST(ReportUsage, has_carriers_among_all) {
    const WithCarriers with;
    std::ostringstream csv;
    write_csv(csv, with.run());
    EXPECT_NE(csv.str().find("\nlists,carrier,internet,1,10,0.5,0.1"), std::string::npos) << csv.str();
    EXPECT_NE(csv.str().find("\nlists,carrier,satellite,1,0,0,0,0.4"), std::string::npos);
    std::ostringstream out;
    write_json(out, with.run());
    const Json json = Json::parse(out.str());
    const Json& resources = json["usage"][0]["resources"];
    ASSERT_EQ(resources.size(), 6U);  // the cable has no limit
    EXPECT_EQ(resources[4]["kind"], "carrier");
    EXPECT_EQ(resources[4]["id"], "internet");
    EXPECT_EQ(resources[4]["units"], 1);
    EXPECT_EQ(resources[4]["asked"], 10.0);
    EXPECT_EQ(resources[4]["refused"]["value"], 0.2);
    EXPECT_EQ(resources[4]["waited"]["value"], 0.02);
    EXPECT_EQ(resources[4]["mean_wait"]["value"], 0.8);
    EXPECT_EQ(resources[4]["utilisation"]["value"], 0.5);
}

TEST(ReportText, has_the_worst_carriers) {
    WithCarriers with;
    EXPECT_NE(text_of(summarise(with.scenario, 42, {}, with.outcomes)).find("\n  carrier internet  "),
              std::string::npos);
    // More carriers than are named one by one. None of them delayed a message.
    for (Index carrier = 3; carrier < 20; ++carrier) {
        with.scenario.carriers.push_back(with.scenario.carriers[0]);
        with.scenario.channels.back().carriers.push_back(carrier);
    }
    with.outcomes = outcomes_of(with.scenario);
    for (std::size_t drill = 0; drill < 10; ++drill) {
        const auto usage = with.outcomes.front().usage_at(drill);
        std::fill(usage.begin() + 4, usage.end(), Usage{10, 0, 1, 0s, 30min, 1h});
    }
    const std::string text = text_of(summarise(with.scenario, 42, {}, with.outcomes));
    EXPECT_NE(text.find("\nCarriers of messages, under lists\n  No message failed, and none was late.\n"), text.npos)
        << text;
}

TEST(ReportText, tells_who_waited_and_for_what) {
    const Scenario scenario = with_interaction();
    RunSummary run = summarise(scenario, 42, {}, outcomes_of(scenario));
    run.detail = true;
    const std::string text = text_of(run);
    const std::string waited = "  waited: 1 min 30 s a drill (0.34 s–7 h 56 min), for a free caller, line or seat\n";
    EXPECT_NE(text.find(waited), text.npos) << text;
    EXPECT_EQ(text.substr(text.find("\nDesks")), R"TEXT(
Desks, lines and callers, under lists
                           asked  refused            in drills     wait    taken
  desk director (1)         4.00   37.5 %   50.0 % (13.4–86.6)    0.0 s   50.0 %
  callers uk (1)            5.00    0.0 %     0.0 % (0.0–39.9)     30 s   25.0 %
  desk deputy (2)           2.00    0.0 %     0.0 % (0.0–39.9)    3.0 s   50.0 %
Asked: requests a drill. Refused: the share of requests that were refused or
given up. In drills: the share of drills with any such request, with Clopper and
Pearson's intervals; those of all rows hold together with 95 % confidence, so
they stay valid for the row that comes first. Wait: the mean of all requests.
Taken: the share of time for which its units were taken. The JSON and the CSV of
--by resource have the intervals of these figures, or say why there are none.

Each interval (in brackets, or from at least to at most) has 95 % confidence.
Methods: order statistics for times; betting (Waudby-Smith and Ramdas) between 0
and the largest possible value of a drill for means; Clopper and Pearson's for
probabilities. Shares of attempts and of contacts are rounded one by one, so
they may not add up to 100 %.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)TEXT");
}

}  // namespace
}  // namespace hotline
