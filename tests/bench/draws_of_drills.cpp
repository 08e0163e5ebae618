#include "tests/bench/draws_of_drills.hpp"

namespace hotline::bench {

std::vector<Draw>* recorder = nullptr;

}  // namespace hotline::bench

// The mangled names of `double Luck::uniform(Purpose, uint64_t, uint64_t, uint64_t) const` and `double
// Law::seconds(double) const`, as GNU ld's --wrap knows them.
extern "C" {

double __real__ZNK7hotline4Luck7uniformENS_7PurposeEmmm(const hotline::Luck* luck, hotline::Purpose purpose,
                                                        std::uint64_t subject, std::uint64_t scope,
                                                        std::uint64_t index);
double __real__ZNK7hotline3Law7secondsEd(const hotline::Law* law, double u);

double __wrap__ZNK7hotline4Luck7uniformENS_7PurposeEmmm(const hotline::Luck* luck, hotline::Purpose purpose,
                                                        std::uint64_t subject, std::uint64_t scope,
                                                        std::uint64_t index) {
    if (auto* draws = hotline::bench::recorder) {
        draws->push_back({luck->seed(), luck->replication(), purpose, subject, scope, index, nullptr});
    }
    return __real__ZNK7hotline4Luck7uniformENS_7PurposeEmmm(luck, purpose, subject, scope, index);
}

double __wrap__ZNK7hotline3Law7secondsEd(const hotline::Law* law, double u) {
    if (auto* draws = hotline::bench::recorder; draws && !law->constant()) draws->back().law = law;
    return __real__ZNK7hotline3Law7secondsEd(law, u);
}
}
