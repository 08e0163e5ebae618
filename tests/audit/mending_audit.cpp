// `mend`: what changes and bundles of them do to the time to contact. The drills of today and those of each change
// are drawn together.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/estimates/cures_by_hour.hpp"
#include "analysis/write/frontier.hpp"
#include "analysis/write/mending.hpp"
#include "analysis/write/varied.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"
#include "tests/support/coverage.hpp"

namespace hotline::audit {
namespace {

constexpr std::size_t kChanges = 3;
constexpr Ticks kHour{std::int64_t{3600} * 1024};

/// The time of contact today, and with each change.
using Times = std::array<Ticks, 1 + kChanges>;

struct ChangedDesk {
    std::string name;
    Law<Times> law;
    std::size_t drills;
    std::size_t cases;  // which all have the same times
};

std::vector<ChangedDesk> families_of_changes() {
    constexpr Ticks kMinute = 60 * kSecond;
    const std::vector<std::pair<std::string, Law<Times>>> laws{
        {"nothing changes", {{{0.6, {kMinute, kMinute, kMinute, kMinute}}, {0.4, {kNever, kNever, kNever, kNever}}}}},
        {"one cures half, one all, one harms",
         {{{0.3, {kMinute, kMinute, kMinute, kNever}},
           {0.35, {kNever, kMinute, kMinute, kNever}},
           {0.35, {kNever, kNever, 2 * kMinute, kNever}}}}},
        {"three are alike, in different drills",
         {{{0.2, {kNever, kMinute, kNever, kNever}},
           {0.2, {kNever, kNever, kMinute, kNever}},
           {0.2, {kNever, kNever, kNever, kMinute}},
           {0.4, {kMinute, kMinute, kMinute, kMinute}}}}},
        {"10 s sooner, and in 0.1 % of drills never",
         {{{0.999, {20 * kSecond, 10 * kSecond, 20 * kSecond, 19 * kSecond}},
           {0.001, {20 * kSecond, kNever, 20 * kSecond, kNever}}}}},
        {"1 % of drills are cured",
         {{{0.99, {kMinute, kMinute, kMinute, kMinute}}, {0.01, {kNever, kMinute, 2 * kHour, kNever}}}}},
        {"as often better as worse",
         {{{0.5, {kHour, kMinute, 2 * kHour, kHour}}, {0.5, {kMinute, kHour, kMinute, kMinute + kSecond}}}}},
        {"always in time",
         {{{0.5, {kSecond, kSecond, 2 * kSecond, kMinute}}, {0.5, {kMinute, kSecond, kSecond, kMinute}}}}},
    };
    std::vector<ChangedDesk> all;
    for (const auto& [name, law] : laws) {
        for (const std::size_t drills : {1U, 2U, 10U, 60U, 300U})
            all.push_back({fmt::format("{}, {} drills", name, drills), law, drills, 1});
        all.push_back({fmt::format("{}, two cases", name), law, 300, 2});
    }
    return all;
}

double seconds_within(Ticks time) {
    return seconds_of(time == kNever ? kDay : time);
}

/// In seconds: the time by which 90 % are in contact.
double p90_of_times(const Law<Times>& law, std::size_t of) {
    std::vector<Law<Ticks>::Atom> atoms;
    for (const auto& atom : law.atoms()) atoms.push_back({atom.likely, atom.value[of]});
    return quantile_of(Law<Ticks>(std::move(atoms)), 0.9, kDay);
}
Interval p90_told(const Json& p90) {
    return ends(p90["low"].is_null() ? Json(seconds_of(kDay)) : p90["low"], p90["high"]);
}

double mean_time_of(const Law<Times>& law, std::size_t of) {
    return law.mean([of](const Times& times) { return seconds_within(times[of]); });
}
double reach_of_times(const Law<Times>& law, std::size_t of) {
    return law.mean([of](const Times& times) { return in_time(times[of], kHour); });
}

/// Whether an interval of the effect misses the truth. `before`: what the change is compared with.
bool is_missed(const Json& effect, const Law<Times>& law, std::size_t of, std::size_t before) {
    bool missed = !holds(interval_of(effect["mean_within_horizon"]["interval"]),
                         mean_time_of(law, of) - mean_time_of(law, before));
    missed |= !holds(interval_of(effect["reach"]["interval"]), reach_of_times(law, of) - reach_of_times(law, before));
    missed |= !holds(p90_told(effect["p90"]), p90_of_times(law, of));
    if (effect["cured"].is_null()) return missed;
    const double cured =
        law.mean([&](const Times& times) { return !in_time(times[before], kHour) && in_time(times[of], kHour); });
    return missed || !holds(interval_of(effect["cured"]["interval"]), cured / (1 - reach_of_times(law, before)));
}

/// The times of so many drills, today and with each change.
std::array<std::vector<Ticks>, 1 + kChanges> drawn_times(const ChangedDesk& desk, std::mt19937_64& random) {
    std::array<std::vector<Ticks>, 1 + kChanges> drawn;
    for (std::size_t drill = 0; drill < desk.drills; ++drill) {
        const Times& times = desk.law.draw(random);
        for (std::size_t of = 0; of < times.size(); ++of) drawn[of].push_back(times[of]);
    }
    return drawn;
}

/// Whether the interval of some change misses what it cures of the drills of some hour. Hours do not matter here.
bool misses_cures(const Scenario& scenario, const ChangedDesk& desk,
                  const std::array<std::vector<Ticks>, 1 + kChanges>& drawn, std::mt19937_64& random) {
    HoursOfStarts hours(desk.cases);
    for (std::size_t drill = 0; drill < desk.drills; ++drill) {
        const auto hour = static_cast<unsigned char>(7 * (random() % 3));
        for (std::vector<unsigned char>& of_case : hours) of_case.push_back(hour);
    }
    const auto cases = [&](std::size_t of) {
        return std::vector<Outcomes>(desk.cases, outcomes_of(scenario, 0, drawn[of]));
    };
    bool missed = false;
    for (std::size_t of = 1; of <= kChanges; ++of) {
        const double cured =
            desk.law.mean([&](const Times& times) { return !in_time(times[0], kHour) && in_time(times[of], kHour); });
        for (const CuresOfHour& hour :
             cures_by_hour(hours, cases(0), cases(of), kHour, confidence_of_each(kHoursOfDay * kChanges)))
            missed |= hour.drills > 0 && !holds(hour.cured.interval, cured);
    }
    return missed;
}

/// Each change is a bundle, and the later the dearer. Some drills choose, others tell.
Table of_bundles(std::uint64_t experiments) {
    const Scenario scenario = audited_scenario(1);
    const Bundles bundles({{"1", 1, {}}, {"2", 2, {}}, {"3", 3, {}}}, 3);
    return audit(
        families_of_changes(), experiments, [&](const ChangedDesk& desk, std::mt19937_64& random, Table& table) {
            const auto means = [&](const std::vector<Ticks>& times) {
                return drill_means(std::vector<Outcomes>(desk.cases, outcomes_of(scenario, 0, times)), kHour, kDay);
            };
            const auto choosing = drawn_times(desk, random);
            std::vector<Tried> tried;
            for (std::size_t of = 0; of < choosing.size(); ++of) {
                Tried& bundle = tried.emplace_back();
                if (of > 0) bundle.bundle = {of - 1};
                bundle.cost = static_cast<double>(of);
                bundle.losses = losses_of(means(choosing[of]), RankBy::mean);
                MeanOf mean;
                for (const double loss : bundle.losses) mean.add(loss);
                bundle.loss = mean.mean();
            }
            const Choice choice = choose(tried, kChanges * (kChanges + 1), seconds_of(kDay));
            const auto telling = drawn_times(desk, random);
            const DrillMeans today = means(telling[0]);
            std::vector<DrillMeans> told;
            for (const std::size_t of : choice.frontier) told.push_back(means(telling[of]));
            std::vector<Bundle> rivals;
            for (const std::size_t of : choice.rivals) rivals.push_back(tried[of].bundle);
            const Json json =
                json_of(Frontier{scenario, bundles, 1, desk.drills, kHour, RankBy::mean, kChanges, true,
                                 today_of(today, kDay), bought_of(tried, choice, today, told, kDay), rivals});

            bool missed = false;
            std::size_t before = 0;
            for (const Json& bought : json["frontier"]) {
                const std::size_t of = std::stoul(bought["changes"][0].get<std::string>());
                missed |= is_missed(bought, desk.law, of, 0);
                if (before > 0) missed |= is_missed(bought["against_the_cheaper"], desk.law, of, before);
                before = of;
            }
            table.event("mend --budget: all effects of all bundles together", desk.name, missed);
            if (json["frontier"].empty()) return;
            double best = mean_time_of(desk.law, before);
            for (const Json& rival : json["may_be_best"])
                best = std::min(best, mean_time_of(desk.law, std::stoul(rival["changes"][0].get<std::string>())));
            bool is_out = false;
            for (std::size_t of = 1; of <= kChanges; ++of) is_out |= mean_time_of(desk.law, of) < best - 1e-6;
            table.event("mend --budget: the best bundle is not among those that may be", desk.name, is_out);
        });
}

}  // namespace

Table of_mending(std::uint64_t experiments) {
    const Scenario scenario = audited_scenario(1);
    Table all = of_bundles(experiments);
    all.merge(audit(
        families_of_changes(), experiments, [&](const ChangedDesk& desk, std::mt19937_64& random, Table& table) {
            const auto drawn = drawn_times(desk, random);
            const auto means = [&](std::size_t of) {
                return drill_means(std::vector<Outcomes>(desk.cases, outcomes_of(scenario, 0, drawn[of])), kHour,
                                   kDay);
            };
            std::vector<Change> changes(kChanges);
            std::vector<Effect> effects;
            for (std::size_t change = 0; change < kChanges; ++change) {
                changes[change].title = fmt::format("{}", change);
                changes[change].is_measure = true;
                effects.push_back(effect_of(means(0), means(1 + change), kDay, confidence_of_changes(kChanges)));
            }
            Varied varied{
                scenario, 1, desk.drills, kHour, RankBy::mean, today_of(means(0), kDay), {{"key", {"1", "2", "3"}}},
                {}};
            varied.cells.resize(kChanges);
            for (std::size_t of = 1; of <= kChanges; ++of) {
                varied.cells[of - 1] = {today_of(means(of), kDay, varied.confidence_of_each()),
                                        effect_of(means(0), means(of), kDay, varied.confidence_of_each())};
            }
            bool missed_value = false;
            const Json values = json_of(varied);
            for (const Json& cell : values["cells"]) {
                const std::size_t of = std::stoul(cell["values"][0].get<std::string>());
                missed_value |= is_missed(cell["against_today"], desk.law, of, 0);
                missed_value |=
                    !holds(interval_of(cell["mean_within_horizon"]["interval"]), mean_time_of(desk.law, of));
                missed_value |= !holds(interval_of(cell["reach"]["interval"]), reach_of_times(desk.law, of));
                missed_value |= !holds(p90_told(cell["p90"]), p90_of_times(desk.law, of));
            }
            table.event("mend --vary: all intervals of all values together", desk.name, missed_value);
            const Json told =
                json_of(mending_of(scenario, 1, RankBy::mean, means(0), std::move(changes), std::move(effects)));

            table.interval("mend: today, share", desk.name, interval_of(told["today"]["reach"]["interval"]),
                           reach_of_times(desk.law, 0));
            table.interval("mend: today, mean time", desk.name,
                           interval_of(told["today"]["mean_within_horizon"]["interval"]), mean_time_of(desk.law, 0));
            table.interval("mend: today, time by which 90 %", desk.name, p90_told(told["today"]["p90"]),
                           p90_of_times(desk.law, 0));
            bool missed = false;
            bool misranked = false;
            for (const Json& change : told["changes"]) {
                const std::size_t of = 1 + std::stoul(change["title"].get<std::string>());
                missed |= is_missed(change, desk.law, of, 0);
                std::size_t ahead = 0;
                for (std::size_t other = 1; other <= kChanges; ++other)
                    ahead += mean_time_of(desk.law, other) < mean_time_of(desk.law, of) ? 1 : 0;
                misranked |= change["rank"].get<std::size_t>() > 1 + ahead;
            }
            table.event("mend: all effects of all changes together", desk.name, missed);
            if (desk.drills >= 60) {
                table.event("mend --report: all cures of all hours together", desk.name,
                            misses_cures(scenario, desk, drawn, random));
            }
            table.event("mend: no rank is behind the true one", desk.name, misranked);
        }));
    return all;
}

}  // namespace hotline::audit
