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

std::string name_of(const StoredDrills& stored) {
    const std::string after = stored.after > Ticks{0} ? fmt::format(", {} later", duration_text(stored.after)) : "";
    return fmt::format("{} → {}{}, {}", stored.caller, stored.callee, after, stored.protocol);
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

struct Tested {
    std::vector<Test> tests;
    CaseDrift drift;
};

Tested test_case(const StoredDrills& before, const StoredDrills& now, Ticks horizon, bool paired) {
    Tested tested;
    tested.drift.name = name_of(now);
    const std::size_t drills = before.contact.size();
    const auto add = [&](std::string what, Movement::Unit unit, const auto& of_before, const auto& of_now) {
        Test test(paired, drills);
        for (std::size_t drill = 0; drill < drills; ++drill) test.add(of_before(drill), of_now(drill));
        tested.drift.movements.push_back(test.movement(std::move(what), unit));
        tested.tests.push_back(test);
    };
    const auto milestone = [&](const std::string& name, const std::vector<Ticks>& was, const std::vector<Ticks>& is) {
        const auto reached = [](const std::vector<Ticks>& times) {
            return [&times](std::size_t drill) { return times[drill] == kNever ? 0.0 : 1.0; };
        };
        const auto within = [horizon](const std::vector<Ticks>& times) {
            return [&times, horizon](std::size_t drill) {
                return seconds_of(times[drill] == kNever ? horizon : std::min(times[drill], horizon));
            };
        };
        add(fmt::format("{} by {}", name, duration_text(horizon)), Movement::Unit::share, reached(was), reached(is));
        add(fmt::format("mean time to {}", name), Movement::Unit::seconds, within(was), within(is));
    };
    milestone("first answer", before.first_answer, now.first_answer);
    milestone("contact", before.contact, now.contact);
    if (!before.response.empty() && !now.response.empty()) milestone("response", before.response, now.response);
    const auto attempts = [](const StoredDrills& of) {
        return [&of](std::size_t drill) { return static_cast<double>(of.attempts[drill]); };
    };
    add("attempts", Movement::Unit::count, attempts(before), attempts(now));

    for (std::size_t drill = 0; drill < drills; ++drill) {
        const bool alike =
            before.first_answer[drill] == now.first_answer[drill] && before.contact[drill] == now.contact[drill] &&
            (before.response.empty() || now.response.empty() || before.response[drill] == now.response[drill]) &&
            before.attempts[drill] == now.attempts[drill];
        if (alike) continue;
        ++tested.drift.differing;
        if (!tested.drift.first) tested.drift.first = drill;
    }
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
    std::vector<Tested> tested;
    for (const StoredDrills& stored : now.cases) {
        const auto was = std::find_if(before.cases.begin(), before.cases.end(),
                                      [&](const StoredDrills& other) { return same_case(stored, other); });
        if (was == before.cases.end()) {
            report.added.push_back(name_of(stored));
        } else if (was->fingerprint != stored.fingerprint || before.horizon != now.horizon) {
            tested.push_back(test_case(*was, stored, std::min(before.horizon, now.horizon), report.paired));
        }
    }
    for (const StoredDrills& stored : before.cases) {
        if (std::none_of(now.cases.begin(), now.cases.end(),
                         [&](const StoredDrills& other) { return same_case(stored, other); })) {
            report.vanished.push_back(name_of(stored));
        }
    }
    correct(tested);
    for (Tested& one : tested) report.changed.push_back(std::move(one.drift));
    return report;
}

}  // namespace hotline
