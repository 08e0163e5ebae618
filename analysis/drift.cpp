// What has changed between two baselines of one scenario: analysis/baseline.hpp.

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "analysis/baseline.hpp"
#include "analysis/paired.hpp"
#include "models/duration.hpp"

namespace hotline {
namespace {

constexpr double kPower = 0.9;
constexpr double kTicksOfSecond = 1024;

std::string name_of(const StoredDrills& stored) {
    const std::string after = stored.after > Ticks{0} ? fmt::format(", {} later", duration_text(stored.after)) : "";
    return fmt::format("{} → {}{}, {}", stored.caller, stored.callee, after, stored.protocol);
}

std::string name_of(const PooledDrills& pooled) {
    return fmt::format("{}, {} cases", pooled.protocol, pooled.cases);
}

/// As far as both baselines know: what comes behind the shorter horizon does not count.
bool reached(Ticks time, Ticks horizon) {
    return time != kNever && time <= horizon;
}

std::string reached_text(const std::string& milestone, Ticks horizon) {
    return fmt::format("{} by {}", milestone, duration_text(horizon));
}

std::string mean_text(const std::string& milestone) {
    return fmt::format("mean time to {}", milestone);
}

bool same_case(const StoredDrills& a, const StoredDrills& b) {
    return a.caller == b.caller && a.callee == b.callee && a.after == b.after && a.protocol == b.protocol;
}

double z_of(double probability) {
    return boost::math::quantile(boost::math::normal_distribution<double>(), probability);
}

/// Two-sided p-value of a difference in units of its standard error.
double p_of(double difference, double error, double degrees) {
    if (difference == 0) return 1;
    if (error == 0) return 0;
    const boost::math::students_t_distribution<double> student(degrees);
    return 2 * boost::math::cdf(boost::math::complement(student, std::abs(difference) / error));
}

/// Tests one number of every drill, before and now.
class Test {
public:
    Test(bool paired, std::size_t drills) : paired_(paired), drills_(static_cast<double>(drills)) {}

    void add(double before, double now) {
        before_.add(before);
        now_.add(now);
        difference_.add(now - before);
        counts_.first_only += before > now ? 1 : 0;
        counts_.second_only += now > before ? 1 : 0;
    }

    Movement movement(std::string what, Movement::Unit unit) const {
        Movement movement{std::move(what), unit, before_.mean(), now_.mean(), 1, 0};
        const double difference = now_.mean() - before_.mean();
        // Two samples: Welch's test, whose degrees of freedom are here at least as many as there are drills.
        movement.p_value =
            paired_ && unit == Movement::Unit::share ? mcnemar(counts_) : p_of(difference, error(), drills_ - 1);
        return movement;
    }

    /// With `tests` of them corrected together.
    double smallest_found(Movement::Unit unit, std::size_t tests) const {
        const double level = kDriftLevel / static_cast<double>(tests);
        const double by_error = (z_of(1 - level / 2) + z_of(kPower)) * error();
        if (!paired_ || unit != Movement::Unit::share) return by_error;
        // Where hardly any drills differ, so many more have to change to one side that McNemar's test sees them.
        const double needed = std::ceil(1 - std::log2(level));
        return std::max(by_error, (needed + z_of(kPower) * std::sqrt(needed)) / drills_);
    }

private:
    double error() const {
        return paired_ ? difference_.standard_error() : std::hypot(before_.standard_error(), now_.standard_error());
    }

    bool paired_;
    double drills_;
    MeanOf before_;
    MeanOf now_;
    MeanOf difference_;
    PairedCounts counts_;
};

/// The tests of one case, or of the pooled cases of one protocol.
class Tested {
public:
    Tested(std::string name, std::size_t drills, bool paired) : drills_(drills), paired_(paired) {
        drift.name = std::move(name);
    }

    /// One number of every drill, before and now.
    template <class Before, class Now>
    void add(std::string what, Movement::Unit unit, const Before& before, const Now& now) {
        Test test(paired_, drills_);
        for (std::size_t drill = 0; drill < drills_; ++drill) test.add(before(drill), now(drill));
        drift.movements.push_back(test.movement(std::move(what), unit));
        tests.push_back(test);
    }

