// `mend --doubts`: in how many worlds each change is the best. The truth is the share of all worlds.

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "analysis/write/mending_worlds.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"
#include "tests/support/coverage.hpp"

namespace hotline::audit {
namespace {

struct DoubtedChanges {
    std::string name;
    std::vector<double> best;  // by change: the share of worlds in which it is the best; in the rest none helps
    std::size_t worlds;
    bool latin;  // the worlds divide what is in doubt evenly
};

std::vector<DoubtedChanges> families_of_doubted_changes() {
    const std::vector<std::pair<std::string, std::vector<double>>> shares{
        {"one is always the best", {1, 0}},
        {"one of two, half", {0.5, 0.5}},
        {"one in twenty", {0.05, 0.95}},
        {"none helps", {0, 0, 0}},
        {"one in a hundred, or none", {0.01}},
        {"three, and none in a tenth", {0.6, 0.2, 0.1}},
        {"ten alike", std::vector<double>(10, 0.1)},
    };
    std::vector<DoubtedChanges> all;
    for (const auto& [name, best] : shares) {
        for (const std::size_t worlds : {40U, 200U}) {
            for (const bool latin : {false, true})
                all.push_back(
                    {fmt::format("{}, {} {}worlds", name, worlds, latin ? "stratified " : ""), best, worlds, latin});
        }
    }
    return all;
}

/// Where each world lies in what is in doubt.
std::vector<double> quantiles_of(const DoubtedChanges& doubted, std::mt19937_64& random) {
    std::vector<double> all(doubted.worlds);
    for (std::size_t world = 0; world < all.size(); ++world) {
        const double within = open_uniform(random);
        all[world] = doubted.latin ? (static_cast<double>(world) + within) / static_cast<double>(all.size()) : within;
    }
    return all;
}

}  // namespace

Table of_mending_in_worlds(std::uint64_t experiments) {
    const Scenario scenario = audited_scenario(1);
    return audit(families_of_doubted_changes(), experiments,
                 [&](const DoubtedChanges& doubted, std::mt19937_64& random, Table& table) {
                     MendingWorlds mending{scenario, 1, 100, kDay, RankBy::mean, {}, {}, {}, {}, 0};
                     mending.doubts.emplace_back();
                     for (std::size_t change = 0; change < doubted.best.size(); ++change)
                         mending.changes.push_back({fmt::format("{}", change), {}, {}, 0, {}, 0, {}, {}});
                     for (const double quantile : quantiles_of(doubted, random)) {
                         mending.quantiles.push_back({quantile});
                         mending.values.push_back({fmt::format("{}", quantile)});
                         double from = 0;
                         for (std::size_t change = 0; change < doubted.best.size(); ++change) {
                             const double to = from + doubted.best[change];
                             mending.changes[change].losses.push_back(from <= quantile && quantile < to ? -60 : 10);
                             from = to;
                         }
                     }
                     summarise(mending);
                     bool missed = false;
                     const Json told = json_of(mending);
                     for (const Json& change : told["changes"]) {
                         const std::size_t of = std::stoul(change["title"].get<std::string>());
                         missed |= !holds(interval_of(change["interval"]), doubted.best[of]);
                     }
                     table.event("mend --doubts: all shares of worlds together", doubted.name, missed);
                 });
}

}  // namespace hotline::audit
