#include "analysis/estimates/drift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/estimates/drift_tests.hpp"
#include "analysis/estimates/paired_differences.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

std::string name_of(const StoredCase& played, const std::string& protocol) {
    const std::string after = played.after > Ticks{0} ? fmt::format(", {} later", duration_text(played.after)) : "";
    return fmt::format("{} → {}{}, {}", played.caller, played.callee, after, protocol);
}

bool of_shares(Movement::Test test) {
    return test != Movement::Test::mean_share && test != Movement::Test::mean_time;
}

/// Tests one number of every drill, before and now. For means, `bound` is the largest possible difference.
class DriftTest {
public:
    DriftTest(std::string what, Movement::Test test, double bound) : bound_(bound) {
        movement_.what = std::move(what);
        movement_.test = test;
    }

    void add(double before, double now) {
        before_.add(before);
        now_.add(now);
        ++(before > now ? counts_.first_only : now > before ? counts_.second_only : counts_.both);
        if (!of_shares(movement_.test)) bet_.add((now - before) / bound_);
    }

    double p_value() const { return of_shares(movement_.test) ? mcnemar(counts_) : bet_.p_value(); }

    Movement movement(double p_value, double level, OneWayPower& power) const {
        Movement movement = movement_;
        movement.before = before_.mean();
        movement.now = now_.mean();
        const auto drills = static_cast<double>(counts_.all());
        movement.less = static_cast<double>(counts_.first_only) / drills;
        movement.more = static_cast<double>(counts_.second_only) / drills;
        movement.p_value = p_value;
        if (of_shares(movement.test)) {
            movement.smallest_found = power.smallest_found(counts_.first_only + counts_.second_only, counts_.all());
        } else if (!bet_.any_differs()) {
            // There is no information on how much drills would differ.
            movement.unknown = kNoneDiffers;
            return movement;
        } else if (const auto found = bet_.smallest_found(level)) {
            movement.smallest_found = *found * bound_;
        }
        if (!movement.smallest_found) movement.unknown = kTooFewToFind;
        return movement;
    }

private:
    Movement movement_;
    double bound_;
    MeanOf before_;
    MeanOf now_;
    PairedCounts counts_;
    MeanBet bet_;
};

/// The tests of one case, or of the pooled cases of one protocol.
struct TestedCase {
    CaseDrift drift;
    std::vector<DriftTest> tests;

    /// One number of every drill, before and now.
    template <class Before, class Now>
    void add(std::string what, Movement::Test test, double bound, std::size_t drills, const Before& before,
             const Now& now) {
        DriftTest& added = tests.emplace_back(std::move(what), test, bound);
        for (std::size_t drill = 0; drill < drills; ++drill) added.add(before(drill), now(drill));
    }

    template <class Alike>
    void count_differing(std::size_t drills, const Alike& alike) {
        for (std::size_t drill = 0; drill < drills; ++drill) {
            if (alike(drill)) continue;
            ++drift.differing;
            if (!drift.first) drift.first = drill;
        }
    }
};

TestedCase test_case(const StoredDrills& before, const StoredDrills& now, Ticks horizon) {
    TestedCase tested;
    tested.drift.name = name_of(now.played, now.protocol);
    const std::size_t drills = before.attempts.size();
    const auto milestone = [&](const std::string& name, const std::vector<Ticks>& was, const std::vector<Ticks>& is) {
        if (was.empty() || is.empty()) return;
        const auto reached = [](const std::vector<Ticks>& times) {
            return [&times](std::size_t drill) { return times[drill] == kNever ? 0.0 : 1.0; };
        };
        const auto within = [horizon](const std::vector<Ticks>& times) {
            return [&times, horizon](std::size_t drill) {
                return seconds_of(times[drill] == kNever ? horizon : times[drill]);
            };
        };
        const double bound = seconds_of(horizon);
        tested.add(fmt::format("{} by {}", name, duration_text(horizon)), Movement::Test::share, 1, drills,
                   reached(was), reached(is));
        tested.add("mean time to " + name, Movement::Test::mean_time, bound, drills, within(was), within(is));
        tested.add("time to " + name, Movement::Test::times, bound, drills, within(was), within(is));
    };
    for (const Milestone of : kMilestones) milestone(std::string(name_of(of)), before.times[of], now.times[of]);
    const auto attempts = [](const StoredDrills& of) {
        return [&of](std::size_t drill) { return static_cast<double>(of.attempts[drill]); };
    };
    tested.add("attempts", Movement::Test::attempts, 1, drills, attempts(before), attempts(now));
    tested.count_differing(drills, [&](std::size_t drill) {
        const auto alike = [&](Milestone of) {
            const std::vector<Ticks>& was = before.times[of];
            const std::vector<Ticks>& is = now.times[of];
            return was.empty() || is.empty() || was[drill] == is[drill];
        };
        return std::ranges::all_of(kMilestones, alike) && before.attempts[drill] == now.attempts[drill];
    });
    return tested;
}

