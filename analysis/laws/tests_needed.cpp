#include "analysis/laws/sample_size.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <utility>

#include "models/scenario/quiet_math.hpp"

namespace hotline {

double chance_to_pass(std::uint64_t tests, std::uint64_t failures, double works) {
    if (failures >= tests) return 1;
    if (works <= 0) return 0;
    if (works >= 1) return 1;
    // At most k of n fail, with probability q each: 1 - I_q(k + 1, n - k).
    return boost::math::ibetac(static_cast<double>(failures) + 1, static_cast<double>(tests - failures), 1 - works,
                               QuietMath{});
}

std::optional<std::uint64_t> tests_needed(double at_least, double confidence, std::uint64_t failures) {
    const auto shows = [&](std::uint64_t tests) {
        // As many digits as the user writes: 1 - 0.95 is a little more than 0.05.
        return chance_to_pass(tests, failures, at_least) <= (1 - confidence) * (1 + 1e-12);
    };
    std::uint64_t enough = failures + 1;
    while (!shows(enough)) {
        if (enough > kMostTests) return {};
        enough *= 2;
    }
    std::uint64_t too_few = failures;
    while (enough - too_few > 1) {
        const std::uint64_t middle = too_few + (enough - too_few) / 2;
        (shows(middle) ? enough : too_few) = middle;
    }
    if (enough > kMostTests) return {};
    return enough;
}

SampleSizes sample_sizes(double at_least, double confidence, std::uint64_t most_failures,
                         std::vector<double> truths) {
    SampleSizes sizes{at_least, confidence, std::move(truths), {}};
    if (sizes.truths.empty()) {
        for (const double part : {1.0, 0.5, 0.2, 0.1}) sizes.truths.push_back(1 - (1 - at_least) * part);
    }
    for (std::uint64_t failures = 0; failures <= most_failures; ++failures) {
        SampleSizes::Row row{failures, tests_needed(at_least, confidence, failures), {}};
        for (const double truth : sizes.truths)
            row.passes.push_back(row.tests ? chance_to_pass(*row.tests, failures, truth) : 0);
        sizes.rows.push_back(std::move(row));
    }
    return sizes;
}

}  // namespace hotline
