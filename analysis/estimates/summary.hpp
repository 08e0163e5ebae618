// Summary of the drills of one case and protocol: how many reached each milestone and when, the results of attempts,
// and who made contact. Every estimate has a 95 % interval.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/milestone_summary.hpp"
#include "analysis/estimates/pairs.hpp"
#include "analysis/estimates/quorum_summary.hpp"
#include "analysis/estimates/usage_summary.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

struct ContactMadeBy {
    Index official = kNone;
    Index channel = kNone;
    std::uint64_t count = 0;
};

/// Contact by a deadline.
struct ContactBy {
    double probability = 0;
    Interval interval;
    /// Those of all cases and protocols, by the headline deadline and by the horizon, hold together with 95 %
    /// confidence.
    Interval together;
};

/// How wide intervals are with even starts, relative to those of as many independent drills with the same results.
struct Narrowing {
    double contact = 1;  // of contact by the horizon
    double mean = 1;     // of the mean time to contact
};

struct CaseSummary {
    Index case_index = kNone;
    Index protocol = kNone;
    std::uint64_t drills = 0;
    ByMilestone<std::optional<MilestoneSummary>> milestones;  // none where the protocol has no such milestone
    ContactBy contact_soon;                                   // by the headline deadline
    Interval contact_together;                                // of contact by the horizon, as `ContactBy::together`
    double mean_attempts = 0;
    /// By betting, between 0 and what the plan allows (models/scenario/drill_bounds.hpp); see MeanIntervals.
    std::optional<Interval> mean_attempts_interval;
    std::array<std::uint64_t, kResults> attempts{};
    /// With `interaction`: the mean wait for callers, lines and seats, in seconds a drill. Its interval is by
    /// betting, too.
    std::optional<double> mean_waited;
    std::optional<Interval> mean_waited_interval;
    /// Where attempts cost anything: the mean cost of a drill, likewise.
    std::optional<double> mean_cost;
    std::optional<Interval> mean_cost_interval;
    std::vector<ContactMadeBy> made_by;  // most first, then in list order
    std::optional<Narrowing> narrowing;  // with even starts

    const MilestoneSummary& contact() const { return milestones[Milestone::contact].value(); }
};

/// Requires at least one outcome. `rows`: the number of cases and protocols in all.
CaseSummary summarise(const Scenario& scenario, const Outcomes& outcomes, std::size_t rows = 1);
/// The same of the drills until the probability of contact was known to ± `precision`, of which `outcomes` may hold
/// more. All of its intervals allow for that.
CaseSummary summarise_until(double precision, const Scenario& scenario, const Outcomes& outcomes,
                            std::size_t rows = 1);

/// A whole run: the same number of drills for every case and protocol.
struct RunSummary {
    const Scenario& scenario;
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;  // without missing drills; with `precision` a case may have taken fewer
    std::vector<MissingDrill> missing;
    std::optional<double> precision;
    std::vector<CaseSummary> cases;
    std::vector<QuorumSummary> quorums;
    std::vector<UsageSummary> usage;  // with `interaction`, except with even starts
    /// Set if more than `kMostInFull` pairs of parties are played, unless `precision` chose the number of drills or
    /// starts are even.
    std::optional<PairsRun> pairs;
    bool detail = false;  // texts show all figures of each case and protocol

    bool even_starts() const { return !cases.empty() && cases.front().narrowing; }
};
inline constexpr std::size_t kMostInFull = 20;  // cases and protocols, or pairs, that are shown one by one

/// What a summary takes the time for, and the threads it may use. Results do not depend on the threads.
struct Effort {
    MeanIntervals of_means = MeanIntervals::all;  // of each case and protocol; quorums have all of them
    unsigned jobs = 1;
};

/// Requires at least one drill that is not missing. `even`: where each drill starts, missing ones too, if starts were
/// even; this excludes `precision`, and requires all intervals of means.
RunSummary summarise(const Scenario& scenario, std::uint64_t seed, std::optional<double> precision,
                     const std::vector<Outcomes>& outcomes, const std::vector<MissingDrill>& missing = {},
                     const std::optional<std::vector<EvenStart>>& even = {}, const Effort& effort = {});

}  // namespace hotline
