// `run --even-starts`: what `run` prints of drills whose law depends on when they start.

#include <fmt/format.h>

#include "analysis/estimates/headline.hpp"
#include "analysis/estimates/summary.hpp"
#include "analysis/write/results.hpp"
#include "sim/draws/starts.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"

namespace hotline::audit {
namespace {

/// The first strata have one law, and the others the second. The border may lie within a stratum.
struct Hours {
    std::string name;
    double on;  // the share of the window with the first law
    Law<Ticks> first;
    Law<Ticks> second;
    std::size_t drills;

    const Law<Ticks>& at(double place) const { return place < on ? first : second; }
    Law<Ticks> both() const {
        std::vector<Law<Ticks>::Atom> atoms;
        for (const auto& [likely, time] : first.atoms()) atoms.push_back({on * likely, time});
        for (const auto& [likely, time] : second.atoms()) atoms.push_back({(1 - on) * likely, time});
        return atoms;
    }
};

std::vector<Hours> families_of_even_starts() {
    const Law<Ticks> soon{{{1, 600 * kSecond}}};
    const Law<Ticks> late{{{1, 7200 * kSecond}}};
    const Law<Ticks> never{{{1, kNever}}};
    const Law<Ticks> half{{{0.5, 600 * kSecond}, {0.5, kNever}}};
    const Law<Ticks> mostly{{{0.9, 600 * kSecond}, {0.1, kNever}}};
    const Law<Ticks> seldom{{{0.1, 600 * kSecond}, {0.9, kNever}}};
    const Law<Ticks> hours = weibull(1, 3600 * kSecond, 60 * kSecond, 1440);
    const Law<Ticks> days = weibull(0.7, 145'000 * kSecond, 600 * kSecond, 144);
    std::vector<Hours> all;
    for (const std::size_t drills : {50U, 100U, 300U}) {
        for (const auto& [name, on, first, second] : {
                 std::tuple("always at once", 1.0, soon, soon),
                 {"soon on duty, else never", 0.27, soon, never},
                 {"soon on duty, else late", 0.275, soon, late},
                 {"soon in 1 of 100 hours, else never", 0.01, soon, never},
                 {"mostly on duty, else seldom", 0.27, mostly, seldom},
                 {"half", 1.0, half, half},
                 {"mostly in 1 of 40 hours, else never", 0.025, mostly, never},
                 {"hours on duty, else days", 0.5, hours, days},
             })
            all.push_back({fmt::format("{}, {} drills", name, drills), on, first, second, drills});
    }
    all.push_back({"mostly on duty, else seldom, 1000 drills", 0.27, mostly, seldom, 1000});
    return all;
}

void count_quorum(const Json& quorum, const Law<Ticks>& time, const std::string& family, Table& table) {
    for (const Json& by : quorum["by"]) {
        const Ticks within{static_cast<std::int64_t>(by["within"].get<double>()) * kSecond.count()};
        const double reach = reach_of(time, within);
        table.interval("run --even-starts: quorum, share by a deadline", family, interval_of(by["interval"]), reach);
        table.interval("run --even-starts: quorum, mean share of the cases", family,
                       interval_of(by["mean_share_interval"]), reach);
        for (const auto& [key, share] : {std::pair("p50", 0.5), {"p90", 0.9}}) {
            const Json& cases = by["cases_reached"][key];
            table.interval("run --even-starts: quorum, cases in a share of drills", family,
                           ends(cases["low"], cases["high"]), reach >= share - 1e-12 ? 1 : 0);
        }
    }
}

void count_milestone(const Json& milestone, const std::string& what, const Law<Ticks>& time,
                     const std::string& family, Table& table) {
    const auto row = [&](const char* figure) { return fmt::format("run --even-starts: {}, {}", what, figure); };
    table.interval(row("share"), family, interval_of(milestone["interval"]), reach_of(time, kDay));
    table.interval(row("mean time"), family, interval_of(milestone["mean_within_horizon_interval"]),
                   mean_within(time, kDay));
    for (const auto& [quantile, share] : {std::pair("p50", 0.5), {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}}) {
        const Json& times = milestone["quantiles"][quantile];
        table.interval(row("times by which"), fmt::format("{}: {}", quantile, family),
                       ends(times["low"].is_null() ? Json(seconds_of(kDay)) : times["low"], times["high"]),
                       quantile_of(time, share, kDay));
    }
}

constexpr std::uint16_t kManyAttempts = 30;
constexpr Ticks kWait = 40 * kSecond;

}  // namespace

Table of_even_starts(std::uint64_t experiments) {
    Scenario scenario = audited_scenario(1);
    scenario.interaction = true;
    scenario.parties[0].callers = 1;
    scenario.channels[0].cost = kUnitOfCost;
    Quorum quorum;
    quorum.id = quorum.title = "one";
    quorum.at_least = {1, 0};
    quorum.cases = {0};
    scenario.quorums = {quorum};
    return audit(
        families_of_even_starts(), experiments, [&](const Hours& hours, std::mt19937_64& random, Table& table) {
            const std::vector<EvenStart> starts = EvenStarts::places(random(), hours.drills);
            Outcomes outcomes(scenario, 0, 0);
            outcomes.resize(hours.drills);
            for (std::size_t drill = 0; drill < hours.drills; ++drill) {
                const double place = (starts[drill].stratum + open_uniform(random)) / kStrata;
                Outcome outcome;
                outcome.first_answer = outcome.contact = hours.at(place).draw(random);
                if (outcome.contact != kNever) outcome.made_by = 0;
                // Those who are not on duty are called often, and waited for.
                const bool often = place >= hours.on || open_uniform(random) < 0.01;
                outcome.attempts[static_cast<std::size_t>(Result::no_answer)] = often ? kManyAttempts : 1;
                outcome.waited = often ? kWait : Ticks{0};
                outcome.cost = kUnitOfCost * all_attempts(outcome.attempts);
                outcomes.set(drill, outcome);
            }
            const Json told = json_of(summarise(scenario, 1, {}, {outcomes}, {}, starts));
            const Json& of_case = told["cases"][0];
            const Law<Ticks> time = hours.both();
            for (const char* name : {"first_answer", "contact"})
                count_milestone(of_case[name], "milestones", time, hours.name, table);
            count_milestone(told["quorums"][0]["time"], "quorum", time, hours.name, table);
            count_quorum(told["quorums"][0], time, hours.name, table);
            const Json& soon = of_case["contact"]["soon"];
            const double reach_soon = reach_of(time, headline_deadline(scenario.horizon));
            table.interval("run --even-starts: contact within half an hour, share", hours.name,
                           interval_of(soon["interval"]), reach_soon);
            table.event("run --even-starts: contact, share, all cases and both deadlines together", hours.name,
                        !holds(interval_of(of_case["contact"]["interval_together"]), reach_of(time, kDay)) ||
                            !holds(interval_of(soon["interval_together"]), reach_soon));
            const double often = 1 - 0.99 * hours.on;
            const double attempts = 1 + often * (kManyAttempts - 1);
            table.interval("run --even-starts: attempts", hours.name, interval_of(of_case["attempts"]["interval"]),
                           attempts);
            table.interval("run --even-starts: cost", hours.name, interval_of(of_case["cost"]["interval"]), attempts);
            table.interval("run --even-starts: waited", hours.name, interval_of(of_case["waited"]["interval"]),
                           often * seconds_of(kWait));
        });
}

}  // namespace hotline::audit
