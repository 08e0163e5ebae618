#include "tests/bench/draws_of_drills.hpp"

namespace hotline::bench {

Draws* recorder = nullptr;

}  // namespace hotline::bench

// The mangled names of `LuckBlock Luck::block(Purpose, uint64_t, uint64_t, uint64_t) const` and `double
// Law::seconds(double) const`, as GNU ld's --wrap knows them.
extern "C" {

hotline::LuckBlock __real__ZNK7hotline4Luck5blockENS_7PurposeEmmm(const hotline::Luck* luck, hotline::Purpose purpose,
                                                                  std::uint64_t subject, std::uint64_t scope,
                                                                  std::uint64_t index);
double __real__ZNK7hotline3Law7secondsEd(const hotline::Law* law, double u);

hotline::LuckBlock __wrap__ZNK7hotline4Luck5blockENS_7PurposeEmmm(const hotline::Luck* luck, hotline::Purpose purpose,
                                                                  std::uint64_t subject, std::uint64_t scope,
                                                                  std::uint64_t index) {
    if (auto* draws = hotline::bench::recorder)
        draws->blocks.push_back({luck->seed(), luck->replication(), purpose, subject, scope, index});
    return __real__ZNK7hotline4Luck5blockENS_7PurposeEmmm(luck, purpose, subject, scope, index);
}

double __wrap__ZNK7hotline3Law7secondsEd(const hotline::Law* law, double u) {
    if (auto* draws = hotline::bench::recorder; draws && !law->constant()) draws->durations.push_back({law, u});
    return __real__ZNK7hotline3Law7secondsEd(law, u);
}
}
