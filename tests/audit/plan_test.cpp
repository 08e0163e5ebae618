// How many calls `plan --budget` needs for what round robin and oldest-first know: tests/audit/README.md.
//
// HOTLINE_PLAN=200 plays 200 lists of each kind, as the table there has them.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <numeric>

#include "tests/audit/synthetic_lists.hpp"

namespace hotline::audit {
namespace {

constexpr std::size_t kQuickLists = 20;
constexpr std::uint64_t kSeed = 20121004;

enum class Policy : unsigned char { round_robin, oldest_first, plan };

std::vector<std::size_t> calls_of(Policy policy, const SyntheticList& list, std::size_t budget) {
    const std::vector<Testable>& entries = list.entries();
    std::vector<std::size_t> calls(entries.size(), 0);
    if (policy == Policy::plan) {
        const ChosenTests chosen = choose_tests(entries, budget, std::vector<std::size_t>(entries.size(), budget));
        for (std::size_t entry = 0; entry < entries.size(); ++entry) calls[entry] = chosen.calls[entry][0];
        return calls;
    }
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (policy == Policy::oldest_first) {
        std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
            return entries[one].believed.still_right < entries[other].believed.still_right;
        });
    }
    for (std::size_t call = 0; call < budget; ++call) ++calls[order[call % order.size()]];
    return calls;
}

/// The root mean square error of contact after so many calls in one batch, over all lists and their cases.
double error_of(const KindOfLists& kind, Policy policy, std::size_t budget, std::size_t lists) {
    double sum = 0, count = 0;
    for (std::size_t number = 0; number < lists; ++number) {
        std::mt19937_64 random(kSeed + number);
        SyntheticList list(kind, random);
        list.call(calls_of(policy, list, budget), random);
        for (std::size_t of_case = 0; of_case < list.cases(); ++of_case) {
            const double error = list.believed(of_case) - list.truth(of_case);
            sum += error * error;
            count += 1;
        }
    }
    return std::sqrt(sum / count);
}

/// The fewest calls with which the plan is as good.
std::size_t as_good_as(const KindOfLists& kind, double error, std::size_t most, std::size_t lists) {
    for (std::size_t budget = 0; budget < most; budget += std::max<std::size_t>(most / 80, 1)) {
        if (error_of(kind, Policy::plan, budget, lists) <= error) return budget;
    }
    return most;
}

TEST(NextTestsMeasured, need_fewer_calls_than_round_robin) {
    const char* asked = std::getenv("HOTLINE_PLAN");
    const std::size_t lists = asked == nullptr ? kQuickLists : std::strtoul(asked, nullptr, 10);
    ASSERT_GT(lists, 0U);
    fmt::print(
        "| lists | calls | error by round robin | oldest first | plan | calls of the plan for the error of round "
        "robin |\n|---|---|---|---|---|---|\n");
    for (const KindOfLists& kind : kinds_of_lists()) {
        for (const std::size_t halves : {1U, 2U, 4U}) {
            const std::size_t budget = halves * kind.cases * kind.entries / 2;
            const double robin = error_of(kind, Policy::round_robin, budget, lists);
            const double oldest = error_of(kind, Policy::oldest_first, budget, lists);
            const double planned = error_of(kind, Policy::plan, budget, lists);
            fmt::print("| {} | {} | {:.4f} | {:.4f} | {:.4f} |", kind.name, budget, robin, oldest, planned);
            // To look for it takes long.
            if (asked != nullptr) {
                const std::size_t needed = as_good_as(kind, robin, 3 * budget / 2, lists);
                fmt::print(" {} ({:+.0f} %) |", needed,
                           100 * (static_cast<double>(needed) / static_cast<double>(budget) - 1));
            }
            fmt::print("\n");
            // Few lists leave much to chance.
            EXPECT_LT(planned, 1.15 * robin) << kind.name;
        }
    }
}

}  // namespace
}  // namespace hotline::audit