    template <class Alike>
    void count_differing(const Alike& alike) {
        for (std::size_t drill = 0; drill < drills_; ++drill) {
            if (alike(drill)) continue;
            ++drift.differing;
            if (!drift.first) drift.first = drill;
        }
    }

    std::vector<Test> tests;
    CaseDrift drift;

private:
    std::size_t drills_;
    bool paired_;
};

/// What is told by a horizon, by the one that both have; with `same_horizon` the attempts too, which are those of all
/// of a drill.
Tested test_case(const StoredDrills& before, const StoredDrills& now, Ticks horizon, bool same_horizon, bool paired) {
    Tested tested(name_of(now), before.contact.size(), paired);
    const auto milestone = [&](const std::string& name, const std::vector<Ticks>& was, const std::vector<Ticks>& is) {
        const auto by_horizon = [horizon](const std::vector<Ticks>& times) {
            return [&times, horizon](std::size_t drill) { return reached(times[drill], horizon) ? 1.0 : 0.0; };
        };
        const auto within = [horizon](const std::vector<Ticks>& times) {
            return [&times, horizon](std::size_t drill) {
                return seconds_of(reached(times[drill], horizon) ? times[drill] : horizon);
            };
        };
        tested.add(reached_text(name, horizon), Movement::Unit::share, by_horizon(was), by_horizon(is));
        tested.add(mean_text(name), Movement::Unit::seconds, within(was), within(is));
    };
    milestone("first answer", before.first_answer, now.first_answer);
    milestone("contact", before.contact, now.contact);
    if (!before.response.empty() && !now.response.empty()) milestone("response", before.response, now.response);
    if (!before.shared.empty() && !now.shared.empty()) milestone("shared", before.shared, now.shared);
    const auto attempts = [](const StoredDrills& of) {
        return [&of](std::size_t drill) { return static_cast<double>(of.attempts[drill]); };
    };
    if (same_horizon) tested.add("attempts", Movement::Unit::count, attempts(before), attempts(now));
    tested.count_differing([&](std::size_t drill) {
        const auto alike = [drill, horizon](const std::vector<Ticks>& was, const std::vector<Ticks>& is) {
            if (was.empty() || is.empty()) return true;
            return was[drill] == is[drill] || (!reached(was[drill], horizon) && !reached(is[drill], horizon));
        };
        return alike(before.first_answer, now.first_answer) && alike(before.contact, now.contact) &&
               alike(before.response, now.response) && alike(before.shared, now.shared) &&
               (!same_horizon || before.attempts[drill] == now.attempts[drill]);
    });
    return tested;
}

bool same(const PooledDrills& a, const PooledDrills& b) {
    return a.cases == b.cases && a.callers == b.callers && a.callees == b.callees;
}

/// "3 of 50 callers": of those that there are now.
std::string differing(const PooledDrills::Fingerprints& before, const PooledDrills::Fingerprints& now,
                      const char* who) {
    const auto changed = std::count_if(now.begin(), now.end(), [&](const auto& print) {
        const auto was = before.find(print.first);
        return was == before.end() || was->second != print.second;
    });
    return fmt::format("{} of {} {}", changed, now.size(), who);
}

/// By the means over the cases.
Tested test_pool(const PooledDrills& before, const PooledDrills& now, Ticks horizon, bool paired) {
    Tested tested(name_of(now), before.attempts.size(), paired);
    tested.drift.whose = fmt::format("{} and {}", differing(before.callers, now.callers, "callers"),
                                     differing(before.callees, now.callees, "callees"));
    const auto mean = [](const PooledDrills& of, const auto& sums, double unit) {
        return [&sums, all = static_cast<double>(of.cases) * unit](std::size_t drill) {
            return static_cast<double>(sums[drill]) / all;
        };
    };
    const auto milestone = [&](const std::string& name, PooledDrills::Sums PooledDrills::*sums) {
        const PooledDrills::Sums& was = before.*sums;
        const PooledDrills::Sums& is = now.*sums;
        tested.add(reached_text(name, horizon), Movement::Unit::mean_share, mean(before, was.reached, 1),
                   mean(now, is.reached, 1));
        tested.add(mean_text(name), Movement::Unit::seconds, mean(before, was.ticks, kTicksOfSecond),
                   mean(now, is.ticks, kTicksOfSecond));
    };
    milestone("first answer", &PooledDrills::first_answer);
    milestone("contact", &PooledDrills::contact);
    milestone("response", &PooledDrills::response);
    const bool sent = !before.shared.reached.empty() && !now.shared.reached.empty();
    if (sent) milestone("shared", &PooledDrills::shared);
    tested.add("attempts", Movement::Unit::count, mean(before, before.attempts, 1), mean(now, now.attempts, 1));
    tested.count_differing([&](std::size_t drill) {
        const auto alike = [&](PooledDrills::Sums PooledDrills::*sums) {
            return (before.*sums).reached[drill] == (now.*sums).reached[drill] &&
                   (before.*sums).ticks[drill] == (now.*sums).ticks[drill];
        };
        return alike(&PooledDrills::first_answer) && alike(&PooledDrills::contact) &&
               alike(&PooledDrills::response) && (!sent || alike(&PooledDrills::shared)) &&
               before.attempts[drill] == now.attempts[drill];
    });
    return tested;
}

void correct(std::vector<Tested>& all) {
    std::vector<double> p_values;
    for (const Tested& tested : all) {
        for (const Movement& movement : tested.drift.movements) p_values.push_back(movement.p_value);
    }
    const std::vector<double> corrected = holm(p_values);
    auto next = corrected.begin();
    for (Tested& tested : all) {
        for (std::size_t index = 0; index < tested.tests.size(); ++index) {
            Movement& movement = tested.drift.movements[index];
            movement.p_value = *next++;
            movement.smallest_found = tested.tests[index].smallest_found(movement.unit, p_values.size());
        }
    }
}

}  // namespace

bool DriftReport::drifted() const {
    return !vanished.empty() || !added.empty() ||
           std::any_of(changed.begin(), changed.end(), [](const CaseDrift& drift) {
               return std::any_of(drift.movements.begin(), drift.movements.end(),
                                  [](const Movement& movement) { return movement.beyond_chance(); });
           });
}

DriftReport compare(const Baseline& before, const Baseline& now) {
    DriftReport report;
    report.drills = now.replications;
    report.paired = before.luck == now.luck && before.seed == now.seed;
    report.horizon_before = before.horizon;
    report.horizon = now.horizon;
    const bool same_horizon = before.horizon == now.horizon;
    const Ticks horizon = std::min(before.horizon, now.horizon);
    std::vector<Tested> tested;
    const auto match = [&](const auto& was, const auto& is, const auto& alike, const auto& unchanged,
                           const auto& test) {
        for (const auto& stored : is) {
            const auto found =
                std::find_if(was.begin(), was.end(), [&](const auto& other) { return alike(stored, other); });
            if (found == was.end()) {
                report.added.push_back(name_of(stored));
            } else if (!unchanged(*found, stored) || !same_horizon) {
                tested.push_back(test(*found, stored));
            }
        }
        for (const auto& stored : was) {
            if (std::none_of(is.begin(), is.end(), [&](const auto& other) { return alike(stored, other); }))
                report.vanished.push_back(name_of(stored));
        }
    };
    match(
        before.cases, now.cases, same_case,
        [](const StoredDrills& a, const StoredDrills& b) { return a.fingerprint == b.fingerprint; },
        [&](const StoredDrills& a, const StoredDrills& b) {
            return test_case(a, b, horizon, same_horizon, report.paired);
        });
    match(
        before.pooled, now.pooled,
        // Of sums it cannot be said what they would be by another horizon.
        [&](const PooledDrills& a, const PooledDrills& b) { return same_horizon && a.protocol == b.protocol; }, same,
        [&](const PooledDrills& a, const PooledDrills& b) { return test_pool(a, b, horizon, report.paired); });
    correct(tested);
    for (Tested& one : tested) report.changed.push_back(std::move(one.drift));
    return report;
}

}  // namespace hotline
