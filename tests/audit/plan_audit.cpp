// `plan --budget`: how often contact lies outside the interval that the beliefs of entries give it.

#include "tests/audit/audit.hpp"
#include "tests/audit/synthetic_lists.hpp"

namespace hotline::audit {
namespace {

/// Each experiment draws thousands of facts.
constexpr std::uint64_t kOneOfPlans = 10;

void play_plan(const KindOfLists& kind, std::mt19937_64& random, Table& table) {
    const SyntheticList list(kind, random);
    std::vector<double> worlds;
    const std::uint64_t seed = random();
    for (std::size_t world = 0; world < kWorldsOfFacts; ++world)
        worlds.push_back(list.contact_in(facts_of_world(list.entries(), seed, world), 0));
    const Interval interval = interval_of_worlds(worlds);
    const double truth = list.truth(0);
    table.event("plan: contact", kind.name, truth < interval.low || truth > interval.high);
}

}  // namespace

Table of_plan(std::uint64_t experiments) {
    return audit(kinds_of_lists(), std::max<std::uint64_t>(experiments / kOneOfPlans, 1), play_plan);
}

}  // namespace hotline::audit
