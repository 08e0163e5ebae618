// `check`: verdicts on expectations by tests that stop as soon as they know, and the intervals at that moment.

#include <fmt/format.h>

#include "analysis/estimates/expectation.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"

namespace hotline::audit {
namespace {

constexpr std::uint64_t kMostDrills = 3'000;
constexpr std::uint32_t kMostAttempts = 50;

struct Held {
    std::string that;
    std::string law;
    Law<Outcome> drills;
    double measure;  // the true value of what the claim measures
};

Outcome drill_of(Ticks contact, std::uint16_t attempts) {
    Outcome outcome;
    outcome.first_answer = outcome.contact = contact;
    outcome.attempts[static_cast<std::size_t>(Result::no_answer)] = attempts;
    return outcome;
}

std::vector<Held> families_of_check() {
    std::vector<Held> all;
    const auto share_of = [&](const std::string& that, double share) {
        all.push_back({that,
                       fmt::format("{} %", 100 * share),
                       {{{share, drill_of(60 * kSecond, 1)}, {1 - share, drill_of(kNever, 1)}}},
                       share});
    };
    for (const double share : {1.0, 0.95, 0.92, 0.9, 0.895, 0.88, 0.8, 0.5})
        share_of("P(contact <= 1h) >= 0.9", share);
    for (const double share : {0.0, 0.09, 0.1, 0.105, 0.2}) share_of("P(contact <= 1h) <= 0.1", share);
    for (const double share : {0.45, 0.5, 0.55}) share_of("median(contact) <= 1h", share);
    const auto attempts = [&](double rare, std::uint16_t many) {
        all.push_back({"mean(attempts) <= 6",
                       fmt::format("2, or {} in {} %", many, 100 * rare),
                       {{{1 - rare, drill_of(60 * kSecond, 2)}, {rare, drill_of(60 * kSecond, many)}}},
                       2 + rare * (many - 2)});
    };
    attempts(0.5, 10);
    attempts(0.4, 10);
    attempts(0.6, 10);
    attempts(0.085, 50);
    attempts(0, 10);
    const auto mean = [&](double never) {
        all.push_back({"rmst(contact, 24h) <= 1h",
                       fmt::format("never in {} %", 100 * never),
                       {{{1 - never, drill_of(60 * kSecond, 2)}, {never, drill_of(kNever, 2)}}},
                       60 * (1 - never) + 86'400 * never});
    };
    mean(0);
    mean(0.0409);
    mean(0.041);
    mean(0.06);
    return all;
}

}  // namespace

Table of_check(std::uint64_t experiments) {
    return audit(families_of_check(), experiments, [](const Held& held, std::mt19937_64& random, Table& table) {
        Expectation expectation;
        ClaimError error;
        expectation.that = held.that;
        expectation.claim = parse_claim(held.that, {}, error).value();
        ExpectationTest test(expectation, kMostAttempts);
        while (test.verdict() == Verdict::undecided && test.drills() < kMostDrills)
            test.add(test.value(held.drills.draw(random)));
        const std::string name = fmt::format("{}, {}", held.that, held.law);
        // For a quantile the interval is that of the probability that it stands for.
        const bool of_quantile = held.that.starts_with("median");
        const double bound = of_quantile                  ? 0.5
                             : held.that.ends_with("6")   ? 6
                             : held.that.ends_with("1h")  ? 3600
                             : held.that.ends_with("0.9") ? 0.9
                                                          : 0.1;
        const bool at_least = of_quantile || held.that.ends_with(">= 0.9");
        const double kept_by = (at_least ? 1 : -1) * (held.measure - bound);
        const double indifference = test.indifference().value_or(0);
        if (kept_by >= -1e-9)
            table.event("check: a verdict of fail where it holds", name, test.verdict() == Verdict::fail);
        if (kept_by <= -indifference - 1e-9)
            table.event("check: a verdict of pass where it does not hold", name, test.verdict() == Verdict::pass);
        table.interval("check: the interval of a verdict", name, test.interval(), held.measure, 0.95);
    });
}

}  // namespace hotline::audit
