// The sign test. In pairs in which only one of two events happened, either is equally likely under the null
// hypothesis. Source: McNemar (1947), Psychometrika 12:153; Dixon, Mood (1946), Journal of the American Statistical
// Association 41:557.
#pragma once

#include <cstdint>
#include <map>

namespace hotline {

/// P(at least `count` of `all`, each with probability 1/2): the one-sided p-value.
double half_or_more(std::uint64_t count, std::uint64_t all);

/// One-sided tests at one level; caches the critical value for each number of pairs.
class SignTest {
public:
    /// Requires a level above 0.
    explicit SignTest(double level) : level_(level) {}

    /// Whether `count` of `all` is significant; a false positive has a probability of at most the level.
    bool is_beyond_luck(std::uint64_t count, std::uint64_t all);

private:
    double level_;
    std::map<std::uint64_t, std::uint64_t> critical_;  // by `all`: the smallest significant count
};

}  // namespace hotline
