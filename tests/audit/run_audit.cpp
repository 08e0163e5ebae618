// `run`: milestones, attempts, costs and waits of one case and protocol.

#include <fmt/format.h>

#include "analysis/estimates/fixed_width.hpp"
#include "analysis/estimates/headline.hpp"
#include "analysis/estimates/summary.hpp"
#include "analysis/write/results.hpp"
#include "sim/runs/runner.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"
#include "tests/support/coverage.hpp"

namespace hotline::audit {
namespace {

struct Drills {
    std::string name;
    Law<Ticks> time;
    Law<std::uint16_t> attempts;
    Law<Ticks> waited;
    std::size_t number;
};

// What a drill costs: something for each attempt, and more if it waited.
constexpr Cost kCost = 1'500'000;
constexpr Cost kCostOfWait = 40'000'000;

std::vector<Drills> families_of_run() {
    const std::vector<std::pair<std::string, Law<Ticks>>> times{
        {"never", {{{1, kNever}}}},
        {"always at once", {{{1, 600 * kSecond}}}},
        {"half", {{{0.5, 600 * kSecond}, {0.5, kNever}}}},
        {"half soon, half late", {{{0.5, 600 * kSecond}, {0.5, 7200 * kSecond}}}},
        {"nine of ten", {{{0.9, 600 * kSecond}, {0.1, kNever}}}},
        {"one of a thousand never", {{{0.999, 10 * kSecond}, {0.001, kNever}}}},
        {"exponential", weibull(1, 3600 * kSecond, 60 * kSecond, 1440)},
        {"Weibull 0.7, half by the horizon", weibull(0.7, 145'000 * kSecond, 600 * kSecond, 144)},
    };
    const std::vector<std::pair<std::string, Law<std::uint16_t>>> attempts{
        {"always 1", {{{1, 1}}}},
        {"1, or 30 in 2 %", {{{0.98, 1}, {0.02, 30}}}},
        {"1, or 1000 in 0.01 %", {{{0.9999, 1}, {0.0001, 1000}}}},
        {"5 to 8", {{{0.25, 5}, {0.25, 6}, {0.25, 7}, {0.25, 8}}}},
        {"1, or 30 in half", {{{0.5, 1}, {0.5, 30}}}},
    };
    const std::vector<std::pair<std::string, Law<Ticks>>> waits{
        {"none", {{{1, Ticks{0}}}}},
        {"a minute in 1 %", {{{0.99, Ticks{0}}, {0.01, 60 * kSecond}}}},
        {"10 to 40 s", {{{0.25, 10 * kSecond}, {0.5, 20 * kSecond}, {0.25, 40 * kSecond}}}},
    };
    std::vector<Drills> all;
    const auto add = [&](std::size_t time, std::size_t tried, std::size_t wait, std::size_t number) {
        all.push_back({fmt::format("{}; attempts {}; wait {}; {} drills", times[time].first, attempts[tried].first,
                                   waits[wait].first, number),
                       times[time].second, attempts[tried].second, waits[wait].second, number});
    };
    std::size_t next = 0;
    for (const std::size_t number : {1U, 2U, 3U, 10U, 40U}) {
        for (std::size_t time = number < 10 ? 1 : 0; time < times.size(); time += number < 10 ? 2 : 1, ++next)
            add(time, next % attempts.size(), next % waits.size(), number);
    }
    add(2, 1, 1, 200);
    add(6, 2, 1, 300);
    add(5, 4, 2, 200);
    add(1, 0, 0, 2000);
    add(5, 2, 1, 2000);
    return all;
}

Outcomes drills_of_run(const Scenario& scenario, const Drills& drills, std::mt19937_64& random) {
    Outcomes outcomes(scenario, 0, 0);
    outcomes.resize(drills.number);
    for (std::size_t drill = 0; drill < drills.number; ++drill) {
        Outcome outcome;
        outcome.first_answer = outcome.contact = outcome.response = outcome.shared = drills.time.draw(random);
        if (outcome.contact != kNever) outcome.made_by = 0;
        outcome.attempts[static_cast<std::size_t>(Result::no_answer)] = drills.attempts.draw(random);
        outcome.waited = drills.waited.draw(random);
        outcome.cost = kCost * all_attempts(outcome.attempts) + (outcome.waited > Ticks{0} ? kCostOfWait : 0);
        outcomes.set(drill, outcome);
    }
    return outcomes;
}

void count_milestone(const Json& milestone, const std::string& name, const Drills& drills, Table& table) {
    const auto row = [&](const char* what) { return fmt::format("run: {}, {}", name, what); };
    table.interval(row("share"), drills.name, interval_of(milestone["interval"]), reach_of(drills.time, kDay));
    table.interval(row("mean time"), drills.name, interval_of(milestone["mean_within_horizon_interval"]),
                   mean_within(drills.time, kDay));
    for (const auto& [quantile, share] : {std::pair("p50", 0.5), {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}}) {
        const Json& times = milestone["quantiles"][quantile];
        table.interval(row("times by which"), fmt::format("{}: {}", quantile, drills.name),
                       ends(times["low"].is_null() ? Json(seconds_of(kDay)) : times["low"], times["high"]),
                       quantile_of(drills.time, share, kDay));
    }
}

/// Plays until the interval is narrow enough, so the number of drills is chosen by looking.
void count_stopped(double likely, std::mt19937_64& random, Table& table) {
    const FixedWidth stopping(0.05);
    std::uint64_t successes = 0;
    std::uint64_t played = 0;
    for (std::uint64_t next = stopping.first_look();; next = FixedWidth::next_look(next)) {
        for (; played < next; ++played) successes += open_uniform(random) < likely;
        if (stopping.suffice(successes, played)) break;
    }
    table.interval("run --precision: contact, share", fmt::format("{} %, ± 5 points", 100 * likely),
                   FixedWidth::interval(successes, played), likely);
}

}  // namespace

Table of_run(std::uint64_t experiments) {
    Scenario scenario = audited_scenario(1);
    scenario.protocols[0].request = Request{};
    scenario.protocols[0].exchange = Exchange{.size = 1, .via = 0, .tries = 1, .gap = {}};
    scenario.interaction = true;
    scenario.parties[0].callers = 1;
    scenario.channels[0].cost = 10 * kUnitOfCost;
    Table all =
        audit(families_of_run(), experiments, [&](const Drills& drills, std::mt19937_64& random, Table& table) {
            const std::vector<Outcomes> outcomes{drills_of_run(scenario, drills, random)};
            const Json told = json_of(summarise(scenario, 1, {}, outcomes))["cases"][0];
            count_milestone(told["first_answer"], "milestones", drills, table);
            const Json& soon = told["contact"]["soon"];
            const double reach_soon = reach_of(drills.time, headline_deadline(scenario.horizon));
            table.interval("run: contact within half an hour, share", drills.name, interval_of(soon["interval"]),
                           reach_soon);
            table.event("run: contact, share, all cases and both deadlines together", drills.name,
                        !holds(interval_of(told["contact"]["interval_together"]), reach_of(drills.time, kDay)) ||
                            !holds(interval_of(soon["interval_together"]), reach_soon));
            if (drills.number == 10) {
                for (const char* name : {"contact", "response", "shared"})
                    count_milestone(told[name], "milestones", drills, table);
            }
            table.interval("run: attempts", drills.name, interval_of(told["attempts"]["interval"]),
                           drills.attempts.mean([](std::uint16_t number) { return number; }));
            table.interval("run: cost", drills.name, interval_of(told["cost"]["interval"]),
                           units_of(kCost) * drills.attempts.mean([](std::uint16_t number) { return number; }) +
                               units_of(kCostOfWait) *
                                   drills.waited.mean([](Ticks time) { return time > Ticks{0} ? 1.0 : 0.0; }));
            if (!told["waited"].is_null()) {
                table.interval("run: waited", drills.name, interval_of(told["waited"]["interval"]),
                               drills.waited.mean([](Ticks time) { return seconds_of(time); }));
            }
        });
    const std::vector<double> shares{0.001, 0.1, 0.5, 0.9, 0.999};
    all.merge(audit(shares, experiments, count_stopped));
    return all;
}

}  // namespace hotline::audit
