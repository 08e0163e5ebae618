#include "analysis/estimates/pairs.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/estimates/paired_differences.hpp"

namespace hotline {
namespace {

using Pair = std::pair<Index, Index>;  // caller, callee
using CasesOfPairs = std::map<Pair, std::vector<const Outcomes*>>;

/// One for each pair played in both directions.
std::size_t both_ways(const CasesOfPairs& cases) {
    return static_cast<std::size_t>(std::count_if(cases.begin(), cases.end(), [&](const auto& of_pair) {
        const Pair& pair = of_pair.first;
        return pair.first < pair.second && cases.contains({pair.second, pair.first});
    }));
}

std::size_t callees_of(const CasesOfPairs& cases) {
    std::set<Index> callees;
    for (const auto& [pair, of_pair] : cases) callees.insert(pair.second);
    return callees.size();
}

/// By drill: the share of these cases with contact within the deadline.
double share_made(const std::vector<const Outcomes*>& cases, std::size_t drill, Ticks within) {
    const auto made = std::count_if(cases.begin(), cases.end(), [&](const Outcomes* outcomes) {
        return in_time(outcomes->contact[drill], within);
    });
    return static_cast<double>(made) / static_cast<double>(cases.size());
}

Asymmetry asymmetry_of(const Pair& pair, const std::vector<const Outcomes*>& there,
                       const std::vector<const Outcomes*>& back, Ticks within, double confidence,
                       ClopperPearsons& known) {
    const std::size_t drills = there.front()->size();
    double reach = 0;
    double reach_back = 0;
    PairedCounts counts;
    for (std::size_t drill = 0; drill < drills; ++drill) {
        const double one = share_made(there, drill, within);
        const double other = share_made(back, drill, within);
        reach += one;
        reach_back += other;
        ++(one == other ? counts.both : one > other ? counts.second_only : counts.first_only);
    }
    const auto all = static_cast<double>(drills);
    Asymmetry found{pair.first, pair.second, reach / all, reach_back / all, {}};
    if (there.size() == 1 && back.size() == 1) {
        found.together = difference_exact(counts, known, confidence);
    } else {
        const Interval half = hoeffding(std::clamp((1 + found.difference()) / 2, 0.0, 1.0), drills, confidence);
        found.together = {2 * half.low - 1, 2 * half.high - 1};
    }
    if (found.difference() < 0) {
        std::swap(found.caller, found.callee);
        std::swap(found.reach, found.back);
        found.together = {-found.together.high, -found.together.low};
    }
    return found;
}

/// `rows`: the number of pairs played in both directions, over all protocols.
std::vector<Asymmetry> find_asymmetries(const CasesOfPairs& cases, Ticks within, std::size_t rows) {
    std::vector<Asymmetry> asymmetries;
    ClopperPearsons known;
    for (const auto& [pair, there] : cases) {
        const auto back = cases.find({pair.second, pair.first});
        if (pair.first >= pair.second || back == cases.end()) continue;
        asymmetries.push_back(asymmetry_of(pair, there, back->second, within, confidence_of_each(rows), known));
    }
    std::stable_sort(asymmetries.begin(), asymmetries.end(),
                     [](const Asymmetry& a, const Asymmetry& b) { return a.difference() > b.difference(); });
    return asymmetries;
}

/// `rows`: the number of callees, over all protocols.
std::vector<Wait> find_waits(const CasesOfPairs& cases, Ticks within, std::size_t rows) {
    std::map<Index, MeanOf> shares;  // of the deadline, by callee
    std::uint64_t replications = 0;
    for (const auto& [pair, of_pair] : cases) {
        MeanOf& of_callee = shares[pair.second];
        for (const Outcomes* outcomes : of_pair) {
            replications = outcomes->size();
            for (const Ticks contact : outcomes->contact) {
                of_callee.add(in_time(contact, within) ? seconds_of(contact) / seconds_of(within) : 1);
            }
        }
    }
    std::vector<Wait> waits;
    for (const auto& [callee, share] : shares) {
        const double mean = std::min(share.mean(), 1.0);
        const Interval interval = hoeffding(mean, replications, confidence_of_each(rows));
        waits.push_back({callee,
                         mean * seconds_of(within),
                         {interval.low * seconds_of(within), interval.high * seconds_of(within)}});
    }
    std::stable_sort(waits.begin(), waits.end(), [](const Wait& a, const Wait& b) { return a.mean > b.mean; });
    return waits;
}

std::vector<std::vector<std::optional<double>>> between_groups(const Scenario& scenario, const CellsSummary& pairs) {
    const std::size_t groups = scenario.groups.size();
    std::vector<std::vector<MeanOf>> reach(groups, std::vector<MeanOf>(groups));
    for (const CellSummary& pair : pairs.cells) {
        const Party& caller = scenario.parties[pair.cell / scenario.parties.size()];
        const Party& callee = scenario.parties[pair.cell % scenario.parties.size()];
        for (const Index from : caller.groups) {
            for (const Index to : callee.groups) reach[from][to].add(pair.reach);
        }
    }
    std::vector<std::vector<std::optional<double>>> means(groups, std::vector<std::optional<double>>(groups));
    for (std::size_t from = 0; from < groups; ++from) {
        for (std::size_t to = 0; to < groups; ++to) {
            if (reach[from][to].count() > 0) means[from][to] = reach[from][to].mean();
        }
    }
    return means;
}

}  // namespace

PairsRun summarise_pairs(const Scenario& scenario, Ticks within, std::uint64_t seed,
                         const std::vector<Outcomes>& outcomes, unsigned jobs) {
    PairsRun run{summarise_by_party(scenario, By::pair, within, seed, outcomes, jobs),
                 summarise_by_party(scenario, By::caller, within, seed, outcomes, jobs),
                 summarise_by_party(scenario, By::callee, within, seed, outcomes, jobs),
                 {}};
    std::map<Index, CasesOfPairs> cases;  // by protocol
    for (const Outcomes& of_case : outcomes) {
        const Case& played = scenario.cases[of_case.case_index];
        cases[of_case.protocol][{played.caller, played.callee}].push_back(&of_case);
    }
    std::size_t asymmetries = 0;
    std::size_t callees = 0;
    for (const auto& [protocol, of_protocol] : cases) {
        asymmetries += both_ways(of_protocol);
        callees += callees_of(of_protocol);
    }
    for (const CellsSummary& pairs : run.pairs.cases) {
        const CasesOfPairs& of_protocol = cases.at(pairs.protocol);
        run.protocols.push_back({pairs.protocol, find_asymmetries(of_protocol, within, asymmetries),
                                 find_waits(of_protocol, within, callees), between_groups(scenario, pairs)});
    }
    return run;
}

}  // namespace hotline
