// `mend` on random problems: each experiment has another number of changes, drills and atoms, and another law. So
// these rows hold on average over problems; the families of mending_audit.cpp are meant to mislead.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <vector>

#include "analysis/estimates/mending.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"

namespace hotline::audit {
namespace {

constexpr Ticks kDeadline{std::int64_t{3600} * 1024};
constexpr Ticks kHorizon{std::int64_t{86400} * 1024};

/// The times of contact today, and then with each change.
using ManyTimes = std::vector<Ticks>;

struct RandomProblem {
    std::string name = "random problems";
};

double uniform_up_to(double most, std::mt19937_64& random) {
    return most * open_uniform(random);
}

Ticks some_time(std::mt19937_64& random) {
    const double kind = open_uniform(random);
    if (kind < 0.3) return kNever;
    return kSecond * static_cast<std::int64_t>(std::exp(uniform_up_to(std::log(86400.0), random)));
}

Law<ManyTimes> random_law(std::size_t changes, std::mt19937_64& random) {
    std::vector<double> often(changes);
    for (double& of : often) of = uniform_up_to(1, random);
    std::vector<Law<ManyTimes>::Atom> atoms(2 + random() % 9);
    double sum = 0;
    for (auto& atom : atoms) {
        atom.likely = -std::log(open_uniform(random));
        sum += atom.likely;
        atom.value.push_back(some_time(random));
        for (const double of : often)
            atom.value.push_back(open_uniform(random) < of ? some_time(random) : atom.value.front());
    }
    for (auto& atom : atoms) atom.likely /= sum;
    return {std::move(atoms)};
}

DrillMeans means_of_times(const std::vector<ManyTimes>& drawn, std::size_t of) {
    Outcomes outcomes;
    outcomes.contact.reserve(drawn.size());
    for (const ManyTimes& times : drawn) outcomes.contact.push_back(times[of]);
    return drill_means(std::vector{outcomes}, kDeadline, kHorizon);
}

bool lies_in(const Interval& interval, double truth) {
    return interval.low <= truth + 1e-9 && truth - 1e-9 <= interval.high;
}

}  // namespace

Table of_random_problems(std::uint64_t experiments) {
    std::atomic<std::uint64_t> certain{0};
    std::atomic<std::uint64_t> best_is_first{0};
    Table table =
        audit(std::vector<RandomProblem>(1), experiments,
              [&](const RandomProblem& problem, std::mt19937_64& random, Table& rows) {
                  const std::size_t changes = 2 + random() % 19;
                  const std::size_t drills = std::size_t{50} << (random() % 5);
                  const Law<ManyTimes> law = random_law(changes, random);
                  std::vector<ManyTimes> drawn;
                  for (std::size_t drill = 0; drill < drills; ++drill) drawn.push_back(law.draw(random));
                  const auto mean_of = [&](std::size_t of) {
                      return law.mean([of](const ManyTimes& times) {
                          return seconds_of(times[of] == kNever ? kHorizon : times[of]);
                      });
                  };
                  const auto reach_with = [&](std::size_t of) {
                      return law.mean([of](const ManyTimes& times) { return in_time(times[of], kDeadline); });
                  };
                  const DrillMeans today = means_of_times(drawn, 0);
                  std::vector<Effect> effects;
                  bool missed = false;
                  std::size_t best = 1;
                  for (std::size_t of = 1; of <= changes; ++of) {
                      effects.push_back(
                          effect_of(today, means_of_times(drawn, of), kHorizon, confidence_of_changes(changes)));
                      const Effect& effect = effects.back();
                      missed |= !lies_in(effect.time.interval, mean_of(of) - mean_of(0));
                      missed |= !lies_in(effect.reached.interval, reach_with(of) - reach_with(0));
                      if (effect.cured) {
                          const double cured = law.mean([of](const ManyTimes& times) {
                              return !in_time(times[0], kDeadline) && in_time(times[of], kDeadline);
                          });
                          missed |= !lies_in(effect.cured->interval, cured / (1 - reach_with(0)));
                      }
                      if (mean_of(of) < mean_of(best) - 1e-9) best = of;
                  }
                  rows.event("mend: all effects of all changes together", problem.name, missed);
                  const auto ranks = ranks_of(effects, RankBy::mean, From::best);
                  rows.event("mend: no rank is behind the true one", problem.name, ranks[best - 1] > 1);
                  const auto first =
                      std::min_element(effects.begin(), effects.end(),
                                       [](const Effect& a, const Effect& b) { return a.time.value < b.time.value; });
                  const auto place = static_cast<std::size_t>(first - effects.begin());
                  best_is_first += mean_of(place + 1) <= mean_of(best) + 1e-9 ? 1 : 0;
                  certain += std::count(ranks.begin(), ranks.end(), std::size_t{1}) == 1 ? 1 : 0;
              });
    fmt::print(
        "random problems: in {} of {} the change that comes first is the best; in {} nothing else comes near\n",
        best_is_first.load(), experiments, certain.load());
    return table;
}

}  // namespace hotline::audit
