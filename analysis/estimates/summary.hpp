// What the drills of one case and protocol come to: how many reached each milestone and when, what attempts ended in,
// who made contact. Everything estimated comes with an interval of 95 %.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/intervals.hpp"
#include "analysis/estimates/pairs.hpp"
#include "analysis/estimates/quantile.hpp"
#include "analysis/estimates/usage_summary.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

inline constexpr std::array<double, 4> kShares{0.5, 0.9, 0.95, 0.99};

struct MilestoneSummary {
    std::uint64_t reached = 0;
    double probability = 0;
    Interval interval;
    std::array<QuantileEstimate, kShares.size()> quantiles;
    /// Of min(time, horizon), in seconds; its interval is by betting, between 0 and the horizon.
    double mean_within_horizon = 0;
    Interval mean_interval;
};

struct ContactMadeBy {
    Index official = kNone;
    Index channel = kNone;
    std::uint64_t count = 0;
};

struct CaseSummary {
    Index case_index = kNone;
    Index protocol = kNone;
    std::uint64_t drills = 0;
    MilestoneSummary first_answer;
    MilestoneSummary contact;
    Interval contact_together;  // of its probability: those of all cases and protocols cover with 95 % together
    std::optional<MilestoneSummary> response;  // where the protocol has a request
    std::optional<MilestoneSummary> shared;    // where it has an exchange
    double mean_attempts = 0;
    Interval
        mean_attempts_interval;  // by betting, between 0 and what the plan allows (models/scenario/drill_bounds.hpp)
    std::array<std::uint64_t, kResults> attempts{};
    /// Seconds a drill, with `interaction`: for people to call with, for lines and for seats. Its interval likewise.
    std::optional<double> mean_waited;
    Interval mean_waited_interval;
    std::vector<ContactMadeBy> made_by;  // most first, then in list order
};

/// Of one milestone: `times` drill by drill, `kNever` where it was not reached. Requires that there are drills.
MilestoneSummary summarise_milestone(const std::vector<Ticks>& times, Ticks horizon);

/// Requires that there are outcomes. With `stopped_by_precision` the number of drills was chosen by looking at the
/// probability of contact: its intervals are then those of the confidence sequence. `rows`: how many cases and
/// protocols there are in all.
CaseSummary summarise(const Scenario& scenario, const Outcomes& outcomes, bool stopped_by_precision,
                      std::size_t rows = 1);

/// All of a run: as many drills of every case and protocol.
struct RunSummary {
    const Scenario& scenario;
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;  // without those that are missing
    std::vector<MissingDrill> missing;
    std::optional<double> precision;
    std::vector<CaseSummary> cases;
    std::vector<UsageSummary> usage;  // with `interaction`
    /// Where more than `kMostInFull` pairs of parties are played, unless `precision` chose the number of drills.
    std::optional<PairsRun> pairs;
};
inline constexpr std::size_t kMostInFull = 20;  // cases and protocols, or pairs, are told one by one

/// Requires that not all drills are missing.
RunSummary summarise(const Scenario& scenario, std::uint64_t seed, std::optional<double> precision,
                     const std::vector<Outcomes>& outcomes, const std::vector<MissingDrill>& missing = {});

}  // namespace hotline
