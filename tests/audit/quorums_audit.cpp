// `run`: when quorums are met, and how many of their cases are reached.

#include <fmt/format.h>

#include "analysis/estimates/summary.hpp"
#include "analysis/write/results.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"

namespace hotline::audit {
namespace {

constexpr std::size_t kCases = 5;
constexpr std::size_t kNeeded = 4;

using Contacts = std::vector<Ticks>;  // of a drill, by case

struct Together {
    std::string name;
    Law<Contacts> contacts;
    std::size_t number;
};

/// Each case by itself makes contact after ten minutes with that probability.
Law<Contacts> by_itself(double likely) {
    std::vector<Law<Contacts>::Atom> atoms;
    for (unsigned which = 0; which < 1U << kCases; ++which) {
        Law<Contacts>::Atom atom{1, Contacts(kCases, kNever)};
        for (unsigned index = 0; index < kCases; ++index) {
            const bool there = (which >> index & 1U) != 0;
            atom.likely *= there ? likely : 1 - likely;
            if (there) atom.value[index] = 600 * kSecond;
        }
        atoms.push_back(atom);
    }
    return atoms;
}

std::vector<Together> families_of_quorums() {
    const Ticks soon = 60 * kSecond;
    const Ticks late = 20'000 * kSecond;
    const std::vector<std::pair<std::string, Law<Contacts>>> laws{
        {"all or none", {{{0.9, Contacts(kCases, soon)}, {0.1, Contacts(kCases, kNever)}}}},
        {"all, or three in 1 %", {{{0.99, Contacts(kCases, soon)}, {0.01, {soon, soon, soon, kNever, kNever}}}}},
        {"one never", {{{1, {soon, soon, soon, soon, kNever}}}}},
        {"three soon, the rest late in half",
         {{{0.5, {soon, soon, soon, late, late}}, {0.5, {soon, soon, soon, kNever, kNever}}}}},
        {"0 to 5 alike",
         {{{1.0 / 6, {kNever, kNever, kNever, kNever, kNever}},
           {1.0 / 6, {soon, kNever, kNever, kNever, kNever}},
           {1.0 / 6, {soon, late, kNever, kNever, kNever}},
           {1.0 / 6, {late, soon, soon, kNever, kNever}},
           {1.0 / 6, {soon, late, soon, late, kNever}},
           {1.0 / 6, {late, soon, late, soon, late}}}}},
        {"each by itself, 80 %", by_itself(0.8)},
        {"each by itself, half", by_itself(0.5)},
    };
    std::vector<Together> all;
    for (const std::size_t number : {1U, 2U, 3U, 10U, 40U, 200U}) {
        for (const auto& [name, law] : laws) all.push_back({fmt::format("{}; {} drills", name, number), law, number});
    }
    return all;
}

Scenario scenario_of_quorum() {
    Scenario scenario = audited_scenario(1);
    scenario.cases.resize(kCases, scenario.cases.front());
    Quorum quorum;
    quorum.id = quorum.title = "four";
    quorum.at_least = {kNeeded, 0};
    for (Index index = 0; index < kCases; ++index) quorum.cases.push_back(index);
    scenario.quorums = {quorum};
    return scenario;
}

Law<Ticks> time_of(const Law<Contacts>& contacts) {
    std::vector<Law<Ticks>::Atom> times;
    for (const auto& [likely, value] : contacts.atoms()) {
        std::vector<Ticks> there;
        std::copy_if(value.begin(), value.end(), std::back_inserter(there),
                     [](Ticks time) { return time != kNever; });
        std::sort(there.begin(), there.end());
        times.push_back({likely, there.size() < kNeeded ? kNever : there[kNeeded - 1]});
    }
    return times;
}

std::size_t cases_by(const Contacts& contacts, Ticks within) {
    return static_cast<std::size_t>(
        std::count_if(contacts.begin(), contacts.end(), [&](Ticks time) { return in_time(time, within); }));
}

/// The largest number of cases that have contact in at least that share of drills.
std::size_t cases_in(const Law<Contacts>& contacts, Ticks within, double share) {
    for (std::size_t cases = kCases; cases > 0; --cases) {
        if (contacts.mean([&](const Contacts& of) { return cases_by(of, within) >= cases; }) >= share - 1e-12)
            return cases;
    }
    return 0;
}

}  // namespace

Table of_quorums(std::uint64_t experiments) {
    const Scenario scenario = scenario_of_quorum();
    return audit(families_of_quorums(), experiments, [&](const Together& of, std::mt19937_64& random, Table& table) {
        std::vector<Outcomes> outcomes;
        for (Index index = 0; index < kCases; ++index) {
            outcomes.emplace_back(scenario, index, 0);
            outcomes.back().resize(of.number);
        }
        for (std::size_t drill = 0; drill < of.number; ++drill) {
            const Contacts& contacts = of.contacts.draw(random);
            for (Index index = 0; index < kCases; ++index) outcomes[index].contact[drill] = contacts[index];
        }
        const Json told = json_of(summarise(scenario, 1, {}, outcomes))["quorums"][0];
        const Law<Ticks> time = time_of(of.contacts);
        const Json& when = told["time"];
        table.interval("run: quorum, share", of.name, interval_of(when["interval"]), reach_of(time, kDay));
        table.interval("run: quorum, mean time", of.name, interval_of(when["mean_within_horizon_interval"]),
                       mean_within(time, kDay));
        for (const auto& [quantile, share] : {std::pair("p50", 0.5), {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}}) {
            const Json& times = when["quantiles"][quantile];
            table.interval("run: quorum, times by which", fmt::format("{}: {}", quantile, of.name),
                           ends(times["low"].is_null() ? Json(seconds_of(kDay)) : times["low"], times["high"]),
                           quantile_of(time, share, kDay));
        }
        for (const Json& by : told["by"]) {
            const Ticks within = ticks_of_seconds(by["within"].get<double>());
            const std::string family = fmt::format("by {} s: {}", by["within"].get<double>(), of.name);
            table.interval("run: quorum, share by a deadline", family, interval_of(by["interval"]),
                           reach_of(time, within));
            table.interval("run: quorum, mean share of the cases", family, interval_of(by["mean_share_interval"]),
                           of.contacts.mean([&](const Contacts& contacts) {
                               return static_cast<double>(cases_by(contacts, within)) / static_cast<double>(kCases);
                           }));
            for (const auto& [name, share] : {std::pair("p50", 0.5), {"p90", 0.9}}) {
                const Json& cases = by["cases_reached"][name];
                table.interval("run: quorum, cases in a share of drills", fmt::format("{}, {}", name, family),
                               ends(cases["low"], cases["high"]),
                               static_cast<double>(cases_in(of.contacts, within, share)));
            }
        }
    });
}

}  // namespace hotline::audit
