#include "analysis/estimates/worst_causes.hpp"

#include <bit>
#include <numeric>
#include <utility>

#include "analysis/estimates/betting.hpp"

namespace hotline {
namespace {

/// The share of all orders of `causes` causes in which exactly some given `before` ones come before a given other
/// one: before! (causes − 1 − before)! / causes!.
double share_of_orders(std::size_t before, std::size_t causes) {
    double ways = static_cast<double>(causes);
    for (std::size_t k = 1; k <= before; ++k) ways *= static_cast<double>(causes - k) / static_cast<double>(k);
    return 1 / ways;
}

class Rounds {
public:
    Rounds(const ReachedWithout& reached, const std::vector<double>& weights, std::size_t worst)
        : reached_(reached), cells_(weights.size()), count_(reached.front().size() / cells_) {
        const double others = std::accumulate(weights.begin(), weights.end(), 0.0) - weights[worst];
        for (const double weight : weights) weights_.push_back(weight / others);
        weights_[worst] = -1;
    }

    std::size_t count() const { return count_; }
    /// The difference in one round, without a set of causes.
    double difference(std::size_t without, std::size_t round) const {
        double sum = 0;
        for (std::size_t cell = 0; cell < cells_; ++cell) {
            if (reached_[without][round * cells_ + cell]) sum += weights_[cell];
        }
        return sum;
    }

private:
    const ReachedWithout& reached_;
    std::size_t cells_;
    std::size_t count_;
    std::vector<double> weights_;
};

/// Of numbers between −most and most.
Estimate estimate_of(std::vector<double> by_round, double most, double confidence) {
    const MeanBets bets(std::move(by_round), -most, most);
    return {bets.mean(), bets.interval(confidence)};
}

}  // namespace

WorstCauses worst_causes(const ReachedWithout& reached, const std::vector<double>& weights, std::size_t worst,
                         double confidence) {
    const auto causes = static_cast<std::size_t>(std::bit_width(reached.size()) - 1);
    const std::size_t sets = std::size_t{1} << causes;
    const bool one_goes_last = reached.size() > sets;
    const Rounds rounds(reached, weights, worst);
    std::vector<double> all(rounds.count());
    std::vector<double> rest(rounds.count());
    std::vector<std::vector<double>> made(causes + (one_goes_last ? 1 : 0), std::vector<double>(rounds.count()));
    std::vector<double> differences(reached.size());
    for (std::size_t round = 0; round < rounds.count(); ++round) {
        for (std::size_t set = 0; set < reached.size(); ++set) differences[set] = rounds.difference(set, round);
        all[round] = differences.front();
        rest[round] = differences.back();
        for (std::size_t cause = 0; cause < causes; ++cause) {
            const std::size_t bit = std::size_t{1} << cause;
            for (std::size_t set = 0; set < sets; ++set) {
                if ((set & bit) != 0) continue;
                made[cause][round] += share_of_orders(static_cast<std::size_t>(std::popcount(set)), causes) *
                                      (differences[set] - differences[set | bit]);
            }
        }
        if (one_goes_last) made.back()[round] = differences[sets - 1] - differences[sets];
    }
    WorstCauses told;
    told.difference = estimate_of(std::move(all), 1, confidence);
    // A cause can turn a difference into its opposite.
    for (std::vector<double>& of_cause : made) told.causes.push_back(estimate_of(std::move(of_cause), 2, confidence));
    told.rest = estimate_of(std::move(rest), 1, confidence);
    return told;
}

}  // namespace hotline