/// "3 of 50 callers", out of the current ones.
std::string changed_parties(const PooledDrills::Fingerprints& before, const PooledDrills::Fingerprints& now,
                            const char* who) {
    const auto changed = std::count_if(now.begin(), now.end(), [&](const auto& print) {
        const auto was = before.find(print.first);
        return was == before.end() || was->second != print.second;
    });
    return fmt::format("{} of {} {}", changed, now.size(), who);
}

/// Uses means over the cases.
void test_sums(TestedCase& tested, const PooledDrills& before, const PooledDrills& now, Ticks horizon) {
    const std::size_t drills = before.attempts.size();
    const auto mean = [cases = static_cast<double>(now.prints.size())](const auto& sums) {
        return [&sums, cases](std::size_t drill) { return static_cast<double>(sums[drill]) / cases; };
    };
    const auto mean_seconds = [cases = static_cast<double>(now.prints.size())](const auto& sums) {
        return [&sums, cases](std::size_t drill) { return seconds_of(Ticks{sums[drill]}) / cases; };
    };
    const auto milestone = [&](const std::string& name, const PooledDrills::Sums& was, const PooledDrills::Sums& is) {
        if (was.reached.empty() || is.reached.empty()) return;
        const double bound = seconds_of(horizon);
        tested.add(fmt::format("{} by {}", name, duration_text(horizon)), Movement::Test::mean_share, 1, drills,
                   mean(was.reached), mean(is.reached));
        tested.add("cases with " + name, Movement::Test::cases, 1, drills, mean(was.reached), mean(is.reached));
        tested.add("mean time to " + name, Movement::Test::mean_time, bound, drills, mean_seconds(was.ticks),
                   mean_seconds(is.ticks));
        tested.add("time to " + name, Movement::Test::times, bound, drills, mean_seconds(was.ticks),
                   mean_seconds(is.ticks));
    };
    for (const Milestone of : kMilestones) milestone(std::string(name_of(of)), before.sums[of], now.sums[of]);
    tested.add("attempts", Movement::Test::attempts, 1, drills, mean(before.attempts), mean(now.attempts));
    tested.count_differing(drills, [&](std::size_t drill) {
        const auto alike = [&](Milestone of) {
            const PooledDrills::Sums& was = before.sums[of];
            const PooledDrills::Sums& is = now.sums[of];
            return was.reached.empty() || is.reached.empty() ||
                   (was.reached[drill] == is.reached[drill] && was.ticks[drill] == is.ticks[drill]);
        };
        return std::ranges::all_of(kMilestones, alike) && before.attempts[drill] == now.attempts[drill];
    });
}

/// A case and protocol of a baseline, stored in either form.
struct NamedCase {
    const StoredCase* played;
    const std::string* protocol;
};

std::vector<NamedCase> cases_of(const Baseline& baseline) {
    std::vector<NamedCase> cases;
    for (const StoredDrills& stored : baseline.cases) cases.push_back({&stored.played, &stored.protocol});
    for (const PooledDrills& pooled : baseline.pooled) {
        for (const auto& [played, print] : pooled.prints) cases.push_back({&played, &pooled.protocol});
    }
    return cases;
}

