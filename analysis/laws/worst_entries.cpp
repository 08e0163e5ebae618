#include "analysis/laws/worst_entries.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <tuple>
#include <utility>

namespace hotline {
namespace {

/// Beliefs take time: of so many times as many entries as are wanted, by a rough figure.
constexpr std::size_t kMoreThanWanted = 4;
constexpr double kRoughPrecision = 2;
constexpr double kMostTestsOfOne = 400;

}  // namespace

std::vector<WorstEntry> worst_entries(const ClassedLog& classed, const LogFit& fit, std::size_t most) {
    struct Rough {
        double share;
        const FittedClass* fitted;
        std::size_t contact;
    };
    std::vector<Rough> all;
    for (const FittedClass& fitted : fit.classes) {
        for (std::size_t contact = 0; contact < fitted.tests.contacts.size(); ++contact) {
            double asked = 0, answered = 0;
            for (const ObservedTime& test : fitted.tests.contacts[contact]) {
                asked += test.weight;
                if (!test.given_up()) answered += test.weight;
            }
            if (!(asked > 0)) continue;
            const bool dead = classed.found_dead[fitted.tests.entries[contact]];
            const double prior = fitted.answer.best * kRoughPrecision;
            all.push_back({dead ? -1 : (answered + prior) / (asked + kRoughPrecision), &fitted, contact});
        }
    }
    const std::size_t looked_at = std::min(all.size(), kMoreThanWanted * most);
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(looked_at);
    std::partial_sort(all.begin(), middle, all.end(), [](const Rough& one, const Rough& other) {
        return std::tie(one.share, one.fitted, one.contact) < std::tie(other.share, other.fitted, other.contact);
    });
    std::vector<WorstEntry> worst;
    for (auto rough = all.begin(); rough != middle; ++rough) {
        WorstEntry one;
        one.fitted = rough->fitted;
        one.entry = rough->fitted->tests.entries[rough->contact];
        one.dead = classed.found_dead[one.entry];
        const TestsOfContact& tests = rough->fitted->tests.contacts[rough->contact];
        for (const ObservedTime& test : tests) {
            one.asked += test.weight;
            if (!test.given_up()) one.answered += test.weight;
        }
        one.tests = thinned(tests, kMostTestsOfOne);
        if (one.fitted->belief) {
            const ContactsFit::Belief belief = one.fitted->belief->belief(one.tests, one.fitted->laws.times.last);
            one.mean = belief.mean;
            one.interval = belief.interval;
        } else {
            // Without a law, by its own tests and a uniform prior.
            const double a = one.answered + 1, b = one.asked - one.answered + 1;
            one.mean = a / (a + b);
            one.interval = {boost::math::ibeta_inv(a, b, (1 - kConfidence) / 2),
                            boost::math::ibeta_inv(a, b, (1 + kConfidence) / 2)};
        }
        worst.push_back(std::move(one));
    }
    std::stable_sort(worst.begin(), worst.end(), [](const WorstEntry& one, const WorstEntry& other) {
        return one.dead != other.dead ? one.dead : one.mean < other.mean;
    });
    if (worst.size() > most) worst.resize(most);
    return worst;
}

}  // namespace hotline
