#include "sim/runs/bundles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "sim/runs/alternatives.hpp"

namespace hotline {
namespace {

class BundleSearch {
public:
    BundleSearch(const Scenario& scenario, const Bundles& bundles,
                 const std::function<Scenario(const Bundle&)>& scenario_of, Ticks within, RankBy by,
                 const RunPlan& plan)
        : scenario_(scenario), bundles_(bundles), scenario_of_(scenario_of), within_(within), by_(by), plan_(plan) {}

    std::optional<Frontier> search(std::size_t most) {
        today_.emplace(scenario_, with_progress(plan_, 0, 0));
        if (!today_->outcomes() || !play({{}}, with_progress(plan_, 0, 0))) return {};
        const auto all = bundles_.all(most);
        // A greedy search cannot say how far it has come.
        const bool played = all ? play(*all, with_progress(plan_, 0, 0.8)) : climb();
        if (!played) return {};
        const Choice choice = choose(tried_, pairs(all.has_value()), longest_loss());
        return tell(choice, all.has_value());
    }

private:
    /// Plays bundles that have not been played. False if interrupted.
    bool play(const std::vector<Bundle>& some, const RunPlan& plan) {
        std::vector<Bundle> fresh;
        for (const Bundle& bundle : some) {
            if (place_.emplace(bundle, tried_.size() + fresh.size()).second) fresh.push_back(bundle);
        }
        const std::size_t first = tried_.size();
        tried_.resize(first + fresh.size());
        return play_alternatives(alternatives(*today_, fresh,
                                              [&](std::size_t index, const DrillMeans& means) {
                                                  Tried& of = tried_[first + index];
                                                  of.bundle = fresh[index];
                                                  of.cost = bundles_.cost(of.bundle);
                                                  of.losses = losses_of(means, by_);
                                                  MeanOf mean;
                                                  for (const double loss : of.losses) mean.add(loss);
                                                  of.loss = mean.mean();
                                              }),
                                 plan);
    }

    template <class Take>
    Alternatives alternatives(const TodaysDrills& drills, const std::vector<Bundle>& some, Take take) const {
        return {drills, some.size(),
                [&](std::size_t index) { return some[index].empty() ? scenario_ : scenario_of_(some[index]); },
                [&](std::size_t index) { return fmt::format("\"{}\"", bundles_.title(some[index])); },
                [this, take = std::move(take)](std::size_t index, const std::vector<Outcomes>& outcomes) {
                    take(index, drill_means(outcomes, within_, scenario_.horizon));
                }};
    }

    bool climb() {
        std::size_t here = 0;
        for (double done = 0;; done += (0.8 - done) / 4) {
            const std::vector<Bundle> near = bundles_.neighbours(tried_[here].bundle);
            if (!play(near, with_progress(plan_, done, (0.8 - done) / 4))) return false;
            std::size_t best = here;
            for (const Bundle& bundle : near) {
                if (const std::size_t place = place_.at(bundle); is_better(tried_[place], tried_[best])) best = place;
            }
            if (best == here) return true;
            here = best;
        }
    }

    double longest_loss() const { return by_ == RankBy::mean ? seconds_of(scenario_.horizon) : 1; }

    /// A greedy search decides by what it has played which bundles it plays, so that any two could have been
    /// compared.
    double pairs(bool exhaustive) const {
        const double all = exhaustive ? static_cast<double>(tried_.size())
                                      : std::exp2(static_cast<double>(bundles_.offers().size()));
        return all * std::max(all - 1, 1.0);
    }

    std::optional<Frontier> tell(const Choice& choice, bool exhaustive) const {
        std::vector<Bundle> some{{}};
        for (const std::size_t index : choice.frontier) some.push_back(tried_[index].bundle);
        std::vector<DrillMeans> told(some.size());
        RunPlan plan = with_progress(plan_, 0.8, 0.2);
        plan.first = plan_.first + plan_.replications;
        const auto take = [&](std::size_t index, DrillMeans means) { told[index] = std::move(means); };
        const TodaysDrills drills(scenario_, with_progress(plan, 0, 0));
        if (!drills.outcomes() || !play_alternatives(alternatives(drills, some, take), plan)) return {};
        const DrillMeans today = std::move(told.front());
        told.erase(told.begin());
        std::vector<Bundle> rivals;
        for (const std::size_t index : choice.rivals) rivals.push_back(tried_[index].bundle);
        return Frontier{scenario_,
                        bundles_,
                        plan_.seed,
                        plan_.replications,
                        within_,
                        by_,
                        tried_.size() - 1,
                        exhaustive,
                        today_of(today, scenario_.horizon),
                        bought_of(tried_, choice, today, told, scenario_.horizon),
                        std::move(rivals)};
    }

    const Scenario& scenario_;
    const Bundles& bundles_;
    const std::function<Scenario(const Bundle&)>& scenario_of_;
    const Ticks within_;
    const RankBy by_;
    const RunPlan& plan_;
    std::optional<TodaysDrills> today_;  // those that choose
    std::vector<Tried> tried_;           // today first
    std::map<Bundle, std::size_t> place_;
};

}  // namespace

std::optional<Frontier> play_bundles(const Scenario& scenario, const Bundles& bundles,
                                     const std::function<Scenario(const Bundle&)>& scenario_of, Ticks within,
                                     RankBy by, const RunPlan& plan, std::size_t most) {
    return BundleSearch(scenario, bundles, scenario_of, within, by, plan).search(most);
}

}  // namespace hotline
