#include "analysis/estimates/frontier.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

#include "analysis/estimates/betting.hpp"

namespace hotline {

std::vector<double> losses_of(const DrillMeans& means, RankBy by) {
    if (by == RankBy::mean) return means.time;
    std::vector<double> missed(means.reached.size());
    std::transform(means.reached.begin(), means.reached.end(), missed.begin(),
                   [](double share) { return 1 - share; });
    return missed;
}

bool is_better(const Tried& one, const Tried& other) {
    return std::tie(one.loss, one.cost, one.bundle) < std::tie(other.loss, other.cost, other.bundle);
}

Choice choose(const std::vector<Tried>& tried, double pairs, double longest) {
    std::vector<std::size_t> by_cost(tried.size());
    std::iota(by_cost.begin(), by_cost.end(), 0U);
    std::stable_sort(by_cost.begin(), by_cost.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(tried[a].cost, tried[a].loss) < std::tie(tried[b].cost, tried[b].loss);
    });
    Choice choice;
    double least = tried.front().loss;
    for (const std::size_t index : by_cost) {
        if (tried[index].loss >= least) continue;
        least = tried[index].loss;
        choice.frontier.push_back(index);
    }
    if (choice.frontier.empty()) return choice;
    const std::size_t best = choice.frontier.back();
    const double error = (1 - kConfidence) / pairs;
    for (const std::size_t index : by_cost) {
        if (index == best || tried[index].bundle.empty()) continue;
        std::vector<double> worse(tried[index].losses.size());
        std::transform(tried[index].losses.begin(), tried[index].losses.end(), tried[best].losses.begin(),
                       worse.begin(), std::minus<>());
        if (MeanBets(std::move(worse), -longest, longest).p_above(0) >= error) choice.rivals.push_back(index);
    }
    return choice;
}

double confidence_of_frontier(std::size_t bundles) {
    // The first bundle is compared with today, each other one also with the one before it.
    return confidence_of_each(kEstimatesOfEffect * std::max<std::size_t>(2 * bundles, 2) - kEstimatesOfEffect);
}

double Frontier::confidence_of_each() const {
    return confidence_of_frontier(bought.size());
}

std::vector<Bought> bought_of(const std::vector<Tried>& tried, const Choice& choice, const DrillMeans& today,
                              const std::vector<DrillMeans>& told, Ticks horizon) {
    const double confidence = confidence_of_frontier(choice.frontier.size());
    std::vector<Bought> all;
    for (std::size_t place = 0; place < choice.frontier.size(); ++place) {
        const Tried& of = tried[choice.frontier[place]];
        Bought& bought = all.emplace_back();
        bought.bundle = of.bundle;
        bought.cost = of.cost;
        bought.effect = effect_of(today, told[place], horizon, confidence);
        if (place > 0) bought.extra = effect_of(told[place - 1], told[place], horizon, confidence);
    }
    return all;
}

}  // namespace hotline
