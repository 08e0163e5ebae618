// Of pairs in which one of two things alone happened, how often it was the first: by luck alone every second time.
// Source: McNemar (1947), Psychometrika 12:153; Dixon, Mood (1946), Journal of the American Statistical Association
// 41:557.
#pragma once

#include <cstdint>
#include <map>

namespace hotline {

/// P(at least `count` of `all`, each with probability 1/2): the one-sided p-value.
double half_or_more(std::uint64_t count, std::uint64_t all);

/// One-sided tests of one level, which remembers how many of how many it takes.
class SignTest {
public:
    /// Requires a level above 0.
    explicit SignTest(double level) : level_(level) {}

    /// Whether so many of all are more than luck explains: wrong with no more than the level.
    bool is_beyond_luck(std::uint64_t count, std::uint64_t all);

private:
    double level_;
    std::map<std::uint64_t, std::uint64_t> critical_;  // by `all`: the fewest that are beyond it
};

}  // namespace hotline
