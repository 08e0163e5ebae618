#include "analysis/estimates/worlds_comparison.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/estimates/betting.hpp"

namespace hotline {
namespace {

constexpr double kShown = (1 - kConfidence) / 2;  // the largest p-value of a world that shows something

/// Drill by drill. Without a deadline, of min(time, horizon) in seconds.
std::vector<double> differences_of_drills(const Contender& first, const Contender& second,
                                          std::optional<Ticks> within, Ticks horizon) {
    const std::vector<Ticks>& of_first = first.outcomes->contact;
    const std::vector<Ticks>& of_second = second.outcomes->contact;
    const auto value = [&](Ticks time) {
        if (within) return in_time(time, *within) ? 1.0 : 0.0;
        return seconds_within(time, horizon);
    };
    std::vector<double> differences;
    differences.reserve(of_first.size());
    for (std::size_t drill = 0; drill < of_first.size(); ++drill)
        differences.push_back(value(of_second[drill]) - value(of_first[drill]));
    return differences;
}

/// The share of worlds whose value has that sign; `surely` show it, and `surely_not` show the opposite.
ShareOfWorlds share_of_worlds(const TwoLevelEstimate& difference, int sign, std::uint64_t surely,
                              std::uint64_t surely_not) {
    const double scale = difference.spread > 0 ? std::sqrt(difference.doubt / difference.spread) : 0;
    std::uint64_t better = 0;
    for (const double of_world : difference.of_worlds) {
        if (sign * (difference.mean + scale * (of_world - difference.mean)) > 0) ++better;
    }
    const std::size_t worlds = difference.of_worlds.size();
    ShareOfWorlds share;
    share.share = static_cast<double>(better) / static_cast<double>(worlds);
    share.interval = {std::min(share.share, clopper_pearson(surely, worlds).low),
                      std::max(share.share, clopper_pearson(worlds - surely_not, worlds).high)};
    return share;
}

}  // namespace

ShareOfWorlds worlds_above(const TwoLevelEstimate& difference, const ShownWorlds& shown) {
    return share_of_worlds(difference, 1, shown.above, shown.below);
}

ShareOfWorlds worlds_below(const TwoLevelEstimate& difference, const ShownWorlds& shown) {
    return share_of_worlds(difference, -1, shown.below, shown.above);
}

ComparisonCollector::ComparisonCollector(ComparisonPlan plan, const std::vector<std::vector<Contender>>& best)
    : plan_(std::move(plan)) {
    const double horizon = seconds_of(plan_.horizon());
    for (const std::vector<Contender>& contenders : best) {
        auto& pairs = cases_.emplace_back();
        auto& sums = sums_.emplace_back();
        auto& shown = shown_.emplace_back();
        for (const auto& [first, second] : plan_.pairs) {
            WorldsPair& pair = pairs.emplace_back();
            pair.first = first;
            pair.second = second;
            auto& of_pair = sums.emplace_back();
            shown.emplace_back(plan_.deadlines.size() + 1);
            const auto add = [&](std::optional<Ticks> within, double most, const Contender& a, const Contender& b) {
                const MeanBets bets(differences_of_drills(a, b, within, plan_.horizon()), -most, most);
                WorldsDifference& difference = pair.differences.emplace_back();
                difference.within = within;
                difference.best = bets.mean();
                difference.best_interval = bets.interval();
                of_pair.emplace_back(-most, most);
            };
            for (const Ticks within : plan_.deadlines) add(within, 1, contenders[first], contenders[second]);
            add({}, horizon, contenders[first], contenders[second]);
        }
    }
}

void ComparisonCollector::add(const std::vector<std::vector<Contender>>& world) {
    for (std::size_t index = 0; index < cases_.size(); ++index) {
        for (std::size_t pair = 0; pair < cases_[index].size(); ++pair) {
            const WorldsPair& compared = cases_[index][pair];
            for (std::size_t figure = 0; figure < compared.differences.size(); ++figure) {
                const auto within = compared.differences[figure].within;
                const double most = within ? 1 : seconds_of(plan_.horizon());
                std::vector<double> differences = differences_of_drills(
                    world[index][compared.first], world[index][compared.second], within, plan_.horizon());
                sums_[index][pair][figure].add(differences);
                const MeanBets bets(std::move(differences), -most, most);
                ShownWorlds& shown = shown_[index][pair][figure];
                if (bets.p_above(0) <= kShown) ++shown.above;
                if (bets.p_below(0) <= kShown) ++shown.below;
            }
        }
    }
}

std::vector<std::vector<WorldsPair>> ComparisonCollector::cases(const std::vector<std::vector<double>>& quantiles,
                                                                const std::vector<SourceKind>& kinds) const {
    const SourceBasis basis(quantiles, kinds);
    auto cases = cases_;
    for (std::size_t index = 0; index < cases.size(); ++index) {
        for (std::size_t pair = 0; pair < cases[index].size(); ++pair) {
            auto& differences = cases[index][pair].differences;
            for (std::size_t figure = 0; figure < differences.size(); ++figure) {
                WorldsDifference& difference = differences[figure];
                difference.over_worlds = sums_[index][pair][figure].estimate();
                difference.sensitivity =
                    basis.sensitivity(difference.over_worlds.of_worlds, difference.over_worlds.noise);
                const ShownWorlds& shown = shown_[index][pair][figure];
                difference.first_better = worlds_below(difference.over_worlds, shown);
                difference.second_better = worlds_above(difference.over_worlds, shown);
                // A shorter mean is the better one.
                if (!difference.within) std::swap(difference.first_better, difference.second_better);
            }
        }
    }
    return cases;
}

}  // namespace hotline
