// Everything that the program prints as certain has a row in the audit. The tests walk the JSON of every command.
// Each key about an interval, a test or a verdict must be in the list of tests/audit/printed_intervals.hpp.

#include "tests/audit/printed_intervals.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "analysis/write/cells.hpp"
#include "analysis/write/check.hpp"
#include "analysis/write/cut_sets.hpp"
#include "analysis/write/frontier.hpp"
#include "analysis/write/log_fit.hpp"
#include "analysis/write/mending.hpp"
#include "analysis/write/mending_worlds.hpp"
#include "analysis/write/next_tests.hpp"
#include "analysis/write/pairs.hpp"
#include "analysis/write/resources.hpp"
#include "analysis/write/results.hpp"
#include "analysis/write/scores.hpp"
#include "analysis/write/survival.hpp"
#include "analysis/write/varied.hpp"
#include "analysis/write/worlds.hpp"
#include "models/scenario/horizon.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"

namespace hotline::audit {
namespace {

using Keys = std::set<std::string>;

/// The paths of all numbers, nulls and verdicts. "[]" stands for the items of a list. A list of numbers is one path.
void walk(const Json& json, const std::string& path, Keys& keys) {
    if (json.is_object()) {
        for (const auto& [key, value] : json.items()) walk(value, path.empty() ? key : path + "." + key, keys);
        return;
    }
    if (!json.is_array()) {
        keys.insert(path);
        return;
    }
    keys.insert(path);
    for (const Json& item : json) {
        if (item.is_object()) {
            walk(item, path + "[]", keys);
        } else if (item.is_array()) {
            keys.insert(path);
        }
    }
}

/// Whether a path says how certain something is. Names of methods do not.
bool claims(const std::string& path) {
    static const std::regex words(
        R"((^|\.)(p|p_[a-z]+|low|high|[a-z_]*interval[a-z_]*|[a-z_]*band[a-z_]*|confidence[a-z_]*|smallest_found|drifted|verdict|[a-z_]*told[a-z_]*|standard_error|reach_of_worst|[a-z_]*together|[a-z_]*certain[a-z_]*|sooner\.(first|second)|may_be_(worst|best)|[a-z_]*error|[a-z_]*excluded)$)");
    return std::regex_search(path, words);
}

/// A star stands for one name or several.
bool fits(std::string_view pattern, const std::string& path) {
    std::string expression;
    for (const char letter : pattern) {
        if (letter == '*') {
            expression += ".+";
        } else if (std::string_view(".[]").find(letter) != std::string_view::npos) {
            expression += std::string("\\") + letter;
        } else {
            expression += letter;
        }
    }
    return std::regex_match(path, std::regex(expression));
}

/// Whether a key of the whole run only names a method or a reason.
bool names_only(const Json& json, const std::string& path) {
    return path.find('.') == std::string::npos && json.contains(path) && json[path].is_string();
}

void expect_rows(const std::string& command, const Json& json) {
    Keys keys;
    walk(json, "", keys);
    for (const std::string& path : keys) {
        if (!claims(path) || names_only(json, path) || path == "scenarios[].verdict" ||
            path.ends_with(".no_interval"))
            continue;
        const auto& all = printed();
        EXPECT_TRUE(std::any_of(all.begin(), all.end(),
                                [&](const Printed& one) { return one.command == command && fits(one.key, path); }))
            << command << " prints " << path << ", which no row of the audit holds";
    }
    for (const Printed& one : printed()) {
        if (one.command != command) continue;
        EXPECT_TRUE(std::any_of(keys.begin(), keys.end(),
                                [&](const std::string& path) {
                                    return fits(one.key, path) || path.starts_with(std::string(one.key) + ".");
                                }))
            << command << " does not print " << one.key;
    }
}

/// Ten drills, of which every third never makes contact.
std::vector<Ticks> some_times(std::size_t shift) {
    std::vector<Ticks> times;
    for (std::size_t drill = 0; drill < 10; ++drill)
        times.push_back(
            (drill + shift) % 3 == 0 ? kNever : Ticks{static_cast<std::int64_t>(1024 * (1 + drill * (1 + shift)))});
    return times;
}

class PrintedIntervals : public testing::Test {
protected:
    PrintedIntervals() {
        for (Protocol& protocol : scenario.protocols) {
            protocol.request = Request{};
            protocol.exchange = Exchange{.size = 1, .via = 0, .tries = 1, .gap = {}};
        }
        scenario.interaction = true;
        scenario.parties[0].callers = 1;
        scenario.channels[0].cost = kUnitOfCost;
        for (Index index = 0; index < 2; ++index) outcomes.push_back(outcomes_of(scenario, index, some_times(index)));
        outcomes[0].resources = resources_of(scenario).size();
        for (Outcomes& of : outcomes) of.resize(10);
        for (std::size_t drill = 0; drill < 10; ++drill) {
            for (Usage& usage : outcomes[0].usage_at(drill))
                usage = {4, drill % 3, 1, Ticks{99}, Ticks{100}, Ticks{1000}};
        }
    }
    Scenario scenario = audited_scenario(2);
    std::vector<Outcomes> outcomes;
};

TEST_F(PrintedIntervals, of_run_have_rows) {
    Quorum quorum;
    quorum.id = quorum.title = "one";
    quorum.at_least = {1, 0};
    quorum.cases = {0};
    scenario.quorums = {quorum};
    expect_rows("run", json_of(summarise(scenario, 1, {}, outcomes)));
    std::vector<EvenStart> starts;
    for (Index drill = 0; drill < 10; ++drill) starts.push_back({0, drill});
    expect_rows("run --even-starts", json_of(summarise(scenario, 1, {}, outcomes, {}, starts)));
}

TEST_F(PrintedIntervals, of_cells_have_rows) {
    CellsOfTime laid;
    for (Index cell = 0; cell < 2; ++cell) laid.cells.push_back({cell, 0.5, {0.1, 0.2, 0.1, 0.1}});
    for (std::size_t drill = 0; drill < 10; ++drill) laid.kinds.push_back(static_cast<KindOfTime>(drill % 4));
    CellsRun months =
        summarise_by_time(scenario, By::month, kDay, 1, outcomes, [&](Index) -> const CellsOfTime& { return laid; });
    months.causes = {CalendarCause::leave};
    for (CellsSummary& summary : months.cases)
        summary.why = worst_causes(ReachedWithout(2, std::vector<bool>(10)), {0.5, 0.5}, 0, kConfidence);
    expect_rows("by time", json_of(months));
    scenario.cases.push_back(scenario.cases[0]);
    std::swap(scenario.cases[1].caller, scenario.cases[1].callee);
    for (std::size_t index = 0; index < 2; ++index) {
        outcomes.push_back(outcomes[index]);
        outcomes.back().case_index = 1;
    }
    expect_rows("by caller", json_of(summarise_by_party(scenario, By::caller, kDay, 1, outcomes)));
    expect_rows("by pair", json_of(summarise_pairs(scenario, kDay, 1, outcomes)));
}

TEST_F(PrintedIntervals, of_resources_have_rows) {
    expect_rows("by resource", json_of(UsageRun{scenario, 1, 10, summarise_usage(scenario, outcomes)}));
}

TEST_F(PrintedIntervals, of_compare_have_rows) {
    ComparisonPlan plan;
    plan.deadlines = {Ticks{5000}, kDay};
    plan.pairs = {{0, 1}};
    // So many drills that one protocol is ahead for certain.
    const std::vector<Outcomes> many{outcomes_of(scenario, 0, std::vector<Ticks>(200, kSecond)),
                                     outcomes_of(scenario, 1, std::vector<Ticks>(200, 60 * kSecond))};
    const auto compared = compare({{"p0", &scenario, many.data()}, {"p1", &scenario, &many[1]}}, plan);
    expect_rows("compare", json_of(Comparison{scenario, 1, 200, plan, {compared}, {}, {}, {}, {}}));
}

TEST_F(PrintedIntervals, of_mending_have_rows) {
    const auto means = [&](std::size_t of) { return drill_means(std::vector{outcomes[of]}, Ticks{5000}, kDay); };
    expect_rows("mend", json_of(mending_of(scenario, 1, RankBy::mean, means(0), {Change{}},
                                           {effect_of(means(0), means(1), kDay, kConfidence)})));
}

TEST_F(PrintedIntervals, of_bundles_have_rows) {
    const auto means = [&](std::size_t of) { return drill_means(std::vector{outcomes[of]}, Ticks{5000}, kDay); };
    const Bundles bundles({{"1", 1, {}}, {"2", 2, {}}}, 3);
    const Effect effect = effect_of(means(0), means(1), kDay, kConfidence);
    expect_rows("mend --budget", json_of(Frontier{scenario,
                                                  bundles,
                                                  1,
                                                  200,
                                                  Ticks{5000},
                                                  RankBy::mean,
                                                  3,
                                                  true,
                                                  today_of(means(0), kDay),
                                                  {{{0}, 1, effect, {}}, {{1}, 2, effect, effect}},
                                                  {{1}}}));
}

TEST_F(PrintedIntervals, of_values_have_rows) {
    const auto means = [&](std::size_t of) { return drill_means(std::vector{outcomes[of]}, Ticks{5000}, kDay); };
    const VariedCell cell{today_of(means(1), kDay), effect_of(means(0), means(1), kDay, kConfidence)};
    expect_rows(
        "mend --vary",
        json_of(
            Varied{scenario, 1, 200, Ticks{5000}, RankBy::mean, today_of(means(0), kDay), {{"key", {"1"}}}, {cell}}));
}

TEST_F(PrintedIntervals, of_values_of_a_run_have_rows) {
    const auto means = [&](std::size_t of) { return drill_means(std::vector{outcomes[of]}, Ticks{5000}, kDay); };
    const VariedCell cell{today_of(means(1), kDay), effect_of(means(0), means(1), kDay, kConfidence)};
    VariedRun run;
    run.tables.push_back(
        {scenario, 1, 200, Ticks{5000}, RankBy::mean, today_of(means(0), kDay), {{"key", {"1"}}}, {cell}});
    expect_rows("run --vary", json_of(run));
}

TEST_F(PrintedIntervals, of_changes_under_doubt_have_rows) {
    MendingWorlds mending{scenario, 1, 100, kDay, RankBy::mean, {}, {{0.5}}, {{}}, {}, 0};
    mending.changes.push_back({"0", {}, {-60}, 0, {}, 0, {}, {}});
    summarise(mending);
    expect_rows("mend --doubts", json_of(mending));
}

TEST_F(PrintedIntervals, of_cut_sets_have_rows) {
    CutSets sets{scenario, 1, 100, kDay, {}, {{{0}, 0.5, 3, {0.1, 0.2}, {1}}}, {}, 3, {0.1, 0.2}, 0, false};
    FalliblePiece piece;
    piece.kind = FalliblePiece::Kind::entry;
    piece.index = 0;
    sets.ways.pieces = {piece};
    sets.importances.fails = {0.5};
    sets.importances.of.resize(1);
    expect_rows("mend --cut-sets", json_of(sets));
}

TEST_F(PrintedIntervals, of_check_have_rows) {
    Expectation expectation;
    ClaimError error;
    expectation.that = "P(contact <= 1h) >= 0.9";
    expectation.claim = parse_claim(expectation.that, {}, error).value();
    CheckedScenario checked{"audit", "audit.toml", &scenario, 1, {}, {}};
    checked.expectations = {{&expectation, 0, 0, Verdict::fail, 10, 0.5, {0.25, 0.75}, 0.005}};
    auto now = outcomes;
    now[0].contact = some_times(1);
    checked.drift = compare(kept(scenario, "luck", outcomes), kept(scenario, "luck", now));
    expect_rows("check", json_of(std::vector<CheckedScenario>{checked}));
}

TEST_F(PrintedIntervals, of_survive_have_rows) {
    TestLog log;
    for (const char* name : {"a", "b"}) {
        TestLog::Group group{name, {}};
        for (int entry = 1; entry <= 20; ++entry)
            group.observations.push_back({static_cast<double>(entry), entry % 4 != 0});
        log.groups.push_back(group);
    }
    expect_rows("survive", json_of(summarise_survival("log.csv", log, {}, {})));
}

TEST_F(PrintedIntervals, of_fit_and_score_have_rows) {
    TestClass tests;
    tests.response = "desk";
    tests.state = FoundOn::on_duty;
    for (Index contact = 0; contact < 6; ++contact) {
        tests.entries.push_back(contact);
        TestsOfContact of_contact;
        for (int test = 0; test < 8; ++test) {
            const double time = 10 + 3.0 * test + 2 * contact;
            const bool answers = test % (contact % 3 + 2) > 0;
            of_contact.push_back(
                {answers ? time : 60, answers ? time : std::numeric_limits<double>::infinity(), 0, 1});
        }
        tests.contacts.push_back(merged(of_contact));
    }
    tests.results[static_cast<std::size_t>(TestResult::answered)] = 20;
    tests.results[static_cast<std::size_t>(TestResult::declined)] = 2;
    ClassedLog classed;
    classed.classes = {tests};
    classed.aged = {{"stale", {{1, true}, {2, false}, {0.5, false}}}};
    classed.rows = {0, kNone, kNone, kNone, kNone, kNone};
    classed.last_proven.resize(6);
    classed.found_dead.resize(6);
    PingLog log;
    log.entries.resize(6);
    Scenario listed = scenario;
    listed.responses.resize(1);
    listed.responses[0].id = "desk";
    listed.channels.resize(1);
    listed.officials.resize(1);
    listed.rows.resize(1);
    listed.rows[0].response = listed.rows[0].channel = listed.rows[0].official = 0;
    const LogFit fit = fit_log({"log.csv"}, classed);
    expect_rows("fit", json_of(LogFitReport{log, classed, fit, &listed}));
    const ScoredList list{listed, {"log.csv"},   score_entries(listed, classed, fit, 30, Instant{}), false, 1,
                          10,     {{0, 0, 3, 4}}};
    expect_rows("score", json_of(list));

    NextTests next{listed, {"log.csv"}, 3, 30, Instant{}, 10, {}, {}, {}, {}, {{0, 0, 0.4, {0.1, 0.7}}}};
    Testable& testable = next.entries.emplace_back();
    testable.believed = believe_entries(listed, classed, fit, 30, Instant{}).front();
    testable.believed.states[1] = testable.believed.states[0];
    testable.slopes = {std::vector<double>{0.5}, std::vector<double>{0.5}};
    next.chosen = choose_tests(next.entries, 3, {3});
    expect_rows("plan --budget", json_of(next));
}

TEST_F(PrintedIntervals, of_worlds_have_rows) {
    WorldsRun run{scenario, 1, 40, usual_deadlines(scenario.horizon), {}, {"time"}, {}, {}, {}};
    WorldsCollector collector(scenario, run.deadlines, {outcomes.front()});
    for (int world = 0; world < 40; ++world) {
        run.quantiles.push_back({(world + 0.5) / 40});
        std::vector<Ticks> contact(40, kNever);
        for (int drill = 0; drill < world; ++drill) contact[static_cast<std::size_t>(drill)] = drill * kSecond;
        collector.add(scenario, {outcomes_of(scenario, 0, contact)});
    }
    run.rows = collector.rows(run.quantiles, {SourceKind{}});
    expect_rows("run --doubts", json_of(run));
}

TEST_F(PrintedIntervals, of_worlds_compared_have_rows) {
    const ComparisonPlan plan{usual_deadlines(scenario.horizon), {{0, 1}}};
    const Outcomes second = outcomes_of(scenario, 1, std::vector<Ticks>(40, kSecond));
    const auto contenders = [&](const Outcomes& first) {
        return std::vector<std::vector<Contender>>{{{"p0", &scenario, &first}, {"p1", &scenario, &second}}};
    };
    ComparisonCollector collector(plan, contenders(second));
    std::vector<std::vector<double>> quantiles;
    for (int world = 0; world < 40; ++world) {
        quantiles.push_back({(world + 0.5) / 40});
        std::vector<Ticks> contact(40, kNever);
        for (int drill = 0; drill < world; ++drill) contact[static_cast<std::size_t>(drill)] = drill * kSecond;
        collector.add(contenders(outcomes_of(scenario, 0, contact)));
    }
    expect_rows(
        "compare --doubts",
        json_of(WorldsComparison{
            scenario, 1, 40, 40, plan, {}, {}, {"time"}, {"p0", "p1"}, collector.cases(quantiles, {SourceKind{}})}));
}

TEST(PrintedIntervalsRows, are_those_of_the_audit) {
    std::set<std::string> measured;
    for (const auto audited : {of_run, of_quorums, of_even_starts, of_cells, of_resources, of_compare, of_mending,
                               of_mending_in_worlds, of_cut_sets, of_check, of_baselines, of_survive, of_fit, of_plan,
                               of_worlds, of_worlds_compared, of_check_in_worlds}) {
        const Table table = audited(20);
        for (const auto& [row, families] : table.rows()) measured.insert(row);
    }
    std::set<std::string> listed;
    for (const Printed& one : printed()) {
        if (!one.row.empty()) listed.emplace(one.row);
    }
    EXPECT_EQ(listed, measured);
}

}  // namespace
}  // namespace hotline::audit
