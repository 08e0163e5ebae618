#include "analysis/pairs.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/paired.hpp"

namespace hotline {
namespace {

using Pair = std::pair<Index, Index>;  // caller, callee
using CasesOfPairs = std::map<Pair, std::vector<const Outcomes*>>;

std::vector<Asymmetry> find_asymmetries(const CasesOfPairs& cases, Ticks within) {
    std::vector<Asymmetry> asymmetries;
    std::vector<PairedCounts> counts;
    for (const auto& [pair, there] : cases) {
        const auto back = cases.find({pair.second, pair.first});
        if (pair.first > pair.second || back == cases.end()) continue;
        if (there.size() != 1 || back->second.size() != 1) continue;
        PairedCounts of_pair;
        const auto& contacts = there.front()->contact;
        for (std::size_t drill = 0; drill < contacts.size(); ++drill) {
            const bool reached = in_time(contacts[drill], within);
            const bool reached_back = in_time(back->second.front()->contact[drill], within);
            ++(reached        ? reached_back ? of_pair.both : of_pair.second_only
               : reached_back ? of_pair.first_only
                              : of_pair.neither);
        }
        const auto share = [&](std::uint64_t count) {
            return static_cast<double>(count) / static_cast<double>(of_pair.all());
        };
        Asymmetry found{pair.first,
                        pair.second,
                        share(of_pair.both + of_pair.second_only),
                        share(of_pair.both + of_pair.first_only),
                        {}};
        if (found.difference() < 0) {
            std::swap(found.caller, found.callee);
            std::swap(found.reach, found.back);
            std::swap(of_pair.first_only, of_pair.second_only);
        }
        asymmetries.push_back(found);
        counts.push_back(of_pair);
    }
    const double confidence = confidence_of_each(asymmetries.size());
    ClopperPearsons known;
    for (std::size_t index = 0; index < asymmetries.size(); ++index) {
        asymmetries[index].together = difference_exact(counts[index], known, confidence);
    }
    std::stable_sort(asymmetries.begin(), asymmetries.end(),
                     [](const Asymmetry& a, const Asymmetry& b) { return a.difference() > b.difference(); });
    return asymmetries;
}

std::vector<Wait> find_waits(const CasesOfPairs& cases, Ticks within) {
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
        const Interval interval = hoeffding(mean, replications, confidence_of_each(shares.size()));
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
                         const std::vector<Outcomes>& outcomes) {
    PairsRun run{summarise_by_party(scenario, By::pair, within, seed, outcomes),
                 summarise_by_party(scenario, By::caller, within, seed, outcomes),
                 summarise_by_party(scenario, By::callee, within, seed, outcomes),
                 {}};
    std::map<Index, CasesOfPairs> cases;  // by protocol
    for (const Outcomes& of_case : outcomes) {
        const Case& played = scenario.cases[of_case.case_index];
        cases[of_case.protocol][{played.caller, played.callee}].push_back(&of_case);
    }
    for (const CellsSummary& pairs : run.pairs.cases) {
        const CasesOfPairs& of_protocol = cases.at(pairs.protocol);
        run.protocols.push_back({pairs.protocol, find_asymmetries(of_protocol, within),
                                 find_waits(of_protocol, within), between_groups(scenario, pairs)});
    }
    return run;
}

}  // namespace hotline