/// Elements of one that the other lacks, in order.
std::vector<std::string> missing(const Baseline& other, const Baseline& one) {
    std::set<std::pair<StoredCase, std::string>> there;
    for (const NamedCase& known : cases_of(other)) there.emplace(*known.played, *known.protocol);
    std::vector<std::string> names;
    for (const NamedCase& own : cases_of(one)) {
        if (!there.contains({*own.played, *own.protocol})) names.push_back(name_of(*own.played, *own.protocol));
    }
    return names;
}

/// Compares the cases that both have; empty if all are unchanged.
std::optional<TestedCase> test_pool(const PooledDrills& before, const PooledDrills& now, Ticks horizon) {
    TestedCase tested;
    CaseDrift& drift = tested.drift;
    std::size_t both = 0;
    for (const auto& [played, print] : now.prints) {
        const auto was = before.prints.find(played);
        if (was == before.prints.end()) continue;
        ++both;
        if (was->second != print) drift.pooled.push_back(name_of(played, now.protocol));
    }
    drift.comparable = both == now.prints.size() && both == before.prints.size();
    if (drift.comparable ? before.callers == now.callers && before.callees == now.callees : drift.pooled.empty())
        return {};
    drift.name = fmt::format("{}, {} cases", now.protocol, now.prints.size());
    if (!drift.comparable) return tested;
    drift.whose = fmt::format("{} and {}", changed_parties(before.callers, now.callers, "callers"),
                              changed_parties(before.callees, now.callees, "callees"));
    test_sums(tested, before, now, horizon);
    return tested;
}

std::vector<TestedCase> test_all(const Baseline& before, const Baseline& now) {
    std::vector<TestedCase> all;
    std::map<std::pair<StoredCase, std::string>, const StoredDrills*> was;
    for (const StoredDrills& stored : before.cases) was[{stored.played, stored.protocol}] = &stored;
    for (const StoredDrills& stored : now.cases) {
        const auto found = was.find({stored.played, stored.protocol});
        if (found != was.end() && found->second->fingerprint != stored.fingerprint)
            all.push_back(test_case(*found->second, stored, now.horizon));
    }
    for (const PooledDrills& pooled : now.pooled) {
        const auto found = std::find_if(before.pooled.begin(), before.pooled.end(),
                                        [&](const PooledDrills& one) { return one.protocol == pooled.protocol; });
        if (found == before.pooled.end()) continue;
        if (auto tested = test_pool(*found, pooled, now.horizon)) all.push_back(std::move(*tested));
    }
    return all;
}

/// Applies Holm's correction over all tests.
void conclude(DriftFindings& report, std::vector<TestedCase>& all) {
    std::vector<double> p_values;
    for (const TestedCase& tested : all) {
        for (const DriftTest& test : tested.tests) p_values.push_back(test.p_value());
    }
    const std::vector<double> corrected = holm(p_values);
    const double level = kDriftLevel / static_cast<double>(std::max<std::size_t>(p_values.size(), 1));
    OneWayPower power(level);
    if (!p_values.empty()) report.fewest = fewest_one_way(level);
    auto next = corrected.begin();
    for (TestedCase& tested : all) {
        for (const DriftTest& test : tested.tests)
            tested.drift.movements.push_back(test.movement(*next++, level, power));
        report.changed.push_back(std::move(tested.drift));
    }
}

}  // namespace

bool CaseDrift::moved() const {
    return std::any_of(movements.begin(), movements.end(),
                       [](const Movement& movement) { return movement.beyond_chance(); });
}

bool DriftFindings::drifted() const {
    return !vanished.empty() || !added.empty() ||
           std::any_of(changed.begin(), changed.end(), [](const CaseDrift& drift) { return drift.moved(); });
}

DriftFindings compare(const Baseline& before, const Baseline& now) {
    DriftFindings report;
    report.drills = now.replications;
    report.paired = before.luck == now.luck && before.seed == now.seed;
    report.horizon = report.horizon_now = now.horizon;
    report.vanished = missing(now, before);
    report.added = missing(before, now);
    std::vector<TestedCase> all = test_all(before, now);
    conclude(report, all);
    return report;
}

}  // namespace hotline
